"""The words that tell what a number is, and how far they reach."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

Family = Literal["norwegian", "danish", "duf"]

REACH = 40  # characters from the end of a cue to the first digit

# Spelled as the folded text is: lower case, no accents. Each way starts with a plain letter and
# looks behind only later, so that the search skips all other text at full speed.
_NUMBER = r"(?:nr|num[a-z]{0,8})"
_ENDS = r"(?![a-zæø])"
_CUE = re.compile(
    rf"""
    f(?:ø|oe?)dsels?[ -]?{_NUMBER}
  | f(?<![a-zæø]f)[-. ]{{0,2}}nr{_ENDS}
  | fh(?<![a-zæø]fh)[-. ]{{0,2}}{_NUMBER}{_ENDS}
  | d(?<![a-zæø]d)[-. ]{{0,2}}{_NUMBER}{_ENDS}
  | h(?<![a-zæø]h)[-. ]{{0,2}}{_NUMBER}{_ENDS}
  | hjelpe{_NUMBER}
  | identitets{_NUMBER}
  | national[ ](?:identity|identification|id){_ENDS}
  | birth[ ]number
  | person[ -]?(?:nr|num|id)
  | pers(?<![a-zæø]pers)[-. ]{{0,2}}nr{_ENDS}
  | p(?<![a-zæø]p)[-. ]{{0,2}}nr{_ENDS}
  | cpr(?<![a-zæø]cpr)(?:[-. ]?{_NUMBER})?{_ENDS}(?![ ]?[0-9]{{1,2}}:[0-9])  # not "CPR 30:2"
  | erstatnings(?:{_NUMBER}|-?cpr)
  | duf(?<![a-zæø]duf)(?:[-. ]?(?:{_NUMBER}|id))?{_ENDS}
  | utlendings{_NUMBER}
    """,
    re.VERBOSE,
)

# Said right before a number, these make it another kind of number, whatever was said earlier.
_ANOTHER_NUMBER = re.compile(
    r"""
    (?<![a-zæø])
    (?: (?: (?:bank)?konto | org[.]? | organisasjons | faktura | ordre ) [- ]?(?:nr|num[a-z]{0,6})?
      | account(?:[ ](?:no|number))? | iban | kid(?:[- ]?nr)?
      | ean | gtin | gln | isbn | issn | doi | pmid | orcid | snomed(?:[ ]ct)? | sctid )
    (?![a-zæø])[^0-9]{0,15}\Z
    """,
    re.VERBOSE,
)
_ANOTHER_NUMBER_REACH = 40


@lru_cache
def _families(cue: str) -> tuple[Family, ...]:
    if cue.startswith("p"):
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

    def name(self, family: Family, start: int) -> bool:
        """Whether a cue of this family speaks of the number that starts here."""
        before = bisect_right(self._ends[family], start)
        if not before or start - self._ends[family][before - 1] > REACH:
            return False
        return not self.deny(start)

    def deny(self, start: int) -> bool:
        """Whether the words right before say that the number here is of another kind."""
        reach = max(0, start - _ANOTHER_NUMBER_REACH)
        return bool(_ANOTHER_NUMBER.search(self._text, reach, start))

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
