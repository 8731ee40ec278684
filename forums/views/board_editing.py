"""What coordinators do to the boards of their network: open, change and remove them."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from community.lib.errors import NotAllowed
from community.lib.kept_text import keeping
from community.networks.models import Network
from forums import rules
from forums.actions.boards import BoardChangedMeanwhile, BoardNotEmpty, create_board
from forums.actions.boards import delete_board as delete
from forums.actions.boards import edit_board as edit
from forums.forms import BoardForm, EditBoardForm
from forums.models import Board
from forums.views.frame import board_for, status_of, trail_in, trail_to


def _typed(form: QueryDict) -> dict[str, str]:
    return {"title": form.get("name", ""), "text": form.get("description", "")}


keeps_text = keeping(_typed)


@keeps_text
@login_required
def new_board(request: HttpRequest, slug: str) -> HttpResponse:
    network = _network(request, slug)
    form = BoardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            created = create_board(actor=request.user, network=network, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Forumet er åpnet."))
            return redirect(created)
    context = {"network": network, "form": form, "trail": trail_in(network, _("Nytt forum"))}
    return render(request, "forums/new_board/index.html", context, status=status_of(form))


def _network(request: HttpRequest, slug: str) -> Network:
    found = rules.open_to_new_boards(request.user).filter(slug=slug).first()
    if found is None:
        raise NotAllowed
    return found


@keeps_text
@login_required
def edit_board(request: HttpRequest, board_id: int) -> HttpResponse:
    found = _board(request, board_id)
    boards = list(Board.objects.filter(network=found.network))
    form = EditBoardForm(request.POST or None, board=found, boards=boards)
    if request.method == "POST" and form.is_valid():
        try:
            edit(actor=request.user, board=found, **form.values)
        except ValidationError as error:
            form.refuse(error)
        except BoardChangedMeanwhile as meanwhile:
            form.meet(meanwhile.board.revision)
            return _edit_page(request, found, form, HTTPStatus.CONFLICT, now=meanwhile.board)
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect(found)
    return _edit_page(request, found, form, status_of(form))


def _board(request: HttpRequest, board_id: int) -> Board:
    found: Any = board_for(request, board_id)
    if not found.is_changeable:
        raise NotAllowed
    return found


def _edit_page(
    request: HttpRequest, board: Board, form: EditBoardForm, status: HTTPStatus, **more: Any
) -> HttpResponse:
    trail = trail_to(board, here=_("Rediger forumet"))
    context = {"board": board, "form": form, "trail": trail, **more}
    return render(request, "forums/edit_board/index.html", context, status=status)


@login_required
def delete_board(request: HttpRequest, board_id: int) -> HttpResponse:
    found, status = _board(request, board_id), HTTPStatus.OK
    if request.method == "POST":
        try:
            delete(actor=request.user, board=found)
        except BoardNotEmpty:  # the page says so, and what to do
            status = HTTPStatus.CONFLICT
        else:
            messages.success(request, _("Forumet er slettet."))
            return redirect(found.network)
    context = {
        "board": found,
        "topics": found.topics.count(),
        "trail": trail_to(found, here=_("Slett forumet")),
    }
    return render(request, "forums/delete_board/index.html", context, status=status)
