"""Who may do what to a member, and who sees whom."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from community.members.models import Member
from community.members.system import SYSTEM
from community.networks.models import Membership
from realtime.declarations import Audience


def can_confirm(actor: Any, member: Member) -> bool:
    """Whether the actor may confirm the member: administrators, and never oneself."""
    return _administers(actor, member)


def can_close(actor: Any, member: Member) -> bool:
    """Whether the actor may close the account and open it again: administrators, not their own."""
    return _administers(actor, member)


def can_give_duties(actor: Any, member: Member) -> bool:
    """Whether the actor may say what the member administers: administrators, and never oneself."""
    return _administers(actor, member)


def _administers(actor: Any, member: Member) -> bool:
    if actor is SYSTEM:
        return True
    is_administrator = bool(actor.is_active and actor.is_confirmed and actor.is_superuser)
    return is_administrator and actor.pk != member.pk


# --- Who sees whom ----------------------------------------------------------------------------


def can_see_member(actor: Any, member: Member) -> bool:
    """Whether the actor may open the member's page. One query."""
    return visible_members(actor).filter(pk=member.pk).exists()


def visible_members(actor: Any) -> QuerySet[Member]:
    """The members for whom `can_see_member` says yes.

    Oneself, whoever one is; those one shares a network with, for all who are confirmed; and for
    members who are no guests everybody in the list. So a guest, who may be a relative or young,
    neither sees nor is seen by others than the people of the spaces they share.
    """
    if actor is SYSTEM:
        return Member.objects.all()
    if not (actor.is_authenticated and actor.is_active):
        return Member.objects.none()
    allowed = Q(pk=actor.pk)
    if actor.is_confirmed:
        allowed |= _confirmed() & Q(pk__in=_fellows(actor))
        if not actor.is_guest:
            allowed |= _in_list()
    return Member.objects.filter(allowed)


def can_use_directory(actor: Any) -> bool:
    """Whether the actor has a list of members at all: all who are confirmed, guests too."""
    return actor is SYSTEM or bool(actor.is_authenticated and actor.is_confirmed)


def listed_members(actor: Any) -> QuerySet[Member]:
    """The directory as the actor sees it: who wants to be listed, of those they may see.

    For all but guests it is `listed()`, whoever looks: so one stream tells everybody.
    """
    if not can_use_directory(actor):
        return Member.objects.none()
    if actor is SYSTEM or not actor.is_guest:
        return listed()
    return visible_members(actor).filter(_confirmed(), is_listed=True)


def is_listed(member: Member) -> bool:
    """Whether the member is in the list."""
    return member.is_in_directory


def listed() -> QuerySet[Member]:
    """The members for whom `is_listed` says yes."""
    return Member.objects.filter(_in_list())


def _in_list() -> Q:
    return Q(is_active=True, is_listed=True, standing=Member.Standing.CONFIRMED)


def _confirmed() -> Q:
    return Q(is_active=True) & ~Q(standing=Member.Standing.UNCONFIRMED)


def _fellows(actor: Member) -> QuerySet[Any]:
    """The ids of all who are in a network with the actor."""
    shared = Membership.objects.filter(member=actor).values("network")
    return Membership.objects.filter(network__in=shared).values("member")


# --- One's own stream -------------------------------------------------------------------------


def own_stream_audiences(members: Sequence[Any], member_id: int) -> dict[int, Audience]:
    """Who of the members may follow `member:<id>`: the one it is about."""
    return {each.pk: "member" for each in members if each.pk == member_id and each.is_confirmed}
