"""What the pages of one network share: who may be here, the tabs and the way back."""

from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from community.lib.errors import NotAllowed
from community.networks.queries.place import Place, place_of


def place_for(request: HttpRequest, slug: str) -> Place:
    """The viewer's place in the network; a refusal where they may not know of it."""
    place = place_of(request.user, slug)
    if place is None:
        raise NotAllowed
    return place


def place_that_is_run(request: HttpRequest, slug: str) -> Place:
    """The place of somebody who runs the network; a refusal for everybody else."""
    place = place_for(request, slug)
    if not place.runs:
        raise NotAllowed
    return place


def frame(place: Place, leaf: str = "", *above: tuple[str, str]) -> dict[str, Any]:
    """The context that every page of the network has. `leaf` names the page under it."""
    network = place.network
    trail: list[tuple[str, str | None]] = [(_("Nettverk"), reverse("networks:index"))]
    if leaf:
        trail += [(network.name, network.get_absolute_url()), *above, (leaf, None)]
    else:
        trail += [(network.name, None)]
    return {"place": place, "network": network, "trail": trail}


def form_status(form: BaseForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
