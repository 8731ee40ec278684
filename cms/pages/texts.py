"""The plain text of what an editor writes, for the guard and for summaries."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

_NOT_TEXT = {"id", "type", "level"}  # keys of a stored body whose values nobody wrote
_END_OF_BLOCK = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")


def plain(html: str) -> str:
    """The words of stored rich text; a number split by bold letters is whole again."""
    return unescape(_TAG.sub("", _END_OF_BLOCK.sub("\n", html)))


def body_text(body: Any) -> str:
    """Everything written in a StreamField, picture texts and link texts included."""
    return "\n".join(plain(text) for text in _strings(body.get_prep_value())) if body else ""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in _NOT_TEXT or not isinstance(part, str):
                yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
