"""Four languages: by the address on Wagtail's pages, by profile or cookie everywhere else."""

import pytest

from tests.factories import make_member

pytestmark = pytest.mark.django_db


def language_of(response) -> str:
    return response.headers["Content-Language"]


def test_bokmal_unless_something_else_was_chosen(client):
    assert language_of(client.get("/om/", headers={"accept-language": "en"})) == "nb"


@pytest.mark.parametrize("language", ["nb", "nn", "da", "en"])
def test_a_choice_is_remembered_and_leads_back(client, language):
    answer = client.get(f"/sprak/{language}/?next=/om/")
    assert (answer.status_code, answer.url) == (302, "/om/")
    page = client.get("/om/")
    assert language_of(page) == language
    assert f'<html lang="{language}"' in page.content.decode()


def test_a_member_carries_the_choice_along(client):
    kari = make_member()
    client.force_login(kari)
    client.get("/sprak/nn/?next=/om/")
    kari.refresh_from_db()
    assert kari.language == "nn"
    elsewhere = type(client)()
    elsewhere.force_login(kari)
    assert language_of(elsewhere.get("/om/")) == "nn"


def test_an_address_with_a_language_speaks_it_whatever_was_chosen(client):
    client.cookies["language"] = "da"
    assert language_of(client.get("/nn/")) == "nn"
    assert language_of(client.get("/")) == "nb"


def test_the_switch_on_such_a_page_leads_to_its_address(client):
    assert client.get("/sprak/nn/?next=/").url == "/nn/"
    assert client.get("/sprak/nb/?next=/nn/").url == "/"
    assert client.get("/sprak/en/?next=/nn/?side=2").url == "/en/?side=2"


@pytest.mark.parametrize("address", ["/en", "/sosionomen-pa-sykehuset", "/nn/hva-som-helst"])
def test_an_address_without_its_last_slash_is_mended_whatever_was_chosen(client, address):
    client.cookies["language"] = "da"
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (301, f"{address}/")


def test_an_unknown_language_is_a_clear_page(client):
    answer = client.get("/sprak/xx/")
    assert answer.status_code == 404
    assert "Vi har ikke språket «xx»" in answer.content.decode()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_nobody_is_led_away_by_it(client, target):
    assert client.get("/sprak/nn/", {"next": target}).url == "/"


def test_a_broken_cookie_is_no_choice(client):
    client.cookies["language"] = "../../etc"
    assert language_of(client.get("/om/")) == "nb"


def test_a_link_or_picture_elsewhere_chooses_nothing(client):
    kari = make_member()
    client.force_login(kari)
    answer = client.get("/sprak/nn/?next=/om/", headers={"sec-fetch-site": "cross-site"})
    assert (answer.url, dict(answer.cookies)) == ("/om/", {})
    kari.refresh_from_db()
    assert kari.language == ""
