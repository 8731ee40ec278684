"""Which language a page speaks.

Wagtail's pages say it in their address: a prefix, none for bokmål, so that they can be cached
and shared. Everything else takes it from the member's profile or the visitor's cookie.
"""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.urls.base import translate_url
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from community.lib.errors import PublicNotFound
from community.lib.requests import wanted_here

# Pages whose language stands in their address.
PREFIXED = {"wagtail_serve", "cms:home", "cms:area"}


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        by_address = speaks_by_address(request.path_info)
        language = _language_of_address(request.path_info) if by_address else chosen(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if not by_address:
            patch_vary_headers(response, ["Cookie"])
        return response


def speaks_by_address(path: str) -> bool:
    """Whether the page at `path` has its language in its address."""
    with translation.override(_language_of_address(path)):
        return any(_view_name(each) in PREFIXED for each in (path, f"{path}/"))


def _view_name(path: str) -> str | None:
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def chosen(request: HttpRequest) -> str:
    """The language of the profile, else of the cookie, else bokmål."""
    for language in (
        getattr(request.user, "language", ""),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
    ):
        if language in dict(settings.LANGUAGES):
            return language
    return settings.LANGUAGE_CODE


@never_cache
def choose(request: HttpRequest, language: str) -> HttpResponse:
    """Speak `language` from now on, and return to the page one came from, in that language."""
    if language not in dict(settings.LANGUAGES):
        raise PublicNotFound(
            _("Vi har ikke språket «%(language)s». Velg et av dem nederst på siden.")
            % {"language": language[:20]}
        )
    response = HttpResponseRedirect(_next_page(request, language), status=HTTPStatus.FOUND)
    if wanted_here(request):
        _remember(request, response, language)
    return response


def _next_page(request: HttpRequest, language: str) -> str:
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, request.get_host(), request.is_secure()):
        return "/"
    with translation.override(_language_of_address(urlsplit(target).path)):
        return translate_url(target, language)


def _remember(request: HttpRequest, response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=request.is_secure(),
        samesite="Lax",
    )
    if request.user.is_authenticated and request.user.language != language:
        from community.members.actions.profile import set_language  # lib stands below members

        set_language(actor=request.user, language=language)


def _language_of_address(path: str) -> str:
    return translation.get_language_from_path(path) or settings.LANGUAGE_CODE
