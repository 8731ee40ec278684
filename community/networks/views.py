"""The member's networks, and one network's own page."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.networks.models import Membership, Network
from community.networks.queries.networks import networks_of, readable_networks

# Higher apps show their part of a network's page: (viewer, network) -> HTML.
Section = Callable[[Any, Network], str]
_sections: list[Section] = []


def register_section(section: Section) -> None:
    """Let a higher app add a section to the network page. Called from its AppConfig.ready()."""
    _sections.append(section)


@login_required
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "networks/index/index.html", {"networks": networks_of(request.user)})


@login_required
def network(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(readable_networks(request.user), slug=slug)
    memberships = (
        Membership.objects.filter(network=found, member__is_active=True)
        .select_related("member")
        .order_by("member__name")
    )
    sections = [section(request.user, found) for section in _sections]
    return render(
        request,
        "networks/network/index.html",
        {
            "network": found,
            "memberships": memberships,
            "sections": sections,
            "trail": [(_("Nettverk"), reverse("networks:index")), (found.name, None)],
        },
    )
