"""What people write in forums, made fit to be stored: clean HTML of nine elements.

`clean_html` is what is stored, `visible_text` what a reader sees of it, `text_for_guard` what the
guard must read. `from_plain` and `to_plain` are for the box without scripts: light Markdown.
All refuse, with a ValidationError for the field "text", what is too large to be read at all.
"""

import re
import unicodedata
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forums.texts import plain
from forums.texts.document import has_visible, read, tidied
from forums.texts.reading import refuse_too_complex, refuse_too_large

MAX_CHARACTERS = 20_000
MAX_TITLE = 160
MAX_NAME = 120  # of a board
MAX_DESCRIPTION = 300

_SPACES = re.compile(r"\s+")
_UNSEEN = {"Cc", "Cf", "Cs"}


class AlreadyPublished(ValidationError):
    """The form's key has published another text: an answer was lost, or "back" was pressed."""

    def __init__(self) -> None:
        super().__init__(
            _("Det du sendte først, er alt publisert. Publiser igjen for å sende dette også.")
        )


def clean_html(html: str) -> str:
    """The text as it is stored. Cleaned once more it stays the same.

    Raises ValidationError when nothing is visible, when more than 20,000 characters are, or when
    it would be too much to be read again.
    """
    document = tidied(read(html))
    text = document.text()
    if not has_visible(text):
        raise ValidationError({"text": _("Skriv noe først, så kan du publisere.")})
    if len(text) > MAX_CHARACTERS:
        raise ValidationError(
            {
                "text": _("Teksten er %(length)d tegn. Den kan være høyst %(limit)d.")
                % {"length": len(text), "limit": MAX_CHARACTERS}
            }
        )
    stored = document.html()
    refuse_too_large(stored)
    refuse_too_complex(stored)
    return stored


def visible_text(html: str) -> str:
    """The text as a reader sees it, with one line break between blocks of text and for `<br>`.

    The editor computes the same of what it holds, empty paragraphs included.
    """
    return read(html).text()


def text_for_guard(html: str) -> str:
    """All that must not hold an identity number: what is seen, and where links lead.

    It begins with `visible_text`, so that the guard's places can be marked there. What is stored
    follows, where it differs: without empty paragraphs, two halves of a number may have met.
    """
    typed = read(html)
    links = [unquote(link) for link in typed.links()]
    return "\n\n\n".join(dict.fromkeys([typed.text(), tidied(typed).text(), *links]))


def from_plain(text: str) -> str:
    """What was typed in the box without scripts, as it is stored. Raises as `clean_html` does."""
    return clean_html(plain.to_html(text))


def to_plain(html: str) -> str:
    """A stored text for the box without scripts; `from_plain` makes the same of it again.

    Only emphasis that Markdown cannot tell from asterisks, as in the middle of «a<b>,</b>b», goes.
    """
    document = tidied(read(html))
    for paragraph in document.paragraphs():
        if paragraph.is_emphasised() and not _survives(paragraph.html()):
            paragraph.calm_down()
    return plain.to_markdown(document.html())


def _survives(html: str) -> bool:
    return tidied(read(plain.to_html(plain.to_markdown(html)))).html() == html


def clean_title(title: str) -> str:
    """A title on one line. Raises ValidationError when nothing is visible, or it is too long."""
    title = _SPACES.sub(" ", title.replace("\x00", "")).strip()
    if not has_visible(title):
        raise ValidationError({"title": _("Gi tråden en tittel.")})
    if len(title) > MAX_TITLE:
        raise ValidationError(
            {
                "title": _("Tittelen er %(length)d tegn. Den kan være høyst %(limit)d.")
                % {"length": len(title), "limit": MAX_TITLE}
            }
        )
    return title


def clean_name(name: str) -> str:
    """A board's name. Raises ValidationError when nothing is visible, or it is too long."""
    name = one_line(name)
    if not has_visible(name):
        raise ValidationError({"name": _("Gi forumet et navn.")})
    _refuse_longer("name", name, MAX_NAME)
    return name


def clean_description(description: str) -> str:
    """What a board is for, on one line; may be empty. Raises ValidationError when too long."""
    description = one_line(description)
    _refuse_longer("description", description, MAX_DESCRIPTION)
    return description


def one_line(text: str) -> str:
    """The text on one line, without what nobody sees.

    Hidden characters make two names look alike, or turn the rest of a breadcrumb around.
    """
    seen = (each for each in text if each.isspace() or unicodedata.category(each) not in _UNSEEN)
    line = " ".join("".join(seen).split())
    # What is too long anyway is not composed: many accents on one letter take time.
    return unicodedata.normalize("NFC", line) if len(line) <= 2 * MAX_DESCRIPTION else line


def _refuse_longer(field: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise ValidationError(
            {
                field: _("Teksten er %(length)d tegn. Den kan være høyst %(limit)d.")
                % {"length": len(text), "limit": limit}
            }
        )
