"""The answer key: every exercise with its expected answer on one briefing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.bank import BANK
from briefing_lessons.exercises.model import Exercise, NotHere, Task, shown


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One exercise of the key, all in words."""

    exercise: Exercise  #: id, lesson, objective, level, minutes, title
    task: Task | NotHere

    @property
    def question(self) -> str:
        """The question on this briefing; or why it makes no sense here, and what to do instead."""
        if isinstance(self.task, NotHere):
            return f"{self.task.reason} Do {self.task.instead} instead."
        return self.task.question

    @property
    def expected(self) -> str:
        """The expected answer; empty for free texts and where the question makes no sense."""
        if isinstance(self.task, NotHere) or self.task.kind == "text":
            return ""
        return shown(self.task.expected)

    @property
    def worked(self) -> str:
        """The answer as code; empty where `expected` is."""
        if isinstance(self.task, NotHere) or self.task.kind == "text":
            return ""
        return f'ask("{self.exercise.id}", {self.task.worked})'

    @property
    def hints(self) -> tuple[str, ...]:
        """The first two rungs."""
        return () if isinstance(self.task, NotHere) else self.task.hints

    @property
    def mistakes(self) -> tuple[tuple[str, str], ...]:
        """The usual mistakes, each with what to say about it."""
        found = () if isinstance(self.task, NotHere) else self.task.mistakes
        return tuple((shown(mistake.example), mistake.message) for mistake in found)

    @property
    def rubric(self) -> tuple[str, ...]:
        """What a good text does, for free texts."""
        return () if isinstance(self.task, NotHere) else self.task.rubric

    @property
    def samples(self) -> tuple[str, ...]:
        """Two sample answers, for free texts."""
        return () if isinstance(self.task, NotHere) else self.task.samples


def answer_key(briefing: Briefing, exercises: Sequence[Exercise] = BANK) -> tuple[KeyRow, ...]:
    """Return the key of the whole course for `briefing`.

    >>> from briefing_lessons import load_briefing
    >>> answer_key(load_briefing("000_95b79719e875266d.txt"))[0].exercise.id
    'start.1'
    """
    return tuple(KeyRow(exercise, exercise.on(briefing)) for exercise in exercises)
