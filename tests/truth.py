"""The whole course on one text, and checks by name: does everything it says agree with that text?

`tests/test_one_truth.py` gives each check many texts, and planted lies. What is walked is the bank and the
cells of the lessons, so a new exercise or a new helper is held to the same checks without a new test.
"""

from __future__ import annotations

import ast
import contextlib
import io
import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, get_args
from unittest import mock

import notebook_form
from briefing_lessons import exercises
from briefing_lessons.briefing import Briefing, read_seed, use_briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import can_draw
from briefing_lessons.exercises.answers import as_text, read_lines, read_numbers, says_per_cent
from briefing_lessons.exercises.bank import BANK
from briefing_lessons.exercises.baseline import trap_text
from briefing_lessons.exercises.clues import find_dates, names_without_words, words_by_voice
from briefing_lessons.exercises.lesson10 import quotes_table
from briefing_lessons.exercises.marking import Feedback, mark
from briefing_lessons.exercises.model import Exercise, NotHere, Task, shown
from briefing_lessons.exercises.openanswers import is_at_a_loss, read_open_answer
from briefing_lessons.exercises.session import Question
from briefing_lessons.files import seed_names
from briefing_lessons.spans import NO_SOURCE
from briefing_lessons.tables import Table
from briefing_lessons.topics.counting import count_quotes, count_words, find_lines
from briefing_lessons.topics.scopes import SCOPES, By, comparable_parts, find_parts, people
from briefing_lessons.topics.terms import find_rates
from briefing_lessons.widgets.ask import Ask
from briefing_lessons.widgets.explorer import Explorer

#: cells that wait for a learner, write a file, or open an explorer: by themselves they say nothing
_WAITS = re.compile(
    r"\b(?:ask|guess|compare_guess|save_portfolio|keep|write_sheet|to_csv|paste_briefing|correct_briefing"
    r"|label_spans|progress|explore_\w+|swap_verbs|quote_from_memory|check_words|compare_briefings)\("
)


class Cell(NamedTuple):
    """What a helper cell shows."""

    value: Any  #: of its last line
    printed: str
    texts: tuple[Briefing, ...]  #: those it can speak of: the one at hand, and others that its lesson reads


@dataclass(frozen=True)
class Course:
    """Every exercise of the bank put to one text, and what the helper cells of the lessons show of it."""

    briefing: Briefing
    tasks: Mapping[Exercise, Task | NotHere] = field(repr=False)
    cells: Mapping[str, Cell] = field(repr=False)  #: "06 words" -> what that cell shows

    @property
    def asked(self) -> Iterator[tuple[Exercise, Task]]:
        """Yield the exercises that this text bears."""
        yield from ((e, task) for e, task in self.tasks.items() if isinstance(task, Task))


def course_on(briefing: Briefing) -> Course:
    """Walk the bank and the cells of all lessons on `briefing`; charts are made and not drawn."""
    with mock.patch("briefing_lessons.charts.style.find_spec", return_value=None):
        can_draw.cache_clear()
        course = _walk(briefing)
    can_draw.cache_clear()
    return course


def _walk(briefing: Briefing) -> Course:
    return Course(
        briefing, {exercise: exercise.on(briefing) for exercise in BANK}, dict(_run_cells(briefing))
    )


@cache
def _cells() -> tuple[tuple[str, Any, Any], ...]:
    """Return the name and the compiled code of every helper cell: all but its last value, and that."""
    found = []
    for path in notebook_form.lessons():
        for cell in notebook_form.read(path)["cells"]:
            if cell["cell_type"] != "code" or cell["id"] == "source":
                continue
            tree = ast.parse(notebook_form.text_of(cell).replace("load_briefing(source)", "at_hand"))
            # a statement that waits is left out; what is imported or computed beside it stays
            tree.body = [part for part in tree.body if not _WAITS.search(ast.unparse(part))]
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            name = f"{path.stem[:2]} {cell['id']}"
            value = compile(ast.Expression(last.value), name, "eval") if isinstance(last, ast.Expr) else None
            found.append((name, compile(tree, name, "exec"), value))
    return tuple(found)


