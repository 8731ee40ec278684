"""Whom the tests of pages speak of: a tree of areas, and editors at work in it."""

import pytest
from django.test import Client

from cms.pages.actions.ensure_area_editors import ensure_area_editors
from community.members.system import SYSTEM
from tests.cms.pages.editing import signed_in
from tests.cms.pages.trees import Tree, make_tree
from tests.factories import make_administrator, make_member


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture
def local(tree: Tree) -> Client:
    """An editor of Innlandet at work."""
    member = make_member()
    member.groups.add(ensure_area_editors(actor=SYSTEM, area=tree.innlandet))
    return signed_in(member)


@pytest.fixture
def central() -> Client:
    return signed_in(make_administrator())
