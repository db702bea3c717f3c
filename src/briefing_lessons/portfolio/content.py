"""What a portfolio holds, taken from the journal: lesson by lesson, exercise by exercise."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises import BANK, Exercise, Task
from briefing_lessons.exercises.answers import read_choice
from briefing_lessons.exercises.journal import Entry, EntryKind, Journal
from briefing_lessons.files import data_folder
from briefing_lessons.reading import corrections_path, parse_source, read_corrections, read_source

DONE = ("right", "kept")  #: outcomes of an answer that is done


@dataclass(frozen=True, slots=True)
class Work:
    """What a learner did on one exercise."""

    exercise: Exercise
    question: str  #: as it was put to the briefing at hand; the title where that text is not here any more
    answers: tuple[Entry, ...]  #: oldest first
    hints: int  #: rungs of the ladder that were looked at
    options: tuple[str, ...] = ()  #: what could be clicked

    @property
    def done(self) -> bool:
        """Right, or a free text that was kept."""
        return any(entry.outcome in DONE for entry in self.answers)

    @property
    def answer(self) -> Entry | None:
        """The answer that counts: the last one that was right or kept, or else the last."""
        good = [entry for entry in self.answers if entry.outcome in DONE]
        return (good or list(self.answers))[-1] if self.answers else None

    @property
    def words(self) -> str:
        """That answer as the learner gave it; a letter with the option it stands for."""
        given = self.answer.value if self.answer else ""
        meant = read_choice(given, self.options) if len(given.strip(" ).")) == 1 else None
        return f"{given}: {meant}" if meant and meant != given else given


class Portfolio:
    """One learner's journal, put in the order of the course."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.code = journal.code  #: what stands for the learner's name

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """Every exercise that was tried, in the order of the course."""
        return tuple(work for work in map(self._work, BANK) if work.answers or work.hints)

    @property
    def done(self) -> int:
        """How many exercises are done."""
        return sum(work.done for work in self.works)

    @property
    def attempts(self) -> int:
        """How many answers were checked."""
        return sum(len(work.answers) for work in self.works)

    @property
    def hints(self) -> int:
        """How many hints were looked at."""
        return sum(work.hints for work in self.works)

    @property
    def lessons(self) -> tuple[int, ...]:
        """The lessons in which something was done."""
        guessed = {number for entry in self.guesses() if (number := lesson_of(entry.exercise)) is not None}
        return tuple(sorted({work.exercise.lesson for work in self.works} | guessed))

    def guesses(self, lesson: int | None = None) -> tuple[Entry, ...]:
        """Return what nobody marks, of one lesson or of all: the last guess of each id, and both votes."""
        kept = [entry for entry in self.journal.entries if entry.kind in ("guess", "vote", "unseen")]
        last = {(entry.exercise, entry.outcome): entry for entry in kept}
        return tuple(e for e in last.values() if lesson is None or lesson_of(e.exercise) == lesson)

    @property
    def sources(self) -> tuple[str, ...]:
        """The briefings that were worked on."""
        worked = (entry for entry in self.journal.entries if entry.source and entry.kind != "unseen")
        return tuple(dict.fromkeys(entry.source for entry in worked))

    @property
    def sheets(self) -> tuple[Entry, ...]:
        """The newest state of each sheet of labels."""
        last = {(e.exercise, e.source): e for e in self.journal.entries if e.kind == "label"}
        return tuple(last.values())

    @property
    def old(self) -> tuple[Entry, ...]:
        """The last answer to each question that an earlier edition asked."""
        asked = {exercise.id for exercise in BANK}
        kept = [e for e in self.journal.entries if e.kind == "answer" and e.exercise not in asked]
        return tuple({entry.exercise: entry for entry in kept}.values())

    def kept(self, kind: EntryKind) -> list[tuple[Entry, dict[str, Any]]]:
        """Return the chosen quotations ("choice"), the kept charts ("plot") or the own notes ("note")."""
        found = []
        for entry in self.journal.entries:
            if entry.kind == kind:
                with suppress(ValueError):
                    if isinstance(content := json.loads(entry.value), dict):
                        found.append((entry, content))
        return found

    def _work(self, exercise: Exercise) -> Work:
        answers = tuple(self.journal.of(exercise.id, "answer"))
        rungs = {(entry.source, entry.outcome) for entry in self.journal.of(exercise.id, "hint")}
        briefing = text_called(answers[-1].source) if answers else None
        task = exercise.on(briefing) if briefing else None
        put = (task.question, task.options) if isinstance(task, Task) else (exercise.title, ())
        return Work(exercise, put[0], answers, len(rungs), put[1])


def lesson_of(id: str) -> int | None:
    """Return the lesson that an id such as "who.guess" belongs to, by its first part.

    >>> lesson_of("who.guess"), lesson_of("something else")
    (3, None)
    """
    family = id.split(".")[0]
    return next((exercise.lesson for exercise in BANK if exercise.id.split(".")[0] == family), None)


def lesson_title(lesson: int) -> str:
    """Return what a lesson is called, by the name of its notebook.

    >>> lesson_title(5)
    'Lesson 05: how persuasion works'
    """
    found = [path.stem.split("_")[1:] for path in data_folder("notebooks").glob(f"{lesson:02}_*.ipynb")]
    return f"Lesson {lesson:02}: {' '.join(found[0])}" if found else f"Lesson {lesson:02}"


def loaded_briefing() -> Briefing | None:
    """Return the briefing loaded last; nothing where there is none."""
    try:
        return latest_briefing()
    except RuntimeError:
        return None


_texts: dict[Path, Briefing] = {}


def text_called(source: str, folder: Path | None = None) -> Briefing | None:
    """Return the briefing called `source` if it is at hand, without making it the one loaded last.

    Parameters
    ----------
    folder
        Where a text of one's own may lie, with its corrections; the texts of the course are always at hand.
    """
    latest = loaded_briefing()
    if latest is not None and latest.source == source:
        return latest
    seeds = data_folder("seeds")
    for place in (*([folder] if folder else []), seeds, seeds / "traps"):
        path = place / Path(source).name
        if path not in _texts and path.is_file():
            try:
                document = parse_source(read_source(path), read_corrections(corrections_path(path)))
            except BriefingError:
                continue
            _texts[path] = Briefing(document)
        if path in _texts:
            return _texts[path]
    return None
