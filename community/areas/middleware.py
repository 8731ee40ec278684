"""`request.area`: the area a page is shown for, looked up when somebody first asks."""

from collections.abc import Callable
from functools import cache, cached_property
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from community.areas.models import Area
from community.areas.queries.chosen import WITHOUT_AREA, area_cache_part, find_area, main_area
from community.lib.errors import PublicNotFound

# There a parameter called `area` is a filter of a list and means something else.
_EDITORS_PATHS = ("/cms/", "/admin/")


class AreaRequest(HttpRequest):
    """What a request shows and what its person chose. Mixed into the server's own class.

    Properties of the request itself, as templates and views ask `request.area is None`, which
    no lazy stand-in can answer.
    """

    @cached_property
    def asked_area(self) -> str:
        """What `?area=` says: an address, `-` for no area, or nothing."""
        if self.path_info.startswith(_EDITORS_PATHS):
            return ""
        return self.GET.get("area", "").strip()

    @cached_property
    def shown_area(self) -> Area | None:
        """What `?area=` names, if it is there."""
        return find_area(self.asked_area) if self.asked_area else None

    @property
    def area(self) -> Area | None:
        if self.shown_area is not None or self.asked_area == WITHOUT_AREA:
            return self.shown_area
        return self.chosen_area

    @property
    def chosen_area(self) -> Area | None:
        return self.area_choice[1]

    @property
    def area_decided(self) -> bool:
        return self.area_choice[0]

    @cached_property
    def area_choice(self) -> tuple[bool, Area | None]:
        """Whether this person chose, and what: a member's own choice, or the cookie."""
        member = getattr(self, "user", None)
        if member is not None and member.is_authenticated and _has_decided(member):
            return True, main_area(member)
        return self._cookie_choice()

    def _cookie_choice(self) -> tuple[bool, Area | None]:
        value = self.COOKIES.get(settings.AREA_COOKIE_NAME, "")
        area = find_area(value)
        return area is not None or value == WITHOUT_AREA, area

    @property
    def area_cache_part(self) -> str:
        return area_cache_part(self)


class AreaMiddleware:
    """Gives requests their areas, refuses unknown ones, and says what depended on a choice."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        kind: Any = type(request)
        request.__class__ = _with_area(kind)
        if iscoroutinefunction(self):
            return self._respond_later(request)
        if _may_name_area(request):
            _refuse_unknown(request)
        return _with_vary(request, self.get_response(request))

    async def _respond_later(self, request: HttpRequest) -> HttpResponseBase:
        if _may_name_area(request):
            await sync_to_async(_refuse_unknown)(request)
        return _with_vary(request, await self.get_response(request))


def _has_decided(member: Any) -> bool:
    return member.area_decided or member.main_area_id is not None


@cache
def _with_area(request_class: Any) -> Any:
    return type(request_class.__name__, (AreaRequest, request_class), {})


def _may_name_area(request: HttpRequest) -> bool:
    """A quick look, so that most requests cost nothing here."""
    return "area=" in request.META.get("QUERY_STRING", "")


def _refuse_unknown(request: Any) -> None:
    slug = request.asked_area
    if slug and slug != WITHOUT_AREA and request.shown_area is None:
        raise PublicNotFound(_("Vi kjenner ikke området «%(slug)s».") % {"slug": slug[:80]})


def _with_vary(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if "area_choice" in vars(request):
        patch_vary_headers(response, ["Cookie"])
    return response
