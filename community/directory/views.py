"""The list of members, and a member's own page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.areas.middleware import AreaRequest
from community.areas.queries.chosen import own_areas
from community.directory import rules
from community.directory.events import directory_stream, member_row
from community.directory.forms import EVERYWHERE, NAMES, read_search, without, write_search
from community.directory.queries.facets import Option
from community.directory.queries.listing import Listing, listing
from community.directory.queries.people import networks_to_offer, shared_networks
from community.directory.queries.search import BY_NAME, HERE_FIRST, Search
from community.members.queries.presence import here_as_told
from community.members.rules import can_use_directory, visible_members
from community.organisations.queries.affiliations import affiliations_of
from realtime import log
from realtime.fragments import render_rows


@dataclass(frozen=True)
class Group:
    """Choices of one sort, as a list of ticks. `field` is its name in the search.

    `elsewhere` are choices that most do not look for.
    """

    field: str
    title: str
    options: list[Option]
    elsewhere: Sequence[Option] = ()

    @property
    def name(self) -> str:
        return NAMES[self.field]

    @property
    def is_on_elsewhere(self) -> bool:
        return any(option.is_on for option in self.elsewhere)


@dataclass(frozen=True)
class Link:
    label: str
    address: str
    is_current: bool = False


@login_required
def index(request: AreaRequest) -> HttpResponse:
    if not can_use_directory(request.user):
        return render(request, "directory/index/unconfirmed.html")
    stream = directory_stream.name(rules.DIRECTORY)
    can_follow = rules.can_follow(request.user)
    seq = log.head_of(stream) if can_follow else 0  # before the rows
    search = read_search(request.GET)
    if not request.user.is_told_who_is_here:
        search = replace(search, here_only=False)
    found = listing(
        request.user,
        search,
        standing_in=request.chosen_area,
        here=here_as_told(request.user),
        page=request.GET.get("side", ""),
    )
    cards = render_rows(
        member_row, found.page.object_list, language=get_language() or "nb", audience="member"
    )
    context = {
        "search": found.search,
        "found": found,
        "cards": cards,
        "stream": stream,
        "seq": seq,
        "can_follow": can_follow,
        "here": sorted(found.here),
    }
    return render(request, "directory/index/index.html", context | _narrowing(found))


def _narrowing(found: Listing) -> dict[str, Any]:
    """What can be ticked, and the ways out of what is."""
    search = found.search
    near, elsewhere = found.areas.near, found.areas.elsewhere
    areas = Group("areas", _("Område"), [_everywhere(found), *near], elsewhere)
    others = [
        Group("sectors", _("Arbeidssted"), found.counts.sectors),
        Group("organisations", _("Virksomhet"), found.organisations),
        Group("professions", _("Yrke"), found.counts.professions),
    ]
    groups = [areas, *(group for group in others if group.options)]
    return {
        "groups": groups,
        "removable": _removable(search, groups),
        "sorts": _sorts(search),
        "without_words": write_search(search, q=""),
        "anywhere": write_search(search, areas=()),
        "start": reverse("directory:index"),
    }


def _everywhere(found: Listing) -> Option:
    return Option(EVERYWHERE, _("Hele landet"), found.counts.everywhere, not found.search.areas)


def _removable(search: Search, groups: list[Group]) -> list[Link]:
    here = [Link(_("Her nå"), write_search(search, here_only=False))] if search.here_only else []
    return here + [
        Link(option.label, without(search, group.field, option.value))
        for group in groups
        for option in [*group.options, *group.elsewhere]
        if option.is_on and option.value != EVERYWHERE
    ]


def _sorts(search: Search) -> list[Link]:
    labels = {HERE_FIRST: _("Her nå først"), BY_NAME: _("Etter navn")}
    return [
        Link(label, write_search(search, sort=sort), sort == search.sort)
        for sort, label in labels.items()
    ]


@login_required
def member(request: AreaRequest, member_id: int) -> HttpResponse:
    found = get_object_or_404(visible_members(request.user), pk=member_id)
    context = {
        "member": found,
        "affiliations": affiliations_of(found),
        "areas": own_areas(found),
        "networks": shared_networks(request.user, found),
        "offered": networks_to_offer(request.user, found),
        "is_own": found == request.user,
        "is_here": found.pk in here_as_told(request.user),
        "trail": [(_("Medlemmer"), reverse("directory:index")), (found.name, None)],
    }
    return render(request, "directory/member/index.html", context)
