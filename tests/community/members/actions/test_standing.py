import pytest
from django.contrib.auth.models import Group

from community.lib.errors import NotAllowed
from community.members.actions.standing import (
    confirm_member,
    deactivate_member,
    give_duties,
    reactivate_member,
)
from community.members.models import Member
from community.members.system import SYSTEM
from realtime import access, log
from realtime.access import ACCESS
from tests.factories import make_administrator, make_guest, make_member, make_unconfirmed

pytestmark = pytest.mark.django_db


def test_an_administrator_says_who_somebody_is_and_it_is_remembered_who_said_so():
    ada, kari = make_administrator(), make_unconfirmed("Kari Nymoen")
    confirm_member(actor=ada, member=kari)
    kari.refresh_from_db()
    assert (kari.standing, kari.confirmed_by, kari.is_guest) == ("confirmed", ada, False)
    assert kari.confirmed_at is not None


def test_or_that_somebody_is_a_guest():
    per = confirm_member(actor=SYSTEM, member=make_unconfirmed(), as_guest=True)
    assert (per.standing, per.is_confirmed, per.confirmed_by) == (Member.Standing.GUEST, True, None)


@pytest.mark.parametrize("make_actor", [make_member, make_guest, make_unconfirmed])
def test_nobody_else_does(make_actor):
    with pytest.raises(NotAllowed):
        confirm_member(actor=make_actor(), member=make_unconfirmed())


def test_nobody_confirms_themselves():
    ada = make_administrator()
    with pytest.raises(NotAllowed):
        confirm_member(actor=ada, member=ada)


# --- Closed accounts, and duties --------------------------------------------------------------


def test_an_account_is_closed_and_opened_again():
    ada, kari = make_administrator(), make_member("Kari Nymoen")
    deactivate_member(actor=ada, member=kari)
    kari.refresh_from_db()
    assert (kari.is_active, kari.is_confirmed) == (False, False)
    reactivate_member(actor=ada, member=kari)
    kari.refresh_from_db()
    assert (kari.is_active, kari.is_confirmed) == (True, True)


def test_somebody_is_given_what_they_administer():
    ada, kari = make_administrator(), make_member("Kari Nymoen")
    editors = Group.objects.create(name="Redaktører i Gjøvik")
    give_duties(actor=ada, member=kari, is_staff=True, is_superuser=False, groups=[editors])
    kari.refresh_from_db()
    assert (kari.is_staff, kari.is_superuser, list(kari.groups.all())) == (True, False, [editors])
    give_duties(actor=ada, member=kari, is_staff=False, is_superuser=False, groups=[])
    assert not kari.groups.exists()


ACTS = [
    confirm_member,
    deactivate_member,
    reactivate_member,
    lambda **who: give_duties(**who, is_staff=True, is_superuser=True, groups=[]),
]
NAMES = ["confirm", "deactivate", "reactivate", "give duties"]


@pytest.mark.parametrize("act", ACTS, ids=NAMES)
def test_each_of_them_has_the_members_rights_judged_again(act):
    ada, kari = make_administrator(), make_member("Kari Nymoen")
    seen = log.head_of(ACCESS)
    act(actor=ada, member=kari)
    assert access.changes_since(seen).subjects == {f"member:{kari.pk}"}


@pytest.mark.parametrize("act", ACTS[1:], ids=NAMES[1:])
def test_others_do_none_of_it_and_nobody_does_it_to_themselves(act):
    ada, kari = make_administrator(), make_member("Kari Nymoen")
    for actor in (kari, make_member(), make_guest(), make_unconfirmed()):
        with pytest.raises(NotAllowed):
            act(actor=actor, member=kari)
    with pytest.raises(NotAllowed):
        act(actor=ada, member=ada)


def test_the_directory_is_told_who_comes_and_goes():
    kari = make_unconfirmed("Kari Nymoen")
    before = log.head_of("directory:1")
    confirm_member(actor=SYSTEM, member=kari)
    deactivate_member(actor=SYSTEM, member=kari)
    reactivate_member(actor=SYSTEM, member=kari)
    confirm_member(actor=SYSTEM, member=kari, as_guest=True)
    deactivate_member(actor=SYSTEM, member=kari)  # guests are not in it
    told = log.events_between("directory:1", before)
    assert [event.fields for event in told] == [{"member": kari.pk}] * 4
