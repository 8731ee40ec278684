"""The areas that the list can be narrowed by, seen from where the viewer stands."""

from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from operator import or_
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


def areas_to_offer(standing_in: Area | None, slugs: Sequence[str]) -> list[Area]:
    """The viewer's health community with all that lies in it, and those asked for. One query.

    For who stands in a region or country: that, and the level below. For who chose nothing:
    all health communities.
    """
    near = Area.objects.current().filter(_near(standing_in) | Q(slug__in=slugs))
    return list(near.select_related("parent").order_by("level", "sort_key", "pk"))


def _near(standing_in: Area | None) -> Q:
    if standing_in is None:
        return Q(kind=Area.Kind.COMMUNITY)
    level = Area.LEVELS[Area.Kind.COMMUNITY]
    top = "".join(f"{code}/" for code in [*standing_in.codes_above, standing_in.code][:level])
    if standing_in.level < level:
        return Q(path=top) | Q(parent__path=top)
    return Q(path__startswith=top)


def count_areas(
    members: QuerySet[Member], areas: Sequence[Area], chosen: Sequence[str]
) -> list[Option]:
    """Each area with how many of `members` are in it or in something in it. One query.

    Those with somebody in them, and those in `chosen`; the widest first, then the most people.
    A community's only municipality, which has its name, is left out.
    """
    inside = _people_by_code(members, _tops([area.path for area in areas]))
    return [
        Option(area.slug, str(area), len(inside[area.code]), area.slug in chosen)
        for area in sorted(areas, key=lambda area: (area.level, -len(inside[area.code])))
        if area.slug in chosen or (inside[area.code] and str(area.parent) != str(area))
    ]


def _tops(paths: Sequence[str]) -> list[str]:
    """Those that lie in none of the others."""
    return [
        path
        for path in paths
        if not any(path != other and path.startswith(other) for other in paths)
    ]


def _people_by_code(members: QuerySet[Member], paths: Sequence[str]) -> dict[str, set[int]]:
    """Who is where, by the code of every area on the way down. A person counts once in each."""
    found: dict[str, set[int]] = defaultdict(set)
    if not paths:
        return found
    ways = [_pairs(members, place, paths) for place in _PLACES]
    for person, path in ways[0].union(*ways[1:]):
        for code in path.split("/"):
            found[code].add(person)
    return found


def _pairs(members: QuerySet[Member], place: str, paths: Sequence[str]) -> QuerySet[Member, Any]:
    lies_there = reduce(or_, (Q(**{f"{place}__startswith": path}) for path in paths))
    return members.order_by().filter(lies_there).values_list("pk", place)
