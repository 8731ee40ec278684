"""Finished pages for visitors who are not signed in, kept for a moment on the server.

A page is kept under its whole address, its language and the area part of its reader, so nobody
gets a page made for another area. The content version is in the key as well: whatever an editor
publishes changes it, and all older pages are out of reach at once.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib.messages import get_messages
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import get_language

SECONDS = 60
VERSION_KEY = "pages:version"
# Any other parameter may be made up without end, and would only fill the cache.
KNOWN_PARAMETERS = {"area", "artikler", "emne", "side", "sorter", "vis"}

View = Callable[..., HttpResponse]


def for_visitors(view: View) -> View:
    """`view`, whose answers to visitors are kept; signed-in people get their own each time."""

    @wraps(view)
    def cached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _key(request) if _may_be_shared(request) else None
        response = _kept(key) or _made(key, view, request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        return response

    return cached


def forget_pages() -> None:
    """Every kept page is out of reach, once the change that calls this is committed."""
    transaction.on_commit(lambda: cache.set(VERSION_KEY, uuid4().hex, None), robust=True)


def _may_be_shared(request: HttpRequest) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and not getattr(request, "is_preview", False)
        and KNOWN_PARAMETERS.issuperset(request.GET)
        and not request.user.is_authenticated
        and not len(get_messages(request))
    )


def _key(request: Any) -> str:
    parts = [
        cache.get_or_set(VERSION_KEY, lambda: uuid4().hex, None),
        request.get_host(),
        request.get_full_path(),
        get_language() or "",
        request.area_cache_part,
    ]
    return "pages:" + sha256("\n".join(parts).encode()).hexdigest()


def _kept(key: str | None) -> HttpResponse | None:
    kept = cache.get(key) if key else None
    return HttpResponse(kept["content"], headers=kept["headers"]) if kept else None


def _made(
    key: str | None, view: View, request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponse:
    response = view(request, *args, **kwargs)
    if key is None or request.method != "GET":
        return response
    if isinstance(response, TemplateResponse):
        response.render()
    patch_cache_control(response, max_age=0, must_revalidate=True)
    if _is_for_everybody(request, response):
        cache.set(key, {"content": response.content, "headers": dict(response.items())}, SECONDS)
    return response


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """No cookie, no session and no form token of one visitor is in it."""
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and not request.session.modified
        and b"csrfmiddlewaretoken" not in response.content
    )
