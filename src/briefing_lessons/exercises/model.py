"""What an exercise is: a question about any briefing, its worked answer, its hints and its known mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal
from weakref import WeakKeyDictionary

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.answers import Kind, fold_answer, read_lines, read_words, reads_as
from briefing_lessons.spans import Quote

Level = Literal["must", "should", "stretch"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that learners really give, and what to say about it."""

    example: Any  #: the mistake as an answer
    message: str  #: at most two sentences of fifteen words; ends with something to do
    also: tuple[Any, ...] = ()  #: other answers that are the same mistake
    offered: bool = True  #: stands among the options; otherwise it is only known when somebody types it


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An exercise put to one briefing.

    For `kind="choice"` the options are the expected answer and the examples of the mistakes, so that every
    option has its explanation. A `text` answer is kept, never marked, and answered with rubric and samples.
    """

    question: str  #: with the line numbers of the briefing at hand
    kind: Kind
    expected: Any = None
    hints: tuple[str, str]  #: two rungs; the third is the worked answer
    code: str = ""  #: code a learner could have written, where the answer is more than copied
    right: str = ""  #: said when the answer is right: why, and what it means
    mistakes: tuple[Mistake, ...] = ()
    otherwise: str = ""  #: said of any other answer: where to look
    also: tuple[Any, ...] = ()  #: other answers that are as good as `expected`
    enough: int = 0  #: how many of the expected lines or words do, if nothing else is named; 0: all of them
    tolerance: float = 0.0  #: largest distance from `expected` that still counts, for numbers
    no_per_cent: str = ""  #: said of a right number with a per-cent sign, where it is no per cent
    accept: Callable[[str], bool] | None = None  #: accepts further answers, folded to plain lower case
    rubric: tuple[str, ...] = ()  #: what a good text does, for `kind="text"`
    samples: tuple[str, ...] = ()  #: two sample answers, for `kind="text"`
    rests_on: tuple[Quote, ...] = ()  #: the quotations and reports that the answer is read from
    looks_for: tuple[str, ...] = ()  #: what can be found in a good text: some of `openanswers.LOOKS`

    def accepts(self, answer: Any, briefing: Briefing) -> bool:
        """Say whether `answer`, however it is written, is right."""
        if self.accept is not None and self.accept(fold_answer(answer)):
            return True
        if self.enough and self.kind in ("lines", "words"):
            lines = self.kind == "lines"
            named: frozenset[Any] = read_lines(answer, briefing) if lines else read_words(answer)
            wanted = frozenset(self.expected) if lines else read_words(self.expected)
            if self.enough <= len(named) and named <= wanted:
                return True
        meant = self.also if self.enough else (self.expected, *self.also)
        return self.takes_for(answer, meant, briefing)

    def takes_for(self, answer: Any, meant: Iterable[Any], briefing: Briefing) -> bool:
        """Say whether `answer` reads as one of the answers `meant`."""
        return any(reads_as(self.kind, answer, one, self.tolerance, briefing) for one in meant)

    def asked_lines(self, briefing: Briefing) -> tuple[int, ...]:
        """Return the lines that the question names: shown with it."""
        return lines_named(self.question, briefing)

    @property
    def sure(self) -> bool:
        """Whether the reader is sure of the source of everything that the answer rests on."""
        return all(quote.attribution.sure for quote in self.rests_on)

    @property
    def worked(self) -> str:
        """Return code that gives the answer; none for texts."""
        return self.code or ("" if self.kind == "text" else repr(shown(self.right_answer)))

    @property
    def right_answer(self) -> Any:
        """What is expected; where one of several things is enough, the first of them."""
        return self.expected if self.enough != 1 else next(iter(self.expected))

    @property
    def options(self) -> tuple[str, ...]:
        """What can be clicked: the expected answer among the known mistakes, in a fixed order."""
        if self.kind == "text" or not self.mistakes:
            return ()
        answers = [self.right_answer, *(mistake.example for mistake in self.mistakes if mistake.offered)]
        return tuple(
            shown(answer) for answer in sorted(answers, key=lambda answer: _place(self.kind, answer))
        )


@dataclass(frozen=True, slots=True)
class NotHere:
    """Why an exercise makes no sense for a briefing, and which one to do instead."""

    reason: str  #: one sentence
    instead: str = ""  #: the id of an exercise of the same lesson that every briefing can bear

    @property
    def words(self) -> str:
        """The reason, and what to do instead."""
        return f"{self.reason} Do {self.instead} instead." if self.instead else f"{self.reason} Go on."


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the bank; `build` puts it to a briefing."""

    id: str  #: "who.3"
    objective: str  #: "L3.2": the objective on the header card of lesson 3
    level: Level
    minutes: int
    title: str  #: a few words, for the answer key and the portfolio
    build: Callable[[Briefing], Task | NotHere]

    @property
    def lesson(self) -> int:
        """The number of the lesson."""
        return int(self.objective[1:].split(".")[0])

    def on(self, briefing: Briefing) -> Task | NotHere:
        """Put the exercise to `briefing`.

        A known mistake that is no mistake on this text, or the same as an earlier one, is left out.
        """
        known = _TASKS.setdefault(briefing, {})
        if self not in known:
            task = _decided(self.id, _on_placed_lines(self.build(briefing), briefing), briefing)
            known[self] = (
                task if isinstance(task, NotHere) else replace(task, mistakes=_telling(task, briefing))
            )
        return known[self]