def _run_cells(briefing: Briefing) -> Iterator[tuple[str, Cell]]:
    meanings: dict[str, Any] = {}
    lesson = ""
    for name, code, value in _cells():
        if name[:2] != lesson:
            lesson, meanings = name[:2], {}
            exec(
                "from briefing_lessons import *; from briefing_lessons import ask, excerpt, load_briefing",
                meanings,
            )
            meanings |= {"at_hand": use_briefing(briefing), "source": briefing.source}
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                exec(code, meanings)
                result = eval(value, meanings) if value else None
            except Exception as error:
                result = error
        others = (other for other in meanings.values() if isinstance(other, Briefing))
        yield name, Cell(result, printed.getvalue(), (briefing, *others, trap_text()))


# What is said -----------------------------------------------------------------------------------------------


def _words_of(task: Task) -> Iterator[tuple[str, str]]:
    """Yield what a task says, with the name of the part that says it."""
    parts = {name: getattr(task, name) for name in ("question", "right", "otherwise", "no_per_cent", "code")}
    yield from parts.items()
    for name in ("hints", "rubric", "samples"):
        yield from ((name, words) for words in getattr(task, name))
    yield from (("mistake", mistake.message) for mistake in task.mistakes)
    if task.kind == "choice":
        yield from (("option", option) for option in task.options)


def said_in_exercises(course: Course) -> Iterator[tuple[str, str]]:
    """Yield (where, words) for everything that an exercise can say."""
    for exercise, task in course.tasks.items():
        if isinstance(task, NotHere):
            yield f"{exercise.id} reason", task.reason
        else:
            yield from ((f"{exercise.id} {part}", words) for part, words in _words_of(task) if words)


def said_in_cells(course: Course) -> Iterator[tuple[str, str]]:
    """Yield (where, words) for everything that a helper cell prints, or writes beside a table or a chart."""
    for name, (value, printed, _) in course.cells.items():
        words = [printed]
        if isinstance(value, Table):
            words.append(value.caption)
        elif isinstance(value, Chart):
            words += [value.alt, value.caption, value.table.caption]
        elif isinstance(value, Explorer):
            words.append(value.view.said)
        elif isinstance(value, str):
            words.append(value)
        yield from ((name, one) for one in words if one)


def said(course: Course) -> Iterator[tuple[str, str]]:
    """Yield (where, words) for everything said."""
    yield from said_in_exercises(course)
    yield from said_in_cells(course)


def tables(course: Course) -> Iterator[tuple[str, Table]]:
    """Yield every table shown, with the cell that shows it."""
    for name, (value, *_) in course.cells.items():
        table = getattr(value, "table", value)
        if isinstance(table, Table):
            yield name, table


def _integers(words: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r"(?<![\w.])\d[\d,]*\b(?![.]\d)", words)]


# Counts -----------------------------------------------------------------------------------------------------

#: no counts of this text: a rate's thousand, the longest excerpt, the shortest part that bears a rate
_CONSTANTS = {"words": {1000, 300, 100, 145}}


def true_counts(course: Course) -> dict[str, set[int]]:
    """Return every count that a noun may truthfully carry on this text, by the one definition."""
    briefing = course.briefing
    words = {len(briefing.tokens)} | {count_words(briefing, scope).N() for scope in SCOPES}
    words |= {count_words(briefing, name).N() for name in people(briefing)}
    words.add(sum(count_words(briefing, name).N() for name in people(briefing)))
    for by in get_args(By):
        with contextlib.suppress(ValueError):
            words |= {part.words for scope in ("all", "text") for part in find_parts(briefing, by, scope)}
    running = [line for line in briefing.lines if line.role in ("paragraph", "turn")]
    lines = {len(briefing.lines), len(find_lines(briefing)), len(running), briefing.coverage.placed}
    quotes = [count_quotes(briefing.quotes)]
    quotes += [count_quotes(q for q in briefing.quotes if q.speaker == who.name) for who in briefing.speakers]
    found = {f"{noun}s": {one[noun] for one in quotes} for noun in quotes[0]}
    said_by = {quote.speaker for quote in briefing.quotes if quote.speaker}
    return found | {
        "words": words | _CONSTANTS["words"],
        "lines": lines,
        "quotations and reports": {one["quotation"] + one["report"] for one in quotes},
        "sources": {len(said_by), len(briefing.speakers)},
        "headings": {len(briefing.headings)},
        "sections": {len(briefing.sections), sum(part.words > 0 for part in find_parts(briefing, "section"))}
        if briefing.sections
        else {0},
        "turns": {len(briefing.turns)},
        "paragraphs": {len(briefing.paragraphs)},
    }


