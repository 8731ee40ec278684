"""What blocks, what warns, what passes. All numbers are made up, with right control digits."""

import random
import time
import unicodedata
from datetime import UTC, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from community.confidentiality import guard
from community.confidentiality.guard import (
    MESSAGES,
    MOST_FINDINGS,
    Finding,
    IdentifierFound,
    find_identifiers,
    refuse_identifiers,
)
from community.confidentiality.numbers import DANISH_SHAPES, NORWEGIAN_SHAPES
from tests.community.confidentiality import numbers

FNR = numbers.norwegian("150184")
FNR_2032 = numbers.norwegian("150184", remainder=2)
MISTYPED = numbers.mistyped(FNR)
CPR = numbers.danish("150184")
CPR_WITHOUT_MODULUS = numbers.danish("150184", modulus=False)
CPR_FIRST_OF_JANUARY = numbers.danish("010107", modulus=False)
REPLACEMENT = numbers.danish("750184", modulus=False)
DUF = numbers.duf("2010", "123456")


def found(text: str) -> list[tuple[str, str, str]]:
    """(kind, severity, what stands at the place)"""
    return [(one.kind, one.severity, text[one.start : one.end]) for one in find_identifiers(text)]


def blocked(text: str) -> bool:
    return any(one.severity == "block" for one in find_identifiers(text))


# --- Norwegian numbers --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_six", "kind"),
    [
        ("150184", "fnr"),
        ("550184", "dnr"),
        ("154184", "hnr"),
        ("554184", "hnr"),
        ("158184", "synthetic"),
        ("558184", "synthetic"),
        ("156684", "synthetic"),
        ("871234", "fhnr"),
        ("010199", "fnr"),
        ("311240", "fnr"),  # not born yet
    ],
)
def test_norwegian_numbers_block_without_a_cue(first_six, kind):
    number = numbers.norwegian(first_six)
    assert found(f"Innlagt {number} i går") == [(kind, "block", number)]


@pytest.mark.parametrize(
    "template",
    [
        "{0}{1}",
        "{0} {1}",
        "{0}-{1}",
        "{0}–{1}",
        "{0}.{1}",
        "{0}\u202f{1}",
        "{0}\u00a0{1}",
        "{0}\n{1}",
        "{0} -\r\n{1}",
        "{day}.{month}.{year}-{1}",
        "{day} {month} {year} {1}",
        "{day}/{month}/{year} {1}",
        "{day}.{month}.{year}\n{1}",
        "{0}, personnummer {1}",
    ],
)
def test_norwegian_numbers_however_they_are_grouped(template):
    parts = {"day": FNR[:2], "month": FNR[2:4], "year": FNR[4:6]}
    written = template.format(FNR[:6], FNR[6:], **parts)
    assert found(f"Gjelder {written}.") == [("fnr", "block", written)]


def test_spoken_in_pairs():
    number = numbers.norwegian("178452")
    pairs = f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:8]} {number[8:]}"
    assert found(f"Hun sa {pairs} på telefonen") == [("synthetic", "block", pairs)]


@pytest.mark.parametrize("template", ["fnr{0}", "epikrise_{0}.pdf", "a{0}b", "({0})", "/p/{0}/"])
def test_letters_around_a_number_do_not_hide_it(template):
    assert found(template.format(FNR)) == [("fnr", "block", FNR)]


@pytest.mark.parametrize("template", ["1{0}", "{0}1", "70{0}25"])
def test_longer_runs_of_digits_are_other_numbers(template):
    assert found(template.format(FNR)) == []


@pytest.mark.parametrize("year", ["1984", "2034"])
def test_a_date_with_its_whole_year_needs_a_number_of_that_century(year):
    number = numbers.norwegian(f"1501{year[2:]}", individual=100 if year == "1984" else 600)
    other = numbers.norwegian(f"1501{year[2:]}", individual=600 if year == "1984" else 100)
    written = f"15.01.{year} {number[6:]}"
    assert found(f"Født {written}") == [("fnr", "block", written)]
    assert found(f"Betalt 15.01.{year} {other[6:]} kr") == []


