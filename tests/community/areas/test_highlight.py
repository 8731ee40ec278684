import pytest

from community.areas.highlight import has_hit, pieces


def marked(name: str, typed: str) -> str:
    return "".join(f"[{each.text}]" if each.is_hit else each.text for each in pieces(name, typed))


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("Våler", "vå", "[Vå]ler"),
        ("Våler", "va", "[Vå]ler"),
        ("Kárášjohka", "karas", "[Káráš]johka"),
        ("Porsáŋgu", "porsan", "[Porsáŋ]gu"),
        ("Bærum", "baer", "[Bær]um"),
        ("Bærum", "bär", "[Bær]um"),
        ("Ål", "aal", "[Ål]"),
        ("Vestre Toten", "tot", "Vestre [Tot]en"),
        ("Solund", "lund", "So[lund]"),
        ("Sør-Aurdal", "sor aur", "[Sør-Aur]dal"),
        ("St. Hanshaugen", "st hans", "[St. Hans]haugen"),
        ("Hamar", "oslo", "Hamar"),
        ("Hamar", "", "Hamar"),
        ("Hamar", "-", "Hamar"),
    ],
)
def test_what_was_typed_is_marked_in_the_name(name: str, typed: str, shown: str) -> None:
    assert marked(name, typed) == shown


def test_the_beginning_goes_before_the_middle_and_a_word_before_its_inside() -> None:
    assert marked("Nannestad nann", "nann") == "[Nann]estad nann"
    assert marked("Lofoten og Oten", "oten") == "Lofoten og [Oten]"


def test_it_says_whether_there_is_a_hit() -> None:
    assert has_hit(pieces("Hamar", "ham"))
    assert not has_hit(pieces("Hamar", "oslo"))
