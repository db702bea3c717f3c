"""What happens when a learner answers, asks for a hint or guesses: marked, kept, and never an exception."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from html import escape
from pathlib import Path
from typing import Any, ParamSpec

from briefing_lessons.briefing import Briefing, latest_briefing, load_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import as_text, cited, is_unanswered
from briefing_lessons.exercises.bank import find_exercise
from briefing_lessons.exercises.feedback import Feedback
from briefing_lessons.exercises.journal import Entry, journal
from briefing_lessons.exercises.marking import mark
from briefing_lessons.exercises.model import NotHere, Task, shown
from briefing_lessons.html import text_box

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
        return self.task.words if isinstance(self.task, NotHere) else self.task.question

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
        return text_box(self.format_question() + self.format_options(), "bl-question")

    def format_options(self) -> str:
        """Return the options as an HTML list with letters; empty where there are none."""
        items = "".join(f"<li>{escape(option)}</li>" for _, option in self.options)
        return (
            f'<ol type="A" class="bl-options" style="list-style-type:upper-alpha">{items}</ol>'
            if items
            else ""
        )

    def format_question(self) -> str:
        """Return the question as HTML, without its options."""
        words = f"<code>{escape(self.id)}</code> <strong>{escape(self.text)}</strong>"
        return text_box(f"{words} <small>({escape(self.effort)})</small>", "bl-asked", "p")


def _kindly(call: Callable[Parameters, Feedback]) -> Callable[Parameters, Feedback]:
    """Turn every trouble into a sentence: a learner meets no traceback from an answer."""

    @wraps(call)
    def calm(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Feedback:
        name = str(args[0]) if args else ""
        try:
            return call(*args, **kwargs)
        except BriefingError as error:
            return Feedback(name, "trouble", str(error))
        except Exception:
            return Feedback(name, "trouble", "This answer cannot be read. Give a number, or words.")

    return calm


def put_question(id: str, briefing: Briefing | None = None) -> Question:
    """Put the question `id` to the briefing at hand, with the options that can be clicked.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> put_question("page.7").options[0]
    ('A', 'Nothing at all')

    Raises
    ------
    BriefingError
        If there is no such exercise, or no briefing at hand; the message says what to run.
    """
    return Question(id, find_exercise(id).on(briefing_at_hand(briefing)))


@_kindly
def check_answer(id: str, answer: Any = ..., *, briefing: Briefing | None = None) -> Feedback:
    """Mark an answer to exercise `id` and keep it; without one, say how the kept answer was marked.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("001_ferry_report.txt")
    >>> check_answer("start.1", ...).outcome, check_answer("start.1", "29 lines").outcome
    ('unanswered', 'right')
    >>> check_answer("start.1", ...).outcome
    'right'
    """
    text = briefing_at_hand(briefing)
    task = find_exercise(id).on(text)
    if isinstance(task, NotHere):
        return Feedback(id, "not here", task.words)
    earlier = kept_answer(id, text)
    checked = not is_unanswered(answer)
    if not checked and earlier is not None:
        answer = earlier.value
    again = earlier is not None and as_text(answer) == earlier.value
    outcome, message = mark(task, answer, text)
    if outcome == "thin" and earlier is not None and (earlier.outcome == "left" or (again and checked)):
        outcome, message = "left", "It stays as it is, and is not counted as done. You can come back to it."
    if checked and not (again and earlier is not None and earlier.outcome == outcome):
        journal().record("answer", id, as_text(answer), outcome, text.source)
    if outcome == "kept":
        notes = (("What a good answer does", task.rubric), ("Two sample answers", task.samples))
        return Feedback(id, outcome, message, notes=notes, offer=journal().trouble)
    offers = ["Stuck? Press Hint."] if outcome in ("mistake", "wrong", "unread") else []
    if outcome in ("right", "mistake", "wrong") and not task.sure:
        offers.insert(0, "The reader is not sure here: another answer stands if a line supports it.")
    return Feedback(id, outcome, message, offer=journal().trouble or " ".join(offers))


def kept_answer(id: str, briefing: Briefing) -> Entry | None:
    """Return the latest answer to exercise `id` on this briefing."""
    return next((e for e in reversed(list(journal().of(id, "answer"))) if e.source == briefing.source), None)


@_kindly
def give_hint(id: str, *, briefing: Briefing | None = None) -> Feedback:
    """Show the next hint for exercise `id`; the third is the worked answer.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> give_hint("start.1")
    ○ start.1  Hint 1 of 3. The cell that loads the text shows the number.
    """
    text, exercise = briefing_at_hand(briefing), find_exercise(id)
    task = exercise.on(text)
    if isinstance(task, NotHere):
        return Feedback(id, "not here", task.words)
    rung = min(_rungs.get((text.source, id), 0) + 1, 3)
    _rungs[text.source, id] = rung
    journal().record("hint", id, str(rung), f"rung {rung}", text.source)
    name = f"Hint {rung} of 3."
    if rung < 3:
        return Feedback(id, "unanswered", task.hints[rung - 1], name)
    if task.kind == "text":
        samples = (("Two sample answers", task.samples),)
        return Feedback(id, "unanswered", "Read the samples, then write your own.", name, notes=samples)
    message = f"The answer is {cited(shown(task.right_answer))}. Say in your own words why it holds."
    code = "" if shown(task.right_answer) in task.worked else task.worked
    return Feedback(id, "unanswered", message, name, code=code)


@_kindly
def keep_guess(id: str, value: Any = ...) -> Feedback:
    """Keep a guess, which nobody marks; without one, show the guess that is kept.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> keep_guess("page.guess", "about 2,000")
    ✎ page.guess  Kept. You wrote “about 2,000”. Go on with the next cell.
    """
    source = briefing_at_hand(None).source
    if is_unanswered(value):
        value = kept_guess(id)
        if not value:
            return Feedback(id, "unanswered", "Write down your guess, then look. Nobody marks it.")
    elif as_text(value) != kept_guess(id):
        journal().record("guess", id, as_text(value), "kept", source)
    message = f"You wrote {_with_stop(cited(value))} Go on with the next cell."
    return Feedback(id, "kept", message, offer=journal().trouble)


def kept_guess(id: str) -> str:
    """Return what was last kept under `id` on the briefing at hand; empty where nothing was.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("001_ferry_report.txt")
    >>> kept_guess("topic.words")
    ''
    """
    source = briefing_at_hand(None).source
    return next((e.value for e in reversed(list(journal().of(id, "guess"))) if e.source == source), "")


@_kindly
def compare_guess(id: str, found: Any, *, says: str = "it is") -> Feedback:
    """Put the guess kept under `id` beside what was found; `says` goes before it.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> _ = keep_guess("page.guess", "about 2,000")
    >>> compare_guess("page.guess", 2018)
    ✎ page.guess  Look. You said “about 2,000”; it is 2018.
    """
    seen = f"{found:.0f}" if isinstance(found, float) else as_text(found)
    guessed = kept_guess(id)
    if not guessed:
        return Feedback(
            id, "unanswered", f"{says[0].upper()}{says[1:]} {seen}. What would you have said?", "Look."
        )
    return Feedback(id, "kept", f"You said {cited(guessed)}; {says} {seen}.", "Look.")


def briefing_at_hand(given: Briefing | None = None) -> Briefing:
    """Return the briefing that is given, or the one loaded last, or the one this notebook begins with.

    Raises
    ------
    BriefingError
        If there is none of them.
    """
    if given is not None:
        return given
    try:
        return latest_briefing()
    except RuntimeError:
        pass
    source = source_of_notebook()
    if not source:
        raise BriefingError(
            "No briefing is loaded yet. Run the cells above this one, from the top."
        ) from None
    return load_briefing(source)


def source_of_notebook() -> str:
    """Return what the notebook at hand reads: `source` in its kernel, or in its cell of parameters."""
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", None)
    shell = get_ipython() if get_ipython else None
    if shell is not None and isinstance(shell.user_ns.get("source"), str):
        return str(shell.user_ns["source"])
    notebook = Path(os.environ.get("JPY_SESSION_NAME", ""))  # Jupyter tells a kernel whose it is
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        set_up = next(c for c in cells if "parameters" in c["metadata"].get("tags", ()))
        written = "".join(set_up["source"]).partition("=")[2].partition("#")[0].strip()
        return str(json.loads(written))
    except (OSError, ValueError, LookupError, StopIteration, TypeError):
        return ""


def _with_stop(words: str) -> str:
    return words if words.endswith(("?”", "!”", "…”")) else f"{words}."
