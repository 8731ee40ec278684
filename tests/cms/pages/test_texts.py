import pytest

from cms.pages.models import ArticlePage
from cms.pages.texts import body_text, plain


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Ett avsnitt</p><p>Ett til</p>", "Ett avsnitt\nEtt til\n"),
        ("010<b>107</b>50160", "01010750160"),
        ("Blåbær &amp; bringebær<br/>og mer", "Blåbær & bringebær\nog mer"),
        ('<a href="https://example.org/1">lenke</a>', "lenke"),
    ],
)
def test_rich_text_as_words(html: str, expected: str) -> None:
    assert plain(html) == expected


@pytest.mark.django_db
def test_all_that_is_written_in_a_body_and_nothing_else() -> None:
    page = ArticlePage(
        title="Alt",
        body=[
            ("heading", {"level": "h2", "text": "Overskrift"}),
            ("fact", {"heading": "Fakta", "text": "<p>Kort</p>"}),
            ("links", {"heading": "", "links": [{"text": "Les", "page": None, "address": ""}]}),
        ],
    )

    words = body_text(page.body).split()

    assert words == ["Overskrift", "Fakta", "Kort", "Les"]


def test_no_body_has_no_text() -> None:
    assert body_text(None) == ""
