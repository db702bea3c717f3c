"""What only a reader can know about the three briefings that come with the lessons, noted by hand."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_lessons.briefing import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedNote:
    """Hand-made notes on one briefing; empty where there is nothing to note."""

    begins: str  #: the first words: a file of the same name with another text has no notes
    no_source: int = 0  #: a line that reports somebody's thoughts and names no source
    place: Place | None = None  #: a place or a body that speaks as if it were a person
    twins: tuple[int, int] | None = None  #: two lines that carry one statement in two wordings
    echo: Echo | None = None  #: a report that says more than the quotation beside it
    inner: Inner | None = None  #: a voice inside a voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place or a body that speaks in a line."""

    line: int
    words: str  #: the words as printed
    expected: str  #: who told us, as an option
    right: str  #: why
    mistakes: tuple[tuple[str, str], ...]  #: (option, what to say)


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """A report and the quotation it stands beside."""

    report: int  #: line of the report
    quotation: int  #: line of the quotation
    more: str  #: the words of the report that say more
    also: tuple[str, ...]  #: shorter or longer forms of the same words
    same: tuple[str, str]  #: (words that say the same, words of the quotation they match)
    opening: tuple[str, str]  #: (words that only introduce the report, why they do not count)
    why: str  #: why the words say more
    question: str = ""  #: what to ask, where the two lines are no report and its quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """Words that one person speaks and that belong to, or imitate, another."""

    line: int
    words: str  #: the words as printed
    speaker: str  #: who utters them at this briefing
    other: str  #: whose words they are, or would be
    clue: str  #: words of the line that name the speaker


#: lines of the transcript that are never altered, not even for class
LEFT_ALONE = {"000_95b79719e875266d.txt": frozenset([37, 46, 55, 56, 57])}
SEED_NOTES = {
    "000_95b79719e875266d.txt": SeedNote(
        begins="On international terror threat",
        no_source=30,
        place=Place(
            line=59,
            words="Moscow hopes",
            expected="Lavrov, who speaks for a government",
            right="A capital often stands for its government. Write “Lavrov said (line 59)”.",
            mistakes=(
                ("Moscow", "Moscow is in the line, but a city cannot speak. Who “stressed”?"),
                (
                    "Everybody who lives in Moscow",
                    "Nobody asked them all. Look for the verb of saying in line 59.",
                ),
                ("The reporter", "The reporter wrote it down. Line 59 ends with its source; read it."),
            ),
        ),
        twins=(22, 25),
        echo=Echo(
            report=13,
            quotation=14,
            more="took part in",
            also=("took part", "took part in protests", "part in"),
            same=("on numerous occasions", "many times"),
            opening=("pointed out", "That introduces the report. Look inside what is reported."),
            why="Being spotted at a place is less than taking part.",
        ),
        inner=Inner(
            line=31,
            words="I, Donald Trump, see further steps in nuclear disarmament",
            speaker="Sergei Lavrov",
            other="Donald Trump",
            clue="told reporters",
        ),
    ),
    "001_ferry_report.txt": SeedNote(
        begins="A ramp that would not rise",
        place=Place(
            line=3,
            words="according to the Lake Authority for Safe Transport",
            expected="The line does not say: it names a body, no person",
            right="A body is a source too. The card says “no person named”.",
            mistakes=(
                ("Its director", "That may be so; this line does not say it. Whom does line 3 name?"),
                ("Ida Velk, the engineer", "She speaks in line 4. Whom does line 3 name?"),
                ("The lake", "The name has “Lake” in it. Who runs the ferry, says line 3?"),
            ),
        ),
        twins=(8, 9),
        echo=Echo(
            report=8,
            quotation=9,
            more="promised",
            also=("promised that", "would sail again", "promised that the ferry would sail again", "would"),
            same=("in time for the apple market", "back for the apple market"),
            opening=("Orsolin", "That names the speaker, rightly. Look at the verb after it."),
            why="A hope with two ifs is less than a promise.",
        ),
        inner=Inner(
            line=16,
            words="Shall I bake for one country or for two?",
            speaker="Bruno Tasker",
            other="the baker",
            clue="Tasker told the meeting",
        ),
    ),
    "002_school_meals.txt": SeedNote(
        begins="Briefing on school meals",
        place=Place(
            line=33,
            words="The Union of School Cooks says",
            expected="The line does not say: it names a body, no person",
            right="A body is a source too. The card says “no person named”.",
            mistakes=(
                ("Joss Pell", "Pell tells us what the union says. Who said it first, in line 33?"),
                (
                    "The cook who asked in line 27",
                    "She cooks too, but line 33 does not name her. Whom does it name?",
                ),
                ("All school cooks", "A union speaks for its members. Does line 33 say they were asked?"),
            ),
        ),
        twins=(19, 21),
        echo=Echo(
            report=19,
            quotation=21,
            more="part of the problem",
            also=("problem", "the problem"),
            same=("pack a lunch box", "pack a lunch box"),
            opening=("On Monday you said", "That introduces the report. Look inside what is reported."),
            why="One word differs, and with it praise becomes blame.",
            question="Lines 19 and 21 give one sentence of the minister. Which words of line 19 differ?",
        ),
        inner=Inner(
            line=5,
            words="Nobody leaves my table to do sums on an empty stomach.",
            speaker="Mirel Tavan",
            other="Pia Lund",
            clue="She told me",
        ),
    ),
}


def note_on(briefing: Briefing) -> SeedNote | None:
    """Return the hand-made notes on `briefing`; `None` for every other text.

    >>> from briefing_lessons import load_briefing
    >>> note_on(load_briefing("001_ferry_report.txt")).place.line
    3
    """
    note = SEED_NOTES.get(briefing.source)
    return note if note and briefing.text.lstrip().startswith(note.begins) else None
