"""Kept pages: never another area's, never a member's, and never older than the last publishing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.pages import page_cache
from cms.pages.models import NewsPage
from tests.cms.pages.trees import Tree, area_page, home, make_article, make_news, make_tree
from tests.factories import make_member

pytestmark = pytest.mark.django_db

Committing = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def tree() -> Tree:
    tree = make_tree()
    make_news("Nytt fra Gjøvik", tree.gjovik)
    make_news("Nytt fra Bergen", tree.bergen)
    make_news("Nytt for alle")
    return tree


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Committing) -> Committing:
    """What is done in it is committed, as it would be outside a test."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def visitor(area: str = "") -> Client:
    client = Client()
    if area:
        client.cookies["area"] = area
    return client


def read(client: Client, address: str = "/") -> str:
    return client.get(address).content.decode()


def is_kept(client: Client, address: str) -> bool:
    """Whether the page comes from the cache: then nothing asks the database for pages."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return not any('"pages_newspage"' in query["sql"] for query in queries)


# --- Nobody gets the page of another ----------------------------------------------------------


def test_two_visitors_with_different_areas_never_get_each_others_page(tree: Tree) -> None:
    for _round in ("cold", "warm"):
        assert "Nytt fra Gjøvik" in read(visitor("gjovik"))
        assert "Nytt fra Bergen" not in read(visitor("gjovik"))
        assert "Nytt fra Bergen" in read(visitor("bergen"))
        assert "Nytt fra Gjøvik" not in read(visitor("bergen"))
        assert "Nytt fra" not in read(visitor())
    assert is_kept(visitor("gjovik"), "/")


def test_an_area_in_the_address_has_its_own_page(tree: Tree) -> None:
    for _round in ("cold", "warm"):
        assert "Nytt fra Gjøvik" in read(visitor(), "/?area=gjovik")
        assert "Nytt fra Bergen" in read(visitor(), "/?area=bergen")
        assert "Nytt fra" not in read(visitor(), "/")
        assert "Nytt fra Bergen" in read(visitor("gjovik"), "/?area=bergen")
        assert "Nytt fra" not in read(visitor("gjovik"), "/?area=-")
    assert is_kept(visitor(), "/?area=gjovik")


def test_one_who_declined_and_one_who_has_not_chosen_get_different_pages(tree: Tree) -> None:
    for _round in ("cold", "warm"):
        assert "Hvor jobber du?" in read(visitor())
        assert "Hvor jobber du?" not in read(visitor("-"))


def test_the_page_of_an_area_says_whose_it_is_to_the_right_one(tree: Tree) -> None:
    for _round in ("cold", "warm"):
        assert "Ditt område" in read(visitor("gjovik"), "/omrade/gjovik/")
        assert "Ditt område" not in read(visitor("bergen"), "/omrade/gjovik/")
        assert "Ditt område" not in read(visitor(), "/omrade/gjovik/")


def test_languages_have_pages_of_their_own(tree: Tree) -> None:
    for _round in ("cold", "warm"):
        assert '<html lang="nb"' in read(visitor())
        assert '<html lang="en"' in read(visitor(), "/en/")


def test_a_member_gets_no_kept_page_and_leaves_none(tree: Tree) -> None:
    member = make_member("Kari Nymoen", main_area=tree.gjovik)
    signed_in = Client()
    signed_in.force_login(member)

    read(visitor("gjovik"))
    assert is_kept(visitor("gjovik"), "/")
    assert "Kari Nymoen" in read(signed_in)
    assert not is_kept(signed_in, "/")
    assert "Kari Nymoen" not in read(visitor("gjovik"))


@pytest.mark.parametrize("address", ["/", "/omrade/gjovik/", "/slik/"])
def test_it_says_that_a_page_depends_on_cookies(tree: Tree, address: str) -> None:
    make_article("Slik", slug="slik")

    for _round in ("cold", "warm"):
        response = visitor().get(address)
        assert response.status_code == 200
        assert "Cookie" in response.headers["Vary"]
        assert response.headers["Cache-Control"] == "max-age=0, must-revalidate"
        assert not response.cookies


# --- What is not kept -------------------------------------------------------------------------


def answer_of(
    view: Any, address: str = "/", method: str = "get", **attributes: Any
) -> HttpResponse:
    """What the decorated view answers an anonymous visitor, without any middleware."""
    request = getattr(RequestFactory(), method)(address)
    request.user = type("Visitor", (), {"is_authenticated": False})()
    request.session = type("Session", (), {"modified": False})()
    request.area_cache_part = "-.-"
    request._messages = attributes.pop("messages", [])
    for name, value in attributes.items():
        setattr(request, name, value)
    return page_cache.for_visitors(view)(request)


class Counting:
    """A view that says how often it was asked."""

    def __init__(self, answer: Callable[[HttpRequest, HttpResponse], Any] | None = None) -> None:
        self.__name__ = "counting"
        self.calls = 0
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.calls += 1
        response = HttpResponse(f"call {self.calls}")
        if self.answer:
            self.answer(request, response)
        return response


def test_a_plain_page_is_made_once() -> None:
    view = Counting()

    assert [answer_of(view).content for _visit in range(3)] == [b"call 1"] * 3


@pytest.mark.parametrize(
    "request_values",
    [
        {"method": "post"},
        {"address": "/?utm_source=brev"},
        {"messages": ["Du er logget ut."]},
        {"is_preview": True},
    ],
)
def test_some_requests_are_answered_anew(request_values: dict[str, Any]) -> None:
    view = Counting()
    answer_of(view)

    answer_of(view, **request_values)
    answer_of(view, **request_values)

    assert view.calls == 3


@pytest.mark.parametrize(
    "answer",
    [
        lambda request, response: response.set_cookie("area", "gjovik"),
        lambda request, response: setattr(response, "status_code", 404),
        lambda request, response: setattr(request.session, "modified", True),
        lambda request, response: response.write('<input name="csrfmiddlewaretoken" value="x">'),
    ],
    ids=["cookie", "404", "session", "form token"],
)
def test_some_answers_are_for_one_person_only(answer: Any) -> None:
    view = Counting(answer)

    answer_of(view)
    answer_of(view)

    assert view.calls == 2


def test_a_message_is_shown_to_the_one_it_is_for(client: Client, tree: Tree) -> None:
    request = RequestFactory().get("/")
    request.session = client.session
    storage = messages.storage.default_storage(request)
    storage.add(messages.SUCCESS, "Bare til deg.")
    response = HttpResponse()
    storage.update(response)
    client.cookies.load(response.cookies.output(header=""))

    assert "Bare til deg." in read(client)
    assert "Bare til deg." not in read(visitor())


# --- An editor sees a change at once ------------------------------------------------------------


@pytest.fixture
def page(tree: Tree) -> NewsPage:
    page = make_news("Førsteside", under=area_page(tree.gjovik))
    assert "Førsteside" in read(visitor("gjovik"))
    return page


def test_publishing(page: NewsPage, committing: Committing) -> None:
    page.title = "Rettet"
    with committing():
        page.save_revision().publish()

    assert "Rettet" in read(visitor("gjovik"))


def test_a_change_that_is_not_committed_forgets_nothing(page: NewsPage) -> None:
    page.title = "Rettet"
    page.save_revision().publish()

    assert "Rettet" not in read(visitor("gjovik"))


def test_unpublishing(page: NewsPage, committing: Committing) -> None:
    with committing():
        page.unpublish()

    assert "Førsteside" not in read(visitor("gjovik"))


def test_deleting(page: NewsPage, committing: Committing) -> None:
    with committing():
        page.delete()

    assert "Førsteside" not in read(visitor("gjovik"))


def test_moving(tree: Tree, page: NewsPage, committing: Committing) -> None:
    with committing():
        page.move(home(), pos="last-child")

    assert 'href="/forsteside/"' in read(visitor("gjovik"))


def test_making_private_and_public_again(page: NewsPage, committing: Committing) -> None:
    with committing():
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
    assert "Førsteside" not in read(visitor("gjovik"))
    assert visitor().get(page.url).status_code == 302

    with committing():
        restriction.delete()
    assert "Førsteside" in read(visitor("gjovik"))
    assert visitor().get(page.url).status_code == 200