def check_counts(course: Course) -> Iterator[str]:
    """Check that a number before a noun is a count of it, by the one definition."""
    counts = true_counts(course)
    nouns = sorted((noun.removesuffix("s") for noun in counts), key=len, reverse=True)
    counted = re.compile(
        r"(?<![\w.+−-])(?<!ine )(?<!ines )(?:(1) ({0})|(\d+(?:,\d+)*) ({0})s)\b(?! further)".format(
            "|".join(nouns)
        )
    )
    # a summary that is checked, or lines sorted in groups, have counts of their own
    own = re.compile(r"^(?:09|trust|07|device.6|said|page.6)")
    for where, words in said(course):
        words = re.sub(r"\bSuppose\b[^.?]*", "", words)  # an example says so
        chart = getattr(course.cells.get(where), "value", None)
        for one, single, number, several in counted.findall(words):
            noun, number = single or several, one or number
            value, known = int(number.replace(",", "")), counts[f"{noun}s"]
            if isinstance(chart, Chart) and value == len(chart.table):
                continue
            if value not in known and not (noun in ("quotation", "report", "line") and own.match(where)):
                yield f"{where}: “{number} {noun}s” is none of {sorted(known)[:12]}: {words}"
        for word, number, whole, part in _AMONG.findall(words):
            if not _is_in_a_part(course.briefing, word, int(number or 1), int(whole), part):
                yield f"{where}: “{word}” {number} times in {whole} words of “{part}”: {words}"


_AMONG = re.compile(r"“([^”]+)” stands (?:once|(\d+) times) among the (\d+) words of “([^”]+)”")


def _is_in_a_part(briefing: Briefing, word: str, times: int, words: int, name: str) -> bool:
    by = comparable_parts(briefing)
    parts = {part.name: part for part in find_parts(briefing, by)}
    rates = {rate.part: rate.count for rate in find_rates(briefing, word, by)}
    return name in parts and parts[name].words == words and rates[name] == times


def check_worked(course: Course) -> Iterator[str]:
    """Check that the worked code of an exercise gives what its key expects."""
    meanings: dict[str, Any] = {}
    names = (module.name for module in pkgutil.iter_modules(exercises.__path__))
    imports = (f"from briefing_lessons.exercises.{name} import *" for name in names)
    exec("\n".join(["from briefing_lessons import *", *imports]), meanings)
    meanings["briefing"] = course.briefing
    for exercise, task in course.asked:
        if task.kind in ("number", "percent") and task.code:
            given = eval(task.code, meanings)
            if not task.accepts(given, course.briefing):
                yield f"{exercise.id}: {task.code} gives {given}, the key {task.expected}"


# Tables and charts ------------------------------------------------------------------------------------------


def check_tables(course: Course) -> Iterator[str]:
    """Check that a table adds up to its caption, and that its rows stand where they say."""
    for where, table in tables(course):
        here = re.search(r"Here: (\d+) of (\d+) rows", table.caption)
        if here and int(here[1]) != len(table):
            yield f"{where}: {len(table)} rows under “{here[0]}”"
        total = re.search(r"^(\d[\d,]*) (?:verbs|of)|: (\d[\d,]*)(?: in all)?\.", table.caption)
        if total and not here:
            numbers = [c for c in range(len(table.columns)) if all(isinstance(row[c], int) for row in table)]
            sums = {sum(row[column] for row in table) for column in numbers} | {len(table)}
            if int((total[1] or total[2]).replace(",", "")) not in sums:
                yield f"{where}: the rows of “{table.caption}” add up to {sorted(sums)}"
        if "line" in table.columns:
            for number, row in zip(table["line"], table, strict=True):
                cells = zip(table.columns, row, strict=True)
                cited = [c for column, c in cells if column in _CITED and isinstance(c, str)]
                texts = course.cells[where].texts
                if not any(all(_stands_at(text, number, c) for c in ("", *cited)) for text in texts):
                    yield f"{where}: line {number} does not have {row}"


_CITED = ("words", "where")


