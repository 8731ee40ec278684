"""What the pages of forums have in common."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from community.lib.errors import NotAllowed
from community.networks import rules as networks
from community.networks.models import Network
from community.networks.rules import Rights
from forums.models import Board, Topic
from forums.queries.boards import readable_board

LONGEST_ID = 18  # digits; more would not fit the database's number

Trail = list[tuple[str, str | None]]


def rights_of(request: HttpRequest, thing: Board | Topic) -> Rights:
    """What the reader may do there; the queries of both pages bring the role along."""
    network = thing.board.network if isinstance(thing, Topic) else thing.network
    return networks.rights(request.user, network, thing.role)


def reader(request: HttpRequest, rights: Rights) -> dict[str, Any]:
    """As whom the page is read: `member` is the id of who reads as one, else None."""
    member = request.user.pk if rights.audience == "member" else None
    return {"audience": rights.audience, "member": member, "may_write": rights.can_write}


def board_for(request: HttpRequest, board_id: int) -> Board:
    """The board as the reader may see it; a refusal where they may not."""
    found = readable_board(request.user).filter(pk=board_id).first()
    if found is None:
        raise NotAllowed
    return found


def trail_to(board: Board, *, here: str = "", topic: Topic | None = None) -> Trail:
    """The way from all networks to the board, or on to a page under it or under its topic."""
    trail = _trail_to(board.network)
    if not here:
        return [*trail, (board.name, None)]
    trail.append((board.name, board.get_absolute_url()))
    if topic:
        trail.append((_("Tråd"), topic.get_absolute_url()))
    return [*trail, (here, None)]


def trail_in(network: Network, here: str) -> Trail:
    """The way to a page of forums that stands under the network itself."""
    return [*_trail_to(network), (here, None)]


def _trail_to(network: Network) -> Trail:
    return [(_("Nettverk"), reverse("networks:index")), (network.name, network.get_absolute_url())]


def lead_to(request: HttpRequest, thing: Any, status: HTTPStatus) -> HttpResponse:
    """Where the thing stands: the browser goes there itself, a script is told the address."""
    if request.accepts("text/html"):
        return redirect(thing)
    return JsonResponse({"address": thing.get_absolute_url()}, status=status)


def status_of(form: Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def whole_number(parameters: Mapping[str, Any], name: str) -> int | None:
    """The number under this name in an address or a form, None for whatever else stands there."""
    text = str(parameters.get(name, ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else None


def language() -> str:
    return get_language() or "nb"
