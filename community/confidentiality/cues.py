"""The words that tell what a number is, and how far they reach."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

Family = Literal["norwegian", "danish", "duf"]

REACH = 40  # characters from the end of a cue to the first digit
REACH_OF_OTHERS = 15


def _alone(letters: str) -> str:
    """These letters as the beginning of a word.

    Looks behind only after them: what starts with plain letters is searched for at full speed.
    """
    return rf"{letters}(?<![a-zæø]{letters})"


# Spelled as the folded text is: lower case, no accents.
_NUMBER = r"(?:nr|num[a-z]{0,8})"
_ENDS = r"(?![a-zæø])"
_CUE = re.compile(
    rf"""
    f(?:ø|oe?)dsels?[ -]?{_NUMBER}
  | {_alone("f")}[-. ]{{0,2}}nr{_ENDS}
  | {_alone("fh")}[-. ]{{0,2}}{_NUMBER}{_ENDS}
  | {_alone("d")}[-. ]{{0,2}}{_NUMBER}{_ENDS}
  | {_alone("h")}[-. ]{{0,2}}{_NUMBER}{_ENDS}
  | hjelpe{_NUMBER}
  | identitets{_NUMBER}
  | national[ ](?:identity|identification|id){_ENDS}
  | birth[ ]number
  | person[ -]?(?:nr|num|id)
  | {_alone("pers")}[-. ]{{0,2}}nr{_ENDS}
  | {_alone("p")}[. ]{{0,2}}nr{_ENDS}
  | {_alone("cpr")}(?:[-. ]?{_NUMBER})?{_ENDS}(?![ ]?[0-9]{{1,2}}:[0-9])  # not "CPR 30:2"
  | erstatnings(?:{_NUMBER}|-?cpr)
  | {_alone("duf")}(?:[-. ]?(?:{_NUMBER}|id))?{_ENDS}
  | utlendings{_NUMBER}
    """,
    re.VERBOSE,
)

# Said right before a number, these make it another kind of number, whatever was said earlier.
_OTHERS = (
    *("konto", "bankkonto", "org", "organisasjons", "faktura", "ordre", "sak", "saks", "arkivsak"),
    *("account", "iban", "kid", "ean", "gtin", "gln", "isbn", "issn", "doi", "pmid", "orcid"),
    *("snomed", "sctid", "produktions"),
)
_OTHER_CUE = re.compile(
    rf"{_alone('p-')}{_NUMBER}{_ENDS}|"  # a Danish workplace
    + "|".join(rf"{_alone(word)}(?:[-. ]?{_NUMBER})?{_ENDS}" for word in _OTHERS)
)
_DIGIT = re.compile("[0-9]")


@lru_cache
def _families(cue: str) -> tuple[Family, ...]:
    if cue.startswith("pers"):
        return "norwegian", "danish"  # "personnummer" is a word in both countries
    if cue.startswith(("cpr", "erstatning")):
        return ("danish",)
    return ("duf",) if cue.startswith(("duf", "utlending")) else ("norwegian",)


class Cues:
    """Where in a folded text a cue speaks of the number that follows it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[Family, list[int]] = {"norwegian": [], "danish": [], "duf": []}
        for cue in _CUE.finditer(text):
            for family in _families(cue[0]):
                self._ends[family].append(cue.end())
        self._ends_of_others = [cue.end() for cue in _OTHER_CUE.finditer(text)]

    def name(self, family: Family, start: int) -> bool:
        """Whether a cue of this family speaks of the number that starts here."""
        before = bisect_right(self._ends[family], start)
        if not before or start - self._ends[family][before - 1] > REACH:
            return False
        return not self.deny(start)

    def deny(self, start: int) -> bool:
        """Whether the words right before say that the number here is of another kind."""
        before = bisect_right(self._ends_of_others, start)
        if not before or start - self._ends_of_others[before - 1] > REACH_OF_OTHERS:
            return False
        return not _DIGIT.search(self._text, self._ends_of_others[before - 1], start)

    def stretches(self, family: Family) -> Iterator[tuple[int, int]]:
        """The stretches in which a number may start, joined where they touch."""
        first = last = -1
        for end in self._ends[family]:
            if end > last:
                if last >= 0:
                    yield first, last
                first = end
            last = end + REACH
        if last >= 0:
            yield first, last
