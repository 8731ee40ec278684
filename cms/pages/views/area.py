"""An area's page. It answers for every area, from data alone until editors fill it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cms.pages import page_cache
from cms.pages.actions.ensure_area_editors import ensure_area_editors
from cms.pages.actions.ensure_area_page import ensure_area_page
from cms.pages.models import AreaPage, ArticlePage, NewsPage
from cms.pages.queries.area_facts import facts_about
from cms.pages.queries.cascade import valid_in, within
from cms.pages.views.lists import listing, part
from community.areas.models import Area
from community.lib.errors import PublicNotFound

BELOW = "under"


@page_cache.for_visitors
def area(request: HttpRequest, slug: str) -> HttpResponse:
    found = _find(slug)
    if found.has_ended and found.successor is not None:
        return redirect(found.successor, permanent=True)
    page = AreaPage.objects.live().public().filter(area=found).select_related("locale").first()
    return area_response(request, found, page)


def area_response(request: Any, area: Area, page: AreaPage | None) -> HttpResponse:
    """The page of `area`, whatever area its reader works in: the lists are those of `area`."""
    facts = facts_about(area)
    here = [area, *facts.above]
    shows_below = request.GET.get("vis") == BELOW and bool(facts.inside)
    if shows_below:
        news, articles = (within(area, [kind]) for kind in (NewsPage, ArticlePage))
    else:
        news, articles = (
            valid_in(area, [kind], known_reach=here) for kind in (NewsPage, ArticlePage)
        )
    context = {
        "area": area,
        "page": page,
        "facts": facts,
        "lead": (page.lead if page is not None else "") or facts.lead,
        "shows_below": shows_below,
        "news": listing(request, news),
        "articles": part(request, articles, "artikler"),
        "is_chosen": request.chosen_area == area,
    }
    return TemplateResponse(request, AreaPage.template, context)


@login_required
def prepare(request: HttpRequest, slug: str) -> HttpResponse:
    """Makes what the area's editors need, and goes there. Followed as a link, it only leads on."""
    found = _find(slug)
    if request.method != "POST":
        return redirect(found)
    ensure_area_editors(actor=request.user, area=found)
    page = ensure_area_page(actor=request.user, area=found)
    return redirect("wagtailadmin_explore", page.pk)


def _find(slug: str) -> Area:
    found = Area.objects.select_related("county", "successor").filter(slug=slug).first()
    if found is None:
        raise PublicNotFound(_("Vi kjenner ikke området «%(slug)s».") % {"slug": slug[:80]})
    return found
