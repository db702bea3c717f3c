"""Exercises of lesson 00, Start here: run, type an answer, read a message, save and come back."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import Values, asks, written


@asks("start.1")
def count_lines(briefing: Briefing) -> Values:
    """Ask for the number of lines."""
    lines = len(briefing.lines)
    last = briefing.line_number(briefing.tokens[-1])  # an empty line may end the file
    beside = {"fewer": lines - 1, "more": lines + 1, "letters": len(briefing.text)}
    return {"expected": lines, "also": (last,), **beside}


@asks("start.2")
def first_word(briefing: Briefing) -> Values:
    """Ask for the first word, so that a word has been typed once."""
    words = [token.text for token in briefing.tokens]
    first, second, last = words[0], words[:2][-1], words[-1]  # all one where there is but one
    return {
        "expected": first,
        "second": second,
        "last": last,
        "all": " ".join(briefing.text.split("\n")[0].split()),
    }


red_message = written("start.3")
run_again = written("start.4")
first_exit = exit_line("start.exit", "L0.4", shows="what stands there", hides="that it is true")
