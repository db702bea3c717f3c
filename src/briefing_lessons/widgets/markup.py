"""Words of a briefing with what was found in them, as escaped HTML."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Quote, Span, words_around


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
        ended = (n for n in over if n.end == right and n.label)
        pieces += [f'<sub class="bl-what">{escape(n.label)}</sub>' for n in ended]
    return "".join(pieces)


def notes_of(quote: Quote) -> list[Note]:
    """Return what to mark for one quotation: its words, its source and its cue."""
    mention, cue = quote.attribution.mention, quote.attribution.cue
    marked = ((quote, "quote", "words"), (mention, "mention", "source"), (cue, "cue", "cue"))
    return [Note(span.start, span.end, kind, label) for span, kind, label in marked if span]


def no_such_quote(number: int, last: int) -> str:
    """Say that no quotation has that number, where `last` is the highest; nothing where one has it."""
    said = f"There is no quotation {number}: they are numbered from 1 to {last}."
    return "" if 1 <= number <= last else said


def chosen_quote(briefing: Briefing, number: int) -> Quote:
    """Return the quotation or report of that number, from 1.

    Raises
    ------
    BriefingError
        When there is none.
    """
    if wrong := no_such_quote(number, len(briefing.quotes)):
        raise BriefingError(wrong)
    return briefing.quotes[number - 1]


def parts_near(quote: Quote) -> list[Span]:
    """Return a quotation, and its source and cue where they are close enough to be shown with it."""
    found = [quote, *filter(None, (quote.attribution.mention, quote.attribution.cue))]
    return [span for span in found if span.start < quote.end + 400 and span.end > quote.start - 400]


def surroundings(briefing: Briefing, spans: Sequence[Span], notes: Iterable[Note], around: int = 160) -> str:
    """Return `spans` in their paragraph as HTML, cut at spaces where it is long, with `notes` marked."""
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    home = next((p for p in (*briefing.paragraphs, *briefing.turns) if p.start <= first < p.end), None)
    left, right = (home.start, max(home.end, last)) if home else (first, last)
    text = briefing.text
    low, high = words_around(text, first, last, left, right, around)
    before, after = "… " if low > left else "", " …" if high < right else ""
    return before + mark_up(text, low, high, notes).strip() + after
