"""A list of pages as the address asks for it: order, theme, and which part of it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.query import PageQuerySet

from cms.pages.queries.cascade import newest, with_tag
from community.lib.errors import PublicNotFound

NEWEST = "nyest"
ON_A_PAGE = 10


@dataclass(frozen=True)
class Listing:
    page: Page
    is_newest_first: bool
    tag: Tag | None

    @property
    def tags(self) -> list[Tag]:
        """The themes of what is shown, so that one can go on from there."""
        found = {row.tag.pk: row.tag for item in self.page for row in item.page_tags.all()}
        return sorted(found.values(), key=lambda tag: tag.name.casefold())


def listing(request: HttpRequest, pages: PageQuerySet) -> Listing:
    """`pages` as the address asks; they keep their order unless the newest are asked for first.

    Raises PublicNotFound for a theme or a part of the list that is not there.
    """
    tag = _tag(request)
    if tag is not None:
        pages = with_tag(pages, tag.slug)
    is_newest_first = request.GET.get("sorter") == NEWEST
    return Listing(part(request, newest(pages) if is_newest_first else pages), is_newest_first, tag)


def part(request: HttpRequest, rows: Any, parameter: str = "side") -> Page:
    try:
        return Paginator(rows, ON_A_PAGE).page(request.GET.get(parameter, 1))
    except InvalidPage:
        raise PublicNotFound(_("Så lang er ikke listen. Begynn forfra.")) from None


def _tag(request: HttpRequest) -> Tag | None:
    slug = request.GET.get("emne", "")
    if not slug:
        return None
    tag = Tag.objects.filter(slug=slug).first()
    if tag is None:
        raise PublicNotFound(_("Vi har ingenting om «%(theme)s».") % {"theme": slug[:80]})
    return tag
