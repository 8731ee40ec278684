import time
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError

from forums.texts import clean_html, visible_text
from forums.texts.reading import MAX_DEPTH, MAX_LENGTH, MAX_TAGS, TAGS
from tests.forums.texts.dangers import PAYLOADS

pytestmark = pytest.mark.once


class Elements(HTMLParser):
    """Every element of a piece of HTML, with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_is_left_but_our_own_elements(payload):
    elements = Elements(clean_html(f"Noe å lese {payload}")).found
    assert elements
    for tag, attributes in elements:
        assert tag in TAGS
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())
        assert attributes.get("href", "https://").startswith(("https://", "http://", "mailto:"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<b>fet</b> <i>kursiv</i>", "<p><strong>fet</strong> <em>kursiv</em></p>"),
        ("<h1>Tittel</h1><h4>under</h4>", "<p>Tittel</p><p>under</p>"),
        ("<div>en<div>to</div>tre</div>", "<p>en</p><p>to</p><p>tre</p>"),
        ("<table><tr><td>en</td><td>to</td></tr></table>", "<p>en</p><p>to</p>"),
        ("<dl><dt>en</dt><dd>to</dd></dl>", "<p>en</p><p>to</p>"),
        ("en<hr>to", "<p>en</p><p>to</p>"),
        ("<span style='color:red'>rød</span> <u>strek</u>", "<p>rød strek</p>"),
        (
            "<p>en<p>to<ul><li>a<li>b</ul>",
            "<p>en</p><p>to</p><ul><li><p>a</p></li><li><p>b</p></li></ul>",
        ),
        ("5 < 6 & 7 > 2", "<p>5 &lt; 6 &amp; 7 &gt; 2</p>"),
    ],
)
def test_what_is_pasted_keeps_its_meaning(typed, stored):
    assert clean_html(typed) == stored


@pytest.mark.parametrize(
    "address", ["https://x.no/æ?a=1&b=(2)#c", "http://x.no", "mailto:kari@x.no", "HTTPS://X.NO"]
)
def test_a_link_to_the_web_or_by_mail_stays_and_tells_nobody_where_it_stood(address):
    ((_p, _none), (tag, attributes)) = Elements(clean_html(f'<a href="{address}">her</a>')).found
    assert tag == "a"
    assert attributes == {"href": address, "rel": "noopener noreferrer nofollow ugc"}


@pytest.mark.parametrize(
    "address",
    [
        "tel:12345",
        "ftp://x.no",
        "x.no",
        "#svar",
        "https://x no",
        "https://x\\y",
        "https://" + "x" * 2000,
    ],
)
def test_another_link_is_only_its_words(address):
    assert clean_html(f'<a href="{address}">her</a>') == "<p>her</p>"


# --- Too much -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "x" * 1_000_000,
        "<div>" * 100_000,
        "<div>" * (MAX_LENGTH // 5),
        "<div></p>" * 10_000,
        "<\x00div>" * 10_000,
        "<p>x</p>" * MAX_TAGS,
        "<blockquote>" * (MAX_DEPTH + 1),
        "<ul><marquee></ul></marquee>" * 1000,
        "<a " * 33_000,
    ],
    ids=lambda html: html[:14],
)
def test_too_much_is_refused_at_once(html):
    begin = time.process_time()
    for look in (clean_html, visible_text):
        with pytest.raises(ValidationError) as refused:
            look(html)
        assert list(refused.value.message_dict) == ["text"]
    assert time.process_time() - begin < 0.1


def test_a_long_list_is_not_too_much():
    html = "<ul>" + "<li><p>et punkt</p></li>" * 1000 + "</ul>"
    assert clean_html(html) == html
