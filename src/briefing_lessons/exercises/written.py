"""Exercises that are the same on every text: their words stand in `questions.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.excerpts import first_line
from briefing_lessons.exercises.model import Exercise, Mistake, Task
from briefing_lessons.exercises.seed_notes import LEFT_ALONE


def written(id: str) -> Exercise:
    """Return the exercise whose question, answer, hints and mistakes are written down under `id`.

    A question with `{line}` names a line of the text at hand.

    >>> written("start.3").title
    'A red message'
    """
    words = dict(_questions()[id])
    objective, level, minutes, title = (words.pop(key) for key in ("objective", "level", "minutes", "title"))
    mistakes = tuple(Mistake(*both) for both in words.pop("mistakes"))
    task = Task(kind="choice", hints=tuple(words.pop("hints")), mistakes=mistakes, **words)

    def build(briefing: Briefing) -> Task:
        return replace(task, question=task.question.replace("{line}", str(_some_line(briefing))))

    return Exercise(id, objective, level, minutes, title, build)


def _some_line(briefing: Briefing) -> int:
    """Return a line of running text that an earlier lesson will hardly have looked at."""
    alone = LEFT_ALONE.get(briefing.source, ())
    running = [x.number for x in briefing.lines if x.role in ("paragraph", "turn") and x.rule]
    fit = [number for number in running if number not in alone] or [first_line(briefing)]
    return fit[2 * len(fit) // 3]


@cache
def _questions() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
