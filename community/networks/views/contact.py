"""Writing to those who run a network, and reading what was written."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.lib.errors import NotAllowed
from community.lib.kept_text import keeps_text
from community.lib.requests import led_to
from community.networks.actions.contact import mark_answered, write_to_contact
from community.networks.forms import ContactForm
from community.networks.queries.contact import (
    contact_messages,
    contact_named_to,
    unanswered_messages,
)
from community.networks.queries.place import Place
from community.networks.views.frame import form_status, frame, place_for

MESSAGES_ON_A_PAGE = 20


@keeps_text
@login_required
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_for(request, slug)
    receiver = contact_named_to(request.user, place.network)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write_to_contact(actor=request.user, network=place.network, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Meldingen er sendt."))
            return redirect(place.network)
    context = frame(place, _("Skriv til nettverket")) | {"receiver": receiver, "form": form}
    return render(request, "networks/contact/index.html", context, status=form_status(form))


@login_required
@require_safe
def inbox(request: HttpRequest, slug: str) -> HttpResponse:
    """What is not answered yet; all of it on request."""
    place = _place_that_answers(request, slug)
    shows_all = request.GET.get("vis") == "alle"
    shown = contact_messages if shows_all else unanswered_messages
    found = shown(request.user, place.network)
    page = Paginator(found, MESSAGES_ON_A_PAGE).get_page(request.GET.get("side"))
    context = frame(place, _("Henvendelser"))
    context |= {"tab": "messages", "page": page}
    context |= {"shows_all": shows_all, "shows_waiting": not shows_all}
    return render(request, "networks/messages/index.html", context)


@login_required
def answered(request: HttpRequest, slug: str, message_id: int) -> HttpResponse:
    place = _place_that_answers(request, slug)
    if request.method != "POST":
        return led_to(request, "networks:messages", slug)
    message = get_object_or_404(contact_messages(request.user, place.network), pk=message_id)
    mark_answered(actor=request.user, message=message)
    messages.success(request, _("Henvendelsen er merket som besvart."))
    return redirect("networks:messages", slug)


def _place_that_answers(request: HttpRequest, slug: str) -> Place:
    place = place_for(request, slug)
    if not place.answers:
        raise NotAllowed
    return place
