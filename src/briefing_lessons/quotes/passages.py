"""Paragraphs made ready for the rules: running text, its quotation marks, and who is talking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing_lessons.english.analysis import Analyses, Analysis
from briefing_lessons.english.quotation_marks import Marked
from briefing_lessons.reading import Document
from briefing_lessons.reading.document import View
from briefing_lessons.spans import Heading, Paragraph, Turn


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as running text."""

    analysis: Analysis
    speaker: str | None  #: who utters the whole paragraph, in a transcript of turns
    hearer: str | None  #: whom that person answers or asks
    spoken: bool  #: it belongs to a turn
    new_turn: bool  #: another person begins to speak here
    heading: bool = False
    continuing: frozenset[int] = frozenset()  #: starts of quotations that began in an earlier paragraph
    #: start of a quotation that goes on in later paragraphs -> its end, and the end of its words
    reaches: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    unclosed: Marked | None = None  #: a quotation that is never closed

    @property
    def view(self) -> View:
        """Its running text."""
        return self.analysis.view

    @property
    def crosshead(self) -> bool:
        """Whether it is a heading, or a short line alone in quotation marks: it inherits no speaker."""
        return self.heading or (not self.spoken and _stands_alone(self.view.text, self.marked))

    @property
    def marked(self) -> tuple[Marked, ...]:
        """Its outermost quotations."""
        return self.analysis.marked


def passages_of(document: Document, english: Analyses) -> tuple[Passage, ...]:
    """Return the paragraphs of `document`, quotations that run over several of them joined."""
    passages: list[Passage] = []
    turns, at = document.turns, 0
    latest: Turn | None = None
    spans: tuple[Paragraph | Heading, ...] = (*_quoted_headings(document, english), *document.paragraphs)
    for paragraph in sorted(spans, key=lambda span: span.start):
        while at < len(turns) and turns[at].end <= paragraph.start:
            at += 1
        turn = turns[at] if at < len(turns) and turns[at].start <= paragraph.start else None
        analysis = english[paragraph.start]
        hearer = _hearer(turns, at) if turn is not None else None
        speaker = turn.speaker if turn is not None else None
        heading = isinstance(paragraph, Heading)
        passages.append(Passage(analysis, speaker, hearer, turn is not None, turn is not latest, heading))
        latest = turn
    return tuple(_joined(passages))


def _stands_alone(text: str, marked: Sequence[Marked]) -> bool:
    """A short line alone in quotation marks, without a full stop, is printed between sections."""
    alone = len(marked) == 1 and (marked[0].start, marked[0].end) == (0, len(text)) and marked[0].closed
    return alone and len(text.split()) <= 8 and text[slice(*marked[0].inner)].rstrip()[-1:] not in ".,"


def _quoted_headings(document: Document, english: Analyses) -> tuple[Heading, ...]:
    """A heading is read only where it quotes: what it reports is told again below it."""
    return tuple(heading for heading in document.headings if english[heading.start].marked)


def _hearer(turns: Sequence[Turn], at: int) -> str | None:
    """A question is put to whoever answers next; an answer is given to whoever asked last."""
    asking = turns[at].role == "question"
    order = range(at + 1, min(at + 4, len(turns))) if asking else range(at - 1, max(at - 4, -1), -1)
    for k in order:
        if turns[k].speaker and turns[k].speaker != turns[at].speaker:
            return turns[k].speaker
    return None


def _joined(passages: list[Passage]) -> list[Passage]:
    """Join a quotation left open in one paragraph and opened again at the start of the next."""
    joined: list[Passage] = []
    k = 0
    while k < len(passages):
        passage = passages[k]
        opened = passage.marked[-1] if passage.marked and not passage.marked[-1].closed else None
        if opened is None:
            joined.append(passage)
            k += 1
            continue
        last = k
        while last + 1 < len(passages) and _reopens(passages[last + 1], passage, opened):
            last += 1
            if passages[last].marked[0].closed:
                break
        if last == k:
            joined.append(replace(passage, unclosed=opened))
        else:
            final = passages[last]
            end = final.view.source_offset(final.marked[0].end - 1) + 1
            inner_end = final.view.source_offset(final.marked[0].inner[1] - 1) + 1
            joined.append(replace(passage, reaches={opened.start: (end, inner_end)}))
            for part in passages[k + 1 : last + 1]:
                joined.append(replace(part, continuing=frozenset([part.marked[0].start])))
        k = last + 1
    return joined


def _reopens(following: Passage, passage: Passage, opened: Marked) -> bool:
    if following.new_turn or not following.marked or following.marked[0].start != 0:
        return False
    return following.view.text[0] == passage.view.text[opened.start]
