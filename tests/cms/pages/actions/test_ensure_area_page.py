from itertools import pairwise

import pytest
from wagtail.models import Page

from cms.pages.actions.ensure_area_page import ensure_area_page
from cms.pages.models import AreaPage
from community.lib.errors import NotAllowed
from community.members.system import SYSTEM
from tests.cms.pages.trees import Tree, home, make_tree
from tests.factories import make_administrator, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


def test_the_page_is_made_with_all_that_it_lies_under(tree: Tree) -> None:
    page = ensure_area_page(actor=SYSTEM, area=tree.haugtun)

    chain = [home(), *AreaPage.objects.order_by("depth")]
    assert [str(page.area) for page in chain[1:]] == [
        "Norge",
        "Helse Sør-Øst",
        "Innlandet",
        "Gjøvik",
        "Haugtun",
    ]
    for above, below in pairwise(chain):
        assert below.get_parent().pk == above.pk
    assert page == chain[-1]


def test_pages_are_published_with_a_revision_that_the_editor_can_take(tree: Tree) -> None:
    ensure_area_page(actor=SYSTEM, area=tree.gjovik)

    for page in AreaPage.objects.all():
        assert page.live
        assert page.live_revision_id == page.latest_revision_id is not None
        assert not page.has_unpublished_changes


def test_asked_again_it_is_the_same_page_and_nothing_more(tree: Tree) -> None:
    page = ensure_area_page(actor=SYSTEM, area=tree.gjovik)
    count = Page.objects.count()

    assert ensure_area_page(actor=SYSTEM, area=tree.gjovik) == page
    assert ensure_area_page(actor=SYSTEM, area=tree.innlandet) == page.get_parent().specific
    assert Page.objects.count() == count


def test_a_neighbour_gets_its_place_beside(tree: Tree) -> None:
    gjovik = ensure_area_page(actor=SYSTEM, area=tree.gjovik)
    hamar = ensure_area_page(actor=SYSTEM, area=tree.hamar)

    assert hamar.get_parent() == gjovik.get_parent()


def test_an_administrator_may_and_a_member_may_not(tree: Tree) -> None:
    assert ensure_area_page(actor=make_administrator(), area=tree.gjovik)
    with pytest.raises(NotAllowed):
        ensure_area_page(actor=make_member(), area=tree.hamar)
    assert not AreaPage.objects.filter(area=tree.hamar).exists()
