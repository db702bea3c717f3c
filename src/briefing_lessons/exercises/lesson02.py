"""Exercises of lesson 02, From page to data: what the machine decides before it counts."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.clues import (
    cut_by_rules,
    find_twin_sentences,
    find_twin_words,
    lines_to_cut,
)
from briefing_lessons.exercises.seed_notes import note_on
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.verbs import echo_pairs
from briefing_lessons.exercises.written import Values, asks, words_of, written


@asks("page.2")
def role_of_line(briefing: Briefing) -> Values:
    """Ask for the role of the last line that is not blank."""
    line = next(x for x in reversed(briefing.lines) if x.role != "blank")
    roles = words_of("page.2")["roles"]
    short = ("ad", "advert", "an ad", "an advert") if line.role == "boilerplate" else ()
    return {**roles, "line": line.number, "expected": roles[line.role], "also": (line.role, *short)}


@asks("page.4")
def capitals_matter(briefing: Briefing) -> Values | None:
    """Ask how often an acronym stands in the text, apart from the word it resembles."""
    twins = find_twin_words(briefing)
    if not len(twins):
        return None
    acronym, times, word, other = twins[0]
    return {
        "acronym": acronym,
        "expected": times,
        "word": word,
        "other": other,
        "both": times + other,
        "gone": 0,
    }


@asks("page.6")
def two_wordings(briefing: Briefing) -> Values | None:
    """Ask for the two lines that carry one statement in two wordings."""
    note, found = note_on(briefing), find_twin_sentences(briefing)
    lines = note.twins if note and note.twins else tuple(sorted(map(briefing.line_number, found or ())))
    if not lines:
        return None
    first, second = lines
    others = [n for n in map(briefing.line_number, briefing.paragraphs) if n not in lines]
    before = max((n for n in others if n < first), default=max(others, default=0))
    after = min((n for n in others if n > second), default=min(others, default=0))
    return {
        "expected": lines,
        "also": tuple(pair for pair in echo_pairs(briefing) if len(pair) == 2),
        "first": first,
        "second": second,
        "further": "one line" if second - first == 1 else f"{second - first} lines",
        "upper": (before, first),
        "first_alone": (first,),
        "lower": (second, after),
        "second_alone": (second,),
        "neither": (before, after),
    }


what_wordings_prove = written("page.7")


@asks("page.back")
def cut_at_spaces(briefing: Briefing) -> Values:
    """Take up from lesson 00 that a machine does as told: cut one line at its spaces."""
    lines = lines_to_cut(briefing)
    line = lines[len(lines) // 2]
    pieces, marks, words = map(len, cut_by_rules(line.text).values())
    beside = {"words": words, "marks": marks, "spaces": pieces - 1, "more": pieces + 1}
    return {"line": line.number, "expected": pieces, **beside}


exit_of_pages = exit_line("page.exit", "L2.1", shows="where a rule cut", hides="that no other rule would do")
