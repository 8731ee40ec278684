"""Who may choose areas, and who may change which there are."""

from typing import Any

from community.members.system import SYSTEM


def can_manage_areas(actor: Any) -> bool:
    """The platform itself, and its administrators."""
    if actor is SYSTEM:
        return True
    return bool(getattr(actor, "is_active", False) and getattr(actor, "is_superuser", False))


def can_choose_areas(actor: Any) -> bool:
    """Everybody with an account, for themselves; confirmed or not, as it only orders lists."""
    return bool(getattr(actor, "is_active", False) and actor.is_authenticated)