def _stands_at(briefing: Briefing, number: int, cited: str) -> bool:
    """Say whether shortened words stand in the text from line `number` on."""
    if not 1 <= number <= len(briefing.lines):
        return False
    line = briefing.line(number)
    flat, end = (" ".join(text.split()) for text in (briefing.text[line.start :], line.text))
    parts = [" ".join(part.split()).strip('"“”') for part in re.split("…|, ", cited) if part.strip()]
    # where lines are broken at a width, what begins in this one may end in another
    return flat.find(parts[0]) <= len(end) and all(part in flat for part in parts) if parts else True


def check_words_counted(course: Course) -> Iterator[str]:
    """Check that a word's number in a table is how often it is found in that part, by the one definition."""
    briefing = course.briefing
    for where, table in tables(course):
        by = table.columns[0] if table.columns else ""
        if by == "voice" and table.columns[1:] == ("words",):
            for name, words in table:
                if words != count_words(briefing, name).N():
                    yield f"{where}: {name} {words}, counted {count_words(briefing, name).N()}"
        elif by in get_args(By) and table.columns[1:4] == ("topic", "count", "words"):
            for topic in sorted({topic for topic in table["topic"] if " " not in topic}):
                rows = [row[2:4] for row in table if row[1] == topic]
                found = [(rate.count, rate.words) for rate in find_rates(briefing, topic, by)]
                if rows != found:
                    yield f"{where}: “{topic}” {rows}, counted {found}"


def check_charts(course: Course) -> Iterator[str]:
    """Check that the words of a chart say the numbers of its table, and no lead where intervals overlap."""
    for where, (chart, *_) in course.cells.items():
        if not isinstance(chart, Chart):
            continue
        columns = [column for column in chart.table.columns if column != "line"]
        cells = [cell for column in columns for cell in chart.table[column] if isinstance(cell, int | float)]
        known = {round(cell, digits) for cell in cells for digits in (0, 1)} | {len(chart.table)}
        for column in columns:
            values = chart.table[column]
            known |= {len(set(values)), *Counter(values).values(), *_sums(chart.table, column)}
        rows = [[cell for cell in row if type(cell) is int] for row in chart.table]
        known |= {round(100 * a / b) for row in rows for a in row for b in row if b}  # shares, in per cent
        known |= {number for words in (chart.caption, chart.table.caption) for number in _integers(words)}
        for name, number in re.findall(r"(\w+) (\d[\d,]*\d|\d)(?=[,;.] | and |\.$)", chart.alt):
            if int(number.replace(",", "")) not in known:
                yield f"{where}: “{name} {number}” is not among the numbers drawn: {chart.alt}"


def _sums(table: Table, column: str) -> Iterator[int]:
    """Yield the sums of the numeric columns for each name in `column`, and in all."""
    for other in table.columns:
        values = () if other == "line" else table[other]
        if values and all(type(value) is int for value in values):
            for name in set(table[column]):
                yield sum(v for n, v in zip(table[column], values, strict=True) if n == name)
            yield sum(values)


def check_pictures(course: Course) -> Iterator[str]:
    """Check that a word which a question of lesson 06 cites stands in something the lesson shows."""
    shown_there = " ".join(
        f"{words} {value if isinstance(value, Table) else ''} {getattr(value, 'table', '')!r} {value!r}"
        for name, (value, words, _) in course.cells.items()
        if name.startswith("06")
    )
    whole = " ".join(
        str(cell) for name, table in tables(course) if name[:2] == "06" for row in table for cell in row
    )
    for exercise, task in course.asked:
        if re.match(r"topic\.\d", exercise.id) and task.kind != "text":
            words = re.findall(r"“([^”…]+)”", task.question)[:2]
            words += [task.expected] if exercise.id == "topic.8" else []
            for word in words:
                if word.casefold() not in f"{shown_there} {whole}".casefold():
                    yield f"{exercise.id}: “{word}” is asked about and not shown"


# Lines and samples ------------------------------------------------------------------------------------------


def _is_line(briefing: Briefing, number: int) -> bool:
    return 1 <= number <= len(briefing.lines) and briefing.line(number).role != "blank"


def _named_lines(words: str, briefing: Briefing) -> set[int]:
    named = re.findall(r"\b[Ll]ines? (\d+(?:(?:, | and | to )\d+(?!\d* [a-z]+s\b))*)", words)
    return {int(number) for some in named for number in re.findall(r"\d+", some)}


