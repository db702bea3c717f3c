"""The learner's desk: keep things, take them home as a page that carries the work, go on, clear all."""

import json
import re
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from pathlib import Path
from typing import Any

from briefing_lessons.blocks import Block, as_html, as_markdown_blocks
from briefing_lessons.briefing import Briefing, loaded_briefing, read_briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import is_unanswered, read_choice
from briefing_lessons.exercises.bank import BANK
from briefing_lessons.exercises.journal import (
    Entry,
    EntryKind,
    Journal,
    adopt_journal,
    journal,
    load_journal,
    parse_journal,
)  # fmt: skip
from briefing_lessons.exercises.model import Exercise, Task
from briefing_lessons.files import data_folder, read_whole, write_whole
from briefing_lessons.html import plural, text_box
from briefing_lessons.pages import page
from briefing_lessons.spans import Span, shorten
from briefing_lessons.tables import Table

DONE = ("right", "kept")  #: outcomes of an answer that is done


@dataclass(frozen=True, slots=True)
class Work:
    """What a learner did on one exercise."""

    exercise: Exercise
    question: str  #: as it was put to the briefing at hand; the title where that text is not here any more
    answers: tuple[Entry, ...]  #: oldest first
    hints: int  #: rungs of the ladder that were looked at
    options: tuple[str, ...] = ()  #: what could be clicked

    @property
    def done(self) -> bool:
        """Right, or a free text that was kept."""
        return any(entry.outcome in DONE for entry in self.answers)

    @property
    def answer(self) -> Entry | None:
        """The answer that counts: the last one that was right or kept, or else the last."""
        good = [entry for entry in self.answers if entry.outcome in DONE]
        return (good or list(self.answers))[-1] if self.answers else None

    @property
    def words(self) -> str:
        """That answer as the learner gave it; a letter with the option it stands for."""
        given = self.answer.value if self.answer else ""
        meant = read_choice(given, self.options) if len(given.strip(" ).")) == 1 else None
        return f"{given}: {meant}" if meant and meant != given else given


