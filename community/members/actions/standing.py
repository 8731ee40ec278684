"""Who has been confirmed by somebody, and as what."""

from typing import Any

from django.utils import timezone

from community.lib.errors import NotAllowed
from community.members import rules
from community.members.models import Member
from realtime.publishing import action


def confirm_member(*, actor: Any, member: Member, as_guest: bool = False) -> Member:
    """Say that this is the person they say they are; `as_guest` for relatives and the like."""
    if not rules.can_confirm(actor, member):
        raise NotAllowed
    standing = Member.Standing.GUEST if as_guest else Member.Standing.CONFIRMED
    with action():
        member.standing = standing
        member.confirmed_at = timezone.now()
        member.confirmed_by = actor if isinstance(actor, Member) else None
        member.save(update_fields=["standing", "confirmed_at", "confirmed_by"])
    return member
