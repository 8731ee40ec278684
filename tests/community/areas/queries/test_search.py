from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from community.areas.models import Area
from community.areas.queries.search import find_areas
from tests.community.areas.conftest import ByAddress

YESTERDAY = timezone.localdate() - timedelta(days=1)


def found(text: str, limit: int = 8) -> list[str]:
    return [area.slug for area in find_areas(text, limit=limit)]


@pytest.mark.parametrize("text", ["Vågan", "vågan", "VÅGAN", "vagan", "Vagan", " vågan ", "vaagan"])
def test_a_name_is_found_however_it_is_typed(all_areas: ByAddress, text: str) -> None:
    assert found(text) == ["vagan"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Kárášjohka", "karasjok"),
        ("karasjohka", "karasjok"),
        ("karásj", "karasjok"),
        ("guovd", "kautokeino"),
        ("Porsáŋgu", "porsanger"),
        ("porsanggu", "porsanger"),
        ("Stïentje", "steinkjer"),
        ("yykea", "lyngen"),
        ("Oslove", "oslo-0301"),
        ("Gáivuotna", "kafjord"),
    ],
)
def test_sami_and_kven_names_are_found(all_areas: ByAddress, text: str, slug: str) -> None:
    assert found(text) == [slug]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("tromsö", "tromso"),
        ("Bärum", "baerum"),
        ("baerum", "baerum"),
        ("Aalesund", "alesund"),
        ("Roeros", "roros"),
        ("sor aurdal", "sor-aurdal"),
        ("Sør Aurdal", "sor-aurdal"),
        ("st hanshaugen", "st-hanshaugen"),
        ("St.Hanshaugen", "st-hanshaugen"),
        ("va\u030agan", "vagan"),
    ],
)
def test_other_keyboards_and_habits_are_understood(
    all_areas: ByAddress, text: str, slug: str
) -> None:
    assert found(text) == [slug]


def test_letters_count_as_they_are_typed(all_areas: ByAddress) -> None:
    assert found("vå") == ["vagan", "vaga", "valer-3419", "valer-3114"]
    assert found("va")[:2] == ["vadso", "vaksdal"]
    assert "vagan" in found("va", limit=20)


def test_two_of_one_name_are_both_there_with_their_counties(all_areas: ByAddress) -> None:
    assert [(area.name, area.county.name) for area in find_areas("herøy")] == [
        ("Herøy", "Møre og Romsdal"),
        ("Herøy", "Nordland"),
    ]
    assert [(area.name, area.county.name) for area in find_areas("våler")] == [
        ("Våler", "Innlandet"),
        ("Våler", "Østfold"),
    ]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Herøy Nordland", "heroy-1818"),
        ("herøy, møre og romsdal", "heroy-1515"),
        ("Herøy Møre", "heroy-1515"),
        ("Våler, Østfold fylke", "valer-3114"),
        ("valer innlandet", "valer-3419"),
        ("karasjok finnmárku", "karasjok"),
    ],
)
def test_the_county_may_be_typed_too(all_areas: ByAddress, text: str, slug: str) -> None:
    assert found(text) == [slug]


def test_a_county_it_does_not_lie_in_finds_nothing(all_areas: ByAddress) -> None:
    assert found("Herøy Agder") == []


def test_the_exact_name_comes_first(all_areas: ByAddress) -> None:
    assert found("ha")[0] == "ha"
    assert found("nes")[0] == "nes"
    assert found("os")[0] == "os"


def test_then_beginnings_then_later_words_then_the_middle(all_areas: ByAddress) -> None:
    assert found("lund") == ["lund", "solund"]
    assert found("toten") == ["vestre-toten", "ostre-toten"]
    assert found("nord")[0] == "nord-aurdal"
    assert found("aurdal") == ["nord-aurdal", "sor-aurdal"]


def test_one_or_two_letters_are_not_looked_for_in_the_middle(all_areas: ByAddress) -> None:
    assert "berlevag" not in found("vå", limit=400)
    assert "berlevag" in found("våg")


def test_municipalities_before_communities_before_districts(all_areas: ByAddress) -> None:
    assert found("oslo") == ["oslo-0301", "oslo", "gamle-oslo"]
    assert found("bergen") == ["bergen-4601", "bergen"]
    assert found("helse vest") == ["helse-vest"]


@pytest.mark.parametrize(
    ("text", "slug"), [("ahus", "ahus"), ("innland", "innlandet"), ("alna", "alna")]
)
def test_communities_and_districts_are_found(all_areas: ByAddress, text: str, slug: str) -> None:
    assert found(text) == [slug]


@pytest.mark.parametrize("text", ["Danmark", "denmark", "dan"])
def test_denmark_is_found(all_areas: ByAddress, text: str) -> None:
    assert "danmark" in found(text)


@pytest.mark.parametrize("text", ["", "   ", "|", "\x00", "||| |", "\n\t"])
def test_nothing_typed_finds_nothing_and_asks_nothing(
    db: None, django_assert_num_queries: DjangoAssertNumQueries, text: str
) -> None:
    with django_assert_num_queries(0):
        assert find_areas(text) == []


@pytest.mark.parametrize(
    "text", ["Odense", "%", "_", "\\", "'", "😀", "{}", "x" * 5000, "a\x00b", "-", "–"]
)
def test_whatever_else_is_typed_finds_nothing(all_areas: ByAddress, text: str) -> None:
    assert found(text) == []


def test_no_more_than_asked_for(all_areas: ByAddress) -> None:
    assert len(found("s")) == 8
    assert len(found("s", limit=3)) == 3


def end(slug: str, successor: str | None) -> None:
    heir = Area.objects.get(slug=successor) if successor else None
    Area.objects.filter(slug=slug).update(valid_to=YESTERDAY, successor=heir)


def test_an_area_that_has_ended_leads_to_its_successor(all_areas: ByAddress) -> None:
    end("hamar", "stange")

    [area] = find_areas("hamar", limit=1)
    assert area.slug == "stange"
    assert area.found_as == "Hamar"
    assert area.community.slug == "innlandet"


def test_so_it_does_over_several_steps(all_areas: ByAddress) -> None:
    end("hamar", "stange")
    end("stange", "loten")

    assert found("hamar", limit=1) == ["loten"]


def test_a_successor_that_is_found_itself_is_there_once(all_areas: ByAddress) -> None:
    end("valer-3114", "valer-3419")

    [area] = find_areas("våler")
    assert area.slug == "valer-3419"
    assert area.found_as == ""


def test_an_area_that_nothing_took_over_is_not_found(all_areas: ByAddress) -> None:
    end("tynset", None)

    assert found("tynset") == []


def test_areas_that_point_at_each_other_are_not_found(all_areas: ByAddress) -> None:
    end("tynset", "tolga")
    end("tolga", "tynset")

    assert found("tynset") == []


def test_an_area_to_come_is_not_found_yet(all_areas: ByAddress) -> None:
    Area.objects.filter(slug="tynset").update(valid_from=YESTERDAY + timedelta(days=2))

    assert found("tynset") == []


@pytest.mark.parametrize("text", ["hamar", "s", "helse"])
def test_two_queries_however_many_are_found(
    all_areas: ByAddress, django_assert_num_queries: DjangoAssertNumQueries, text: str
) -> None:
    with django_assert_num_queries(2):
        for area in find_areas(text):
            assert area.community
            assert area.county is None or area.county.name
