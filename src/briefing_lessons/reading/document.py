"""What the reader hands on: the text, its structure, and each paragraph as one running line.

In a running line wraps are joined, hyphens and ligatures undone, and page furniture is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from briefing_lessons.reading.corrections import Corrections
from briefing_lessons.reading.labels import label_key
from briefing_lessons.reading.lines import LIGATURES, LINE
from briefing_lessons.spans import Coverage, Heading, Line, Paragraph, Section, Span, Turn, TurnRole


@dataclass(frozen=True, slots=True)
class Hint:
    """A stretch that the file format itself marks, as HTML and .docx do."""

    start: int
    end: int
    kind: Literal["heading", "bold", "label", "quotation"]  #: a quotation: a line of a block quotation


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file before its layout is known."""

    name: str  #: file name or "pasted text"
    text: str  #: decoded: no byte-order mark, newlines as "\\n"
    encoding: str
    format: str = "txt"  #: txt, md, html, xml, docx, pdf, vtt, srt, csv, rss
    title: str | None = None  #: where the format itself gives one
    people: tuple[str, ...] = ()  #: full names given by front matter or metadata
    warnings: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    hints: tuple[Hint, ...] = ()  #: headings, bold words and block quotations, in order


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks in a labelled transcript, under every label used for them."""

    name: str  #: canonical: the fullest form the text, its title or its metadata gives
    labels: tuple[str, ...]  #: as printed, without colon, in order of first use
    office: str | None  #: e.g. "Foreign Ministry Spokesperson", from the label or an introduction
    role: TurnRole | None  #: what this person mostly does


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A text with its structure, before anybody asks who speaks."""

    source: Source
    layout: str  #: name of the layout function that placed the lines
    layout_reason: str  #: the evidence for that layout, in words
    title: str | None
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    turns: tuple[Turn, ...]
    boilerplate: tuple[Span, ...]
    coverage: Coverage
    cast: tuple[Person, ...] = ()  #: who speaks in the turns, in order of first turn
    corrections: Corrections | None = None  #: what a reader had put right, and is applied here
    #: offset of a hyphen at a line end -> whether it belongs to the word ("Mbeki-/Roy", not "ob-/served")
    hyphens: Mapping[int, bool] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The whole text."""
        return self.source.text

    @property
    def same_people(self) -> tuple[tuple[str, ...], ...]:
        """Names that a correction says are one person, the one to show first."""
        return self.corrections.people if self.corrections else ()

    def has_name(self, name: str) -> bool:
        """Say whether `name` is printed in the text, or is what somebody who speaks in turns is called."""
        printed = r"\s+".join(map(re.escape, name.split()))
        return any(person.name == name for person in self.cast) or bool(
            re.search(rf"(?<!\w){printed}(?!\w)", self.text)
        )

    def has_label(self, label: str) -> bool:
        """Say whether a turn begins with `label`, however it is spelt."""
        return label_key(label) in {label_key(turn.label) for turn in self.turns}

    def __repr__(self) -> str:
        return f"Document({self.source.name!r}, {self.layout}, {len(self.lines)} lines)"


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
        return first, self.source_offset(end - 1) + 1 if start < end else first


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
    text = document.text
    copied: list[tuple[str, int]] = []  # letters, and where they stand
    joint: int | None = None  # where the line before ended, when a space is due
    for start, end in paragraph.pieces:
        if joint is not None:
            copied.append((" ", joint))
        hyphen = end if text.startswith("\u00ad", end) else end - 1
        kept = document.hyphens.get(hyphen)
        joint = end if kept is None else None
        shown = min(end, hyphen) if kept is False else end
        for match in LINE["ligature_or_not"].finditer(text, start, shown):
            letters = LIGATURES.get(match.group(), (match.group(),))
            copied.extend((part, match.start()) for part in letters)
    at = accumulate((len(letters) for letters, _ in copied[:-1]), initial=0)
    return View("".join(letters for letters, _ in copied), tuple(at), tuple(start for _, start in copied))
