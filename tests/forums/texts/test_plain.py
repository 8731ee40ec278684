import time
from html import escape

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from forums.texts import clean_html, from_plain, to_plain, visible_text

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("en\nto\r\n\r\ntre", "<p>en<br>to</p><p>tre</p>"),
        ("**fet** og *kursiv*", "<p><strong>fet</strong> og <em>kursiv</em></p>"),
        ("- en\n- to", "<ul><li><p>en</p></li><li><p>to</p></li></ul>"),
        ("1. en\n2. to", "<ol><li><p>en</p></li><li><p>to</p></li></ol>"),
        ("1) bare ett", "<ol><li><p>bare ett</p></li></ol>"),
        ("> sagt\n> slik", "<blockquote><p>sagt<br>slik</p></blockquote>"),
        (
            "- en\n  1. to\n  2. tre",
            "<ul><li><p>en</p><ol><li><p>to</p></li><li><p>tre</p></li></ol></li></ul>",
        ),
    ],
)
def test_light_markdown_becomes_structure(typed, stored):
    assert from_plain(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "3. desember møttes vi",
        "1. januar begynner det",
        "1. mai\n\n17. mai",
        "3.",
        "+ 47 22 33 44 55",
        ">5 år, <10 år og > 3",
        "# en emneknagg",
        "    innrykk",
        "5 * 3 * 2 og snake_case",
        "`kode` ~~strek~~",
        "&lt;b&gt; &amp; <b>fet</b> <!-- borte? -->",
        "---",
        "[x](javascript:alert(1))",
        "[1]: https://x.no",
    ],
)
def test_prose_is_left_alone(typed):
    expected = [line.strip() for line in typed.splitlines() if line.strip()]
    assert visible_text(from_plain(typed)).splitlines() == expected


def test_a_link_has_words_and_an_address():
    assert '<a href="https://x.no/a_(b)?c=1&amp;d=2"' in from_plain(
        "[her](https://x.no/a_(b)?c=1&d=2)"
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (
            "Se https://lovdata.no/lov/1999-07-02-64?a=1&b=2.",
            "https://lovdata.no/lov/1999-07-02-64?a=1&amp;b=2",
        ),
        ("(http://x.no/a_b_c)", "http://x.no/a_b_c"),
        ("- **https://x.no**", "https://x.no"),
    ],
)
def test_a_whole_address_is_a_link(typed, address):
    assert f'<a href="{address}" ' in from_plain(typed)


@pytest.mark.parametrize("typed", ["kommune.no", "//x.no", "ftp://x.no", "post@kommune.no"])
def test_what_is_no_whole_address_is_no_link(typed):
    assert from_plain(typed) == f"<p>{typed}</p>"


def test_a_thousand_addresses_are_taken_as_text_and_in_time():
    begin = time.process_time()
    assert "<a" not in from_plain("https://x.no/(" * 1400)
    assert time.process_time() - begin < 1


# --- And back -------------------------------------------------------------------------------

WORDS = st.text("abcæø19.-*_[]()>+#\\«,", min_size=1, max_size=5).map(escape)
MARKED = st.builds(
    str.format,
    st.sampled_from(
        [
            "{}",
            "<strong>{}</strong>",
            "<em>{}</em>",
            "<strong><em>{}</em></strong>",
            '<a href="https://x.no/(a)_b*c?d=1&amp;e">{}</a>',
            '<a href="https://x.no/a?b=1&amp;c_d">https://x.no/a?b=1&amp;c_d</a>',
            "https://x.no/{}",
        ]
    ),
    WORDS,
)
PARAGRAPHS = st.builds(
    lambda words, between: f"<p>{between.join(words)}</p>",
    st.lists(MARKED, min_size=1, max_size=4),
    st.sampled_from([" ", "<br>"]),
)


def holders(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(blocks, min_size=1, max_size=3)
    items = several.map(lambda each: "".join(f"<li>{block}</li>" for block in each))
    return st.one_of(
        several.map("".join),
        items.map("<ul>{}</ul>".format),
        items.map("<ol>{}</ol>".format),
        several.map(lambda each: f"<blockquote>{''.join(each)}</blockquote>"),
    )


@settings(max_examples=80, deadline=None)
@given(st.recursive(PARAGRAPHS, holders, max_leaves=8))
def test_what_was_written_with_buttons_survives_the_plain_box(html):
    try:
        clean = clean_html(html)
    except ValidationError:
        assume(False)
    assert from_plain(to_plain(clean)) == clean


@pytest.mark.parametrize(
    ("html", "typed"),
    [
        ("<p>en<br>to</p><p>3. mai</p>", "en\nto\n\n3\\. mai"),
        ("<ul><li><p>en</p></li><li><p>to</p></li></ul>", "- en\n- to"),
        ("<ol><li><p>en</p></li></ol>", "1) en"),
        (
            '<p>Se <a href="https://x.no/?a=1&amp;b">https://x.no/?a=1&amp;b</a></p>',
            "Se https://x.no/?a=1&b",
        ),
        ("<p>https://x.no</p>", "https\\://x.no"),
        ("<p>snake_case, 5 &lt; 6 &amp; [sic]</p>", "snake_case, 5 < 6 & [sic]"),
    ],
)
def test_the_plain_box_shows_no_more_signs_than_it_must(html, typed):
    assert to_plain(html) == typed


def test_emphasis_that_markdown_cannot_say_goes_and_the_words_stay():
    assert to_plain("<p>a<strong>,</strong>b</p>") == "a,b"


@pytest.mark.parametrize("typed", [">" * 40_000, "- " * 20_000, "> " * 60 + "x", "x" * 1_000_000])
def test_too_much_is_refused_and_never_shortened(typed):
    begin = time.process_time()
    with pytest.raises(ValidationError):
        from_plain(typed)
    assert time.process_time() - begin < 0.1
