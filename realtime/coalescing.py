"""A job that many ask for and that runs once for all who asked meanwhile."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger("samtun.realtime")


class Coalesced:
    """Runs `job` in the background when asked; asked while it runs, once more after it.

    A job that fails is logged and waits to be asked again: the sweep does.
    """

    def __init__(self, job: Callable[[], Awaitable[None]], name: str) -> None:
        self._job = job
        self._name = name
        self._wanted = False
        self._task: asyncio.Task[None] | None = None

    def ask(self) -> None:
        self._wanted = True
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while self._wanted:
            self._wanted = False
            try:
                await self._job()
            except Exception:
                logger.exception("%s failed; the sweep tries again", self._name)


async def repeat(seconds: float, job: Callable[[], Awaitable[None]], name: str) -> None:
    """Run `job` every `seconds`, until cancelled. One that fails is logged and runs again."""
    while not is_cancelled():
        await asyncio.sleep(seconds)
        try:
            await job()
        except Exception:
            logger.exception("%s failed; it runs again in %s s", name, seconds)


def is_cancelled() -> bool:
    """Whether this task is to end: the Redis client swallows a cancellation while it connects."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
