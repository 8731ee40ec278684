from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from community.confidentiality.guard import refuse_identifiers
from community.lib.errors import NotAllowed
from community.networks.models import Network
from forums import rules
from forums.models import Board
from forums.queries.boards import locked_board
from forums.texts import clean_description, clean_name
from realtime.access import rights_changed
from realtime.publishing import action


class BoardChangedMeanwhile(Exception):
    """The board is not the one that was being changed any more; this is what it is now."""

    def __init__(self, board: Board) -> None:
        super().__init__(board.pk)
        self.board = board


class BoardNotEmpty(ValidationError):
    """There is something written in the board: nobody's text goes with a board."""

    def __init__(self) -> None:
        super().__init__(_("Det finnes tråder i forumet. Bare et tomt forum kan slettes."))


def create_board(
    *,
    actor: Any,
    network: Network,
    name: str,
    description: str = "",
    position: int | None = None,
) -> Board:
    """A new board in the network, after the others unless `position` says where.

    Raises IdentifierFound when a text holds an identity number, and ValidationError for a name
    that another board there has.
    """
    name, description = _cleaned(name, description)
    with action():
        network.lock()
        if not rules.can_create_board(actor, network):
            raise NotAllowed
        others = list(Board.objects.filter(network=network))
        _refuse_taken(name, others)
        if position is None:
            position = 1 + max((other.position for other in others), default=-1)
        return Board.objects.create(
            network=network, name=name, description=description, position=position
        )


def edit_board(
    *,
    actor: Any,
    board: Board,
    name: str,
    description: str,
    after: int | None,
    revision: int,
) -> Board:
    """Another name, description or place: after the board with that id, or first.

    The actor saw the board with this `revision`. Sent again, it is the same change. Raises
    BoardChangedMeanwhile when its texts are others by now, and what `create_board` raises.
    """
    name, description = _cleaned(name, description)
    with action():
        board.network.lock()  # the names and the order are those of all its boards
        present = locked_board(board.pk)
        if present is None or not rules.can_change_board(actor, present):
            raise NotAllowed
        others = list(Board.objects.filter(network=present.network).exclude(pk=present.pk))
        _refuse_taken(name, others)
        ordered = _with(present, others, after)
        if (present.name, present.description) != (name, description):
            if present.revision != revision:
                raise BoardChangedMeanwhile(present)
            present.name, present.description = name, description
            present.revision += 1
            present.save(update_fields=["name", "description", "revision"])
        _store_order(ordered)
    return present


def delete_board(*, actor: Any, board: Board) -> None:
    """Remove a board without topics; whoever looks at it is told at once.

    A removed topic is gone with all its texts, so a board without topics holds nobody's text.
    Raises BoardNotEmpty for one that has some.
    """
    with action():
        present = locked_board(board.pk, to_remove=True)
        if present is None or not rules.can_change_board(actor, present):
            raise NotAllowed
        if present.topics.exists():
            raise BoardNotEmpty
        rights_changed("board", present.pk)
        present.delete()


def _cleaned(name: str, description: str) -> tuple[str, str]:
    name, description = clean_name(name), clean_description(description)
    refuse_identifiers(name=name, description=description)
    return name, description


def _refuse_taken(name: str, others: list[Board]) -> None:
    """Two names that differ only in small and capital letters are the same to who reads them."""
    if any(other.name.casefold() == name.casefold() for other in others):
        raise ValidationError({"name": _("Nettverket har alt et forum med dette navnet.")})


def _with(board: Board, others: list[Board], after: int | None) -> list[Board]:
    """All boards of the network in order, with this one in its place."""
    ids = [other.pk for other in others]
    if after is not None and after not in ids:
        raise ValidationError({"place": _("Det forumet finnes ikke lenger. Velg en annen plass.")})
    place = 0 if after is None else ids.index(after) + 1
    return [*others[:place], board, *others[place:]]


def _store_order(boards: list[Board]) -> None:
    moved = [(place, board) for place, board in enumerate(boards) if board.position != place]
    for place, board in moved:
        board.position = place
    Board.objects.bulk_update([board for _place, board in moved], ["position"])
