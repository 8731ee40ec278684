"""A text that cannot be published any more is shown to the one who wrote it, to be copied."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode

from community.lib.errors import NotAllowed
from forums.forms import HTML
from forums.texts import to_plain

View = Callable[..., HttpResponse]


def keeps_text(view: View) -> View:
    """A form sent by somebody signed out, or for what is gone or not theirs, is not lost.

    The answer is the same whether the thing exists or not. Pages are shown as they always are.
    """

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return _page(request, "signed_out", HTTPStatus.UNAUTHORIZED)
        try:
            return view(request, *args, **kwargs)
        except (Http404, NotAllowed):
            return _page(request, "gone", HTTPStatus.NOT_FOUND)

    return kept


def _page(request: HttpRequest, reason: str, status: HTTPStatus) -> HttpResponse:
    login = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
    context = {
        "reason": reason,
        "title": request.POST.get("title", ""),
        "text": typed_text(request.POST),
        "login_address": login,
    }
    return render(request, "forums/kept_text/index.html", context, status=status)


def typed_text(form: QueryDict) -> str:
    """The text of a form as it can be read and typed again."""
    text = form.get("text", "")
    if form.get("format") != HTML:
        return text
    try:
        return to_plain(text)
    except ValidationError:  # too much to be read: better as it is than not at all
        return text
