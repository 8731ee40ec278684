"""Asking to become a member, taking it back, and the coordinators' answer."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from community.lib.errors import NotAllowed
from community.lib.kept_text import keeps_text
from community.lib.requests import led_to
from community.networks import rules
from community.networks.actions.join_requests import (
    approve_request,
    ask_to_join,
    decline_request,
    withdraw_request,
)
from community.networks.forms import AnswerForm, ApproveForm, JoinForm
from community.networks.models import JoinRequest
from community.networks.queries.joining import my_request, requests_to_judge
from community.networks.queries.place import Place
from community.networks.views.frame import form_status, frame, place_for, place_that_is_run

REQUESTS_ON_A_PAGE = 20


@keeps_text
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
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_for(request, slug)
    if request.method != "POST":
        return led_to(request, "networks:network", slug)
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


@dataclass(frozen=True)
class Row:
    """Somebody who waits, and the two ways to answer."""

    asked: Any  # a request, read with its `verified_email`
    approve: ApproveForm
    decline: AnswerForm

    @property
    def domain(self) -> str:
        """Where the one who asks has shown that they get their mail."""
        return (self.asked.verified_email or "").rpartition("@")[2]


@login_required
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    return _list(request, place_that_is_run(request, slug))


@keeps_text
@login_required
def answer(request: HttpRequest, slug: str, request_id: int) -> HttpResponse:
    """Take in or decline. A refused answer comes back with its text, in its place in the list."""
    place = place_that_is_run(request, slug)
    if request.method != "POST":
        return led_to(request, "networks:requests", slug)
    asked = get_object_or_404(
        rules.decidable(request.user).filter(network=place.network).select_related("member"),
        pk=request_id,
    )
    row = _row(asked, request.POST)
    try:
        done = _decide(request, row)
    except ValidationError as error:
        if not hasattr(error, "error_dict"):  # answered meanwhile, by somebody else
            messages.warning(request, " ".join(error.messages))
            return redirect("networks:requests", place.network.slug)
        row.decline.refuse(error)
        done = ""
    if not done:
        return _list(request, place, row)
    messages.success(request, done)
    return redirect("networks:requests", place.network.slug)


def _decide(request: HttpRequest, row: Row) -> str:
    """What was done, in words; nothing when the form has to be put right first."""
    who = {"name": row.asked.member.name}
    if row.approve.is_bound:
        if not row.approve.is_valid():
            return ""
        approve_request(actor=request.user, request=row.asked)
        return _("%(name)s er tatt inn.") % who
    if not row.decline.is_valid():
        return ""
    decline_request(
        actor=request.user, request=row.asked, answer=row.decline.cleaned_data["answer"]
    )
    return _("Forespørselen fra %(name)s er avslått.") % who


def _list(request: HttpRequest, place: Place, refused: Row | None = None) -> HttpResponse:
    """Those who wait, each with the forms for an answer: a refused one where it stood."""
    waiting = requests_to_judge(request.user, place.network)
    pages = Paginator(waiting, REQUESTS_ON_A_PAGE)
    number = request.GET.get("side") if refused is None else _page_of(refused.asked, waiting)
    page = pages.get_page(number)
    rows = [_row(each) for each in page]
    if refused is not None:
        rows = [
            replace(refused, asked=each.asked) if each.asked == refused.asked else each
            for each in rows
        ]
    context: dict[str, Any] = {"tab": "requests", "page": page, "rows": rows}
    context |= frame(place, _("Forespørsler"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "networks/requests/index.html", context, status=status)


def _page_of(asked: JoinRequest, waiting: QuerySet[JoinRequest]) -> int:
    ids = [*waiting.values_list("pk", flat=True)]
    return ids.index(asked.pk) // REQUESTS_ON_A_PAGE + 1 if asked.pk in ids else 1


def _row(asked: JoinRequest, posted: QueryDict | None = None) -> Row:
    """Its fields have ids of their own, apart from those of the other rows."""
    approves = posted is not None and posted.get("decision") == "approve"
    auto_id = f"id_{asked.pk}_%s"
    return Row(
        asked,
        ApproveForm(posted if approves else None, asker=asked.member, auto_id=auto_id),
        AnswerForm(None if approves else posted, auto_id=auto_id),
    )
