"""What can be followed and what can be announced, declared once by each app's `events.py`.

    topic_stream = Stream("topic", audience=rules.topic_audience)

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
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from importlib import import_module
from importlib.util import find_spec
from typing import Any, ClassVar, Literal

from django.apps import apps
from django.db.models import QuerySet

Audience = Literal["public", "member", "moderator"]
AUDIENCES: tuple[Audience, ...] = ("public", "member", "moderator")

_STREAM_NAME = re.compile(r"(?P<kind>[a-z]{1,20}):(?P<id>[1-9][0-9]{0,17})", re.ASCII)


class UnknownStream(ValueError):
    """A name that no app declares, or that is not written like a stream's name."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Something a browser can follow: `kind:id`.

    `audience(actor, id)` says as whom the actor may follow it, or None for "not at all"; it
    asks the same rule that the page asks. It runs in a thread and may use the database.
    """

    kind: str
    audience: Callable[[Any, int], Audience | None]

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
    """Something that happened. Fields are ids and plain facts; `on` is the stream's id."""

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
    known = _streams.setdefault(event.stream.kind, event.stream)
    if known is not event.stream:
        raise ValueError(f"The stream {event.stream.kind} is declared twice")
    _events[event.type] = event
    return event


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
    return [_events[name] for name in sorted(_events)]


def stream_kinds() -> list[str]:
    return sorted(_streams)


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
