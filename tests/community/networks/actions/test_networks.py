import pytest

from community.lib.errors import NotAllowed
from community.members.system import SYSTEM
from community.networks.actions.networks import add_member, create_network
from community.networks.models import Membership
from tests.factories import join, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db


def test_a_networks_address_is_made_of_its_name_and_is_free():
    first = make_network("Blåbær og åpenhet")
    second = make_network("Blåbær og åpenhet")
    assert (first.slug, second.slug) == ("blabaer-og-apenhet", "blabaer-og-apenhet-2")


def test_an_ordinary_member_cannot_start_a_network():
    with pytest.raises(NotAllowed):
        create_network(actor=make_member(), name="Mitt", kind="project", access="open")


def test_a_coordinator_takes_members_in_and_changes_their_role():
    network, berit, kari = make_network(), make_member("Berit Aas"), make_member("Kari Nymoen")
    join(network, berit, Membership.Role.COORDINATOR)
    add_member(actor=berit, network=network, member=kari)
    add_member(actor=berit, network=network, member=kari, role=Membership.Role.MODERATOR)
    assert list(network.memberships.filter(member=kari).values_list("role", flat=True)) == [
        "moderator"
    ]


def test_nobody_else_does():
    network, kari, nora = make_network(), make_member("Kari Nymoen"), make_member("Nora Vik")
    join(network, kari)
    for actor in (kari, nora):
        with pytest.raises(NotAllowed):
            add_member(actor=actor, network=network, member=nora)


def test_an_unconfirmed_account_is_taken_in_by_nobody():
    with pytest.raises(NotAllowed):
        add_member(actor=SYSTEM, network=make_network(), member=make_unconfirmed())
