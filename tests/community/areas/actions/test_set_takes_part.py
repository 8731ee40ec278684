import pytest

from community.areas.actions.set_takes_part import set_takes_part
from community.areas.queries.tree import in_samtun
from community.lib.errors import NotAllowed
from tests.community.areas.conftest import ByAddress
from tests.factories import make_administrator, make_member


def test_an_administrator_takes_a_community_in(all_areas: ByAddress) -> None:
    assert not in_samtun(all_areas("kristiansand"))

    set_takes_part(actor=make_administrator(), area=all_areas("agder"), takes_part=True)

    assert in_samtun(all_areas("kristiansand"))


def test_a_member_does_not(all_areas: ByAddress) -> None:
    with pytest.raises(NotAllowed):
        set_takes_part(actor=make_member(), area=all_areas("agder"), takes_part=True)

    assert not all_areas("agder").takes_part
