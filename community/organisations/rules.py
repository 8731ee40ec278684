"""Who may say which organisations there are, and who works in them."""

from typing import Any

from django.db.models import QuerySet

from community.members.system import SYSTEM
from community.organisations.models import Affiliation


def can_manage_organisations(actor: Any) -> bool:
    """The platform itself, and its administrators."""
    if actor is SYSTEM:
        return True
    return bool(getattr(actor, "is_active", False) and actor.is_confirmed and actor.is_superuser)


def can_affiliate(actor: Any) -> bool:
    """Everybody with an account, for themselves; confirmed or not, as it is part of the profile."""
    return bool(getattr(actor, "is_active", False) and actor.is_authenticated)


def can_change_affiliation(actor: Any, affiliation: Affiliation) -> bool:
    """One's own, and nobody else's."""
    return can_affiliate(actor) and affiliation.member_id == actor.pk


def own_affiliations(actor: Any) -> QuerySet[Affiliation]:
    """The affiliations for which `can_change_affiliation` says yes, the main one first."""
    if not can_affiliate(actor):
        return Affiliation.objects.none()
    return Affiliation.objects.filter(member=actor).select_related("organisation")
