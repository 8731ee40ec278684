"""Who sees whom: kinds of viewers against kinds of members."""

import pytest
from django.contrib.auth.models import AnonymousUser

from community.members import rules
from community.members.models import Member
from community.members.system import SYSTEM
from tests.factories import make_guest, make_member, make_network, make_unconfirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Member]:
    """`near` share a network with the viewers that are called so; `far` share none with them."""
    found = {
        "listed": make_member("Far Listed"),
        "hidden": make_member("Far Hidden", is_listed=False),
        "guest": make_guest("Far Guest"),
        "closed": make_member("Far Closed", is_active=False),
        "unconfirmed": make_unconfirmed("Far Unconfirmed"),
        "near listed": make_member("Near Listed"),
        "near hidden": make_member("Near Hidden", is_listed=False),
        "near guest": make_guest("Near Guest"),
        "near closed": make_member("Near Closed", is_active=False),
    }
    make_network("Far").members.add(*(found[name] for name in ("listed", "hidden", "guest")))
    return found


def viewer(kind: str, people: dict[str, Member]) -> Member:
    """A viewer who shares a network with those near."""
    made = {"member": make_member, "guest": make_guest, "unconfirmed": make_unconfirmed}[kind]()
    near = [person for name, person in people.items() if name.startswith("near")]
    make_network("Near").members.add(made, *near)
    return made


def names_of(found, people: dict[str, Member]) -> set[str]:
    return {name for name, person in people.items() if person in found}


SEES = {
    "member": {"listed", "near listed", "near hidden", "near guest"},
    "guest": {"near listed", "near hidden", "near guest"},
    "unconfirmed": set(),
}
LISTS = {
    "member": {"listed", "near listed"},
    "guest": {"near listed", "near guest"},
    "unconfirmed": set(),
}


@pytest.mark.parametrize("kind", SEES)
def test_who_opens_whose_page_and_whom_the_list_holds(people, kind):
    actor = viewer(kind, people)
    visible = set(rules.visible_members(actor))
    assert names_of(visible, people) == SEES[kind]
    assert actor in visible  # whoever one is
    assert {each for each in Member.objects.all() if rules.can_see_member(actor, each)} == visible
    listed = set(rules.listed_members(actor))
    assert names_of(listed, people) == LISTS[kind]
    assert (actor in listed) == (kind != "unconfirmed")
    assert listed <= visible


def test_nobody_signed_in_and_no_closed_account_sees_anybody(people):
    closed = make_member(is_active=False)
    for actor in (AnonymousUser(), closed):
        assert not rules.visible_members(actor).exists()
        assert not rules.listed_members(actor).exists()
        assert not rules.can_see_member(actor, people["listed"])


def test_the_platform_sees_all(people):
    assert rules.visible_members(SYSTEM).count() == len(people)


def test_the_list_is_the_same_for_all_members_and_is_what_the_stream_tells(people):
    for name in ("listed", "hidden", "near hidden"):
        assert set(rules.listed_members(people[name])) == set(rules.listed())
    assert {each for each in people.values() if rules.is_listed(each)} == set(rules.listed())
