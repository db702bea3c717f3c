"""What an exercise is: a question about any briefing, with its words, its answer and its known mistakes."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, Literal
from weakref import WeakKeyDictionary

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.answers import Kind, fold_answer, read_lines, reads_as
from briefing_lessons.exercises.excerpts import first_line, is_left_alone
from briefing_lessons.exercises.written import written_in
from briefing_lessons.reading.lexicon import language_warning
from briefing_lessons.spans import LOOKS_LIKE, Quote, Span, shorten

Level = Literal["must", "should", "stretch"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that learners really give, and what to say about it."""

    example: Any  #: the mistake as an answer
    message: str  #: at most two sentences of fifteen words; ends with something to do
    also: tuple[Any, ...] = ()  #: other answers that are the same mistake

    @property
    def answers(self) -> tuple[Any, ...]:
        """All answers that are this mistake."""
        return (self.example, *self.also)


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
    enough: int = 0  #: 1 where one of the expected lines is enough, if nothing else is named; 0: all of them
    tolerance: float = 0.0  #: largest distance from `expected` that still counts, for numbers
    no_per_cent: str = "This is a number of things, no share. Take the % away."  #: said of a right number
    accept: Callable[[str], bool] | None = None  #: accepts further answers, folded to plain lower case
    refuse: Callable[[str], str] | None = None  #: tells what is wrong with an answer, whatever accepts it
    tell: Callable[[str], str] | None = None  #: tells what is wrong with an answer that is not accepted
    rubric: tuple[str, ...] = ()  #: what a good text does, for `kind="text"`
    samples: tuple[str, ...] = ()  #: two sample answers, for `kind="text"`
    rests_on: tuple[Quote, ...] = ()  #: the quotations and reports that the answer is read from
    guessed: bool = False  #: whether it hangs on lines that only look like page furniture
    looks_for: tuple[str, ...] = ()  #: what can be found in a good text: some of the `looks`
    choices: tuple[str, ...] = ()  #: what a text has to choose from, and to give a reason for
    text: Briefing | None = None  #: what the question is about, where it is not the text at hand

    def accepts(self, answer: Any, briefing: Briefing) -> bool:
        """Say whether `answer`, however it is written, is right."""
        if self.accept is not None and self.accept(fold_answer(answer)):
            return True
        if self.enough and (named := read_lines(answer, briefing)) and named.issubset(self.expected):
            return True
        return self.takes_for(answer, (self.also if self.enough else (self.expected, *self.also)), briefing)

    def takes_for(self, answer: Any, meant: Iterable[Any], briefing: Briefing) -> bool:
        """Say whether `answer` reads as one of the answers `meant`."""
        return any(reads_as(self.kind, answer, one, self.tolerance, briefing) for one in meant)

    def asked_lines(self, briefing: Briefing) -> tuple[int, ...]:
        """Return the lines of `briefing` that the question names: shown with it."""
        return lines_named(self.question, briefing) if self.text in (None, briefing) else ()

    @property
    def sure(self) -> bool:
        """Whether the reader is sure of the lines, and of the source of everything, the answer rests on."""
        return not self.guessed and all(quote.attribution.sure for quote in self.rests_on)

    @property
    def worked(self) -> str:
        """Return code that gives the answer; none for texts."""
        return self.code or ("" if self.kind == "text" else repr(shown(self.right_answer)))

    @property
    def answer(self) -> str:
        """The expected answer in words; empty for texts, of which there are samples."""
        return "" if self.kind == "text" else shown(self.expected)

    @property
    def right_answer(self) -> Any:
        """What is expected; where one of several things is enough, the first of them."""
        return next(iter(self.expected)) if self.enough else self.expected

    @property
    def options(self) -> tuple[str, ...]:
        """What can be clicked: the expected answer among the known mistakes, in a fixed order."""
        if self.kind == "text" or not self.mistakes:
            return ()
        answers = (self.right_answer, *(mistake.example for mistake in self.mistakes))
        return tuple(sorted(map(shown, answers), key=partial(_place, self.kind)))


@dataclass(frozen=True, slots=True)
class NotHere:
    """Why an exercise makes no sense for a briefing, and what to do instead; all else of a task is empty."""

    reason: str  #: one sentence
    instead: str = ""  #: the id of an exercise of the same lesson that every briefing can bear
    kind = None
    sure = False
    answer = worked = ""
    options = choices = hints = mistakes = rubric = samples = ()

    @property
    def question(self) -> str:
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
            known[self] = _telling(task, briefing) if isinstance(task, Task) else task
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
    if isinstance(answer, Iterable) and not isinstance(answer, str):
        return ", ".join(map(shown, answer))
    return f"{answer:g}" if isinstance(answer, float) else str(answer)


