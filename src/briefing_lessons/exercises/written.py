"""Exercises that are the same on every text: their words stand in `questions.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from briefing_lessons.exercises.model import Exercise, Mistake, Task


def written(id: str) -> Exercise:
    """Return the exercise whose question, answer, hints and mistakes are written down under `id`.

    >>> written("start.3").title
    'A red message'
    """
    words = dict(_questions()[id])
    objective, level, minutes, title = (words.pop(key) for key in ("objective", "level", "minutes", "title"))
    mistakes = tuple(Mistake(*both) for both in words.pop("mistakes"))
    task = Task(kind="choice", hints=tuple(words.pop("hints")), mistakes=mistakes, **words)
    return Exercise(id, objective, level, minutes, title, lambda briefing: task)


@cache
def _questions() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
