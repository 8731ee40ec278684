"""How names of areas are spelled for searching, and what a person may have meant by theirs."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from community.lib.text import fold

LONGEST = 80
_PUNCTUATION = re.compile(r"[\W_]+")
_OTHER_KEYBOARDS = str.maketrans({"ä": "æ", "ö": "ø"})
_TWO_LETTERS = {"aa": "a", "oe": "o"}  # folded å and ø, written as people do without them


def plain(text: str) -> str:
    """`text` without hyphens and full stops: «sør aurdal», «st hanshaugen»."""
    return _PUNCTUATION.sub(" ", text).strip()


def with_plain(names: Iterable[str]) -> Iterator[str]:
    """Each name as it is and without punctuation."""
    for name in names:
        yield name
        yield plain(name)


def cleaned(text: str) -> str:
    """What was typed, in small letters and without what no name holds."""
    composed = unicodedata.normalize("NFC", text[: 4 * LONGEST])
    printable = "".join(char if char.isprintable() and char != "|" else " " for char in composed)
    return " ".join(printable.casefold().split())[:LONGEST].strip()


def spellings(typed: str) -> list[str]:
    """`typed` (cleaned), and what it may have been meant as, most faithful first."""
    folded = fold(typed.translate(_OTHER_KEYBOARDS))
    single = folded
    for two, one in _TWO_LETTERS.items():
        single = single.replace(two, one)
    tried = [typed, fold(typed), folded, plain(folded), plain(single)]
    return [each for each in dict.fromkeys(tried) if each.strip()]
