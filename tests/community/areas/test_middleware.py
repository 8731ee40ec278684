from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync, iscoroutinefunction
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from community.areas.middleware import AreaMiddleware
from community.areas.models import Area
from community.lib.errors import PublicNotFound
from tests.factories import make_area, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def hamar() -> Area:
    """Hamar in its line, with Løten beside it and nothing else."""
    norway = make_area("Norge", "country")
    region = make_area("Helse Sør-Øst", "region", norway)
    innlandet = make_area("Innlandet", "community", region)
    make_area("Løten", "municipality", innlandet)
    return make_area("Hamar", "municipality", innlandet)


def visit(
    address: str = "/",
    *,
    cookie: str | None = None,
    user: Any = None,
    view: Callable[[HttpRequest], object] | None = None,
) -> tuple[HttpRequest, HttpResponse]:
    """A request through the middleware to a page that looks at what `view` looks at."""
    request = RequestFactory().get(address)
    request.user = user or AnonymousUser()
    if cookie is not None:
        request.COOKIES["area"] = cookie
    look = view or (lambda each: each.area)
    return request, AreaMiddleware(lambda each: HttpResponse(str(look(each))))(request)


def test_at_the_first_visit_there_is_no_area_and_none_was_chosen() -> None:
    request, _response = visit()

    assert request.area is None
    assert request.chosen_area is None
    assert request.area_decided is False


def test_a_visitors_choice_is_in_the_cookie(hamar: Area) -> None:
    request, _response = visit(cookie="hamar")

    assert request.area == request.chosen_area == hamar
    assert request.area_decided is True


def test_having_chosen_no_area_is_not_the_same_as_not_having_chosen(hamar: Area) -> None:
    request, _response = visit(cookie="-")

    assert request.area is None
    assert request.area_decided is True


@pytest.mark.parametrize("cookie", ["narnia", "", "<script>", "hamar;x", "a" * 4000, "\x00"])
def test_a_cookie_that_makes_no_sense_is_ignored(hamar: Area, cookie: str) -> None:
    request, response = visit(cookie=cookie)

    assert response.status_code == 200
    assert request.area is None
    assert request.area_decided is False


def test_a_member_has_the_main_area_whatever_the_cookie_says(hamar: Area) -> None:
    request, _response = visit(cookie="loten", user=make_member(main_area=hamar))

    assert request.area == request.chosen_area == hamar
    assert request.area_decided is True


def test_a_member_who_chose_no_area_has_none_whatever_the_cookie_says(hamar: Area) -> None:
    request, _response = visit(cookie="hamar", user=make_member(area_decided=True))

    assert request.area is None
    assert request.area_decided is True


def test_a_member_who_has_not_chosen_keeps_the_cookies_area(hamar: Area) -> None:
    request, _response = visit(cookie="hamar", user=make_member())

    assert request.area == hamar


def test_an_address_shows_an_area_without_choosing_it(hamar: Area) -> None:
    request, response = visit("/?area=loten", cookie="hamar")

    assert request.area.slug == "loten"
    assert request.chosen_area == hamar
    assert not response.cookies


def test_an_address_goes_before_a_members_main_area(hamar: Area) -> None:
    request, _response = visit("/?area=loten", user=make_member(main_area=hamar))

    assert request.area.slug == "loten"
    assert request.chosen_area == hamar


def test_an_address_can_show_the_page_without_area(hamar: Area) -> None:
    request, _response = visit("/?area=-", cookie="hamar")

    assert request.area is None
    assert request.chosen_area == hamar


def test_an_empty_parameter_says_nothing(hamar: Area) -> None:
    request, _response = visit("/?area=", cookie="hamar")

    assert request.area == hamar


@pytest.mark.parametrize("slug", ["narnia", "Narnia", "%3Cscript%3E", "a%20b", "%00", "x" * 300])
def test_an_unknown_area_in_an_address_is_refused_on_any_page(hamar: Area, slug: str) -> None:
    with pytest.raises(PublicNotFound, match=r"Vi kjenner ikke området «.{1,80}»"):
        visit(f"/?side=2&area={slug}", view=lambda request: "a page that asks for no area")


