"""What the reader hands on: the text, its lines with their roles, and its structure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefing_lessons.reading.corrections import Corrections
from briefing_lessons.reading.labels import label_key
from briefing_lessons.spans import Coverage, Heading, Line, Paragraph, Section, Span, Turn, TurnRole


@dataclass(frozen=True, slots=True)
class Hint:
    """A stretch that the file format itself marks, as HTML and .docx do."""

    start: int
    end: int
    kind: Literal["heading", "bold", "label"]


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
    hints: tuple[Hint, ...] = ()  #: headings and bold words, in order


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
    soft_hyphens: frozenset[int] = frozenset()  #: offsets of hyphens that only break a line ("ob-/served")
    #: hyphens at a line end that belong to the word ("Mbeki-/Roy")
    hard_hyphens: frozenset[int] = frozenset()

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
