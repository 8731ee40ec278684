import pytest
from bs4 import BeautifulSoup

from community.networks.actions.join_requests import ask_to_join
from community.networks.models import Network
from tests.factories import (
    join,
    make_administrator,
    make_area,
    make_member,
    make_network,
    make_unconfirmed,
)

pytestmark = pytest.mark.django_db

Access = Network.Access


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


def read(client, address="/nettverk/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def names(page) -> list[str]:
    return [heading.get_text() for heading in page.select(".network-row h3")]


def row(page, name):
    return next(each for each in page.select(".network-row") if name in each.h3.get_text())


def chip(page, label):
    return next(each for each in page.select("a.chip") if each.get_text().startswith(label))


def test_everybody_finds_the_listed_networks_and_only_members_the_confidential(client, kari):
    for access in Access.values:
        join(make_network(f"Nettverk {access}", access), kari)
    client.force_login(kari)
    assert len(names(read(client))) == 4
    client.logout()
    listed = ["Nettverk open", "Nettverk private", "Nettverk restricted"]
    assert names(read(client)) == listed
    client.force_login(make_member("Nora Vik"))
    assert names(read(client)) == listed


def test_the_number_of_members_is_told_to_those_who_may_read(client, kari):
    private = make_network("Palliasjon", Access.PRIVATE, members=(kari,))
    make_network("Åpent hus", Access.OPEN, members=(kari,))
    client.force_login(kari)
    assert "1 medlem" in row(read(client), private.name).get_text()
    for member in ("Nora", "Jonas"):
        join(private, make_member(member))
    client.force_login(make_member("Nora Vik"))
    page = read(client, "/nettverk/?sorter=members")
    assert "medlem" not in row(page, "Palliasjon").get_text().replace("For medlemmer", "")
    assert "1 medlem" in row(page, "Åpent hus").get_text()
    assert names(page) == ["Åpent hus", "Palliasjon"], "the order must not tell the number either"


def test_a_row_says_kind_access_areas_and_where_the_reader_stands(client, kari):
    network = make_network("Palliasjon", Access.PRIVATE)
    network.areas.add(make_area("Innlandet", "country"))
    Network.objects.filter(pk=network.pk).update(definition="For sosionomer.")
    client.force_login(kari)
    text = row(read(client), "Palliasjon").get_text(" ")
    for said in ("Kompetansenettverk", "For medlemmer", "Innlandet", "For sosionomer."):
        assert said in text
    ask_to_join(actor=kari, network=network)
    assert "Venter på svar" in row(read(client), "Palliasjon").get_text()
    join(network, kari)
    assert "Du er med" in row(read(client), "Palliasjon").get_text()


def test_filters_keep_each_other_and_the_search(client, kari):
    make_network("Barn som pårørende", Access.OPEN)
    make_network("Barn i hjemmet", Access.OPEN)
    Network.objects.filter(name="Barn i hjemmet").update(kind=Network.Kind.PROJECT)
    page = read(client, "/nettverk/?q=barn&type=project&sorter=newest")
    assert names(page) == ["Barn i hjemmet"]
    assert chip(page, "Prosjekt")["aria-current"] == "true"
    assert chip(page, "Alle")["href"] == "/nettverk/?q=barn&sorter=newest"
    carried = {each["name"]: each["value"] for each in page.select("form [type=hidden]")}
    assert carried == {"type": "project", "sorter": "newest"}
    assert page.select_one("#network-search")["value"] == "barn"


def test_nonsense_in_the_address_counts_as_nothing(client):
    make_network("Palliasjon", Access.OPEN)
    page = read(client, "/nettverk/?type=x&sorter=password&side=x&mine=1&naer=1&q=%00")
    assert names(page) == ["Palliasjon"]


def test_near_the_chosen_area_are_those_above_and_below_it(client):
    norway = make_area("Norge", "country")
    east = make_area("Helse Sør-Øst", "region", norway)
    west = make_area("Helse Vest", "region", norway)
    for name, area in [("I øst", east), ("I vest", west), ("I Norge", norway)]:
        make_network(name, Access.OPEN).areas.add(area)
    assert chip(read(client), "Nær meg")["href"].startswith("/velg-omrade/?next=%2Fnettverk%2F")
    client.cookies["area"] = east.slug
    assert len(names(read(client))) == 3, "a choice hides nothing by itself"
    near = chip(read(client), "Nær Helse Sør-Øst")
    page = read(client, near["href"])
    assert names(page) == ["I Norge", "I øst"]
    assert chip(page, "Nær Helse Sør-Øst")["href"] == "/nettverk/"


def test_a_search_without_hits_says_so_and_offers_to_drop_each_filter(client, kari):
    make_network("Palliasjon", Access.OPEN)
    page = read(client, "/nettverk/?q=hjerte&type=project")
    empty = page.select_one(".empty-state")
    assert "Ingen nettverk passer" in empty.get_text()
    assert [each["href"] for each in empty.select("a.chip")] == [
        "/nettverk/?type=project", "/nettverk/?q=hjerte",
    ]  # fmt: skip


def test_ones_own_networks_alone(client, kari):
    make_network("Et annet", Access.OPEN)
    client.force_login(kari)
    assert "ikke med i noe nettverk ennå" in read(client, "/nettverk/?mine=1").get_text()
    make_network("Palliasjon", members=(kari,))
    assert names(read(client, "/nettverk/?mine=1")) == ["Palliasjon"]
    client.force_login(make_unconfirmed())
    assert "venter på bekreftelse" in read(client, "/nettverk/?mine=1").get_text()


def test_only_who_may_make_a_network_is_offered_it(client, kari):
    make_network("Palliasjon", Access.OPEN)
    client.force_login(make_administrator())
    assert read(client).select("a[href='/nettverk/nytt/']")
    for other in (kari, make_unconfirmed()):
        client.force_login(other)
        assert not read(client).select("a[href='/nettverk/nytt/']")


def test_before_there_is_anything_the_page_says_whom_to_ask(client):
    assert "stille ennå" in read(client).get_text()


def test_long_lists_have_pages(client):
    for number in range(21):
        make_network(f"Nettverk {number:02}", Access.OPEN)
    first, second = read(client), read(client, "/nettverk/?side=2")
    assert len(names(first)) == 20
    assert names(second) == ["Nettverk 20"]
    assert "21 av 21 nettverk" in second.get_text()


def test_the_main_menu_shows_where_we_are_to_visitors_too(client):
    assert read(client).select_one(".main-menu [aria-current]").get_text() == "Nettverk"


@pytest.mark.parametrize("rows", [3, 18])
def test_the_page_costs_the_same_however_many_rows(client, kari, rows, django_assert_num_queries):
    area = make_area("Norge", "country")
    for number in range(rows):
        network = make_network(f"Nettverk {number}", Access.OPEN, members=(kari,))
        network.areas.add(area)
        asked = make_network(f"Spurt {number}", Access.PRIVATE)
        ask_to_join(actor=kari, network=asked)
    client.force_login(kari)
    client.get("/nettverk/")
    with django_assert_num_queries(6):  # session, member, number, networks, their areas, asked
        client.get("/nettverk/")
