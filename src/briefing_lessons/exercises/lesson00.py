"""Exercises of lesson 00, Start here: run, type an answer, read a message, save and come back."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.model import Mistake, Task, exercise
from briefing_lessons.exercises.unmarked import exit_line


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


@exercise("start.3", objective="L0.3", level="must", minutes=2, title="A red message")
def red_message(briefing: Briefing) -> Task:
    """Ask what a red message means."""
    return Task(
        question="A cell shows a long red message. What has happened?",
        kind="choice",
        expected="The cell could not finish, and its last line says why",
        hints=(
            "Is the text of the briefing still there?",
            "Run the cell above and read the last line of a message.",
        ),
        right="Nothing is broken. Change one thing, and run the cell again.",
        mistakes=(
            Mistake(
                "I broke the notebook", "Nothing is lost: the other cells still work. Read the last line."
            ),
            Mistake("The computer has a virus", "A message comes from the cell itself. Read its last line."),
            Mistake(
                "My answer is wrong",
                "A check answers in words, never in red. Ask what the cell could not do.",
            ),
        ),
    )


@exercise("start.4", objective="L0.1", level="must", minutes=2, title="Change a cell")
def run_again(briefing: Briefing) -> Task:
    """Ask what to do after changing a cell."""
    return Task(
        question="You change a cell near the top. When do the cells below it know?",
        kind="choice",
        expected="After I run the changed cell, and then the cells below it",
        hints=(
            "Change the number in the excerpt cell. What happens to the page?",
            "A cell acts only when it is run.",
        ),
        right="A notebook remembers what was run, in the order in which it was run.",
        mistakes=(
            Mistake("At once, by themselves", "A cell waits until it is run. Try it with the excerpt."),
            Mistake(
                "After I save the notebook", "Saving keeps the words on the page. Which key runs a cell?"
            ),
            Mistake(
                "Only after I start from zero", "That works, and there is a shorter way. Which cell changed?"
            ),
        ),
    )


first_exit = exit_line("start.exit", "L0.4", shows="what stands there", hides="that it is true")
