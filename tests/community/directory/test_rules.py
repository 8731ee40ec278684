import pytest
from django.contrib.auth.models import AnonymousUser

from community.directory import rules
from tests.factories import make_guest, make_member, make_unconfirmed


@pytest.mark.django_db
def test_members_follow_the_list_and_a_guest_whose_list_is_another_does_not():
    kari, hidden = make_member(), make_member(is_listed=False)
    others = [make_guest(), make_unconfirmed(), make_member(is_active=False)]
    people = [kari, hidden, *others]
    assert rules.directory_audiences(people, 1) == {kari.pk: "member", hidden.pk: "member"}
    assert rules.directory_audiences(people, 2) == {}
    assert [each for each in people if rules.can_follow(each)] == [kari, hidden]
    assert not rules.can_follow(AnonymousUser())
