"""What happens when a learner answers, asks for a hint or guesses: marked, kept, and never an exception."""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from html import escape
from pathlib import Path
from string import ascii_uppercase
from typing import Any, ParamSpec

from briefing_lessons.briefing import Briefing, latest_briefing, load_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import as_text, cited, is_unanswered
from briefing_lessons.exercises.bank import find_exercise
from briefing_lessons.exercises.journal import Entry, journal
from briefing_lessons.exercises.marking import Feedback, mark
from briefing_lessons.exercises.model import NotHere, Task, filled, shown, values_of, words_of, written_ids
from briefing_lessons.exercises.written import written_in
from briefing_lessons.html import text_box

Parameters = ParamSpec("Parameters")

_rungs: dict[tuple[str, str], int] = {}  # (briefing, exercise) -> hints shown in this session


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """A question put to the briefing at hand, with its options; shows itself."""

    id: str
    task: Task | NotHere

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The options as (letter, words)."""
        return tuple(zip(ascii_uppercase, self.task.options, strict=False))

    @property
    def listed(self) -> tuple[str, ...]:
        """The options, or what there is to choose from in a sentence."""
        return self.task.options or self.task.choices

    @property
    def effort(self) -> str:
        """Whether it is a must, and how long it takes."""
        found = find_exercise(self.id)
        return f"{found.level}, {found.minutes} minutes"

    def __repr__(self) -> str:
        listed = (f"  {letter}  {words}" for letter, words in zip(ascii_uppercase, self.listed, strict=False))
        return "\n".join([f"{self.id}  {self.task.question}", *listed])

    def format_options(self) -> str:
        """Return the options as an HTML list with letters; empty where there are none."""
        items = "".join(f"<li>{escape(option)}</li>" for option in self.listed)
        style = 'class="bl-options" style="list-style-type:upper-alpha"'
        return f'<ol type="A" {style}>{items}</ol>' if items else ""

    def format_question(self) -> str:
        """Return the question as HTML, without its options."""
        words = f"<code>{escape(self.id)}</code> <strong>{escape(self.task.question)}</strong>"
        return text_box(f"{words} <small>({escape(self.effort)})</small>", "bl-asked", "p")


def _kindly(call: Callable[Parameters, Feedback]) -> Callable[Parameters, Feedback]:
    """Turn every trouble into a sentence: a learner meets no traceback from an answer."""

    @wraps(call)
    def calm(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Feedback:
        try:
            return call(*args, **kwargs)
        except Exception as error:
            unread = "This answer cannot be read. Give a number, or words."
            said = str(error) if isinstance(error, BriefingError) else unread
            return Feedback(str(*args[:1]), "trouble", said)

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
    if isinstance(task := find_exercise(id).on(text), NotHere):
        return Feedback(id, "not here", task.question)
    earlier, checked = kept_answer(id, text), not is_unanswered(answer)
    if not checked and earlier is not None:
        answer = earlier.value
    outcome, message = mark(task, answer, text)
    again = earlier and (earlier.outcome == "left" or (checked and as_text(answer) == earlier.value))
    if outcome == "thin" and again:
        outcome, message = "left", "It stays as it is, and is not counted as done. You can come back to it."
    if checked:
        journal().record("answer", id, as_text(answer), outcome, text.source)
    trouble = journal().trouble
    if outcome == "kept":
        notes = (("What a good answer does", task.rubric), ("Two sample answers", task.samples))
        return Feedback(id, outcome, message, notes=notes, offer=trouble)
    offers = ["Stuck? Press Hint."] if outcome in ("mistake", "wrong", "unread") else []
    # an option is wrong on every reading
    if not task.sure and outcome in ("right", "wrong", "mistake")[: 2 + (task.kind != "choice")]:
        doubt = [text.line_number(q) for q in task.rests_on if not (q.attribution.sure or task.text)]
        offers.insert(
            0, f"We are not sure of line {doubt[0]}: read it." if doubt else "We are not sure here."
        )
    return Feedback(id, outcome, message, offer=trouble or " ".join(offers))


def kept_answer(id: str, briefing: Briefing) -> Entry | None:
    """Return the latest answer to exercise `id` on this briefing."""
    return journal().latest(id, "answer", briefing.source)


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
        return Feedback(id, "not here", task.question)
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
    else:
        journal().record("guess", id, as_text(value), "kept", source)
    stop = "" if cited(value).endswith(("?”", "!”", "…”")) else "."
    message = f"You wrote {cited(value)}{stop} Go on with the next cell."
    return Feedback(id, "kept", message, offer=journal().trouble)


def kept_guess(id: str) -> str:
    """Return what was last kept under `id` on the briefing at hand; empty where nothing was.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("001_ferry_report.txt")
    >>> kept_guess("topic.words")
    ''
    """
    kept = journal().latest(id, "guess", briefing_at_hand().source)
    return kept.value if kept else ""


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
    if not (guessed := kept_guess(id)):
        said = f"{says[0].upper()}{says[1:]} {seen}. What would you have said?"
        return Feedback(id, "unanswered", said, "Look.")
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
    with suppress(RuntimeError):
        return latest_briefing()
    if source := source_of_notebook():
        return load_briefing(source)
    raise BriefingError("No briefing is loaded yet. Run the cells above this one, from the top.")


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
        return str(json.loads("".join(set_up["source"]).partition("=")[2].partition("#")[0].strip()))
    except (OSError, ValueError, LookupError, StopIteration, TypeError):
        return ""


@dataclass(frozen=True, slots=True)
class Vote:
    """A question for a silent vote, a talk and a second vote; every option can be defended."""

    question: str
    options: tuple[str, ...]


#: every vote of the course
VOTES = tuple(id for id in written_ids() if id.endswith(".vote"))


def put_vote(id: str, briefing: Briefing) -> Vote:
    """Put the vote `id` to a briefing.

    >>> from briefing_lessons import load_briefing
    >>> put_vote("who.vote", load_briefing("001_ferry_report.txt")).options[1]
    'the reporter’s: the wording counts'

    Raises
    ------
    BriefingError
        If there is no such vote.
    """
    if id not in VOTES:
        raise BriefingError(f"No vote is called {id!r}. Use one of these: {', '.join(VOTES)}.")
    words, values = words_of(id), values_of(id, briefing) or {}
    return Vote(filled(words["question"], values), filled(words["options"], values))


def kept_votes(id: str, source: str) -> tuple[str, ...]:
    """Return the first and the last vote on a text, as far as they were given."""
    return tuple({e.outcome: e.value for e in journal().of(id, "vote") if e.source == source}.values())


def keep_vote(id: str, option: str, source: str) -> tuple[str, ...]:
    """Keep a vote, as the first one or as the one after the talk, and return all that are kept."""
    journal().record("vote", id, option, "second" if kept_votes(id, source) else "first", source)
    return kept_votes(id, source)


def unseen_texts() -> dict[str, Any]:
    """Return the two unseen texts, by id, and under "questions" what is asked about each.

    >>> [len(unseen_texts()[id]["text"].split()) for id in ("start.before", "trust.after")]
    [148, 145]
    """
    return written_in("unseen.toml")
