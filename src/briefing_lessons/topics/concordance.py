"""Every place a word is used, with the words around it, so that a number can be read back into its lines."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from operator import itemgetter
from typing import Any

from briefing_lessons.errors import BriefingError
from briefing_lessons.html import as_table, in_scroll_box, plural, text_box
from briefing_lessons.spans import Annotated, Span, Voice, shorten, words_around
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
    absent: str = ""  #: what is said where there are none, with the nearest words, or of a term without any

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[ConcordanceLine]:
        return iter(self.lines)

    def __getitem__(self, key: Any) -> Any:
        """Return a line by its number from 0, or fewer lines by a slice."""
        if isinstance(key, slice):
            return Concordance(self.terms, self.lines[key], self.total or len(self), self.absent)
        return self.lines[key]

    def __repr__(self) -> str:
        if not self.lines:
            return self.absent or f"“{self.terms}”: no places here."
        shown = self.lines[:SHOWN]
        number = max(len(str(line.line)) for line in shown) + 1
        left = max(len(line.left) for line in shown)
        rows = [
            f"{line.line:>{number}}  {line.left:>{left}}{line.text}{line.right}".rstrip() for line in shown
        ]
        return "\n".join([f"{self.terms!r}: {_size(self)}", *rows, self.absent]).rstrip()

    def _repr_html_(self) -> str:
        return format_concordance_html(self)


def concordance(briefing: Annotated, terms: Terms, scope: Scope = "all", *, width: int = 40) -> Concordance:
    """List every place where a word (or topic) stands, with what stands around it.

    >>> from briefing_lessons import load_briefing
    >>> concordance(load_briefing("000_95b79719e875266d.txt"), "Aleppo", width=24)
    'Aleppo': 1 place
     46  Syrian army liberate Aleppo," Lavrov told a press

    Parameters
    ----------
    briefing
        The briefing.
    terms
        A word, a phrase, or several; wildcards as in `find_terms`.
    scope
        Where: see `find_stretches`.
    width
        Characters shown on each side, at most: no word is cut.

    Raises
    ------
    BriefingError
        If the width is under 0.
    """
    if width < 0:
        raise BriefingError(f"A width of {width} is not possible: give the characters to show, such as 40.")
    each = (terms,) if isinstance(terms, str) else tuple(terms)
    text, voices, found = briefing.text, briefing.voices, []
    for span in find_terms(briefing, each, scope):
        number = bisect_right(briefing.lines, span.start, key=lambda line: line.start)
        line = briefing.lines[number - 1]
        low, high = words_around(text, span.start, span.end, line.start, line.end, width)
        voice = voices[bisect_right(voices, span.start, key=itemgetter(0)) - 1][2]
        left, right = text[low : span.start], text[span.end : high]
        found.append(ConcordanceLine(span.start, span.end, span.text, left, right, number, voice))
    absent = _say_apart(briefing, each) if found else _say_absent(briefing, each)
    return Concordance(", ".join(each), tuple(found), absent=absent)


def _say_apart(briefing: Annotated, terms: Sequence[str]) -> str:
    """Return what to do about terms whose words stand in the text, but never together."""
    lost = {term: re.findall(r"\S*\w\S*", term) for term in terms if not find_terms(briefing, term)}
    apart = [t for t, ws in lost.items() if len(ws) > 1 and all(find_terms(briefing, w) for w in ws)]
    return " ".join(map("“{}” never stands together: put a comma between the words.".format, apart))


def _say_absent(briefing: Annotated, terms: Sequence[str]) -> str:
    """Return a sentence on terms that are not where they were looked for, with the nearest words."""
    named = ", ".join(f"“{term}”" for term in terms)
    if elsewhere := len(find_terms(briefing, terms)):
        return f"{named}: not in the words asked for, but in {plural(elsewhere, 'place')} of the text."
    if is_printed(briefing, terms):
        return f"{named}: only where words are not counted, such as the labels of speakers."
    alike = (word for term in terms for word in nearest_words(briefing, term))
    near = dict.fromkeys(word for word in alike if find_terms(briefing, word))
    said = f"{named} is not in this text." if len(terms) == 1 else f"None of {named} is in this text."
    said = f"{said} {_say_apart(briefing, terms)}".strip()
    return f"{said} The nearest words: {', '.join(near)}." if near else said


def format_concordance_html(found: Concordance, shown: int = SHOWN) -> str:
    """Return the first `shown` lines of a concordance as an HTML table, aligned at the word."""
    absent = text_box(escape(found.absent or repr(found)), "bl-concordance", "p")
    if not found.lines:
        return absent
    caption = f"{found.terms}: {_size(found, shown)}"
    around = '<span style="white-space:pre">{}</span>'.format  # the columns stay aligned
    rows = []
    for line in found.lines[:shown]:
        left, word, right = map(escape, (line.left, line.text, line.right))
        rows.append((str(line.line), line.voice, around(left), f"<strong>{word}</strong>", around(right)))
    sides = {"line": "left", "voice": "left", "before": "right", "word": "center", "after": "left"}
    table = as_table([*sides.items()], rows, shorten(caption, 200), "bl-table bl-concordance")
    box = in_scroll_box(table, shorten(caption, 80))  # it is wide and must not wrap
    return f"{absent}\n{box}" if found.absent else box


def _size(found: Concordance, shown: int = SHOWN) -> str:
    """Return how many places are shown, of how many, and how many of them a chart of the text leaves out."""
    count, total = len(found), found.total or len(found)
    places = plural(total, "place")
    if count > shown:
        size = f"the first {shown} of {places}"
        return f"{size}; slice it for more" if shown == SHOWN else size
    if count < total:
        return f"{count:,} of {places}"
    headings = sum(line.voice == "heading" for line in found)
    return f"{places}, {headings:,} of them in headings" if headings else places
