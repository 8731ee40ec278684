"""Making a network, and changing what it says of itself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.lib.errors import NotAllowed
from community.lib.kept_text import keeps_text
from community.networks import rules
from community.networks.actions.networks import (
    ChangedMeanwhile,
    create_network,
    update_network,
)
from community.networks.forms import NetworkForm
from community.networks.models import Network
from community.networks.views.frame import form_status, frame, place_that_is_run

TEXTS = ("name", "kind", "access", "definition", "target_group", "background", "welcome")


@keeps_text
@login_required
def new(request: HttpRequest) -> HttpResponse:
    if not rules.can_create(request.user):
        raise NotAllowed
    form = NetworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            created = create_network(actor=request.user, **form.values)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Nettverket er opprettet. Du er koordinator."))
            return redirect(created)
    trail = [(_("Nettverk"), reverse("networks:index")), (_("Nytt nettverk"), None)]
    context = {"form": form, "trail": trail}
    return render(request, "networks/new/index.html", context, status=form_status(form))


@keeps_text
@login_required
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_that_is_run(request, slug)
    network = place.network
    form = NetworkForm(request.POST or None, initial=_as_it_is(network), before=network)
    if request.method == "POST" and form.is_valid():
        try:
            update_network(
                actor=request.user, network=network, known=network.changed, **form.values
            )
        except ValidationError as error:
            form.refuse(error)
        except ChangedMeanwhile:  # just now, after we read it: met like what was changed before
            return edit(request, slug)
        else:
            messages.success(request, _stored(form))
            return redirect(network)
    context = frame(place, _("Rediger")) | {"tab": "edit", "form": form}
    return render(request, "networks/edit/index.html", context, status=form_status(form))


def _stored(form: NetworkForm) -> str:
    if not form.followed:
        return _("Endringene er lagret.")
    return _(
        "Endringene er lagret. Det noen andre har endret mens du skrev, er beholdt: %(fields)s."
    ) % {"fields": ", ".join(form.followed)}


def _as_it_is(network: Network) -> dict[str, Any]:
    areas = [area.pk for area in network.areas.all()]
    texts = {name: getattr(network, name) for name in TEXTS}
    return texts | {"contact": network.contact_id, "areas": areas}
