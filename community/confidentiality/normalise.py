"""One plain spelling of a text, so that a number cannot hide behind how it was typed.

Compatibility forms (full-width, Arabic-Indic, circled, ...) become plain ones, letters lose case
and accents, invisible characters go, and all dashes, spaces and line breaks become one of each.
Where a folded character stood in the original is remembered.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import compress

LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")  # Hangul fillers: letters without a shape
DASH_LIKE = frozenset("\u2212\u02d7\u2043\u207b\u208b\u2500\u30fc")
DOT_LIKE = frozenset("\u00b7\u2027\u2219\u22c5\u30fb\u3002")
SLASH_LIKE = frozenset("\u2044\u2215\u29f8")
LOOKALIKES = (
    dict.fromkeys(DASH_LIKE, "-")
    | dict.fromkeys(DOT_LIKE, ".")
    | dict.fromkeys(SLASH_LIKE, "/")
    | dict.fromkeys(LINE_BREAKS, "\n")
    | dict.fromkeys(BLANK_LETTERS, "")
    | {"\u2800": " "}  # the empty Braille cell
)
INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cc"})  # combining marks too: a struck digit is a digit

# Spaces as they look in addresses and in HTML; padded, so that every offset stays true.
ESCAPED_SPACES = {"%20": " \u200b\u200b", "&nbsp;": " \u200b\u200b\u200b\u200b\u200b"}

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
ASCII_SPACES = str.maketrans("\t\r\v\f", " \n\n\n")
FIRST_RARE = "\U00020000"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `offsets` is None where folding moved nothing."""

    text: str
    offsets: list[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of a span in the folded one."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    for escaped, space in ESCAPED_SPACES.items():
        text = text.replace(escaped, space)
    if text.isascii() and not CONTROL.search(text):
        return Folded(text.lower().translate(ASCII_SPACES), None)
    pieces = [*map(FOLDS.__getitem__, text)]
    folded = "".join(pieces)
    return Folded(folded, _offsets(pieces, len(folded)))


def _offsets(pieces: list[str], folded_length: int) -> list[int] | None:
    if folded_length == len(pieces) and all(pieces):
        return None
    kept = [*compress(range(len(pieces)), pieces)]
    if folded_length == len(kept):
        return kept
    return [index for index, piece in enumerate(pieces) for _ in piece]


class Folds(dict[str, str]):
    """What a character becomes, worked out once. Rare planes are not kept: memory has a bound."""

    def __missing__(self, character: str) -> str:
        if character >= FIRST_RARE:
            return "" if unicodedata.category(character) in INVISIBLE else character
        folded = self[character] = _fold_character(character)
        return folded


FOLDS = Folds()


def _fold_character(character: str) -> str:
    digit = unicodedata.digit(character, None)
    if digit is not None and len(unicodedata.normalize("NFKD", character)) == 1:
        return str(digit)
    plain = "".join(map(_simplify, unicodedata.normalize("NFKD", character).lower()))
    # Only digits earn a longer spelling ("⑫" is "12"); other characters keep their one place.
    return plain if len(plain) <= 1 or any(map(str.isdigit, plain)) else plain[0]


def _simplify(character: str) -> str:
    category = unicodedata.category(character)
    if character in LOOKALIKES:
        return LOOKALIKES[character]
    if character.isspace():
        return " "
    if category in INVISIBLE:
        return ""
    return "-" if category == "Pd" else character
