"""What higher apps show on a network's page."""

from collections.abc import Callable
from typing import Any

from community.networks.models import Network

Section = Callable[[Any, Network], str]  # (viewer, network) -> HTML
_sections: list[Section] = []


def register_section(section: Section) -> None:
    """Let a higher app add a section to the network page. Called from its AppConfig.ready()."""
    _sections.append(section)


def sections_for(viewer: Any, network: Network) -> list[str]:
    return [section(viewer, network) for section in _sections]
