"""The members of a network, as one who may know them sees them."""

from collections import Counter
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from community.members.models import Member
from community.members.queries.search import holding_words
from community.members.rules import visible_members
from community.networks import rules
from community.networks.models import Membership, Network
from community.organisations.models import Affiliation, Organisation

Sector = Organisation.Sector


def members_of(viewer: Any, network: Network, q: str = "") -> QuerySet[Membership]:
    """The memberships of people whom the viewer may meet, by name; `q` narrows by what is typed.

    None for those who may not know the members. Readers from outside do not meet guests, nor
    those who left the list of members; fellow members do, as they write to them. One query.
    """
    shown = rules.showing_members(viewer).filter(pk=network.pk)
    met = visible_members(viewer).filter(holding_words(q), is_active=True)
    found = Membership.objects.filter(network__in=shown, member__in=met)
    return found.select_related("member").order_by("member__sort_key", "pk")


def closed_accounts_in(viewer: Any, network: Network) -> QuerySet[Membership]:
    """The memberships of people whose account is closed, by name: for those who may end them."""
    run = rules.coordinated(viewer).filter(pk=network.pk)
    found = Membership.objects.filter(network__in=run, member__is_active=False)
    return found.select_related("member").order_by("member__sort_key", "pk")


def coordinators_of(network: Network) -> QuerySet[Member]:
    """Those who run the network, the longest first."""
    coordinating = Q(memberships__in=rules.coordinators(network))
    return Member.objects.filter(coordinating).order_by("memberships__joined", "memberships__pk")


def members_by_sector(network: Network) -> list[tuple[str, int]]:
    """How many members come from where, as (label, number) in a fixed order; none is left out.

    By the main place of work. One query.
    """
    main = Affiliation.objects.filter(member=OuterRef("member"), is_main=True)
    kinds = (
        Membership.objects.filter(network=network, member__is_active=True)
        .annotate(kind=Subquery(main.values("organisation__kind")[:1]))
        .values_list("kind")
        .annotate(Count("pk"))
        .order_by()
    )
    found: Counter[str] = Counter()
    for kind, number in kinds:
        found[Organisation(kind=kind).sector if kind else ""] += number
    labels = {**dict(Sector.choices), "": _("Ikke oppgitt")}
    return [(str(label), found[sector]) for sector, label in labels.items() if found[sector]]
