"""An area's editors in Wagtail itself: its own surfaces must be right without us."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection

from cms.pages.actions.ensure_area_editors import ensure_area_editors
from cms.pages.models import ArticlePage
from community.lib.errors import NotAllowed
from community.members.models import Member
from community.members.system import SYSTEM
from tests.cms.pages.editing import add_address, edit_address, explore_address, form_of
from tests.cms.pages.trees import Tree, area_page, home, make_article, make_tree
from tests.factories import make_administrator, make_area, make_county, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture
def editor(tree: Tree, client: Client) -> Member:
    """An editor of Innlandet, signed in."""
    member = make_member("Marte Haugen")
    member.groups.add(ensure_area_editors(actor=SYSTEM, area=tree.innlandet))
    client.force_login(member)
    return member


# --- The group ----------------------------------------------------------------------------


def test_the_group_is_made_once_and_named_after_its_area(tree: Tree) -> None:
    group = ensure_area_editors(actor=SYSTEM, area=tree.innlandet)

    assert group.name == "Redaktører: Innlandet"
    assert ensure_area_editors(actor=SYSTEM, area=tree.innlandet) == group
    assert Group.objects.filter(name__startswith="Redaktører").count() == 1
    assert Collection.objects.filter(name="Innlandet").count() == 1


def test_areas_of_one_name_get_groups_that_can_be_told_apart(tree: Tree) -> None:
    more = make_county("Møre og Romsdal", "15")
    nordland = make_county("Nordland", "18")
    heroys = [
        make_area("Herøy", "municipality", tree.bergen, slug="heroy", county=more),
        make_area("Herøy", "municipality", tree.bergen, slug="heroy-1818", county=nordland),
    ]

    groups = [
        ensure_area_editors(actor=SYSTEM, area=area)
        for area in [*heroys, tree.oslo, tree.oslo_kommune]
    ]

    assert [group.name for group in groups] == [
        "Redaktører: Herøy (Møre og Romsdal)",
        "Redaktører: Herøy (Nordland)",
        "Redaktører: Oslo (helsefellesskap)",
        "Redaktører: Oslo (kommune)",
    ]


def test_administrators_appoint_editors_and_editors_do_not(tree: Tree, editor: Member) -> None:
    assert ensure_area_editors(actor=make_administrator(), area=tree.hamar)
    with pytest.raises(NotAllowed):
        ensure_area_editors(actor=editor, area=tree.gjovik)


# --- Where an editor writes -----------------------------------------------------------------


def add_article(client: Client, parent: Any, **values: Any) -> Any:
    data = form_of("articlepage", title="Slik gjør vi det", **values) | {"action-publish": "1"}
    return client.post(add_address("articlepage", parent), data)


@pytest.mark.parametrize("name", ["innlandet", "gjovik"])
def test_an_editor_publishes_there_and_below(
    client: Client, tree: Tree, editor: Member, name: str
) -> None:
    area = getattr(tree, name)
    page = area_page(area)
    assert client.get(explore_address(page)).status_code == 200
    assert client.get(add_address("articlepage", page)).status_code == 200

    response = add_article(client, page)

    article = ArticlePage.objects.get()
    assert response.status_code == 302
    assert article.live
    assert article.get_parent() == page.page_ptr
    assert article.areas == [area]


@pytest.mark.parametrize("name", ["bergen", "sor_ost", "norge"])
def test_an_editor_does_not_write_elsewhere_or_above(
    client: Client, tree: Tree, editor: Member, name: str
) -> None:
    page = area_page(getattr(tree, name))
    theirs = make_article("Deres", under=page)

    assert client.get(add_address("articlepage", page)).status_code == 302
    assert client.get(edit_address(theirs)).status_code == 302
    add_article(client, page)
    client.post(edit_address(theirs), form_of("articlepage", title="Vårt"))

    assert [page.title for page in ArticlePage.objects.all()] == ["Deres"]


def test_an_editor_does_not_write_what_is_common(
    client: Client, tree: Tree, editor: Member
) -> None:
    assert client.get(add_address("articlepage", home())).status_code == 302
    add_article(client, home())

    assert not ArticlePage.objects.exists()


def test_an_editor_edits_what_is_there_already(client: Client, tree: Tree, editor: Member) -> None:
    page = make_article("Før", under=area_page(tree.gjovik))
    assert client.get(edit_address(page)).status_code == 200

    data = form_of("articlepage", page, title="Etter") | {"action-publish": "1"}
    client.post(edit_address(page), data)

    assert ArticlePage.objects.get().title == "Etter"


def test_an_editor_writes_on_the_areas_page_and_does_not_take_it_away(
    client: Client, tree: Tree, editor: Member
) -> None:
    page = area_page(tree.innlandet)
    data = form_of("areapage", page, lead="Velkommen til oss.") | {"action-publish": "1"}
    client.post(edit_address(page), data)
    page.refresh_from_db()
    assert page.lead == "Velkommen til oss."

    assert client.post(reverse("wagtailadmin_pages:delete", args=[page.pk])).status_code == 302
    page.refresh_from_db()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{bulk}?id={page.pk}")
    page.refresh_from_db()
    assert client.get(reverse("wagtailadmin_pages:move", args=[page.pk])).status_code == 302


# --- Files --------------------------------------------------------------------------------


def add_document(client: Client, collection: Collection) -> Any:
    file = SimpleUploadedFile("rutine.txt", b"Slik gjorde vi det.")
    data = {"title": "Rutine", "file": file, "collection": collection.pk, "tags": ""}
    return client.post(reverse("wagtaildocs:add"), data)


def test_an_editor_keeps_files_in_their_own_collection_only(
    client: Client, tree: Tree, editor: Member
) -> None:
    ensure_area_editors(actor=SYSTEM, area=tree.bergen)
    own = Collection.objects.get(name="Innlandet")
    other = Collection.objects.get(name="Bergen")

    add_document(client, other)
    add_document(client, Collection.get_first_root_node())
    assert not Document.objects.exclude(collection=own).exists()

    add_document(client, own)
    assert Document.objects.filter(collection=own).exists()


def test_an_editor_does_not_see_the_files_of_others(
    client: Client, tree: Tree, editor: Member
) -> None:
    ensure_area_editors(actor=SYSTEM, area=tree.bergen)
    other = Collection.objects.get(name="Bergen")
    theirs = Document.objects.create(title="Bergens notat", collection=other)
    own = Document.objects.create(
        title="Innlandets notat", collection=Collection.objects.get(name="Innlandet")
    )

    for name in ("wagtaildocs:index", "wagtaildocs_chooser:choose"):
        page = client.get(reverse(name)).content.decode()
        assert own.title in page
        assert theirs.title not in page
    assert client.get(reverse("wagtaildocs:edit", args=[theirs.pk])).status_code == 302
