import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from forums.texts import clean_html, visible_text

pytestmark = pytest.mark.once

PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<br>", "<b>", "</b>", "<em>", "</em>", "<strong>", "</strong>"),
        *("<a href='https://x.no/a?b=1&c'>", "<a>", "</a>", "<ul>", "</ul>", "<ol>", "</ol>"),
        *("<li>", "</li>", "<blockquote>", "</blockquote>", "<div>", "</div>", "<h2>", "<table>"),
        *("<td>", "</table>", "<svg>", "</svg>", "<!--x-->", "<script>", "</script>", "&nbsp;"),
        *("&amp;", "&lt;", "&", "<", " ", "\n", "\u200b", "\xa0", "ord", "«ord»", "1."),
    ]
)
HTML = st.lists(PIECES | st.text(max_size=4), max_size=25).map("".join)


@settings(max_examples=150, deadline=None)
@given(HTML)
def test_what_is_clean_stays_as_it_is(html):
    try:
        clean = clean_html(html)
    except ValidationError:
        return
    assert clean_html(clean) == clean


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("løs tekst", "<p>løs tekst</p>"),
        ("en<br>to", "<p>en<br>to</p>"),
        ("<p>en<br> <br>to<br></p>", "<p>en</p><p>to</p>"),
        ("<p> en \n  to </p>", "<p>en to</p>"),
        ("<p></p><p>en</p><p>&nbsp;</p><p><br></p><p>to</p>", "<p>en</p><p>to</p>"),
        ("<p>en <strong> to </strong>tre</p>", "<p>en <strong>to</strong> tre</p>"),
        ("<em>en <b>to</b></em>", "<p><em>en</em> <strong><em>to</em></strong></p>"),
        ("<b><p>en</p><p>to</p></b>", "<p><strong>en</strong></p><p><strong>to</strong></p>"),
        ("<blockquote>en<p>to</p></blockquote>", "<blockquote><p>en</p><p>to</p></blockquote>"),
        (
            "<ul><li>en</li></ul><ul><li>to</li></ul>",
            "<ul><li><p>en</p></li><li><p>to</p></li></ul>",
        ),
        (
            "<ul><li>en</li><ul><li>to</li></ul></ul>",
            "<ul><li><p>en</p><ul><li><p>to</p></li></ul></li></ul>",
        ),
        (
            "<ul>løst<li></li></ul><li>uten liste</li>",
            "<ul><li><p>løst</p></li></ul><p>uten liste</p>",
        ),
    ],
)
def test_one_text_is_written_in_one_way(typed, stored):
    assert clean_html(typed) == stored


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("<p>en</p><p>to</p>", "en\nto"),
        ("<p>en<br>to</p>", "en\nto"),
        (
            "<ul><li><p>en</p></li><li><p>to</p><ol><li><p>tre</p></li></ol></li></ul>",
            "en\nto\ntre",
        ),
        ("<blockquote><p>en</p></blockquote><p>to</p>", "en\nto"),
        ("<p>en <strong>t</strong>o</p>", "en to"),
        # As the editor counts them, so that its places and the guard's are the same.
        ("<p>en</p><p></p><p>to  tre</p>", "en\n\nto  tre"),
        ("<p>👩🏽‍⚕️ og æ</p>", "👩🏽‍⚕️ og æ"),
    ],
)
def test_a_reader_sees_one_line_for_each_block_and_break(typed, seen):
    assert visible_text(typed) == seen


@pytest.mark.parametrize("levels", [20, 21])
def test_lists_go_twenty_deep_and_no_deeper(levels):
    html = "<ul><li>" * levels + "innerst" + "</li></ul>" * levels
    if levels == 20:
        assert "innerst" in clean_html(html)
    else:
        with pytest.raises(ValidationError):
            clean_html(html)
