"""The editor's forms, through Wagtail's own pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import streamfield

from cms.pages.models import ArticlePage, NewsPage
from tests.cms.pages.editing import add_address, edit_address, form_of
from tests.cms.pages.trees import Tree, area_page, home, make_article, make_news

pytestmark = pytest.mark.django_db

A_NUMBER = "01010750160"


def add(client: Client, kind: str, parent: Page, act: str = "publish", **values: Any) -> Any:
    data = form_of(kind, **values) | ({"action-publish": "1"} if act == "publish" else {})
    return client.post(add_address(kind, parent), data)


def change(client: Client, page: Page, act: str = "publish", **values: Any) -> Any:
    kind = page.specific_class._meta.model_name
    data = form_of(kind, page, **values) | ({"action-publish": "1"} if act == "publish" else {})
    return client.post(edit_address(page), data)


def rows(page: Any, *, deleted: bool) -> dict[str, str]:
    """The area rows of the form, each taken away or not."""
    count = page.page_areas.count()
    return {f"page_areas-{number}-DELETE": "1" for number in range(count)} if deleted else {}


# --- Areas --------------------------------------------------------------------------------


def test_a_page_made_in_the_editor_gets_the_area_it_is_made_in(local: Client, tree: Tree) -> None:
    add(local, "newspage", area_page(tree.gjovik))

    assert NewsPage.objects.get().areas == [tree.gjovik]


@pytest.mark.parametrize("act", ["publish", "draft"])
def test_so_does_one_of_a_central_editor(central: Client, tree: Tree, act: str) -> None:
    add(central, "articlepage", area_page(tree.gjovik), act)

    page = ArticlePage.objects.get()
    assert page.areas == [tree.gjovik]
    assert page.get_latest_revision_as_object().areas == [tree.gjovik]


def test_an_editor_may_choose_among_their_areas(local: Client, tree: Tree) -> None:
    add(local, "articlepage", area_page(tree.innlandet), areas=[tree.hamar, tree.haugtun])

    assert ArticlePage.objects.get().areas == [tree.haugtun, tree.hamar]


@pytest.mark.parametrize("name", ["bergen", "sor_ost", "norge", "alna"])
def test_an_editor_does_not_speak_to_the_readers_of_others(
    local: Client, tree: Tree, name: str
) -> None:
    response = add(local, "articlepage", area_page(tree.gjovik), areas=[getattr(tree, name)])

    assert "page_areas" in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_the_choice_lists_only_what_one_may_choose(local: Client, tree: Tree) -> None:
    page = local.get(add_address("articlepage", area_page(tree.gjovik))).content.decode()

    assert "Gjøvik (Innlandet)" in page
    assert "Haugtun (Gjøvik)" in page
    assert "Helsefellesskapet i Bergen" not in page


def test_an_editor_cannot_make_a_local_page_common(local: Client, tree: Tree) -> None:
    page = make_article("Lokalt", under=area_page(tree.gjovik))

    change(local, page, title="Fortsatt lokalt", **rows(page, deleted=True))

    page = ArticlePage.objects.get()
    assert page.title == "Fortsatt lokalt"
    assert page.areas == [tree.gjovik]


def test_a_central_editor_can(central: Client, tree: Tree) -> None:
    page = make_article("Lokalt", under=area_page(tree.gjovik))

    change(central, page, **rows(page, deleted=True))

    assert ArticlePage.objects.get().areas == []


def test_an_area_that_a_central_editor_added_stays(local: Client, tree: Tree) -> None:
    page = make_article("Lokalt", tree.gjovik, tree.bergen, under=area_page(tree.gjovik))

    change(local, page, title="Endret")

    page = ArticlePage.objects.get()
    assert page.title == "Endret"
    assert page.areas == [tree.gjovik, tree.bergen]


def test_an_area_cannot_stand_twice(central: Client, tree: Tree) -> None:
    response = add(central, "articlepage", home(), areas=[tree.gjovik, tree.gjovik])

    assert response.status_code == 200
    assert not ArticlePage.objects.exists()


# --- Language -----------------------------------------------------------------------------


def language(code: str) -> int:
    return Locale.objects.get(language_code=code).pk


def test_an_editor_says_which_language_they_write(local: Client, tree: Tree) -> None:
    add(local, "articlepage", area_page(tree.gjovik), language=language("nn"))

    page = ArticlePage.objects.get()
    assert page.language == "nn"
    assert page.url.startswith("/nn/")


def test_the_language_of_a_draft_can_be_changed(local: Client, tree: Tree) -> None:
    add(local, "articlepage", area_page(tree.gjovik), "draft")
    page = ArticlePage.objects.get()

    change(local, page, "draft", language=language("da"))

    assert ArticlePage.objects.get().language == "da"
    assert ArticlePage.objects.get().get_latest_revision_as_object().language == "da"


def test_the_language_of_a_published_page_stands(local: Client, tree: Tree) -> None:
    page = make_article("Slik", under=area_page(tree.gjovik))

    change(local, page, title="Endret", language=language("da"))

    page = ArticlePage.objects.get()
    assert (page.title, page.language) == ("Endret", "nb")


def test_two_versions_are_not_in_one_language(central: Client, tree: Tree) -> None:
    page = make_article("Slik", under=area_page(tree.gjovik))
    version = page.copy_for_translation(Locale.objects.get(language_code="nn")).specific

    response = change(central, version, "draft", language=language("nb"))

    assert "finnes alt på dette språket" in response.content.decode()
    assert ArticlePage.objects.get(pk=version.pk).language == "nn"


# --- Addresses ----------------------------------------------------------------------------


def test_a_reserved_address_is_refused_with_a_sentence(central: Client) -> None:
    response = add(central, "articlepage", home(), slug="velg-omrade")

    assert "Adressen «velg-omrade» er opptatt. Velg en annen." in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_letters_of_an_address_are_folded(central: Client) -> None:
    add(central, "articlepage", home(), slug="høring-om-blåbær")

    assert ArticlePage.objects.get().slug == "horing-om-blabaer"


# --- Pictures and the guard -------------------------------------------------------------------


def test_a_picture_without_words_is_a_draft_and_no_more(central: Client) -> None:
    picture = get_image_model().objects.create(title="Tunet", file=get_test_image_file())
    response = add(central, "newspage", home(), picture=picture.pk)
    assert "Skriv hva bildet viser." in response.content.decode()
    assert "Skriv hvem som har laget bildet." in response.content.decode()
    assert not NewsPage.objects.exists()

    add(central, "newspage", home(), "draft", picture=picture.pk)
    assert NewsPage.objects.get().picture == picture


@pytest.mark.parametrize("act", ["publish", "draft"])
@pytest.mark.parametrize("field", ["title", "lead", "search_description", "picture_alt", "tags"])
def test_a_persons_number_is_not_even_a_draft(central: Client, act: str, field: str) -> None:
    response = add(central, "newspage", home(), act, **{field: f"Fødselsnummer {A_NUMBER}"})

    assert "Her står det et fødselsnummer" in response.content.decode()
    assert not NewsPage.objects.exists()


def test_nor_does_autosave_keep_one(central: Client) -> None:
    page = make_news("Nyhet")
    body = streamfield([("paragraph", {"contents": ""})])
    data = form_of("newspage", page, lead=f"Fødselsnummer {A_NUMBER}", body=body)

    response = central.post(edit_address(page), data, headers={"Accept": "application/json"})

    assert response.status_code == 400
    assert response.json()["success"] is False
    assert page.revisions.count() == 1


def test_a_number_in_the_text_is_refused_as_well(central: Client) -> None:
    fact = {"heading": f"Fødselsnummer {A_NUMBER}", "text": '{"blocks":[],"entityMap":{}}'}
    data = form_of("articlepage", body=streamfield([("fact", fact)]))

    response = central.post(add_address("articlepage", home()), data)

    assert response.context["form"].errors["body"] == ["Her står det et fødselsnummer"]
    assert not ArticlePage.objects.exists()


# --- Wagtail's own pages about our pages --------------------------------------------------------


def test_previews_comparison_and_history_work(central: Client, tree: Tree) -> None:
    page = make_news("Før", under=area_page(tree.gjovik))
    area = area_page(tree.gjovik)
    page.title = "Etter"
    page.save_revision().publish()
    first, last = page.revisions.order_by("pk").values_list("pk", flat=True)

    for address in (
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[area.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[home().pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first, last]),
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[home().pk]),
        reverse("wagtailadmin_pages:edit", args=[area.pk]),
        reverse("wagtailadmin_explore", args=[area.pk]),
    ):
        assert central.get(address).status_code == 200, address


def test_unsaved_changes_can_be_previewed(central: Client, tree: Tree) -> None:
    page = make_news("Før", under=area_page(tree.gjovik))
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    saved = central.post(address, form_of("newspage", page, title="Ikke lagret ennå"))

    assert saved.json()["is_valid"]
    assert "Ikke lagret ennå" in central.get(address).content.decode()
    assert NewsPage.objects.get().title == "Før"


def test_a_body_of_every_block_is_kept_and_shown(central: Client) -> None:
    picture = get_image_model().objects.create(title="Tunet", file=get_test_image_file())
    link = {"text": "Helsenorge", "page": None, "address": "https://www.helsenorge.no"}
    body = [
        ("heading", {"level": "h2", "text": "Overskriften"}),
        ("paragraph", "<p>Avsnittet</p>"),
        ("quote", {"text": "Sitatet", "source": "Kari"}),
        ("fact", {"heading": "Fakta", "text": "<p>Faktumet</p>"}),
        (
            "picture",
            {
                "picture": {"image": picture.pk, "decorative": False, "alt_text": "Et tun"},
                "caption": "Tunet om kvelden",
                "credit": "Kari Nymoen",
            },
        ),
        ("links", {"heading": "Mer", "links": [link]}),
        ("contact", {"name": "Kreftkoordinator", "phone": "61 00 00 00"}),
    ]
    page = make_article("Alt", body=[{"type": kind, "value": value} for kind, value in body])

    shown = central.get(page.url).content.decode()

    for expected in (
        "<h2>Overskriften</h2>",
        "<p>Avsnittet</p>",
        "Sitatet",
        "Faktumet",
        'alt="Et tun"',
        "Tunet om kvelden",
        'href="https://www.helsenorge.no"',
        'href="tel:61000000"',
    ):
        assert expected in shown
    assert central.get(edit_address(page)).status_code == 200
