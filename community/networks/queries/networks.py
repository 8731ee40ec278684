"""What a person can see of networks."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from community.networks import rules
from community.networks.models import Network


def networks_of(viewer: Any) -> QuerySet[Network]:
    """The networks the viewer is a member of, with their number of members."""
    return (
        rules.readable(viewer)
        .filter(pk__in=viewer.memberships.values("network"))
        .annotate(member_count=Count("memberships", filter=Q(memberships__member__is_active=True)))
        .order_by("name")
    )


def readable_networks(viewer: Any) -> QuerySet[Network]:
    """The networks whose content the viewer may read, with their number of members."""
    return rules.readable(viewer).annotate(
        member_count=Count("memberships", filter=Q(memberships__member__is_active=True))
    )
