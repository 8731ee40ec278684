"""How far members have seen, collected here and stored once a second: one call a kind of stream."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from django.db import OperationalError

from realtime.coalescing import Coalesced
from realtime.declarations import Stream

logger = logging.getLogger("samtun.realtime")

STORE_SECONDS = 1


class SeenMarks:
    def __init__(self, database: Callable[..., Awaitable[Any]]) -> None:
        self._database = database
        self._highest: dict[Stream, dict[tuple[int, int], int]] = defaultdict(dict)
        self._storing = Coalesced(self._store_soon, "Storing what was seen")

    def note(self, stream: Stream, id: int, member_id: int, number: int) -> None:
        """Remember the highest number for the member and the stream."""
        self._keep(stream, (member_id, id), number)
        self._storing.ask()

    async def store(self) -> None:
        """Hand over what was noted. A database away is tried again by the sweep."""
        taken, self._highest = self._highest, defaultdict(dict)
        for stream, highest in taken.items():
            marks = [(member, id, number) for (member, id), number in sorted(highest.items())]
            try:
                await self._database(stream.seen, marks)
            except OperationalError as error:
                logger.warning("What was seen could not be stored yet: %s", error)
                for key, number in highest.items():
                    self._keep(stream, key, number)
            except Exception:  # the same marks would fail again
                logger.exception("What was seen on %s streams is lost", stream.kind)

    def _keep(self, stream: Stream, key: tuple[int, int], number: int) -> None:
        highest = self._highest[stream]
        highest[key] = max(number, highest.get(key, 0))

    async def _store_soon(self) -> None:
        await asyncio.sleep(STORE_SECONDS)
        await self.store()
