"""A paragraph as one running line: wraps joined, hyphens and ligatures undone, page furniture left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from briefing_lessons.reading.document import Document
from briefing_lessons.reading.lines import LIGATURES
from briefing_lessons.spans import Paragraph

_LINE = re.compile(r"[^\n]+")
_CHANGED = re.compile("[\nﬀ-ﬆ]")
_COPIED = re.compile("[ﬀ-ﬆ]|[^ﬀ-ﬆ]+")


@dataclass(frozen=True, slots=True)
class View:
    """The running text of a paragraph, with the way back to the unchanged text.

    >>> view = View("a loaf of bread", (0, 9, 10), (100, 109, 115))
    >>> view.source_span(10, 15)
    (115, 120)
    """

    text: str  #: the paragraph as it would stand on one line
    at: tuple[int, ...]  #: offsets in `text` where a stretch copied from the source begins, rising from 0
    source: tuple[int, ...]  #: where each of these stretches begins in the unchanged text

    def source_offset(self, offset: int) -> int:
        """Return the offset, in the unchanged text, of the character at `offset` of the view."""
        stretch = bisect_right(self.at, offset) - 1
        return self.source[stretch] + offset - self.at[stretch]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the (start, end) that `text[start:end]` has in the unchanged text."""
        first = self.source_offset(start)
        if len(self.at) == 1 or start >= end:
            return first, first + max(0, end - start)
        return first, self.source_offset(end - 1) + 1


def view_of(document: Document, paragraph: Paragraph) -> View:
    r"""Return `paragraph` as one running line.

    >>> from briefing_lessons.reading import Source, parse_source
    >>> page = "The bridge was closed on Monday because the river had risen, the mayor ob-\n"
    >>> page += "served. It opened again on Friday, when the water had fallen by two metres\nand more."
    >>> document = parse_source(Source("page.txt", page, "utf-8"))
    >>> view = view_of(document, document.paragraphs[0])
    >>> view.text[:75]
    'The bridge was closed on Monday because the river had risen, the mayor obse'
    >>> start = view.text.index("observed")
    >>> document.text[slice(*view.source_span(start, start + 8))]
    'ob-\nserved'

    Parameters
    ----------
    document
        The document that `paragraph` belongs to.
    paragraph
        One of `document.paragraphs`.
    """
    if len(paragraph.pieces) == 1 and not _CHANGED.search(paragraph.text):
        return View(paragraph.text, (0,), (paragraph.start,))
    parts: list[str] = []
    at: list[int] = []
    source: list[int] = []
    length = 0

    def copy(piece: str, start: int) -> None:
        nonlocal length
        for match in _COPIED.finditer(piece):
            for letters in LIGATURES.get(match.group(), (match.group(),)):
                at.append(length)
                source.append(start + match.start())
                parts.append(letters)
                length += len(letters)

    joint: int | None = None  # where the line before ended, when a space is due
    for piece_start, piece_end in paragraph.pieces:
        for match in _LINE.finditer(document.text, piece_start, piece_end):
            line = match.group()
            start = match.start() + len(line) - len(line.lstrip())
            line = line.strip()
            if not line:
                continue
            if joint is not None:
                copy(" ", joint)
            end = start + len(line)
            if end - 1 in document.soft_hyphens:
                line, joint = line[:-1], None
            elif end - 1 in document.hard_hyphens:
                joint = None
            else:
                joint = end
            copy(line, start)
    if not at:
        return View(paragraph.text, (0,), (paragraph.start,))
    return View("".join(parts), tuple(at), tuple(source))
