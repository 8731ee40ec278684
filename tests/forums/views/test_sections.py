import pytest
from django.contrib.auth.models import AnonymousUser

from community.networks.models import Membership, Network
from forums.actions.reading import mark_read
from forums.views.sections import network_section
from tests.factories import (
    join,
    make_board,
    make_member,
    make_network,
    make_post,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member("Kari Nymoen", title="Sosionom")


@pytest.fixture
def network(kari):
    return make_network("Palliasjon", Network.Access.OPEN, (kari,))


def test_a_networks_page_shows_each_board_with_what_is_newest_there(kari, network):
    board, _quiet = make_board(network), make_board(network, "Kaffekroken")
    first = make_topic(kari, board, title="Den første")
    make_topic(kari, board, title="Den andre")
    make_post(kari, first)
    section = network_section(kari, network)
    assert "2 tråder" in section
    assert "Den første" in section
    assert "Kari Nymoen" in section
    assert "Den andre" not in section
    assert "0 tråder" in section


def test_a_member_sees_how_many_topics_are_new_to_them_in_each_board(kari, network):
    ola = make_member("Ola")
    join(network, ola)
    board, other = make_board(network), make_board(network, "Kaffekroken")
    before = make_topic(ola, other, title="Fra før Kari ble med")
    network.memberships.filter(member=kari).update(joined=before.last_post_at)
    make_topic(kari, board, title="Karis egen")
    topics = [make_topic(ola, board, title=f"Tråd {number}") for number in range(3)]
    assert network_section(kari, network).count("ulest") == 1
    assert "3 uleste" in network_section(kari, network)
    for topic in topics[:2]:
        topic.refresh_from_db()
        mark_read(actor=kari, topic=topic, last_post_id=topic.last_post_id)
    assert "1 ulest<" in network_section(kari, network)
    for outside in (make_member("Nora"), AnonymousUser()):
        assert "ulest" not in network_section(outside, network)


def test_the_public_is_not_told_who_wrote(kari, network):
    make_topic(kari, make_board(network))
    assert "Kari Nymoen" in network_section(kari, network)
    section = network_section(AnonymousUser(), network)
    assert "Sosionom" in section
    assert "Nymoen" not in section


def test_who_runs_the_network_is_shown_how_to_open_a_board(kari, network):
    berit = make_member("Berit Aas")
    join(network, berit, Membership.Role.COORDINATOR)
    address = f"/nettverk/{network.slug}/forum/nytt/"
    empty = network_section(berit, network)
    assert address in empty
    assert "Åpne det første forumet" in empty
    assert 'data-variant="primary"' in empty
    make_board(network)
    section = network_section(berit, network)
    assert address in section
    assert 'data-variant="primary"' not in section
    for reader in (kari, AnonymousUser()):
        assert address not in network_section(reader, network)


def test_a_network_without_boards_is_calm_to_its_members_and_visitors(kari, network):
    for reader in (kari, AnonymousUser()):
        section = network_section(reader, network)
        assert "Nettverket har ikke åpnet noe forum ennå." in section
        assert "<a " not in section


@pytest.mark.parametrize("boards", [1, 8])
def test_it_costs_the_same_however_many_boards(kari, network, boards, django_assert_num_queries):
    for number in range(boards):
        board = make_board(network, f"Forum {number}")
        for title in ("En", "To"):
            make_topic(kari, board, title=title)
    with django_assert_num_queries(4):
        network_section(kari, network)
