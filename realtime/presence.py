"""Who is here: members with an open socket in any process, as leases that nobody stores.

Each process tells the others whom it has, when that changes and now and then, and forgets a
process that it has not heard of for a while.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from realtime import protocol

TICK_SECONDS = 1  # at most so often is anybody told
STAY_SECONDS = 8  # after the last socket closed: a change of page is no leaving
RENEW_SECONDS = 20
LEASE_SECONDS = 60

LAYER_GROUP = LAYER_MESSAGE_TYPE = "presence"


def here() -> frozenset[int]:
    """The ids of the members who are here and show it, as this process knows.

    May be called in any thread. Empty in commands, and in a server process that nobody has
    opened a socket to.
    """
    from realtime.hub import hub  # late: the hub is made of this

    return hub.presence.here if hub.is_running else frozenset()


class Presence:
    """All times are those of one monotonic clock, in seconds."""

    def __init__(self) -> None:
        self.here: frozenset[int] = frozenset()
        self._own: frozenset[int] = frozenset()
        self._staying: dict[int, float] = {}
        self._elsewhere: dict[str, tuple[float, frozenset[int]]] = {}
        self._told: frozenset[int] | None = None
        self._tell_again = 0.0

    def left(self, member: Any, now: float) -> None:
        """The member has closed a socket in this process, perhaps the last."""
        if member.is_shown_here:
            self._staying[member.pk] = now + STAY_SECONDS

    def heard(self, message: dict[str, Any], now: float) -> None:
        """Another process has told whom it has."""
        process = message["process"]
        if process not in self._elsewhere:
            self._told = None  # it is new, so it does not know of ours
        self._elsewhere[process] = (now + LEASE_SECONDS, frozenset(message["members"]))

    def update(self, members: Iterable[Any], now: float) -> bool:
        """Take in who has a socket here now. Whether the answer to "who is here" is another."""
        self._staying = {id: until for id, until in self._staying.items() if until > now}
        self._elsewhere = {
            process: lease for process, lease in self._elsewhere.items() if lease[0] > now
        }
        shown_by_id = {member.pk: member.is_shown_here for member in members}
        shown = {id for id, is_shown in shown_by_id.items() if is_shown}
        self._own = frozenset(shown | (self._staying.keys() - shown_by_id.keys()))
        before, self.here = self.here, self._own.union(*(s for _, s in self._elsewhere.values()))
        return before != self.here

    def news(self, now: float) -> dict[str, Any] | None:
        """What the other processes are to be told now, if anything."""
        if self._own == self._told and now < self._tell_again:
            return None
        self._told, self._tell_again = self._own, now + RENEW_SECONDS
        return {"type": LAYER_MESSAGE_TYPE, "members": sorted(self._own)}

    def frame(self, stream_name: str) -> str:
        ids = sorted(self.here)
        named = ids if len(ids) <= protocol.MAX_NAMED else None
        return protocol.Presence(stream=stream_name, count=len(ids), members=named).encode()
