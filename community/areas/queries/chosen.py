"""Which area an address, a cookie or a member means today."""

import re
from typing import Any

from community.areas.models import Area

WITHOUT_AREA = "-"  # in the cookie and in `?area=`: a choice too, of nothing
_SLUG = re.compile(r"[a-z0-9_-]{1,80}")


def find_area(slug: str) -> Area | None:
    """The current area with that address, or the one that took its place."""
    slug = slug.strip().lower()
    if not _SLUG.fullmatch(slug):
        return None
    return current_area(Area.objects.filter(slug=slug).first())


def current_area(area: Area | None) -> Area | None:
    """`area` if it is valid today, or else what took over from it: a query for each step."""
    passed: set[int] = set()
    while area is not None and area.has_ended and area.pk not in passed:
        passed.add(area.pk)
        area = area.successor
    return area if area is not None and area.is_current else None


def main_area(member: Any) -> Area | None:
    """The member's main area, or what took its place: one query, or none."""
    return current_area(member.main_area)


def own_areas(member: Any) -> list[Area]:
    """The member's main area first, then the others they follow."""
    others = member.other_areas.current().order_by("sort_key")
    main = main_area(member)
    return [*([main] if main else []), *(each for each in others if each != main)]


def area_cache_part(request: Any) -> str:
    """What a cache key needs so that nobody gets a page of another area than their own.

    The area shown and the one chosen are both in it, as `?area=` changes the first and the
    header names the second. Letters, digits, hyphens and one full stop.
    """
    chosen = _slug(request.chosen_area) if request.area_decided else "undecided"
    return f"{_slug(request.area)}.{chosen}"


def _slug(area: Area | None) -> str:
    return area.slug if area is not None else WITHOUT_AREA
