"""Local and common together, at all five levels, in two branches."""

import datetime

import pytest
from django.core.paginator import Paginator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from cms.pages.models import ArticlePage, NewsPage
from cms.pages.queries.cascade import newest, valid_in, with_tag, within
from tests.cms.pages.trees import TODAY, Tree, make_article, make_news, make_tree, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return make_tree()


@pytest.fixture
def told(tree: Tree) -> Tree:
    """One news of each area, the common one the newest, so that only nearness explains order."""
    for number, area in enumerate(tree):
        make_news(area.name, area, date=TODAY - datetime.timedelta(days=number))
    make_news("Felles", date=TODAY + datetime.timedelta(days=1))
    return tree


def marks(pages: object) -> list[str]:
    return [str(page.marked_area or "Felles") for page in pages]


# --- Reach, order, mark -------------------------------------------------------------------


def test_a_district_sees_its_five_levels_and_the_common_nearest_first(told: Tree) -> None:
    pages = valid_in(told.haugtun)

    assert titles(pages) == [
        "Haugtun",
        "Gjøvik",
        "Helsefellesskap Innlandet",
        "Helse Sør-Øst RHF",
        "Norge",
        "Felles",
    ]
    assert [page.nearness for page in pages] == [5, 4, 3, 2, 1, 0]


def test_each_page_is_marked_with_the_area_that_brought_it(told: Tree) -> None:
    pages = valid_in(told.haugtun)

    assert marks(pages) == ["Haugtun", "Gjøvik", "Innlandet", "Helse Sør-Øst", "Norge", "Felles"]


def test_a_municipality_does_not_see_its_neighbour_or_what_lies_below(told: Tree) -> None:
    assert titles(valid_in(told.gjovik)) == [
        "Gjøvik",
        "Helsefellesskap Innlandet",
        "Helse Sør-Øst RHF",
        "Norge",
        "Felles",
    ]


def test_the_other_branch_sees_its_own(told: Tree) -> None:
    assert titles(valid_in(told.bergen)) == [
        "Helsefellesskapet i Bergen",
        "Helse Vest RHF",
        "Norge",
        "Felles",
    ]


def test_a_district_in_two_communities_sees_both(told: Tree) -> None:
    pages = valid_in(told.alna)

    assert titles(pages) == [
        "Alna",
        "Oslo",
        "Helsefellesskap Oslo",
        "Helsefellesskapet Ahus",
        "Helse Sør-Øst RHF",
        "Norge",
        "Felles",
    ]
    assert marks(pages)[:4] == ["Alna", "Oslo", "Oslo", "Ahus"]


def test_without_an_area_only_what_is_common(told: Tree) -> None:
    pages = valid_in(None)

    assert titles(pages) == ["Felles"]
    assert pages[0].nearness == 0
    assert pages[0].marked_area is None


def test_of_equally_near_ones_the_newest_is_first(tree: Tree) -> None:
    for day in (3, 5, 4):
        make_news(f"Dag {day}", tree.gjovik, date=datetime.date(2026, 11, day))

    assert titles(valid_in(tree.gjovik)) == ["Dag 5", "Dag 4", "Dag 3"]


def test_the_newest_first_whatever_their_area(told: Tree) -> None:
    assert titles(newest(valid_in(told.gjovik)))[:2] == ["Felles", "Norge"]


def test_an_article_is_dated_by_its_publishing(tree: Tree) -> None:
    make_news("Gammel nyhet", date=datetime.date(2020, 1, 1))
    article = make_article("Artikkel")
    make_news("Nyhet i morgen", date=datetime.date.today() + datetime.timedelta(days=1))

    assert titles(valid_in(None)) == ["Nyhet i morgen", "Artikkel", "Gammel nyhet"]
    assert valid_in(None)[1].shown_on == article.first_published_at.astimezone().date()


def test_a_page_for_two_areas_is_listed_once_and_marked_with_the_nearest(tree: Tree) -> None:
    make_news("To steder", tree.gjovik, tree.norge)

    [here] = valid_in(tree.gjovik)
    [there] = valid_in(tree.bergen)

    assert str(here.marked_area) == "Gjøvik"
    assert str(there.marked_area) == "Norge"


def test_only_the_kinds_that_are_asked_for(tree: Tree) -> None:
    make_news("Nyhet")
    make_article("Artikkel")

    assert titles(valid_in(None, kinds=[NewsPage])) == ["Nyhet"]
    assert titles(valid_in(None, kinds=[ArticlePage])) == ["Artikkel"]
    assert {type(page) for page in valid_in(None)} == {NewsPage, ArticlePage}


def test_those_with_a_theme(tree: Tree) -> None:
    make_news("Om sorg")
    tagged = make_news("Om barn", tags=["Pårørende"])
    [tag] = tagged.tags.all()

    assert titles(with_tag(valid_in(None), tag.slug)) == ["Om barn"]


