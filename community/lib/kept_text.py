"""A text that cannot be taken any more is shown to the one who wrote it, to be copied."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode

from community.lib.errors import NotAllowed, typed_texts

View = Callable[..., HttpResponse]
Reading = Callable[[QueryDict], Mapping[str, str]]


def keeping(read: Reading) -> Callable[[View], View]:
    """A decorator: a form sent by somebody signed out, or for what is gone or not theirs, is not
    lost. `read` gives its title and text.

    The answer is the same whether the thing exists or not. Pages, and forms without a text, are
    answered as they always are.
    """

    def keeps(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            texts = read(request.POST) if request.method == "POST" else {}
            if not any(text.strip() for text in texts.values()):
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return _page(request, "signed_out", texts, HTTPStatus.UNAUTHORIZED)
            try:
                return view(request, *args, **kwargs)
            except (Http404, NotAllowed):
                return _page(request, "gone", texts, HTTPStatus.NOT_FOUND)

        return kept

    return keeps


keeps_text = keeping(typed_texts)


def _page(
    request: HttpRequest, reason: str, texts: Mapping[str, str], status: HTTPStatus
) -> HttpResponse:
    login = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
    context = {"reason": reason, "login_address": login, **texts}
    return render(request, "kept_text.html", context, status=status)
