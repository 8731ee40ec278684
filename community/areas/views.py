"""Choosing an area. Everything here works by links and GET forms; `<area-picker>` speeds it up."""

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from community.areas.actions.choose_area import choose_area
from community.areas.highlight import Piece, has_hit, pieces
from community.areas.middleware import AreaRequest
from community.areas.models import Area, AreaQuerySet
from community.areas.queries.chosen import WITHOUT_AREA
from community.areas.queries.search import find_areas
from community.areas.spelling import LONGEST, cleaned
from community.lib.requests import wanted_here

MOST_OPTIONS = 8
_LONGEST_COMMUNITY = 32  # letters beside a municipality's name; a longer one is shortened


@dataclass(frozen=True)
class Option:
    """An area to choose, as a row of the picker."""

    area: Area
    address: str
    name: list[Piece]
    also_called: list[Piece]
    lies_in: str


@require_safe
def picker(request: HttpRequest) -> HttpResponse:
    """«Hvor jobber du?»: search for a municipality, or take a health community from the list."""
    next_page = _next_page(request)
    typed = cleaned(request.GET.get("q", ""))
    found = find_areas(typed, limit=MOST_OPTIONS + 1)
    context = {
        "typed": request.GET.get("q", "").strip()[:LONGEST],
        "next": next_page,
        "has_searched": bool(typed),
        "options": [_option(area, next_page, typed) for area in found[:MOST_OPTIONS]],
        "is_cut": len(found) > MOST_OPTIONS,
    }
    if "partial" in request.GET:
        return render(request, "areas/picker/_results.html", context)
    return render(request, "areas/picker/index.html", context | _other_ways(request, next_page))


@never_cache
@require_GET
def choose(request: AreaRequest) -> HttpResponse:
    """Remember the area: on the profile of a member, in a cookie of anybody else."""
    if not request.asked_area:
        return redirect("areas:picker")
    area = request.shown_area
    response = HttpResponseRedirect(_destination(area, _next_page(request)))
    if not wanted_here(request):
        return response
    if request.user.is_authenticated:
        choose_area(actor=request.user, area=area)
    else:
        _remember(request, response, area)
    return response


def _remember(request: HttpRequest, response: HttpResponse, area: Area | None) -> None:
    response.set_cookie(
        settings.AREA_COOKIE_NAME,
        area.slug if area is not None else WITHOUT_AREA,
        max_age=settings.AREA_COOKIE_AGE,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


# --- Where to go after choosing ---------------------------------------------------------------


def _next_page(request: HttpRequest) -> str:
    """The page of ours to return to, without the area it was shown for; or nothing."""
    target = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, request.get_host(), request.is_secure())
    if not (is_ours and target.startswith("/")):
        return ""
    parts = urlsplit(target)
    if _view_name(parts.path).startswith("areas:"):
        return ""
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = urlencode([(name, value) for name, value in asked if name != "area"])
    return urlunsplit(parts._replace(query=kept))


def _destination(area: Area | None, next_page: str) -> str:
    """Back to where they came from, but from one area's page to that of the new one."""
    path = urlsplit(next_page).path
    if next_page and _view_name(path) != "cms:area":
        return next_page
    language = _language_of(path) if next_page else translation.get_language()
    with translation.override(language):
        return area.get_absolute_url() if area is not None else "/"


def _view_name(path: str) -> str:
    with translation.override(_language_of(path)):
        try:
            return resolve(path).view_name
        except Resolver404:
            return ""


def _language_of(path: str) -> str:
    return translation.get_language_from_path(path) or settings.LANGUAGE_CODE


# --- What there is to choose ------------------------------------------------------------------


def _option(area: Area, next_page: str, typed: str = "") -> Option:
    name = pieces(area.name, typed)
    known_as = area.found_as or ("" if has_hit(name) else _hit_elsewhere(area, typed))
    return Option(
        area=area,
        address=_choosing(area.slug, next_page),
        name=name,
        also_called=pieces(known_as, typed) if known_as else [],
        lies_in=_lies_in(area),
    )


def _hit_elsewhere(area: Area, typed: str) -> str:
    """The name in another language that the search found, so that the row explains itself."""
    return next((name for name in area.names_elsewhere if has_hit(pieces(name, typed))), "")


def _lies_in(area: Area) -> str:
    community = area.community
    if community is None:
        return ""
    if community == area:
        return str(area.parent)
    return community.name if len(community.name) <= _LONGEST_COMMUNITY else community.short_name


def _choosing(slug: str, next_page: str) -> str:
    return f"{reverse('areas:choose')}?{_query(area=slug, next=next_page)}"


def _query(**values: str) -> str:
    return urlencode({name: value for name, value in values.items() if value})


def _other_ways(request: HttpRequest, next_page: str) -> dict[str, object]:
    communities = Area.objects.current().filter(kind=Area.Kind.COMMUNITY)
    shows_communities = request.GET.get("vis") == "helsefellesskap"
    ways = {
        "shows_communities": shows_communities,
        "search_address": f"?{_query(next=next_page)}",
        "communities_address": f"?{_query(vis='helsefellesskap', next=next_page)}",
        "without_address": _choosing(WITHOUT_AREA, next_page),
    }
    if not shows_communities:
        return ways | {"community_count": communities.count()}
    countries = Area.objects.current().filter(kind=Area.Kind.COUNTRY)
    return ways | {
        "regions": _by_region(communities, next_page),
        "countries": [_option(country, next_page) for country in countries],
    }


def _by_region(communities: AreaQuerySet, next_page: str) -> list[tuple[Option, list[Option]]]:
    ordered = communities.select_related("parent").order_by(
        "parent__sort_key", "parent", "sort_key"
    )
    return [
        (_option(region, next_page), [_option(area, next_page) for area in group])
        for region, group in groupby(ordered, lambda area: area.parent)
    ]
