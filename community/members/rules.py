"""Who may do what to a member."""

from typing import Any

from community.members.models import Member
from community.members.system import SYSTEM


def can_confirm(actor: Any, member: Member) -> bool:
    """Whether the actor may confirm the member: administrators, and never oneself."""
    if actor is SYSTEM:
        return True
    is_administrator = bool(actor.is_active and actor.is_confirmed and actor.is_superuser)
    return is_administrator and actor.pk != member.pk
