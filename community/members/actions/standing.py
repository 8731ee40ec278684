"""Who has been confirmed by somebody, and as what; whose account is closed; who administers."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from community.directory.events import announce_member
from community.lib.errors import NotAllowed
from community.members import rules
from community.members.models import Member
from community.networks.actions.memberships import store_succession
from realtime.access import rights_changed
from realtime.publishing import action


def confirm_member(*, actor: Any, member: Member, as_guest: bool = False) -> Member:
    """Say that this is the person they say they are; `as_guest` for relatives and the like."""
    if not rules.can_confirm(actor, member):
        raise NotAllowed
    with action():
        store_confirmation(actor=actor, member=member, as_guest=as_guest)
    return member


def store_confirmation(*, actor: Any, member: Member, as_guest: bool) -> None:
    """The part of `confirm_member` inside its transaction, for who has asked a rule of their own.

    A coordinator who takes somebody in confirms them by that. A member who becomes a guest sees
    less from then on.
    """
    was_listed = rules.is_listed(member)
    if as_guest:  # who coordinates nothing
        store_succession(actor=actor, member=member)
    member.standing = Member.Standing.GUEST if as_guest else Member.Standing.CONFIRMED
    member.confirmed_at = timezone.now()
    member.confirmed_by = actor if isinstance(actor, Member) else None
    member.save(update_fields=["standing", "confirmed_at", "confirmed_by"])
    rights_changed("member", member.pk)
    announce_member(member, was_listed=was_listed)


def deactivate_member(*, actor: Any, member: Member) -> Member:
    """Close the account: its sessions and sockets end at once, what it wrote stays.

    Networks that only this member coordinates go to the next in them.
    """
    return _set_active(actor, member, is_active=False)


def reactivate_member(*, actor: Any, member: Member) -> Member:
    """Open a closed account again."""
    return _set_active(actor, member, is_active=True)


def give_duties(
    *, actor: Any, member: Member, is_staff: bool, is_superuser: bool, groups: Iterable[Group]
) -> Member:
    """Say what the member administers, and which groups of editors they belong to."""
    if not rules.can_give_duties(actor, member):
        raise NotAllowed
    with action():
        member.is_staff, member.is_superuser = is_staff, is_superuser
        member.save(update_fields=["is_staff", "is_superuser"])
        member.groups.set(groups)
        rights_changed("member", member.pk)
    return member


def _set_active(actor: Any, member: Member, *, is_active: bool) -> Member:
    if not rules.can_close(actor, member):
        raise NotAllowed
    was_listed = rules.is_listed(member)
    with action():
        if not is_active:
            store_succession(actor=actor, member=member)
        member.is_active = is_active
        member.save(update_fields=["is_active"])
        rights_changed("member", member.pk)
        announce_member(member, was_listed=was_listed)
    return member
