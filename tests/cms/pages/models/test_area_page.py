import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from cms.pages.models import AreaPage
from tests.cms.pages.trees import Tree, area_page, home, make_tree
from tests.factories import make_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


def test_its_address_is_the_areas(client: Client, tree: Tree) -> None:
    page = area_page(tree.gjovik)

    assert page.url == "/omrade/gjovik/"
    with translation.override("nn"):
        assert page.url == "/nn/omrade/gjovik/"
    in_the_tree = "/norge/helse-sor-ost-rhf/innlandet/gjovik/"
    assert client.get(in_the_tree).headers["Location"] == "/omrade/gjovik/"
    assert client.get("/nn" + in_the_tree).headers["Location"] == "/nn/omrade/gjovik/"


def test_it_lies_under_the_page_of_what_the_area_lies_in(tree: Tree) -> None:
    for wrong in (home(), area_page(tree.bergen)):
        page = AreaPage(area=tree.gjovik, title="Gjøvik", slug="gjovik")
        with pytest.raises(ValidationError, match="hører hjemme"):
            wrong.add_child(instance=page)
    assert not AreaPage.objects.filter(area=tree.gjovik).exists()


def test_it_cannot_be_moved_anywhere_else(tree: Tree) -> None:
    page = area_page(tree.gjovik)

    assert page.can_move_to(area_page(tree.innlandet))
    assert not page.can_move_to(area_page(tree.bergen))
    assert not page.can_move_to(home())
    assert area_page(tree.norge).can_move_to(home())


def test_it_is_neither_made_nor_copied_by_hand(tree: Tree) -> None:
    page = area_page(tree.gjovik)
    permissions = page.permissions_for_user(make_administrator())

    assert not AreaPage.can_create_at(page)
    assert not permissions.can_copy()
    assert not permissions.can_copy_to(page.get_parent())
    assert permissions.can_delete()
