"""Marking in a name what a person typed, also where they typed other letters."""

from collections.abc import Callable
from dataclasses import dataclass

from community.areas.spelling import plain, spellings
from community.lib.text import fold


@dataclass(frozen=True)
class Piece:
    text: str
    is_hit: bool = False


def pieces(name: str, typed: str) -> list[Piece]:
    """`name` in pieces, at most one of them a hit: «Kárášjohka» for `karas` is **Káráš**johka."""
    for spelling in spellings(typed):
        for spell in (str.casefold, fold):
            span = _span(name, plain(spelling), spell)
            if span is not None:
                return _cut(name, *span)
    return [Piece(name)]


def has_hit(parts: list[Piece]) -> bool:
    return any(piece.is_hit for piece in parts)


def _span(name: str, typed: str, spell: Callable[[str], str]) -> tuple[int, int] | None:
    """Where in `name` the letters stand that spell `typed`: from, up to."""
    letters = _letters(name, spell)
    spelled = "".join(letter for _place, letter in letters)
    start = _start(spelled, typed)
    if not typed or start < 0:
        return None
    return letters[start][0], letters[start + len(typed) - 1][0] + 1


def _letters(name: str, spell: Callable[[str], str]) -> list[tuple[int, str]]:
    """The letters of `name` as spelled, each with its place; one space for any punctuation."""
    letters: list[tuple[int, str]] = []
    for place, char in enumerate(name):
        for letter in spell(char):
            kept = letter if letter.isalnum() else " "
            if kept != " " or (letters and letters[-1][1] != " "):
                letters.append((place, kept))
    return letters


def _start(spelled: str, typed: str) -> int:
    """The beginning if it fits there, or else of a word, or else anywhere."""
    if spelled.startswith(typed):
        return 0
    later_word = spelled.find(f" {typed}")
    return later_word + 1 if later_word >= 0 else spelled.find(typed)


def _cut(name: str, start: int, end: int) -> list[Piece]:
    cut = [Piece(name[:start]), Piece(name[start:end], is_hit=True), Piece(name[end:])]
    return [piece for piece in cut if piece.text]
