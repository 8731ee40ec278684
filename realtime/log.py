"""Reading the numbered log, and turning what it says into frames of today's rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from realtime.declarations import Audience, event_class, is_declared, parse_stream
from realtime.fragments import render_rows
from realtime.models import LoggedEvent, StreamHead
from realtime.protocol import CaughtUp, Removed, Reset, encode


def head_of(stream_name: str) -> int:
    """The number of the stream's last event, 0 before the first. Read it before the rows."""
    return heads_of([stream_name])[stream_name]


def heads_of(stream_names: Iterable[str]) -> dict[str, int]:
    """The same for many streams, in one query."""
    heads = dict.fromkeys(stream_names, 0)
    found = StreamHead.objects.filter(name__in=list(heads)).values_list("name", "seq")
    return heads | dict(found)


def events_between(stream_name: str, after: int, upto: int | None = None) -> list[LoggedEvent]:
    """The events after `after` (and not past `upto`), in order."""
    events = LoggedEvent.objects.filter(stream=stream_name, seq__gt=after)
    if upto is not None:
        events = events.filter(seq__lte=upto)
    return list(events.order_by("seq"))


def events_after(numbers: dict[str, int]) -> dict[str, list[LoggedEvent]]:
    """Each stream's events after its number, in order: of one moment, as it is one query."""
    wanted = Q()
    for name, after in numbers.items():
        wanted |= Q(stream=name, seq__gt=after)
    found: dict[str, list[LoggedEvent]] = {name: [] for name in numbers}
    for event in LoggedEvent.objects.filter(wanted).order_by("stream", "seq"):
        found[event.stream].append(event)
    return found


def catch_up(
    stream_name: str, after: int, *, head: int, language: str, audience: Audience
) -> list[str]:
    """What someone who has everything up to `after` is told to have everything up to `head`.

    Where that is too much, or the log does not hold all of it, they are told to start anew.
    """
    missed = head - after
    events = []
    if 0 < missed <= settings.REALTIME_CATCH_UP_LIMIT:
        events = events_between(stream_name, after, head)
    if len(events) != missed:
        return [Reset(stream=stream_name).encode()]
    caught_up = CaughtUp(stream=stream_name, seq=head).encode()
    return [*frames(events, language=language, audience=audience), caught_up]


def frames(events: Sequence[LoggedEvent], *, language: str, audience: Audience) -> list[str]:
    """The events as encoded frames, in order.

    Rows are read now: one that has left the stream is sent as removed, and a later edit shows
    its present text, so nothing that was taken away can return from the log.
    """
    if not all(is_declared(event.type) for event in events):  # of a newer release than this
        return [Reset(stream=events[0].stream).encode()]
    by_type: dict[str, list[LoggedEvent]] = defaultdict(list)
    for event in events:
        by_type[event.type].append(event)
    encoded: dict[int, str] = {}
    for type_name, same in by_type.items():
        encoded |= _frames_of_type(type_name, same, language, audience)
    return [encoded[event.seq] for event in events]


def _frames_of_type(
    type_name: str, events: list[LoggedEvent], language: str, audience: Audience
) -> dict[int, str]:
    row = event_class(type_name).row
    _stream, stream_id = parse_stream(events[0].stream)
    ids = {event.fields[row.field] for event in events}
    objects = list(row.rows(stream_id).filter(pk__in=ids))
    html = render_rows(row, objects, language=language, audience=audience)
    return {event.seq: _frame(event, row.field, html) for event in events}


def _frame(event: LoggedEvent, row_field: str, html: dict[int, Any]) -> str:
    id = event.fields[row_field]
    if id not in html:
        return Removed(stream=event.stream, seq=event.seq, row=row_field, id=id).encode()
    return encode(
        {
            "op": "event",
            "stream": event.stream,
            "seq": event.seq,
            "type": event.type,
            **event.fields,
            "html": html[id],
        }
    )


def prune() -> int:
    """Forget events older than the setting says; returns how many. Heads are kept for ever."""
    limit = timezone.now() - timedelta(days=settings.REALTIME_LOG_DAYS)
    deleted, _by_model = LoggedEvent.objects.filter(created__lt=limit).delete()
    return deleted
