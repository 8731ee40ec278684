"""One hub a process: reads each followed stream once, renders once, and tells every local socket.

The channel layer only says "look". Who follows what is known here alone, so a stream costs the
layer one membership a process, however many sockets follow it.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.conf import settings

from realtime import doorbell, log
from realtime.declarations import Audience, UnknownStream, group_name, parse_stream
from realtime.protocol import Ping

logger = logging.getLogger("samtun.realtime")

SWEEP_SECONDS = 10
LAYER_SECONDS = 1
PRUNE_SECONDS = 60 * 60
DATABASE_THREADS = 4  # a bound on connections too: an idle socket holds none


class Refused(Exception):
    """The stream is unknown, or not this follower's to follow: the answer is the same."""


class Follower(Protocol):
    """What the hub needs of a socket."""

    member: Any
    language: str

    async def send_frame(self, text: str) -> None: ...


class Feed:
    """One followed stream: who follows it here, and the last number they were told."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.head = 0
        self.followers: dict[Follower, Audience] = {}
        self.lock = asyncio.Lock()
        self.pumping: asyncio.Task[None] | None = None
        self.wanted = False

    @property
    def is_idle(self) -> bool:
        return not self.followers and not self.lock.locked()

    def groups(self) -> dict[tuple[str, Audience], list[Follower]]:
        """The followers by what they are shown."""
        groups: dict[tuple[str, Audience], list[Follower]] = defaultdict(list)
        for follower, audience in self.followers.items():
            groups[follower.language, audience].append(follower)
        return groups


class Hub:
    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._feeds: dict[str, Feed] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._to_ring: set[str] = set()
        self._channel: str | None = None

    # --- start and bell -----------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        return self._loop is not None and self._loop.is_running()

    def start(self) -> None:
        """Bind the hub to the running loop. Cheap when it is bound already."""
        loop = asyncio.get_running_loop()
        if self._loop is loop:
            return
        self.__init__()
        self._loop = loop
        self._pool = ThreadPoolExecutor(DATABASE_THREADS, thread_name_prefix="hub")
        self._tasks.append(loop.create_task(self._sweep()))
        self._tasks.append(loop.create_task(self._prune()))
        if settings.REDIS_URL:
            self._tasks.append(loop.create_task(self._listen()))

    def ring_from_thread(self, stream_names: Sequence[str]) -> None:
        """The doorbell of this process; returns at once."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ring, stream_names)

    def _ring(self, stream_names: Sequence[str]) -> None:
        for name in stream_names:
            self._wake(name)
        if settings.REDIS_URL:
            if not self._to_ring:
                self._keep(self._ring_layer())
            self._to_ring.update(stream_names)

    def _keep(self, coroutine: Any) -> None:
        """Run in the background; a task nobody refers to may be collected half-way."""
        task = asyncio.get_running_loop().create_task(coroutine)
        self._tasks = [each for each in self._tasks if not each.done()] + [task]

    # --- following ----------------------------------------------------------------------

    async def follow(self, follower: Follower, name: str, after: int) -> None:
        """Send what came after `after`, then everything new. Raises Refused."""
        audience = await self._audience(follower, name)
        while True:
            feed = await self._feed(name)
            async with feed.lock:
                if self._feeds.get(name) is not feed:
                    continue  # forgotten while this one waited: begin anew
                await self._deliver_new(feed)
                for text in await self._missed(feed, after, follower.language, audience):
                    await follower.send_frame(text)
                feed.followers[follower] = audience
                return

    async def unfollow(self, follower: Follower, names: Iterable[str]) -> None:
        for name in names:
            feed = self._feeds.get(name)
            if feed is None:
                continue
            feed.followers.pop(follower, None)
            await self._forget_if_idle(feed)

    def followers(self, name: str) -> list[Follower]:
        """Who follows the stream in this process."""
        feed = self._feeds.get(name)
        return list(feed.followers) if feed else []

    async def _audience(self, follower: Follower, name: str) -> Audience:
        try:
            stream, id = parse_stream(name)
        except UnknownStream:
            raise Refused(name) from None
        audience = await self._database(stream.audience, follower.member, id)
        if audience is None:
            raise Refused(name)
        return audience

    async def _feed(self, name: str) -> Feed:
        """The stream's feed. The layer is joined before the log is read: no gap between them."""
        feed = self._feeds.get(name)
        if feed is not None:
            return feed
        feed = self._feeds[name] = Feed(name)
        try:
            async with feed.lock:
                await self._layer("group_add", group_name(name))
                feed.head = await self._database(log.head_of, name)
        except BaseException:
            self._feeds.pop(name, None)  # half made, it would send everybody back to the start
            raise
        return feed

    async def _forget_if_idle(self, feed: Feed) -> None:
        if self._feeds.get(feed.name) is not feed or not feed.is_idle:
            return
        del self._feeds[feed.name]
        await self._layer("group_discard", group_name(feed.name))
        if feed.name in self._feeds:  # followed again meanwhile
            await self._layer("group_add", group_name(feed.name))

    async def _missed(self, feed: Feed, after: int, language: str, audience: Audience) -> list[str]:
        return await self._database(
            partial(log.catch_up, head=feed.head, language=language, audience=audience),
            feed.name,
            after,
        )

    # --- delivering ---------------------------------------------------------------------

    def _wake(self, name: str) -> None:
        feed = self._feeds.get(name)
        if feed is None:
            return
        feed.wanted = True
        if feed.pumping is None or feed.pumping.done():
            feed.pumping = asyncio.get_running_loop().create_task(self._pump(feed))

    async def _pump(self, feed: Feed) -> None:
        """Deliver until nobody has rung meanwhile. A database away is tried again by the sweep."""
        while feed.wanted:
            feed.wanted = False
            try:
                async with feed.lock:
                    await self._deliver_new(feed)
            except Exception:
                logger.exception("Could not deliver on %s; the sweep tries again", feed.name)

    async def _deliver_new(self, feed: Feed) -> None:
        groups = feed.groups()
        head, frames = await self._database(self._read_new, feed.name, feed.head, list(groups))
        for group, texts in frames.items():
            for follower in groups[group]:
                await self._send_all(follower, texts)
        feed.head = head

    @staticmethod
    def _read_new(
        name: str, after: int, groups: list[tuple[str, Audience]]
    ) -> tuple[int, dict[tuple[str, Audience], list[str]]]:
        events = log.events_between(name, after)
        if not events:
            return after, {}
        frames = {
            (language, audience): log.frames(events, language=language, audience=audience)
            for language, audience in groups
        }
        return events[-1].seq, frames

    async def _send_all(self, follower: Follower, texts: list[str]) -> None:
        try:
            for text in texts:
                await follower.send_frame(text)
        except Exception as error:  # noqa: BLE001 - one broken socket must not stop the others
            logger.info("A socket could not be written to: %r", error)

    # --- the sweep and the layer --------------------------------------------------------

    async def _sweep(self) -> None:
        """What heals a lost bell: compare with the database, and tell every socket its numbers."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await self._sweep_once()
            except Exception:
                logger.exception("The sweep failed; it runs again in %s s", SWEEP_SECONDS)

    async def _sweep_once(self) -> None:
        for feed in list(self._feeds.values()):
            await self._forget_if_idle(feed)
        if not self._feeds:
            return
        heads = await self._database(log.heads_of, list(self._feeds))
        for name, head in heads.items():
            feed = self._feeds.get(name)
            if feed is not None and head > feed.head:
                self._wake(name)
        for follower, own in self._heads_by_follower(heads).items():
            await self._send_all(follower, [Ping(heads=own).encode()])

    def _heads_by_follower(self, heads: dict[str, int]) -> dict[Follower, dict[str, int]]:
        own: dict[Follower, dict[str, int]] = defaultdict(dict)
        for name, feed in self._feeds.items():
            for follower in feed.followers:
                own[follower][name] = heads.get(name, feed.head)
        return own

    async def _prune(self) -> None:
        """Forget old events. Every process does it: there is nothing to agree on."""
        while True:
            await asyncio.sleep(PRUNE_SECONDS)
            try:
                await self._database(log.prune)
            except Exception:
                logger.exception("Old events could not be forgotten; tried again in an hour")

    async def _listen(self) -> None:
        """Bells of other processes. The layer reconnects by itself; the sweep covers the gap."""
        layer = get_channel_layer()
        while True:
            try:
                if self._channel is None:
                    self._channel = await layer.new_channel()
                    for name in self._feeds:
                        await layer.group_add(group_name(name), self._channel)
                if _is_cancelled():
                    return
                message = await layer.receive(self._channel)
                self._wake(message.get("stream", ""))
            except asyncio.CancelledError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the sweep covers it
                logger.warning("The channel layer is away: %r", error)
                self._channel = None
                await asyncio.sleep(LAYER_SECONDS)

    async def _ring_layer(self) -> None:
        """Tell other processes, all streams that rang meanwhile in one go."""
        await asyncio.sleep(0)
        names, self._to_ring = self._to_ring, set()
        layer = get_channel_layer()
        try:
            async with asyncio.timeout(LAYER_SECONDS):
                for name in names:
                    await layer.group_send(group_name(name), doorbell.message(name))
        except Exception as error:  # noqa: BLE001 - the bell is a hint
            logger.warning("The doorbell did not reach the channel layer: %r", error)

    async def _layer(self, method: str, group: str) -> None:
        if self._channel is None:
            return
        try:
            async with asyncio.timeout(LAYER_SECONDS):
                await getattr(get_channel_layer(), method)(group, self._channel)
        except Exception as error:  # noqa: BLE001 - the bell is a hint
            logger.warning("%s failed for %s: %r", method, group, error)

    async def _database(self, function: Callable[..., Any], *args: Any) -> Any:
        run = database_sync_to_async(function, thread_sensitive=False, executor=self._pool)
        return await run(*args)


def _is_cancelled() -> bool:
    """Whether this task is to end: the Redis client swallows a cancellation while it connects."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


hub = Hub()