def test_a_cue_lets_the_digits_be_grouped_in_any_way():
    written = f"{FNR[:4]} {FNR[4:8]} {FNR[8:]}"
    assert found(f"Fnr. {written}") == [("fnr", "block", written)]
    assert found(f"Målt {written}") == []
    assert found("D-nr " + " ".join(FNR)) == [("fnr", "block", " ".join(FNR))]


def test_rule_of_2032_blocks_with_a_cue_and_warns_without():
    assert found(f"fødselsnr {FNR_2032}") == [("fnr2032", "block", FNR_2032)]
    assert found(f"referanse {FNR_2032}") == [("fnr2032", "warn", FNR_2032)]
    assert found(f"KID {FNR_2032}") == []


def test_rule_of_2032_blocks_always_once_it_is_in_force(monkeypatch):
    monkeypatch.setattr(guard, "NEW_CONTROL_DIGITS_IN_USE", datetime(2020, 1, 1, tzinfo=UTC))
    assert found(f"referanse {FNR_2032}") == [("fnr2032", "block", FNR_2032)]


@pytest.mark.parametrize("written", [MISTYPED, f"{MISTYPED[:6]} {MISTYPED[6:]}", "12345678901"])
def test_a_mistyped_number_warns_where_a_cue_names_it(written):
    assert found(f"Fødselsnummer: {written}") == [("fnr_mistyped", "warn", written)]
    assert found(f"Bestilling: {written}") == []
    assert found(f"Fnr mangler, kontonr. {written}") == []
    assert found("Fnr " + "er ikke oppgitt ennå og må hentes inn senere " + written) == []


def test_an_account_number_that_may_be_a_fnr_warns():
    written = f"{FNR[:4]}.{FNR[4:6]}.{FNR[6:]}"
    assert found(f"Betal til {written}") == [("account_or_fnr", "warn", written)]
    assert found(f"Betal til {written.replace('.', ' ')}")[0][:2] == ("account_or_fnr", "warn")
    assert found(f"Fnr {written}") == [("fnr", "block", written)]
    assert found(f"Kontonummer {FNR}") == [("fnr", "block", FNR)]


# --- Danish numbers -----------------------------------------------------------------------


@pytest.mark.parametrize("number", [CPR, CPR_WITHOUT_MODULUS, CPR_FIRST_OF_JANUARY])
@pytest.mark.parametrize("hyphen", ["-", "–", "\u2011", " - ", "-\n", "\u00ad-"])
def test_cpr_with_a_hyphen_blocks(number, hyphen):
    written = f"{number[:6]}{hyphen}{number[6:]}"
    assert found(f"Indlagt {written} i går") == [("cpr", "block", written)]


@pytest.mark.parametrize("cue", ["CPR", "cpr-nr.:", "personnummer", "CPR-nummeret er"])
@pytest.mark.parametrize("template", ["{0}{1}", "{0} {1}", "{0}.{1}", "{0}\n{1}"])
def test_cpr_with_a_cue_blocks(cue, template):
    written = template.format(CPR_WITHOUT_MODULUS[:6], CPR_WITHOUT_MODULUS[6:])
    assert found(f"{cue} {written}") == [("cpr", "block", written)]


@pytest.mark.parametrize("separator", ["", " ", "\u2009"])
def test_bare_cpr_blocks_by_modulus_or_first_of_january(separator):
    for number in (CPR, CPR_FIRST_OF_JANUARY):
        written = f"{number[:6]}{separator}{number[6:]}"
        assert found(f"Indlagt {written}") == [("cpr", "block", written)]
    bare = f"{CPR_WITHOUT_MODULUS[:6]}{separator}{CPR_WITHOUT_MODULUS[6:]}"
    assert found(f"Indlagt {bare}") == []


@pytest.mark.parametrize("template", ["{0} {1} {2} {3}", "{0}{1}{2}.{3}", "{0}.{1}.{2} {3}"])
def test_cpr_with_a_cue_in_any_grouping(template):
    number = CPR_WITHOUT_MODULUS
    written = template.format(number[:2], number[2:4], number[4:6], number[6:])
    assert found(f"CPR: {written}, 2 børn") == [("cpr", "block", written)]
    assert found(f"CPR: {number[:6]} {number[6:]} 2 børn")[0][0] == "cpr"
    assert found(f"Tid: {written}, 2 børn") == []


