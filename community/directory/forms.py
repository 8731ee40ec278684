"""What the address of the list says, both ways. Whatever is not understood is left out."""

from dataclasses import fields, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from community.areas.spelling import LONGEST
from community.directory.queries.search import BY_NAME, HERE_FIRST, Search
from community.members.models import Member
from community.organisations.models import Organisation

EVERYWHERE = "-"  # in `?omrade=`: the choice of no area, as in `?area=`
MOST_CHOICES = 20  # of one group; more are not read
LONGEST_ID = 18  # digits; more would not fit the database's number

# The search's groups, by the names they have in the address.
NAMES = {
    "q": "q",
    "here_only": "her",
    "areas": "omrade",
    "sectors": "sektor",
    "organisations": "virksomhet",
    "professions": "yrke",
    "sort": "sorter",
}


def read_search(query: QueryDict) -> Search:
    """The search that an address asks for."""
    areas = _choices(query, "areas")
    return Search(
        q=query.get("q", "").strip()[:LONGEST],
        here_only=bool(query.get("her")),
        areas=() if EVERYWHERE in areas else areas,
        sectors=_known(_choices(query, "sectors"), Organisation.Sector.values),
        organisations=tuple(int(id) for id in _choices(query, "organisations") if _is_id(id)),
        professions=_known(_choices(query, "professions"), Member.Profession.values),
        sort=BY_NAME if query.get("sorter") == BY_NAME else HERE_FIRST,
    )


def write_search(search: Search, **changes: Any) -> str:
    """The address, a query string, of `search` with some of it changed."""
    asked = replace(search, **changes)
    pairs = [
        (NAMES[field.name], value)
        for field in fields(asked)
        for value in _values(getattr(asked, field.name))
        if value and (field.name, value) != ("sort", HERE_FIRST)
    ]
    return f"?{urlencode(pairs)}"


def without(search: Search, group: str, value: str) -> str:
    """The address of `search` with one choice of a group taken away."""
    kept = tuple(each for each in getattr(search, group) if str(each) != value)
    return write_search(search, **{group: kept})


def _choices(query: QueryDict, group: str) -> tuple[str, ...]:
    asked = (each for each in query.getlist(NAMES[group]) if each.isprintable())
    return tuple(dict.fromkeys(asked))[:MOST_CHOICES]


def _known(asked: tuple[str, ...], choices: list[str]) -> tuple[str, ...]:
    return tuple(each for each in asked if each in choices)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_ID


def _values(value: Any) -> tuple[Any, ...]:
    if isinstance(value, bool):
        return ("1",) if value else ()
    return value if isinstance(value, tuple) else (value,)
