"""The front page: where do you work, and what is new there."""

from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction
from wagtail.views import serve

from cms.pages import page_cache
from cms.pages.addresses import spoken_language
from cms.pages.models import HomePage, NewsPage
from cms.pages.queries.cascade import valid_in
from cms.pages.views.lists import listing
from community.lib.errors import PublicNotFound


@page_cache.for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """The front page without Wagtail's way to it, which asks six questions on every visit."""
    page = _front_page()
    if page is None:
        raise PublicNotFound(_("Forsiden er ikke publisert."))
    return serve(request, "") if page.is_restricted else home_response(request, page)


def home_response(request: Any, page: HomePage) -> HttpResponse:
    news = listing(request, valid_in(request.area, kinds=[NewsPage]))
    context = page.get_context(request) | {
        "news": news,
        "asks_for_area": not request.area_decided and request.area is None,
    }
    return TemplateResponse(request, page.template, context)


def _front_page() -> HomePage | None:
    """In the reader's language if there is one, else the first."""
    spoken = When(locale__language_code=spoken_language(), then=Value(0))
    closed = PageViewRestriction.objects.filter(Q(page=OuterRef("pk")) | Q(page__depth=1))
    return (
        HomePage.objects.live()
        .select_related("locale")
        .annotate(is_restricted=Exists(closed))
        .order_by(Case(spoken, default=Value(1)), "path")
        .first()
    )
