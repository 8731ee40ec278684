"""A text as a small tree, always written down in the same way.

Blocks (paragraphs, lists, quotes) hold blocks; a paragraph holds stretches of text, each with its
marks. It is the editor's model too: `frontend/src/forums/editor/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

from forums.texts.reading import cleaned, too_complex

MAX_LEVELS = 40  # of quotes and lists; a list with its item is two
LINK_REL = "noopener noreferrer nofollow ugc"

_HOLDERS = {"ul", "ol", "li", "blockquote"}
LISTS = {"ul", "ol"}
_SPACE = re.compile(r"(\s+)")
_RAW_BREAK = re.compile(r"[\n\r]")


class Marks(NamedTuple):
    """How a stretch of text is marked, the outermost mark first."""

    link: str = ""
    strong: bool = False
    em: bool = False


PLAIN = Marks()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the same marks; a line break is "\\n"."""

    text: str
    marks: Marks = PLAIN


@dataclass(slots=True)
class Paragraph:
    runs: list[Run] = field(default_factory=list)

    def html(self) -> str:
        return f"<p>{inline_html(self.runs)}</p>"

    def paragraphs(self) -> Iterator[Paragraph]:
        yield self

    def is_emphasised(self) -> bool:
        return any(run.marks.strong or run.marks.em for run in self.runs)

    def calm_down(self) -> None:
        """Take the emphasis away, and leave the links."""
        self.runs = [Run(run.text, Marks(run.marks.link)) for run in self.runs]

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Holder:
    """A list, its item, a quote; without a tag the whole text."""

    tag: str = ""
    blocks: list[Holder | Paragraph] = field(default_factory=list)

    def html(self) -> str:
        inner = "".join(block.html() for block in self.blocks)
        return f"<{self.tag}>{inner}</{self.tag}>" if self.tag else inner

    def paragraphs(self) -> Iterator[Paragraph]:
        for block in self.blocks:
            yield from block.paragraphs()

    def text(self) -> str:
        """What a reader sees, one line for each paragraph and line break."""
        return "\n".join(str(paragraph) for paragraph in self.paragraphs())

    def items(self) -> list[Holder]:
        """What a list holds."""
        return [block for block in self.blocks if isinstance(block, Holder)]

    def links(self) -> list[str]:
        """Where its links lead, each once."""
        runs = (run for paragraph in self.paragraphs() for run in paragraph.runs)
        return list(dict.fromkeys(run.marks.link for run in runs if run.marks.link))


def has_visible(text: str) -> bool:
    return any(character.isprintable() and not character.isspace() for character in text)


# --- Reading --------------------------------------------------------------------------------


def read(html: str) -> Holder:
    """The text as it was typed. Raises ValidationError when it is too much to be read."""
    reader = _Reader()
    reader.feed(cleaned(html))
    reader.close()
    return reader.document