class Portfolio:
    """One learner's journal, put in the order of the course."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.code = journal.code  #: what stands for the learner's name

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """Every exercise that was tried, in the order of the course."""
        return tuple(work for work in map(self._work, BANK) if work.answers or work.hints)

    @property
    def done(self) -> int:
        """How many exercises are done."""
        return sum(work.done for work in self.works)

    @property
    def attempts(self) -> int:
        """How many answers were checked."""
        return sum(len(work.answers) for work in self.works)

    @property
    def hints(self) -> int:
        """How many hints were looked at."""
        return sum(work.hints for work in self.works)

    @property
    def lessons(self) -> tuple[int, ...]:
        """The lessons in which something was done."""
        guessed = {number for entry in self.guesses() if (number := lesson_of(entry.exercise)) is not None}
        return tuple(sorted({work.exercise.lesson for work in self.works} | guessed))

    def guesses(self, lesson: int | None = None) -> tuple[Entry, ...]:
        """Return what nobody marks, of one lesson or of all: the last guess of each id, and both votes."""
        kept = [entry for entry in self.journal.entries if entry.kind in ("guess", "vote", "unseen")]
        last = {(entry.exercise, entry.outcome): entry for entry in kept}
        return tuple(e for e in last.values() if lesson is None or lesson_of(e.exercise) == lesson)

    @property
    def sources(self) -> tuple[str, ...]:
        """The briefings that were worked on."""
        worked = (entry for entry in self.journal.entries if entry.source and entry.kind != "unseen")
        return tuple(dict.fromkeys(entry.source for entry in worked))

    @property
    def sheets(self) -> tuple[Entry, ...]:
        """The newest state of each sheet of labels."""
        return tuple({(e.exercise, e.source): e for e in self.journal.entries if e.kind == "label"}.values())

    @property
    def old(self) -> tuple[Entry, ...]:
        """The last answer to each question that an earlier edition asked."""
        asked = {exercise.id for exercise in BANK}
        kept = [e for e in self.journal.entries if e.kind == "answer" and e.exercise not in asked]
        return tuple({entry.exercise: entry for entry in kept}.values())

    def kept(self, kind: EntryKind) -> list[tuple[Entry, dict[str, Any]]]:
        """Return the chosen quotations ("choice"), the kept charts ("plot") or the own notes ("note")."""
        found = []
        for entry in (entry for entry in self.journal.entries if entry.kind == kind):
            with suppress(ValueError):
                if isinstance(content := json.loads(entry.value), dict):
                    found.append((entry, content))
        return found

    def _work(self, exercise: Exercise) -> Work:
        answers = tuple(self.journal.of(exercise.id, "answer"))
        rungs = {(entry.source, entry.outcome) for entry in self.journal.of(exercise.id, "hint")}
        briefing = text_called(answers[-1].source) if answers else None
        task = exercise.on(briefing) if briefing else None
        if isinstance(task, Task):
            return Work(exercise, task.question, answers, len(rungs), task.options)
        return Work(exercise, exercise.title, answers, len(rungs))


def lesson_of(id: str) -> int | None:
    """Return the lesson that an id such as "who.guess" belongs to, by its first part.

    >>> lesson_of("who.guess"), lesson_of("something else")
    (3, None)
    """
    family = id.split(".")[0]
    return next((exercise.lesson for exercise in BANK if exercise.id.split(".")[0] == family), None)


def lesson_title(lesson: int) -> str:
    """Return what a lesson is called, by the name of its notebook.

    >>> lesson_title(5)
    'Lesson 05: how persuasion works'
    """
    found = [path.stem.split("_")[1:] for path in data_folder("notebooks").glob(f"{lesson:02}_*.ipynb")]
    return f"Lesson {lesson:02}: {' '.join(found[0])}" if found else f"Lesson {lesson:02}"


def text_called(source: str, folder: Path | None = None) -> Briefing | None:
    """Return the briefing called `source` if it is at hand, without making it the one loaded last.

    Parameters
    ----------
    folder
        Where a text of one's own may lie, with its corrections; the texts of the course are always at hand.
    """
    latest, seeds = loaded_briefing(), data_folder("seeds")
    if latest is not None and latest.source == source:
        return latest
    for place in filter(None, (folder, seeds, seeds / "traps")):
        path = place / Path(source).name
        if path.is_file():
            with suppress(BriefingError):
                return _read_once(path)
    return None


_read_once = cache(read_briefing)


@dataclass(frozen=True, slots=True)
class Message:
    """What a call did, in one or a few sentences."""

    text: str
    files: tuple[str, ...] = ()  #: names of files to open, in the folder of the notebook

    def __repr__(self) -> str:
        return " ".join([self.text, *self.files])

    def _repr_html_(self) -> str:
        links = ", ".join(f"<a {_target(name)}>{escape(name)}</a>" for name in self.files)
        return text_box(f"{escape(self.text)} {links}".rstrip(), "bl-message", "p", role="status")


def _target(name: str) -> str:
    """Return where a link to a file leads: in the browser alone there is no folder to find it in."""
    if sys.platform != "emscripten":
        return f'href="{escape(name)}"'
    kind = "text/html" if name.endswith(".html") else "text/plain"
    data = b64encode(Path(name).read_bytes()).decode("ascii")
    return f'download="{escape(name)}" href="data:{kind};base64,{data}"'


def keep_thing(thing: Any = ..., note: str = "") -> Message:
    """Put a quotation, a line, a chart or a note into the portfolio; keeping it twice changes nothing.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> keep_thing(23, "a heading")
    Kept for your portfolio: line 23, “On the Syrian issue”.

    Parameters
    ----------
    thing
        A span of the text (such as `briefing.quotes[0]`), the number of a line, a chart, or your own words.
    note
        Why it is worth keeping.
    """
    if is_unanswered(thing):
        return Message("Nothing is kept yet. Give the number of a line, or a few words.")
    kind: EntryKind = "note"
    briefing, place, content = loaded_briefing(), "notes", dict[str, Any]()
    number = re.fullmatch(r"(?:line\s*)?(\d+)\.?", str(thing).strip(), re.IGNORECASE)
    if isinstance(thing, Chart):
        kind, place, said = "plot", "plots", shorten(thing.alt, 90)
        picture = b64encode(thing.png(110)).decode("ascii")  # looked at on paper and on screens, not enlarged
        table = {"columns": thing.table.columns, "rows": thing.table.rows}
        content = {"alt": thing.alt, "caption": thing.caption, "png": picture, "table": table, "note": note}
    elif number or isinstance(thing, Span):
        if briefing is None:
            return Message("No briefing is loaded yet. Run the cells above this one, from the top.")
        if number and not 0 < int(number[1]) <= len(briefing.lines):
            return Message(f"There is no line {number[1]}. Give a line from 1 to {len(briefing.lines)}.")
        span = briefing.line(int(number[1])) if number else thing
        line, words = briefing.line_number(span), shorten(span.text.strip('"“”'))
        kind, place, said = "choice", "quotes", f"line {line}, “{words}”."
        content = {"line": line, "text": span.text, "speaker": getattr(span, "speaker", None) or ""}
        content |= {"note": note}
    else:
        said, content = f"“{shorten(str(thing))}”.", {"text": str(thing)}
    value, source = json.dumps(content, ensure_ascii=False, default=str), getattr(briefing, "source", "")
    if not any(entry.value == value and entry.source == source for entry in journal().of(place, kind)):
        journal().record(kind, place, value, "kept", source)
    return Message(f"Kept for your portfolio: {said}")


#: where a page carries the journal, so that work can go on from the page alone
JOURNAL_ID = "bl-journal"
_OUTCOME = dict.fromkeys(("mistake", "wrong", "thin"), "not yet")
_OUTCOME |= {"unread": "not matched", "left": "left open"}


def format_html(portfolio: Portfolio) -> str:
    """Return the portfolio as one HTML page that loads nothing and carries the journal with it."""
    carried = escape(json.dumps(portfolio.journal.as_dict(), ensure_ascii=False))
    hidden = f'<div id="{JOURNAL_ID}" hidden data-journal="{carried}"></div>'
    return page(f"Portfolio {portfolio.code}", f"{as_html(blocks_of(portfolio))}\n{hidden}", made=False)


def blocks_of(portfolio: Portfolio) -> Iterator[Block]:
    """Yield what the page and the Markdown say, with the charts inside and their words beside them."""
    counts = plural(portfolio.attempts, "answer"), plural(portfolio.hints, "hint")
    done = f"{plural(portfolio.done, 'exercise')} done with {' and '.join(counts)}."
    yield Block("h1", f"Portfolio {portfolio.code}")
    yield Block("p", f"{done} Texts: {', '.join(portfolio.sources) or 'no text yet'}.")
    for lesson in portfolio.lessons:
        yield Block("h2", lesson_title(lesson))
        if guesses := portfolio.guesses(lesson):
            yield Block("p", "Guesses and votes (nobody marks them):")
            yield Block("ul", items=tuple(map(_unmarked, guesses)))
        for work in (work for work in portfolio.works if work.exercise.lesson == lesson):
            yield Block("h3", f"{work.exercise.id}: {work.exercise.title}")
            yield Block("p", work.question)
            yield Block("blockquote", work.words) if work.answer else Block("p", "No answer yet.")
            yield Block("note", _state(work))
    sheets = tuple(
        f"{e.exercise.removeprefix('sheet.')}: {e.outcome} labelled, in {e.source}" for e in portfolio.sheets
    )
    old = tuple(f"{e.exercise}: {e.value} ({_OUTCOME.get(e.outcome, e.outcome)})" for e in portfolio.old)
    kept = {
        "Chosen quotations": [one for kept in portfolio.kept("choice") for one in _chosen(*kept)],
        "Charts": [one for _, chart in portfolio.kept("plot") for one in _drawn(chart)],
        "Spans labelled by hand": [Block("ul", items=sheets)] if sheets else [],
        "Notes": [Block("blockquote", str(note.get("text", ""))) for _, note in portfolio.kept("note")],
        "Questions of an earlier edition": [Block("ul", items=old)] if old else [],
    }
    for title, blocks in kept.items():
        yield from [Block("h2", title), *blocks] if blocks else ()


def _chosen(entry: Entry, content: dict[str, Any]) -> Iterator[Block]:
    speaker = f", {content['speaker']}" if content.get("speaker") else ""
    yield Block("blockquote", str(content.get("text", "")))
    yield Block("note", f"{entry.source}, line {content.get('line', '?')}{speaker}")
    yield from _note(content)


def _drawn(content: dict[str, Any]) -> Iterator[Block]:
    numbers = content.get("table") or {}
    table = Table(numbers["columns"], numbers["rows"]) if numbers.get("columns") else None
    alt, caption, png = (str(content.get(name, "")) for name in ("alt", "caption", "png"))
    yield Block("figure", alt, lead=caption, png=png, table=table)
    yield from _note(content)


def _note(content: dict[str, Any]) -> Iterator[Block]:
    if content.get("note"):
        yield Block("p", str(content["note"]))


def _unmarked(entry: Entry) -> str:
    return f"{entry.exercise}{('' if entry.kind == 'guess' else f' ({entry.outcome})')}: {entry.value}"


def _state(work: Work) -> str:
    """Return the outcome, the attempts and the hints in a line."""
    answer = work.answer
    outcome = f"{_OUTCOME.get(answer.outcome, answer.outcome).capitalize()}. " if answer else ""
    text = f" Text: {answer.source}." if answer and answer.source else ""
    return f"{outcome}Attempts: {len(work.answers)}. Hints: {work.hints}.{text}"


def save_portfolio() -> Message:
    """Write the portfolio as one HTML page and as Markdown, beside the notebook; nothing is sent anywhere.

    >>> from briefing_lessons import ask, load_briefing
    >>> briefing = load_briefing("001_ferry_report.txt")
    >>> _ = ask("start.1", len(briefing.lines))
    >>> save_portfolio()
    Saved: 1 exercise done. Your code is ...: write it down. portfolio-....html portfolio-....md
    """
    current = journal()
    if not current.entries:
        return Message("There is nothing to save yet. Answer one question, then run this again.")
    portfolio, path = Portfolio(current), current.folder / f"portfolio-{current.code}"
    page, text = f"{path.name}.html", f"{path.name}.md"
    try:
        write_whole(path.with_name(page), format_html(portfolio))
        write_whole(path.with_name(text), as_markdown_blocks(blocks_of(portfolio)))
    except OSError as error:
        refused = f"The portfolio could not be saved in {current.folder}: {error.strerror}."
        return Message(f"{refused} Choose another folder with use_journal.")
    done = plural(portfolio.done, "exercise")
    return Message(f"Saved: {done} done. Your code is {current.code}: write it down.", (page, text))


def progress() -> Message:
    """Say what is done and where to go on.

    >>> from briefing_lessons import ask, load_briefing
    >>> briefing = load_briefing("001_ferry_report.txt")
    >>> _ = ask("start.1", len(briefing.lines))
    >>> progress()
    Welcome back, ...: 1 exercise done. Go on with start.2, “Type a word” (lesson 00).
    """
    portfolio = Portfolio(journal())
    if not portfolio.journal.entries:
        return Message("Nothing is kept yet. Begin with the first question of this lesson.")
    done = {work.exercise.id for work in portfolio.works if work.done}
    reached = BANK.index(portfolio.works[-1].exercise) if portfolio.works else 0
    following = next((one for one in (*BANK[reached:], *BANK) if one.id not in done), None)
    where = "Every exercise is done. Save your portfolio."
    if following:
        where = f"Go on with {following.id}, “{following.title}” (lesson {following.lesson:02})."
    return Message(f"Welcome back, {portfolio.code}: {plural(len(done), 'exercise')} done. {where}")


def resume(work: str | Path | None = None) -> Message:
    """Go on with earlier work: the newest here, that of a code, or a portfolio page from another computer.

    Parameters
    ----------
    work
        A code such as "heron-123", or the path of a portfolio page (`portfolio-heron-123.html`).

    Raises
    ------
    BriefingError
        When there is no such work.
    """
    if work is None:
        return progress()
    folder, code, found = journal().folder, Path(work).name, []
    if code.endswith(".html"):
        carried = journal_in_page(Path(work))
        code, found = carried.code, [Journal(folder, carried.code, carried.entries)]
    with suppress(OSError, ValueError):
        found.append(load_journal(folder / f"work-{code}.json"))
    if not found:
        codes = ", ".join(sorted(p.stem.removeprefix("work-") for p in folder.glob("work-*.json")))
        remedy = f"Give one of these codes: {codes}" if codes else "Put your portfolio page beside this one"
        raise BriefingError(f"There is no work under “{work}” here. {remedy}.")
    newest = max(reversed(found), key=lambda one: len(one.entries))  # the file, where both are as long
    if not newest.stored:
        newest.save()
    adopt_journal(newest)
    return progress()


def delete_work() -> Message:
    """Delete everything kept under the current code, for shared computers: answers, portfolio, labels.

    >>> delete_work()
    There was nothing to delete. The next learner begins with a new code.
    """
    folder, code = journal().folder, journal().code
    # the journal last: while it is there, a second call still knows the code
    patterns = (f"labels-*-{code}.csv", f"portfolio-{code}.*", f"work-{code}.json")
    found = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    for path in found:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            words = "could not be deleted. Close it in other programs, then run this again."
            return Message(f"{path.name} {words}")
    adopt_journal(Journal(folder))
    if not found:
        return Message("There was nothing to delete. The next learner begins with a new code.")
    names = ", ".join(path.name for path in found)
    return Message(f"Deleted for good: {names}. What you typed into a notebook stays until you delete that.")


def journal_in_page(path: Path) -> Journal:
    """Read the journal that a portfolio page carries.

    Raises
    ------
    BriefingError
        When the file is missing or no portfolio.
    """
    from bs4 import BeautifulSoup

    try:
        words = read_whole(path).decode("utf-8")
        last = words[max(0, words.rfind("<", 0, words.rfind(JOURNAL_ID))) :]  # nothing else has to be read
        carrier = BeautifulSoup(last, "html.parser").find(id=JOURNAL_ID)
        return parse_journal(str(carrier["data-journal"]) if carrier else "", path.parent)
    except OSError:
        raise BriefingError(f"{path.name}: there is no such file. Put it beside this notebook.") from None
    except (ValueError, KeyError, AssertionError):  # the parser asserts what no page of ours breaks
        words = "this is not a portfolio. Choose a file portfolio-….html."
        raise BriefingError(f"{path.name}: {words}") from None
