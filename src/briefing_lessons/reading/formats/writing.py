"""From elements of a page to lines of text: what a reader sees, with headings and bold words as hints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing_lessons.reading.document import Hint

if TYPE_CHECKING:
    from bs4 import Tag

#: elements whose words are no part of the text
SKIPPED = frozenset(
    """script style noscript template nav footer button select option textarea input iframe object embed
    svg canvas audio video map menu figcaption head title meta link""".split()
)
#: elements that begin and end a line
BLOCKS = frozenset(
    """address article blockquote body center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr
    html li main ol p pre section summary table tbody td tfoot th thead tr ul br speech talk speaker sp item
    entry caption intervention turn paragraph para heading title subject
    """.split()
)
#: elements that may frame a menu or the whole page
_FRAMES = frozenset("form aside dialog".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BOLD = frozenset("b strong".split())
#: a page shows any run of these as one gap, or as one a little wider
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_MENU = re.compile(
    r"\b(?:nav|menu|breadcrumbs?|sidebar|footer|social|share|cookie|banner|related|skip-link|"
    r"visually-hidden|sr-only|screen-reader)\b"
)


class TextWriter:
    """Writes the words of elements as lines, remembering headings and bold words."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0  # of all finished lines
        self._headings = 0  # lines written by `heading`
        self._hints: list[Hint] = []
        self._line: list[str] = []
        self._width = 0  # of the line being written
        self._bold: list[tuple[int, int]] = []  # in the line being written
        self._bold_from: int | None = None

    def write(self, root: Tag, skipped: frozenset[str] = SKIPPED) -> None:
        """Write everything a reader sees in `root`; the walk is a loop, so depth costs no stack."""
        from bs4.element import CData, NavigableString, Tag

        stack: list[tuple[Iterator[object], Tag]] = [(iter(root.contents), root)]
        bold = 0
        while stack:
            node = next(stack[-1][0], None)
            if node is None:
                _, tag = stack.pop()
                if tag.name in _BOLD and tag is not root:
                    bold -= 1
                    if bold == 0:
                        self._end_bold()
                if tag.name in BLOCKS:
                    self._end_line(tag.name)
            elif isinstance(node, Tag):
                if node.name in skipped or hidden(node):
                    continue
                if node.name in BLOCKS:
                    self._end_line()
                if node.name == "pre":
                    self._preformatted(node.get_text())
                    continue
                if node.name in _BOLD:
                    bold += 1
                    self._bold_from = self._width if self._bold_from is None else self._bold_from
                stack.append((iter(node.contents), node))
            elif type(node) in (NavigableString, CData):
                self._add(str(node))
        self._end_line()

    def heading(self, words: str) -> None:
        """Write a heading on a line of its own."""
        self._end_line()
        self._add(words)
        self._end_line("h1")
        self._headings += 1

    def line(self, words: str, *, label: bool = False) -> None:
        """Write a line of plain words; `label` marks it as a speaker label."""
        self._end_line()
        if label:
            self._hints.append(Hint(self._length, self._length + len(words), "label"))
        self._add(words)
        self._end_line()

    @property
    def has_words(self) -> bool:
        """Whether anything but headings was written."""
        return any(map(str.isalnum, "".join(self._parts[self._headings :])))

    def _preformatted(self, words: str) -> None:
        """Write the lines of a `pre` element as they stand: old pages are typed that way."""
        self._parts.append(words.strip("\n") + "\n\n")
        self._length += len(self._parts[-1])

    def finish(self) -> tuple[str, tuple[Hint, ...]]:
        """Return the text and its hints."""
        self._end_line()
        return "".join(self._parts).removesuffix("\n\n"), tuple(self._hints)

    def _add(self, words: str) -> None:
        words = _SPACE.sub(" ", words)
        if not self._line or self._line[-1].endswith(" "):
            words = words.removeprefix(" ")
        if words:
            self._line.append(words)
            self._width += len(words)

    def _end_bold(self) -> None:
        if self._bold_from is not None and self._bold_from < self._width:
            self._bold.append((self._bold_from, self._width))
        self._bold_from = None

    def _end_line(self, name: str = "") -> None:
        if self._bold_from is not None:
            self._end_bold()
            self._bold_from = 0  # bold goes on in the next line, until its element ends
        words = "".join(self._line).rstrip(" ")
        if words.strip("\u00a0\u200b\ufeff "):
            start = self._length
            if name in _HEADINGS:
                self._hints.append(Hint(start, start + len(words), "heading"))
            self._hints += [Hint(start + left, start + right, "bold") for left, right in self._bold]
            self._parts.append(words + "\n\n")
            self._length += len(words) + 2
        self._line, self._width, self._bold = [], 0, []


def hidden(tag: Tag) -> bool:
    """Say whether an element is hidden, or a menu by its name or class.

    A frame around the whole page may be called "content-sidebar", and may be a form: what holds several
    paragraphs is no menu.
    """
    attributes = tag.attrs
    if tag.name in _FRAMES:
        return not _holds_paragraphs(tag)
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("role") in ("navigation", "search"):
        return True
    style = str(attributes.get("style") or "").replace(" ", "")
    if "display:none" in style or "visibility:hidden" in style or attributes.get("aria-hidden") == "true":
        return not _holds_paragraphs(tag)
    named = attributes.get("class")
    words = " ".join(named) if isinstance(named, list) else str(named or "")
    return bool(words) and bool(_MENU.search(words)) and not _holds_paragraphs(tag)


def _holds_paragraphs(tag: Tag) -> bool:
    return len(tag.find_all("p", limit=4)) == 4