def _place(kind: Kind, option: str) -> tuple[list[float], str]:
    """Return where an option stands among the others: numbers by size, words by the alphabet."""
    words = fold_answer(option)
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
    meant = read_lines(task.expected, briefing)
    if meant <= hidden if task.enough else meant & hidden:
        return NotHere("The reader could not place a line of the answer.")
    expected = tuple(line for line in task.expected if line not in hidden) if task.enough else task.expected
    options = tuple(m for m in task.mistakes if not hidden & read_lines(m.example, briefing))
    return replace(task, expected=expected, mistakes=options)


def _decided(id: str, task: Task | NotHere, briefing: Briefing) -> Task | NotHere:
    """Follow what the teacher wrote into the corrections: answers to accept, or the exercise taken out."""
    corrections = briefing.document.corrections
    for decision in (one for one in (corrections.exercises if corrections else ()) if one.id == id):
        if decision.out:
            return NotHere("Your teacher has taken this exercise out for this text.")
        if isinstance(task, Task):
            task = replace(task, also=(*task.also, *decision.accept), refuse=None)
    return task


def _telling(task: Task, briefing: Briefing) -> Task:
    """Keep the mistakes that are wrong here and differ from one another; tell whether lines are a guess."""
    kept: list[Mistake] = []
    for mistake in task.mistakes:
        answer, earlier = mistake.example, [one for other in kept for one in other.answers]
        if not task.accepts(answer, briefing) and not task.takes_for(answer, earlier, briefing):
            kept.append(mistake)
    named = {*task.asked_lines(briefing), *(task.expected if task.kind == "lines" and not task.text else ())}
    looks = any(line.number in named and LOOKS_LIKE in (line.rule or "") for line in briefing.lines)
    return replace(task, mistakes=tuple(kept), guessed=looks)


#: What a text gives to the words of a question: a value for each name in braces, and fields of `Task`.
Values = dict[str, Any]
_questions = partial(written_in, "questions.toml")
_FIELDS = {field.name for field in fields(Task)}


_Compute = Callable[[Briefing], Values | None]
_COMPUTED: dict[str, _Compute] = {}  # by the id of the question


def asks(id: str) -> Callable[[_Compute], _Compute]:
    """Let a function compute the values of the words under `id`; an exit line and others need none.

    Where a text cannot bear the question, the function returns nothing. With a value `form`, the words of
    that name under `id` go before the others.
    """

    def keep(compute: _Compute) -> _Compute:
        return _COMPUTED.setdefault(id, compute)

    return keep


def written_exercises() -> Iterator[Exercise]:
    """Yield an exercise for everything in `questions.toml` that serves an objective, in that order."""
    for id in written_ids():
        if "objective" in (words := words_of(id)):
            build = partial(_build, id)
            yield Exercise(id, words["objective"], words["level"], words["minutes"], words["title"], build)


def _build(id: str, briefing: Briefing) -> Task | NotHere:
    words = words_of(id)
    if words.get("english") and language_warning(briefing.text):
        return NotHere("This text does not look like English, and the reader knows English verbs and names.")
    found = values_of(id, briefing)
    return NotHere(*words["not_here"]) if found is None else fill(words, found)


def values_of(id: str, briefing: Briefing) -> Values | None:
    """Return what a text gives to the words under `id`; nothing where it cannot bear the question."""
    return _COMPUTED.get(id, (partial(exit_line, id) if id.endswith(".exit") else _some_line))(briefing)


def exit_line(id: str, text: Briefing, seen: Iterable[Span] = ()) -> Values:
    """Return the values of the exercise that ends a lesson: "Line … shows …; it does not show …".

    `seen` are the words that show it; whole sentences where there are none.
    """
    lines = _open_lines(text)
    short = [(text.line_number(x), x.text) for x in (*seen, *text.sentences) if len(x.text.split()) < 13]
    # a mark inside would be lost between our own
    found = [(line, words) for line, words in short if line in lines and not {*words[1:-2]} & {*'“”„"'}]
    first = found[0] if found else (line := first_line(text), shorten(text.line(line).text, 80))
    second = next((other for other in found if other[0] != first[0]), first)
    words, others = (
        re.sub(r"[“”„«»\"]|,$", "", " ".join(told.split()).rstrip('”"')) for _, told in (first, second)
    )
    return {**_questions()[id], "line": first[0], "words": words, "later": second[0], "others": others}


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


def _some_line(briefing: Briefing) -> Values:
    """Return the number of a line of running text that an earlier lesson will hardly have looked at."""
    fit = _open_lines(briefing) or [first_line(briefing)]
    return {"line": fit[2 * len(fit) // 3]}


def _open_lines(briefing: Briefing) -> list[int]:
    """Return the lines of running text that may be set before a class."""
    placed = [x.number for x in briefing.lines if x.role in ("paragraph", "turn") and x.rule]
    return [number for number in placed if not is_left_alone(briefing, number)]


def written_ids() -> Iterable[str]:
    """Return every id of `questions.toml`, in that order."""
    return _questions().keys()


def words_of(id: str) -> Values:
    """Return what is written under `id` in `questions.toml`; every exit line has what stands under "exit"."""
    shared: Values = _questions()["exit"] if id.endswith(".exit") else {}
    return {**shared, **_questions()[id]}
