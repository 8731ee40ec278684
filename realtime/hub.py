"""One hub a process: reads each followed stream once, renders once, and tells every local socket.

The channel layer only says "look". Who follows what is known here alone, so a stream costs the
layer one membership a process, however many sockets follow it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings

from realtime import access, doorbell, log, presence
from realtime.access import ACCESS, Changes
from realtime.coalescing import Coalesced, repeat
from realtime.declarations import Audience, UnknownStream, group_name, parse_stream
from realtime.following import Feed, Following, LocalSocket, send
from realtime.judging import Judging, Verdict, judge, may_connect
from realtime.layer import Layer
from realtime.models import LoggedEvent
from realtime.presence import Presence
from realtime.protocol import CaughtUp, Look, Ping
from realtime.seen import SeenMarks
from realtime.session import member_of_session

SWEEP_SECONDS = 10
CHECK_SECONDS = 60
PRUNE_SECONDS = 60 * 60
DATABASE_THREADS = 4  # a bound on connections too: an idle socket holds none

Frames = dict[tuple[str, Audience], list[str]]


class Refused(Exception):
    """The stream is unknown, or not this follower's to follow: the answer is the same."""


class Hub:
    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._tasks: list[asyncio.Task[None]] = []
        self._to_ring: set[str] = set()
        self._ringing = Coalesced(self._ring_layer, "Ringing the other processes")
        self._following = Following()
        self._layer = Layer(self._groups, self.heard)
        self._judging = Judging(self._following, self._database)
        self._judge_soon = Coalesced(self._judging.catch_up, "Judging again")
        self._seen = SeenMarks(self._database)
        self.presence = Presence()

    # --- start and bell -----------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        return self._loop is not None and self._loop.is_running()

    def start(self) -> None:
        """Bind the hub to the running loop. Cheap when it is bound already."""
        loop = asyncio.get_running_loop()
        if self._loop is loop:
            return
        self._begin_anew()
        self._loop = loop
        self._pool = ThreadPoolExecutor(DATABASE_THREADS, thread_name_prefix="hub")
        self._run(repeat(SWEEP_SECONDS, self._sweep, "The sweep"))
        self._run(repeat(CHECK_SECONDS, self._judging.check_sessions, "Checking the sessions"))
        self._run(repeat(PRUNE_SECONDS, self._prune, "Forgetting old events"))
        self._run(repeat(presence.TICK_SECONDS, self._tell_who_is_here, "Presence"))
        if settings.REDIS_URL:
            self._run(self._layer.listen())

    def ring_from_thread(self, stream_names: Sequence[str]) -> None:
        """The doorbell of this process; returns at once.

        In a context of its own: that of the caller says that an action is under way.
        """
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ring, stream_names, context=Context())

    def heard(self, message: dict[str, Any]) -> None:
        """What another process says on the channel layer."""
        if message["type"] == presence.LAYER_MESSAGE_TYPE:
            self.presence.heard(message, self._now())
        else:
            self._wake(message.get("stream", ""))

    def _ring(self, stream_names: Sequence[str]) -> None:
        for name in stream_names:
            self._wake(name)
        if settings.REDIS_URL:
            self._to_ring.update(stream_names)
            self._ringing.ask()

    async def _ring_layer(self) -> None:
        """Tell the other processes, of all streams that rang meanwhile in one go."""
        names, self._to_ring = self._to_ring, set()
        await self._layer.send([(group_name(name), doorbell.message(name)) for name in names])

    def _wake(self, name: str) -> None:
        if name == ACCESS:
            self._judge_soon.ask()
        elif feed := self._following.feeds.get(name):
            feed.pump.ask()

    def _run(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """In the background; a task that nobody refers to may be collected half-way."""
        self._tasks.append(asyncio.get_running_loop().create_task(coroutine))

    def _groups(self) -> list[str]:
        return [presence.LAYER_GROUP, *map(group_name, [ACCESS, *self._following.feeds])]

    # --- sockets ------------------------------------------------------------------------

    async def admit(self, socket: LocalSocket) -> bool:
        """Take in a socket, if its session is that of somebody who may have one."""
        await self._judging.begin()
        while True:
            rounds = self._judging.rounds
            socket.member = await self._database(member_of_session, socket.session_key)
            if not may_connect(socket.member):
                return False
            if rounds == self._judging.rounds:
                self._following.sockets.add(socket)
                return True

    async def leave(self, socket: LocalSocket) -> None:
        """The socket is gone, whoever closed it."""
        names = list(socket.streams)
        was_open = socket in self._following.sockets
        self._following.remove(socket)
        if was_open:
            self.presence.left(socket.member, self._now())
            await self._seen.store()
        await self._forget_idle(names)

    # --- following ----------------------------------------------------------------------

    async def follow(self, socket: LocalSocket, name: str, after: int) -> None:
        """Send what came after `after`, then everything new. Raises Refused.

        The socket is let in on a verdict that held until the last row was read. If rights have
        changed since then, or others have begun to be judged, which misses this one, all is read
        again.
        """
        while True:
            rounds = self._judging.rounds
            verdict = await self._judge(socket, name)
            feed = await self._feed(name)
            async with feed.lock:
                if self._following.feeds.get(name) is not feed:
                    continue  # forgotten while this one waited: begin anew
                if after > feed.head:  # heard of another way, as with the answer to a post
                    await self._deliver_new(feed)
                texts, heads = await self._database(
                    _missed, feed, after, socket.language, verdict.audience
                )
                # From here to the entry in `followers` nothing is awaited.
                if heads[ACCESS] != self._judging.seen or rounds != self._judging.rounds:
                    continue
                if socket not in self._following.sockets:
                    raise Refused(name)
                self._following.add(socket, feed, verdict.audience)
                feed.concerns = verdict.concerns
                await feed.tell(socket, verdict.audience, texts)
                if feed.tells_who_is_here(socket):
                    await feed.tell(socket, verdict.audience, [self.presence.frame(name)])
                self._compare(feed, heads[name])
                return

    def _compare(self, feed: Feed, head: int) -> None:
        """`head` is the number that the database has, read while nothing was being delivered."""
        if head > feed.head:
            self._wake(feed.name)
        elif head < feed.head:  # a restored backup
            feed.head = head

    async def unfollow(self, socket: LocalSocket, name: str) -> None:
        self._following.drop(socket, name)
        await self._forget_idle([name])

    def note_seen(self, socket: LocalSocket, name: str, number: int) -> None:
        """How far the socket's member has seen; for streams that they follow and that ask."""
        feed = self._following.feeds.get(name)
        if feed and socket in feed.followers and feed.stream.seen:
            self._seen.note(feed.stream, feed.id, socket.member.pk, number)

    def followers(self, name: str) -> list[LocalSocket]:
        """Who follows the stream in this process."""
        feed = self._following.feeds.get(name)
        return list(feed.followers) if feed else []

    async def _judge(self, socket: LocalSocket, name: str) -> Verdict:
        """What has changed is judged first: the socket knows its member as of the last time."""
        try:
            stream, id = parse_stream(name)
        except UnknownStream:
            raise Refused(name) from None
        await self._judging.catch_up()
        if socket not in self._following.sockets:
            raise Refused(name)
        verdict = await self._database(judge, stream, id, socket.member)
        if verdict is None:
            self._following.drop(socket, name)
            raise Refused(name)
        return verdict

    async def _feed(self, name: str) -> Feed:
        """The stream's feed. The layer is joined before the log is read: no gap between them."""
        feed = self._following.feeds.get(name)
        if feed is not None:
            return feed
        feed = self._following.feeds[name] = Feed(name, self._deliver)
        try:
            async with feed.lock:
                await self._layer.join(group_name(name))
                if feed.stream.logged:
                    feed.head = await self._database(log.head_of, name)
        except BaseException:
            # Half made, it would send everybody back to the start.
            self._following.feeds.pop(name, None)
            raise
        return feed

    async def _forget_idle(self, names: Iterable[str]) -> None:
        feeds = self._following.feeds
        for name in names:
            if name not in feeds or not feeds[name].is_idle:
                continue
            del feeds[name]
            await self._layer.leave(group_name(name))
            if name in feeds:  # followed again meanwhile
                await self._layer.join(group_name(name))

    # --- delivering ---------------------------------------------------------------------

    async def _deliver(self, feed: Feed) -> None:
        """Somebody has rung: there may be something new."""
        if feed.stream.logged:
            async with feed.lock:
                await self._deliver_new(feed)
        else:
            text = Look(stream=feed.name).encode()
            for socket, audience in list(feed.followers.items()):
                await feed.tell(socket, audience, [text])

    async def _deliver_new(self, feed: Feed) -> None:
        """What the log has more, to all who follow the feed and still may."""
        if not feed.stream.logged:
            return
        events, changes = await self._database(
            access.news, feed.name, feed.head, self._judging.seen
        )
        await self._judging.apply(changes)
        if not events:
            return
        frames = await self._rendered(feed, events)
        for group, sockets in feed.groups().items():
            _language, audience = group
            for socket in sockets:
                await feed.tell(socket, audience, frames[group])
        feed.head = events[-1].seq

    async def _rendered(self, feed: Feed, events: list[LoggedEvent]) -> Frames:
        """The events' frames for each group of followers.

        Rows are read as they are now, which may be later than the events. So the rights are
        looked at once more after them: nobody is shown what was written after their time.
        """
        while True:
            groups = list(feed.groups())
            if not groups:
                return {}
            frames, changes = await self._database(_render, events, groups, self._judging.seen)
            await self._judging.apply(changes)
            if not changes and frames.keys() >= feed.groups().keys():
                return frames

    async def _tell_who_is_here(self) -> None:
        now = self._now()
        if self.presence.update((each.member for each in self._following.sockets), now):
            for feed in [each for each in self._following.feeds.values() if each.stream.presence]:
                text = self.presence.frame(feed.name)
                for socket, audience in list(feed.followers.items()):
                    if feed.tells_who_is_here(socket):
                        await feed.tell(socket, audience, [text])
        if news := self.presence.news(now):
            await self._layer.send([(presence.LAYER_GROUP, news)])

    # --- the sweep ----------------------------------------------------------------------

    async def _sweep(self) -> None:
        """What heals a lost bell: compare with the database, and tell every socket its numbers."""
        await self._forget_idle(list(self._following.feeds))
        logged = [name for name, feed in self._following.feeds.items() if feed.stream.logged]
        heads = await self._database(log.heads_of, [*logged, ACCESS])
        if heads.pop(ACCESS) != self._judging.seen:
            await self._judging.catch_up()  # numbers too are for those who still may follow
        for name, head in heads.items():
            feed = self._following.feeds.get(name)
            if feed is not None and head > feed.head:
                self._wake(name)
        for socket, own in self._following.heads(heads).items():
            await send(socket, Ping(heads=own).encode())
        await self._seen.store()
        await self._layer.join_the_rest()

    async def _prune(self) -> None:
        """Forget old events. Every process does it: there is nothing to agree on."""
        await self._database(log.prune)

    async def _database(self, function: Callable[..., Any], *args: Any) -> Any:
        run = database_sync_to_async(function, thread_sensitive=False, executor=self._pool)
        return await run(*args)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


# --- In a thread, with the database -----------------------------------------------------------


def _missed(
    feed: Feed, after: int, language: str, audience: Audience
) -> tuple[list[str], dict[str, int]]:
    """What one who has everything up to `after` is sent; and after that, where the log is."""
    if feed.stream.logged:
        texts = log.catch_up(feed.name, after, head=feed.head, language=language, audience=audience)
    else:
        texts = [CaughtUp(stream=feed.name, seq=0).encode()]
    return texts, log.heads_of([feed.name, ACCESS])


def _render(
    events: list[LoggedEvent], groups: list[tuple[str, Audience]], access_seen: int
) -> tuple[Frames, Changes]:
    """The events for each group, and the changes of rights that have come until after that."""
    frames = {
        (language, audience): log.frames(events, language=language, audience=audience)
        for language, audience in groups
    }
    return frames, access.changes_since(access_seen)


hub = Hub()
