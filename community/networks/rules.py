"""Who may see, write in and run a network. Each predicate stands beside its queryset filter."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, QuerySet, When

from community.members.models import Member
from community.members.system import SYSTEM
from community.networks.models import ContactMessage, JoinRequest, Membership, Network
from realtime.declarations import Audience

Access = Network.Access
Role = Membership.Role
READ_BY_MEMBERS = (Access.OPEN, Access.RESTRICTED)
MODERATORS = (Role.MODERATOR, Role.COORDINATOR)


def audience(actor: Any, network: Network) -> Audience | None:
    """As whom the actor reads what the network's members write; None for "not at all".

    The public meets authors by role and organisation. So do unconfirmed people and guests
    outside: a guest sees the people of the spaces they share, and no others.
    """
    return _audience(actor, network.access, is_member=role_of(actor, network) is not None)


def audiences(members: Iterable[Any], network: Network) -> dict[int, Audience]:
    """The same for many members in one query, by their ids; those who may not read are left out."""
    members = list(members)
    inside = set(
        Membership.objects.filter(network=network, member__in=members).values_list(
            "member_id", flat=True
        )
    )
    judged = {
        each.pk: _audience(each, network.access, is_member=each.pk in inside) for each in members
    }
    return {pk: found for pk, found in judged.items() if found is not None}


def can_read(actor: Any, network: Network) -> bool:
    """Whether the actor may read what the network's members write."""
    return audience(actor, network) is not None


def readable(actor: Any) -> QuerySet[Network]:
    """The networks for which `can_read` says yes."""
    return Network.objects.filter(Q(access=Access.OPEN) | _read_as_member(actor))


def can_see(actor: Any, network: Network) -> bool:
    """Whether the actor may know that the network exists, and read its card."""
    return network.is_listed or can_read(actor, network)


def visible(actor: Any) -> QuerySet[Network]:
    """The networks for which `can_see` says yes: the catalogue."""
    listed = ~Q(access=Access.CONFIDENTIAL)
    return Network.objects.filter(listed | Q(pk__in=readable(actor).values("pk")))


def can_see_members(actor: Any, network: Network) -> bool:
    """Whether the actor may know who the members are: those who read as members."""
    return audience(actor, network) == "member"


def showing_members(actor: Any) -> QuerySet[Network]:
    """The networks for which `can_see_members` says yes."""
    return Network.objects.filter(_read_as_member(actor))


def can_ask_to_join(actor: Any, network: Network) -> bool:
    """Whether the actor may ask: anybody signed in, where they may know of the network."""
    return is_signed_in(actor) and network.is_listed and role_of(actor, network) is None


def can_withdraw(actor: Any, request: JoinRequest) -> bool:
    """Whether the request is the actor's own."""
    return is_signed_in(actor) and request.member_id == actor.pk


def own_requests(actor: Any) -> QuerySet[JoinRequest]:
    """The requests for which `can_withdraw` says yes."""
    return JoinRequest.objects.filter(member=actor.pk if is_signed_in(actor) else None)


def can_decide(actor: Any, request: JoinRequest) -> bool:
    """Whether the actor may read the request and take its sender in."""
    return can_coordinate(actor, request.network)


def decidable(actor: Any) -> QuerySet[JoinRequest]:
    """The requests for which `can_decide` says yes."""
    return JoinRequest.objects.filter(network__in=coordinated(actor))


def can_contact(actor: Any, network: Network) -> bool:
    """Whether the actor may write to those who run the network: anybody signed in who sees it."""
    return is_signed_in(actor) and can_see(actor, network)


def can_answer(actor: Any, message: ContactMessage) -> bool:
    """Whether the actor reads what came to the network: its coordinators and contact person."""
    network = message.network
    if can_coordinate(actor, network):
        return True
    return network.contact_id == getattr(actor, "pk", None) and can_be_contact(actor, network)


def answerable(actor: Any) -> QuerySet[ContactMessage]:
    """The messages for which `can_answer` says yes."""
    return ContactMessage.objects.filter(
        Q(network__in=coordinated(actor)) | Q(network__in=_contact_of(actor))
    )


def can_write(actor: Any, network: Network) -> bool:
    """Whether the actor may write there: its members, whatever the access level."""
    return actor is SYSTEM or (is_confirmed(actor) and role_of(actor, network) is not None)


def can_moderate(actor: Any, network: Network) -> bool:
    """Whether the actor may take away what others wrote there."""
    if actor is SYSTEM:
        return True
    return is_confirmed(actor) and role_of(actor, network) in MODERATORS


