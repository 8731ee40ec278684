"""This process on the channel layer: one channel for all, and never more than a hint.

Without Redis there is no other process, and all of this is silent.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from channels.layers import get_channel_layer
from django.conf import settings

from realtime.coalescing import is_cancelled

logger = logging.getLogger("samtun.realtime")

LAYER_SECONDS = 1  # of patience


class Layer:
    """`groups()` are those to be in now; `hear(message)` takes what comes in any of them."""

    def __init__(
        self, groups: Callable[[], Iterable[str]], hear: Callable[[dict[str, Any]], None]
    ) -> None:
        self._groups = groups
        self._hear = hear
        self._channel: str | None = None
        self._process = uuid4().hex
        self._not_joined: set[str] = set()

    async def listen(self) -> None:
        """For ever. The layer reconnects by itself; the sweep covers the gap."""
        layer = get_channel_layer()
        while True:
            try:
                if self._channel is None:
                    self._channel = await layer.new_channel()
                    for group in list(self._groups()):
                        await layer.group_add(group, self._channel)
                if is_cancelled():
                    return
                message = await layer.receive(self._channel)
                if message.get("process") != self._process:  # the layer gives back one's own
                    self._hear(message)
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the sweep covers it
                logger.warning("The channel layer is away: %r", error)
                self._channel = None
                await asyncio.sleep(LAYER_SECONDS)

    async def join(self, group: str) -> None:
        if await self._membership("group_add", group):
            self._not_joined.discard(group)
        else:
            self._not_joined.add(group)

    async def join_the_rest(self) -> None:
        """Join what could not be joined while Redis was away: the layer forgets such groups."""
        self._not_joined.intersection_update(self._groups())
        for group in list(self._not_joined):
            await self.join(group)
            if group in self._not_joined:  # it still is, and each attempt takes its time
                return

    async def leave(self, group: str) -> None:
        await self._membership("group_discard", group)

    async def send(self, messages: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Send each message to its group, with this process's name in it."""
        if not settings.REDIS_URL:
            return
        layer = get_channel_layer()
        try:
            async with asyncio.timeout(LAYER_SECONDS):
                for group, message in messages:
                    await layer.group_send(group, message | {"process": self._process})
        except Exception as error:  # noqa: BLE001 - the bell is a hint
            logger.warning("The channel layer could not be told: %r", error)

    async def _membership(self, method: str, group: str) -> bool:
        """Whether it went well. Without a channel there is nothing to do: `listen` joins all."""
        if self._channel is None:
            return True
        try:
            async with asyncio.timeout(LAYER_SECONDS):
                await getattr(get_channel_layer(), method)(group, self._channel)
        except Exception as error:  # noqa: BLE001 - the bell is a hint
            logger.warning("%s failed for %s: %r", method, group, error)
            return False
        return True
