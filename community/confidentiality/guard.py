"""Finds identity numbers in what people write, before it is stored or sent.

A detector reads the folded text and yields what it finds; to add a kind, write its detector, put
it in `DETECTORS`, and give the kind its sentence in `MESSAGES`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, islice
from re import Match
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.confidentiality import writing
from community.confidentiality.cues import Cues, Family
from community.confidentiality.normalise import Folded, fold
from community.confidentiality.numbers import (
    danish_kind,
    duf_kind,
    fits_century,
    norwegian_kind,
    passes_danish_modulus,
)

Severity = Literal["block", "warn"]
Verdict = tuple[str, Severity] | None

MESSAGES = {
    "fnr": _("Her står det et fødselsnummer"),
    "dnr": _("Her står det et D-nummer"),
    "hnr": _("Her står det et H-nummer"),
    "fhnr": _("Her står det et felles hjelpenummer"),
    "synthetic": _("Her står det et fødselsnummer for en testperson"),
    "fnr2032": _("Her står det et fødselsnummer etter reglene fra 2032"),
    "fnr_mistyped": _("Dette ligner et fødselsnummer med en skrivefeil"),
    "account_or_fnr": _("Dette er et kontonummer som også kan være et fødselsnummer"),
    "cpr": _("Her står det et CPR-nummer"),
    "dk_replacement": _("Her står det et dansk erstatningsnummer"),
    "duf": _("Her står det et DUF-nummer"),
    "too_many": _("Her er det for mange numre til at vi kan se gjennom alle"),
}

NEW_CONTROL_DIGITS_IN_USE = datetime(2032, 1, 1, tzinfo=UTC)
MOST_FINDINGS = 1000


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a text, in code points of the text as it was given; never the text itself."""

    kind: str
    severity: Severity
    start: int
    end: int


class IdentifierFound(ValidationError):
    """A text was refused. Says which fields and kinds, and where; never what was written."""

    def __init__(self, findings_by_field: dict[str, list[Finding]]) -> None:
        super().__init__({field: _errors(found) for field, found in findings_by_field.items()})
        self.findings_by_field = findings_by_field

    @property
    def findings(self) -> list[Finding]:
        return [finding for found in self.findings_by_field.values() for finding in found]


def _errors(findings: Iterable[Finding]) -> list[ValidationError]:
    """One sentence for each kind, in the order of the text."""
    kinds = dict.fromkeys(finding.kind for finding in findings)
    return [ValidationError(MESSAGES[kind], code=kind) for kind in kinds]


def refuse_identifiers(**fields: str) -> None:
    """Raises `IdentifierFound` where a text must not be stored. Actions call it before they write.

    It is slow beside a query, so it must never run inside a transaction.
    """
    blocking = {field: _blocking(text) for field, text in fields.items()}
    refused = {field: findings for field, findings in blocking.items() if findings}
    if refused:
        raise IdentifierFound(refused)


def _blocking(text: str) -> list[Finding]:
    return [finding for finding in find_identifiers(text) if finding.severity == "block"]


def find_identifiers(text: str) -> list[Finding]:
    """All findings in the order of the text, none overlapping another."""
    folded = fold(text)
    found = _without_overlaps(_detect(folded.text), len(folded.text))
    return [_in_original(finding, folded) for finding in found]


def _detect(text: str) -> list[Finding]:
    cues = Cues(text)
    findings = chain.from_iterable(detect(text, cues) for detect in DETECTORS)
    found = [*islice(findings, MOST_FINDINGS)]
    # Nothing is read past these, so a text with more of them must not pass.
    unread = [replace(one, kind="too_many", severity="block") for one in islice(findings, 1)]
    return found + unread


def _in_original(finding: Finding, folded: Folded) -> Finding:
    start, end = folded.original(finding.start, finding.end)
    return replace(finding, start=start, end=end)