def check_lines(course: Course) -> Iterator[str]:
    """Check that a line which is named exists, holds words, and is shown where a question asks about it."""
    for where, words in said(course):
        words = re.sub(r"In all: .*?, in ", "", words)  # a counted word may be “line”
        elsewhere = where.split()[0] in _ELSEWHERE
        named = next((name for name in seed_names() if name in words), None)
        other = next((task.text for asked, task in course.asked if asked.id == where.split()[0]), None)
        text = read_seed(named) if named else other or course.briefing
        for number in () if elsewhere else sorted(_named_lines(words, text)):
            if not _is_line(text, number):
                yield f"{where}: line {number} is none of this text: {words}"
    for exercise, task in course.asked:
        view = Ask(Question(exercise.id, task), course.briefing, Feedback(exercise.id, "unanswered", ""))
        on_page = {int(number) for number in re.findall(r">(\d+)</th>", view.heading)}
        if task.kind != "lines" and (missing := _named_lines(task.question, course.briefing) - on_page):
            yield f"{exercise.id}: asks about {sorted(missing)}, shows {sorted(on_page)}"


#: what a point of a rubric asks for, and which look finds it
_RUBRIC = {
    "line": r"\bline\b(?! itself| of code| or )",
    "words": r"\b(?:cites|quotes)\b(?!.*\bwithout\b)",
    "number": r"\bnumber with\b|with its number and unit",
    "question": r"\b(?:asks|puts) (?:a|one) question|\bputs one question",
}


def check_samples(course: Course) -> Iterator[str]:
    """Check that a sample passes its rubric by the functions that read the learner's answer, and is true."""
    for exercise, task in course.asked:
        for sample in task.samples:
            asked = [look for look, point in _RUBRIC.items() if re.search(point, " ".join(task.rubric))]
            text = course.briefing
            if exercise.id in _ELSEWHERE:
                text = read_seed("001_ferry_report.txt")
            text = task.text or text
            reading = read_open_answer(sample, tuple({*asked, *task.looks_for}), text, task.choices)
            if reading.missing or reading.untrue or is_at_a_loss(sample):
                yield f"{exercise.id}: {reading.missing} {reading.untrue} in the sample “{sample}”"
            for match in re.finditer(r"[Ll]ine (\d+)(?: \w+){0,2} (?:has|says|begins) “([^”]+)”", sample):
                if not _stands_at(task.text or course.briefing, int(match[1]), match[2].rstrip(" .…")):
                    yield f"{exercise.id}: line {match[1]} does not have “{match[2]}”"


#: exercises whose samples speak of the ferry report
_ELSEWHERE = {"said.5", "code.4"}


# Answers and refusals ---------------------------------------------------------------------------------------


