import pytest
from django.contrib.auth.models import AnonymousUser

from community.networks.models import Network
from forums.views.sections import network_section
from tests.factories import make_board, make_member, make_network, make_post, make_topic

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


def test_the_public_is_not_told_who_wrote(kari, network):
    make_topic(kari, make_board(network))
    assert "Kari Nymoen" in network_section(kari, network)
    section = network_section(AnonymousUser(), network)
    assert "Sosionom" in section
    assert "Nymoen" not in section


@pytest.mark.parametrize("boards", [1, 8])
def test_it_costs_the_same_however_many_boards(kari, network, boards, django_assert_num_queries):
    for number in range(boards):
        board = make_board(network, f"Forum {number}")
        for title in ("En", "To"):
            make_topic(kari, board, title=title)
    with django_assert_num_queries(3):
        network_section(kari, network)
