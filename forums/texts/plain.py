"""The box without scripts: light Markdown that leaves prose alone.

«3. desember» stays a date, «>5 år» an age and «+ 47» a telephone number: a list is lines that
begin with a dash, or with 1., 2., 3. in a row. Headings, pictures, code and HTML are only text.
A whole web address is a link.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, ClassVar

from bs4.element import Tag
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdownify import MarkdownConverter

from forums.texts.document import MAX_LEVELS
from forums.texts.reading import refuse_too_large, without_control

MAX_LENGTH = 40_000  # twice what may be visible; more takes long to read

# Beyond this markdown-it leaves text out. A little more than `document` refuses: nothing is lost.
_NESTING = MAX_LEVELS + 5
_MOST_ADDRESSES = 100  # to look for bare addresses takes a second for some texts with a thousand
_QUOTE_WITHOUT_SPACE = re.compile(r"^([ \t]*)>(?=[^\s>])", re.MULTILINE)


def to_html(text: str) -> str:
    """What was typed, as HTML that is not clean yet. Raises ValidationError when it is too long."""
    refuse_too_large(text, MAX_LENGTH)
    reader = _markdown if text.count("://") <= _MOST_ADDRESSES else _without_addresses
    return reader.render(_QUOTE_WITHOUT_SPACE.sub(r"\1\\>", without_control(text)))


def to_markdown(html: str) -> str:
    """Clean HTML as what could have been typed."""
    return _Writer(bullets="-").convert(html).strip()


# --- From Markdown --------------------------------------------------------------------------


def _reader(*, addresses: bool) -> MarkdownIt:
    options = {"breaks": True, "maxNesting": _NESTING, "linkify": addresses}
    markdown = MarkdownIt("zero", options)
    markdown.enable(["blockquote", "list", "emphasis", "link", "linkify", "escape", "newline"])
    # «kommune.no», «//», ftp: and an e-mail address are only text.
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    for scheme in ("ftp:", "//", "mailto:"):
        markdown.linkify.add(scheme, None)
    markdown.core.ruler.after("block", "prose", _leave_prose_alone)
    markdown.normalizeLink = _as_typed  # type: ignore[method-assign, assignment]
    for kind in ("softbreak", "hardbreak"):
        markdown.add_render_rule(kind, _line_break)
    return markdown


def _as_typed(address: str) -> str:
    return address


def _line_break(*_args: Any) -> str:
    return "<br>"


def _leave_prose_alone(state: StateCore) -> None:
    """Lists that are none become the paragraphs that were typed."""
    state.tokens = list(_without_false_lists(state.tokens))


def _without_false_lists(tokens: Sequence[Token]) -> Iterator[Token]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type not in {"ordered_list_open", "bullet_list_open"}:
            yield token
            position += 1
            continue
        end = _end_of(tokens, position)
        inner = list(_without_false_lists(tokens[position + 1 : end]))
        if _is_list(token, inner):
            yield from (token, *inner, tokens[end])
        else:
            yield from _as_paragraphs(inner, token.level)
        position = end + 1


def _end_of(tokens: Sequence[Token], start: int) -> int:
    kind = tokens[start].type.replace("_open", "_close")
    level = tokens[start].level
    return next(
        index
        for index in range(start + 1, len(tokens))
        if tokens[index].type == kind and tokens[index].level == level
    )


def _is_list(opening: Token, inner: Sequence[Token]) -> bool:
    if opening.type == "bullet_list_open":
        return opening.markup != "+"
    numbers = [int(token.info) for token in _items(inner, opening.level)]
    is_meant = len(numbers) > 1 or opening.markup == ")"
    return is_meant and numbers == list(range(1, len(numbers) + 1))


def _items(inner: Sequence[Token], level: int) -> list[Token]:
    return [each for each in inner if each.type == "list_item_open" and each.level == level + 1]


def _as_paragraphs(inner: Sequence[Token], level: int) -> Iterator[Token]:
    """The items' own blocks, each item's first line with the sign that began it."""
    sign = ""
    for token in inner:
        if token.level == level + 1 and token.type == "list_item_open":
            sign = f"{token.info}{token.markup}"
        elif token.level == level + 1 and token.type == "list_item_close":
            if sign:
                yield from _paragraph(sign)
            sign = ""
        else:
            if sign and token.type == "inline":
                token.content = f"{sign} {token.content}"
                sign = ""
            elif sign and token.type != "paragraph_open":
                yield from _paragraph(sign)
                sign = ""
            token.hidden = False
            yield token


def _paragraph(text: str) -> Iterator[Token]:
    yield Token("paragraph_open", "p", 1, block=True)
    yield Token("inline", "", 0, content=text, children=[], block=True)
    yield Token("paragraph_close", "p", -1, block=True)


_markdown = _reader(addresses=True)
_without_addresses = _reader(addresses=False)

# --- To Markdown ----------------------------------------------------------------------------


class _Writer(MarkdownConverter):
    """Writes what `_markdown` reads as the same, and escapes no more than that takes."""

    _special: ClassVar = re.compile(r"[\\*]|(?<!\w)_|_(?!\w)|\](?=\()|:(?=//)")
    _in_link: ClassVar = re.compile(r"[\\*_\[\]]")
    _in_address: ClassVar = re.compile(r"[\\*_()\[\]<>&]")
    _line_start: ClassVar = re.compile(
        r"^(?=[-+>](?:\s|$)|>)|^(\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE
    )

    def escape(self, text: str, parent_tags: set[str]) -> str:
        special = self._in_link if "a" in parent_tags else self._special
        return special.sub(r"\\\g<0>", text)

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return super().convert_p(el, self._line_start.sub(r"\1\\", text), parent_tags)

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if _is_bare(el):
            return str(el["href"])
        address = self._in_address.sub(r"\\\g<0>", str(el["href"]))
        return f"[{text}]({address})"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        item = super().convert_li(el, text, parent_tags)
        # "1)" is a list even when it stands alone; "1." may be a date.
        return re.sub(r"^(\d+)\.", r"\1)", item)


def _is_bare(link: Tag) -> bool:
    """An address that stands alone between spaces and is read as itself needs no brackets."""
    address = str(link["href"])
    before, after = str(link.previous_sibling or " "), str(link.next_sibling or " ")
    return (
        link.decode_contents() == escape(address, quote=False)
        and before[-1].isspace()
        and after[0].isspace()
        and _markdown.renderInline(address) == f'<a href="{escape(address)}">{escape(address)}</a>'
    )
