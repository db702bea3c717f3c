"""Every place a word is used, with the words around it, so that a number can be read back into its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import overload

from briefing_lessons.errors import BriefingError
from briefing_lessons.html import in_scroll_box
from briefing_lessons.spans import Annotated, Span, Voice, shorten
from briefing_lessons.topics.index import nearest_words
from briefing_lessons.topics.scopes import Scope
from briefing_lessons.topics.terms import Terms, find_terms, is_printed

#: lines that a concordance shows; all of them are in it
SHOWN = 200


@dataclass(frozen=True, slots=True, repr=False)
class ConcordanceLine(Span):
    """One place where the word stands: the span is the word itself, as printed."""

    left: str  #: what stands before it on its line, verbatim
    right: str  #: what stands after it on its line, verbatim
    line: int  #: line number, from 1
    voice: Voice  #: whose word it is


@dataclass(frozen=True, slots=True, repr=False)
class Concordance:
    """The lines of a concordance, as a sequence that shows itself aligned at the word."""

    terms: str  #: what was looked for
    lines: tuple[ConcordanceLine, ...]
    total: int | None = None  #: all places, where these are some of them
    absent: str = ""  #: where there are none: a sentence that says so, with the nearest words

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[ConcordanceLine]:
        return iter(self.lines)

    @overload
    def __getitem__(self, key: int) -> ConcordanceLine: ...
    @overload
    def __getitem__(self, key: slice) -> Concordance: ...
    def __getitem__(self, key: int | slice) -> ConcordanceLine | Concordance:
        if isinstance(key, slice):
            return Concordance(self.terms, self.lines[key], self.total or len(self), self.absent)
        return self.lines[key]

    def __repr__(self) -> str:
        return format_concordance(self)

    def _repr_html_(self) -> str:
        return format_concordance_html(self)


def concordance(briefing: Annotated, terms: Terms, scope: Scope = "all", *, width: int = 40) -> Concordance:
    """List every place where a word (or topic) stands, with what stands around it.

    >>> from briefing_lessons import load_briefing
    >>> concordance(load_briefing("000_95b79719e875266d.txt"), "Aleppo", width=24)
    'Aleppo': 1 place
     46  he Syrian army liberate Aleppo," Lavrov told a press c

    Parameters
    ----------
    briefing
        The briefing.
    terms
        A word, a phrase, or several; wildcards as in `find_terms`.
    scope
        Where: see `find_stretches`.
    width
        Characters shown on each side.

    Raises
    ------
    BriefingError
        If the width is under 0.
    """
    if width < 0:
        raise BriefingError(f"A width of {width} is not possible: give the characters to show, such as 40.")
    each = (terms,) if isinstance(terms, str) else tuple(terms)
    text, line_starts = briefing.text, [line.start for line in briefing.lines]
    line_ends = [line.end for line in briefing.lines]
    voices = briefing.voices
    voice_starts = [start for start, _, _ in voices]
    found = []
    for span in find_terms(briefing, each, scope):
        at = bisect_right(line_starts, span.start) - 1
        found.append(
            ConcordanceLine(
                span.start,
                span.end,
                span.text,
                left=text[max(line_starts[at], span.start - width) : span.start],
                right=text[span.end : min(line_ends[at], span.end + width)],
                line=at + 1,
                voice=voices[bisect_right(voice_starts, span.start) - 1][2],
            )
        )
    absent = "" if found else _say_absent(briefing, each)
    return Concordance(", ".join(each), tuple(found), absent=absent)


def _say_absent(briefing: Annotated, terms: Sequence[str]) -> str:
    """Return a sentence on terms that are not where they were looked for, with the nearest words."""
    named = ", ".join(f"“{term}”" for term in terms)
    elsewhere = len(find_terms(briefing, terms))
    if elsewhere:
        return f"{named}: not in the words asked for, but in {_places(elsewhere)} of the text."
    if is_printed(briefing, terms):
        return f"{named}: only where words are not counted, such as the labels of speakers."
    near = dict.fromkeys(
        word for term in terms for word in nearest_words(briefing, term) if find_terms(briefing, word)
    )
    said = f"{named} is not in this text." if len(terms) == 1 else f"None of {named} is in this text."
    return f"{said} The nearest words: {', '.join(near)}." if near else said


def format_concordance(found: Concordance) -> str:
    """Return the concordance as text, aligned at the word."""
    if not found.lines:
        return _nothing(found)
    shown = found.lines[:SHOWN]
    number = max(len(str(line.line)) for line in shown)
    left = max(len(line.left) for line in shown)
    rows = [
        f"{line.line:>{number + 1}}  {line.left:>{left}}{line.text}{line.right}".rstrip() for line in shown
    ]
    return "\n".join([f"{found.terms!r}: {_size(found)}", *rows])


def format_concordance_html(found: Concordance, shown: int = SHOWN) -> str:
    """Return the first `shown` lines of a concordance as an HTML table, aligned at the word."""
    if not found.lines:
        return f'<p class="bl-concordance tex2jax_ignore mathjax_ignore">{escape(_nothing(found))}</p>'
    caption = f"{found.terms}: {_size(found, shown)}"
    heads = ("line", "voice", "before", "word", "after", "characters")
    sides = {"before": "right", "word": "center"}
    head = "".join(
        f'<th scope="col" style="text-align:{sides.get(name, "left")}">{name}</th>' for name in heads
    )
    body = "\n".join(
        f'<tr><th scope="row">{line.line}</th><td>{line.voice}</td>'
        f'<td style="text-align:right;white-space:pre">{_on_one_line(line.left)}</td>'
        f'<td style="text-align:center"><strong>{escape(line.text)}</strong></td>'
        f'<td style="text-align:left;white-space:pre">{_on_one_line(line.right)}</td>'
        f'<td style="white-space:pre">{line.start}–{line.end}</td></tr>'
        for line in found.lines[:shown]
    )
    table = (
        '<table class="bl-table bl-concordance tex2jax_ignore mathjax_ignore">'
        f'<caption style="text-align:left">{escape(shorten(caption, 200))}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )
    return in_scroll_box(table, shorten(caption, 80))  # it is wide and must not wrap


def _nothing(found: Concordance) -> str:
    return found.absent or f"“{found.terms}”: no places here."


def _places(count: int) -> str:
    return "1 place" if count == 1 else f"{count:,} places"


def _on_one_line(words: str) -> str:
    return escape(words.replace("\n", " "))  # as many characters as before: the columns stay aligned


def _size(found: Concordance, shown: int = SHOWN) -> str:
    """Return how many places are shown, of how many, and how many of them a chart of the text leaves out."""
    count, total = len(found), found.total or len(found)
    places = _places(total)
    if count > shown:
        size = f"the first {shown} of {places}"
        return f"{size}; slice it for more" if shown == SHOWN else size
    if count < total:
        return f"{count:,} of {places}"
    headings = sum(line.voice == "heading" for line in found)
    return f"{places}, {headings:,} of them in headings" if headings else places
