"""The frames of the socket, both ways. `docs/realtime.md` is the page for those who write a client.

Each frame is a JSON object whose `op` says what it is. The browser's types are generated from
these classes by `manage.py export_types`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

CLOSE_MALFORMED = 4400  # too many frames that could not be read
CLOSE_SIGNED_OUT = 4401  # nobody who may have a socket, or no longer

MAX_BYTES = 65_536  # of a frame from the client; the server below closes with 1009
MAX_MALFORMED = 5
MAX_STREAMS = 20
MAX_NAMED = 50  # of those who are here; above it only their count is told
LARGEST_NUMBER = 2**53  # beyond it JavaScript's numbers have holes


@dataclass(frozen=True, slots=True)
class Frame:
    op: ClassVar[str]

    def encode(self) -> str:
        return encode({"op": self.op, **asdict(self)})


def encode(values: dict[str, Any]) -> str:
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False)


# --- from the server -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Removed(Frame):
    """An event's row is no longer on this stream: take it away if it is shown."""

    op: ClassVar[str] = "removed"
    stream: str
    seq: int
    row: str
    id: int


@dataclass(frozen=True, slots=True)
class CaughtUp(Frame):
    """Everything up to `seq` has been sent; from here on it is live."""

    op: ClassVar[str] = "caught_up"
    stream: str
    seq: int


@dataclass(frozen=True, slots=True)
class Reset(Frame):
    """Too much was missed: fetch the region again, keep draft and scroll, then subscribe."""

    op: ClassVar[str] = "reset"
    stream: str


@dataclass(frozen=True, slots=True)
class Revoked(Frame):
    """The stream is no longer yours to follow. Nothing more comes of it."""

    op: ClassVar[str] = "revoked"
    stream: str


@dataclass(frozen=True, slots=True)
class Presence(Frame):
    """How many are here, and their ids: None where they are more than can be named."""

    op: ClassVar[str] = "presence"
    stream: str
    count: int
    members: list[int] | None


@dataclass(frozen=True, slots=True)
class Look(Frame):
    """Something of yours has changed: fetch it."""

    op: ClassVar[str] = "look"
    stream: str


@dataclass(frozen=True, slots=True)
class Ping(Frame):
    """The numbers of the followed streams, as the database has them."""

    op: ClassVar[str] = "ping"
    heads: dict[str, int]


@dataclass(frozen=True, slots=True)
class Error(Frame):
    """What was wrong with the client's frame. `stream` is empty where none is meant."""

    op: ClassVar[str] = "error"
    code: str
    message: str
    stream: str = ""


SERVER_FRAMES: tuple[type[Frame], ...] = (
    Removed, CaughtUp, Reset, Revoked, Presence, Look, Ping, Error,
)  # fmt: skip

# --- from the client -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Subscribe(Frame):
    """Follow `stream`; the page already shows everything up to `after`."""

    op: ClassVar[str] = "subscribe"
    stream: str
    after: int


@dataclass(frozen=True, slots=True)
class Unsubscribe(Frame):
    op: ClassVar[str] = "unsubscribe"
    stream: str


@dataclass(frozen=True, slots=True)
class Pong(Frame):
    """The answer to a ping: the numbers that have arrived."""

    op: ClassVar[str] = "pong"
    received: dict[str, int]


@dataclass(frozen=True, slots=True)
class Seen(Frame):
    """How far the member has seen of a stream that they follow."""

    op: ClassVar[str] = "seen"
    stream: str
    number: int


CLIENT_FRAMES: tuple[type[Frame], ...] = (Subscribe, Unsubscribe, Pong, Seen)
_BY_OP = {frame.op: frame for frame in CLIENT_FRAMES}
_TYPES = {"str": str, "int": int, "dict[str, int]": dict}


class Malformed(ValueError):
    """A frame that is no JSON object of a known form. The message is fit to be sent back."""


def decode(text: str | None) -> Frame:
    """The client's frame in `text`, which a binary frame has not. Raises Malformed."""
    if text is None:
        raise Malformed("Frames are text")
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed("The frame is not JSON") from None
    if not isinstance(values, dict):
        raise Malformed("The frame is not an object")
    kind = _BY_OP.get(values.pop("op", None)) if isinstance(values.get("op"), str) else None
    if kind is None:
        raise Malformed("Unknown op")
    return kind(**_checked(kind, values))


def _checked(kind: type[Frame], values: dict[str, Any]) -> dict[str, Any]:
    declared = {field.name: _TYPES[str(field.type)] for field in fields(kind)}
    if set(values) != set(declared):
        raise Malformed(f"{kind.op} takes exactly: {', '.join(declared)}")
    for name, expected in declared.items():
        if not _fits(values[name], expected):
            raise Malformed(f"{name} is not of the right kind")
    return values


def _fits(value: Any, expected: type) -> bool:
    if type(value) is not expected:  # True is an int, and no number
        return False
    if isinstance(value, str):
        return value.isascii()
    return not isinstance(value, int) or 0 <= value < LARGEST_NUMBER
