"""Copies in the editor, and whom the editor talks to."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from cms.pages.models import ArticlePage
from tests.cms.pages.editing import add_address, edit_address
from tests.cms.pages.trees import Tree, area_page, home, make_article

pytestmark = pytest.mark.django_db


# --- Copies -----------------------------------------------------------------------------------


def test_an_editor_who_copies_a_page_home_takes_it_for_their_area(
    local: Client, tree: Tree
) -> None:
    page = make_article("Lokalt", tree.innlandet, tree.bergen, under=area_page(tree.innlandet))
    data = {
        "new_title": "Kopi",
        "new_slug": "kopi",
        "new_parent_page": area_page(tree.gjovik).pk,
        "publish_copies": "1",
    }

    local.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)

    copy = ArticlePage.objects.get(slug="kopi")
    assert copy.live
    assert copy.areas == [tree.innlandet]
    assert copy.get_latest_revision_as_object().areas == [tree.innlandet]


def test_a_common_page_copied_by_a_local_editor_becomes_local(local: Client, tree: Tree) -> None:
    page = make_article("Felles her", under=area_page(tree.innlandet))
    page.page_areas = []
    page.save_revision().publish()
    data = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": area_page(tree.gjovik).pk}

    local.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)

    assert ArticlePage.objects.get(slug="kopi").areas == [tree.gjovik]


def test_a_central_editors_copy_keeps_all_that_it_has(central: Client, tree: Tree) -> None:
    page = make_article("Lokalt", tree.innlandet, tree.bergen, under=area_page(tree.innlandet))
    data = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": area_page(tree.gjovik).pk}

    central.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)

    assert ArticlePage.objects.get(slug="kopi").areas == [tree.bergen, tree.innlandet]


# --- Nobody outside is told anything ------------------------------------------------------------


def test_the_editor_loads_nothing_from_outside(central: Client, tree: Tree) -> None:
    page = make_article("Slik", under=area_page(tree.gjovik))

    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_account"),
        reverse("wagtailusers_users:index"),
        add_address("newspage", home()),
        edit_address(page),
    ):
        shown = central.get(address).content.decode()
        loaded = re.findall(r'(?:src|data-[\w-]*url[\w-]*)="(https?://[^"]+)"', shown)
        loaded += re.findall(r'<link[^>]+href="(https?://[^"]+)"', shown)
        hosts = {urlsplit(found).hostname for found in loaded}
        assert hosts <= {"localhost", "testserver"}, address
        assert "gravatar" not in shown
        assert "releases.wagtail" not in shown