# --- Below --------------------------------------------------------------------------------


def test_what_lies_below_is_apart_and_marked(told: Tree) -> None:
    pages = within(told.innlandet)

    assert titles(pages) == ["Gjøvik", "Hamar", "Haugtun"]  # the newest first
    assert marks(pages) == ["Gjøvik", "Hamar", "Haugtun"]


def test_a_district_lies_below_its_extra_community(told: Tree) -> None:
    assert titles(within(told.ahus)) == ["Alna"]


def test_what_is_for_the_area_itself_is_not_below_it(tree: Tree) -> None:
    make_news("Begge", tree.innlandet, tree.gjovik)

    assert titles(within(tree.innlandet)) == []
    assert titles(valid_in(tree.innlandet)) == ["Begge"]


# --- Who may read -------------------------------------------------------------------------


@pytest.fixture
def closed(tree: Tree) -> NewsPage:
    page = make_news("Lukket", tree.gjovik)
    assert titles(valid_in(tree.gjovik)) == ["Lukket"]
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def test_a_private_page_is_in_no_list(tree: Tree, closed: NewsPage) -> None:
    assert titles(valid_in(tree.gjovik)) == []
    assert titles(within(tree.innlandet)) == []


def test_an_alias_of_a_page_made_private_is_in_no_list(tree: Tree) -> None:
    page = make_news("Lukket", tree.gjovik)
    page.create_alias(update_slug="alias")
    assert titles(valid_in(tree.gjovik)) == ["Lukket", "Lukket"]

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert titles(valid_in(tree.gjovik)) == []


def test_a_draft_is_in_no_list(tree: Tree) -> None:
    make_news("Utkast", tree.gjovik, live=False)

    assert titles(valid_in(tree.gjovik)) == []


def test_an_unpublished_page_leaves_the_lists(tree: Tree) -> None:
    page = make_news("Tatt ned", tree.gjovik)
    assert titles(valid_in(tree.gjovik)) == ["Tatt ned"]

    page.unpublish()

    assert titles(valid_in(tree.gjovik)) == []


# --- Languages ----------------------------------------------------------------------------


@pytest.fixture
def translated(tree: Tree) -> NewsPage:
    original = make_news("Sjukehuset opnar", tree.gjovik)
    copy = original.copy_for_translation(Locale.objects.get(language_code="nn"))
    copy.title = "Sjukehuset opnar dørene"
    copy.save_revision().publish()
    return original


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nb", "Sjukehuset opnar"), ("nn", "Sjukehuset opnar dørene"), ("en", "Sjukehuset opnar")],
)
def test_a_page_is_listed_in_one_language(
    tree: Tree, translated: NewsPage, language: str, expected: str
) -> None:
    with translation.override(language):
        assert titles(valid_in(tree.gjovik)) == [expected]


def test_a_page_in_another_language_only_is_listed_for_all(tree: Tree) -> None:
    make_news("Ope hus", tree.gjovik, language="nn")

    [page] = valid_in(tree.gjovik)

    assert page.language == "nn"
    assert page.foreign_language == "nn"
    with translation.override("nn"):
        assert page.foreign_language == ""


def test_a_translation_that_nobody_may_read_does_not_hide_the_original(
    tree: Tree, translated: NewsPage
) -> None:
    version = translated.get_translation(Locale.objects.get(language_code="nn"))
    PageViewRestriction.objects.create(page=version, restriction_type=PageViewRestriction.LOGIN)

    with translation.override("nn"):
        assert titles(valid_in(tree.gjovik)) == ["Sjukehuset opnar"]


# --- Cost ---------------------------------------------------------------------------------


def queries_of_a_list(tree: Tree, kinds: list[type]) -> int:
    with CaptureQueriesContext(connection) as context:
        for page in Paginator(valid_in(tree.haugtun, kinds=kinds), 60).page(1):
            assert page.get_url()
            assert page.areas or page.marked_area is None
            assert page.language == "nb"
            list(page.page_tags.all())
    return len(context)


def test_a_list_costs_the_same_for_3_and_30_rows(tree: Tree) -> None:
    lists = ([NewsPage], [ArticlePage], [NewsPage, ArticlePage])
    counts = []
    for number in range(30):
        make_news(f"Nyhet {number}", tree.gjovik, tree.norge)
        make_article(f"Artikkel {number}", tree.innlandet)
        if number in (2, 29):
            queries_of_a_list(tree, lists[-1])  # what the process remembers is remembered
            counts.append([queries_of_a_list(tree, kinds) for kinds in lists])

    assert counts == [[6, 6, 8], [6, 6, 8]]
