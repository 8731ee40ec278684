"""Who comes into a network, as what, and who leaves it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.lib.errors import NotAllowed
from community.members.models import Member
from community.networks import mails, rules
from community.networks.models import JoinRequest, Membership, Network
from realtime.access import rights_changed
from realtime.looks import look
from realtime.publishing import action

Role = Membership.Role


def add_member(
    *, actor: Any, network: Network, member: Member, role: str = Role.MEMBER
) -> Membership:
    """Take a confirmed member in, or give them another role. Who is new is told by mail."""
    with action():
        network.lock()
        if not rules.can_coordinate(actor, network) or not member.is_confirmed:
            raise NotAllowed
        is_new = rules.role_of(member, network) is None
        membership = store_membership(actor=actor, network=network, member=member, role=role)
        if not is_new:
            _change_role(actor, membership, role)
        elif isinstance(actor, Member):
            tell = mails.made_coordinator if role == Role.COORDINATOR else mails.taken_in
            tell(membership)
    return membership


def store_membership(*, actor: Any, network: Network, member: Member, role: str) -> Membership:
    """The part of taking somebody in inside its transaction, the network locked.

    Who is in already keeps their role. A request of theirs that waits is answered by this.
    """
    _refuse_guest(member, role)
    membership, is_new = Membership.objects.get_or_create(
        network=network, member=member, defaults={"role": role}
    )
    network.join_requests.filter(member=member, status=JoinRequest.Status.WAITING).update(
        status=JoinRequest.Status.APPROVED,
        decided_at=timezone.now(),
        decided_by=actor if isinstance(actor, Member) else None,
    )
    if is_new:
        _rights_changed(member)
    return membership


def set_role(*, actor: Any, membership: Membership, role: str) -> Membership:
    """Give a member another role. Who coordinates by that is told by mail.

    Raises ValidationError for the last coordinator.
    """
    with action():
        membership = _locked(membership)
        if not rules.can_coordinate(actor, membership.network):
            raise NotAllowed
        _change_role(actor, membership, role)
    return membership


def remove_member(*, actor: Any, membership: Membership) -> None:
    """End somebody's membership. Raises ValidationError for the last coordinator."""
    with action():
        membership = _locked(membership)
        if not rules.can_coordinate(actor, membership.network):
            raise NotAllowed
        _end(membership)


def leave_network(*, actor: Any, network: Network) -> None:
    """End the actor's own membership. Raises ValidationError for the last coordinator."""
    with action():
        network.lock()
        membership = rules.own_memberships(actor).filter(network=network).first()
        if membership is None:
            raise NotAllowed
        membership.network = network
        _end(membership)


def store_succession(*, actor: Any, member: Member) -> None:
    """The part of ending somebody's coordination inside its transaction, before they lose it.

    A network that nobody else runs is given its next coordinator. No administrator could choose
    one: they see neither its members nor, where it is confidential, that it exists.
    """
    run = Q(memberships__member=member, memberships__role=Role.COORDINATOR)
    for network in Network.objects.filter(run).order_by("pk"):
        network.lock()
        if rules.coordinators(network).exclude(member=member).exists():
            continue
        next_one = rules.successors(network).exclude(member=member).first()
        if next_one is not None:
            _give_role(next_one, Role.COORDINATOR)
            mails.now_coordinates(next_one)


def _locked(membership: Membership) -> Membership:
    """The membership as it is once nobody else changes who is in its network."""
    membership.network.lock()
    found = Membership.objects.filter(pk=membership.pk).select_related("member", "network").first()
    if found is None:
        raise NotAllowed
    return found


def _change_role(actor: Any, membership: Membership, role: str) -> None:
    is_new = membership.role != role
    _give_role(membership, role)
    if is_new and role == Role.COORDINATOR and isinstance(actor, Member):
        mails.made_coordinator(membership)


def _give_role(membership: Membership, role: str) -> None:
    if membership.role == role:
        return
    _refuse_guest(membership.member, role)
    _keep_a_coordinator(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    _rights_changed(membership.member)


def _end(membership: Membership) -> None:
    _keep_a_coordinator(membership)
    network, member = membership.network, membership.member
    if network.contact_id == member.pk:
        network.contact = None
        network.save(update_fields=["contact"])
    membership.delete()
    _rights_changed(member)


def _keep_a_coordinator(membership: Membership) -> None:
    """Refuse to take the last one away: nobody could take members in any more."""
    coordinators = rules.coordinators(membership.network).values_list("pk", flat=True)
    if set(coordinators) == {membership.pk}:
        raise ValidationError(_("Nettverket trenger en koordinator. Utnevn en annen først."))


def _refuse_guest(member: Member, role: str) -> None:
    if role == Role.COORDINATOR and member.is_guest:
        raise ValidationError(_("En gjest kan ikke være koordinator."))


def _rights_changed(member: Member) -> None:
    """What the member follows is judged anew at once, and their own tabs look."""
    rights_changed("member", member.pk)
    look(member.pk)