def test_cpr_with_a_whole_year_needs_a_cue():
    written = "15.01.1984-1430"
    assert found(f"cpr {written}") == [("cpr", "block", written)]
    assert found(f"Møte {written}") == []


def test_danish_replacement_numbers_need_a_hyphen_or_a_cue():
    written = f"{REPLACEMENT[:6]}-{REPLACEMENT[6:]}"
    assert found(f"Patient {written}") == [("dk_replacement", "block", written)]
    assert found(f"CPR {REPLACEMENT}") == [("dk_replacement", "block", REPLACEMENT)]
    assert found(f"Patient {numbers.danish('750184')}") == []


# --- DUF numbers --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", [DUF, f"{DUF[:4]} {DUF[4:10]} {DUF[10:]}", f"{DUF[:4]} {DUF[4:8]} {DUF[8:]}"]
)
def test_duf_needs_a_cue_and_its_control_digits(written):
    assert found(f"DUF-nr. {written}") == [("duf", "block", written)]
    assert found(f"Lagret {written}") == []
    wrong = f"{written[:-1]}{(int(written[-1]) + 1) % 10}"
    assert found(f"DUF-nr. {wrong}") == []


# --- Written to hide ----------------------------------------------------------------------


@pytest.mark.parametrize("zero", "０٠۰०๐𝟎𝟘")
def test_digits_of_other_scripts_are_digits(zero):
    written = "".join(chr(ord(zero) + int(digit)) for digit in FNR)
    assert found(f"Gjelder {written} nå") == [("fnr", "block", written)]


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u202e", "\ufe0f", "\u0336", "\x00"]
)
def test_invisible_characters_do_not_split_a_number(hidden):
    written = hidden.join(FNR)
    assert found(f"{hidden}på {written} nå") == [("fnr", "block", written)]


def test_places_are_right_after_characters_that_vanish_or_grow():
    text = f"👩\u200d⚕\ufe0f\u00ad ⑫ ½ ﬁ %20 Pa\u030ar\u00f8rende: {FNR}, cpr {CPR[:6]}-{CPR[6:]}"
    assert found(text) == [("fnr", "block", FNR), ("cpr", "block", f"{CPR[:6]}-{CPR[6:]}")]


@pytest.mark.parametrize("before", ["%20", "&nbsp;"])
def test_escaped_spaces_in_addresses_and_html_are_spaces(before):
    assert found(f"/filer/epikrise{before}{FNR}.pdf") == [("fnr", "block", FNR)]
    written = f"{FNR[:6]}{before}{FNR[6:]}"
    assert found(written) == [("fnr", "block", written)]


without_digits = st.text(
    st.characters().filter(
        lambda character: not any(map(str.isdigit, unicodedata.normalize("NFKD", character)))
    ),
    max_size=30,
)
separators = st.sampled_from(["", " ", "-", ".", " - ", "\u00a0", "–", "\n", "\u200b", "\u202f"])


@settings(max_examples=300, deadline=None)
@given(before=without_digits, after=without_digits, separator=separators, day=st.integers(1, 28))
def test_a_number_is_found_in_the_midst_of_anything(before, after, separator, day):
    number = numbers.norwegian(f"{day:02}0184")
    written = f"{number[:6]}{separator}{number[6:]}"
    assert ("fnr", "block", written) in found(f"{before}{written}{after}")


# --- What must pass -----------------------------------------------------------------------

