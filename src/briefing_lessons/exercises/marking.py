"""Marking one answer: unanswered, right, a known mistake, or wrong with a pointer."""

from __future__ import annotations

import re
from typing import Any, Literal

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.answers import (
    as_text,
    fold_answer,
    is_unanswered,
    plain_name,
    read_choice,
    read_lines,
    says_per_cent,
)
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.openanswers import is_at_a_loss, read_open_answer

Outcome = Literal["unanswered", "right", "mistake", "wrong", "kept", "thin", "left", "not here", "trouble"]

_HOW_TO_ANSWER = {
    "choice": "Choose one of the options.",
    "number": "Give a number.",
    "percent": "Give a number.",
    "name": "Give a name.",
    "words": "Give the words.",
    "lines": "Give the number of the line.",
    "text": "Write it in your own words.",
}


def mark(task: Task, value: Any, briefing: Briefing) -> tuple[Outcome, str]:
    """Return the outcome of one answer and what to say about it."""
    if is_unanswered(value):
        return "unanswered", _HOW_TO_ANSWER[task.kind]
    if task.kind == "text":
        if is_at_a_loss(answer := as_text(value)):
            return "thin", "Write one sentence, and name a line if you can. Or press Check again to leave it."
        return "kept", read_open_answer(answer, task.looks_for, briefing).comment
    meant = _meaning(task, value, briefing)
    if task.accepts(meant, briefing):
        if task.kind == "number" and says_per_cent(value):
            return "mistake", task.no_per_cent or "This is a number of things, no share. Take the % away."
        return "right", task.right
    for mistake in task.mistakes:
        if task.takes_for(meant, (mistake.example, *mistake.also), briefing):
            return "mistake", mistake.message
    beyond = (
        [n for n in read_lines(value, briefing) if n > len(briefing.lines)] if task.kind == "lines" else ()
    )
    return "wrong", f"This text has no line {min(beyond)}." if beyond else _otherwise(task, value)


def _meaning(task: Task, value: Any, briefing: Briefing) -> Any:
    """Return the option that is meant, where the answer names one by letter, in part or in a sentence."""
    letter = len(words := fold_answer(value)) == 1 and words.isalpha()
    if letter or task.kind == "choice":
        return read_choice(value, task.options) or value
    if task.kind == "name" and not task.accepts(value, briefing):
        return _named(plain_name(value), task.options) or value
    return value


def _named(sentence: str, options: tuple[str, ...]) -> str | None:
    """Return the option whose name, or last name, stands in a sentence, if only one does ("he is Lavrov")."""
    # "Lake Authority for Safe Transport" and "the baker" have no last name
    last = tuple(option if re.search(r"(?:^| )[a-z]", option) else option.split()[-1] for option in options)
    found = read_choice(sentence, last) if len(set(last)) == len(last) else None
    return read_choice(sentence, options) if found is None else options[last.index(found)]


def _otherwise(task: Task, value: Any) -> str:
    if task.kind in ("number", "percent") and isinstance(value, (list, tuple)) and len(value) > 2:
        return "These are the things themselves. Put len( ) around them to count them."
    if task.kind == "choice":
        return task.otherwise or "That is none of the options. Choose one of the letters above."
    return task.otherwise
