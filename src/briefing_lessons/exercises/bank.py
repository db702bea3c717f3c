"""The exercise bank: every exercise of the course, lesson by lesson, and its answer key on one briefing."""

from importlib import import_module
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import read_lines
from briefing_lessons.exercises.model import Exercise, NotHere, Task, shown, written_exercises

#: each says how the values of its questions are computed; the notebooks import from them
LESSONS = tuple("clues picks verbs devices subjects baseline lesson09 lesson10".split())
for _module in LESSONS:
    import_module(f"briefing_lessons.exercises.{_module}")
#: every exercise, in the order of the lessons
BANK = tuple(written_exercises())
_BY_ID = {exercise.id: exercise for exercise in BANK}


def find_exercise(id: str) -> Exercise:
    """Return the exercise called `id`.

    >>> find_exercise("who.1").title
    'From lesson 01: what marks promise'

    Raises
    ------
    BriefingError
        If no exercise has that id; the message lists those of the same lesson.
    """
    if (wanted := str(id).strip()) in _BY_ID:
        return _BY_ID[wanted]
    family = [e.id for e in BANK if e.id.split(".")[0] == wanted.split(".")[0]] or [e.id for e in BANK]
    raise BriefingError(f"No exercise is called {wanted!r}. Use one of these: {', '.join(family)}.")


def answer_key(briefing: Briefing) -> tuple[tuple[Exercise, Task | NotHere], ...]:
    """Return every exercise of the course, put to `briefing`.

    >>> from briefing_lessons import load_briefing
    >>> answer_key(load_briefing("000_95b79719e875266d.txt"))[0][0].id
    'start.1'
    """
    for decision in briefing.document.corrections.exercises if briefing.document.corrections else ():
        find_exercise(decision.id)  # says so where the corrections name no exercise
    return tuple((exercise, exercise.on(briefing)) for exercise in BANK)


def key_data(briefing: Briefing) -> dict[str, Any]:
    """Return the key as plain values: what is accepted, on which lines, and whether the reader is sure.

    >>> from briefing_lessons import load_briefing
    >>> first = key_data(load_briefing("001_ferry_report.txt"))["exercises"][0]
    >>> first["id"], first["expected"], first["offered"]
    ('start.1', '29', True)
    """
    rows = [_row_data(exercise, task, briefing) for exercise, task in answer_key(briefing)]
    return {"schema": 1, "source": briefing.source, "exercises": rows}


def _row_data(exercise: Exercise, task: Task | NotHere, briefing: Briefing) -> dict[str, Any]:
    lines, accepted = set(), []
    if isinstance(task, Task):
        asked = read_lines(task.expected, briefing) if task.kind == "lines" else ()
        lines = {*task.asked_lines(briefing), *map(briefing.line_number, task.rests_on), *asked}
        several = task.expected if task.enough else (task.expected,)
        accepted = [] if task.kind == "text" else [shown(one) for one in (*several, *task.also)]
    return {
        "id": exercise.id,
        "lesson": exercise.lesson,
        "level": exercise.level,
        "question": task.question if isinstance(task, Task) else exercise.title,
        "kind": task.kind,
        "expected": task.answer or None,
        "accepted": list(dict.fromkeys(accepted)),
        "mistakes": [{"answer": shown(one.example), "message": one.message} for one in task.mistakes],
        "samples": list(task.samples),
        "lines": sorted(lines),
        "sure": task.sure,
        "offered": isinstance(task, Task),
        "reason": None if isinstance(task, Task) else task.reason,
    }
