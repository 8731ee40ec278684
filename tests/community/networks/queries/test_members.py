import pytest
from django.contrib.auth.models import AnonymousUser

from community.members.models import Member
from community.networks.actions.memberships import set_role
from community.networks.models import Membership, Network
from community.networks.queries.members import (
    coordinators_of,
    members_by_sector,
    members_of,
)
from community.organisations.models import Affiliation, Organisation
from tests.factories import join, make_guest, make_member, make_network

pytestmark = pytest.mark.django_db
Kind = Organisation.Kind


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def network(kari):
    return make_network("Palliasjon", "restricted", members=(kari,))


def names(memberships) -> list[str]:
    return [each.member.name for each in memberships]


def works_at(member: Member, kind: str, *, is_main: bool = True) -> None:
    organisation, _made = Organisation.objects.get_or_create(name=f"Hos {kind}", kind=kind)
    Affiliation.objects.create(member=member, organisation=organisation, is_main=is_main)


def test_members_stand_in_norwegian_order_and_only_those_with_an_account_in_use(kari, network):
    for name in ("Åse Aa", "Ærlig Ås", "Zoe Berg"):
        join(network, make_member(name))
    assert names(members_of(kari, network)) == ["Kari Nymoen", "Zoe Berg", "Ærlig Ås", "Åse Aa"]
    Member.objects.filter(name="Zoe Berg").update(is_active=False)
    assert names(members_of(kari, network)) == ["Kari Nymoen", "Ærlig Ås", "Åse Aa"]


def test_what_is_typed_narrows(kari, network):
    join(network, make_member("Åse Aamodt", workplace="Sykehuset Innlandet"))
    for q in ("åse", "ase", "aase", "innlandet Åse"):
        assert names(members_of(kari, network, q)) == ["Åse Aamodt"], q
    assert names(members_of(kari, network, "bergen")) == []


def test_who_may_not_know_the_members_is_given_none(kari, network):
    guest, outsider = make_guest(), make_member("Nora Vik")
    assert names(members_of(kari, network)) == names(members_of(outsider, network))
    for stranger in (guest, AnonymousUser()):
        assert names(members_of(stranger, network)) == []
    join(network, guest)
    assert names(members_of(guest, network)) == ["Kari Nymoen", "Per Pårørende"]
    Network.objects.filter(pk=network.pk).update(access="private")
    assert names(members_of(outsider, Network.objects.get(pk=network.pk))) == []


def test_who_left_the_list_of_members_is_met_by_fellow_members_only(kari, network):
    join(network, make_member("Åse Aamodt", is_listed=False))
    assert names(members_of(kari, network)) == ["Kari Nymoen", "Åse Aamodt"]
    assert names(members_of(make_member("Nora Vik"), network)) == ["Kari Nymoen"]


def test_sectors_follow_the_main_place_of_work_in_a_fixed_order(kari, network):
    works_at(kari, Kind.HOSPITAL)
    works_at(kari, Kind.NGO, is_main=False)
    for kind in (Kind.MUNICIPALITY, Kind.MUNICIPALITY, Kind.NGO, Kind.AUTHORITY):
        colleague = make_member()
        join(network, colleague)
        works_at(colleague, kind)
    only_by_the_way, closed = make_member(), make_member()
    works_at(only_by_the_way, Kind.HOSPITAL, is_main=False)
    works_at(closed, Kind.HOSPITAL)
    for member in (only_by_the_way, closed):
        join(network, member)
    Member.objects.filter(pk=closed.pk).update(is_active=False)
    works_at(make_member("Nora Vik"), Kind.HOSPITAL)  # who is not in the network
    assert members_by_sector(network) == [
        ("Sykehus", 1),
        ("Kommune", 2),
        ("Organisasjoner og andre", 2),
        ("Ikke oppgitt", 1),
    ]


def test_sectors_without_members_are_left_out_and_one_query_counts(
    kari, network, django_assert_num_queries
):
    with django_assert_num_queries(1):
        assert members_by_sector(network) == [("Ikke oppgitt", 1)]


def test_coordinators_stand_by_how_long_they_have_been_in_this_network(kari, network):
    berit = make_member("Berit Aas")
    join(make_network("Et annet"), berit, Membership.Role.COORDINATOR)
    for member in (make_member("Åse Aamodt"), berit):
        join(network, member, Membership.Role.COORDINATOR)
    hers = network.memberships.get(member=kari)
    set_role(actor=berit, membership=hers, role=Membership.Role.COORDINATOR)
    assert [each.name for each in coordinators_of(network)] == [
        "Kari Nymoen",
        "Åse Aamodt",
        "Berit Aas",
    ]


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_costs_the_same_however_long(kari, network, number, django_assert_num_queries):
    for each in range(number):
        join(network, make_member(f"Medlem {each}"))
    with django_assert_num_queries(1):
        assert len(names(members_of(kari, network))) == number + 1
