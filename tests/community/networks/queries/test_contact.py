import pytest
from django.contrib.auth.models import AnonymousUser

from community.members.models import Member
from community.networks.actions.contact import mark_answered, write_to_contact
from community.networks.models import Membership, Network
from community.networks.queries.contact import (
    contact_messages,
    contact_named_to,
    contact_of,
    readers_of_contact,
    unanswered_messages,
)
from tests.factories import join, make_guest, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def network(berit, kari):
    network = make_network("Palliasjon", members=(kari,))
    join(network, berit, Membership.Role.COORDINATOR)
    return network


def name_contact(network: Network, member: Member) -> Network:
    Network.objects.filter(pk=network.pk).update(contact=member)
    return Network.objects.get(pk=network.pk)


def test_strangers_reach_the_contact_person_else_the_first_coordinator(berit, kari, network):
    join(network, make_member("Åse Aamodt"), Membership.Role.COORDINATOR)
    assert contact_of(network) == berit
    assert readers_of_contact(network)[0] == berit
    assert len(readers_of_contact(network)) == 2
    network = name_contact(network, kari)
    assert contact_of(network) == kari
    assert readers_of_contact(network) == [kari]


def test_a_contact_person_who_is_gone_is_passed_over(berit, kari, network):
    name_contact(network, kari)
    Member.objects.filter(pk=kari.pk).update(is_active=False)
    network = Network.objects.get(pk=network.pk)
    assert contact_of(network) == berit
    assert readers_of_contact(network) == [berit]


def test_nobody_answers_for_a_network_that_nobody_runs():
    assert contact_of(make_network()) is None


def test_who_was_named_as_contact_is_named_to_all(kari, network):
    network = name_contact(network, kari)
    for viewer in (AnonymousUser(), make_unconfirmed(), make_guest(), make_member("Nora Vik")):
        assert contact_named_to(viewer, network) == kari


def test_a_coordinator_is_named_to_those_who_meet_the_members_and_in_open_networks_by_choice(
    berit, kari, network
):
    strangers = [AnonymousUser(), make_unconfirmed(), make_guest()]
    assert contact_named_to(kari, network) == berit
    assert [contact_named_to(viewer, network) for viewer in strangers] == [None] * 3
    Member.objects.filter(pk=berit.pk).update(is_named_publicly=True)
    assert [contact_named_to(viewer, network) for viewer in strangers] == [None] * 3
    Network.objects.update(access="open")
    network = Network.objects.get(pk=network.pk)
    assert [contact_named_to(viewer, network) for viewer in strangers] == [berit] * 3
    Member.objects.filter(pk=berit.pk).update(is_named_publicly=False)
    assert contact_named_to(AnonymousUser(), network) is None


def test_who_could_look_a_coordinator_up_is_told_whom_to_ask(berit, network):
    nora = make_member("Nora Vik")
    assert contact_named_to(nora, network) == berit
    Member.objects.filter(pk=berit.pk).update(is_listed=False)
    assert contact_named_to(nora, network) is None


def test_messages_are_read_by_coordinators_and_the_contact_person(berit, kari, network):
    sender = make_unconfirmed("Lars Ask")
    first = write_to_contact(actor=sender, network=network, text="Hei")
    second = write_to_contact(actor=sender, network=network, text="Hei igjen")
    assert list(contact_messages(berit)) == [second, first]
    assert list(contact_messages(berit, network)) == [second, first]
    for viewer in (kari, sender, AnonymousUser()):
        assert list(contact_messages(viewer)) == []
    name_contact(network, kari)
    assert list(contact_messages(kari)) == [second, first]
    mark_answered(actor=kari, message=contact_messages(kari).last())
    assert list(unanswered_messages(berit, network)) == [second]
    third = write_to_contact(actor=sender, network=network, text="Er dere der?")
    assert list(unanswered_messages(berit, network)) == [second, third]
    assert list(contact_messages(berit, make_network("Et annet"))) == []


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_costs_the_same_however_long(berit, network, number, django_assert_num_queries):
    for each in range(number):
        write_to_contact(actor=make_unconfirmed(f"Spør {each}"), network=network, text="Hei")
    with django_assert_num_queries(1):
        found = [(each.sender.name, each.network.name) for each in contact_messages(berit)]
    assert len(found) == number
