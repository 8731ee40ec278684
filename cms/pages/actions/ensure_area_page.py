from typing import Any

from wagtail.models import Page

from cms.pages import rules
from cms.pages.models import AreaPage, HomePage
from community.areas.models import Area
from community.lib.errors import NotAllowed
from realtime.publishing import action


def ensure_area_page(*, actor: Any, area: Area) -> AreaPage:
    """The page under which local content of `area` lies, made when it is first needed.

    Makes the pages of what the area lies in as well, from the country down. Two who ask at once
    get the same one.
    """
    page = AreaPage.objects.filter(area=area).first()
    if page is not None:
        return page
    if not rules.can_write_for(actor, area):
        raise NotAllowed("ensure_area_page")
    with action():
        return _page_of(_line_down(area))


def _line_down(area: Area) -> list[Area]:
    """From the country to `area`, locked in that order, so that two never wait in a circle."""
    codes = [*area.codes_above, area.code]
    return list(Area.objects.select_for_update().filter(code__in=codes).order_by("level"))


def _page_of(line: list[Area]) -> AreaPage:
    made = {page.area_id: page for page in AreaPage.objects.filter(area__in=line)}
    page: Page = HomePage.objects.get()
    for area in line:
        page = made.get(area.pk) or _add(page, area)
    return page


def _add(parent: Page, area: Area) -> AreaPage:
    page = AreaPage(area=area, title=str(area), slug=area.slug)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return AreaPage.objects.get(pk=page.pk)
