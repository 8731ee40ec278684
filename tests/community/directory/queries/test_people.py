import pytest

from community.directory.queries.people import networks_to_offer, shared_networks
from community.networks.models import Membership, Network
from tests.factories import join, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db


def test_only_networks_that_both_are_in():
    kari, nora = make_member("Kari Nymoen"), make_member("Nora Vik")
    both = make_network("Palliasjon", Network.Access.CONFIDENTIAL, members=(kari, nora))
    hers = make_network("Åpent for alle", Network.Access.OPEN, members=(kari,))
    make_network("Annet", members=(nora,))
    assert list(shared_networks(nora, kari)) == [both]
    assert list(shared_networks(kari, kari)) == [both, hers]
    assert list(shared_networks(make_member(), kari)) == []


def test_a_member_can_be_taken_into_what_the_viewer_runs_and_they_are_not_in():
    kari, nora = make_member("Kari Nymoen"), make_member("Nora Vik")
    hers, both = make_network("Palliasjon", "confidential"), make_network("Annet", members=(kari,))
    make_network("Uten rolle", members=(nora,))
    for network in (hers, both):
        join(network, nora, Membership.Role.COORDINATOR)
    assert list(networks_to_offer(nora, kari)) == [hers]
    assert list(networks_to_offer(nora, nora)) == []
    assert list(networks_to_offer(kari, nora)) == []
    assert list(networks_to_offer(nora, make_unconfirmed())) == []
