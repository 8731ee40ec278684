"""Two branches of areas, and pages in them, as the tests speak of them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from wagtail.models import Locale, Page

from cms.pages.actions.ensure_area_page import ensure_area_page
from cms.pages.models import ArticlePage, HomePage, NewsPage, PageArea
from community.areas.models import Area
from community.members.system import SYSTEM
from tests.factories import make_area, make_county

TODAY = datetime.date(2026, 11, 17)


@dataclass
class Tree:
    """Norge, and in it Innlandet with Gjøvik, Oslo and Ahus with Alna, which stands in both."""

    norge: Area
    sor_ost: Area
    innlandet: Area
    gjovik: Area
    hamar: Area
    haugtun: Area  # a district, so that this branch has five levels as well
    oslo: Area
    oslo_kommune: Area
    alna: Area
    ahus: Area
    vest: Area
    bergen: Area

    def __iter__(self) -> Iterator[Area]:
        return (getattr(self, field.name) for field in fields(self))


def make_tree() -> Tree:
    norge = make_area("Norge", "country")
    sor_ost = make_area("Helse Sør-Øst RHF", "region", norge, short_name="Helse Sør-Øst")
    vest = make_area("Helse Vest RHF", "region", norge, short_name="Helse Vest")
    innlandet = _community(sor_ost, "Innlandet", "Helsefellesskap Innlandet", "Sykehuset Innlandet")
    oslo = _community(sor_ost, "Oslo", "Helsefellesskap Oslo", "Oslo universitetssykehus")
    ahus = _community(sor_ost, "Ahus", "Helsefellesskapet Ahus", "Akershus universitetssykehus")
    gjovik = make_area("Gjøvik", "municipality", innlandet, county=make_county())
    oslo_kommune = _oslo_kommune(oslo)
    alna = make_area("Alna", "district", oslo_kommune)
    alna.also_in.add(ahus)
    return Tree(
        norge=norge,
        sor_ost=sor_ost,
        innlandet=innlandet,
        gjovik=gjovik,
        hamar=make_area("Hamar", "municipality", innlandet, county=make_county()),
        haugtun=make_area("Haugtun", "district", gjovik),
        oslo=oslo,
        oslo_kommune=oslo_kommune,
        alna=alna,
        ahus=ahus,
        vest=vest,
        bergen=_community(vest, "Bergen", "Helsefellesskapet i Bergen", "Helse Bergen"),
    )


def _community(region: Area, short_name: str, name: str, hospital: str) -> Area:
    values = {"short_name": short_name, "slug": short_name.lower(), "hospitals": f"{hospital} HF"}
    return make_area(name, "community", region, **values)


def _oslo_kommune(community: Area) -> Area:
    oslo = make_county("Oslo", "03")
    return make_area("Oslo", "municipality", community, slug="oslo-0301", county=oslo)


def home() -> HomePage:
    return HomePage.objects.get()


def area_page(area: Area) -> Page:
    return ensure_area_page(actor=SYSTEM, area=area)


def make_news(
    title: str,
    *areas: Area,
    under: Page | None = None,
    language: str = "nb",
    live: bool = True,
    **values: Any,
) -> NewsPage:
    """News for `areas`, common without any; published through the way that an editor goes."""
    values = {"date": TODAY, "lead": "En ingress."} | values
    return _publish(NewsPage, title, areas, values, under, language, live=live)


def make_article(
    title: str,
    *areas: Area,
    under: Page | None = None,
    language: str = "nb",
    live: bool = True,
    **values: Any,
) -> ArticlePage:
    return _publish(ArticlePage, title, areas, values, under, language, live=live)


def _publish(
    kind: Any, title: str, areas: Any, values: Any, under: Page | None, language: str, *, live: bool
) -> Any:
    tags = values.pop("tags", ())
    page = kind(title=title, **values)
    page.tags.add(*tags)
    page.locale = Locale.objects.get(language_code=language)
    page.live = live
    if areas:
        page.page_areas = [PageArea(area=area) for area in areas]
    (under or home()).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return kind.objects.get(pk=page.pk)


def make_many_news(count: int, *areas: Area, start: int = 0) -> None:
    """Many at once, without revisions: for lists that are only read."""
    for number in range(start, start + count):
        page = NewsPage(title=f"Nyhet {number}", date=TODAY, lead="En ingress.")
        page.page_areas = [PageArea(area=area) for area in areas]
        page.tags.add("Pårørende")
        home().add_child(instance=page)


def titles(pages: Any) -> list[str]:
    return [page.title for page in pages]
