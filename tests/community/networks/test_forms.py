import pytest

from community.networks.forms import CONSEQUENCES, JoinForm, NetworkForm, RoleForm
from community.networks.models import Membership, Network
from community.networks.texts import LONGEST
from tests.factories import make_area, make_network

pytestmark = pytest.mark.django_db


def test_every_level_and_every_role_says_what_it_means():
    assert set(CONSEQUENCES) == {*Network.Access.values, *Membership.Role.values}
    assert all(choice.consequence for choice in RoleForm().choices)


@pytest.mark.parametrize("today", Network.Access.values)
def test_every_other_level_says_what_it_would_change(today):
    network = make_network(access=today)
    form = NetworkForm(initial={"access": today}, before=network)
    for choice in form.access_choices:
        assert bool(choice.change) == (choice.value != today)
    assert not any(choice.change for choice in NetworkForm().access_choices)


def test_areas_stand_by_community_the_wide_ones_first_and_an_open_group_where_one_is_chosen():
    norway = make_area("Norge", "country")
    east = make_area("Helse Sør-Øst", "region", norway)
    community = make_area("Helsefellesskap Innlandet", "community", east, short_name="Innlandet")
    hamar = make_area("Hamar", "municipality", community)
    form = NetworkForm(initial={"areas": [hamar.pk]})
    groups = [
        (label, [(each.label, each.selected) for each in choices], is_open)
        for label, choices, is_open in form.area_groups
    ]
    assert groups == [
        ("Land og helseregioner", [("Norge", False), ("Helse Sør-Øst", False)], False),
        ("Helsefellesskap Innlandet", [("Hele Innlandet", False), ("Hamar", True)], True),
    ]


def test_a_line_break_counts_as_one_character_as_in_the_browser():
    lines = "a\r\n" * (LONGEST["message"] // 2)
    form = JoinForm({"message": lines})
    assert form.is_valid()
    assert "\r" not in form.cleaned_data["message"]


def test_the_tick_for_opening_is_no_value_of_the_network():
    form = NetworkForm(
        {"name": "Barn", "kind": "project", "access": "open", "may_open": "on"},
        before=make_network(),
    )
    assert form.is_valid()
    assert "may_open" not in form.values
    assert form.values["areas"] == []