def answers_to_try(course: Course, task: Task) -> Iterator[Any]:
    """Yield answers to refuse: near misses, other lines, other names, and nothing to the point."""
    briefing = course.briefing
    yield from ("zebra 987654", "-", "?", "I do not know", "none of these")
    if task.kind in ("number", "percent"):
        wanted = float(task.expected)
        yield from (
            wanted - 1,
            wanted + 1,
            wanted + 7,
            10 * wanted + 3,
            0,
            f"{wanted:g} %",
            len(briefing.lines),
        )
    if task.kind == "lines":
        numbers = [line.number for line in briefing.lines]
        yield from (numbers, *([n] for n in numbers), len(numbers) + 5, "line zero")
        first = read_lines(task.right_answer, briefing)
        yield from ([*first, n] for n in numbers[:: max(1, len(numbers) // 5)])
    if task.kind in ("name", "words"):
        yield from (who.name for who in briefing.speakers)
        yield from (turn.label for turn in briefing.turns[:6])
        yield from (names_without_words(briefing)[:4])
        for number in task.asked_lines(briefing)[:1]:
            yield from briefing.line(number).text.split()[:25]


def marked(course: Course) -> Iterator[tuple[Exercise, Task, Any, str, str]]:
    """Yield (exercise, task, answer, outcome, message) for many answers to every exercise."""
    for exercise, task in course.asked:
        if task.kind == "text":
            continue
        known = (answer for mistake in task.mistakes for answer in (mistake.example, *mistake.also))
        for answer in (*known, *answers_to_try(course, task)):
            yield exercise, task, answer, *mark(task, answer, course.briefing)


def check_accepted(course: Course) -> Iterator[str]:
    """Check that what the key accepts is right, that options are explained, and that nonsense is refused."""
    for exercise, task in course.asked:
        if task.kind == "text":
            continue
        several = task.expected if task.enough else (task.expected,)
        for answer in (*several, *task.also, shown(task.right_answer)):
            if mark(task, answer, course.briefing)[0] != "right":
                yield f"{exercise.id}: {answer!r} is in the key and refused"
        for mistake in task.mistakes:
            outcome, message = mark(task, mistake.example, course.briefing)
            if (outcome, message) != ("mistake", mistake.message):
                yield f"{exercise.id}: {mistake.example!r} is a known mistake and gets “{message}”"
        if mark(task, "zebra 987654", course.briefing)[0] == "right":
            yield f"{exercise.id}: accepts a zebra"


@dataclass(frozen=True)
class Refused:
    """A claim of a refusal, and the answer it was said of."""

    course: Course
    task: Task
    answer: Any
    claim: re.Match[str]

    @property
    def lines(self) -> list[int]:
        """The lines that the answer names."""
        return sorted(read_lines(self.answer, self.course.briefing))

    @property
    def line(self) -> int:
        """The line that the claim names."""
        return int(next(group for group in self.claim.groups() if group.isdigit()))

    @property
    def words(self) -> str:
        """The name or the words that the claim cites."""
        return next(group for group in self.claim.groups() if not group.isdigit())

    @property
    def number(self) -> float:
        """The number that the answer gives."""
        return next(iter(read_numbers(self.answer)), float("nan"))

    def role(self, number: int) -> str:
        """Return the role of a line; empty where there is none."""
        lines = self.course.briefing.lines
        return lines[number - 1].role if 1 <= number <= len(lines) else ""

    def marks(self, lines: list[int], *devices: str) -> bool:
        """Say whether a device is marked in one of the lines."""
        briefing = self.course.briefing
        running = (mark for mark in briefing.marks if mark.voice != "boilerplate")
        return any(m.device in devices and briefing.line_number(m) in lines for m in running)

    @property
    def stands(self) -> bool:
        """Whether the words that the claim cites stand in the line that it names."""
        return _stands_at(self.task.text or self.course.briefing, self.line, self.words)

    @property
    def edges(self) -> set[int]:
        """The first and the last line with words."""
        lines = find_lines(self.course.briefing)
        return {lines[0].number, lines[-1].number}


TEXT = ("paragraph", "turn")
#: a claim that a refusal makes, and whether it is true of the answer refused
CLAIMS: dict[str, Callable[[Refused], bool]] = {
    r"[Ll]ine (\d+) is a heading": lambda r: r.role(r.line) == "heading",
    r"[Ll]ine (\d+) is empty": lambda r: r.role(r.line) == "blank",
    r"could not place line (\d+)": lambda r: r.line in _unplaced(r.course.briefing),
    r"[Tt]his text has no line (\d+)": lambda r: r.role(r.line) == "",
    r"[Ll]ine (\d+) (?:names|for) no month": lambda r: r.line not in find_dates(r.course.briefing)["line"],
    r"Line (\d+) belongs to the subject": lambda r: r.role(r.line) in TEXT,
    r"(?:This|That) line belongs to": lambda r: [r.role(n) in (*TEXT, "heading") for n in r.lines] == [True],
    r"very first and last lines": lambda r: not r.edges & set(r.lines),
    r"Name only one line|^One of these|^We took none of these": lambda r: len(r.lines) > 1,
    r"Give the number of": lambda r: len(r.lines) != 1,
    r"(?:^|\. )(?:That line|There the rule|We took that line)": lambda r: (
        [r.role(n) not in ("", "blank") for n in r.lines] == [True]
    ),
    r"by whom\?” in line (\d+)": lambda r: not r.marks([r.line], "agentless_passive"),
    r"by whom\?” there": lambda r: not r.marks(r.lines, "agentless_passive"),
    r"makes its claim plainly": lambda r: not r.marks(r.lines, "booster", "hedge"),
    r"“([^”…]+)…?” in line (\d+) tones": lambda r: r.marks([r.line], "hedge") and r.stands,
    r"[Ll]ine (\d+) (?:has|names its source: find) “([^”…]+)": lambda r: r.stands,
    r"^([^.]+) is heard[,:]": lambda r: r.words in words_by_voice(r.course.briefing)["voice"],
    r"^([^.]+) is a source elsewhere": lambda r: r.words in {q.speaker for q in r.course.briefing.quotes},
    r"^([^.]+) has a label elsewhere": lambda r: r.words in {t.speaker for t in r.course.briefing.turns},
    r"^([^.]+) is written about": lambda r: r.words in r.course.briefing.text,
    r"could not tell which option": lambda r: as_text(r.answer) not in r.task.options,
    r"not have it among the names": lambda r: as_text(r.answer) not in (r.task.expected, *r.task.also),
    r"[Oo]ne too few": lambda r: r.number == r.task.expected - 1,
    r"[Oo]ne too many": lambda r: r.number == r.task.expected + 1,
    r"no share|[Tt]ake the % away|Leave the sign out": lambda r: says_per_cent(r.answer),
    r"That counts every word|Those are all|That counts both": lambda r: r.number > r.task.expected,
}


def _unplaced(briefing: Briefing) -> set[int]:
    return {line.number for line in briefing.coverage.unplaced}


def check_refusals(course: Course) -> Iterator[str]:
    """Check that what a refusal claims is true of the answer refused."""
    told = set()
    for exercise, task, answer, outcome, message in marked(course):
        if outcome == "right" or (exercise.id, message, str(answer)) in told:
            continue
        told.add((exercise.id, message, str(answer)))
        if not message:
            yield f"{exercise.id}: {answer!r} is refused without a word"
        for claim, holds in CLAIMS.items():
            for match in re.finditer(claim, message):
                if not holds(Refused(course, task, answer, match)):
                    yield f"{exercise.id}: “{message}” is not true of {answer!r}"


# The course against itself and against what the reader knows ------------------------------------------------


def check_contradictions(course: Course) -> Iterator[str]:
    """Check that no exercise denies what another one, or a table of the lessons, says."""
    briefing = course.briefing
    tasks = {exercise.id: task for exercise, task in course.asked}
    heard = {who.name for who in briefing.speakers if any(q.speaker == who.name for q in briefing.quotes)}
    heard |= {str(turn.speaker) for turn in briefing.turns if turn.speaker}
    heard |= set(words_by_voice(briefing)["voice"])
    for id in ("read.5", "code.2"):
        if (task := tasks.get(id)) is not None:
            silent = (task.expected, *task.also) if id == "read.5" else (task.question.split(" is named")[0],)
            for name in heard.intersection(silent):
                yield f"{id}: {name} is heard in another table"
    apart = set(tasks["read.7"].expected if "read.7" in tasks else ())
    for id, task in tasks.items():
        answers = task.kind == "lines" and id not in ("read.2", "read.7")  # a date may stand around the text
        if both := (set(task.asked_lines(briefing)) | (set(task.expected) if answers else set())) & apart:
            if id == "page.2" and task.expected.startswith(("Not the briefing", "About the file")):
                continue
            yield f"{id}: asks about line {min(both)}, which read.7 takes for no part of the text"
    if "page.2" in tasks and "Not the briefing" in tasks["page.2"].expected and "read.7" in tasks:
        for line in {*tasks["page.2"].asked_lines(briefing)} - apart:
            yield f"page.2: line {line} is no part of the text, and read.7 does not know it"
    sourced = {briefing.line_number(q) for q in briefing.quotes if q.speaker and q.kind != "term"}
    if "who.7" in tasks:
        for id in ("who.4", "who.5", "who.6", "who.3"):
            named = set(tasks[id].asked_lines(briefing)) if id in tasks else set()
            if both := named & set(tasks["who.7"].expected):
                yield f"{id}: asks for the source of line {min(both)}, which who.7 says has none"
        believed = "belief" in tasks["who.7"].question  # who holds it is named, and nobody who tells it
        if both := set() if believed else set(tasks["who.7"].expected) & sourced:
            yield f"who.7: line {min(both)} names no source, and the table of quotations has one"
    numbers = {
        "own.4": quotes_table(briefing)["speaker"].count(NO_SOURCE),
    }
    for id, number in numbers.items():
        if id in tasks and tasks[id].expected != number:
            yield f"{id}: expects {tasks[id].expected}, the table of quotations has {number}"
    if "device.2" in tasks and "device.3" in tasks:
        up, number = tasks["device.3"], tasks["device.2"].asked_lines(briefing)[0]
        if tasks["device.2"].expected == "booster" and number not in up.expected:
            yield f"device.3: line {number} has a booster in device.2"
    told: dict[str, tuple[str, Any]] = {}
    for id, task in tasks.items():
        other, answer = told.setdefault(task.question, (id, task.expected))
        if answer != task.expected:
            yield f"{id} and {other} ask the same and expect {task.expected} and {answer}"


#: a denial about the text that does not say whose it is: what was not found is not said to be absent
_DENIAL = re.compile(
    r"\b(?:nobody is (?:quoted|reported)|(?:text|page|briefing|report|file|line|it) (?:quotes|names|has|is) "
    r"(?:nobody|no one|no (?:quotation|source|voice|report|person|turns?)|only one voice|neither)"
    r"|every report (?:here )?names|no(?: frequent)? (?:word|name|acronym|line|voice|rule)s? of this text"
    r"|there (?:is|are) no (?:quotation|source|voice|report|heading|person|speaker)s?|no one speaks"
    r"|no acronym here|makes no mistake|misses no line)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:reader|machine|we|I|us|our|found|noted|finds|as we read|by hand|labell?ed|person who)\b",
    re.IGNORECASE,
)


def check_not_found(course: Course) -> Iterator[str]:
    """Check that what was not found is never said to be absent."""
    for where, words in said(course):
        for sentence in re.split(r"(?<=[.!?;])\s+|\n", words):
            denial = _DENIAL.search(sentence)
            if denial and not _OWNED.search(sentence) and where.split()[-1] not in ("rubric",):
                yield f"{where}: “{sentence}”"


def check_unplaced(course: Course) -> Iterator[str]:
    """Check that no question, answer, option or sample stands on a line that no rule placed."""
    briefing = course.briefing
    unplaced = _unplaced(briefing)
    for exercise, task in course.asked if unplaced else ():
        if task.text not in (None, briefing):  # a text of the course, of which every line has its rule
            continue
        used = _named_lines(task.question, briefing)
        for sample in task.samples:
            used |= _named_lines(sample, briefing)
        if task.kind == "lines":
            used |= read_lines(task.expected, briefing)
            used |= {n for mistake in task.mistakes for n in read_lines(mistake.example, briefing)}
        if both := unplaced & used:
            yield f"{exercise.id}: stands on line {min(both)}, which no rule placed"


def check_unsure(course: Course) -> Iterator[str]:
    """Check that an answer which rests on a reading the machine is not sure of is marked for the teacher."""
    briefing = course.briefing
    for exercise, task in course.asked:
        names = (
            {str(answer) for answer in (task.expected, *task.also)}
            if task.kind in ("name", "choice")
            else set()
        )
        for number in task.asked_lines(briefing) if task.sure else ():
            there = [q for q in briefing.quotes if briefing.line_number(q) == number and q.speaker in names]
            if there and not any(quote.attribution.sure for quote in there):
                yield f"{exercise.id}: {there[0].speaker} in line {number} is not sure, and is not marked so"
        lines = {*task.asked_lines(briefing), *(task.expected if task.kind == "lines" else ())}
        for line in briefing.lines:
            if task.sure and line.number in lines and "looks like" in (line.rule or ""):
                yield f"{exercise.id}: line {line.number} only {line.rule}, and is not marked so"


def check_cells(course: Course) -> Iterator[str]:
    """Check that every helper cell runs to its end; what a text cannot bear is said in a sentence."""
    for where, (value, *_) in course.cells.items():
        if isinstance(value, Exception):
            yield f"{where}: {value!r}"


CHECKS: dict[str, Callable[[Course], Iterator[str]]] = {
    "cells": check_cells,
    "counts": check_counts,
    "worked": check_worked,
    "tables": check_tables,
    "words counted": check_words_counted,
    "charts": check_charts,
    "pictures": check_pictures,
    "lines": check_lines,
    "samples": check_samples,
    "accepted": check_accepted,
    "refusals": check_refusals,
    "contradictions": check_contradictions,
    "not found": check_not_found,
    "unplaced": check_unplaced,
    "unsure": check_unsure,
}
