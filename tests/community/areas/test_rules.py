import pytest
from django.contrib.auth.models import AnonymousUser

from community.areas import rules
from community.members.system import SYSTEM
from tests.factories import make_administrator, make_guest, make_member, make_unconfirmed

pytestmark = pytest.mark.django_db

PEOPLE = {
    "nobody": lambda: None,
    "visitor": AnonymousUser,
    "unconfirmed": make_unconfirmed,
    "guest": make_guest,
    "member": make_member,
    "staff": lambda: make_member(is_staff=True),
    "administrator": make_administrator,
    "inactive administrator": lambda: make_member(is_superuser=True, is_active=False),
    "system": lambda: SYSTEM,
}


@pytest.mark.parametrize("person", PEOPLE)
def test_who_manages_areas(person: str) -> None:
    may = {"administrator", "system"}

    assert rules.can_manage_areas(PEOPLE[person]()) is (person in may)


@pytest.mark.parametrize("person", PEOPLE)
def test_who_chooses_areas(person: str) -> None:
    may = {"unconfirmed", "guest", "member", "staff", "administrator"}

    assert rules.can_choose_areas(PEOPLE[person]()) is (person in may)
