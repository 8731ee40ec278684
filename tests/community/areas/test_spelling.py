import pytest

from community.areas.spelling import LONGEST, cleaned, plain, spellings


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sør   Fron ", "sør fron"),
        ("HAMAR", "hamar"),
        ("ha|mar", "ha mar"),
        ("ha\x00mar\n", "ha mar"),
        ("A\u030al", "ål"),
        ("|", ""),
    ],
)
def test_what_is_typed_is_cleaned(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_no_more_than_a_long_name_is_kept() -> None:
    assert len(cleaned("x" * 100_000)) == LONGEST


def test_punctuation_is_taken_for_a_space() -> None:
    assert plain("Sør-Aurdal") == "Sør Aurdal"
    assert plain("St. Hanshaugen") == "St Hanshaugen"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hamar", ["hamar"]),
        ("vågå", ["vågå", "vaga"]),
        ("vaagaa", ["vaagaa", "vaga"]),
        ("bärum", ["bärum", "barum", "baerum"]),
        ("sør-fron", ["sør-fron", "sor-fron", "sor fron"]),
    ],
)
def test_the_most_faithful_spelling_is_tried_first(typed: str, meant: list[str]) -> None:
    assert spellings(typed) == meant


def test_nothing_is_meant_by_nothing() -> None:
    assert spellings("") == []
