"""Refusals, and what a person sees of them."""

from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


class NotAllowed(Exception):
    """A rule said no. To a signed-in person it looks like a thing that does not exist."""


class NotAllowedMiddleware:
    """Turns a refused action into sign-in (nobody signed in) or the 404 of a missing thing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NotAllowed):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere. What was typed is still behind "back"."""
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A 404 that says what was not found when the one who raised it said so on purpose."""
    return render(
        request, "404.html", {"exception_message": getattr(exception, "public", "")}, status=404
    )


class PublicNotFound(Http404):
    """A 404 whose sentence is written for the person who reads it."""

    def __init__(self, public: str) -> None:
        super().__init__(public)
        self.public = public