NEAR_MISSES = [
    "Org.nr. 974 760 673 og 974760673",
    "CVR 29 19 09 25, CVR-nr. 29190925, P-nr. 1003388394 og P-nummer 1012345674",
    "HPR-nummer 9144900",
    "https://doi.org/10.1016/j.jpainsymman.2015.01.012",
    "doi:10.1186/s12904-015-0184-5 og 10.1136/bmj.2015.150184",
    "PMID: 15018412",
    "ISBN 978-82-05-15018-4 og 978-82-15-01841-2, 9788205150184",
    "ISBN 82-05-15018-4",
    "Sak 2024/5512-3, 24/05512-3 og 201501842-3",
    "HR-2018-1234-A, LB-2019-101234 og TOSLO-2023-101015",
    "LOV-1999-07-02-64 § 21, Ot.prp. nr. 13 (1998-1999)",
    "KID 0015018412345674 og KID: 150184123456",
    "IBAN NO93 8601 1117 947",
    "IBAN NO9386011117947, DK5000400440116243",
    "Kontonummer 8601.11.17947",
    "Ikke skriv fødselsnummer. Konto 8601 11 17947",
    "Tlf. +47 22 15 01 84, 22150184 og 815 00 000",
    "+4715018412, 0047 15 01 84 12, (+47) 150 18 412",
    "+45 45 82 72 00, +4545827200 og 0045 4582 7200",
    "+46 70 123 45 67",
    "Tidsstempel 20240115123045, 202401151230 og 1640995200000",
    "2024-01-15T12:30:45.123456Z",
    "IMG_20240115_123045.jpg",
    "EAN 7038010000019",
    "CPR 30:2 til ambulansen kommer",
    "CPR 30:2 startet 14.05, stanset 14.35",
    "HLR/CPR 100-120 kompresjoner i minuttet",
    "f.o.m. 12.03.2026 t.o.m. 15.04.2026",
    "12.03.26-15.04.26 kl. 10-12",
    "Møte 12.03.2026 kl. 1430-1600, rom 12345",
    "12.03.26 1430, 15.01.26 0915",
    "01.01.2024-31.12.2024",
    "15.01.2026 12500 kr, 15.01.2026 9800 kr",
    "f.eks. jf. § 5-1, Hansen et al. (47), Glasgow Coma Scale (8), Marte Meo",
    "SNOMED CT 150184001, ICD-10 C50.9, ATC N02AA01",
    "NCT01501841, ORCID 0000-0002-1825-0097",
    "IP 10.150.184.12, versjon 1.5.0.1.8.4",
    "550e8400-e29b-41d4-a716-446655440000",
    "BT 150/84, puls 72, 120 115 130 90 85 100 110",
    "12 15 18 120 85 90 110 100",
    "postnr 0450 Oslo, gnr. 150 bnr. 184, 1234 5678",
    "Beløp 1 501 841 234,50 kr og 150.184.123,45",
    "Ring 116 117 eller 113, 22 33 44 55 / 66 77 88 99",
    "DUF-nummer står i vedtaket fra 2010",
    "CPR-registeret, perioden 01.01.2024-31.12.2024",
    "Personnummer rettet 12.03.2026 14.30 og 2012-03-12 14:30",
    "Fødselsnummer rettet, saksnr. 15018412345",
    "Personnummeret består av 5 sifre, fødselsnummeret av 11.",
    "Fødselsnummer skal aldri skrives her, bruk tlf. 22 15 01 84",
    "Visa 4111 1111 1111 1111",
    "𝟏𝟓.𝟎𝟏.𝟐𝟎𝟐𝟔 kl. ⑫",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_ordinary_numbers_pass(text):
    assert found(text) == []


def share_blocked(length: int, texts: int) -> float:
    digits = random.Random(2032)
    return sum(
        blocked("".join(digits.choices("0123456789", k=length))) for _ in range(texts)
    ) / float(texts)


@pytest.mark.parametrize(
    ("length", "limit"), [(8, 0), (9, 0), (10, 0.006), (11, 0.01), (12, 0), (13, 0)]
)
def test_random_digits_are_seldom_blocked(length, limit):
    assert share_blocked(length, texts=20_000) <= limit


def test_account_numbers_in_their_own_grouping_are_never_blocked():
    accounts = [numbers.account(f"{start:010}") for start in range(150184_0000, 150184_3000)]
    assert not any(blocked(f"{one[:4]}.{one[4:6]}.{one[6:]}") for one in accounts)


# --- The list of findings -----------------------------------------------------------------


def test_findings_come_in_the_order_of_the_text():
    text = f"DUF {DUF}, fnr {FNR}, ref {FNR_2032}, cpr {CPR}, fnr {MISTYPED}"
    kinds = [one.kind for one in find_identifiers(text)]
    assert kinds == ["duf", "fnr", "fnr2032", "cpr", "fnr_mistyped"]


def test_of_two_that_overlap_the_blocking_one_stays_then_the_longest():
    warning, short = Finding("a", "warn", 0, 20), Finding("b", "block", 5, 10)
    longer, apart = Finding("c", "block", 8, 18), Finding("d", "warn", 18, 30)
    assert guard._without_overlaps([warning, short, longer, apart], 30) == [longer, apart]
    assert guard._without_overlaps([warning, apart], 30) == [warning]


def test_a_text_with_too_many_to_read_is_blocked_at_the_last_one():
    warnings = f"{FNR_2032} " * (MOST_FINDINGS + 5)
    findings = find_identifiers(f"{warnings} {FNR}")
    assert [one.kind for one in findings[-2:]] == ["fnr2032", "too_many"]
    assert len(findings) == MOST_FINDINGS + 1
    assert not blocked(f"{FNR_2032} " * MOST_FINDINGS)


pieces = st.sampled_from(
    [
        *(FNR, FNR_2032, MISTYPED, CPR, CPR_FIRST_OF_JANUARY, DUF),
        *("150184", "15", "01", "5", "12345", "①", "⑫", "１"),
        *("fnr", "cpr", "duf", "konto", "å", " ", ".", "-", "\n", "\u00ad", "%20"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), st.lists(pieces, max_size=40).map("".join)))
def test_findings_lie_in_the_text_in_order_and_apart(text):
    findings = find_identifiers(text)
    places = [0, *(place for one in findings for place in (one.start, one.end)), len(text)]
    assert places == sorted(places)
    assert all(one.start < one.end and one.kind in MESSAGES for one in findings)


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1 ", "12 ", "15.01.84 ", "150184 12345 ", "150184    \n ", "0101841234 "),
        *(f"{FNR} ", f"{FNR_2032} ", "fnr ", "fnr 1 1 1 1 1 1 1 1 1 1 1 ", "p. ", "cpr 1 "),
        *("1\u200b", "１５０１８４１２３４５ ", "⑫", "한", "%20"),
    ],
)
def test_a_million_characters_made_to_be_slow_are_read_at_once(piece):
    text = (piece * 1_000_000)[:1_000_000]
    started = time.process_time()
    find_identifiers(text)
    assert time.process_time() - started < 2


