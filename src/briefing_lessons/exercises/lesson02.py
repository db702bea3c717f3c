"""Exercises of lesson 02, From page to data: what the machine decides before it counts."""

from __future__ import annotations

import re

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.clues import find_twin_sentences, find_twin_words, split_words
from briefing_lessons.exercises.excerpts import first_words
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.seed_notes import note_on

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
            "Run the cell with the roles of lines, and read its last row.",
        ),
        right="The reader says so too. Its rule stands in the table above.",
        also=(line.role, *(("ad", "advert", "an ad", "an advert") if line.role == "boilerplate" else ())),
        mistakes=tuple(
            Mistake(_ROLES[role], clue, also=(role,)) for role, clue in clues.items() if role != line.role
        ),
    )


@exercise("page.3", objective="L2.2", level="must", minutes=3, title="Why three counts?")
def why_counts_differ(briefing: Briefing) -> Task:
    """Ask why three word counts of one text differ."""
    return Task(
        question="Three counts of one text, three numbers. Why?",
        kind="choice",
        expected="Each has its own rule for what a word is",
        hints=(
            "Look at the pieces, not at the numbers.",
            "What does each rule do with a dash or an apostrophe?",
        ),
        right="A count without its rule cannot be checked. Always name the rule.",
        mistakes=(
            Mistake(
                "Two of them have an error", "Each did exactly what its rule says. Compare their pieces."
            ),
            Mistake(
                "The text changed between the cells", "All three read the same text. Compare their pieces."
            ),
            Mistake(
                "Computers round large numbers",
                "Counting whole pieces needs no rounding. Compare the pieces.",
            ),
        ),
    )


@exercise("page.4", objective="L2.3", level="must", minutes=4, title="Capitals that matter")
def capitals_matter(briefing: Briefing) -> Task | NotHere:
    """Ask how often an acronym stands in the text, apart from the word it resembles."""
    twins = find_twin_words(briefing)
    if not len(twins):
        return NotHere("We found no acronym here that small letters would make another word.", "page.8")
    acronym, times, word, other = twins[0]
    return Task(
        question=f"How often does “{acronym}” with capitals stand in this text?",
        kind="number",
        expected=times,
        code='find_twin_words(briefing)["times"][0]',
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
        otherwise=f"Run the cell that counts {acronym} and {word} apart. Copy the first number.",
    )


@exercise("page.5", objective="L2.2", level="must", minutes=3, title="One word or two?")
def one_word_or_two(briefing: Briefing) -> Task:
    """Ask how many words a joined word is, by our rule."""
    running = [line for line in briefing.lines if line.role in ("paragraph", "turn")]
    runs = ((line, re.search(r"[^\W\d_]+(?:['’-][^\W\d_]+)+", line.text)) for line in running)
    line, run = next(((line, run) for line, run in runs if run), (None, None))
    word = run.group() if run else "don’t"
    words, pieces = len(split_words(word)), len(re.findall(r"\w+|[^\w\s]+", word))
    where = f"Line {line.number} has" if line else "Take"
    return Task(
        question=f"{where} “{word}”. How many words is that for our rule?",
        kind="number",
        expected=words,
        code=f'len(split_words("{word}"))',
        hints=(
            "Our rule joins letters across an apostrophe, and cuts at a hyphen.",
            f'Run split_words("{word}") in a new cell.',
        ),
        right="Our rule cuts at hyphens, never inside “don’t”. Other rules can be defended, too.",
        mistakes=(
            Mistake(1 if words > 1 else 2, "That is another rule. What does split_words show?"),
            Mistake(pieces, "That counts the mark as a piece too. What does split_words show?"),
            Mistake(len(word), "That counts letters. Count whole words."),
        ),
        otherwise="Run split_words on this word. Count the pieces it shows.",
    )


@exercise("page.6", objective="L2.4", level="should", minutes=5, title="One statement, two wordings")
def two_wordings(briefing: Briefing) -> Task | NotHere:
    """Ask for the two lines that carry one statement in two wordings."""
    note, found = note_on(briefing), find_twin_sentences(briefing)
    if note and note.twins:
        lines = note.twins
    elif found:
        first, second = sorted(map(briefing.line_number, found))
        lines = (first, second)
    else:
        return NotHere("We found no two lines that say nearly the same; if you do, cite them.", "page.8")
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


@exercise("page.7", objective="L2.4", level="should", minutes=4, title="What two wordings prove")
def what_wordings_prove(briefing: Briefing) -> Task:
    """Ask what two wordings of one statement prove."""
    return Task(
        question="One statement stands in a text twice, in two wordings. What does that prove?",
        kind="choice",
        expected="That it was said twice, or that one wording is not exact",
        hints=("Could both be translations?", "What would you need beside the text: a recording?"),
        right="The text cannot tell which of the two it was. Only a recording could.",
        mistakes=(
            Mistake(
                "That the translation is false",
                "There may be no translation, or two good ones. What is certain?",
            ),
            Mistake(
                "That the reporter invented one of them",
                "Nothing in the text shows that. What could both come from?",
            ),
            Mistake("Nothing at all", "If it was said once, both cannot be exact. What follows?"),
        ),
    )


@exercise("page.8", objective="L2.1", level="stretch", minutes=5, title="Judge a decision")
def judge_a_decision(briefing: Briefing) -> Task:
    """Ask for an argument about one decision of the reader."""
    line = next((x for x in reversed(briefing.lines) if x.role != "blank" and x.rule), briefing.lines[0])
    begins, rule = first_words(briefing, line.number), line.rule or "no rule"
    return Task(
        question="Choose one decision of the reader in the table above. Would you decide so too? Say why, with its line.",
        kind="text",
        hints=("Take the line whose role surprised you.", "Begin with: Line … was taken for … because …"),
        rubric=(
            "It names a line and its role.",
            "It names the rule that decided.",
            "It gives a reason from the line itself.",
        ),
        looks_for=("line", "words"),
        samples=(
            f"Line {line.number} was taken for {line.role}: {rule}. I agree, for it begins “{begins}”.",
            f"I would look at line {line.number} again. It begins “{begins}”; the rule ({rule}) reads its "
            "form only.",
        ),
    )
