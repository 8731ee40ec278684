from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from community.areas.models import Area
from community.areas.queries.chosen import (
    area_cache_part,
    current_area,
    find_area,
    main_area,
    own_areas,
)
from tests.community.areas.conftest import ByAddress
from tests.factories import make_member

YESTERDAY = timezone.localdate() - timedelta(days=1)


def end(slug: str, successor: str | None = None) -> None:
    heir = Area.objects.get(slug=successor) if successor else None
    Area.objects.filter(slug=slug).update(valid_to=YESTERDAY, successor=heir)


def test_an_address_is_found_in_one_query(
    all_areas: ByAddress, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert find_area("innlandet").name == "Helsefellesskap Innlandet"


@pytest.mark.parametrize("text", ["Bergen", " bergen ", "BERGEN"])
def test_capitals_and_spaces_do_not_matter(all_areas: ByAddress, text: str) -> None:
    assert find_area(text).slug == "bergen"


@pytest.mark.parametrize("text", ["", "-", "narnia", "berg en", "bergén", "\x00", "a" * 81, "../x"])
def test_no_other_text_is_an_area(db: None, text: str) -> None:
    assert find_area(text) is None


def test_what_cannot_be_an_address_is_not_looked_up(
    django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        assert find_area("<script>") is None


def test_the_address_of_an_area_that_has_ended_finds_its_successor(all_areas: ByAddress) -> None:
    end("hamar", "stange")
    end("stange", "loten")

    assert find_area("hamar").slug == "loten"


def test_without_a_successor_it_finds_nothing(all_areas: ByAddress) -> None:
    end("hamar")

    assert find_area("hamar") is None


def test_successors_in_a_circle_find_nothing(all_areas: ByAddress) -> None:
    end("hamar", "stange")
    end("stange", "hamar")

    assert find_area("hamar") is None


def test_no_area_stays_no_area() -> None:
    assert current_area(None) is None


def test_a_members_main_area(all_areas: ByAddress) -> None:
    assert main_area(make_member()) is None
    assert main_area(make_member(main_area=all_areas("hamar"))).slug == "hamar"


def test_a_members_main_area_that_has_ended_is_its_successor(all_areas: ByAddress) -> None:
    member = make_member(main_area=all_areas("hamar"))
    end("hamar", "stange")
    member.refresh_from_db()

    assert main_area(member).slug == "stange"


def test_a_members_own_areas_begin_with_the_main_one(all_areas: ByAddress) -> None:
    member = make_member(main_area=all_areas("hamar"))
    member.other_areas.set([all_areas("oslo"), all_areas("bergen")])

    assert [area.slug for area in own_areas(member)] == ["hamar", "bergen", "oslo"]


def test_a_member_without_areas_has_none(db: None) -> None:
    assert own_areas(make_member()) == []


def page(area: Area | None, chosen: Area | None, decided: bool) -> SimpleNamespace:
    return SimpleNamespace(area=area, chosen_area=chosen, area_decided=decided)


def test_pages_that_differ_by_area_have_different_cache_keys() -> None:
    bergen, hamar = Area(slug="bergen"), Area(slug="hamar")
    pages = [
        page(None, None, False),
        page(None, None, True),
        page(hamar, hamar, True),
        page(bergen, hamar, True),
        page(bergen, None, True),
        page(bergen, None, False),
        page(bergen, bergen, True),
    ]

    assert len({area_cache_part(each) for each in pages}) == len(pages)
    assert area_cache_part(page(bergen, hamar, True)) == "bergen.hamar"
