"""Asking to become a member, taking it back, and the coordinators' answer."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.lib.errors import NotAllowed
from community.networks import rules
from community.networks.actions.join_requests import (
    approve_request,
    ask_to_join,
    decline_request,
    withdraw_request,
)
from community.networks.forms import AnswerForm, JoinForm
from community.networks.models import JoinRequest
from community.networks.queries.joining import my_request, waiting_requests
from community.networks.queries.place import Place
from community.networks.views.frame import form_status, frame, place_for, place_that_is_run

REQUESTS_ON_A_PAGE = 20


@login_required
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for those outside. Who is in, or waits already, is led to the network."""
    place = place_for(request, slug)
    asked = my_request(request.user, place.network)
    if place.is_member or (asked is not None and asked.status == JoinRequest.Status.WAITING):
        return redirect(place.network)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_join(actor=request.user, network=place.network, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Forespørselen er sendt. Koordinatoren svarer deg her."))
            return redirect(place.network)
    context = frame(place, _("Be om å bli med")) | {"form": form}
    return render(request, "networks/join/index.html", context, status=form_status(form))


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_for(request, slug)
    asked = my_request(request.user, place.network)
    if asked is None:
        raise NotAllowed
    try:
        withdraw_request(actor=request.user, request=asked)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("Forespørselen er trukket."))
    return redirect(place.network)


# --- The coordinators' side -------------------------------------------------------------------


@login_required
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    return _list(request, place_that_is_run(request, slug))


@login_required
@require_POST
def answer(request: HttpRequest, slug: str, request_id: int) -> HttpResponse:
    """Take in or decline. A refused answer comes back with its text."""
    place = place_that_is_run(request, slug)
    asked = get_object_or_404(
        rules.decidable(request.user).filter(network=place.network).select_related("member"),
        pk=request_id,
    )
    form = AnswerForm(request.POST, auto_id=_auto_id(asked))
    try:
        done = _decide(request, asked, form)
    except ValidationError as error:
        if not hasattr(error, "error_dict"):  # answered meanwhile, by somebody else
            messages.warning(request, " ".join(error.messages))
            return redirect("networks:requests", place.network.slug)
        form.refuse(error)
        done = ""
    if not done:
        return _list(request, place, (asked, form))
    messages.success(request, done)
    return redirect("networks:requests", place.network.slug)


def _decide(request: HttpRequest, asked: JoinRequest, form: AnswerForm) -> str:
    """What was done, in words; nothing when the form has to be put right first."""
    who = {"name": asked.member.name}
    if request.POST.get("decision") == "approve":
        approve_request(actor=request.user, request=asked)
        return _("%(name)s er tatt inn.") % who
    if not form.is_valid():
        return ""
    decline_request(actor=request.user, request=asked, answer=form.cleaned_data["answer"])
    return _("Forespørselen fra %(name)s er avslått.") % who


def _list(
    request: HttpRequest, place: Place, refused: tuple[JoinRequest, AnswerForm] | None = None
) -> HttpResponse:
    """Those who wait, each with a form of their own; one alone, whose answer was refused."""
    waiting = [refused[0]] if refused else waiting_requests(request.user, place.network)
    page = Paginator(waiting, REQUESTS_ON_A_PAGE).get_page(request.GET.get("side"))
    rows = [refused] if refused else [(each, AnswerForm(auto_id=_auto_id(each))) for each in page]
    context: dict[str, Any] = {"tab": "requests", "page": page, "rows": rows}
    context |= frame(place, _("Forespørsler"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "networks/requests/index.html", context, status=status)


def _auto_id(asked: JoinRequest) -> str:
    """The ids of one row's fields, apart from those of the other rows."""
    return f"id_{asked.pk}_%s"
