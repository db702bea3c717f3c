"""What only a reader can know about the three briefings that come with the lessons, noted by hand."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_lessons.briefing import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedNote:
    """Hand-made notes on one briefing; empty where there is nothing to note."""

    begins: str  #: the first words: a file of the same name with another text has no notes
    no_source: int = 0  #: a line that reports somebody's thoughts and names no source
    place: tuple[int, str, str] | None = None  #: (line, place or body that speaks, its verb)
    twins: tuple[int, int] | None = None  #: two lines that carry one statement in two wordings
    echo: Echo | None = None  #: a report that says more than the quotation beside it
    inner: Inner | None = None  #: a voice inside a voice


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """Words that one person speaks and that belong to, or imitate, another."""

    line: int
    words: str  #: the words as printed
    speaker: str  #: who utters them at this briefing
    other: str  #: whose words they are, or would be
    clue: str  #: words of the line that name the speaker


SEED_NOTES = {
    "000_95b79719e875266d.txt": SeedNote(
        begins="On international terror threat",
        no_source=30,
        place=(3, "Moscow", "regrets"),
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
        no_source=5,
        place=(3, "Lake Authority for Safe Transport", "according to"),
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
        place=(33, "Union of School Cooks", "says"),
        twins=(19, 21),
        echo=Echo(
            report=19,
            quotation=21,
            more="part of the problem",
            also=("problem", "the problem"),
            same=("pack a lunch box", "pack a lunch box"),
            opening=("On Monday you said", "That introduces the report. Look inside what is reported."),
            why="One word was changed, and it turns praise into blame.",
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
    >>> note_on(load_briefing("001_ferry_report.txt")).place[1]
    'Lake Authority for Safe Transport'
    """
    note = SEED_NOTES.get(briefing.source)
    return note if note and briefing.text.lstrip().startswith(note.begins) else None
