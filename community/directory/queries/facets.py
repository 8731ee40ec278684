"""What the list can be narrowed by, and how many would be left: of those the viewer may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When

from community.directory.queries.search import Conditions, Search, in_sectors
from community.members.models import Member
from community.organisations.models import Organisation

MOST_ORGANISATIONS = 8

Sector = Organisation.Sector


@dataclass(frozen=True)
class Option:
    """A choice within a group. `count` is how many it would give, the other groups as they are."""

    value: str
    label: str
    count: int
    is_on: bool


@dataclass(frozen=True)
class Counts:
    """How many are found, how many without regard to areas, and how many of all are here now."""

    found: int
    everywhere: int
    here: int
    sectors: list[Option]
    professions: list[Option]


def count_people(
    members: QuerySet[Member], search: Search, narrowing: Conditions, here: frozenset[int]
) -> Counts:
    """Everything that is counted by person. One query: a row a profession, added up here."""
    sums = _sums(narrowing, here)
    rows: list[Any] = list(members.order_by().values("profession").annotate(**sums))
    chosen = [
        row for row in rows if not search.professions or row["profession"] in search.professions
    ]
    return Counts(
        found=_total(chosen, "found"),
        everywhere=_total(chosen, "everywhere"),
        here=_total(rows, "present"),
        sectors=[
            Option(value, str(label), _total(chosen, f"in_{value}"), value in search.sectors)
            for value, label in Sector.choices
        ],
        professions=_professions(rows, search),
    )


def _sums(narrowing: Conditions, here: frozenset[int]) -> dict[str, Count]:
    without_sector = narrowing.all_but("professions", "sectors")
    return {
        "found": Count("pk", filter=narrowing.all_but("professions")),
        "everywhere": Count("pk", filter=narrowing.all_but("professions", "areas")),
        "present": Count("pk", filter=Q(pk__in=here)),
        **{
            f"in_{sector}": Count("pk", filter=without_sector & in_sectors([sector]))
            for sector in Sector.values
        },
    }


def _total(rows: list[dict[str, Any]], name: str) -> int:
    return sum(row[name] for row in rows)


def _professions(rows: list[dict[str, Any]], search: Search) -> list[Option]:
    """Those that somebody has, the most frequent first."""
    found = {row["profession"]: row["found"] for row in rows}
    options = [
        Option(value, str(label), found.get(value, 0), value in search.professions)
        for value, label in Member.Profession.choices
    ]
    return sorted(_worth_showing(options), key=lambda option: -option.count)


def _worth_showing(options: list[Option]) -> list[Option]:
    return [option for option in options if option.count or option.is_on]


def count_organisations(
    members: QuerySet[Member], search: Search, narrowing: Conditions
) -> list[Option]:
    """The organisations most of them work for, those asked for first. One query.

    Only where there is a reason to show some: when a sector, an area or one of them is chosen.
    """
    if not (search.sectors or search.areas or search.organisations):
        return []
    counted = members.filter(narrowing.all_but("organisations")).order_by().values("pk")
    works_there = Q(affiliations__member__in=counted)
    is_on = Case(When(pk__in=search.organisations, then=Value(1)), default=Value(0))
    found = (
        Organisation.objects.annotate(
            count=Count("affiliations__member", filter=works_there, distinct=True), is_on=is_on
        )
        .filter(Q(count__gt=0) | Q(is_on=1))
        .order_by("-is_on", "-count", "sort_key")
    )
    return [
        Option(str(each.pk), each.name, each.count, bool(each.is_on))
        for each in found[:MOST_ORGANISATIONS]
    ]
