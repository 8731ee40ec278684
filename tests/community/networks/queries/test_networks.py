import pytest
from django.contrib.auth.models import AnonymousUser

from community.members.models import Member
from community.networks.actions.networks import update_network
from community.networks.models import Network
from community.networks.queries.networks import ORDERS, catalogue, visible_networks
from tests.factories import join, make_area, make_guest, make_member, make_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def networks(kari):
    """One of each access level, Kari in the two that are closed."""
    made = {access: make_network(f"Nettverk {access}", access) for access in Network.Access.values}
    for access in ("private", "confidential"):
        join(made[access], kari)
    return made


def names(networks) -> list[str]:
    return [network.name.removeprefix("Nettverk ") for network in networks]


def test_each_sees_what_they_may_know_of(kari, networks):
    listed = ["open", "private", "restricted"]
    assert names(catalogue(kari)) == ["confidential", *listed]
    for other in (make_member("Nora Vik"), make_guest(), AnonymousUser()):
        assert names(catalogue(other)) == listed
    assert networks["confidential"] in visible_networks(kari)
    assert names(catalogue(kari, mine=True)) == ["confidential", "private"]
    assert names(catalogue(AnonymousUser(), mine=True)) == []


def test_active_members_are_counted_and_ones_own_networks_marked(kari, networks):
    join(networks["private"], make_member())
    closed = make_member()
    join(networks["private"], closed)
    Member.objects.filter(pk=closed.pk).update(is_active=False)
    found = {each.access: (each.member_count, each.is_mine) for each in catalogue(kari)}
    assert found == {
        "open": (0, False),
        "restricted": (0, False),
        "private": (2, True),
        "confidential": (1, True),
    }
    assert not any(each.is_mine for each in catalogue(AnonymousUser()))


def test_how_many_are_in_is_told_to_those_who_read_there(kari, networks):
    join(networks["private"], make_member())
    nora = make_member("Nora Vik")
    found = {each.access: each.member_count for each in catalogue(nora)}
    assert found == {"open": 0, "restricted": 0, "private": None}
    assert [each.access for each in catalogue(nora, order="members")][-1] == "private"


def test_a_search_looks_in_what_the_card_shows_and_nowhere_else(kari):
    network = make_network("Blåbær og åpenhet")
    update_network(
        actor=kari_as_coordinator(network),
        network=network,
        name=network.name,
        kind="project",
        access="private",
        definition="For sosionomer",
        background="Hemmelig bakgrunn",
        target_group="Kommuner i Innlandet",
        welcome="Velkommen inn",
        contact=None,
        areas=[],
    )
    for q in (
        "blåb",
        "blab",
        "blaab",
        "BLÅBÆR",
        "sosionom innlandet",
        " åpenhet|",
        "og  ",
        "\x00",
    ):
        assert list(catalogue(kari, q=q)) == [network], q
    for q in ("hemmelig", "velkommen", "blåbær bergen", "%", "_"):
        assert list(catalogue(kari, q=q)) == [], q


def kari_as_coordinator(network):
    coordinator = make_member("Berit Aas")
    join(network, coordinator, "coordinator")
    return coordinator


def test_a_search_by_an_outsider_finds_no_confidential_name(kari, networks):
    assert names(catalogue(kari, q="confidential")) == ["confidential"]
    assert names(catalogue(make_member("Nora Vik"), q="confidential")) == []


def test_a_kind_narrows(kari, networks):
    networks["open"].kind = "project"
    networks["open"].save()
    assert names(catalogue(kari, kind="project")) == ["open"]


def test_an_area_gives_its_networks_those_above_and_below_and_those_without():
    norway = make_area("Norge", "country")
    inland = make_area("Innlandet", "region", norway)
    hamar_community = make_area("Hamar helsefellesskap", "community", inland)
    hamar = make_area("Hamar", "municipality", hamar_community)
    elsewhere = make_area("Vest", "region", norway)
    for area in (norway, inland, hamar, elsewhere):
        make_network(f"I {area}").areas.set([area])
    make_network("I alt").areas.set([norway, inland, hamar, elsewhere])
    make_network("Uten")
    visitor = AnonymousUser()
    in_inland = [each.name for each in catalogue(visitor, area=inland)]
    assert in_inland == ["I alt", "I Hamar", "I Innlandet", "I Norge", "Uten"]
    in_hamar = [each.name for each in catalogue(visitor, area=hamar)]
    assert in_hamar == in_inland
    in_west = [each.name for each in catalogue(visitor, area=elsewhere)]
    assert in_west == ["I alt", "I Norge", "I Vest", "Uten"]


def test_the_order_is_chosen_and_norwegian_by_name(kari):
    for name in ("Ås", "Zoo", "Ærlig"):
        network = make_network(name)
    join(network, kari)
    found = {order: [each.name for each in catalogue(kari, order=order)] for order in ORDERS}
    assert found == {
        "name": ["Zoo", "Ærlig", "Ås"],
        "members": ["Ærlig", "Zoo", "Ås"],
        "newest": ["Ærlig", "Zoo", "Ås"],
    }
    assert [each.name for each in catalogue(kari, order="password")] == found["name"]


@pytest.mark.parametrize("number", [3, 30])
def test_the_catalogue_costs_the_same_however_long(kari, number, django_assert_num_queries):
    area = make_area("Hamar", "country")
    Network.objects.bulk_create(
        Network(name=f"Nettverk {each}", slug=f"n-{each}") for each in range(number)
    )
    for network in Network.objects.all():
        network.areas.add(area)
        join(network, kari)
    # the networks, their areas; before them what lies above and below the area
    with django_assert_num_queries(4):
        found = list(catalogue(kari, q="", area=area))
        assert [list(network.areas.all()) for network in found] == [[area]] * number
