"""Exercises of lesson 02, From page to data: what the machine decides before it counts."""

from __future__ import annotations

import re

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.clues import (
    find_twin_sentences,
    find_twin_words,
    lines_to_cut,
    split_words,
)
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.seed_notes import note_on
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import written

_ROLES = {
    "heading": "A heading: it names what follows",
    "paragraph": "Running text: part of the report",
    "boilerplate": "Not the briefing itself: an advertisement, a date line or a page number",
    "turn": "The beginning of a turn: a label, then words",
    "stage": "A stage direction: what happened in the room",
    "metadata": "About the file: its date, place or author",
}


@exercise("page.2", objective="L2.1", level="must", minutes=3, title="What is this line?")
def role_of_line(briefing: Briefing) -> Task:
    """Ask for the role of the last line that is not blank."""
    line = next(x for x in reversed(briefing.lines) if x.role != "blank")
    expected = _ROLES[line.role]
    clues = {
        "heading": f"A heading stands above its section. What stands below line {line.number}?",
        "paragraph": f"Running text goes on with the subject. Whom does line {line.number} speak to?",
        "boilerplate": f"An advertisement speaks to customers. Read line {line.number}: does it?",
        "turn": f"A turn begins with a label and a colon. Read how line {line.number} begins.",
    }
    return Task(
        question=f"Read line {line.number}, the last one. What is it?",
        kind="choice",
        expected=expected,
        hints=(
            "Whom does the line speak to?",
            "Does it go on with the subject, or name what follows?",
        ),
        right="The reader says so too. Its rule stands in the table below.",
        also=(line.role, *(("ad", "advert", "an ad", "an advert") if line.role == "boilerplate" else ())),
        mistakes=tuple(
            Mistake(_ROLES[role], clue, also=(role,)) for role, clue in clues.items() if role != line.role
        ),
    )


@exercise("page.4", objective="L2.3", level="must", minutes=4, title="Capitals that matter")
def capitals_matter(briefing: Briefing) -> Task | NotHere:
    """Ask how often an acronym stands in the text, apart from the word it resembles."""
    twins = find_twin_words(briefing)
    if not len(twins):
        return NotHere("We found no acronym here that small letters would make another word.", "page.exit")
    acronym, times, word, other = twins[0]
    return Task(
        question=f"How often does “{acronym}” with capitals stand in this text?",
        kind="number",
        expected=times,
        hints=(
            f"Count {acronym} and {word} apart.",
            f"In small letters there are {times + other}; how many of them are “{word}”?",
        ),
        right="One rule more keeps the two apart: acronyms keep their capitals.",
        mistakes=(
            Mistake(
                times + other,
                f"That adds “{word}” to “{acronym}”. Count only the one with capitals.",
            ),
            Mistake(other, f"That counts “{word}” in small letters. Count the one with capitals."),
            Mistake(0, "In small letters it is gone, on the page it is there. Keep the capitals."),
        ),
        otherwise=f"In small letters there are {times + other}. Take away those that are “{word}”.",
    )


@exercise("page.6", objective="L2.4", level="stretch", minutes=5, title="One statement, two wordings")
def two_wordings(briefing: Briefing) -> Task | NotHere:
    """Ask for the two lines that carry one statement in two wordings."""
    note, found = note_on(briefing), find_twin_sentences(briefing)
    if note and note.twins:
        lines = note.twins
    elif found:
        first, second = sorted(map(briefing.line_number, found))
        lines = (first, second)
    else:
        return NotHere("We found no two lines that say nearly the same; if you do, cite them.", "page.exit")
    first, second = lines
    others = [n for n in map(briefing.line_number, briefing.paragraphs) if n not in lines]
    before = max((n for n in others if n < first), default=max(others, default=0))
    after = min((n for n in others if n > second), default=min(others, default=0))
    further = "one line" if second - first == 1 else f"{second - first} lines"
    return Task(
        question="Two lines carry nearly the same statement in other words. Which lines?",
        kind="lines",
        expected=lines,
        hints=(f"One of them is line {first}.", f"The other one stands {further} further down."),
        right="Same statement, two wordings. Somebody chose words at least once.",
        mistakes=(
            Mistake(
                (before, first),
                f"Line {first} is one of them. Look below it for the other.",
                also=((first,),),
            ),
            Mistake(
                (second, after),
                f"Line {second} is one of them. Look above it for the other.",
                also=((second,),),
            ),
            Mistake((before, after), "Each of them says something else. Look for a pair between them."),
        ),
        otherwise=f"Look for a pair that shares its longer words. Begin your search near line {first}.",
    )


what_wordings_prove = written("page.7")


@exercise("page.back", objective="L2.2", level="should", minutes=2, title="From lesson 00: at its spaces")
def cut_at_spaces(briefing: Briefing) -> Task:
    """Take up from lesson 00 that a machine does as told: cut one line at its spaces."""
    lines = lines_to_cut(briefing)
    line = lines[len(lines) // 2]
    pieces, words = len(line.text.split()), len(split_words(line.text))
    marks = len(re.findall(r"\w+|[^\w\s]+", line.text))
    return Task(
        question=f"Cut line {line.number} at its spaces. How many pieces?",
        kind="number",
        expected=pieces,
        code=f"len(briefing.line({line.number}).text.split())",
        hints=("A mark goes with the word it touches.", "Put a stroke at every space; add one."),
        right="The machine does as told: a space is its only rule.",
        mistakes=(
            Mistake(words, "That is our rule for words. Count what stands between spaces."),
            Mistake(marks, "That counts marks as pieces. Count what stands between spaces."),
            Mistake(pieces - 1, "That counts the spaces. How many pieces do they leave?"),
            Mistake(pieces + 1, "That is one too many. Count once more, with a pencil."),
        ),
        otherwise="Put a stroke at every space of the line. Count the pieces between them.",
    )


exit_of_pages = exit_line("page.exit", "L2.1", shows="where a rule cut", hides="that no other rule would do")
