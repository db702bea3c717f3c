"""Marking one answer: unanswered, right, a known mistake, or wrong with a pointer."""

from __future__ import annotations

import re
from typing import Any, Literal

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.answers import (
    as_text,
    denies,
    fold_answer,
    is_unanswered,
    plain_name,
    read_choice,
    read_lines,
    read_numbers,
    says_per_cent,
    with_digits,
)
from briefing_lessons.exercises.clues import name_spans
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.openanswers import find_cited, is_at_a_loss, read_open_answer

Outcome = Literal[
    "unanswered", "unread", "right", "mistake", "wrong", "kept", "thin", "left", "not here", "trouble"
]

#: "42/(42+2)": how to get at a number, not the number
_SUM = re.compile(r"(?=.*\d[\s)%]*[*/×÷:x+][\s(]*\d)[\d\s.,()%*/×÷:x+−-]+")

_NUMBER = re.compile(r"\d")
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
    if _is_sum(task, meant):
        return "wrong", "Work it out, and give the number that comes out."
    for mistake in task.mistakes:
        if task.takes_for(meant, (mistake.example, *mistake.also), briefing):
            return "mistake", mistake.message
    if task.kind == "choice":  # it may well be right, in other words
        return "unread", "We could not tell which option this means. Choose its letter."
    if task.kind in ("number", "percent", "lines") and not _NUMBER.search(with_digits(value)):
        return "unread", _HOW_TO_ANSWER[task.kind]
    return "wrong", (_of_lines(task, value, briefing) if task.kind == "lines" else "") or _otherwise(
        task, meant
    )


def _is_sum(task: Task, value: Any) -> bool:
    """Say whether an answer shows how to compute a number; a share may be a fraction."""
    share = task.kind == "percent" and re.fullmatch(r"\s*\d+\s*/\s*[\d.]+\s*", as_text(value))
    return task.kind in ("number", "percent") and not share and bool(_SUM.fullmatch(as_text(value)))


def _meaning(task: Task, value: Any, briefing: Briefing) -> Any:
    """Return what is meant: what stands after "=", or an option named by letter, in part or in a sentence."""
    if task.kind in ("number", "percent") and isinstance(value, str):
        value = value.rpartition("=")[2]
    letter = len(words := fold_answer(value)) == 1 and words.isalpha()
    if letter or task.kind == "choice":
        return read_choice(value, task.options) or value
    if task.kind == "name" and not task.accepts(value, briefing):
        return _named(plain_name(value), task, briefing) or value
    if task.kind == "words" and isinstance(value, str):
        known = (mistake.example for mistake in task.mistakes)
        if not task.accepts(value, briefing) and not task.takes_for(value, known, briefing):
            return _phrase(value, task, briefing) or value
    return value


def _named(sentence: str, task: Task, briefing: Briefing) -> str | None:
    """Return the name that a sentence begins with, or the one option whose name it has ("he is Lavrov")."""
    if " or " in sentence:
        return None  # "Lavrov or Trump" has not decided
    known = {name.text.casefold() for name in name_spans(briefing)}
    named = _names_in(sentence, known, task, briefing)
    if len(named) > 1:
        return named[0] if all(task.accepts(name, briefing) for name in named) else None
    begins = _beginnings(sentence, task)
    begun = next((words for words in begins if task.accepts(words, briefing)), None)
    if begun:
        return begun
    *given, last_name = sentence.split() or [""]  # "Barack Obama", of whom the text has "Obama"
    if len(given) == 1 and task.accepts(last_name, briefing) and given[0] not in known | {"not", "no", "of"}:
        return last_name
    if option := _by_last_name(sentence, task.options):
        return None if _is_namesake(sentence, option, briefing) else option
    wrong = [answer for mistake in task.mistakes for answer in (mistake.example, *mistake.also)]
    begun = next((words for words in begins if task.takes_for(words, wrong, briefing)), None)
    return read_choice(sentence, task.options) or begun


