"""What a person can see of networks."""

from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from community.areas.models import Area
from community.areas.queries.tree import below, reach
from community.members.queries.search import holding_words
from community.networks import rules
from community.networks.models import Membership, Network

# What a list can be sorted by, and how.
ORDERS: dict[str, list[str | OrderBy]] = {
    "name": ["sort_key", "pk"],
    "members": [F("member_count").desc(nulls_last=True), "sort_key", "pk"],
    "newest": ["-created", "-pk"],
}


def catalogue(
    viewer: Any,
    *,
    q: str = "",
    kind: str = "",
    area: Area | None = None,
    mine: bool = False,
    order: str = "name",
) -> QuerySet[Network]:
    """The networks that the viewer may know of, narrowed by what they chose.

    `q` is looked for in what the cards show. `area` gives the networks of that area, of those
    above and below it, and those without. Each has `member_count`, `is_mine` and its areas.
    """
    found = visible_networks(viewer).filter(holding_words(q)).prefetch_related("areas")
    if kind:
        found = found.filter(kind=kind)
    if area is not None:
        found = _near(found, area)
    if mine:
        found = found.filter(pk__in=rules.own_memberships(viewer).values("network"))
    return found.order_by(*ORDERS.get(order, ORDERS["name"]))


def visible_networks(viewer: Any) -> QuerySet[Network]:
    """The networks that the viewer may know of: what their cards show.

    `member_count` is for those who may read there: None, and last in the order, for others.
    """
    inside = Membership.objects.filter(network=OuterRef("pk"))
    active = inside.filter(member__is_active=True).order_by().values("network")
    number = Coalesce(Subquery(active.annotate(number=Count("pk")).values("number")), 0)
    is_readable = Q(pk__in=rules.readable(viewer).values("pk"))
    return rules.visible(viewer).annotate(
        member_count=Case(When(is_readable, then=number)),
        is_mine=Exists(rules.own_memberships(viewer).filter(network=OuterRef("pk"))),
    )


def _near(networks: QuerySet[Network], area: Area) -> QuerySet[Network]:
    links = Network.areas.through.objects
    near = links.filter(Q(area__in=reach(area)) | Q(area__in=below(area)))
    has_areas = Exists(links.filter(network=OuterRef("pk")))
    return networks.filter(Q(pk__in=near.values("network")) | ~has_areas)
