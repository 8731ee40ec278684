"""The list of members as a viewer meets it: who is found, a page of them, and what to narrow by."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Q, QuerySet, Value, When

from community.areas.models import Area
from community.directory.queries.facets import (
    Counts,
    Option,
    count_organisations,
    count_people,
)
from community.directory.queries.places import Places, areas_to_offer, count_areas
from community.directory.queries.search import HERE_FIRST, Search, conditions
from community.members import rules
from community.members.models import Member

ON_A_PAGE = 24


@dataclass(frozen=True)
class Listing:
    """`page` holds the members, `here` which of these are here now.

    `search` is what was asked for without areas that there are none of.
    """

    search: Search
    page: Page[Member]
    here: frozenset[int]
    counts: Counts
    areas: Places
    organisations: list[Option]


def listing(
    viewer: Any, search: Search, standing_in: Area | None, here: frozenset[int], page: str
) -> Listing:
    """What the viewer finds. Five queries, one more where organisations are offered.

    `standing_in` is the viewer's own area, `here` the ids of those who are here now. A page that
    does not exist is the first or the last one.
    """
    members = rules.listed_members(viewer)
    offered = areas_to_offer(standing_in, search.areas)
    chosen = [area for area in offered if area.slug in search.areas]
    search = replace(search, areas=tuple(area.slug for area in chosen))
    narrowing = conditions(search, chosen, here)
    counts = count_people(members, search, narrowing, here)
    found = _in_order(members.filter(narrowing.all_but()), search, here)
    shown = _page(found, counts.found, page)
    of_all_areas = members.filter(narrowing.all_but("areas"))
    return Listing(
        search=search,
        page=shown,
        here=here & {member.pk for member in shown},
        counts=counts,
        areas=count_areas(of_all_areas, offered, search.areas, standing_in),
        organisations=count_organisations(members, search, narrowing),
    )


def _in_order(members: QuerySet[Member], search: Search, here: frozenset[int]) -> QuerySet[Member]:
    if search.sort != HERE_FIRST or not here:
        return members.order_by("sort_key", "pk")
    present = Case(When(Q(pk__in=here), then=Value(0)), default=Value(1))
    return members.order_by(present, "sort_key", "pk")


def _page(found: QuerySet[Member], count: int, number: str) -> Page[Member]:
    """A page, without counting what has been counted."""
    paginator = Paginator(found, ON_A_PAGE)
    paginator.count = count
    page = paginator.get_page(number)
    page.object_list = list(page.object_list)
    return page
