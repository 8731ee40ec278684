import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.lib.text import fold, search_key, slugify, sort_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Vågan", "vagan"),
        ("Sør-Aurdal", "sor-aurdal"),
        ("Bærum", "baerum"),
        ("Kárášjohka", "karasjohka"),
        ("Porsáŋgu", "porsanggu"),
        ("Stïentje", "stientje"),
        ("Yykeä", "yykea"),
        ("ÅÆØ", "aaeo"),
        ("", ""),
    ],
)
def test_folding_leaves_small_plain_letters(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_whatever_is_folded_is_ascii(text: str) -> None:
    assert fold(text).isascii()


def test_a_search_key_holds_each_name_as_written_and_folded() -> None:
    assert search_key("Vågan", "Våganen") == "|vågan|vagan|våganen|vaganen|"


def test_a_search_key_finds_beginnings_of_names_and_of_later_words() -> None:
    key = search_key("Møre og Romsdal")

    assert "|møre" in key
    assert "|more" in key
    assert " romsdal" in key
    assert "|romsdal" not in key


def test_a_search_key_says_everything_once_and_nothing_for_no_names() -> None:
    assert search_key("Hamar", "hamar", "", "  ") == "|hamar|"
    assert search_key() == search_key("") == ""


def test_spaces_in_a_name_are_counted_once() -> None:
    assert search_key("  Nord  Fron ") == "|nord fron|"


def test_names_sort_as_in_norwegian() -> None:
    names = ["Zoar", "Hamar", "Østre Toten", "Ål", "Ærfugl", "Åmot", "Alta", "Øyer"]

    assert sorted(names, key=sort_key) == [
        "Alta", "Hamar", "Zoar", "Ærfugl", "Østre Toten", "Øyer", "Ål", "Åmot",
    ]  # fmt: skip


def test_double_a_sorts_as_one_letter() -> None:
    assert sorted(["Ås", "Aasen", "Åre", "Zoar"], key=sort_key) == ["Zoar", "Åre", "Ås", "Aasen"]


def test_capitals_do_not_matter_for_the_order() -> None:
    assert sort_key("hamar") == sort_key("HAMAR")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Høring om blåbær", "horing-om-blabaer"),
        ("Kárášjohka", "karasjohka"),
        ("St. Hanshaugen", "st-hanshaugen"),
        ("Helse Sør-Øst RHF", "helse-sor-ost-rhf"),
        ("  «Hva nå?»  ", "hva-na"),
    ],
)
def test_a_slug_is_an_address_that_can_be_typed(title: str, slug: str) -> None:
    assert slugify(title) == slug
