"""What a reader of the list asks for, and the conditions that follow from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from django.db.models import Q

from community.areas.models import Area
from community.members.models import Member
from community.members.queries.search import holding_words
from community.organisations.models import Affiliation, Organisation

BY_NAME, HERE_FIRST = "navn", "her"


@dataclass(frozen=True)
class Search:
    """What was asked: words, and what is ticked in each group. Nothing ticked means all."""

    q: str = ""
    here_only: bool = False
    areas: tuple[str, ...] = ()  # slugs
    sectors: tuple[str, ...] = ()
    organisations: tuple[int, ...] = ()
    professions: tuple[str, ...] = ()
    sort: str = HERE_FIRST


@dataclass(frozen=True)
class Conditions:
    """The search as one condition for each group, so that a group can be counted without itself."""

    words: Q
    here: Q
    areas: Q
    sectors: Q
    organisations: Q
    professions: Q

    def all_but(self, *groups: str) -> Q:
        """All conditions together but those of `groups`."""
        found = Q()
        for field in fields(self):
            if field.name not in groups:
                found &= getattr(self, field.name)
        return found


def conditions(search: Search, areas: Sequence[Area], here: frozenset[int]) -> Conditions:
    """`areas` are those that `search.areas` names; `here` are the ids of those who are here now."""
    works_for = Q(organisation__in=search.organisations)
    return Conditions(
        words=holding_words(search.q),
        here=Q(pk__in=here) if search.here_only else Q(),
        areas=_in_areas(areas) if areas else Q(),
        sectors=in_sectors(search.sectors) if search.sectors else Q(),
        organisations=_works_in(works_for) if search.organisations else Q(),
        professions=Q(profession__in=search.professions) if search.professions else Q(),
    )


def in_sectors(sectors: Sequence[str]) -> Q:
    """Members with a workplace of one of the sectors."""
    kinds = [kind for kind in Organisation.Kind.values if Organisation(kind=kind).sector in sectors]
    return _works_in(Q(organisation__kind__in=kinds))


def _works_in(condition: Q) -> Q:
    return Q(pk__in=Affiliation.objects.filter(condition).values("member"))


def _in_areas(areas: Iterable[Area]) -> Q:
    """Members who chose one of the areas or something in it, or work for an organisation there."""
    lies_there = Q(pk__in=())
    for area in areas:
        lies_there |= Q(path__startswith=area.path) | Q(also_in__path__startswith=area.path)
    inside = Area.objects.filter(lies_there).values("pk")
    others = Member.other_areas.through.objects.filter(area__in=inside)
    return (
        Q(main_area__in=inside)
        | Q(pk__in=others.values("member"))
        | _works_in(Q(organisation__area__in=inside))
    )