# --- Refusing -----------------------------------------------------------------------------


def test_clean_texts_and_warnings_are_not_refused():
    refuse_identifiers()
    refuse_identifiers(title="", body=f"Fnr {MISTYPED} og {FNR_2032[:6]}")
    assert find_identifiers(f"Fnr {MISTYPED}")


def test_a_refusal_names_field_kind_and_place():
    with pytest.raises(IdentifierFound) as refused:
        refuse_identifiers(title="Kasus", body=f"{FNR} og {FNR}, fnr {MISTYPED}", note=f"cpr {CPR}")
    error = refused.value
    assert error.message_dict == {
        "body": ["Her står det et fødselsnummer"],
        "note": ["Her står det et CPR-nummer"],
    }
    assert error.findings_by_field == {
        "body": [Finding("fnr", "block", 0, 11), Finding("fnr", "block", 15, 26)],
        "note": [Finding("cpr", "block", 4, 14)],
    }
    assert error.findings == [*error.findings_by_field["body"], *error.findings_by_field["note"]]
    assert error.error_dict["body"][0].code == "fnr"


def test_a_refusal_never_carries_the_text():
    with pytest.raises(IdentifierFound) as refused:
        refuse_identifiers(body=f"Ola Nordmann {FNR}")
    error = refused.value
    carried = f"{error!r} {error} {error.args} {vars(error)}"
    assert "body" in carried
    assert FNR not in carried
    assert "Nordmann" not in carried


def test_a_form_shows_the_refusal_on_its_field():
    class PostForm(forms.Form):
        body = forms.CharField()

    form = PostForm({"body": FNR})
    assert form.is_valid()
    with pytest.raises(ValidationError) as refused:
        refuse_identifiers(body=form.cleaned_data["body"])
    form.add_error(None, refused.value)
    assert form.errors == {"body": ["Her står det et fødselsnummer"]}


def test_every_kind_has_a_sentence_without_digits_of_its_own():
    kinds = {*NORWEGIAN_SHAPES.values(), *DANISH_SHAPES.values()}
    kinds |= {"fhnr", "fnr2032", "fnr_mistyped", "account_or_fnr", "duf", "too_many"}
    assert set(MESSAGES) == kinds
    assert not [text for text in map(str, MESSAGES.values()) if find_identifiers(text)]
