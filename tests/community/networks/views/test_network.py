import pytest
from bs4 import BeautifulSoup

from community.members.models import Member
from community.networks.actions.join_requests import ask_to_join, decline_request
from community.networks.models import Membership, Network
from community.networks.views.network import sector_bar
from community.organisations.models import Affiliation, Organisation
from tests.answers import bare
from tests.factories import (
    join,
    make_area,
    make_board,
    make_guest,
    make_member,
    make_network,
    make_topic,
    make_unconfirmed,
)

pytestmark = pytest.mark.django_db

Access = Network.Access
PAGE = "/nettverk/palliasjon/"


@pytest.fixture
def kari():
    return make_member("Kari Nymoen", title="Sosionom", workplace="Hamar kommune")


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def network(kari, berit):
    """A network with something in every field, Berit its coordinator and Kari a member."""
    network = make_network("Palliasjon", Access.PRIVATE, members=(kari,))
    join(network, berit, Membership.Role.COORDINATOR)
    make_board(network, "Kasus og metode")
    network.definition = "Vi som lindrer."
    network.background = "Startet i 2013."
    network.target_group = "Sosionomer."
    network.welcome = "Ta med en kollega."
    network.contact = berit
    network.save()
    return network


def set_access(network, access):
    Network.objects.filter(pk=network.pk).update(access=access)


def read(client, address=PAGE):
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text(client):
    return " ".join(read(client).main.get_text(" ").split())


CARD = (
    *("Palliasjon", "Kompetansenettverk", "Vi som lindrer.", "Sosionomer.", "Berit Aas"),
    "Ta med en kollega.",
)
INSIDE = ("Startet i 2013.", "Kasus og metode", "Kari Nymoen", "2 medlemmer")


def test_a_member_reads_all_of_it(client, kari, network):
    client.force_login(kari)
    page = text(client)
    for said in (*CARD, *INSIDE, "Hamar kommune", "Skriv til Berit", "Sist endret", "Du er med"):
        assert said in page
    assert "Be om å bli med" not in page


@pytest.mark.parametrize("who", [None, make_member, make_unconfirmed, make_guest])
def test_others_read_the_card_of_a_private_network_and_nothing_else(client, network, who):
    if who:
        client.force_login(who())
    page = text(client)
    for said in CARD:
        assert said in page
    for hidden in INSIDE:
        assert hidden not in page
    assert "Denne siden er for medlemmer av nettverket. Be om å bli med." in page


@pytest.mark.parametrize("who", [None, make_unconfirmed, make_guest])
def test_a_restricted_network_is_a_card_to_those_who_are_not_let_in(client, network, who):
    set_access(network, Access.RESTRICTED)
    client.force_login(make_member("Nora Vik"))
    assert "Kari Nymoen" in text(client)
    client.logout()
    if who:
        client.force_login(who())
    page = text(client)
    assert "Vi som lindrer." in page
    for hidden in INSIDE:
        assert hidden not in page


def test_the_public_of_an_open_network_meets_numbers_and_the_contact_person(client, network, kari):
    set_access(network, Access.OPEN)
    work_at(kari, "Hamar kommune", Organisation.Kind.MUNICIPALITY)
    page = text(client)
    for said in ("Startet i 2013.", "Kasus og metode", "2 medlemmer", "Kommune 1", "Berit Aas"):
        assert said in page
    assert "Kari Nymoen" not in page
    Network.objects.filter(pk=network.pk).update(contact=None)
    assert "Skriv til koordinatorene" in text(client)
    assert "Berit Aas" not in text(client), "she did not choose to be named"


@pytest.mark.parametrize("change", [{"is_listed": False}, {"standing": Member.Standing.GUEST}])
def test_guests_and_those_who_left_the_list_are_met_by_fellow_members_only(
    client, network, kari, change
):
    set_access(network, Access.RESTRICTED)
    Member.objects.filter(pk=kari.pk).update(**change)
    fellow = make_member("Jonas Hegge")
    join(network, fellow)
    client.force_login(fellow)
    assert "Kari Nymoen" in text(client)
    client.force_login(make_member("Nora Vik"))
    assert "Jonas Hegge" in text(client)
    assert "Kari Nymoen" not in text(client)


@pytest.mark.parametrize("who", [make_member, make_unconfirmed, make_guest])
def test_a_confidential_network_answers_like_one_that_does_not_exist(client, kari, network, who):
    set_access(network, Access.CONFIDENTIAL)
    client.force_login(kari)
    assert "Startet i 2013." in text(client)
    client.force_login(who())
    there, missing = client.get(PAGE), client.get("/nettverk/finnes-ikke/")
    assert there.status_code == missing.status_code == 404
    assert bare(there) == bare(missing)


def test_a_visitor_is_led_to_sign_in_by_both(client, network):
    set_access(network, Access.CONFIDENTIAL)
    for address in (PAGE, "/nettverk/finnes-ikke/"):
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, f"/konto/login/?next={address}")


