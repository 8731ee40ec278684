"""Who may see, write in and run a network. Each predicate stands beside its queryset filter."""

from typing import Any

from django.db.models import Q, QuerySet

from community.members.system import SYSTEM
from community.networks.models import Membership, Network

Access = Network.Access
Role = Membership.Role
READ_BY_MEMBERS = (Access.OPEN, Access.RESTRICTED)


def can_read(actor: Any, network: Network) -> bool:
    """Whether the actor may read what the network's members write.

    An open network is not read by visitors yet: what members write is shown with their names,
    and the public is to see role and organisation only.
    """
    if actor is SYSTEM:
        return True
    if not _is_confirmed(actor):
        return False
    reads_listed = network.access in READ_BY_MEMBERS and not actor.is_guest
    return reads_listed or role_of(actor, network) is not None


def readable(actor: Any) -> QuerySet[Network]:
    """The networks for which `can_read` says yes."""
    if actor is SYSTEM:
        return Network.objects.all()
    if not _is_confirmed(actor):
        return Network.objects.none()
    allowed = Q(pk__in=Membership.objects.filter(member=actor).values("network"))
    if not actor.is_guest:
        allowed |= Q(access__in=READ_BY_MEMBERS)
    return Network.objects.filter(allowed)


def can_write(actor: Any, network: Network) -> bool:
    """Whether the actor may write there: its members, whatever the access level."""
    return actor is SYSTEM or (_is_confirmed(actor) and role_of(actor, network) is not None)


def can_coordinate(actor: Any, network: Network) -> bool:
    """Whether the actor may take members in and change the network."""
    if actor is SYSTEM:
        return True
    return _is_confirmed(actor) and role_of(actor, network) == Role.COORDINATOR


def can_create(actor: Any) -> bool:
    return actor is SYSTEM or (_is_confirmed(actor) and actor.is_superuser)


def role_of(actor: Any, network: Network) -> str | None:
    """The actor's role in the network, or None for those outside."""
    if getattr(actor, "pk", None) is None:
        return None
    return (
        Membership.objects.filter(network=network, member=actor)
        .values_list("role", flat=True)
        .first()
    )


def _is_confirmed(actor: Any) -> bool:
    return bool(getattr(actor, "is_authenticated", False) and actor.is_confirmed)
