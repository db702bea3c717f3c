"""A class as a table by code and in counts: how many right, usual mistakes, votes, who saw what."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, groupby, product
from pathlib import Path

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError, printable
from briefing_lessons.exercises.answers import plain_name, read_lines, read_numbers
from briefing_lessons.exercises.bank import BANK
from briefing_lessons.exercises.excerpts import LEFT_ALONE
from briefing_lessons.exercises.journal import Entry, Journal, load_journal
from briefing_lessons.exercises.marking import mark
from briefing_lessons.exercises.model import Exercise, Task, shown
from briefing_lessons.exercises.session import VOTES
from briefing_lessons.html import plural
from briefing_lessons.portfolio.desk import DONE, Portfolio, journal_in_page
from briefing_lessons.reading import Corrections, read_corrections
from briefing_lessons.spans import Span
from briefing_lessons.tables import Table

_LESSONS = tuple(sorted({exercise.lesson for exercise in BANK}))


def collect_portfolios(folder: str | Path, out: str | Path | None = None) -> Table:
    """Turn a folder of portfolios into one table, a row for each code, and write it as CSV.

    Done, attempts and hints are counted; guesses, answers and texts are left out.

    Parameters
    ----------
    folder
        Where the pages (`portfolio-….html`) or journals (`work-….json`) of the class are.
    out
        The CSV file; by default `portfolios.csv` in that folder.

    Raises
    ------
    BriefingError
        When the folder is missing or holds no portfolio.
    """
    portfolios, unread = read_portfolios(folder)
    columns = ("code", "done", "must", "should", "stretch", "attempts", "hints")
    names = (*columns, *(f"lesson {number:02}" for number in _LESSONS))
    table = Table(names, map(_row, portfolios), say_collected(portfolios, unread))
    table.to_csv(Path(out) if out is not None else Path(folder) / "portfolios.csv")
    return table


def read_portfolios(folder: str | Path) -> tuple[list[Portfolio], list[str]]:
    """Return the portfolios in a folder, one for each code and in their order, and what could not be read.

    Raises
    ------
    BriefingError
        When the folder is missing or holds no portfolio.
    """
    folder = Path(folder)
    if not folder.is_dir():
        wrong = f"{folder}: there is no such folder. Put the portfolios of the class into one folder."
        raise BriefingError(wrong)
    # of the teacher, beside the briefing; in a pupil's own folder they are a pupil's
    decided = {path.name: read_corrections(path) for path in folder.glob("*.corrections.toml")}
    newest: dict[str, Journal] = {}
    unread: list[str] = []
    for path in portfolio_files(folder):
        try:
            found = journal_in_page(path) if path.suffix == ".html" else load_journal(path)
            _follow(found, decided)
            newest[found.code] = max(newest.get(found.code, found), found, key=lambda one: len(one.entries))
        except Exception:  # whatever it is: the others are counted, and this one is named
            unread.append(printable(path.name))
    if not newest:
        raise BriefingError(f"{folder}: no portfolio was found. Ask for files named portfolio-….html.")
    return [Portfolio(newest[code]) for code in sorted(newest)], unread


def say_collected(portfolios: Sequence[Portfolio], unread: Sequence[str]) -> str:
    """Return how many portfolios there are, and which files could not be read."""
    broken = f" Could not be read: {', '.join(unread)}." if unread else ""
    return f"{plural(len(portfolios), 'portfolio')}.{broken}"


def portfolio_files(folder: Path) -> list[Path]:
    """Return the portfolios and journals of a class in `folder`, in order of path."""
    return sorted([*folder.rglob("portfolio-*.html"), *folder.rglob("work-*.json")])


def _follow(journal: Journal, decided: dict[str, Corrections]) -> None:
    """Mark a journal as the teacher decided: answers that were accepted, exercises that were taken out."""
    for at, entry in enumerate(journal.entries):
        corrections = decided.get(f"{Path(entry.source).stem}.corrections.toml")
        for one in corrections.exercises if corrections else ():
            if one.id == entry.exercise and any(_alike(entry.value, answer) for answer in one.accept):
                journal.entries[at] = replace(entry, outcome="right")
            elif one.id == entry.exercise and one.out:
                journal.entries[at] = replace(entry, exercise="")
    journal.entries[:] = [entry for entry in journal.entries if entry.exercise]


def _alike(given: str, accepted: str) -> bool:
    """Say whether an answer is one that the teacher accepts: the same name or words, or the same number."""
    numbers = read_numbers(given)
    return plain_name(given) == plain_name(accepted) or bool(numbers and numbers == read_numbers(accepted))


def _row(portfolio: Portfolio) -> tuple[str | int, ...]:
    done = [work.exercise for work in portfolio.works if work.done]
    levels = (sum(exercise.level == level for exercise in done) for level in ("must", "should", "stretch"))
    lessons = (sum(exercise.lesson == lesson for exercise in done) for lesson in _LESSONS)
    return (portfolio.code, len(done), *levels, portfolio.attempts, portfolio.hints, *lessons)


#: below this many readers a count would show who saw what
FEWEST = 5
TextOf = Callable[[str], Briefing | None]


@dataclass(frozen=True, slots=True)
class ExerciseCount:
    """What the class did on one exercise and one text; every count is of learners."""

    exercise: Exercise
    source: str
    task: Task | None  #: `None` where the text is not at hand
    answered: int
    right: int  #: right in the end, or a free text that was kept
    at_once: int  #: right at the first answer
    hints: int  #: who looked at a hint
    mistakes: tuple[tuple[str, str, int], ...]  #: (known mistake, what they were told, how many made it)
    others: int  #: who gave a wrong answer that is no known mistake
    texts: tuple[tuple[str, str, bool], ...] = ()  #: free texts: (code, answer, whether it counts as done)


@dataclass(frozen=True, slots=True)
class SpanCount:
    """What the class saw in one span of the text."""

    span: Span
    line: int
    labels: Counter[str]

    @property
    def pairs(self) -> tuple[int, int]:
        """How many pairs of readers agree, and how many pairs there are."""
        readers = self.labels.total()
        return sum(n * (n - 1) for n in self.labels.values()) // 2, readers * (readers - 1) // 2


@dataclass(frozen=True, slots=True)
class SheetCount:
    """The map of disagreement on one sheet of labels: lines with their spans, the most divided first."""

    name: str
    briefing: Briefing
    readers: int  #: portfolios with labels on this sheet
    lines: tuple[tuple[SpanCount, ...], ...]  #: the spans of each line; none below `FEWEST` readers


def agreement_of(spans: Iterable[SpanCount]) -> float:
    """Return the share of pairs of readers who gave one label to one span: 1 where all agree."""
    same, pairs = map(sum, zip(*(span.pairs for span in spans), strict=True))
    return same / pairs


def count_exercises(portfolios: Sequence[Portfolio], text_of: TextOf) -> Iterator[ExerciseCount]:
    """Yield what the class did on each exercise, in the order of the course."""
    work: dict[tuple[str, str], list[tuple[str, Entry]]] = defaultdict(list)
    for portfolio in portfolios:
        for entry in portfolio.journal.entries:
            if entry.kind in ("answer", "hint"):
                work[entry.exercise, entry.source].append((portfolio.code, entry))
    sources = sorted({source for _, source in work})
    for exercise, source in product(BANK, sources):
        if entries := work.get((exercise.id, source)):
            yield _count_exercise(exercise, source, entries, text_of(source))


def _count_exercise(
    exercise: Exercise, source: str, entries: Sequence[tuple[str, Entry]], briefing: Briefing | None
) -> ExerciseCount:
    found = exercise.on(briefing) if briefing else None
    task = found if isinstance(found, Task) else None
    told = cache(lambda value: _told(task, value, briefing))
    right = at_once = others = 0
    mistakes: Counter[str] = Counter()
    texts = []
    given: dict[str, list[Entry]] = defaultdict(list)
    for code, entry in entries:
        if entry.kind == "answer":
            given[code].append(entry)
    for code, answers in sorted(given.items()):
        good = [entry for entry in answers if entry.outcome in DONE]
        right += bool(good)
        at_once += answers[0].outcome in DONE
        wrong = {told(entry.value) for entry in answers if entry.outcome in ("mistake", "wrong")}
        others += "" in wrong
        mistakes.update(wrong - {""})
        if (task and task.kind == "text") or (good and good[-1].outcome == "kept"):
            texts.append((code, (good or answers)[-1].value, bool(good)))
    example = {mistake.message: shown(mistake.example) for mistake in reversed(task.mistakes if task else ())}
    usual = sorted(mistakes.items(), key=lambda pair: (-pair[1], example[pair[0]]))
    known = tuple((example[message], message, count) for message, count in usual)
    counts = (len(given), right, at_once, len({code for code, entry in entries if entry.kind == "hint"}))
    return ExerciseCount(exercise, source, task, *counts, known, others, tuple(texts))


def _told(task: Task | None, value: str, briefing: Briefing | None) -> str:
    """Return what a known mistake is answered with; nothing for any other answer."""
    if task is None or briefing is None:
        return ""
    outcome, message = mark(task, value, briefing)
    return message if outcome == "mistake" and any(m.message == message for m in task.mistakes) else ""


def count_votes(portfolios: Sequence[Portfolio]) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return what each learner chose first and second, by question and text, in the order of the course."""
    cast: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for portfolio in portfolios:
        votes = [entry for entry in portfolio.journal.entries if entry.kind == "vote"]
        for id, source in dict.fromkeys((entry.exercise, entry.source) for entry in votes):
            own = {e.outcome: e.value for e in votes if (e.exercise, e.source) == (id, source)}
            cast[id, source].append(own)
    place = {id: number for number, id in enumerate(VOTES)}
    return dict(sorted(cast.items(), key=lambda item: (place.get(item[0][0], 99), item[0])))


