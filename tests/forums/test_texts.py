import time

import pytest
from django.core.exceptions import ValidationError

from community.confidentiality.guard import find_identifiers
from forums.texts import (
    MAX_CHARACTERS,
    clean_html,
    clean_name,
    clean_title,
    one_line,
    text_for_guard,
    visible_text,
)
from tests.forums.actions.test_posts import SYNTHETIC_NUMBER

pytestmark = pytest.mark.once

EMPTY = [
    "",
    "   \n ",
    "\x00",
    "\u200b\u200b",
    "<p></p>",
    "<p>&nbsp;</p><ul><li></li></ul>",
    "<script>x</script>",
]


@pytest.mark.parametrize("html", EMPTY)
def test_a_text_in_which_nothing_is_seen_is_refused(html):
    with pytest.raises(ValidationError, match="Skriv noe først"):
        clean_html(html)


def test_what_counts_is_what_is_seen_and_the_message_says_how_much():
    word = "<strong>x</strong>"
    assert clean_html(word * 2000)
    with pytest.raises(ValidationError, match="er 20001 tegn"):
        clean_html("x" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize(
    "html",
    [
        f"<a href='https://x.no/{'y' * 1900}'>" + "<p>x" * 2000,
        f"<a href='https://x.no/{'y' * 1900}'>" + "x<br><br>" * 2000 + "</a>",
        "<p>x" * 4000,
        "'" * MAX_CHARACTERS,
    ],
    ids=["link in every paragraph", "link cut in paragraphs", "paragraphs", "quotes"],
)
def test_what_would_grow_past_what_can_be_opened_again_is_refused(html):
    with pytest.raises(ValidationError, match=r"for stor|for mange"):
        clean_html(html)


@pytest.mark.parametrize(
    "html",
    [
        "158<b>878</b>10130",
        "<p>158<em>87</em><strong>8</strong></p><p>10130</p>",
        "158<!-- -->87810130",
        "<ul><li>158878</li><li>10130</li></ul>",
        "158878<p></p><p></p><p></p>10130",
        "<a href='https://x.no/15887810130'>her</a>",
        "<a href='https://x.no/%31%35%38%38%37%38%31%30%31%33%30'>her</a>",
        "<a href='mailto:15887810130@x.no'>her</a>",
        "&#49;5887810130",
        "\x85".join("15887810130"),
    ],
)
def test_the_guard_reads_what_a_reader_does_and_where_links_lead(html):
    assert [found.kind for found in find_identifiers(text_for_guard(html))] == ["synthetic"]


def test_the_guards_places_are_those_of_what_is_seen():
    html = f"<p>Saken</p><p></p><p>til <b>{SYNTHETIC_NUMBER}</b></p>"
    (found, *_again) = find_identifiers(text_for_guard(html))
    assert visible_text(html)[found.start : found.end] == SYNTHETIC_NUMBER


def test_a_title_stands_on_one_line():
    assert clean_title("  Hvem\n\tsøker?\x00 ") == "Hvem søker?"


@pytest.mark.parametrize("title", ["", " \u200b ", "x" * 161])
def test_a_title_is_there_and_not_too_long(title):
    with pytest.raises(ValidationError) as refused:
        clean_title(title)
    assert list(refused.value.message_dict) == ["title"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Kaffe\n\tkroken\x00 ", "Kaffe kroken"),
        ("Kaffe \u200b kroken", "Kaffe kroken"),
        ("\u202eKaffe\u2066\u00adkroken\ufeff", "Kaffekroken"),
        ("A\u030apent\u2028for alle", "Åpent for alle"),
        ("Sámi viessu ❤\ufe0f 🧭", "Sámi viessu ❤\ufe0f 🧭"),
    ],
)
def test_a_name_stands_on_one_line_and_hides_nothing(typed, kept):
    assert one_line(typed) == kept
    assert clean_name(typed) == kept


def test_a_flood_of_accents_takes_no_time():
    began = time.monotonic()
    with pytest.raises(ValidationError):
        clean_name("a" + "\u0301\u0316" * 500_000)
    assert time.monotonic() - began < 2
