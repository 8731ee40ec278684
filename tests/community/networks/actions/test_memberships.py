from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from community.lib.errors import NotAllowed
from community.members.actions.standing import confirm_member, deactivate_member
from community.members.models import Member
from community.members.system import SYSTEM
from community.networks.actions.join_requests import ask_to_join
from community.networks.actions.memberships import (
    add_member,
    leave_network,
    remove_member,
    set_role,
)
from community.networks.models import Membership, Network
from realtime import access, log
from realtime.access import ACCESS
from realtime.models import LoggedEvent
from tests.factories import join, make_guest, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture
def berit():
    return make_member("Berit Aas")


@pytest.fixture
def kari():
    return make_member("Kari Nymoen")


@pytest.fixture
def network(berit):
    network = make_network("Palliasjon")
    join(network, berit, Role.COORDINATOR)
    return network


@pytest.fixture
def told(monkeypatch):
    """Whose tabs are told to look."""
    told: list[int] = []
    monkeypatch.setattr("community.networks.actions.memberships.look", told.append)
    return told


def judged_again() -> list[str]:
    events = LoggedEvent.objects.filter(stream="access:1").order_by("seq")
    return [event.fields["subject"] for event in events]


def roles_in(network: Network) -> dict[Member, str]:
    return {each.member: each.role for each in network.memberships.all()}


def test_a_coordinator_takes_members_in_and_changes_their_role(berit, kari, network):
    membership = add_member(actor=berit, network=network, member=kari)
    assert roles_in(network)[kari] == "member"
    set_role(actor=berit, membership=membership, role=Role.MODERATOR)
    assert roles_in(network)[kari] == "moderator"
    add_member(actor=berit, network=network, member=kari, role=Role.EDITOR)
    assert roles_in(network) == {berit: "coordinator", kari: "editor"}


def test_an_unconfirmed_account_is_taken_in_by_nobody(network):
    with pytest.raises(NotAllowed):
        add_member(actor=SYSTEM, network=network, member=make_unconfirmed())


def test_who_is_taken_in_has_their_answer(berit, kari, network):
    request = ask_to_join(actor=kari, network=network)
    add_member(actor=berit, network=network, member=kari)
    request.refresh_from_db()
    assert (request.status, request.decided_by) == ("approved", berit)


def test_a_guest_coordinates_nothing(berit, network):
    guest = make_guest()
    membership = join(network, guest)
    with pytest.raises(ValidationError):
        set_role(actor=berit, membership=membership, role=Role.COORDINATOR)
    with pytest.raises(ValidationError):
        add_member(actor=berit, network=network, member=make_guest(), role=Role.COORDINATOR)
    assert roles_in(network) == {berit: "coordinator", guest: "member"}


def test_rights_end_with_the_change_and_the_members_own_tabs_look(berit, kari, network, told):
    before = judged_again()
    membership = add_member(actor=berit, network=network, member=kari)
    set_role(actor=berit, membership=membership, role=Role.EDITOR)
    set_role(actor=berit, membership=membership, role=Role.EDITOR)  # which it is already
    remove_member(actor=berit, membership=membership)
    add_member(actor=berit, network=network, member=kari)
    leave_network(actor=kari, network=network)
    assert judged_again() == [*before, *[f"member:{kari.pk}"] * 5]
    assert told == [kari.pk] * 5


def test_the_last_coordinator_neither_leaves_nor_steps_down_nor_is_removed(berit, kari, network):
    join(network, kari)
    last = Membership.objects.get(network=network, member=berit)
    ways = [
        lambda: leave_network(actor=berit, network=network),
        lambda: set_role(actor=berit, membership=last, role=Role.MEMBER),
        lambda: add_member(actor=berit, network=network, member=berit),
        lambda: remove_member(actor=berit, membership=last),
        lambda: remove_member(actor=SYSTEM, membership=last),
    ]
    for way in ways:
        with pytest.raises(ValidationError, match="Utnevn en annen først"):
            way()
    assert roles_in(network) == {berit: "coordinator", kari: "member"}
    add_member(actor=berit, network=network, member=kari, role=Role.COORDINATOR)
    leave_network(actor=berit, network=network)
    assert roles_in(network) == {kari: "coordinator"}


@pytest.mark.parametrize("gone", [{"is_active": False}, {"standing": Member.Standing.GUEST}])
def test_a_coordinator_who_cannot_act_is_no_other_coordinator(berit, kari, network, gone):
    join(network, kari, Role.COORDINATOR)
    Member.objects.filter(pk=kari.pk).update(**gone)
    with pytest.raises(ValidationError):
        leave_network(actor=berit, network=network)