def count_sheets(portfolios: Sequence[Portfolio], text_of: TextOf, without: str = "") -> Iterator[SheetCount]:
    """Yield the map of disagreement on each sheet of labels whose text is at hand.

    Lines that `without` names, and those that the notes on a seed keep out of play, are left out.
    """
    given: dict[tuple[str, str], list[str]] = defaultdict(list)
    for portfolio in portfolios:
        for entry in portfolio.sheets:
            given[entry.exercise.removeprefix("sheet."), entry.source].append(entry.value)
    for (name, source), sheets in sorted(given.items()):
        if (briefing := text_of(source)) is None:
            continue
        hidden = read_lines(without, briefing) | LEFT_ALONE.get(source, frozenset())
        seen: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
        for span, label in chain.from_iterable(map(_labels, sheets)):
            seen[span][label] += 1
        counts = [
            SpanCount(Span(*span, briefing.text[slice(*span)]), briefing.line_number(span[0]), labels)
            for span, labels in sorted(seen.items())
            if 0 <= span[0] < span[1] <= len(briefing.text) and labels.total() >= FEWEST
        ]
        shown = [count for count in counts if count.line not in hidden]
        lines = [tuple(group) for _, group in groupby(shown, key=lambda count: count.line)]
        lines.sort(key=lambda line: (agreement_of(line), line[0].line))
        yield SheetCount(name, briefing, len(sheets), tuple(lines))


def _labels(value: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the labels of one sheet as a journal keeps them: "12-20=hedge; 31-40=list"."""
    for part in value.split("; "):
        if found := re.fullmatch(r"(\d+)-(\d+)=(.+)", part, re.DOTALL):
            yield (int(found[1]), int(found[2])), found[3]
