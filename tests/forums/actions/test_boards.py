import pytest

from community.lib.errors import NotAllowed
from community.networks.models import Membership
from forums.actions.boards import create_board
from tests.factories import join, make_member, make_network

pytestmark = pytest.mark.django_db


def test_a_coordinator_opens_a_board_and_a_member_does_not():
    network, berit, kari = make_network(), make_member("Berit Aas"), make_member("Kari Nymoen")
    join(network, berit, Membership.Role.COORDINATOR)
    join(network, kari)
    assert create_board(actor=berit, network=network, name="Kaffekroken").network == network
    with pytest.raises(NotAllowed):
        create_board(actor=kari, network=network, name="Mitt eget")
