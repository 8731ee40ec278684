"""A network's own page: all of it for its readers, its card for the others who may know of it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.members.queries.presence import here_as_told
from community.networks import rules
from community.networks.queries.contact import contact_named_to
from community.networks.queries.joining import my_request
from community.networks.queries.members import coordinators_of, members_by_sector, members_of
from community.networks.queries.place import Place
from community.networks.views.frame import frame, place_for
from community.networks.views.sections import sections_for
from community.organisations.models import Organisation

MEMBERS_SHOWN = 5
LEAST_SHARE = 0.03  # of the bar's width, so that the smallest sector is seen


@dataclass(frozen=True)
class Segment:
    """One sector of the bar: where it begins and how wide it is, as SVG writes it."""

    label: str
    number: int
    tone: int
    start: str
    width: str


@require_safe
def network(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_for(request, slug)
    context = frame(place) | {"tab": "overview", "asked": _request_of(request.user, place)}
    if not place.reads:
        context |= {"contact": contact_named_to(request.user, place.network)}
        return render(request, "networks/network/card.html", context)
    context |= _people(request.user, place) | {
        "sections": sections_for(request.user, place.network)
    }
    return render(request, "networks/network/index.html", context)


def _request_of(viewer: Any, place: Place) -> Any:
    """What became of the viewer's wish to join; of no interest once they are in."""
    may_have_asked = viewer.is_authenticated and not place.is_member
    return my_request(viewer, place.network) if may_have_asked else None


def _people(viewer: Any, place: Place) -> dict[str, Any]:
    """Numbers for every reader; names for those who may know the members."""
    segments = sector_bar(members_by_sector(place.network))
    if not place.knows_members:
        return {"segments": segments, "contact": contact_named_to(viewer, place.network)}
    coordinators = list(coordinators_of(place.network))
    contact = _contact(place, coordinators)
    shown = {contact, *coordinators} - {None}
    others = members_of(viewer, place.network).exclude(member__in=shown)
    return {
        "segments": segments,
        "contact": contact,
        "contact_coordinates": contact in coordinators,
        "coordinators": coordinators,
        "other_coordinators": [each for each in coordinators if each != contact],
        "here": here_as_told(viewer),
        "memberships": others[:MEMBERS_SHOWN],
    }


def _contact(place: Place, coordinators: list[Any]) -> Any:
    """The named contact person, else the first coordinator, from what has been read."""
    named = place.network.contact
    if named is not None and (named in coordinators or rules.can_be_contact(named, place.network)):
        return named
    return coordinators[0] if coordinators else None


def sector_bar(sectors: list[tuple[str, int]]) -> list[Segment]:
    """The sectors under each other for the eye: shares of a bar, none too narrow to be seen."""
    known = [str(label) for label in Organisation.Sector.labels]
    total = sum(number for _label, number in sectors)
    weights = [max(number, total * LEAST_SHARE) for _label, number in sectors]
    segments, start = [], 0.0
    for (label, number), weight in zip(sectors, weights, strict=True):
        width = 100 * weight / sum(weights)
        tone = known.index(label) if label in known else len(known)
        segments.append(Segment(label, number, tone, f"{start:.2f}%", f"{width:.2f}%"))
        start += width
    return segments
