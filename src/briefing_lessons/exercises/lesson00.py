"""Exercises of lesson 00, Start here: run, type an answer, read a message, come back."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.model import Exercise, Mistake, Task, exercise


@exercise("start.1", objective="L0.1", level="must", minutes=2, title="Count the lines")
def count_lines(briefing: Briefing) -> Task:
    """Ask for the number of lines."""
    lines = len(briefing.lines)
    return Task(
        question="How many lines has this text?",
        kind="number",
        expected=lines,
        worked="len(briefing.lines)",
        hints=("The cell above shows the number.", "len( ) counts what stands between its brackets."),
        right="You ran a cell, read its result and used it.",
        mistakes=(
            Mistake(lines - 1, "Close: one too few. The first line has number 1; count the last one too."),
            Mistake(
                len(briefing.headings),
                "You counted headings. A line is everything up to a line end; count again.",
            ),
            Mistake(
                len(briefing.text), "You counted letters, spaces and marks. Count briefing.lines instead."
            ),
        ),
        otherwise="The number stands under the cell above. Run that cell again and copy it.",
    )


EXERCISES: tuple[Exercise, ...] = (count_lines,)
