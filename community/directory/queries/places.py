"""The areas that the list can be narrowed by, seen from where the viewer stands."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from community.areas.models import Area
from community.directory.queries.facets import Option
from community.members.models import Member

# Where a member is: what they chose, and where those they work for are; extra memberships too.
_PLACES = [
    f"{place}__{way}path"
    for place in ("main_area", "other_areas", "affiliations__organisation__area")
    for way in ("", "also_in__")
]

_COMMUNITY = Area.LEVELS[Area.Kind.COMMUNITY]


@dataclass(frozen=True)
class Places:
    """The areas to choose among: those where the viewer stands, and those elsewhere."""

    near: list[Option]
    elsewhere: list[Option]


def areas_to_offer(standing_in: Area | None, slugs: Sequence[str]) -> list[Area]:
    """What may be offered, the widest first and then by name. One query.

    Everything down to the health communities; all that lies in the viewer's own; those asked
    for, with what lies in them and beside them.
    """
    asked = Area.objects.filter(slug__in=slugs)
    offered = (
        Q(level__lte=_COMMUNITY)
        | _in_own_community(standing_in)
        | Q(slug__in=slugs)
        | Q(parent__in=asked.values("pk"))
        | Q(parent__in=asked.values("parent"))
    )
    found = Area.objects.current().filter(offered).select_related("parent")
    return list(found.order_by("level", "sort_key", "pk"))


def _in_own_community(standing_in: Area | None) -> Q:
    if standing_in is None or standing_in.level < _COMMUNITY:
        return Q(pk__in=())
    return Q(path__startswith=_top(standing_in))


def _top(standing_in: Area | None) -> str:
    """The path of the viewer's health community, or of what they stand in if that is wider.

    For who chose nothing everything lies in it.
    """
    if standing_in is None:
        return ""
    codes = [*standing_in.codes_above, standing_in.code][:_COMMUNITY]
    return "".join(f"{code}/" for code in codes)


def count_areas(
    members: QuerySet[Member],
    areas: Sequence[Area],
    chosen: Sequence[str],
    standing_in: Area | None,
) -> Places:
    """Each area with how many of `members` are in it or in something in it. One query.

    Those with somebody in them, and those in `chosen`; the widest first, then near the viewer
    the most people, and elsewhere in the order of `areas`.
    """
    inside = _people_by_code(members)
    offered = [area for area in areas if area.slug in chosen or inside[area.code]]
    shown = [area for area in offered if area.slug in chosen or not _adds_nothing(area, offered)]
    top = _top(standing_in)
    near = [area for area in shown if area.path.startswith(top)]
    near.sort(key=lambda area: (area.level, -len(inside[area.code])))
    elsewhere = [area for area in shown if not area.path.startswith(top)]

    def options(areas: Sequence[Area]) -> list[Option]:
        return [
            Option(area.slug, str(area), len(inside[area.code]), area.slug in chosen)
            for area in areas
        ]

    return Places(options(near), options(elsewhere))


def _adds_nothing(area: Area, offered: Sequence[Area]) -> bool:
    """A community's only municipality, which has its name; the only country that there is."""
    if area.parent is None:
        return not any(other.parent is None and other != area for other in offered)
    return str(area.parent) == str(area)


def _people_by_code(members: QuerySet[Member]) -> dict[str, set[int]]:
    """Who is where, by the code of every area on the way down. A person counts once in each."""
    found: dict[str, set[int]] = defaultdict(set)
    ways = [_pairs(members, place) for place in _PLACES]
    for person, path in ways[0].union(*ways[1:]):
        for code in path.split("/"):
            found[code].add(person)
    return found


def _pairs(members: QuerySet[Member], place: str) -> QuerySet[Member, Any]:
    return members.order_by().filter(**{f"{place}__isnull": False}).values_list("pk", place)