def test_a_visitor_who_wants_in_signs_in_and_comes_back_to_ask(client, network):
    act = read(client).select_one(".network-head__actions a")
    assert act.get_text(strip=True) == "Be om å bli med"
    assert act["href"] == "/konto/login/?next=/nettverk/palliasjon/bli-med/"


def test_who_is_here_is_shown_to_those_who_may_know_the_members(
    client, network, kari, berit, monkeypatch
):
    set_access(network, Access.OPEN)
    monkeypatch.setattr("realtime.presence.here", lambda: frozenset({kari.pk, berit.pk}))
    client.force_login(kari)
    assert len(read(client).select(".side .avatar[data-here]")) == 2
    client.logout()
    assert "Berit Aas" in text(client)
    assert not read(client).select("[data-here]")


def test_who_waits_sees_what_they_wrote_and_may_take_it_back(client, network):
    nora = make_unconfirmed("Nora Vik")
    ask_to_join(actor=nora, network=network, message="Jeg begynte i høst.")
    client.force_login(nora)
    page = text(client)
    assert "Venter på svar" in page
    assert "Jeg begynte i høst." in page
    assert "Trekk forespørselen" in page
    assert "Be om å bli med" not in page


def test_who_was_declined_reads_why_and_may_ask_again(client, network, berit):
    nora = make_member("Nora Vik")
    asked = ask_to_join(actor=nora, network=network)
    decline_request(actor=berit, request=asked, answer="Det er fullt til jul.")
    client.force_login(nora)
    page = text(client)
    assert "Det er fullt til jul." in page
    assert "Be om å bli med" in page


def side(client) -> dict[str, str]:
    """What stands under each heading of the side column."""
    sections = read(client).select(".side section:has(> h2)")
    return {each.h2.get_text(strip=True): each.get_text(" ") for each in sections}


def test_a_contact_person_who_does_not_coordinate_stands_apart_and_once(
    client, network, kari, berit
):
    client.force_login(kari)
    assert "Kontaktperson" not in side(client)
    assert "Berit Aas" in side(client)["Koordinator"]
    Network.objects.update(contact=kari)
    found = side(client)
    assert "Kari Nymoen" in found["Kontaktperson"]
    assert "Berit Aas" in found["Koordinator"]
    assert "Kari Nymoen" not in found["Koordinator"]
    assert text(client).count("Kari Nymoen") == 1


def tabs(client) -> list[str]:
    return [" ".join(each.get_text(" ").split()) for each in read(client).select(".tabs a")]


def test_the_tabs_are_those_that_the_reader_may_enter(client, network, kari, berit):
    ask_to_join(actor=make_member("Nora Vik"), network=network)
    client.force_login(berit)
    assert tabs(client) == [
        "Oversikt", "Medlemmer", "Forespørsler 1 venter", "Henvendelser", "Rediger",
    ]  # fmt: skip
    client.force_login(kari)
    assert tabs(client) == ["Oversikt", "Medlemmer"]
    Network.objects.filter(pk=network.pk).update(contact=kari)
    assert tabs(client) == ["Oversikt", "Medlemmer", "Henvendelser"]
    client.force_login(make_member())
    assert tabs(client) == []


def work_at(member, name, kind):
    place, _new = Organisation.objects.get_or_create(name=name, defaults={"kind": kind})
    Affiliation.objects.create(member=member, organisation=place, is_main=True)


def test_the_sectors_fill_the_bar_and_none_is_too_narrow_to_be_seen():
    segments = sector_bar([("Sykehus", 400), ("Ikke oppgitt", 1)])
    assert [(each.label, each.number, each.tone) for each in segments] == [
        ("Sykehus", 400, 0), ("Ikke oppgitt", 1, 3),
    ]  # fmt: skip
    first, last = (float(each.width.removesuffix("%")) for each in segments)
    assert first + last == pytest.approx(100, abs=0.02)
    assert last > 2.5
    assert segments[1].start == segments[0].width
    assert sector_bar([]) == []


@pytest.mark.parametrize("rows", [3, 30])
def test_the_page_costs_the_same_however_many_rows(
    client, network, berit, rows, django_assert_num_queries
):
    berit.main_area = make_area("Norge", "country")
    berit.save()
    network.areas.add(berit.main_area)
    for number in range(rows):
        join(network, make_member(f"Medlem {number}"))
        ask_to_join(actor=make_member(f"Spør {number}"), network=network)
        make_topic(berit, make_board(network, f"Forum {number}"))
    client.force_login(berit)
    client.get(PAGE)
    # session, member, main area, network, its areas, sectors, coordinators, members,
    # and what the boards ask: their rule, themselves, the last topic of each, what is unread
    with django_assert_num_queries(12):
        client.get(PAGE)
