"""Refuses pages that could never be reached, as another part of Samtun answers their address."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError
from wagtail.models import Page

from cms.pages.addresses import reserved_slugs
from cms.pages.rules import HOME_DEPTH


def register_checks() -> None:
    """As a check of the database it runs before every `migrate`, and so at every start-up."""
    register(Tags.database)(top_level_slugs)


def top_level_slugs(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The page {page.title!r} lies at /{page.slug}/, which is not for pages.",
            hint="Give the page another slug in the editor.",
            obj=page,
            id="pages.E001",
        )
        for page in _unreachable_pages()
    ]


def _unreachable_pages() -> list[Page]:
    pages = Page.objects.filter(depth=HOME_DEPTH + 1, slug__in=reserved_slugs())
    try:
        return list(pages.only("title", "slug", "path", "depth"))
    except DatabaseError:  # before the first migration there are no pages
        return []