def test_who_can_coordinate_no_more_is_not_kept(kari):
    network = make_network("Uten noen")
    join(network, kari, Role.COORDINATOR)
    Member.objects.filter(pk=kari.pk).update(standing=Member.Standing.GUEST)
    leave_network(actor=Member.objects.get(pk=kari.pk), network=network)
    assert roles_in(network) == {}


def test_a_contact_person_who_leaves_or_is_removed_is_contact_no_more(berit, kari, network):
    for end in (
        lambda membership: leave_network(actor=kari, network=network),
        lambda membership: remove_member(actor=berit, membership=membership),
    ):
        membership = join(network, kari)
        Network.objects.filter(pk=network.pk).update(contact=kari)
        end(membership)
        assert Network.objects.get(pk=network.pk).contact is None
    Network.objects.filter(pk=network.pk).update(contact=berit)
    remove_member(actor=berit, membership=join(network, kari))
    assert Network.objects.get(pk=network.pk).contact == berit


def test_a_membership_that_has_ended_cannot_be_changed(berit, kari, network):
    membership = join(network, kari)
    leave_network(actor=kari, network=network)
    with pytest.raises(NotAllowed):
        set_role(actor=berit, membership=membership, role=Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        leave_network(actor=kari, network=network)
    assert kari not in roles_in(network)


def test_who_is_asked_to_coordinate_is_told_by_mail(
    berit, kari, network, mailoutbox, django_capture_on_commit_callbacks
):
    nora = make_member("Nora Vik")
    membership = join(network, kari)
    with django_capture_on_commit_callbacks(execute=True):
        set_role(actor=berit, membership=membership, role=Role.MODERATOR)
    assert mailoutbox == []
    with django_capture_on_commit_callbacks(execute=True):
        set_role(actor=berit, membership=membership, role=Role.COORDINATOR)
        set_role(actor=berit, membership=membership, role=Role.COORDINATOR)
        add_member(actor=berit, network=network, member=nora, role=Role.COORDINATOR)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([person.email], "[Samtun] Du er koordinator i Palliasjon") for person in (kari, nora)
    ]
    assert "Du er nå koordinator" in mailoutbox[0].body
    assert f"/nettverk/{network.slug}/medlemmer/" in mailoutbox[0].body


# --- The next coordinator ----------------------------------------------------------------------


@pytest.fixture
def closed(mailoutbox, django_capture_on_commit_callbacks):
    """Close an account; the subjects of the mails that follow, by their receivers."""

    def closed(member: Member) -> dict[str, str]:
        del mailoutbox[:]
        with django_capture_on_commit_callbacks(execute=True):
            deactivate_member(actor=SYSTEM, member=member)
        return {mail.to[0]: mail.subject for mail in mailoutbox}

    return closed


def test_a_network_whose_only_coordinator_goes_is_run_by_the_next(berit, kari, network, closed):
    lars, nora = make_member("Lars Ask"), make_member("Nora Vik")
    for person, role in [(make_guest(), "moderator"), (kari, "member"), (lars, "moderator")]:
        join(network, person, role)
    join(network, nora, "editor")
    seen = log.head_of(ACCESS)
    assert closed(berit) == {lars.email: "[Samtun] Du er koordinator i Palliasjon"}
    assert f"member:{lars.pk}" in access.changes_since(seen).subjects
    assert roles_in(network)[lars] == "coordinator"
    confirm_member(actor=SYSTEM, member=lars, as_guest=True)
    assert roles_in(network)[nora] == "coordinator"
    closed(nora)
    assert roles_in(network)[kari] == "coordinator"
    assert closed(kari) == {}  # a guest alone is left, who can run nothing


def test_where_somebody_else_coordinates_nobody_takes_over(berit, kari, network, closed):
    join(network, kari, Role.COORDINATOR)
    other = join(network, make_member("Nora Vik"))
    assert closed(berit) == {}
    other.refresh_from_db()
    assert other.role == "member"


def test_the_mail_names_no_confidential_network(berit, kari, network, closed):
    join(network, kari)
    Network.objects.update(access="confidential")
    assert closed(berit) == {kari.email: "[Samtun] Du har en nyhet på Samtun"}


@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_who_leave_at_once_one_stays(berit, kari, network):
    join(network, kari, Role.COORDINATOR)
    ready = Barrier(2)

    def leave(member: Member) -> str:
        try:
            ready.wait()
            leave_network(actor=member, network=Network.objects.get(pk=network.pk))
            return "left"
        except ValidationError:
            return "stayed"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, [berit, kari])) == ["left", "stayed"]
    assert list(roles_in(network).values()) == ["coordinator"]
