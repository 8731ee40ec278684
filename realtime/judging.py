"""Who may still follow what: judged again when rights have changed, before anything is delivered.

The order is always the same: what is to be told is read first, the changes of rights second, in
the same snapshot or a later one. So whatever is told was committed before the last change that
could have forbidden it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from realtime import access, log
from realtime.access import ACCESS, Changes
from realtime.declarations import Audience, Stream
from realtime.following import Feed, Following, LocalSocket, end, send
from realtime.protocol import CLOSE_SIGNED_OUT, Revoked
from realtime.session import members_of_sessions

Database = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """As whom one member may follow a stream, and whose change of rights ends that."""

    audience: Audience
    concerns: set[str]


def judge(stream: Stream, id: int, member: Any) -> Verdict | None:
    """None for a member who may not follow the stream."""
    concerns = stream.concerns(id)
    audience = stream.audiences([member], id).get(member.pk)
    return Verdict(audience, concerns) if audience else None


class Judging:
    """`seen` is the last change of rights that all followers here have been judged after.

    `rounds` counts the judgements begun. Who is let in meanwhile is missed by the one under way:
    if the count has risen since their own rights were read, they are to be read again.
    """

    def __init__(self, following: Following, database: Database) -> None:
        self._following = following
        self._database = database
        self._lock = asyncio.Lock()
        self._has_begun = False
        self.seen = 0
        self.rounds = 0

    async def begin(self) -> None:
        """Before the first socket: nobody is here, so nothing older concerns anybody."""
        async with self._lock:
            if not self._has_begun:
                self.seen = await self._database(log.head_of, ACCESS)
                self._has_begun = True

    async def catch_up(self) -> None:
        """Read what has changed, and judge: rights end without any event on the stream."""
        if self._has_begun:
            await self.apply(await self._database(access.changes_since, self.seen))

    async def apply(self, changes: Changes) -> None:
        """Judge those whom the changes concern.

        `seen` rises only when all are judged: another that has read the same changes meanwhile
        waits for the lock, and one that could not finish is begun again.
        """
        if not changes:
            return
        async with self._lock:
            if changes.subjects is not None and changes.upto <= self.seen:
                return
            self.rounds += 1
            here = {socket.member.pk for socket in self._following.sockets}
            affected = {pk for pk in here if changes.concern({f"member:{pk}"})}
            await self._judge_sessions(
                [each for each in self._following.sockets if each.member.pk in affected]
            )
            await self._judge_feeds(changes, affected)
            self.seen = changes.upto

    async def check_sessions(self) -> None:
        """Whether all are still signed in; two queries, however many they are.

        It finds what no action told: a session that ran out, an account that was changed in
        Wagtail's user list.
        """
        async with self._lock:
            await self._judge_sessions(list(self._following.sockets))

    async def _judge_sessions(self, sockets: list[LocalSocket]) -> None:
        if not sockets:
            return
        members = await self._database(members_of_sessions, {each.session_key for each in sockets})
        for socket in sockets:
            member = members.get(socket.session_key)
            if may_connect(member) and member.pk == socket.member.pk:
                socket.member = member
            else:
                self._following.remove(socket)
                await end(socket, CLOSE_SIGNED_OUT)

    async def _judge_feeds(self, changes: Changes, affected: set[int]) -> None:
        cases = []
        for feed in self._following.feeds.values():
            concerns_all = changes.concern({feed.name, *feed.concerns})
            sockets = [s for s in feed.followers if concerns_all or s.member.pk in affected]
            if sockets:
                cases.append((feed, sockets))
        if not cases:
            return
        verdicts = await self._database(_judge_many, cases)
        for (feed, sockets), (audiences, concerns) in zip(cases, verdicts, strict=True):
            feed.concerns = concerns
            for socket in sockets:
                await self._carry_out(feed, socket, audiences.get(socket.member.pk))

    async def _carry_out(self, feed: Feed, socket: LocalSocket, audience: Audience | None) -> None:
        if socket not in feed.followers:  # gone meanwhile
            return
        if audience is None:
            self._following.drop(socket, feed.name)
            await send(socket, Revoked(stream=feed.name).encode())
        else:
            feed.followers[socket] = audience


def may_connect(member: Any | None) -> bool:
    """Whether this is somebody who may have a socket: a confirmed member, guests included."""
    return member is not None and member.is_confirmed


def _judge_many(
    cases: Iterable[tuple[Feed, list[LocalSocket]]],
) -> list[tuple[dict[int, Audience], set[str]]]:
    """As whom each may follow, and the feed's concerns: for each feed a few queries."""
    verdicts = []
    for feed, sockets in cases:
        members = list({socket.member.pk: socket.member for socket in sockets}.values())
        concerns = feed.stream.concerns(feed.id)
        verdicts.append((feed.stream.audiences(members, feed.id), concerns))
    return verdicts
