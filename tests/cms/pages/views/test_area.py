import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.pages.models import AreaGroup, AreaPage, NewsPage
from community.areas.models import Area
from tests.cms.pages.trees import (
    Tree,
    area_page,
    make_article,
    make_many_news,
    make_news,
    make_tree,
)
from tests.factories import make_administrator, make_area, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# --- From data alone ----------------------------------------------------------------------------


def test_every_area_has_a_page_in_every_language(client: Client, tree: Tree) -> None:
    for area in tree:
        for prefix in ("", "/nn", "/da", "/en"):
            assert f"<h1>{area}</h1>" in read(client, f"{prefix}/omrade/{area.slug}/")
    assert not AreaPage.objects.exists()


@pytest.mark.parametrize(
    ("slug", "lead"),
    [
        ("norge", "Her står det som gjelder i hele Norge."),
        ("helse-sor-ost-rhf", "Helseregionen med 3 helsefellesskap. Her står det som gjelder"),
        ("innlandet", "Helsefellesskapet mellom Sykehuset Innlandet og 2 kommuner."),
        ("oslo", "Helsefellesskapet mellom Oslo universitetssykehus og Oslo kommune."),
        ("ahus", "Helsefellesskapet mellom Akershus universitetssykehus og 1 bydel."),
        ("gjovik", "Gjøvik kommune i Innlandet fylke, del av Helsefellesskap Innlandet."),
        (
            "alna",
            "Bydel Alna i Oslo kommune, del av Helsefellesskap Oslo og Helsefellesskapet Ahus.",
        ),
    ],
)
def test_the_lead_is_made_of_what_is_known(
    client: Client, tree: Tree, slug: str, lead: str
) -> None:
    assert lead in read(client, f"/omrade/{slug}/")


def test_what_lies_in_it_and_what_it_lies_in_are_links(client: Client, tree: Tree) -> None:
    page = read(client, "/omrade/innlandet/")

    for slug in ("gjovik", "hamar", "helse-sor-ost-rhf", "norge"):
        assert f'href="/omrade/{slug}/"' in page
    assert 'href="/nn/omrade/gjovik/"' in read(client, "/nn/omrade/innlandet/")


def test_a_long_list_is_folded(client: Client, tree: Tree) -> None:
    assert "<details>" not in read(client, "/omrade/innlandet/").partition("<main")[2]
    for number in range(9):
        make_area(f"Kommune {number}", "municipality", tree.bergen)

    page = read(client, "/omrade/bergen/").partition("<main")[2]

    assert "<details>" in page
    assert "Vis alle 9" in page


def test_an_area_that_does_not_take_part_says_that_all_is_open(client: Client, tree: Tree) -> None:
    sentence = "Alt som er delt, er åpent for deg."
    assert "Gjøvik er ikke med i Samtun ennå" in read(client, "/omrade/gjovik/")
    assert sentence in read(client, "/omrade/gjovik/")

    Area.objects.filter(slug="innlandet").update(takes_part=True)

    for slug in ("gjovik", "innlandet", "norge", "haugtun"):
        assert sentence not in read(Client(), f"/omrade/{slug}/?sorter=nyest")
    assert sentence in read(client, "/omrade/bergen/")


def test_ones_own_area_says_so_and_another_can_be_chosen(client: Client, tree: Tree) -> None:
    client.cookies["area"] = "gjovik"

    own = read(client, "/omrade/gjovik/")
    other = read(client, "/omrade/hamar/")

    assert "Ditt område" in own
    assert "Velg som mitt område" not in own
    assert 'href="/velg-omrade/valgt/?area=hamar"' in other
    client.get("/velg-omrade/valgt/?area=hamar")
    assert "Ditt område" in read(client, "/omrade/hamar/")


def test_an_unknown_area_is_a_404_with_a_sentence(client: Client) -> None:
    response = client.get("/omrade/atlantis/")

    assert response.status_code == 404
    assert "Vi kjenner ikke området «atlantis»." in response.content.decode()


def test_an_ended_area_leads_to_what_took_its_place(client: Client, tree: Tree) -> None:
    ended = datetime.date(2020, 1, 1)
    make_area("Toten", "municipality", tree.innlandet, valid_to=ended, successor=tree.gjovik)
    make_area("Vardal", "municipality", tree.innlandet, valid_to=ended)

    assert client.get("/omrade/toten/").headers["Location"] == "/omrade/gjovik/"
    assert client.get("/nn/omrade/toten/").headers["Location"] == "/nn/omrade/gjovik/"
    assert "Velg som mitt område" not in read(client, "/omrade/vardal/")


# --- Lists --------------------------------------------------------------------------------------


def test_its_lists_are_those_of_the_area_whatever_the_reader_chose(
    client: Client, tree: Tree
) -> None:
    make_news("Gjøvik-nytt", tree.gjovik)
    make_article("Gjøvik-artikkel", tree.gjovik)
    make_news("Bergen-nytt", tree.bergen)
    client.cookies["area"] = "bergen"

    page = read(client, "/omrade/gjovik/")

    assert "Nytt i Gjøvik" in page
    assert "Gjøvik-nytt" in page
    assert "Gjøvik-artikkel" in page
    assert "Bergen-nytt" not in page


