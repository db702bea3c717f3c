"""Exercises of lesson 01, Read before you count: who made this text, when, for whom, and who is missing."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.clues import find_dates, names_without_words, words_by_voice
from briefing_lessons.exercises.excerpts import first_line, first_words, line_before
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import Values, asks, written


@asks("read.1")
def kind_of_text(briefing: Briefing) -> Values | None:
    """Ask whether the text is a report or a transcript."""
    turns = [turn for turn in briefing.turns if turn.label.strip()]
    told = any(quote.speaker and quote.kind != "term" for quote in briefing.quotes)
    own = any(token.norm == "i" and token.voice == "reporter" for token in briefing.tokens)
    if not turns and (own or not told):  # who says "I" is no reporter
        return None
    line = next(map(briefing.line_number, turns or briefing.paragraphs), 1)
    form = "transcript" if turns else "report"
    one_voice = len({turn.speaker or turn.label for turn in turns}) == 1
    return {
        "form": form,
        "line": line,
        "speech": None if one_voice else "A speech: one person speaks throughout",
    }


@asks("read.2")
def line_with_date(briefing: Briefing) -> Values | None:
    """Ask for one line that helps to date the text."""
    lines: tuple[int, ...] = find_dates(briefing)["line"]
    if not lines:
        return None
    traps = [n for n in find_dates(briefing, ignore_capitals=True)["line"] if n not in lines]
    plain = [x.number for x in briefing.lines if x.role != "blank" and x.number not in (*lines, *traps)]
    return {"expected": lines, "near": line_before(briefing, lines[0]), "trap": traps[:1], "plain": plain[:2]}


outlet = written("read.3")


@asks("read.5")
def never_heard(briefing: Briefing) -> Values | None:
    """Ask for a name the text mentions without quoting."""
    silent, voices = names_without_words(briefing), words_by_voice(briefing)
    if not silent or not len(voices):
        return None
    perhaps = names_without_words(briefing, sure=False)
    return {
        "expected": silent[0],
        "also": tuple(form for name in perhaps for form in (name, name.split()[-1])),
        "rests_on": tuple(quote for quote in briefing.quotes if not quote.attribution.sure),
        "heard": list(voices["voice"][:2]),
    }


@asks("read.6")
def missing_voice(briefing: Briefing) -> Values:
    """Ask for an interpretation: whose voice would change the picture?"""
    name = next(iter(names_without_words(briefing)), "")
    line = first_line(briefing, name)
    return {"line": line, "about": name or first_words(briefing, line)}


@asks("read.7")
def not_the_text(briefing: Briefing) -> Values | None:
    """Ask for a line that is no part of the briefing: an advertisement, a page number."""
    lines = tuple(dict.fromkeys(map(briefing.line_number, briefing.boilerplate)))
    if not lines:
        return None
    within = map(briefing.line_number, (*briefing.paragraphs, *briefing.turns))
    return {
        "expected": lines,
        "near": line_before(briefing, lines[0]),
        "heading": [briefing.line_number(heading) for heading in briefing.headings[-1:]],
        "first": next((number for number in within if number not in lines), 0),
    }


exit_of_reading = exit_line(
    "read.exit", "L1.4", shows="what somebody wrote down", hides="that the words were spoken"
)
