"""Addresses and languages of pages, and what may not be written in them."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from cms.pages.models import ArticlePage, HomePage, NewsPage
from community.confidentiality.guard import IdentifierFound
from tests.cms.pages.trees import Tree, area_page, home, make_article, make_news, make_tree

pytestmark = pytest.mark.django_db

A_NUMBER = "01010750160"


@pytest.fixture
def tree() -> Tree:
    return make_tree()


def nn() -> Locale:
    return Locale.objects.get(language_code="nn")


# --- Addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoken", "own", "expected"),
    [
        ("nb", "nb", "/slik/"),
        ("nn", "nb", "/nn/slik/"),
        ("da", "nb", "/da/slik/"),
        ("nb", "nn", "/nn/slik/"),
        ("nn", "nn", "/nn/slik/"),
        ("en", "nn", "/nn/slik/"),
    ],
)
def test_a_link_keeps_the_readers_language_and_another_language_says_so(
    client: Client, spoken: str, own: str, expected: str
) -> None:
    page = make_article("Slik", slug="slik", language=own)

    with translation.override(spoken):
        assert page.get_url() == page.url == expected
    response = client.get(expected)
    assert response.status_code == 200
    assert response.headers["Content-Language"] == expected.split("/")[1].replace("slik", "nb")


def test_a_full_address_is_the_one_of_the_installation(settings: object) -> None:
    page = make_article("Slik", slug="slik")

    assert page.full_url == f"{settings.SITE_URL}/slik/"


@pytest.mark.parametrize(("own", "canonical"), [("nb", "/slik/"), ("nn", "/nn/slik/")])
@pytest.mark.parametrize("read_at", ["/nn/slik/", "/en/slik/"])
def test_the_canonical_address_is_that_of_the_pages_own_language(
    client: Client, settings: object, own: str, canonical: str, read_at: str
) -> None:
    make_article("Slik", slug="slik", language=own)

    page = client.get(read_at).content.decode()

    assert f'<link rel="canonical" href="{settings.SITE_URL}{canonical}">' in page


def test_links_in_a_text_keep_the_readers_language(client: Client) -> None:
    target = make_article("Målet", slug="malet")
    body = [("paragraph", f'<p><a linktype="page" id="{target.pk}">les</a></p>')]
    make_article("Veien", slug="veien", body=body)

    assert 'href="/nn/malet/"' in client.get("/nn/veien/").content.decode()
    assert 'href="/malet/"' in client.get("/veien/").content.decode()


def test_a_page_of_an_area_can_be_read_by_all(client: Client, tree: Tree) -> None:
    page = make_news("Lokalt", under=area_page(tree.gjovik))
    client.cookies["area"] = "bergen"

    response = client.get(page.url)

    assert response.status_code == 200
    assert "Lokal: Gjøvik" in response.content.decode()


# --- Translations beside their original -----------------------------------------------------


def test_a_translation_lies_beside_its_original_with_its_areas(tree: Tree) -> None:
    page = make_news("Sykehuset åpner", under=area_page(tree.gjovik))

    version = page.copy_for_translation(nn())

    assert version.get_parent().pk == page.get_parent().pk
    assert version.specific.areas == [tree.gjovik]
    assert version.locale == nn()


def test_a_reader_is_led_to_the_version_in_their_language(client: Client, tree: Tree) -> None:
    page = make_news("Sykehuset", slug="sykehuset", under=area_page(tree.gjovik))
    address = page.url
    version = page.copy_for_translation(nn())
    assert client.get("/nn" + address).status_code == 200  # a draft is nobody's version

    version.slug = "sjukehuset"
    version.save_revision().publish()

    cache.clear()  # nothing is committed in a test, and so nothing forgotten
    response = client.get("/nn" + address)
    assert (
        response.headers["Location"] == "/nn/norge/helse-sor-ost-rhf/innlandet/gjovik/sjukehuset/"
    )
    shown = client.get(response.headers["Location"]).content.decode()
    assert 'hreflang="nb"' in shown
    assert client.get(address).status_code == 200


def test_a_front_page_in_another_language_still_leads_to_all_pages(client: Client) -> None:
    make_article("Slik", slug="slik")
    version = home().copy_for_translation(nn())
    version.title = "Framside"
    version.lead = "På nynorsk."
    version.save_revision().publish()

    assert "På nynorsk." in client.get("/nn/").content.decode()
    assert "På nynorsk." not in client.get("/").content.decode()
    assert client.get("/nn/slik/").status_code == 200


def test_text_in_another_language_is_marked(client: Client) -> None:
    make_article("Slik gjer vi det", slug="slik", language="nn", lead="Kort fortalt.")

    page = client.get("/da/slik/").content.decode()

    assert '<html lang="da"' in page
    assert '<h1 lang="nn">Slik gjer vi det</h1>' in page
    assert '<div class="prose" lang="nn">' in page
    own = client.get("/nn/slik/").content.decode()
    assert "<h1>Slik gjer vi det</h1>" in own
    assert '<div class="prose">' in own


# --- Slugs --------------------------------------------------------------------------------


def test_an_address_is_written_in_letters_that_anybody_can_type() -> None:
    assert make_article("Høring om blåbær").slug == "horing-om-blabaer"
    assert make_article("Høring om blåbær").slug == "horing-om-blabaer-2"


@pytest.mark.parametrize("slug", ["velg-omrade", "min-side", "cms", "nn", "static", "ws", "omrade"])
def test_no_page_takes_an_address_of_ours(slug: str) -> None:
    page = ArticlePage(title="Opptatt", slug=slug)

    with pytest.raises(ValidationError, match="opptatt"):
        home().add_child(instance=page)


def test_further_down_any_address_is_free(tree: Tree) -> None:
    assert make_article("Forum", slug="forum", under=area_page(tree.gjovik)).live


# --- The guard ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"title": f"Om {A_NUMBER}"},
        {"lead": f"Fødselsnummer {A_NUMBER}"},
        {"search_description": f"Fødselsnummer {A_NUMBER}"},
        {"body": [("paragraph", f"<p>Fødselsnummer {A_NUMBER[:6]}<b>{A_NUMBER[6:]}</b></p>")]},
        {"body": [("fact", {"heading": f"Fnr. {A_NUMBER}", "text": "<p>Kort</p>"})]},
    ],
)
@pytest.mark.parametrize("live", [True, False])
def test_a_persons_number_is_not_stored(values: dict, live: bool) -> None:
    page = NewsPage(**({"title": "Nyhet", "lead": "Kort", "live": live} | values))

    with pytest.raises(IdentifierFound):
        home().add_child(instance=page)
    assert not NewsPage.objects.exists()


def test_a_persons_number_gets_into_no_revision() -> None:
    page = make_news("Nyhet")
    page.lead = f"Fødselsnummer {A_NUMBER}"

    with pytest.raises(IdentifierFound):
        page.save_revision(clean=False)
    assert page.revisions.count() == 1


# --- Where pages lie ------------------------------------------------------------------------


def test_a_page_in_another_language_can_be_moved_among_areas(tree: Tree) -> None:
    page = make_article("Slik", language="nn", under=area_page(tree.gjovik))

    assert page.can_move_to(area_page(tree.hamar))
    assert not page.can_move_to(make_article("Blad"))


def test_there_is_one_front_page() -> None:
    assert not HomePage.can_create_at(home().get_parent())
