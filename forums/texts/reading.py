"""The first look at HTML from outside: bounded, then cleaned of all that is not ours.

What nh3 is given is bounded first, in linear time: a hundred thousand nested elements take it
seconds.
"""

import re
from collections import Counter

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote"}

MAX_LENGTH = 100_000
MAX_CLEANED = 2 * MAX_LENGTH  # nh3 writes out what may be left out, and some characters as entities
MAX_TAGS = 5_000
MAX_DEPTH = 50
MAX_LINK = 2_000

# What pages and word processors call what we have. Whatever else makes a block is a paragraph,
# so that its text does not run into the next one's.
_SYNONYMS = {"b": "strong", "i": "em"} | dict.fromkeys(
    (
        *("address", "article", "aside", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "main", "menu", "nav"),
        *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    ),
    "p",
)
# Not written to be read there: it goes with all that is in it.
_DROPPED = {
    *("iframe", "noembed", "noframes", "noscript", "script"),
    *("select", "style", "template", "title"),
}
# A new one ends the one before, so these are not inside each other.
_NEVER_DEEP = {"br", "dd", "dt", "hr", "img", "input", "li", "p", "td", "th", "tr", "wbr"}

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\^`{|}]+", re.IGNORECASE)


def refuse_too_large(html: str, most: int = MAX_LENGTH) -> None:
    """Raises ValidationError when it is more than `most` characters."""
    if len(html) > most:
        raise ValidationError({"text": _("Teksten er for stor. Del den i flere innlegg.")})


def refuse_too_complex(html: str) -> None:
    """Raises ValidationError when there are too many elements, or too many inside each other."""
    depth, opened = 0, Counter[str]()
    for number, match in enumerate(_TAG.finditer(html), start=1):
        closes, name = match[1], match[2].lower()
        if name not in _NEVER_DEEP and (not closes or opened[name]):
            opened[name] += -1 if closes else 1
            depth += -1 if closes else 1
        if number > MAX_TAGS or depth > MAX_DEPTH:
            raise too_complex()


def without_control(text: str) -> str:
    """The text without characters that are neither seen nor white space."""
    return text.translate(_CONTROL)


def too_complex() -> ValidationError:
    return ValidationError({"text": _("Teksten har for mange lag eller deler. Gjør den enklere.")})


def cleaned(html: str) -> str:
    """Well-formed HTML of our own elements, with links to web and mail addresses only.

    Raises ValidationError when it is too much to be read.
    """
    refuse_too_large(html)
    html = without_control(html)  # before counting: one in the middle would hide an element
    refuse_too_complex(html)
    clean = _cleaner.clean(_TAG.sub(_in_our_words, html))
    # A mark that is never closed is written once more in each paragraph: kilobytes grow to many
    # megabytes.
    refuse_too_large(clean, MAX_CLEANED)
    refuse_too_complex(clean)
    return clean


def _in_our_words(match: re.Match[str]) -> str:
    name = match[2].lower()
    return f"<{match[1]}{_SYNONYMS.get(name, name)}"


def _link(_tag: str, _attribute: str, address: str) -> str | None:
    address = address.strip()
    return address if len(address) <= MAX_LINK and _LINK.fullmatch(address) else None


_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=_DROPPED,
    attributes={"a": {"href"}},
    attribute_filter=_link,
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel=None,  # `forums.texts.document` writes it
)
