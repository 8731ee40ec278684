"""The sockets of this process, and what each of them follows."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any, Protocol

from realtime.coalescing import Coalesced
from realtime.declarations import Audience, parse_stream

logger = logging.getLogger("samtun.realtime")


class LocalSocket(Protocol):
    """What the hub needs of a tab's socket. `streams` are the names of what it follows."""

    session_key: str | None
    member: Any
    language: str
    streams: set[str]

    async def send_frame(self, text: str) -> None: ...

    async def end(self, code: int) -> None: ...


class Feed:
    """One followed stream: who follows it here, as whom, and the last number they were told.

    `concerns` are the subjects whose change of rights concerns the followers, as of when they
    were last judged.
    """

    def __init__(self, name: str, deliver: Callable[[Feed], Awaitable[None]]) -> None:
        self.name = name
        self.stream, self.id = parse_stream(name)
        self.head = 0
        self.followers: dict[LocalSocket, Audience] = {}
        self.concerns: set[str] = set()
        self.lock = asyncio.Lock()
        self.pump = Coalesced(partial(deliver, self), f"Delivering on {name}")

    @property
    def is_idle(self) -> bool:
        return not self.followers and not self.lock.locked()

    def groups(self) -> dict[tuple[str, Audience], list[LocalSocket]]:
        """The followers by what they are shown."""
        groups: dict[tuple[str, Audience], list[LocalSocket]] = defaultdict(list)
        for socket, audience in self.followers.items():
            groups[socket.language, audience].append(socket)
        return groups

    def tells_who_is_here(self, socket: LocalSocket) -> bool:
        return self.stream.presence and socket.member.is_told_who_is_here

    async def tell(self, socket: LocalSocket, audience: Audience, texts: Iterable[str]) -> None:
        """Send what is for followers with that audience, as long as the socket is one of them."""
        for text in texts:
            if self.followers.get(socket) != audience:
                return
            await send(socket, text)


class Following:
    """All sockets of this process and the streams that they follow."""

    def __init__(self) -> None:
        self.sockets: set[LocalSocket] = set()
        self.feeds: dict[str, Feed] = {}

    def add(self, socket: LocalSocket, feed: Feed, audience: Audience) -> None:
        """The socket follows the stream from now on."""
        socket.streams.add(feed.name)
        feed.followers[socket] = audience

    def drop(self, socket: LocalSocket, name: str) -> None:
        """The socket follows the stream no longer."""
        socket.streams.discard(name)
        if feed := self.feeds.get(name):
            feed.followers.pop(socket, None)

    def remove(self, socket: LocalSocket) -> None:
        """The socket is gone."""
        self.sockets.discard(socket)
        for name in list(socket.streams):
            self.drop(socket, name)

    def heads(self, known: dict[str, int]) -> dict[LocalSocket, dict[str, int]]:
        """Each socket's streams that have numbers, with those in `known`, else as told here."""
        heads: dict[LocalSocket, dict[str, int]] = {socket: {} for socket in self.sockets}
        for name, feed in self.feeds.items():
            if feed.stream.logged:
                for socket in feed.followers:
                    heads[socket][name] = known.get(name, feed.head)
        return heads


async def send(socket: LocalSocket, text: str) -> None:
    try:
        await socket.send_frame(text)
    except Exception as error:  # noqa: BLE001 - one broken socket must not stop the others
        logger.info("A socket could not be written to: %r", error)


async def end(socket: LocalSocket, code: int) -> None:
    try:
        await socket.end(code)
    except Exception as error:  # noqa: BLE001 - it is gone already
        logger.info("A socket could not be closed: %r", error)
