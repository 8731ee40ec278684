"""The list of members and a member's page, without a socket and without JavaScript."""

import pytest
from bs4 import BeautifulSoup

from community.networks.models import Network
from tests.answers import bare
from tests.factories import (
    affiliate,
    make_area,
    make_guest,
    make_member,
    make_network,
    make_organisation,
    make_unconfirmed,
)

pytestmark = pytest.mark.django_db

PAGE = "/medlemmer/"


@pytest.fixture
def here(monkeypatch):
    """Says who is here now."""
    ids: set[int] = set()
    monkeypatch.setattr("realtime.presence.here", lambda: frozenset(ids))
    return ids


@pytest.fixture
def nora(client):
    nora = make_member("Nora Vik")
    client.force_login(nora)
    return nora


def shown(client, **query) -> str:
    return client.get(PAGE, query).content.decode()


def test_a_card_says_who_and_leads_to_their_page(client, nora, here):
    kari = make_member(
        "Kari Nymoen",
        title="Barneansvarlig",
        workplace="Hamar kommune",
        expertise="Etterlatte, samtaler",
        is_fictitious=True,
    )
    here.add(kari.pk)
    page = shown(client)
    assert f'<a class="plain" href="/medlemmer/{kari.pk}/">Kari Nymoen</a>' in page
    for text in ("Barneansvarlig", "Hamar kommune", "Etterlatte · samtaler", "oppdiktet"):
        assert text in page
    assert f'members="{kari.pk}"' in page
    assert "1 her nå" in page
    assert "2 medlemmer" in page
    assert kari.email not in page


def test_the_page_carries_its_stream_and_number(client, nora):
    assert '<live-region stream="directory:1" seq="0"' in shown(client)


def test_a_search_can_be_made_narrower_and_taken_back(client, nora):
    make_member("Kari Nymoen", profession="nurse")
    make_member("Jonas Hegge", profession="social_worker")
    page = shown(client, q="kari", yrke="nurse")
    assert "Kari Nymoen" in page
    assert "Jonas Hegge" not in page
    assert 'href="?q=kari"' in page  # without the profession
    assert 'value="nurse" form="sok" checked' in page
    assert 'href="/medlemmer/"' in page  # without anything


def test_a_search_without_a_hit_says_what_was_asked_for(client, nora):
    assert "Ingen treff på «ukjent»" in shown(client, q="ukjent")
    assert "Ingen passer til alt du har valgt" in shown(client, yrke="nurse", her="1")


def test_the_whole_country_is_ticked_without_a_name_until_an_area_is(client, nora, areas):
    nora.main_area = areas("gjovik")
    nora.area_decided = True
    nora.save()
    make_member(main_area=areas("hamar"))
    assert '<input type="checkbox" value="-" form="sok" checked>' in shown(client)
    page = shown(client, omrade="hamar")
    assert '<input type="checkbox" name="omrade" value="-" form="sok">' in page
    assert 'name="omrade" value="hamar" form="sok" checked' in page
    assert "1 medlem" in page


def test_who_stands_in_one_place_can_choose_any_other(client, nora, areas):
    nora.main_area, nora.area_decided = areas("alna"), True
    nora.save()
    make_member(main_area=areas("hamar"))
    page = BeautifulSoup(shown(client), "html.parser")
    labels = [each.get_text(" ").split() for each in page.select("[data-facet=omrade-andre] label")]
    assert labels == [["Helse", "Øst", "2"], ["Ahus", "1"], ["Innlandet", "1"]]
    assert not page.select("[data-facet=omrade-andre][open]")
    page = BeautifulSoup(shown(client, omrade="innlandet"), "html.parser")
    ticked = page.select("[data-facet=omrade-andre][open] input[checked]")
    assert [tick["value"] for tick in ticked] == ["innlandet"]
    assert page.select(".directory__chips .chip")[0].get_text(strip=True) == "Filter1"
    assert "Innlandet" in page.select(".directory__chips")[0].get_text()


def test_a_list_of_those_who_are_here_says_that_it_stays_as_it_is(client, nora, here):
    assert "Listen følger med mens du ser på." in shown(client)
    page = shown(client, her="1")
    assert "Listen følger med mens du ser på." not in page
    assert "Listen viser dem som var her da du hentet den." in page


def test_what_fits_on_a_page_is_counted_once(client, nora):
    page = shown(client)
    assert "1 medlem<" in page
    assert "medlemmer</p>" not in page
    assert "av 1 " not in page


def test_more_are_a_link_away(client, nora):
    for number in range(30):
        make_member(f"Medlem {number}")
    page = shown(client)
    assert "1–24 av 31 medlemmer" in page
    assert 'href="?side=2" rel="next">Neste' in page
    assert "25–31 av 31 medlemmer" in shown(client, side=2)


def test_a_guest_finds_the_people_of_their_networks(client):
    near, far = make_member("Nær Person"), make_member("Fjern Person")
    guest = make_guest()
    make_network(members=(near, guest))
    client.force_login(guest)
    page = shown(client)
    assert "Nær Person" in page
    assert "Fjern Person" not in page
    assert "<live-region" not in page
    assert client.get(f"{PAGE}{near.pk}/").status_code == 200
    assert client.get(f"{PAGE}{far.pk}/").status_code == 404


