"""The end of a right is a numbered event, so that it cannot be overtaken by what comes after it.

Whatever ends or changes what somebody may read says so in its own transaction:

    with action():
        membership.delete()
        rights_changed("member", membership.member_id)

It goes to `access:1`, a stream of the numbered log that the server keeps for itself, as a subject
like "member:7" or "network:3". The hub reads it with the events, and judges the followers
concerned again before it delivers: see `realtime.judging`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from realtime import log
from realtime.declarations import Audience, Event, Stream, declare
from realtime.models import LoggedEvent
from realtime.publishing import publish

MANY = 500  # from here on it is cheaper to judge everybody


def _nobody(members: Sequence[Any], id: int) -> dict[int, Audience]:
    return {}


access_stream = Stream("access", audiences=_nobody, internal=True)
ACCESS = access_stream.name(1)


@declare
@dataclass(frozen=True, kw_only=True)
class AccessChanged(Event):
    """Who may read something changed: what the subject names is to be judged again."""

    type: ClassVar[str] = "access.changed"
    stream: ClassVar[Stream] = access_stream

    subject: str


def rights_changed(kind: str, id: int) -> None:
    """Say, inside an action, that rights ended or changed for all that the subject concerns.

    "member": that person's sessions and all they follow. Any other kind: the streams of that
    name, and those that name it among their concerns. Raises NotInAction outside an action.
    """
    publish(AccessChanged(on=1, subject=f"{kind}:{id}"))


# --- For the hub ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes of rights up to the number `upto`. `subjects` is None for "judge everybody"."""

    upto: int
    subjects: frozenset[str] | None = frozenset()

    def __bool__(self) -> bool:
        return self.subjects is None or bool(self.subjects)

    def concern(self, names: set[str]) -> bool:
        return self.subjects is None or not self.subjects.isdisjoint(names)


def news(stream_name: str, after: int, access_seen: int) -> tuple[list[LoggedEvent], Changes]:
    """The stream's events after `after`, and the changes of rights after `access_seen`.

    They are read by one query, and so from one snapshot, under READ COMMITTED as well. A change
    committed before an event was committed is in every snapshot that holds the event. With two
    queries the second could see an event that came after a removal that the first did not see.
    """
    found = log.events_after({stream_name: after, ACCESS: access_seen})
    return found[stream_name], _changes(found[ACCESS], access_seen)


def changes_since(seen: int) -> Changes:
    """The changes of rights after number `seen`. One query, where there are none."""
    head = log.head_of(ACCESS)
    if head == seen:
        return Changes(upto=seen)
    if not 0 < head - seen <= MANY:  # many, or a restored backup: older than what was seen
        return Changes(upto=head, subjects=None)
    changes = _changes(log.events_between(ACCESS, seen), seen)
    return changes or Changes(upto=head, subjects=None)


def _changes(events: list[LoggedEvent], seen: int) -> Changes:
    """What the events say. Where the log has forgotten some of them, all are judged."""
    if not events:
        return Changes(upto=seen)
    upto = events[-1].seq
    if len(events) != upto - seen or len(events) > MANY:
        return Changes(upto=upto, subjects=None)
    return Changes(upto=upto, subjects=frozenset(event.fields["subject"] for event in events))