def _without_overlaps(findings: list[Finding], length: int) -> list[Finding]:
    """What blocks wins over what warns, then the longest, then the first."""
    taken = bytearray(length)
    kept = []
    for finding in sorted(findings, key=_precedence):
        if not any(taken[finding.start : finding.end]):
            taken[finding.start : finding.end] = b"\x01" * (finding.end - finding.start)
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.start)


def _precedence(finding: Finding) -> tuple[bool, int, int]:
    return finding.severity != "block", finding.start - finding.end, finding.start


# --- Detectors ----------------------------------------------------------------------------


def detect_written(text: str, cues: Cues) -> Iterator[Finding]:
    """Numbers in the usual groups: they need no cue, but a cue can decide."""
    for digits, match in writing.written_numbers(text):
        verdict = JUDGES[len(digits)](digits, match, cues)
        if verdict:
            yield Finding(*verdict, match.start(), match.end())


def _judge_norwegian(digits: str, match: Match[str], cues: Cues) -> Verdict:
    kind = norwegian_kind(digits)
    if cues.name("norwegian", match.start()):
        return (kind, "block") if kind else ("fnr_mistyped", "warn")
    if kind is None or _is_date_and_amount(digits, match):
        return None
    if kind == "fnr2032":
        return _judge_uncued_2032(match, cues)
    return ("account_or_fnr", "warn") if match["account"] else (kind, "block")


def _is_date_and_amount(digits: str, match: Match[str]) -> bool:
    """A whole year tells the century, and so which numbers were possible: "15.01.2026 12500"."""
    return bool(match["century"]) and not fits_century(digits, match["century"])


def _judge_uncued_2032(match: Match[str], cues: Cues) -> Verdict:
    """A weak sign: one account number in seven looks like this."""
    plain = match[0].isdigit() or match["plain_date"]
    if not plain or cues.deny(match.start()):
        return None
    in_use = datetime.now(UTC) >= NEW_CONTROL_DIGITS_IN_USE
    return "fnr2032", "block" if in_use else "warn"


def _judge_danish(digits: str, match: Match[str], cues: Cues) -> Verdict:
    """Ten digits without a cue: a hyphen, modulus 11 or the first of January speaks for them."""
    kind = danish_kind(digits)
    if kind is None:
        return None
    hyphen = (match["gap"] or "").strip() == "-"
    if match["century"]:  # or else a date and a time
        certain = hyphen and cues.name("danish", match.start())
    else:
        certain = hyphen or cues.name("danish", match.start())
    return (kind, "block") if certain or _may_be_issued(kind, digits, match, cues) else None


def _may_be_issued(kind: str, digits: str, match: Match[str], cues: Cues) -> bool:
    """Whether bare digits speak for themselves; "12.03.26 1430" is a date and a time.

    Since 2007 numbers that fail modulus 11 are given out, so far for one birthday only.
    """
    bare = match["gap"] is None or (match["plain_date"] and not match["gap"].strip(" "))
    if kind != "cpr" or not bare or cues.deny(match.start()):
        return False
    return digits.startswith("0101") or passes_danish_modulus(digits)


JUDGES = {10: _judge_danish, 11: _judge_norwegian}


def detect_loose(text: str, cues: Cues) -> Iterator[Finding]:
    """After a cue the digits may be grouped in any way."""
    for family, length, kind_of in LOOSE_KINDS:
        for start, end in cues.stretches(family):
            for digits, match in writing.loose_numbers(text, length, start, end):
                kind = kind_of(digits)
                if kind and not cues.deny(match.start()):
                    yield Finding(kind, "block", match.start(), match.end())


LOOSE_KINDS: tuple[tuple[Family, int, Callable[[str], str | None]], ...] = (
    ("norwegian", 11, norwegian_kind),
    ("danish", 10, danish_kind),
    ("duf", 12, duf_kind),
)

DETECTORS: tuple[Callable[[str, Cues], Iterable[Finding]], ...] = (detect_written, detect_loose)
