"""What can be followed and what can be announced, declared once by each app's `events.py`.

    topic_stream = Stream(
        "topic", audiences=rules.topic_audiences, concerns=rules.topic_concerns
    )

    @declare
    class PostCreated(Event):
        type = "post.created"
        stream = topic_stream
        row = Row("post", rows=queries.posts_of_topic, template="forums/topic/_post.html")
        post: int

The browser's types are generated from these declarations (`manage.py export_types`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar, Literal

from django.apps import apps
from django.db.models import QuerySet

Audience = Literal["public", "member", "moderator"]
AUDIENCES: tuple[Audience, ...] = ("public", "member", "moderator")
SeenMark = tuple[int, int, int]  # the member's id, the stream's, and how far they have seen

_STREAM_NAME = re.compile(r"(?P<kind>[a-z]{1,20}):(?P<id>[1-9][0-9]{0,17})", re.ASCII)


class UnknownStream(ValueError):
    """A name that no app declares, or that is not written like a stream's name."""


def nothing_else(id: int) -> set[str]:
    """The concerns of a stream whose followers' rights change with nothing but its own name."""
    return set()


@dataclass(frozen=True, slots=True)
class Stream:
    """Something a browser can follow: `kind:id`.

    `audiences(members, id)` says as whom each of the members may follow it, by their ids; who may
    not is left out. It asks the same rule that the page asks, in a few queries whatever the
    number of members. `concerns(id)` names the subjects of `realtime.access` whose change of
    rights concerns the followers: `{"network:7"}`; the stream's own name always counts.

    With `presence`, followers hear who is here. `seen(marks)` stores how far members have seen,
    in one statement; it must bound the numbers by what there is, as browsers name them. A stream
    that is not `logged` has no numbers: it carries `look` and nothing else. One that is
    `internal` is for the server alone.

    All of these run in a thread of their own and may use the database.
    """

    kind: str
    audiences: Callable[[Sequence[Any], int], dict[int, Audience]]
    concerns: Callable[[int], set[str]] = nothing_else
    presence: bool = False
    seen: Callable[[list[SeenMark]], None] | None = None
    logged: bool = True
    internal: bool = False

    def name(self, id: int) -> str:
        return f"{self.kind}:{id}"


@dataclass(frozen=True, slots=True)
class Row:
    """The row that an event is about, and how it is shown: by the partial that the page uses.

    `field` names the event's field that holds its id, and the partial's variable.
    `rows(stream_id)` is today's queryset of the stream: a row that has left it (moved, removed)
    is answered with "removed", whatever the log says. `revision(row)` is different whenever
    something that the partial shows is.
    """

    field: str
    rows: Callable[[int], QuerySet[Any]]
    template: str
    revision: Callable[[Any], str]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. Fields are ids and plain facts; `on` is the stream's id.

    What a browser hears of is about a row; only the events of internal streams have none.
    """

    type: ClassVar[str]
    stream: ClassVar[Stream]
    row: ClassVar[Row]

    on: int

    @property
    def stream_name(self) -> str:
        return self.stream.name(self.on)

    def logged_fields(self) -> dict[str, Any]:
        """What the log keeps and the browser gets: the declared fields without the stream."""
        values = asdict(self)
        values.pop("on")
        return values


_streams: dict[str, Stream] = {}
_events: dict[str, type[Event]] = {}


def declare(event: type[Event]) -> type[Event]:
    """Register an event class and its stream. Two of one name are a mistake in the code."""
    if event.type in _events:
        raise ValueError(f"The event {event.type} is declared twice")
    if not event.stream.logged or not (event.stream.internal or hasattr(event, "row")):
        raise ValueError(f"The event {event.type} needs a stream with a log, and a row")
    declare_stream(event.stream)
    _events[event.type] = event
    return event


def declare_stream(stream: Stream) -> Stream:
    """Register a stream that has no events of its own."""
    if _streams.setdefault(stream.kind, stream) is not stream:
        raise ValueError(f"The stream {stream.kind} is declared twice")
    return stream


def load() -> None:
    """Import every app's `events` module, so that all declarations are known."""
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.events"):
            import_module(f"{config.name}.events")


def event_class(type_name: str) -> type[Event]:
    return _events[type_name]


def is_declared(type_name: str) -> bool:
    return type_name in _events


def event_classes() -> list[type[Event]]:
    """The events that browsers hear of."""
    return [event for _name, event in sorted(_events.items()) if not event.stream.internal]


def stream_kinds() -> list[str]:
    """The kinds of streams that browsers can follow."""
    return sorted(kind for kind, stream in _streams.items() if not stream.internal)


def field_types(event: type[Event]) -> dict[str, str]:
    """The names of the declared fields that travel to the browser, with their types' names."""
    return {
        field.name: getattr(field.type, "__name__", str(field.type))
        for field in fields(event)
        if field.name != "on"
    }


def parse_stream(name: str) -> tuple[Stream, int]:
    """The declared stream and the id in `kind:id`. Raises UnknownStream."""
    match = _STREAM_NAME.fullmatch(name)
    stream = _streams.get(match["kind"]) if match else None
    if match is None or stream is None:
        raise UnknownStream(name[:100])
    return stream, int(match["id"])


def group_name(stream_name: str) -> str:
    """A channel-layer group for a stream: Channels allows no colon in it."""
    return "stream." + stream_name.replace(":", ".")
