"""The part of forums in other pages."""

from typing import Any

from django.template.loader import render_to_string

from community.networks import rules as networks
from forums.queries.boards import boards_of_network


def network_section(viewer: Any, network: Any) -> str:
    """The boards on a network's page."""
    context = {
        "boards": boards_of_network(network),
        "audience": networks.audience(viewer, network),
    }
    return render_to_string("forums/network_section.html", context)
