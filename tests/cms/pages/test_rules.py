from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from cms.pages import rules
from cms.pages.actions.ensure_area_editors import ensure_area_editors
from community.members.system import SYSTEM
from tests.cms.pages.trees import Tree, make_tree
from tests.factories import make_administrator, make_member, make_unconfirmed

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


def in_group(group: Group, **values: Any) -> Any:
    member = make_member(**values)
    member.groups.add(group)
    return member


def areas_of(actor: Any) -> list[str]:
    return [area.slug for area in rules.writable_areas(actor)]


def test_who_writes_for_which_area(tree: Tree) -> None:
    editors = ensure_area_editors(actor=SYSTEM, area=tree.innlandet)
    everything = [area.slug for area in sorted(tree, key=lambda area: (area.level, area.sort_key))]
    own = ["innlandet", "gjovik", "hamar", "haugtun"]

    table = [
        (SYSTEM, everything, True),
        (make_administrator(), everything, True),
        (in_group(Group.objects.get(name="Editors")), everything, True),
        (in_group(editors), own, False),
        (in_group(editors, is_active=False), [], False),
        (make_member(), [], False),
        (make_unconfirmed(), [], False),
        (AnonymousUser(), [], False),
    ]

    for actor, areas, for_all in table:
        assert areas_of(actor) == areas, actor
        assert rules.can_write_for_all(actor) is for_all, actor
        for area in tree:
            assert rules.can_write_for(actor, area) is (area.slug in areas), (actor, area)


def test_an_extra_membership_gives_no_rights(tree: Tree) -> None:
    editor = in_group(ensure_area_editors(actor=SYSTEM, area=tree.ahus))

    assert areas_of(editor) == ["ahus"]


def test_only_administrators_appoint(tree: Tree) -> None:
    editor = in_group(ensure_area_editors(actor=SYSTEM, area=tree.innlandet))

    assert rules.can_appoint_editors(SYSTEM)
    assert rules.can_appoint_editors(make_administrator())
    assert not rules.can_appoint_editors(editor)
    assert not rules.can_appoint_editors(AnonymousUser())