#: Tasks already built: checks, hints and the key ask again and again for the same ones.
_TASKS: WeakKeyDictionary[Briefing, dict[Exercise, Task | NotHere]] = WeakKeyDictionary()


def lines_named(question: str, briefing: Briefing) -> tuple[int, ...]:
    """Return the lines of a briefing that a question names.

    >>> from briefing_lessons import load_briefing
    >>> lines_named("Line 4 has “said”. What does it do?", load_briefing("001_ferry_report.txt"))
    (4,)
    """
    named = read_lines(question, briefing) if re.search(r"\blines? \d", question, re.I) else ()
    return tuple(number for number in sorted(named) if 1 <= number <= len(briefing.lines))


def shown(answer: Any) -> str:
    """Write an answer as a learner would.

    >>> shown(("Moscow", "Russia")), shown(12.0)
    ('Moscow, Russia', '12')
    """
    if isinstance(answer, str):
        return answer
    if isinstance(answer, float):
        return f"{answer:g}"
    if isinstance(answer, Iterable):
        return ", ".join(shown(part) for part in answer)
    return str(answer)


def _place(kind: Kind, answer: Any) -> tuple[list[float], str]:
    """Return where an option stands among the others: numbers by size, words by the alphabet."""
    words = fold_answer(shown(answer))
    numbers = re.findall(r"-?\d+(?:\.\d+)?", words) if kind in ("number", "percent", "lines") else []
    return [float(number) for number in numbers], words


def _on_placed_lines(task: Task | NotHere, briefing: Briefing) -> Task | NotHere:
    """Keep lines that no rule placed out of questions, answers and options: nobody knows what they are."""
    hidden = {line.number for line in briefing.coverage.unplaced}
    if isinstance(task, NotHere) or not hidden:
        return task
    if task.kind != "lines":
        asked = hidden & set(task.asked_lines(briefing))
        return NotHere(f"The reader could not place line {min(asked)}.") if asked else task
    if not task.enough and hidden & read_lines(task.expected, briefing):
        return NotHere("The reader could not place a line of the answer.")
    expected = tuple(line for line in task.expected if line not in hidden) if task.enough else task.expected
    options = tuple(m for m in task.mistakes if not hidden & read_lines(m.example, briefing))
    if task.enough and not expected:
        return NotHere("The reader could not place the lines of the answer.")
    return replace(task, expected=expected, mistakes=options)


def _decided(id: str, task: Task | NotHere, briefing: Briefing) -> Task | NotHere:
    """Follow what the teacher wrote into the corrections: answers to accept, or the exercise taken out."""
    corrections = briefing.document.corrections
    for decision in corrections.exercises if corrections else ():
        if decision.id == id and decision.out:
            return NotHere("Your teacher has taken this exercise out for this text.")
        if decision.id == id and isinstance(task, Task):
            task = replace(task, also=(*task.also, *decision.accept))
    return task


def _telling(task: Task, briefing: Briefing) -> tuple[Mistake, ...]:
    """Return the mistakes that are wrong here and differ from one another."""
    kept: list[Mistake] = []
    for mistake in task.mistakes:
        earlier = [answer for other in kept for answer in (other.example, *other.also)]
        if not task.accepts(mistake.example, briefing) and not task.takes_for(
            mistake.example, earlier, briefing
        ):
            kept.append(mistake)
    return tuple(kept)
