"""The part of forums in other pages."""

from typing import Any

from django.template.loader import render_to_string

from forums.queries.boards import boards_of_network, standing_in


def network_section(viewer: Any, network: Any) -> str:
    """The boards on a network's page."""
    audience, may_open, reader = standing_in(viewer, network)
    context = {
        "network": network,
        "boards": boards_of_network(network, reader),
        "audience": audience,
        "may_open": may_open,
    }
    return render_to_string("forums/network_section.html", context)
