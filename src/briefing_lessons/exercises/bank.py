"""The exercise bank: every exercise of the course, lesson by lesson."""

from __future__ import annotations

from importlib import import_module

from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.model import Exercise

_MODULES = (import_module(f"briefing_lessons.exercises.lesson{number:02}") for number in range(11))
#: every exercise, in the order in which the modules of the lessons define them
BANK: tuple[Exercise, ...] = tuple(
    found for module in _MODULES for found in vars(module).values() if isinstance(found, Exercise)
)


def find_exercise(id: str) -> Exercise:
    """Return the exercise called `id`.

    >>> find_exercise("who.1").title
    'From lesson 01: what marks promise'

    Raises
    ------
    BriefingError
        If no exercise has that id; the message lists those of the same lesson.
    """
    wanted = str(id).strip()
    for candidate in BANK:
        if candidate.id == wanted:
            return candidate
    family = [e.id for e in BANK if e.id.split(".")[0] == wanted.split(".")[0]] or [e.id for e in BANK]
    raise BriefingError(f"No exercise is called {wanted!r}. Use one of these: {', '.join(family)}.")
