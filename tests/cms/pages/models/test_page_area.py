"""Which areas a page gets: those it says, else the one that it is made in."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from cms.pages.models import ArticlePage, PageArea
from tests.cms.pages.trees import Tree, area_page, home, make_article, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


def test_a_page_made_under_an_area_is_for_it(tree: Tree) -> None:
    page = make_article("Lokalt", under=area_page(tree.gjovik))

    assert page.areas == [tree.gjovik]
    assert page.get_latest_revision_as_object().areas == [tree.gjovik]


def test_a_page_that_says_areas_keeps_them(tree: Tree) -> None:
    page = make_article("Begge", tree.hamar, tree.gjovik, under=area_page(tree.gjovik))

    assert page.areas == [tree.gjovik, tree.hamar]


def test_a_page_straight_under_the_front_page_is_common(tree: Tree) -> None:
    page = make_article("Felles")

    assert page.areas == []
    assert page.marked_area is None


def test_a_page_made_in_code_may_say_that_it_is_common(tree: Tree) -> None:
    page = ArticlePage(title="Felles, skrevet i Gjøvik", page_areas=[])
    area_page(tree.gjovik).add_child(instance=page)

    assert page.areas == []


def test_a_moved_page_keeps_what_it_has(tree: Tree) -> None:
    local = make_article("Lokalt", under=area_page(tree.gjovik))
    common = make_article("Felles")

    local.move(area_page(tree.bergen), pos="last-child")
    common.move(area_page(tree.bergen), pos="last-child")
    for page in (local, common):
        ArticlePage.objects.get(pk=page.pk).save_revision().publish()

    assert ArticlePage.objects.get(title="Lokalt").areas == [tree.gjovik]
    assert ArticlePage.objects.get(title="Felles").areas == []


def test_a_copied_page_keeps_what_it_has(tree: Tree) -> None:
    local = make_article("Lokalt", under=area_page(tree.gjovik))
    common = make_article("Felles")

    copies = [
        page.copy(to=area_page(tree.bergen), update_attrs={"slug": f"kopi-{page.slug}"})
        for page in (local, common)
    ]

    assert [copy.specific.areas for copy in copies] == [[tree.gjovik], []]


def test_an_area_stands_once_on_a_page(tree: Tree) -> None:
    page = make_article("Lokalt", tree.gjovik)

    with pytest.raises(IntegrityError), transaction.atomic():
        PageArea.objects.create(page=page, area=tree.gjovik)


def test_an_area_with_pages_cannot_be_deleted(tree: Tree) -> None:
    make_article("Lokalt", tree.haugtun, under=home())

    with pytest.raises(ProtectedError):
        tree.haugtun.delete()
