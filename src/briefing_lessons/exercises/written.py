"""Exercises whose words stand in `questions.toml`: the modules compute only what changes with the text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.excerpts import first_line
from briefing_lessons.exercises.model import Exercise, Mistake, NotHere, Task
from briefing_lessons.exercises.seed_notes import LEFT_ALONE

#: What a text gives to the words of a question: a value for each name in braces, and fields of `Task`.
Values = dict[str, Any]
_FIELDS = {field.name for field in fields(Task)}


def asks(id: str) -> Callable[[Callable[[Briefing], Values | None]], Exercise]:
    """Make an exercise of the words under `id` and of the function that computes their values.

    Where a text cannot bear the question, the function returns nothing. With a value `form`, the words of
    that name under `id` go before the others.
    """
    words = words_of(id)

    def make(values: Callable[[Briefing], Values | None]) -> Exercise:
        def build(briefing: Briefing) -> Task | NotHere:
            found = values(briefing)
            return NotHere(*words["not_here"]) if found is None else fill(words, found)

        return Exercise(id, words["objective"], words["level"], words["minutes"], words["title"], build)

    return make


def written(id: str) -> Exercise:
    """Return the exercise under `id` that is the same on every text, but for a `{line}` of the text at hand.

    >>> written("start.3").title
    'A red message'
    """
    return asks(id)(lambda briefing: {"line": _some_line(briefing)})


def fill(words: Values, values: Values) -> Task:
    """Make a task of written words and of the values that a text gives them.

    >>> page = words_of("page.back")
    >>> fill(page, {"line": 4, "expected": 7, "more": 8}).question
    'Cut line 4 at its spaces. How many pieces?'
    """
    words = words | words.get(values.get("form", ""), {})
    task = {"kind": "choice", "mistakes": tuple(_mistakes(words.get("mistakes", ()), values))}
    task |= {name: filled(words[name], values) for name in (_FIELDS - {"mistakes"}) & words.keys()}
    return Task(**task | {name: value for name, value in values.items() if name in _FIELDS})


def _mistakes(rows: list[list[Any]], values: Values) -> Iterator[Mistake]:
    """Yield the mistakes; of a list of answers each, of a value that is not there none."""
    for example, message, *also in rows:
        answer = _value(example, values)
        for one in answer if isinstance(answer, list) else [answer]:
            if one is not None:
                here = values | {str(example)[1:-1]: one}
                yield Mistake(one, message.format(**here), tuple(_value(other, here) for other in also))


def _value(words: Any, values: Values) -> Any:
    """Return the value itself for a name alone in braces, where there is one; else the filled words."""
    if not isinstance(words, str):
        return words
    name = words[1:-1] if words.startswith("{") and words.count("{") == 1 and words.endswith("}") else ""
    return values.get(name) if name.isidentifier() else words.format(**values)


def filled(words: Any, values: Values) -> Any:
    """Return written words with their values; in a list, a value that is a list itself gives several.

    >>> filled(["{silent}", "Nobody"], {"silent": ["Fare", "Tide"]}), filled("line {line}", {"line": 4})
    (('Fare', 'Tide', 'Nobody'), 'line 4')
    """
    if isinstance(words, list):
        answers = [_value(one, values) for one in words]
        return tuple(one for answer in answers for one in (answer if isinstance(answer, list) else [answer]))
    return words.format(**values) if isinstance(words, str) else words


def _some_line(briefing: Briefing) -> int:
    """Return a line of running text that an earlier lesson will hardly have looked at."""
    alone = LEFT_ALONE.get(briefing.source, ())
    running = [x.number for x in briefing.lines if x.role in ("paragraph", "turn") and x.rule]
    fit = [number for number in running if number not in alone] or [first_line(briefing)]
    return fit[2 * len(fit) // 3]


def words_of(id: str) -> Values:
    """Return what is written under `id` in `questions.toml`."""
    return dict(_questions()[id])


@cache
def _questions() -> Values:
    return tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
