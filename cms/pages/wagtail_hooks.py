"""What Wagtail asks us on the way."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from cms.pages import rules
from cms.pages.models import PageArea
from cms.pages.models.page_area import ValidInAreas


@hooks.register("after_copy_page")
def keep_copies_at_home(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copy is for areas that the one who copied may write for, whatever the original was for."""
    if rules.can_write_for_all(request.user):
        return
    for copy in new_page.get_descendants(inclusive=True).specific():
        if isinstance(copy, ValidInAreas):
            _keep_at_home(request.user, copy)


def _keep_at_home(actor: Any, page: Any) -> None:
    own = rules.writable_areas(actor).filter(pk__in=[area.pk for area in page.areas])
    kept = list(own)
    if kept and len(kept) == len(page.areas):
        return
    page.page_areas = [PageArea(area=area) for area in kept]
    if not kept:
        page.take_area_of(page.get_parent())
    revision = page.save_revision(user=actor)
    if page.live:
        revision.publish(user=actor)
    else:
        page.save()
