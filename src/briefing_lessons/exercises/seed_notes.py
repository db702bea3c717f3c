"""What only a reader can know about the three briefings that come with the lessons, noted by hand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

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


#: lines of the transcript that are never altered, not even for class, nor set before it to quarrel about
LEFT_ALONE = {"000_95b79719e875266d.txt": frozenset([37, 46, 55, 56, 57])}


@cache
def _notes() -> dict[str, SeedNote]:
    """Read the notes, which stand in `seed_notes.toml`."""
    written = tomllib.loads(Path(__file__).with_name("seed_notes.toml").read_text(encoding="utf-8"))
    return {
        name: SeedNote(**{key: _read(key, value) for key, value in note.items()})
        for name, note in written.items()
    }


def _read(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        kind = {"place": Place, "echo": Echo, "inner": Inner}[key]
        return kind(**{name: _read(name, inside) for name, inside in value.items()})
    return tuple(_read(key, inside) for inside in value) if isinstance(value, list) else value


def note_on(briefing: Briefing) -> SeedNote | None:
    """Return the hand-made notes on `briefing`; `None` for every other text.

    >>> from briefing_lessons import load_briefing
    >>> note_on(load_briefing("001_ferry_report.txt")).place.line
    3
    """
    note = _notes().get(briefing.source)
    return note if note and briefing.text.lstrip().startswith(note.begins) else None
