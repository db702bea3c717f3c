"""The answer key: every exercise with its expected answer on one briefing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.answers import read_lines
from briefing_lessons.exercises.bank import BANK, find_exercise
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
            return self.task.words
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
    def sure(self) -> bool:
        """Whether the reader is sure of what the answer rests on."""
        return isinstance(self.task, Task) and self.task.sure

    @property
    def hints(self) -> tuple[str, ...]:
        """The first two rungs."""
        return () if isinstance(self.task, NotHere) else self.task.hints

    @property
    def mistakes(self) -> tuple[tuple[str, str], ...]:
        """The usual mistakes, each with what to say about it."""
        found = () if isinstance(self.task, NotHere) else self.task.mistakes
        return tuple((shown(mistake.example), mistake.message) for mistake in found if mistake.offered)

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
    decided = briefing.document.corrections.exercises if briefing.document.corrections else ()
    for decision in decided:
        find_exercise(decision.id)  # says so where the corrections name no exercise
    return tuple(KeyRow(exercise, exercise.on(briefing)) for exercise in exercises)


def key_data(briefing: Briefing) -> dict[str, Any]:
    """Return the key as plain values: what is accepted, on which lines, and whether the reader is sure.

    >>> from briefing_lessons import load_briefing
    >>> first = key_data(load_briefing("001_ferry_report.txt"))["exercises"][0]
    >>> first["id"], first["expected"], first["offered"]
    ('start.1', '29', True)
    """
    rows = [_row_data(row, briefing) for row in answer_key(briefing)]
    return {"schema": 1, "source": briefing.source, "exercises": rows}


def _row_data(row: KeyRow, briefing: Briefing) -> dict[str, Any]:
    task = row.task
    offered = isinstance(task, Task)
    lines: set[int] = set()
    accepted: list[str] = []
    if isinstance(task, Task):
        lines.update(task.asked_lines(briefing), map(briefing.line_number, task.rests_on))
        if task.kind == "lines":
            lines.update(read_lines(task.expected, briefing))
        several = task.expected if task.enough else (task.expected,)
        accepted = [] if task.kind == "text" else [shown(one) for one in (*several, *task.also)]
    return {
        "id": row.exercise.id,
        "lesson": row.exercise.lesson,
        "level": row.exercise.level,
        "question": row.question if offered else row.exercise.title,
        "kind": task.kind if isinstance(task, Task) else None,
        "expected": row.expected or None,
        "accepted": list(dict.fromkeys(accepted)),
        "mistakes": [{"answer": answer, "message": message} for answer, message in row.mistakes],
        "samples": list(row.samples),
        "lines": sorted(lines),
        "sure": row.sure,
        "offered": offered,
        "reason": None if isinstance(task, Task) else task.reason,
    }
