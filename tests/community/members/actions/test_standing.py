import pytest

from community.lib.errors import NotAllowed
from community.members.actions.standing import confirm_member
from community.members.models import Member
from community.members.system import SYSTEM
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
