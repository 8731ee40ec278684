"""A member's page: what stands on it besides the member."""

from typing import Any

from django.db.models import QuerySet

from community.members.models import Member
from community.networks import rules
from community.networks.models import Network


def networks_to_offer(viewer: Any, member: Member) -> QuerySet[Network]:
    """The networks that the viewer runs and can take the member into, by name."""
    if not member.is_confirmed:
        return Network.objects.none()
    return rules.coordinated(viewer).exclude(memberships__member=member).order_by("sort_key", "pk")


def shared_networks(viewer: Any, member: Member) -> QuerySet[Network]:
    """The networks that both are in, by name; on one's own page one's own.

    No others: whoever stands outside a network does not learn from a person's page who is in it.
    """
    mine = rules.own_memberships(viewer).values("network")
    return (
        rules.showing_members(viewer)
        .filter(pk__in=mine)
        .filter(memberships__member=member)
        .order_by("sort_key", "pk")
    )