class _Reader(HTMLParser):
    """Reads what nh3 has written: well-formed, and of our elements only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Holder()
        self._open = [self.document]
        self._paragraph: Paragraph | None = None
        self._marked: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._write("\n")
        elif tag == "p":
            self._begin_paragraph()
        elif tag in _HOLDERS:
            self._begin_holder(tag)
        else:
            self._marked.append((tag, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", *_HOLDERS}:
            self._paragraph = None
            if self._open[-1].tag == tag:
                self._open.pop()
        elif self._marked and self._marked[-1][0] == tag:
            self._marked.pop()

    def handle_data(self, data: str) -> None:
        if self._paragraph is not None or not data.isspace():
            self._write(_RAW_BREAK.sub(" ", data))

    def _begin_paragraph(self) -> Paragraph:
        paragraph = self._paragraph = Paragraph()
        self._place().append(paragraph)
        return paragraph

    def _begin_holder(self, tag: str) -> None:
        self._paragraph = None
        if tag == "li" and self._open[-1].tag not in LISTS:
            return  # an item without a list: its text is a paragraph
        holder = Holder(tag)
        into = self._open[-1].blocks if tag == "li" else self._place()
        into.append(holder)
        self._open.append(holder)
        if len(self._open) > MAX_LEVELS + 1:  # the text itself is the first
            raise too_complex()

    def _place(self) -> list[Holder | Paragraph]:
        """Where the next block goes; what stands in a list without an item gets one."""
        holder = self._open[-1]
        if holder.tag not in LISTS:
            return holder.blocks
        items = holder.items()
        if not items:
            items = [Holder("li")]
            holder.blocks += items
        return items[-1].blocks

    def _write(self, text: str) -> None:
        paragraph = self._paragraph or self._begin_paragraph()
        paragraph.runs.append(Run(text, self._marks()))

    def _marks(self) -> Marks:
        tags = {tag for tag, _link in self._marked}
        link = next((link for tag, link in reversed(self._marked) if link), "")
        return Marks(link, "strong" in tags, "em" in tags)


# --- Tidying --------------------------------------------------------------------------------


def tidied(holder: Holder) -> Holder:
    """The same text without what is empty, with one spelling for what looks alike."""
    blocks: list[Holder | Paragraph] = []
    for block in holder.blocks:
        found = tidied_paragraphs(block) if isinstance(block, Paragraph) else [tidied(block)]
        for each in found:
            _append(blocks, each)
    return Holder(holder.tag, blocks)


def _append(blocks: list[Holder | Paragraph], block: Holder | Paragraph) -> None:
    """Add the block if it holds anything; a list that follows its like continues it."""
    if isinstance(block, Holder):
        if not block.blocks:
            return
        before = blocks[-1] if blocks else None
        if isinstance(before, Holder) and before.tag == block.tag and block.tag in LISTS:
            before.blocks += block.blocks
            return
    blocks.append(block)


def tidied_paragraphs(paragraph: Paragraph) -> list[Paragraph]:
    """The paragraph with single spaces. Two line breaks in a row begin another paragraph."""
    found: list[list[Run]] = [[]]
    for is_space, pieces in groupby(_pieces(paragraph.runs), key=lambda run: run.text.isspace()):
        if not is_space:
            found[-1] += pieces
            continue
        space = _one_space("".join(run.text for run in pieces))
        if space:
            found[-1].append(Run(space))
        else:
            found.append([])
    tidy = (Paragraph(_joined(_with_marked_spaces(_trimmed(runs)))) for runs in found)
    return [each for each in tidy if has_visible(str(each))]


def _pieces(runs: list[Run]) -> Iterator[Run]:
    """Words and the spaces between them."""
    for run in runs:
        yield from (replace(run, text=piece) for piece in _SPACE.split(run.text) if piece)


def _one_space(spaces: str) -> str:
    """What is left of several spaces; nothing where a new paragraph begins."""
    breaks = spaces.count("\n")
    if breaks:
        return "\n" if breaks == 1 else ""
    return " " if " " in spaces or "\t" in spaces else spaces[0]


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without the spaces at both ends, of which there is at most one."""
    first = 1 if runs and runs[0].text.isspace() else 0
    last = len(runs) - 1 if runs and runs[-1].text.isspace() else len(runs)
    return runs[first:last]


def _with_marked_spaces(runs: list[Run]) -> Iterator[Run]:
    """A space is marked as far as both neighbours are, so that no mark begins or ends with one."""
    for index, run in enumerate(runs):
        if run.text.isspace():
            yield replace(run, marks=_shared(runs[index - 1].marks, runs[index + 1].marks))
        else:
            yield run


def _shared(before: Marks, after: Marks) -> Marks:
    """The outermost marks that both have."""
    if before.link != after.link:
        return PLAIN
    if before.strong != after.strong:
        return Marks(before.link)
    return before if before == after else Marks(before.link, before.strong)


def _joined(runs: Iterable[Run]) -> list[Run]:
    return [
        Run("".join(run.text for run in same), marks)
        for marks, same in groupby(runs, key=lambda run: run.marks)
    ]


# --- Writing --------------------------------------------------------------------------------


def inline_html(runs: list[Run]) -> str:
    """The runs as HTML, marks that go on over several of them written once."""
    return _html_from(runs, 0)


def _html_from(runs: list[Run], level: int) -> str:
    if level == len(Marks._fields):
        return "".join(escape(run.text).replace("\n", "<br>") for run in runs)
    pieces = []
    for value, same in groupby(runs, key=lambda run: run.marks[level]):
        inner = _html_from(list(same), level + 1)
        pieces.append(_marked(Marks._fields[level], value, inner) if value else inner)
    return "".join(pieces)


def _marked(mark: str, value: str | bool, inner: str) -> str:
    if mark == "link":
        return f'<a href="{escape(str(value))}" rel="{LINK_REL}">{inner}</a>'
    return f"<{mark}>{inner}</{mark}>"
