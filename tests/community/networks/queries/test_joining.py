import pytest
from django.contrib.auth.models import AnonymousUser

from community.members.models import Member
from community.networks.actions.join_requests import (
    approve_request,
    ask_to_join,
    decline_request,
    withdraw_request,
)
from community.networks.actions.memberships import leave_network
from community.networks.models import Membership, Network
from community.networks.queries.joining import my_request, my_requests, waiting_requests
from tests.factories import join, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def lars():
    return make_unconfirmed("Lars Ask")


@pytest.fixture
def network(berit):
    network = make_network("Palliasjon")
    join(network, berit, Membership.Role.COORDINATOR)
    return network


def test_ones_own_request_is_shown_while_it_waits_and_when_declined(berit, lars, network):
    assert my_request(lars, network) is None
    first = ask_to_join(actor=lars, network=network)
    assert my_request(lars, network) == first
    decline_request(actor=berit, request=first, answer="Prøv Bergen")
    assert my_request(lars, network).answer == "Prøv Bergen"
    second = ask_to_join(actor=lars, network=network)
    assert my_request(lars, network) == second
    withdraw_request(actor=lars, request=second)
    assert my_request(lars, network) is None


def test_a_former_member_is_not_told_of_an_old_answer(berit, lars, network):
    decline_request(actor=berit, request=ask_to_join(actor=lars, network=network))
    approve_request(actor=berit, request=ask_to_join(actor=lars, network=network))
    lars.refresh_from_db()
    leave_network(actor=lars, network=network)
    assert my_request(lars, network) is None


def test_nobody_sees_anothers_request_as_theirs(lars, network):
    ask_to_join(actor=lars, network=network)
    assert [each.network for each in my_requests(lars)] == [network]
    for other in (make_unconfirmed(), AnonymousUser()):
        assert my_request(other, network) is None
        assert list(my_requests(other)) == []


def test_what_became_confidential_is_listed_no_more(lars, network):
    ask_to_join(actor=lars, network=network)
    Network.objects.filter(pk=network.pk).update(access="confidential")
    assert list(my_requests(lars)) == []


def test_coordinators_find_what_waits_oldest_first(berit, lars, network):
    other = make_network("Et annet")
    join(other, berit, Membership.Role.COORDINATOR)
    nora, closed = make_member("Nora Vik"), make_member("Lukket Konto")
    asked = [
        ask_to_join(actor=lars, network=network),
        ask_to_join(actor=nora, network=other),
        ask_to_join(actor=nora, network=network),
        ask_to_join(actor=closed, network=network),
    ]
    Member.objects.filter(pk=closed.pk).update(is_active=False)
    assert list(waiting_requests(berit)) == asked[:3]
    assert list(waiting_requests(berit, network)) == [asked[0], asked[2]]
    decline_request(actor=berit, request=asked[0])
    assert list(waiting_requests(berit, network)) == [asked[2]]
    member = make_member("Kari Nymoen")
    join(network, member, Membership.Role.MODERATOR)
    for viewer in (member, nora, lars, AnonymousUser()):
        assert list(waiting_requests(viewer)) == []


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_costs_the_same_however_long(berit, network, number, django_assert_num_queries):
    for each in range(number):
        ask_to_join(actor=make_unconfirmed(f"Spør {each}"), network=network)
    with django_assert_num_queries(1):
        assert len([each.member.name for each in waiting_requests(berit, network)]) == number
