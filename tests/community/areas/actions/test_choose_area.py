import pytest
from django.contrib.auth.models import AnonymousUser

from community.areas.actions.choose_area import choose_area, set_other_areas
from community.lib.errors import NotAllowed
from community.members.system import SYSTEM
from tests.community.areas.conftest import ByAddress
from tests.factories import make_member, make_unconfirmed


def test_a_member_chooses_a_main_area(all_areas: ByAddress) -> None:
    member = make_member()

    choose_area(actor=member, area=all_areas("hamar"))

    member.refresh_from_db()
    assert member.main_area.slug == "hamar"
    assert member.area_decided


def test_choosing_no_area_is_a_choice(all_areas: ByAddress) -> None:
    member = make_member(main_area=all_areas("hamar"))

    choose_area(actor=member, area=None)

    member.refresh_from_db()
    assert member.main_area is None
    assert member.area_decided


def test_somebody_not_yet_confirmed_may_choose_too(all_areas: ByAddress) -> None:
    newcomer = make_unconfirmed()

    choose_area(actor=newcomer, area=all_areas("hamar"))

    newcomer.refresh_from_db()
    assert newcomer.main_area.slug == "hamar"


def test_other_areas_are_those_named_and_never_the_main_one(all_areas: ByAddress) -> None:
    member = make_member(main_area=all_areas("hamar"))
    member.other_areas.add(all_areas("bergen"))

    set_other_areas(actor=member, areas=[all_areas("oslo"), all_areas("hamar")])

    assert [area.slug for area in member.other_areas.all()] == ["oslo"]


def test_an_area_that_becomes_the_main_one_is_no_longer_another(all_areas: ByAddress) -> None:
    member = make_member()
    member.other_areas.set([all_areas("oslo"), all_areas("hamar")])

    choose_area(actor=member, area=all_areas("hamar"))

    assert [area.slug for area in member.other_areas.all()] == ["oslo"]


@pytest.mark.parametrize("actor", [AnonymousUser(), SYSTEM, None])
def test_only_people_with_an_account_have_areas_of_their_own(db: None, actor: object) -> None:
    with pytest.raises(NotAllowed):
        choose_area(actor=actor, area=None)
    with pytest.raises(NotAllowed):
        set_other_areas(actor=actor, areas=[])
