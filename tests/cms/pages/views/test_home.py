import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from cms.pages.models import NewsPage
from tests.cms.pages.trees import TODAY, Tree, home, make_many_news, make_news, make_tree
from tests.factories import join, make_member, make_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


def read(client: Client, address: str = "/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# --- Where do you work? -------------------------------------------------------------------------


def test_a_visitor_is_asked_where_they_work(client: Client) -> None:
    page = read(client)

    assert "<h1>Hvor jobber du?</h1>" in page
    assert '<form class="stack" action="/velg-omrade/" role="search">' in page
    assert 'name="q"' in page
    assert 'href="/velg-omrade/valgt/?area=-&amp;next=%2F"' in page


@pytest.mark.parametrize("choice", ["gjovik", "-"])
def test_once_there_is_an_answer_nobody_is_asked(client: Client, tree: Tree, choice: str) -> None:
    client.cookies["area"] = choice

    assert "Hvor jobber du?" not in read(client)


def test_a_member_with_an_area_is_not_asked(client: Client, tree: Tree) -> None:
    client.force_login(make_member(main_area=tree.gjovik))

    page = read(client)

    assert "Hvor jobber du?" not in page
    assert "Nytt i Gjøvik" in page


def test_the_question_comes_in_the_language_of_the_address(client: Client) -> None:
    assert 'action="/velg-omrade/"' in read(client, "/nn/")
    assert '<html lang="nn"' in read(client, "/nn/")


# --- What is new --------------------------------------------------------------------------------


def test_with_an_area_its_news_come_first_and_are_marked(client: Client, tree: Tree) -> None:
    make_news("Felles nytt", date=TODAY)
    make_news("Gjøvik-nytt", tree.gjovik)
    make_news("Norge-nytt", tree.norge)
    make_news("Bergen-nytt", tree.bergen)
    client.cookies["area"] = "gjovik"

    page = read(client)

    assert re.findall(r">(\w+)[- ]nytt<", page) == ["Gjøvik", "Norge", "Felles"]
    assert "Lokal: Gjøvik" in page
    assert '<h1 id="news">Nytt i Gjøvik</h1>' in page
    assert 'href="/omrade/gjovik/"' in page
    assert "Bergen-nytt" not in page


def test_without_an_area_only_common_news(client: Client, tree: Tree) -> None:
    make_news("Felles nytt")
    make_news("Gjøvik-nytt", tree.gjovik)

    page = read(client)

    assert "Felles nytt" in page
    assert "Gjøvik-nytt" not in page


def test_links_keep_the_language_of_the_reader(client: Client, tree: Tree) -> None:
    make_news("Nytt", slug="nytt")
    client.cookies["area"] = "gjovik"

    page = read(client, "/nn/")

    assert 'href="/nn/nytt/"' in page
    assert 'href="/nn/omrade/gjovik/"' in page


def test_news_can_be_read_newest_first(client: Client, tree: Tree) -> None:
    make_news("Felles nytt", date=TODAY.replace(day=20))
    make_news("Gjøvik-nytt", tree.gjovik)
    client.cookies["area"] = "gjovik"

    first = read(client)
    newest = read(client, "/?sorter=nyest")

    assert first.index("Gjøvik-nytt") < first.index("Felles nytt")
    assert newest.index("Felles nytt") < newest.index("Gjøvik-nytt")


def test_themes_narrow_the_list_and_can_be_taken_away(client: Client) -> None:
    make_news("Om sorg", tags=["Sorg"])
    make_news("Om barn", tags=["Barn"])
    assert "?emne=sorg" in read(client)

    page = read(client, "/?emne=sorg")

    assert "Om sorg" in page
    assert "Om barn" not in page
    assert client.get("/?emne=ukjent").status_code == 404


def test_long_lists_have_parts(client: Client) -> None:
    make_many_news(11)

    first = read(client)
    last = read(client, "/?side=2")

    assert "1–10 av 11 nyheter" in first
    assert "?side=2" in first
    assert "11 av 11 nyheter" in last
    assert "Nyhet 0" in last
    assert "Nyhet 0" not in first
    for wrong in ("3", "0", "x"):
        assert client.get(f"/?side={wrong}").status_code == 404


def test_an_empty_list_says_so(client: Client) -> None:
    assert "Her er det stille ennå" in read(client)


def test_the_first_news_show_their_picture(client: Client) -> None:
    picture = get_image_model().objects.create(title="Tunet", file=get_test_image_file())
    make_news("Med bilde", picture=picture, picture_alt="Et tun", picture_credit="Kari Nymoen")

    assert "fill-480x360" in read(client)


def test_what_the_editors_wrote_is_on_the_page(client: Client) -> None:
    page = home()
    page.lead = "Et sted for alle som deler."
    page.body = [("paragraph", "<p>Mer om oss.</p>")]
    page.save_revision().publish()

    shown = read(client)

    assert "Et sted for alle som deler." in shown
    assert "<p>Mer om oss.</p>" in shown


def test_a_closed_front_page_asks_for_sign_in(client: Client) -> None:
    PageViewRestriction.objects.create(page=home(), restriction_type=PageViewRestriction.LOGIN)

    assert "/konto/login/" in client.get("/").headers["Location"]
    client.force_login(make_member())
    assert client.get("/").status_code == 200


def test_an_unpublished_front_page_is_not_shown(client: Client) -> None:
    home().unpublish()

    response = client.get("/")

    assert response.status_code == 404
    assert "Forsiden er ikke publisert." in response.content.decode()


# --- Cost ---------------------------------------------------------------------------------------


def queries_of(client: Client, address: str = "/") -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def with_picture(page: NewsPage) -> None:
    picture = get_image_model().objects.create(title="Tunet", file=get_test_image_file())
    NewsPage.objects.filter(pk=page.pk).update(picture=picture)


@pytest.fixture
def member(tree: Tree) -> Client:
    person = make_member(main_area=tree.haugtun)
    for number in range(3):
        join(make_network(f"Nettverk {number}"), person)
    client = Client()
    client.force_login(person)
    return client


def test_the_front_page_costs_the_same_for_3_and_30_news(
    client: Client, tree: Tree, member: Client
) -> None:
    client.cookies["area"] = "haugtun"
    counts = []
    for wanted in (3, 30):
        make_many_news(wanted - NewsPage.objects.count(), tree.gjovik, tree.norge)
        with_picture(NewsPage.objects.order_by("-pk").first())
        queries_of(member)  # a rendition is made once
        cache.clear()
        cold = queries_of(member)
        again = queries_of(member)
        cache.clear()
        counts.append((cold, again, queries_of(client), queries_of(client)))

    assert counts == [(12, 11, 10, 1)] * 2
