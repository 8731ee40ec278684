from typing import Any

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from community.networks.models import Network
from forums import rules
from forums.models import Board
from realtime.publishing import action


def create_board(
    *, actor: Any, network: Network, name: str, description: str = "", position: int = 0
) -> Board:
    """A new board in the network."""
    refuse_identifiers(name=name, description=description)
    if not rules.can_create_board(actor, network):
        raise NotAllowed
    with action():
        return Board.objects.create(
            network=network, name=name, description=description, position=position
        )
