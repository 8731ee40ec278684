import pytest
from django.contrib.auth.models import AnonymousUser

from community.members.system import SYSTEM
from community.organisations import rules
from tests.factories import (
    affiliate,
    make_administrator,
    make_guest,
    make_member,
    make_organisation,
    make_unconfirmed,
)

pytestmark = pytest.mark.django_db


def test_administrators_and_the_platform_manage_organisations():
    may = [SYSTEM, make_administrator()]
    may_not = [
        AnonymousUser(),
        make_unconfirmed(is_superuser=True),
        make_guest(),
        make_member(),
        make_member(is_staff=True),
        make_member(is_superuser=True, is_active=False),
    ]
    assert all(map(rules.can_manage_organisations, may))
    assert not any(map(rules.can_manage_organisations, may_not))


def test_everybody_says_where_they_work_themselves():
    kari, nora, closed = make_member(), make_member(), make_member()
    gjovik = make_organisation()
    places = [affiliate(each, gjovik) for each in (kari, nora, closed)]
    closed.is_active = False
    for actor in (kari, nora, closed, AnonymousUser()):
        allowed = {each for each in places if rules.can_change_affiliation(actor, each)}
        assert allowed == set(rules.own_affiliations(actor))
    assert set(rules.own_affiliations(kari)) == {places[0]}
    assert not rules.own_affiliations(closed).exists()
    assert rules.can_affiliate(make_unconfirmed())
