"""Every sort of person against every access level: predicate and queryset filter agree."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.members.system import SYSTEM
from community.networks import rules
from community.networks.models import Membership, Network
from tests.factories import (
    join,
    make_administrator,
    make_guest,
    make_member,
    make_network,
    make_unconfirmed,
)

pytestmark = pytest.mark.django_db
Access = Network.Access


@pytest.fixture
def people():
    return {
        "visitor": AnonymousUser(),
        "unconfirmed": make_unconfirmed(),
        "outsider": make_member("Nora Vik"),
        "guest outside": make_guest(),
        "member": make_member("Kari Nymoen"),
        "guest inside": make_guest("Per Inne"),
        "coordinator": make_member("Berit Aas"),
        "administrator": make_administrator(),
        "system": SYSTEM,
    }


@pytest.fixture
def network_with(people):
    def make(access: str) -> Network:
        network = make_network(f"Nettverk {access}", access)
        join(network, people["member"])
        join(network, people["guest inside"])
        join(network, people["coordinator"], Membership.Role.COORDINATOR)
        return network

    return make


INSIDE = {"member", "guest inside", "coordinator", "system"}
READERS = {
    # Visitors come with a way to show authors by role and organisation only.
    Access.OPEN: INSIDE | {"outsider", "administrator"},
    Access.RESTRICTED: INSIDE | {"outsider", "administrator"},
    Access.PRIVATE: INSIDE,
    Access.CONFIDENTIAL: INSIDE,
}


@pytest.mark.parametrize("access", Access.values)
def test_who_reads(people, network_with, access):
    network = network_with(access)
    assert {name for name, who in people.items() if rules.can_read(who, network)} == READERS[access]
    assert {name for name, who in people.items() if network in rules.readable(who)} == READERS[
        access
    ]


@pytest.mark.parametrize("access", Access.values)
def test_only_members_write(people, network_with, access):
    network = network_with(access)
    assert {name for name, who in people.items() if rules.can_write(who, network)} == INSIDE


def test_only_coordinators_run_a_network(people, network_with):
    network = network_with(Access.PRIVATE)
    assert {name for name, who in people.items() if rules.can_coordinate(who, network)} == {
        "coordinator",
        "system",
    }


def test_only_administrators_start_one(people):
    assert {name for name, who in people.items() if rules.can_create(who)} == {
        "administrator",
        "system",
    }


def test_a_deactivated_member_is_outside(people, network_with):
    network = network_with(Access.PRIVATE)
    member = people["member"]
    assert rules.can_read(member, network)
    member.is_active = False
    member.save()
    assert not rules.can_read(member, network)
    assert network not in rules.readable(member)