def test_it_is_refused_with_a_page_that_says_so(client: Client, hamar: Area) -> None:
    client.cookies["area"] = "hamar"

    response = client.get("/velg-omrade/?area=narnia")

    assert response.status_code == 404
    assert "Vi kjenner ikke området «narnia»." in response.content.decode()
    assert "Hamar" in response.content.decode()  # the header still knows the visitor's own


def test_editors_lists_may_have_a_filter_called_area(hamar: Area) -> None:
    request, response = visit("/cms/reports/?area=17", cookie="hamar")

    assert response.status_code == 200
    assert request.area == hamar


def end(area: Area, successor: Area | None) -> None:
    area.valid_to = timezone.localdate() - timedelta(days=1)
    area.successor = successor
    area.save()


def test_an_area_that_has_ended_is_its_successor_everywhere(hamar: Area) -> None:
    end(hamar, Area.objects.get(slug="loten"))

    for request, _response in (
        visit(cookie="hamar"),
        visit("/?area=hamar"),
        visit(user=make_member(main_area=hamar)),
    ):
        assert request.area.slug == "loten"


def test_an_area_that_ended_without_successor_is_unknown(hamar: Area) -> None:
    end(hamar, None)

    assert visit(cookie="hamar")[0].area_decided is False
    with pytest.raises(PublicNotFound):
        visit("/?area=hamar")


def test_a_member_whose_area_ended_without_successor_is_shown_no_other(hamar: Area) -> None:
    end(hamar, None)

    request, _response = visit(user=make_member(main_area=hamar))
    assert request.area is None


# --- What it costs ----------------------------------------------------------------------------


def test_a_page_that_asks_for_no_area_costs_nothing(
    hamar: Area, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        _request, response = visit(cookie="hamar", view=lambda request: "")
    assert not response.has_header("Vary")


@pytest.mark.parametrize("address", ["/", "/?area=hamar"])
def test_an_area_is_one_query_however_often_it_is_asked_for(
    hamar: Area, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    with django_assert_num_queries(1):
        visit(address, cookie="hamar", view=lambda request: [request.area for _ in range(5)])


def test_a_members_area_is_one_query_too(
    hamar: Area, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    member = make_member(main_area=hamar)
    member.refresh_from_db()

    with django_assert_num_queries(1):
        visit(user=member, view=lambda request: (request.area, request.area_decided))


def test_without_cookie_there_is_nothing_to_look_up(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        visit(view=lambda request: (request.area, request.area_decided, request.area_cache_part))


# --- Caches -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["area", "chosen_area", "area_decided", "area_cache_part"])
def test_a_page_that_depends_on_the_choice_says_so_to_caches(hamar: Area, name: str) -> None:
    _request, response = visit(cookie="hamar", view=lambda request: getattr(request, name))

    assert response["Vary"] == "Cookie"


def test_a_page_that_only_shows_the_area_of_its_address_is_the_same_for_all(hamar: Area) -> None:
    _request, response = visit("/?area=loten", cookie="hamar")

    assert not response.has_header("Vary")


def test_other_reasons_to_vary_are_kept(hamar: Area) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.area), headers={"Vary": "Accept-Language"})

    assert AreaMiddleware(page)(request)["Vary"] == "Accept-Language, Cookie"


def test_templates_have_the_part_for_cache_keys(hamar: Area) -> None:
    request, _response = visit("/?area=loten", cookie="hamar")

    assert request.area_cache_part == "loten.hamar"


# --- Sync and async ---------------------------------------------------------------------------


def test_it_works_under_an_asynchronous_server_without_an_adapter(hamar: Area) -> None:
    async def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("no area is asked for here")

    middleware = AreaMiddleware(page)
    assert iscoroutinefunction(middleware)

    response = async_to_sync(middleware)(RequestFactory().get("/?area=hamar"))
    assert response.status_code == 200
    with pytest.raises(PublicNotFound):
        async_to_sync(middleware)(RequestFactory().get("/?area=narnia"))


def test_a_request_is_still_what_it_was(hamar: Area) -> None:
    request, _response = visit(cookie="hamar")

    assert isinstance(request, type(RequestFactory().get("/")))
    assert type(visit()[0]) is type(request)
