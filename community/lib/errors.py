"""Refusals, and what a person sees of them."""

import re
from collections.abc import Callable
from html import unescape
from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from community.lib.requests import wanted_here

MOST_KEPT = 100_000  # characters of a form that was not taken
# The fields in which people write at length, in the order of the forms.
WRITTEN = (
    "definition",
    "description",
    "target_group",
    "background",
    "welcome",
    "message",
    "answer",
    "text",
)

_LINE_END = re.compile(r"</(?:p|li|blockquote)>|<br>")
_TAG = re.compile(r"<[^<>]*>")


class NotAllowed(Exception):
    """A rule said no. To a signed-in person it looks like a thing that does not exist."""


class NotAllowedMiddleware:
    """Turns a refused action into sign-in (nobody signed in) or the 404 of a missing thing.

    An address that is not asked in the right way says so on a page of ours.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return _not_this_way(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NotAllowed):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return render(request, "404.html", status=404)


def _not_this_way(request: HttpRequest, empty: HttpResponse) -> HttpResponse:
    """In place of the browser's own page for a 405 that says nothing."""
    page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
    page.headers["Allow"] = empty.headers.get("Allow", "")
    return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere. From our own page, what was typed is shown."""
    kept = typed_texts(request.POST) if wanted_here(request) else {}
    return render(request, "403_csrf.html", kept, status=403)


def typed_texts(form: QueryDict) -> dict[str, str]:
    """Title and texts of a form, to be copied. What the editor sent is shown as plain text."""
    text = "\n\n".join(form[name] for name in WRITTEN if form.get(name))[:MOST_KEPT]
    if form.get("format") == "html":
        # Not `strip_tags`: it takes seconds for some texts and refuses others.
        text = unescape(_TAG.sub("", _LINE_END.sub("\n", text))).strip()
    return {"title": form.get("title", ""), "text": text}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A 404 that says what was not found when the one who raised it said so on purpose."""
    return render(
        request, "404.html", {"exception_message": getattr(exception, "public", "")}, status=404
    )


def nothing_here(request: HttpRequest, **address: str) -> HttpResponse:
    """For an address that a package brings and that we do not want to answer."""
    raise Http404


class PublicNotFound(Http404):
    """A 404 whose sentence is written for the person who reads it."""

    def __init__(self, public: str) -> None:
        super().__init__(public)
        self.public = public
