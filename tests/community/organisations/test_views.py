"""Workplaces as a member says them: by links and forms, without JavaScript."""

import pytest

from tests.answers import bare
from tests.factories import affiliate, make_member, make_organisation, make_unconfirmed

pytestmark = pytest.mark.django_db

PAGE = "/min-side/arbeidssteder/"


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def gjovik():
    return make_organisation("Gjøvik kommune")


def test_from_search_to_the_line_by_the_name(client, kari, gjovik):
    client.force_login(kari)
    found = client.get(PAGE, {"q": "gjovik"}).content.decode()
    chosen = f"{PAGE}ny/{gjovik.pk}/"
    assert f'href="{chosen}"' in found
    assert "checked" in client.get(chosen).content.decode()  # the first one is the main one
    form = {"unit": "Hjemmetjenesten", "role": "Koordinator", "is_main": "on"}
    assert client.post(chosen, form).url == PAGE
    page = client.get(PAGE).content.decode()
    assert "Gjøvik kommune, Hjemmetjenesten" in page
    assert "Vises ved navnet ditt" in page
    kari.refresh_from_db()
    assert kari.workplace == "Gjøvik kommune, Hjemmetjenesten"


def test_a_place_that_is_not_found_can_be_told_in_ones_own_words(client, kari):
    client.force_login(kari)
    page = client.get(PAGE, {"q": "Fantasia"}).content.decode()
    assert "Vi fant ingen virksomhet som heter «Fantasia»" in page
    assert 'href="/min-side/"' in page


def test_another_place_becomes_the_main_one(client, kari, gjovik):
    affiliate(kari, gjovik, is_main=True)
    other = affiliate(kari, make_organisation("Hamar kommune"))
    client.force_login(kari)
    assert client.get(f"{PAGE}{other.pk}/hoved/").url == PAGE
    kari.refresh_from_db()
    assert kari.workplace == "Gjøvik kommune"
    assert client.post(f"{PAGE}{other.pk}/hoved/").url == PAGE
    kari.refresh_from_db()
    assert kari.workplace == "Hamar kommune"


def test_taking_one_away_asks_first_and_says_what_follows(client, kari, gjovik):
    main = affiliate(kari, gjovik, is_main=True)
    affiliate(kari, make_organisation("Hamar kommune"))
    client.force_login(kari)
    question = client.get(f"{PAGE}{main.pk}/fjern/").content.decode()
    assert "Ved navnet ditt vises Hamar kommune i stedet" in question
    assert kari.affiliations.count() == 2
    assert client.post(f"{PAGE}{main.pk}/fjern/").url == PAGE
    assert kari.affiliations.get().organisation.name == "Hamar kommune"


def test_what_was_typed_stays_when_something_is_wrong(client, kari, gjovik):
    affiliate(kari, gjovik, unit="NAV")
    client.force_login(kari)
    for unit, says in [("NAV", "alt lagt til"), ("Team 15887810130", "Her står det et")]:
        answer = client.post(f"{PAGE}ny/{gjovik.pk}/", {"unit": unit, "role": "Leder av laget"})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert says in page
        assert "Leder av laget" in page
    assert kari.affiliations.count() == 1


def test_other_peoples_places_are_not_there(client, kari, gjovik):
    hers = affiliate(kari, gjovik)
    client.force_login(make_member("Nora Vik"))
    for path in ("hoved", "fjern"):
        there = client.post(f"{PAGE}{hers.pk}/{path}/")
        nowhere = client.post(f"{PAGE}99999/{path}/")
        assert there.status_code == nowhere.status_code == 404
        assert bare(there) == bare(nowhere)
    assert kari.affiliations.count() == 1


def test_it_is_for_everybody_with_an_account(client, gjovik):
    for address in (PAGE, f"{PAGE}ny/{gjovik.pk}/", f"{PAGE}1/fjern/"):
        assert client.get(address).url == f"/konto/login/?next={address}"
    client.force_login(make_unconfirmed())
    assert client.post(f"{PAGE}ny/{gjovik.pk}/", {"unit": ""}).url == PAGE


def test_it_starts_empty_and_an_unknown_organisation_is_nowhere(client, kari):
    client.force_login(kari)
    assert "Du har ikke lagt til noe arbeidssted ennå" in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}ny/99999999999999999999999/").status_code == 404
