"""Exercises of lesson 00, Start here: run, type an answer, read a message, save and come back."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.model import Mistake, Task, exercise
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import written


@exercise("start.1", objective="L0.1", level="must", minutes=2, title="Count the lines")
def count_lines(briefing: Briefing) -> Task:
    """Ask for the number of lines."""
    lines = len(briefing.lines)
    return Task(
        question="How many lines has this text?",
        kind="number",
        expected=lines,
        also=(briefing.line_number(briefing.tokens[-1]),),  # an empty line may end the file
        code="len(briefing.lines)",
        hints=(
            "The cell that loads the text shows the number.",
            "len( ) counts the things between its brackets.",
        ),
        right="You ran a cell, read its result and used it.",
        mistakes=(
            Mistake(lines - 1, "Close: one too few. Counting begins at line 1; count the last line too."),
            Mistake(lines + 1, "Close: one too many. Look at the number of the last line."),
            Mistake(len(briefing.text), "That counts letters, spaces and marks. Count the lines instead."),
        ),
        otherwise="The number stands under the cell that loads the text. Run it again and look.",
    )


@exercise("start.2", objective="L0.2", level="must", minutes=2, title="Type a word")
def first_word(briefing: Briefing) -> Task:
    """Ask for the first word, so that a word has been typed once."""
    words = [token.text for token in briefing.tokens]
    first, second, last = words[0], words[:2][-1], words[-1]  # all one where there is but one
    return Task(
        question="What is the first word of this text?",
        kind="words",
        expected=first,
        code="briefing.tokens[0].text",
        hints=(
            "Look at line 1 of the excerpt.",
            "Copy the word. Capitals and quote marks do not matter here.",
        ),
        right="Capitals, spaces and quote marks do not matter in these answers.",
        mistakes=(
            Mistake(second, "That word comes second. Copy the one before it."),
            Mistake(last, "That word ends the text. Go back to line 1."),
            Mistake(
                " ".join(briefing.text.split("\n")[0].split()),
                "The word is in there. Copy only the first one.",
            ),
        ),
        otherwise="Look at line 1 of the excerpt. Copy the word that begins it.",
    )


red_message = written("start.3")


run_again = written("start.4")


first_exit = exit_line("start.exit", "L0.4", shows="what stands there", hides="that it is true")
