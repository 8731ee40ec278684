"""How addresses of pages are made: the language, none for bokmål, then the place in the tree."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils import translation

# Addresses that other parts of the server answer, so the URL configuration does not show them.
SERVED_ELSEWHERE = {"ws", "live", "static", "media", "dokumenter"}


def spoken_language() -> str:
    """The language of the page being made; bokmål where none of ours is spoken."""
    language = translation.get_language()
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def address_language(own: str) -> str:
    """The language that stands in the address of a page written in `own`.

    A reader keeps the interface they have where a page is in bokmål only; a page in another
    language always says so in its address.
    """
    return spoken_language() if own == settings.LANGUAGE_CODE else own


def address(name: str, *args: str, language: str) -> str:
    with translation.override(language):
        return reverse(name, args=args)


def reserved_slugs() -> set[str]:
    """What no page at the top of the tree may be called: the address would never reach it."""
    languages = dict(settings.LANGUAGES).keys()
    return SERVED_ELSEWHERE | set(languages) | set(_first_parts(get_resolver().url_patterns))


def _first_parts(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        part = _first_part(pattern)
        if part:
            yield part
        elif isinstance(pattern, URLResolver):
            yield from _first_parts(pattern.url_patterns)


def _first_part(pattern: URLPattern | URLResolver) -> str:
    """`omrade` of `omrade/<slug:slug>/`; nothing where the pattern starts with a placeholder."""
    if isinstance(pattern.pattern, LocalePrefixPattern) or not isinstance(
        pattern.pattern, RoutePattern
    ):
        return ""
    first = str(pattern.pattern).partition("/")[0]
    return "" if "<" in first else first