def can_coordinate(actor: Any, network: Network) -> bool:
    """Whether the actor may take members in and change the network. Guests do not.

    Who takes in an unconfirmed person confirms them to all of Samtun.
    """
    if actor is SYSTEM:
        return True
    return _is_colleague(actor) and role_of(actor, network) == Role.COORDINATOR


def coordinated(actor: Any) -> QuerySet[Network]:
    """The networks for which `can_coordinate` says yes."""
    if actor is SYSTEM:
        return Network.objects.all()
    if not _is_colleague(actor):
        return Network.objects.none()
    return Network.objects.filter(pk__in=_networks_of(actor, role=Role.COORDINATOR))


def coordinators(network: Network) -> QuerySet[Membership]:
    """The memberships of those for whom `can_coordinate` says yes, the longest first."""
    return Membership.objects.filter(
        network=network,
        role=Role.COORDINATOR,
        member__is_active=True,
        member__standing=Member.Standing.CONFIRMED,
    ).order_by("joined", "pk")


def successors(network: Network) -> QuerySet[Membership]:
    """The memberships of those who could coordinate the network, the nearest to it first."""
    nearest = Case(When(role=Role.MODERATOR, then=0), When(role=Role.EDITOR, then=1), default=2)
    return Membership.objects.filter(
        network=network, member__in=possible_contacts(network)
    ).order_by(nearest, "joined", "pk")


def can_be_contact(member: Member, network: Network) -> bool:
    """Whether strangers may be led to this member: a colleague from inside."""
    return _is_colleague(member) and role_of(member, network) is not None


def possible_contacts(network: Network) -> QuerySet[Member]:
    """The members for whom `can_be_contact` says yes, by name."""
    return Member.objects.filter(
        memberships__network=network, is_active=True, standing=Member.Standing.CONFIRMED
    ).order_by("sort_key", "pk")


def own_memberships(actor: Any) -> QuerySet[Membership]:
    """The memberships that the actor may end: their own."""
    return Membership.objects.filter(member=actor.pk if is_signed_in(actor) else None)


def can_create(actor: Any) -> bool:
    return actor is SYSTEM or (_is_colleague(actor) and actor.is_superuser)


def role_of(actor: Any, network: Network) -> str | None:
    """The actor's role in the network, or None for those outside."""
    if getattr(actor, "pk", None) is None:
        return None
    return (
        Membership.objects.filter(network=network, member=actor)
        .values_list("role", flat=True)
        .first()
    )


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do in a network: the answers of the predicates of these names."""

    audience: Audience | None
    can_write: bool
    can_moderate: bool


def rights(actor: Any, network: Network, role: str | None) -> Rights:
    """The actor's rights, for who has read `role_of(actor, network)` together with the rest."""
    is_member = role is not None and is_confirmed(actor)
    return Rights(
        audience=_audience(actor, network.access, is_member=is_member),
        can_write=actor is SYSTEM or is_member,
        can_moderate=actor is SYSTEM or (is_member and role in MODERATORS),
    )


def is_signed_in(actor: Any) -> bool:
    """Whether this is a person with an account in use, confirmed or not."""
    return bool(actor is not SYSTEM and actor.is_authenticated and actor.is_active)


def is_confirmed(actor: Any) -> bool:
    """Whether somebody has said who this is. Nobody signed in is not confirmed."""
    return bool(getattr(actor, "is_authenticated", False) and actor.is_confirmed)


def _audience(actor: Any, access: str, *, is_member: bool) -> Audience | None:
    if actor is SYSTEM:
        return "member"
    if is_confirmed(actor) and (is_member or (access in READ_BY_MEMBERS and not actor.is_guest)):
        return "member"
    return "public" if access == Access.OPEN else None


def _read_as_member(actor: Any) -> Q:
    """The networks that the actor reads as audience "member"."""
    if actor is SYSTEM:
        return ~Q(pk__in=[])
    if not is_confirmed(actor):
        return Q(pk__in=[])
    inside = Q(pk__in=_networks_of(actor))
    return inside if actor.is_guest else inside | Q(access__in=READ_BY_MEMBERS)


def _contact_of(actor: Any) -> QuerySet[Network]:
    if actor is SYSTEM or not _is_colleague(actor):
        return Network.objects.none()
    return Network.objects.filter(contact=actor, pk__in=_networks_of(actor))


def _networks_of(actor: Any, **narrower: str) -> QuerySet[Any, Any]:
    return Membership.objects.filter(member=actor, **narrower).values("network")


def _is_colleague(actor: Any) -> bool:
    """Whether the actor is confirmed and meets people outside their own spaces too."""
    return is_confirmed(actor) and not actor.is_guest
