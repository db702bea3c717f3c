"""Words of a briefing with what was found in them, as escaped HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from briefing_lessons.briefing import Briefing
from briefing_lessons.spans import Quote, Span


class Note(NamedTuple):
    """A stretch to mark: its class for the eye, its label for everyone."""

    start: int
    end: int
    kind: str  #: CSS class without `bl-`
    label: str = ""  #: words printed after the stretch; empty for none


def mark_up(text: str, start: int, end: int, notes: Iterable[Note]) -> str:
    """Return `text[start:end]` as HTML with `notes` marked; stretches may overlap.

    >>> mark_up('"No," he <said>.', 0, 16, [Note(9, 15, "cue", "cue")])
    '&quot;No,&quot; he <mark class="bl-cue">&lt;said&gt;</mark><sub class="bl-what">cue</sub>.'
    """
    inside = [n for n in notes if n.start < end and n.end > start]
    edges = sorted({start, end, *(min(max(at, start), end) for n in inside for at in (n.start, n.end))})
    pieces: list[str] = []
    for left, right in pairwise(edges):
        words = escape(text[left:right])
        over = [n for n in inside if n.start <= left and n.end >= right]
        if over:
            words = f'<mark class="{" ".join(f"bl-{n.kind}" for n in over)}">{words}</mark>'
        pieces.append(words)
        pieces += [
            f'<sub class="bl-what">{escape(n.label)}</sub>' for n in over if n.end == right and n.label
        ]
    return "".join(pieces)


def notes_of(quote: Quote, focus: bool = False) -> list[Note]:
    """Return what to mark for one quotation: its words, its source and its cue."""
    found = quote.attribution
    notes = [Note(quote.start, quote.end, "quote bl-focus" if focus else "quote", "words")]
    if found.mention:
        notes.append(Note(found.mention.start, found.mention.end, "mention", "source"))
    if found.cue:
        notes.append(Note(found.cue.start, found.cue.end, "cue", "cue"))
    return notes


def surroundings(briefing: Briefing, spans: Sequence[Span], notes: Iterable[Note], around: int = 160) -> str:
    """Return `spans` in their paragraph as HTML, cut at spaces where it is long, with `notes` marked."""
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    home = next((p for p in (*briefing.paragraphs, *briefing.turns) if p.start <= first < p.end), None)
    left, right = (home.start, max(home.end, last)) if home else (first, last)
    low, high = max(left, first - around), min(right, last + around)
    text = briefing.text
    while left < low < first and not text[low - 1].isspace():
        low += 1
    while last < high < right and not text[high].isspace():
        high -= 1
    before, after = "… " if low > left else "", " …" if high < right else ""
    return before + mark_up(text, low, high, notes).strip() + after
