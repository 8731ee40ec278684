"""Two people change the same form at once: what each field was when one of them began.

A form sends along a short mark of each value that it began with. A mark is enough to tell which
fields the others have changed since, and which their sender has.
"""

from collections.abc import Iterator, Mapping
from hashlib import blake2s
from typing import Any

from django.db.models import Model, QuerySet
from django.http import QueryDict


def marks(values: Mapping[str, Any]) -> str:
    """A mark of each value, for a hidden field."""
    return " ".join(f"{name}:{_mark(plain(value))}" for name, value in values.items())


def changed_by_others(seen: str, stored: Mapping[str, Any]) -> Iterator[str]:
    """The names of the fields that are stored otherwise than they were when `seen` was written."""
    began = _by_name(seen)
    for name, value in stored.items():
        if name in began and began[name] != _mark(plain(value)):
            yield name


def is_marked(seen: str, name: str, value: Any) -> bool:
    """Whether the field had this value when `seen` was written."""
    return _by_name(seen).get(name) == _mark(plain(value))


def plain(value: Any) -> Any:
    """The value of a field with ids in place of rows, whoever read it."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, QuerySet | list):
        return sorted(plain(each) for each in value)
    return value


def with_value(form: QueryDict, name: str, value: Any) -> QueryDict:
    """What was sent, with another value in one field."""
    form = form.copy()
    values = value if isinstance(value, list) else [value]
    form.setlist(name, ["" if each is None else str(each) for each in values])
    return form


def _by_name(seen: str) -> dict[str, str]:
    return dict(part.split(":", 1) for part in seen.split() if ":" in part)


def _mark(value: Any) -> str:
    return blake2s(repr(value).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
