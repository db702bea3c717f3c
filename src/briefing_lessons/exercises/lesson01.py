"""Exercises of lesson 01, Read before you count: who made this text, when, for whom, and who is missing."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.clues import find_dates, names_without_words, words_by_voice
from briefing_lessons.exercises.excerpts import first_words, line_before
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import written

_REPORT = "A report: a writer tells what others said"
_TRANSCRIPT = "A transcript: a name stands before the words of each speaker"
_SPEECH = "A speech: one person speaks throughout"


@exercise("read.1", objective="L1.1", level="must", minutes=3, title="What kind of text")
def kind_of_text(briefing: Briefing) -> Task | NotHere:
    """Ask whether the text is a report or a transcript."""
    turns = [turn for turn in briefing.turns if turn.label.strip()]
    told = any(quote.speaker and quote.kind != "term" for quote in briefing.quotes)
    own = any(token.norm == "i" and token.voice == "reporter" for token in briefing.tokens)
    if not turns and (own or not told):  # who says "I" is no reporter
        return NotHere("We found neither labels nor a reporter who tells what others said.", "read.6")
    if turns:
        line = briefing.line_number(turns[0])
        expected, other = (
            _TRANSCRIPT,
            Mistake(_REPORT, f"A report has a writer who says who spoke. What begins line {line}?"),
        )
        right = f"Line {line} begins with a label, and so do the other turns."
    else:
        line = next((p for p in map(briefing.line_number, briefing.paragraphs)), 1)
        expected, other = (
            _REPORT,
            Mistake(_TRANSCRIPT, f"In a transcript, a label begins every turn. What begins line {line}?"),
        )
        right = "A writer stands between us and the speakers, and chooses what we hear."
    return Task(
        question="What kind of text is this?",
        kind="choice",
        expected=expected,
        hints=(
            "Look at the first word of several lines.",
            "Does a name and a colon begin the lines, or a sentence?",
        ),
        right=right,
        mistakes=(
            other,
            Mistake(_SPEECH, f"More than one voice is heard here, as we read it. Read on from line {line}."),
        )[: 2 if not turns or len({turn.speaker or turn.label for turn in turns}) > 1 else 1],
    )


@exercise("read.2", objective="L1.2", level="must", minutes=3, title="A line that dates the text")
def line_with_date(briefing: Briefing) -> Task | NotHere:
    """Ask for one line that helps to date the text."""
    dates = find_dates(briefing)
    lines: tuple[int, ...] = dates["line"]
    if not lines:
        return NotHere("The reader found no month, weekday or year here.", "read.exit")
    traps = [n for n in find_dates(briefing, ignore_capitals=True)["line"] if n not in lines]
    trap = tuple(
        Mistake(n, f"Line {n} has a small letter there: not a month. Find a capital or a year.")
        for n in traps[:1]
    )
    plain = [x.number for x in briefing.lines if x.role != "blank" and x.number not in (*lines, *traps)]
    return Task(
        question="Name one line that helps to tell when this text was written.",
        kind="lines",
        expected=lines,
        enough=1,
        hints=(
            "Look for a month, a weekday, a year, or “last year”.",
            f"Begin near line {line_before(briefing, lines[0])}.",
        ),
        right="That is evidence from inside. Put the line number beside it on your source card.",
        mistakes=(
            *trap,
            *(
                Mistake(n, f"Line {n} names no month, weekday or year. Look for one of these.")
                for n in plain[:2]
            ),
        ),
        otherwise="An event may date a text too. Here, look for a month, a weekday or a year.",
    )


outlet = written("read.3")


@exercise("read.5", objective="L1.3", level="must", minutes=4, title="Named, but never heard")
def never_heard(briefing: Briefing) -> Task | NotHere:
    """Ask for a name the text mentions without quoting."""
    silent, voices = names_without_words(briefing), words_by_voice(briefing)
    if not silent or not len(voices):
        return NotHere("The reader found nobody who is named and not heard.", "read.exit")
    heard: tuple[str, ...] = voices["voice"]
    nobody = "Nobody: all who are named are heard"
    return Task(
        question="Which of these is written about, but never quoted here in words of its own?",
        kind="choice",
        expected=silent[0],
        also=(*silent[1:], *(name.split()[-1] for name in silent)),
        rests_on=tuple(quote for quote in briefing.quotes if not quote.attribution.sure),
        hints=(
            "Search the text for each name.",
            "Which name is never the source of a quotation, and begins no turn?",
        ),
        right="We read about this name through others only. Note that on the source card.",
        mistakes=(
            *(Mistake(name, f"{name} is heard: find the words. Try another name.") for name in heard[:2]),
            Mistake(nobody, f"The text names {silent[0]}. Look for words of its own."),
        ),
    )


@exercise("read.6", objective="L1.4", level="stretch", minutes=5, title="The missing voice")
def missing_voice(briefing: Briefing) -> Task:
    """Ask for an interpretation: whose voice would change the picture?"""
    silent = names_without_words(briefing)
    line = next((x.number for x in briefing.lines if silent and silent[0] in x.text), 1)
    about = silent[0] if silent else first_words(briefing, line)
    return Task(
        question="Whose voice is missing here? Name the line that makes you think so, and what you would ask.",
        kind="text",
        hints=("Choose a line that speaks about somebody.", "Begin with: Line … speaks about …, but …"),
        rubric=(
            "It names somebody the text speaks about.",
            "It names a line.",
            "It asks a question that this person could answer.",
            "It blames nobody: a short text cannot hold every voice.",
        ),
        looks_for=("line", "question"),
        samples=(
            f"Line {line} speaks about “{about}”, but we hear nothing from there. I would ask whether the line is right.",
            f"I miss the people who live with the matter in line {line}. I would ask what changes for them.",
        ),
    )


@exercise("read.7", objective="L1.1", level="stretch", minutes=3, title="A line that does not belong")
def not_the_text(briefing: Briefing) -> Task | NotHere:
    """Ask for a line that is no part of the briefing: an advertisement, a page number."""
    lines = tuple(dict.fromkeys(map(briefing.line_number, briefing.boilerplate)))
    if not lines:
        return NotHere("The reader found no line that is not the briefing itself.", "read.exit")
    headings = tuple(map(briefing.line_number, briefing.headings))
    first = next(
        (n for n in map(briefing.line_number, (*briefing.paragraphs, *briefing.turns)) if n not in lines), 0
    )
    return Task(
        question="Which line is no part of the briefing itself?",
        kind="lines",
        expected=lines,
        enough=1,
        code="briefing.line_number(briefing.boilerplate[0])",
        hints=("Who is spoken to, line by line?", f"Look near line {line_before(briefing, lines[0])}."),
        right="It talks to customers, not about the subject. Counting it would mislead.",
        mistakes=(
            *(
                Mistake(n, f"Line {n} is a heading: it sums up what follows. Look for another speaker.")
                for n in headings[-1:]
            ),
            Mistake(first, f"Line {first} belongs to the subject. Look for a line with another purpose."),
        ),
        otherwise="We took that line for a part of the briefing. Look for another purpose.",
    )


exit_of_reading = exit_line(
    "read.exit", "L1.4", shows="what somebody wrote down", hides="that the words were spoken"
)
