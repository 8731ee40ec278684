import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms.pages.models import NewsPage
from tests.cms.pages.trees import Tree, area_page, home, make_article, make_news, make_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture() -> object:
    return get_image_model().objects.create(title="Tunet", file=get_test_image_file())


@pytest.mark.parametrize("field", ["picture_alt", "picture_credit"])
def test_a_picture_is_published_with_its_words_and_who_made_it(picture: object, field: str) -> None:
    values = {"picture": picture, "picture_alt": "Et tun", "picture_credit": "Kari Nymoen"}
    assert make_news("Med bilde", **values).live

    with pytest.raises(ValidationError) as refused:
        make_news("Uten ord", **(values | {field: " "}))
    assert list(refused.value.error_dict) == [field]


def test_a_draft_may_lack_them(picture: object) -> None:
    draft = NewsPage(title="Utkast", lead="Kort", picture=picture, live=False)

    assert home().add_child(instance=draft).pk


def test_news_show_picture_date_marks_themes_and_when_they_were_changed(
    client: Client, picture: object
) -> None:
    tree: Tree = make_tree()
    page = make_news(
        "Åpent hus",
        under=area_page(tree.gjovik),
        picture=picture,
        picture_alt="Et tun i kveldslys",
        picture_credit="Kari Nymoen",
        tags=["Pårørende"],
        body=[("paragraph", "<p>Kom innom.</p>")],
    )

    shown = client.get(page.url).content.decode()

    for expected in (
        "<h1>Åpent hus</h1>",
        'alt="Et tun i kveldslys"',
        "Foto: Kari Nymoen",
        "17. november 2026",
        "Lokal: Gjøvik",
        "?emne=p%C3%A5r%C3%B8rende",
        "<p>Kom innom.</p>",
        "Sist oppdatert",
        'href="/omrade/gjovik/"',
    ):
        assert expected in shown


def test_a_common_article_says_so(client: Client) -> None:
    page = make_article("Slik gjør vi det", lead="Kort fortalt.")

    shown = client.get(page.url).content.decode()

    assert "Felles" in shown
    assert "Kort fortalt." in shown
    assert "Lokal:" not in shown
