"""The ways in which people write an identity number: run together, in groups, over two lines.

Every repetition is bounded and no separator holds a digit, so matching stays linear. A pattern
starts with a plain digit and looks behind only then: text without digits passes at full speed.
"""

import re
from collections.abc import Iterator

_STARTS = r"(?<![0-9][0-9])"  # stands after the first digit
_ENDS = r"(?![0-9])"
_IN_DATE = r"(?:[-./_][ ]?+|[ ])"
_IN_GROUP = r"[-. _]"
_ALONE_BEFORE = rf"(?<![0-9]{_IN_GROUP}[0-9])"
_ALONE_AFTER = rf"(?!{_IN_GROUP}?[0-9])"

_DATE = rf"[0-9]{_IN_DATE}[0-9]{{2}}{_IN_DATE}(?P<century>(?:19|20)(?=[0-9]{{2}}))?+[0-9]{{2}}"
_GAP = r"[ ]{0,2}+[-./_]?+[ ]{0,2}+(?:\n{1,2}+[ >]{0,4}+)?+"
# "født 15.01.84, personnr. 12345"
_PERSONAL_PART = r"""(?:
    [,;:()]?+[ ]?+(?:og[ ])?+(?:personn(?:umme)?r|pers[. ]{0,2}nr|p[.]?nr)[.:]{0,2}+[ ]{0,2}+
)?+"""

# No group within a number can begin another number, so that none hides one that overlaps it.
_WRITTEN = re.compile(
    rf"""
    [0-9]{_STARTS}(?:
        [0-9]{{9,10}}{_ENDS}
      | (?:(?P<plain_date>[0-9]{{5}})|{_DATE}){_ENDS}
        (?P<gap>{_GAP}){_PERSONAL_PART}[0-9]{{4,5}}{_ENDS}
      | [0-9]{{5}}{_ENDS}{_GAP}
        (?:[0-9]{{3}}{_IN_GROUP}[0-9]{{2}}|[0-9]{{2}}{_IN_GROUP}[0-9]{{3}}){_ALONE_AFTER}
      | {_ALONE_BEFORE}
        (?: (?P<in_ones>{_IN_GROUP})(?:[0-9](?P=in_ones)){{9}}[0-9]
          | (?P<account>[0-9]{{3}}(?P<dot>{_IN_GROUP})[0-9]{{2}}(?P=dot)[0-9]{{5}})
          | [0-9](?P<in_twos>{_IN_GROUP})(?:[0-9]{{2}}(?P=in_twos)){{2}}
            (?:[0-9]{{3}}(?P=in_twos)[0-9]{{2}}|[0-9]{{2}}(?P=in_twos)[0-9]{{3}})
          | [0-9]{{2}}(?P<in_threes>{_IN_GROUP})[0-9]{{3}}(?P=in_threes)
            (?:[0-9]{{3}}(?P=in_threes)[0-9]{{2}}|[0-9]{{5}})
        ){_ALONE_AFTER}
    )
    """,
    re.VERBOSE,
)

_LOOSELY = r"(?:[ ]?[-._/][ ]?|[ ]{1,2}|\n)"
# "12.03.2026 14" and "2012-03-12 14", from the second digit on.
_DATE_AND_HOUR = r"[0-9](?:[-./_ ][0-9]{2}[-./_ ](?:19|20)|[0-9]{2}[-./_ ][0-9]{2}[-./_ ])[0-9]{2}"


def _loose(length: int, *, starts: str = "", ends: str = "") -> re.Pattern[str]:
    """So many digits, grouped in any way."""
    rest = rf"(?:{_LOOSELY}?[0-9]){{{length - 1}}}"
    return re.compile(rf"[0-9]{_STARTS}{starts}{rest}{_ENDS}{ends}")


_LOOSE = {
    # No control digit tells a Danish number from a date and a time: the grouping has to.
    10: _loose(10, starts=rf"{_ALONE_BEFORE}(?!{_DATE_AND_HOUR})", ends=rf"(?!{_LOOSELY}[0-9])"),
    11: _loose(11),
    12: _loose(12),
}
LONGEST = 60  # characters that a loosely written number may take

_ALL_BUT_DIGITS = {code: None for code in range(128) if not chr(code).isdigit()}


def written_numbers(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Numbers of ten and eleven digits in the usual groups, as (digits, match)."""
    for match in _WRITTEN.finditer(text):
        yield _digits(match), match


def loose_numbers(
    text: str, length: int, start: int, end: int
) -> Iterator[tuple[str, re.Match[str]]]:
    """Numbers of so many digits that start within this stretch, however they are grouped."""
    for match in _LOOSE[length].finditer(text, start, end + LONGEST):
        if match.start() > end:
            return
        yield match[0].translate(_ALL_BUT_DIGITS), match


def _digits(match: re.Match[str]) -> str:
    written = match[0]
    if written.isdigit():
        return written
    digits = written.translate(_ALL_BUT_DIGITS)
    # A date with its whole year has two digits that the number does not have.
    return digits[:4] + digits[6:] if match["century"] else digits
