"""Who may write for which area. Rights lie in Wagtail's page tree; this is how we ask for them."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from community.areas.models import Area
from community.members.system import SYSTEM

HOME_DEPTH = 2


def can_write_for_all(actor: Any) -> bool:
    """Central editors: those who may add to the front page, and so what is common to all."""
    if actor is SYSTEM:
        return True
    return _writable_pages(actor).filter(depth=HOME_DEPTH).exists()


def writable_areas(actor: Any) -> QuerySet[Area]:
    """The areas whose page the actor may add to, and all that lies in them."""
    if can_write_for_all(actor):
        return Area.objects.all()
    inside = Q(pk=None)
    own = Area.objects.filter(area_page__in=_writable_pages(actor))
    for path in own.values_list("path", flat=True):
        inside |= Q(path__startswith=path)
    return Area.objects.filter(inside)


def can_write_for(actor: Any, area: Area) -> bool:
    """The predicate beside `writable_areas`."""
    return writable_areas(actor).filter(pk=area.pk).exists()


def can_appoint_editors(actor: Any) -> bool:
    """The platform itself, and its administrators."""
    return actor is SYSTEM or bool(actor.is_active and actor.is_superuser)


def _writable_pages(actor: Any) -> QuerySet[Page]:
    if not actor.is_authenticated:
        return Page.objects.none()
    return PagePermissionPolicy().instances_user_has_permission_for(actor, "add")
