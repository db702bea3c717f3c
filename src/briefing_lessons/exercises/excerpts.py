"""Excerpts with line numbers, for screen and paper; and what is noted by hand on the texts of the lessons."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.answers import read_lines
from briefing_lessons.exercises.written import written_in
from briefing_lessons.html import text_box
from briefing_lessons.spans import LOOKS_LIKE, RUNNING, Line, Span
from briefing_lessons.topics.counting import find_lines

#: lines of the transcript that are never altered, not even for class, nor set before it to quarrel about
LEFT_ALONE = {"000_95b79719e875266d.txt": frozenset([37, 46, 55, 56, 57])}


def is_left_alone(briefing: Briefing, where: int | Span) -> bool:
    """Say whether a line, or the line of a span, is one of `LEFT_ALONE`."""
    line = where if isinstance(where, int) else briefing.line_number(where)
    return line in LEFT_ALONE.get(briefing.source, ())


def note_on(briefing: Briefing, about: str) -> Any:
    """Return what `seed_notes.toml` has on `briefing` about one thing; nothing on every other text.

    >>> from briefing_lessons import load_briefing
    >>> note_on(load_briefing("001_ferry_report.txt"), "place")["line"]
    3
    """
    note = written_in("seed_notes.toml").get(briefing.source, {})
    return note.get(about) if note and briefing.text.lstrip().startswith(note["begins"]) else None


#: The longest excerpt a lesson asks anyone to read, in words.
MOST_WORDS = 300


@dataclass(frozen=True, slots=True, repr=False)
class Excerpt:
    """Lines of a briefing with their numbers; a line that had to be cut ends with an ellipsis."""

    source: str
    lines: tuple[tuple[int, str], ...]  #: (line number, text)
    note: str = ""  #: which of the lines asked for are left out

    def __repr__(self) -> str:
        lines = "\n".join(f"{number:>4}  {text}" for number, text in self.lines)
        return f"{lines}\n{self.note}".rstrip("\n")

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row" style="vertical-align:top;text-align:right">{number}</th>'
            f'<td style="text-align:left;white-space:normal">{escape(text)}</td></tr>'
            for number, text in self.lines
        )
        numbers = [number for number, _ in self.lines]
        named = _name_lines(numbers) if len(numbers) < 9 else f"lines {numbers[0]} to {numbers[-1]}"
        caption = f'<caption style="text-align:left">{escape(f"{self.source}, {named}")}</caption>'
        note = self.note and f'<tfoot><tr><td colspan="2">{escape(self.note)}</td></tr></tfoot>'
        return text_box(f"{caption}<tbody>{rows}</tbody>{note}", "bl-excerpt", "table")


def first_words(briefing: Briefing, line: int, count: int = 4) -> str:
    """Return the words with which a line begins, without quote marks, to be cited.

    >>> from briefing_lessons import load_briefing
    >>> first_words(load_briefing("000_95b79719e875266d.txt"), 4)
    'Of course this causes'
    """
    return " ".join(re.sub(r"[“”„«»\"]", "", briefing.line(line).text).split()[:count])


def lines_of(briefing: Briefing, spans: Iterable[Span]) -> tuple[int, ...]:
    """Return the lines in which spans stand, each once; in a text of short lines a span has several.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> lines_of(ferry, ferry.quotes[:2])
    (3, 4)
    """
    ends = ((briefing.line_number(span), briefing.line_number(span.end - 1)) for span in spans)
    return tuple(dict.fromkeys(n for first, last in ends for n in range(first, last + 1)))


def line_before(briefing: Briefing, number: int) -> int:
    """Return the last line with words before line `number`; the line itself where none stands before it.

    >>> from briefing_lessons import load_briefing
    >>> line_before(load_briefing("002_school_meals.txt"), 5)
    3
    """
    return max((line.number for line in find_lines(briefing) if line.number < number), default=number)


def first_line(briefing: Briefing, word: str = "") -> int:
    """Return the first line of running text, with `word`: what stands around it is nothing to report.

    >>> from briefing_lessons import load_briefing
    >>> first_line(load_briefing("000_95b79719e875266d.txt"))
    2
    """
    running = (briefing.line_number(token) for token in briefing.tokens if token.voice in RUNNING)
    placed = (number for number in running if briefing.line(number).rule)
    others = (line.number for line in briefing.lines if line.role != "blank")
    return next((n for n in chain(placed, others) if word in briefing.line(n).text), 1)


def _name_lines(numbers: list[int]) -> str:
    if len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"lines {numbers[0]} to {numbers[-1]}"
    return f"line{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}" if numbers else "no lines"


def _asked_for(briefing: Briefing, lines: Iterable[int | Span] | int | Span | str) -> list[Line]:
    """Return the lines that are meant, once each; empty ones only where all of them are."""
    if isinstance(lines, str):
        lines = sorted(read_lines(lines, briefing))
    given = [lines] if isinstance(lines, (int, Span)) else lines
    numbers = dict.fromkeys(x if isinstance(x, int) else briefing.line_number(x) for x in given)
    there = [briefing.line(n) for n in numbers if 1 <= n <= len(briefing.lines)]
    return [line for line in there if line.role != "blank"] or there


def excerpt(briefing: Briefing, lines: Iterable[int | Span] | int | Span | str | None = None) -> Excerpt:
    """Show some lines of `briefing`, at most 300 words; without `lines`, its beginning below a page's menus.

    >>> from briefing_lessons import load_briefing
    >>> excerpt(load_briefing("000_95b79719e875266d.txt"), 23)
      23  On the Syrian issue

    Parameters
    ----------
    briefing
        The text.
    lines
        Line numbers from 1, also as words ("4 to 6"), or spans whose lines are meant; numbers outside of the
        text are left out.
    """
    whole = lines is None
    below = (line for line in find_lines(briefing) if LOOKS_LIKE not in (line.rule or ""))
    wanted = [*below] if lines is None else _asked_for(briefing, lines)
    shown: list[tuple[int, str]] = []
    left = MOST_WORDS
    for line in wanted:
        words = line.text.split()
        tail = len(words) > left and left < 20  # "It is …" shows nothing
        if left <= 0 or (shown and (tail or (whole and len(words) > left))):
            break
        shown.append((line.number, " ".join(words[:left]) + (" …" if len(words) > left else "")))
        left -= len(words)
    rest = [] if whole else [line.number for line in wanted[len(shown) :]]
    note = f"Left out after {MOST_WORDS} words: {_name_lines(rest)}." if rest else ""
    return Excerpt(briefing.source, tuple(shown), note)