def test_what_lies_below_is_one_click_away(client: Client, tree: Tree) -> None:
    make_news("Gjøvik-nytt", tree.gjovik)
    make_article("Gjøvik-artikkel", tree.gjovik)
    make_news("Innlandet-nytt", tree.innlandet)
    make_article("Innlandet-artikkel", tree.innlandet)
    above = read(client, "/omrade/innlandet/")
    assert 'href="?vis=under"' in above
    assert "Gjøvik-nytt" not in above
    assert "Gjøvik-artikkel" not in above

    below = read(client, "/omrade/innlandet/?vis=under")

    assert "Gjøvik-nytt" in below
    assert "Lokal: Gjøvik" in below
    assert "Gjøvik-artikkel" in below
    assert "Innlandet-nytt" not in below
    assert "Innlandet-artikkel" not in below
    assert '<h2 id="news">Nytt i kommunene</h2>' in below


def test_an_area_with_nothing_in_it_has_no_below(client: Client, tree: Tree) -> None:
    make_news("Haugtun-nytt", tree.haugtun)

    assert "Haugtun-nytt" in read(client, "/omrade/haugtun/?vis=under")
    assert 'href="?vis=under"' not in read(client, "/omrade/haugtun/")


def test_long_lists_of_articles_have_parts(client: Client, tree: Tree) -> None:
    for number in range(11):
        make_article(f"Artikkel {number}", tree.gjovik)

    assert "1–10 av 11 artikler" in read(client, "/omrade/gjovik/")
    assert "11 av 11 artikler" in read(client, "/omrade/gjovik/?artikler=2")


# --- What editors wrote -------------------------------------------------------------------------


def test_what_editors_wrote_stands_in_the_place_of_the_data(client: Client, tree: Tree) -> None:
    page = area_page(tree.gjovik)
    assert "Gjøvik kommune i Innlandet fylke" in read(client, "/omrade/gjovik/")
    page.lead = "Velkommen til Gjøvik."
    page.body = [("paragraph", "<p>Slik er vi organisert.</p>")]
    page.save_revision().publish()

    shown = read(Client(), "/omrade/gjovik/?sorter=nyest")

    assert "Velkommen til Gjøvik." in shown
    assert "<p>Slik er vi organisert.</p>" in shown
    assert "Gjøvik kommune i Innlandet fylke" not in shown


def test_an_unpublished_page_of_an_area_leaves_the_data(client: Client, tree: Tree) -> None:
    page = area_page(tree.gjovik)
    page.lead = "Velkommen til Gjøvik."
    page.save_revision().publish()
    page.unpublish()

    assert "Gjøvik kommune i Innlandet fylke" in read(client, "/omrade/gjovik/")


# --- Preparing an area for its editors ------------------------------------------------------------


def test_an_administrator_prepares_an_area_and_comes_to_its_pages(
    client: Client, tree: Tree
) -> None:
    client.force_login(make_administrator())
    address = reverse("cms:prepare", args=["gjovik"])
    assert f'action="{address}"' in read(client, "/omrade/gjovik/")

    response = client.post(address)

    page = AreaPage.objects.get(area=tree.gjovik)
    assert response.headers["Location"] == reverse("wagtailadmin_explore", args=[page.pk])
    assert AreaGroup.objects.filter(area=tree.gjovik).exists()


def test_others_do_not(client: Client, tree: Tree) -> None:
    address = reverse("cms:prepare", args=["gjovik"])
    assert "/konto/login/" in client.post(address).headers["Location"]

    client.force_login(make_member())
    assert client.post(address).status_code == 404
    assert address not in read(client, "/omrade/gjovik/")
    assert not AreaPage.objects.exists()


def test_its_address_followed_as_a_link_prepares_nothing(client: Client, tree: Tree) -> None:
    client.force_login(make_administrator())
    response = client.get(reverse("cms:prepare", args=["gjovik"]))
    assert response.headers["Location"] == "/omrade/gjovik/"
    assert not AreaPage.objects.exists()


# --- Cost ---------------------------------------------------------------------------------------


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/omrade/gjovik/").status_code == 200
    return len(queries)


def test_it_costs_the_same_for_3_and_30_news(client: Client, tree: Tree) -> None:
    member = Client()
    member.force_login(make_member(main_area=tree.bergen))
    client.cookies["area"] = "bergen"
    counts = []
    for wanted in (3, 30):
        make_many_news(wanted - NewsPage.objects.count(), tree.gjovik, tree.norge)
        make_article(f"Artikkel {wanted}", tree.gjovik)
        queries_of(member)
        cache.clear()
        cold, warm = queries_of(client), queries_of(client)
        counts.append((queries_of(member), cold, warm))

    assert counts == [(20, 18, 1)] * 2
