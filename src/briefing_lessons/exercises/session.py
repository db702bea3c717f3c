"""What a lesson calls: `check`, `hint`, `guess` and `ask`; none of them ever raises."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from html import escape
from typing import Any, ParamSpec

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import as_text, cited, is_unanswered
from briefing_lessons.exercises.bank import find_exercise
from briefing_lessons.exercises.feedback import Feedback
from briefing_lessons.exercises.journal import journal
from briefing_lessons.exercises.marking import mark
from briefing_lessons.exercises.model import NotHere, Task, shown
from briefing_lessons.exercises.typed import install

Parameters = ParamSpec("Parameters")

_rungs: dict[tuple[str, str], int] = {}  # (briefing, exercise) -> hints shown in this session


class Question:
    """A question put to the briefing at hand, with its options; shows itself."""

    def __init__(self, id: str, task: Task | NotHere) -> None:
        self.id = id
        self.task = task

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The options as (letter, words)."""
        options = () if isinstance(self.task, NotHere) else self.task.options
        return tuple((chr(ord("A") + i), option) for i, option in enumerate(options))

    @property
    def text(self) -> str:
        """The question."""
        return _not_here(self.task) if isinstance(self.task, NotHere) else self.task.question

    @property
    def effort(self) -> str:
        """Whether it is a must, and how long it takes."""
        found = find_exercise(self.id)
        return f"{found.level}, {found.minutes} minutes"

    def __repr__(self) -> str:
        return "\n".join(
            [f"{self.id}  {self.text}", *(f"  {letter}  {option}" for letter, option in self.options)]
        )

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{escape(option)}</li>" for _, option in self.options)
        listed = (
            f'<ol type="A" class="bl-options" style="list-style-type:upper-alpha">{items}</ol>'
            if items
            else ""
        )
        return (
            f'<div class="bl-question"><p><code>{escape(self.id)}</code> '
            f"<strong>{escape(self.text)}</strong> <small>({escape(self.effort)})</small></p>{listed}</div>"
        )


def _kindly(call: Callable[Parameters, Feedback]) -> Callable[Parameters, Feedback]:
    """Turn every trouble into a sentence: a learner meets no traceback from a check."""

    @wraps(call)
    def calm(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Feedback:
        name = str(args[0]) if args else ""
        try:
            return call(*args, **kwargs)
        except BriefingError as error:
            return Feedback(name, "trouble", str(error))
        except Exception:
            return Feedback(name, "trouble", "This answer cannot be read. Type it between two quote marks.")

    return calm


@_kindly
def check(id: str, answer: Any = ..., *, briefing: Briefing | None = None) -> Feedback:
    """Check an answer to exercise `id` on the briefing loaded last.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> check("start.1", ...).outcome
    'unanswered'
    """
    text = _briefing(briefing)
    task = find_exercise(id).on(text)
    if isinstance(task, NotHere):
        return Feedback(id, "not here", _not_here(task))
    outcome, message = mark(task, answer, text)
    if outcome == "unanswered":
        message = _earlier_answer(id, text) or message
    else:
        journal().record("answer", id, as_text(answer), outcome, text.source)
    if outcome == "kept":
        notes = (("What a good answer does", task.rubric), ("Two sample answers", task.samples))
        return Feedback(id, outcome, message, notes=notes, offer=journal().trouble)
    # every question of the lessons stands below its buttons, and one of them is the hint
    stuck = f'Stuck? Press Hint above, or run hint("{id}") in a new cell.'
    help_is_there = stuck if outcome in ("mistake", "wrong") else ""
    return Feedback(id, outcome, message, offer=journal().trouble or help_is_there)


@_kindly
def hint(id: str, *, briefing: Briefing | None = None) -> Feedback:
    """Show the next hint for exercise `id`; the third is the worked answer.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> hint("start.1")
    ○ start.1  Hint 1 of 3. The cell above shows the number.
    """
    text, exercise = _briefing(briefing), find_exercise(id)
    task = exercise.on(text)
    if isinstance(task, NotHere):
        return Feedback(id, "not here", _not_here(task))
    rung = min(_rungs.get((text.source, id), 0) + 1, 3)
    _rungs[text.source, id] = rung
    journal().record("hint", id, str(rung), f"rung {rung}", text.source)
    name = f"Hint {rung} of 3."
    if rung < 3:
        return Feedback(id, "unanswered", task.hints[rung - 1], name)
    if task.kind == "text":
        samples = (("Two sample answers", task.samples),)
        return Feedback(id, "unanswered", "Read the samples, then write your own.", name, notes=samples)
    message = "Here is a worked answer. Run it, then say in your own words why it holds."
    found = shown(task.right_answer)
    notes = () if found in task.worked else (("It gives", (found,)),)
    return Feedback(id, "unanswered", message, name, notes, code=f"{exercise.answer_name} = {task.worked}")


@_kindly
def guess(id: str, value: Any = ...) -> Feedback:
    """Keep a guess; nobody marks it.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> guess("page.guess", "about 2,000")
    ✎ page.guess  Kept. Your guess is “about 2,000”. Go on with the next cell.
    """
    if is_unanswered(value):
        return Feedback(id, "unanswered", "Type your guess in place of the dots. Nobody marks it.")
    journal().record("guess", id, as_text(value), "kept", _briefing(None).source)
    message = f"Your guess is {_with_stop(cited(value))} Go on with the next cell."
    return Feedback(id, "kept", message, offer=journal().trouble)


@_kindly
def compare_guess(id: str, found: Any) -> Feedback:
    """Put the guess kept under `id` beside what was found.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> _ = guess("page.guess", "about 2,000")
    >>> compare_guess("page.guess", 2018)
    ✎ page.guess  Look. Your guess: “about 2,000”. This text: 2018.
    """
    seen = f"{found:.0f}" if isinstance(found, float) else as_text(found)
    here = [entry for entry in journal().of(id, "guess") if entry.source == _briefing(None).source]
    kept = here[-1] if here else None
    if kept is None:
        return Feedback(id, "unanswered", f"This text: {seen}.", "Look.")
    guessed = _with_stop(cited(kept.value))
    return Feedback(id, "kept", f"Your guess: {guessed} This text: {seen}.", "Look.")


def ask(id: str, *, briefing: Briefing | None = None) -> Question | Feedback:
    """Put the question `id` to the briefing at hand, with the options that can be clicked.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> ask("page.7").options[0]
    ('A', 'Nothing at all')
    """
    try:
        return Question(id, find_exercise(id).on(_briefing(briefing)))
    except BriefingError as error:
        return Feedback(id, "trouble", str(error))


def _briefing(given: Briefing | None) -> Briefing:
    if given is not None:
        return given
    try:
        return latest_briefing()
    except RuntimeError:
        raise BriefingError(
            "No briefing is loaded yet. Run the cells above this one, from the top."
        ) from None


def _earlier_answer(id: str, briefing: Briefing) -> str:
    """Say what was answered before, by clicking or in another session; empty when nothing was."""
    earlier = journal().latest(id, "answer")
    if earlier is None or earlier.source != briefing.source:
        return ""
    outcome = {"right": "right", "kept": "kept"}.get(earlier.outcome, "not yet right")
    return f"Your earlier answer, {cited(earlier.value)}, is {outcome}. Type another in place of the dots."


def _with_stop(words: str) -> str:
    return words if words.endswith(("?”", "!”", "…”")) else f"{words}."


def _not_here(skip: NotHere) -> str:
    return f"{skip.reason} Do {skip.instead} instead."


install()
