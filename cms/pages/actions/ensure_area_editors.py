from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from cms.pages import rules
from cms.pages.actions.ensure_area_page import ensure_area_page
from cms.pages.models import AreaGroup, AreaPage
from community.areas.models import Area
from community.lib.errors import NotAllowed
from realtime.publishing import action

PAGE_RIGHTS = ["add", "change", "publish"]
FILE_RIGHTS = {
    "wagtailimages": ["add_image", "change_image", "choose_image"],
    "wagtaildocs": ["add_document", "change_document", "choose_document"],
}


def ensure_area_editors(*, actor: Any, area: Area) -> Group:
    """The group «Redaktører: …» of an area, made with its rights when it is first needed.

    Its people write and publish on the area's page and below, and keep pictures and documents
    in a collection of their own. Wagtail then asks the right questions by itself.
    """
    if not rules.can_appoint_editors(actor):
        raise NotAllowed("ensure_area_editors")
    found = AreaGroup.objects.filter(area=area, role=AreaGroup.Role.EDITOR).first()
    if found is not None:
        return found.group
    page = ensure_area_page(actor=actor, area=area)
    with action():
        Area.objects.select_for_update().get(pk=area.pk)
        found = AreaGroup.objects.filter(area=area, role=AreaGroup.Role.EDITOR).first()
        return found.group if found is not None else _make(area, page)


def _make(area: Area, page: AreaPage) -> Group:
    with override(settings.LANGUAGE_CODE):  # names in the database, the same for everybody
        name = _distinct_name(area)
        group = Group.objects.create(name=_("Redaktører: %(area)s") % {"area": name})
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    for right in PAGE_RIGHTS:
        GroupPagePermission.objects.create(group=group, page=page, permission_type=right)
    collection = Collection.get_first_root_node().add_child(name=name)
    for app, rights in FILE_RIGHTS.items():
        for right in rights:
            GroupCollectionPermission.objects.create(
                group=group, collection=collection, permission=_permission(app, right)
            )
    AreaGroup.objects.create(area=area, group=group, collection=collection)
    return group


def _distinct_name(area: Area) -> str:
    """Herøy exists twice, and Oslo on two levels: then the name says which."""
    others = Area.objects.exclude(pk=area.pk)
    same = others.filter(sort_key=area.sort_key)
    if not same.exists():
        return str(area)
    if same.filter(kind=area.kind).exists():
        return f"{area} ({area.county or area.parent})"
    return f"{area} ({area.get_kind_display()})"


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
