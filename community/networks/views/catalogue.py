"""The catalogue of networks: links and a GET form, for everybody."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from community.areas.middleware import AreaRequest
from community.areas.models import Area
from community.areas.spelling import LONGEST
from community.networks import rules
from community.networks.models import Network
from community.networks.queries.joining import my_requests
from community.networks.queries.networks import ORDERS, catalogue

NETWORKS_ON_A_PAGE = 20
ORDER_NAMES = {
    "name": gettext_lazy("Etter navn"),
    "newest": gettext_lazy("Nyeste først"),
    "members": gettext_lazy("Flest medlemmer"),
}


@dataclass(frozen=True)
class Link:
    """A choice in the list of filters."""

    label: str
    address: str
    is_on: bool = False


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed by, as the address says it. Nonsense counts as nothing."""

    q: str
    kind: str
    near: Area | None
    mine: bool
    order: str
    shown_area: str  # `?area=`, which must not be lost on the way

    @property
    def parameters(self) -> dict[str, str]:
        """What the address holds of it; what is not chosen is left out."""
        all_of_it = {
            "q": self.q,
            "type": self.kind,
            "naer": "1" if self.near else "",
            "mine": "1" if self.mine else "",
            "sorter": self.order if self.order != "name" else "",
            "area": self.shown_area,
        }
        return {name: value for name, value in all_of_it.items() if value}

    @property
    def beside_search(self) -> dict[str, str]:
        """What the search form carries along."""
        return {name: value for name, value in self.parameters.items() if name != "q"}

    def address(self, **changes: Any) -> str:
        query = urlencode(replace(self, **changes).parameters)
        return f"{reverse('networks:index')}{'?' if query else ''}{query}"


@require_safe
def index(request: AreaRequest) -> HttpResponse:
    filters = _filters(request)
    found = catalogue(
        request.user,
        q=filters.q,
        kind=filters.kind,
        area=filters.near,
        mine=filters.mine,
        order=filters.order,
    )
    page = Paginator(found, NETWORKS_ON_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "filters": filters,
        "page": page,
        "waiting": {each.network_id for each in my_requests(request.user)},
        "kinds": _kinds(filters),
        "near": _near(request, filters),
        "mine": Link(_("Mine"), filters.address(mine=not filters.mine), is_on=filters.mine),
        "orders": _orders(filters),
        "order_name": ORDER_NAMES[filters.order],
        "to_drop": _to_drop(filters),
        "may_create": rules.can_create(request.user),
    }
    return render(request, "networks/index/index.html", context)


def _filters(request: AreaRequest) -> Filters:
    asked = request.GET
    kind, order = asked.get("type", ""), asked.get("sorter", "")
    return Filters(
        q=asked.get("q", "").replace("\0", "").strip()[:LONGEST],
        kind=kind if kind in Network.Kind.values else "",
        near=request.area if asked.get("naer") else None,
        mine=bool(asked.get("mine")) and request.user.is_authenticated,
        order=order if order in ORDERS else "name",
        shown_area=request.asked_area,
    )


def _kinds(filters: Filters) -> list[Link]:
    everything = Link(_("Alle"), filters.address(kind=""), is_on=not filters.kind)
    return [
        everything,
        *(
            Link(str(label), filters.address(kind=kind), is_on=kind == filters.kind)
            for kind, label in Network.Kind.choices
        ),
    ]


def _near(request: AreaRequest, filters: Filters) -> Link:
    """«Nær Innlandet»; who has no area is led to choose one first."""
    if filters.near is not None:
        return Link(_near_name(filters.near), filters.address(near=None), is_on=True)
    if request.area is not None:
        return Link(_near_name(request.area), filters.address(near=request.area))
    back = filters.address()
    back += f"{'&' if '?' in back else '?'}naer=1"
    return Link(_("Nær meg"), f"{reverse('areas:picker')}?{urlencode({'next': back})}")


def _near_name(area: Area) -> str:
    return _("Nær %(area)s") % {"area": area}


def _orders(filters: Filters) -> list[Link]:
    return [
        Link(str(name), filters.address(order=order), is_on=order == filters.order)
        for order, name in ORDER_NAMES.items()
    ]


def _to_drop(filters: Filters) -> list[Link]:
    """For a list that came out empty: each filter, and the list without it."""
    links = []
    if filters.q:
        links.append(Link(f"«{filters.q}»", filters.address(q="")))
    if filters.kind:
        links.append(Link(str(Network.Kind(filters.kind).label), filters.address(kind="")))
    if filters.near:
        links.append(Link(_near_name(filters.near), filters.address(near=None)))
    if filters.mine:
        links.append(Link(_("Mine"), filters.address(mine=False)))
    return links