def test_a_guest_is_not_told_who_is_here(client, here):
    near = make_member("Nær Person")
    guest = make_guest()
    make_network(members=(near, guest))
    here.add(near.pk)
    client.force_login(guest)
    page = shown(client, her="1")
    assert "Nær Person" in page
    assert "1 her nå" not in page
    assert "Bare de som er her nå" not in page
    assert "Her nå først" not in page
    assert "data-here" not in client.get(f"{PAGE}{near.pk}/").content.decode()
    client.force_login(near)
    assert "1 her nå" in shown(client)


def test_who_is_not_confirmed_is_told_so_and_sees_nobody(client):
    make_member("Kari Nymoen")
    client.force_login(make_unconfirmed())
    page = shown(client)
    assert "Medlemslisten er for bekreftede medlemmer" in page
    assert "Kari Nymoen" not in page


def test_who_has_not_signed_in_is_led_there_whoever_they_ask_for(client):
    kari = make_member("Kari Nymoen")
    for address in (PAGE, f"{PAGE}{kari.pk}/", f"{PAGE}99999/"):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, f"/konto/login/?next={address}")


# --- A member's page --------------------------------------------------------------------------


def test_a_members_page_says_where_they_work_and_what_they_can_be_asked(client, nora, here):
    kari = make_member("Kari Nymoen", title="Barneansvarlig", expertise="Etterlatte, samtaler")
    affiliate(kari, make_organisation("Gjøvik kommune"), unit="NAV", role="Leder", is_main=True)
    affiliate(kari, make_organisation("Kreftforum Øst", "ngo"))
    make_network("Palliasjon", members=(kari, nora))
    make_network("Hennes eget", Network.Access.OPEN, members=(kari,))
    here.add(kari.pk)
    page = client.get(f"{PAGE}{kari.pk}/").content.decode()
    for text in ("Gjøvik kommune, NAV", "Leder", "Kreftforum Øst", "Etterlatte · samtaler"):
        assert text in page
    assert "Palliasjon" in page
    assert "Hennes eget" not in page
    assert "data-here" in page
    assert kari.email not in page
    assert "Rediger min side" not in page
    assert "Rediger min side" in client.get(f"{PAGE}{nora.pk}/").content.decode()


def test_one_who_may_not_be_seen_is_not_there(client, nora):
    hidden, unconfirmed = make_member(is_listed=False), make_unconfirmed()
    nowhere = client.get(f"{PAGE}99999/")
    for other in (hidden, unconfirmed):
        there = client.get(f"{PAGE}{other.pk}/")
        assert there.status_code == nowhere.status_code == 404
        assert bare(there) == bare(nowhere)
    make_network(members=(hidden, nora))
    assert client.get(f"{PAGE}{hidden.pk}/").status_code == 200
    assert client.get(f"{PAGE}{'9' * 30}/").status_code == 404


def test_everybody_sees_themselves(client):
    lars = make_unconfirmed("Lars Bøe")
    client.force_login(lars)
    assert "Lars Bøe" in client.get(f"{PAGE}{lars.pk}/").content.decode()


# --- What a page costs ------------------------------------------------------------------------


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_costs_the_same_however_many_there_are(
    client, nora, here, areas, number, django_assert_max_num_queries
):
    nora.main_area, nora.area_decided = areas("gjovik"), True
    nora.save()
    gjovik = make_organisation("Gjøvik kommune", area=areas("gjovik"))
    for place in range(number):
        member = make_member(f"Medlem {place}", profession="nurse", main_area=areas("hamar"))
        affiliate(member, gjovik, is_main=True)
        here.add(member.pk)
    for _cold_and_warm in range(2):
        with django_assert_max_num_queries(10):
            client.get(PAGE, {"q": "medlem", "omrade": "innlandet", "sektor": "municipality"})


@pytest.mark.parametrize("number", [3, 30])
def test_the_areas_cost_the_same_however_many_there_are(
    client, nora, areas, number, django_assert_max_num_queries
):
    for place in range(number):
        community = make_area(f"Fellesskap {place}", "community", areas("helse-ost"))
        make_member(main_area=make_area(f"Kommune {place}", "municipality", community))
    nora.main_area, nora.area_decided = areas("gjovik"), True
    nora.save()
    for _cold_and_warm in range(2):
        with django_assert_max_num_queries(10):
            page = shown(client, omrade="fellesskap-1")
    assert page.count("Fellesskap") >= number


@pytest.mark.parametrize("number", [3, 30])
def test_a_members_page_costs_the_same_however_much_is_on_it(
    client, nora, number, django_assert_max_num_queries
):
    kari = make_member("Kari Nymoen")
    gjovik = make_organisation("Gjøvik kommune")
    for place in range(min(number, 20)):
        affiliate(kari, gjovik, unit=f"Team {place}")
    for place in range(number):
        make_network(f"Nettverk {place}").members.add(kari, nora)
    with django_assert_max_num_queries(8):
        client.get(f"{PAGE}{kari.pk}/")