def _is_namesake(name: str, option: str, briefing: Briefing) -> bool:
    """Say whether the text has another of the same last name: Jon Marr is not Ida Marr."""
    another = " " in option and " " in name and name.split()[0] not in fold_answer(option)
    return another and name in fold_answer(briefing.text)


def _names_in(sentence: str, known: set[str], task: Task, briefing: Briefing) -> list[str]:
    """Return what stands between "and", where it is right or has a name of the text."""
    parts = re.split(r",? (?:and|&) ", sentence)
    return [p for p in parts if task.accepts(p, briefing) or known & set(re.findall(r"\w+", p))]


def _beginnings(sentence: str, task: Task) -> list[str]:
    """Return the words a sentence begins with, most of them first; none where it denies something."""
    question = fold_answer(task.question)  # "Trump is never quoted" takes up "never quoted"
    own = re.sub(r"\b(?:not|never|no) \w+", lambda found: "" if found[0] in question else found[0], sentence)
    cuts = [found.start() for found in re.finditer(r"(?<! of)(?<! for)(?: (?!of |for )|$)", sentence)]
    return [] if denies(own) else [sentence[:cut] for cut in reversed(cuts)]


def _by_last_name(sentence: str, options: tuple[str, ...]) -> str | None:
    """Return the option that is meant by its last name, where no two have the same."""
    # "Lake Authority for Safe Transport" and "the baker" have no last name
    last = tuple(option if re.search(r"(?:^| )[a-z]", option) else option.split()[-1] for option in options)
    found = read_choice(sentence, last) if len(set(last)) == len(last) else None
    return None if found is None else options[last.index(found)]


def _phrase(sentence: str, task: Task, briefing: Briefing) -> str | None:
    """Return what a sentence cites, or the words of the answer in it, where nothing before denies them."""
    folded = f" {fold_answer(sentence)} "
    wrong = any(f" {fold_answer(mistake.example)} " in folded for mistake in task.mistakes)
    for answer in (task.expected, *task.also):
        before, found, _ = folded.partition(f" {fold_answer(answer)} ")
        if found and " " in fold_answer(answer) and not wrong and not denies(before):
            return str(answer)
    cited = find_cited(sentence)
    return cited[0] if len(cited) == 1 and not denies(sentence) else None


def _of_lines(task: Task, value: Any, briefing: Briefing) -> str:
    """Return what the numbers alone show to be wrong: no line, a line that is not there, two for one."""
    lines = sorted(read_lines(value, briefing))
    if beyond := [n for n in lines if not 1 <= n <= len(briefing.lines)]:
        return f"This text has no line {beyond[0]}. The number of a line stands before it."
    if blank := [n for n in lines if briefing.line(n).role == "blank"]:
        return f"Line {blank[0]} is empty. Name a line with words."
    if unplaced := [line.number for line in briefing.coverage.unplaced if line.number in lines]:
        return f"The reader could not place line {unplaced[0]}. Name another line."
    if not lines:
        return _HOW_TO_ANSWER["lines"]
    if task.enough == 1 and len(lines) > 1:
        fits = (
            "One of these lines does not fit"
            if set(lines) & set(task.expected)
            else "We took none of these lines"
        )
        return f"{fits}, as we read them. Name only one line."
    return ""


def _otherwise(task: Task, value: Any) -> str:
    if task.kind in ("number", "percent") and isinstance(value, (list, tuple)) and len(value) > 2:
        return "These are the things themselves. Put len( ) around them to count them."
    if task.kind in ("number", "percent") and len(re.findall(r"\d[\d.,]*", as_text(value))) > 1:
        return task.otherwise if read_numbers(value) else f"Give one number. {task.otherwise}"
    words = f" {fold_answer(value)} " if task.kind == "words" else ""
    if any(f" {fold_answer(answer)} " in words for answer in (task.expected, *task.also)) and not denies(
        words
    ):
        return "It is in there. Name only the words that are asked for."
    return task.otherwise
