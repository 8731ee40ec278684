"""The one way a change is announced: collected in the action, numbered at its end, then rung.

with action():
    post = Post.objects.create(...)
    publish(PostCreated(on=topic.pk, post=post.pk))
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from realtime import doorbell
from realtime.declarations import Event
from realtime.models import LoggedEvent, StreamHead

_collecting: ContextVar[list[Event] | None] = ContextVar("collecting", default=None)


class NotInAction(RuntimeError):
    """Something was announced outside `with action():`, where it could not be trusted."""


@contextmanager
def action() -> Iterator[None]:
    """One transaction with its announcements.

    Events are numbered as the last statements before commit, so that the counter rows are
    locked for a moment only, and in one order, so that two actions never wait for each other
    in a circle. An inner action is a savepoint: rolled back, it drops its own events.
    """
    outer = _collecting.get()
    events: list[Event] = []
    token = _collecting.set(events)
    try:
        with transaction.atomic():
            yield
            if outer is None and events:
                _number(events)
        if outer is not None:
            outer += events
    finally:
        _collecting.reset(token)


def publish(event: Event) -> None:
    """Announce `event` when the outermost action commits."""
    events = _collecting.get()
    if events is None:
        raise NotInAction(event.type)
    events.append(event)


def _number(events: list[Event]) -> None:
    taken = Counter(event.stream_name for event in events)
    names = sorted(taken)
    # Always insert first and lock second: the other way round two actions could deadlock.
    StreamHead.objects.bulk_create([StreamHead(name=name) for name in names], ignore_conflicts=True)
    heads = list(StreamHead.objects.select_for_update().filter(name__in=names).order_by("name"))
    next_seq = {head.name: head.seq + 1 for head in heads}
    for head in heads:
        head.seq += taken[head.name]
    StreamHead.objects.bulk_update(heads, ["seq"])
    LoggedEvent.objects.bulk_create(_rows(events, next_seq))
    transaction.on_commit(lambda: doorbell.ring(names), robust=True)


def _rows(events: list[Event], next_seq: dict[str, int]) -> Iterator[LoggedEvent]:
    for event in events:
        name = event.stream_name
        yield LoggedEvent(
            stream=name, seq=next_seq[name], type=event.type, fields=event.logged_fields()
        )
        next_seq[name] += 1
