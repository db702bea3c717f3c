"""One truth: on every text, whatever the course says agrees with the text and with itself.

The checks stand in `truth.py`, by name; here they are given texts, and lies that each has to catch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.devices import three_devices
from briefing_lessons.exercises.journal import use_journal
from briefing_lessons.exercises.model import Mistake
from briefing_lessons.files import data_folder, seed_names
from briefing_lessons.reading import Source, parse_source, read_source, source_from_bytes
from briefing_lessons.tables import Table
from test_reading_files import paragraph, pdf_file, run, word_file
from test_reading_layouts import FOLDER, load_case
from truth import CHECKS, Course, course_on

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared"


def _layout(stem: str) -> Source:
    case = load_case(FOLDER / f"{stem}.txt")
    return source_from_bytes(case.data, case.name)


def _word_file() -> Source:
    """The two sides of the flour as a Word file, with its headline as a heading."""
    first, *rest = (HERE / "fixtures/truth/two_sides.txt").read_text(encoding="utf-8").split("\n\n")
    body = [paragraph(run(first), style="Frage"), *(paragraph(run(words.strip())) for words in rest)]
    return source_from_bytes(word_file(*body), "flour.docx")


def _pdf_file() -> Source:
    """The briefing of the Ministry of Rivers as a PDF of short lines."""
    words = (HERE / "fixtures/truth/ministry.txt").read_text(encoding="utf-8").split("\n\n")
    lines: list[str] = []
    for block in words:
        line = ""
        for word in block.translate(str.maketrans("“”()", '""[]')).split():
            if len(line) + len(word) > 80:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines.append(line)
    return source_from_bytes(pdf_file([lines[:14], lines[14:]]), "rivers.pdf")


LAYOUTS = (
    "01_headed_report", "04_colon_labels", "06_q_and_spaces", "07_full_stop_labels", "13_web_page",
    "21_captions", "25_one_line", "29_unlabelled_interview", "33_german", "45_parliament_names_alone",
    "46_interviewer_with_a_name", "69_page_pasted_from_the_web", "70_press_release",
)  # fmt: skip
OWN = sorted((HERE / "fixtures/truth").iterdir())
TEXTS: dict[str, Callable[[], Source]] = {
    **{name: lambda name=name: read_source(data_folder("seeds") / name) for name in seed_names()},
    **{path.stem: lambda path=path: read_source(path) for path in OWN},
    **{stem: lambda stem=stem: _layout(stem) for stem in LAYOUTS},
    "flour.docx": _word_file,
    "rivers.pdf": _pdf_file,
}  # fmt: skip


@cache
def course(name: str) -> Course:
    """Walk the course on a text once."""
    return course_on(Briefing(parse_source(TEXTS[name]())))


@pytest.fixture(autouse=True)
def own_journal(tmp_path: Path) -> None:
    use_journal(tmp_path)


#: what every kind of file is walked on at once; the other texts are slow
AT_ONCE = (seed_names()[1], "pasted_report", "33_german")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in AT_ONCE else pytest.mark.slow) for name in TEXTS]
)
def test_what_the_course_says_agrees_with_the_text(name: str) -> None:
    assert not [f"{check}: {found}" for check in CHECKS for found in complaints(check, name)]


@cache
def complaints(check: str, name: str) -> tuple[str, ...]:
    """Return what a check complains of on the course as it is."""
    return tuple(CHECKS[check](course(name)))


@pytest.mark.parametrize("name", seed_names())
def test_the_sentence_to_be_written_from_memory_stands_nowhere_above(name: str) -> None:
    told = course(name)
    above = [cell for cell in told.cells if cell[:2] == "05"]
    above = above[: above.index("05 memory")]
    values = (told.cells[cell].value for cell in above)
    shown = [getattr(value, "_repr_html_", lambda: "")() for value in values]
    questions = [task.question for e, task in told.asked if f"05 {e.id.replace('.', '-')}-answer" in above]
    assert len(questions) == 4 and "as printed" in "".join(shown)
    heard = three_devices(told.briefing)[1].mark.text.strip("“”")  # as the cell itself takes it
    assert heard not in "".join([*shown, *questions])


def test_there_are_twenty_five_texts_and_most_of_the_course_is_offered_on_a_report() -> None:
    assert len(TEXTS) >= 25
    for name in ("pasted_report", "flour.docx", "rivers.pdf"):
        assert 3 * len(list(course(name).asked)) >= 2 * len(course(name).tasks), name


# Lies -------------------------------------------------------------------------------------------------------


def _with_task(id: str, alone: bool = False, **changes: Any) -> Callable[[Course], Course]:
    """Return what changes one exercise of a course; a value that can be called is given the task.

    `alone` leaves out the others: hundreds of answers to each of them would be marked before this one's.
    """

    def lie(told: Course) -> Course:
        tasks = {} if alone else dict(told.tasks)
        which, task = next((e, t) for e, t in told.asked if e.id == id)
        new = {key: value(task) if callable(value) else value for key, value in changes.items()}
        tasks[which] = replace(task, **new)
        return replace(told, tasks=tasks)

    return lie


def _with_cell(name: str, change: Callable[[Any], Any]) -> Callable[[Course], Course]:
    """Return what changes the value that one cell shows."""

    def lie(told: Course) -> Course:
        cell = told.cells[name]
        return replace(told, cells={**told.cells, name: cell._replace(value=change(cell.value))})

    return lie


def _captioned(old: str, new: str) -> Callable[[Any], Any]:
    def change(shown: Any) -> Any:
        assert old in shown.caption
        return replace(shown, caption=shown.caption.replace(old, new))

    return change


def _cut(shown: Table) -> Table:
    return Table(shown.columns, shown.rows[:-1], shown.caption)


def _moved(shown: Table) -> Table:
    return Table(shown.columns, [(1, *row[1:]) for row in shown], shown.caption)


def _miscounted(shown: Table) -> Table:
    return Table(shown.columns, [(row[0], row[1] + 1) for row in shown], shown.caption)


def _misdrawn(shown: Any) -> Any:
    return replace(shown, alt=shown.alt.replace("Orsolin 6", "Orsolin 16"))


def _taken_for_wrong(task: Any) -> tuple[Mistake, ...]:
    return (Mistake(task.expected, "That is not the one. Read back once more."),)


def _fallback(message: str) -> Callable[[Course], Course]:
    return _with_task("hand.5", alone=True, otherwise=message)


FERRY, MEALS = seed_names()[1:3]


def _asking(id: str, old: str, new: str) -> Callable[[Course], Course]:
    """Return what changes some words of a question."""

    def reword(task: Any) -> str:
        assert old in task.question
        return str(task.question.replace(old, new))

    return _with_task(id, question=reword)


def _heading(line: int) -> tuple[Mistake, ...]:
    return (Mistake(line, f"Line {line} is a heading: look for another speaker."),)


NO_LINE = ("I would ask Costrel: what did you see of it?",) * 2
NOT_THERE = ("Line 8 has “a fish is stupid”. Line 9 has not.",)
#: lie -> (the check that catches it, the text it is told about, the lie)
LIES: dict[str, tuple[str, str, Callable[[Course], Course]]] = {
    "a wrong count in a caption": ("tables", FERRY, _with_cell("08 voices", _captioned("183", "193"))),
    "a table cut short under its caption": ("tables", FERRY, _with_cell("04 mended", _cut)),
    "a row with the words of another line": ("tables", FERRY, _with_cell("10 table", _moved)),
    "a wrong size of a part": ("counts", FERRY, _asking("topic.3", "187 words", "188 words")),
    "a wrong number of hits": ("counts", FERRY, _asking("topic.3", "2 times", "3 times")),
    "a key that its code does not give": ("worked", FERRY, _with_task("start.1", expected=28, also=())),
    "another number in the words of a chart": ("charts", FERRY, _with_cell("10 picture", _misdrawn)),
    "a word that no picture shows": ("pictures", FERRY, _asking("topic.6", "boat", "walrus")),
    "a word counted wrongly": ("words counted", FERRY, _with_cell("08 voices", _miscounted)),
    "a line that does not exist": ("lines", FERRY, _with_task("who.4", hints=("Read line 99.", ""))),
    "a question about an empty line": ("lines", MEALS, _asking("who.4", "Line ", "Line 2, not line ")),
    "a sample without its line": ("samples", FERRY, _with_task("own.7", samples=NO_LINE)),
    "a sample with words not there": ("samples", FERRY, _with_task("own.7", samples=NOT_THERE)),
    "a paragraph called a heading": (
        "refusals",
        FERRY,
        _with_task("read.7", alone=True, mistakes=_heading(3)),
    ),
    "the last line sent to the last": (
        "refusals",
        FERRY,
        _fallback("Look at the very first and last lines."),
    ),
    "one line told to be one": ("refusals", FERRY, _fallback("Name only one line.")),
    "a right answer called a mistake": ("accepted", FERRY, _with_task("who.4", mistakes=_taken_for_wrong)),
    "a name that is heard, and is not": ("contradictions", FERRY, _with_task("read.5", also=("Ida Velk",))),
    "two numbers for one thing": ("contradictions", FERRY, _with_task("own.4", expected=5)),
    "nobody, where nobody was found": ("not found", FERRY, _with_task("own.6", right="Nobody is quoted.")),
    "a line that no rule placed": ("unplaced", "harbour_table", _with_task("read.2", expected=(5,))),
    "an unsure source asked as a fact": ("unsure", "pasted_report", _with_task("who.4", rests_on=())),
    "a guess at furniture asked as a fact": ("unsure", "pasted_report", _with_task("read.7", guessed=False)),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_planted_lie_is_caught_by_name(lie: str) -> None:
    check, name, tell = LIES[lie]
    assert not complaints(check, name)
    assert next(iter(CHECKS[check](tell(course(name)))), None) is not None


# The shared texts -------------------------------------------------------------------------------------------


def _shared() -> Iterator[Path]:
    for folder in ("cases", "quotes/dev", "quotes/news", "transcripts"):
        found = sorted((SHARED / folder).rglob("*.*"))
        endings = (".txt", ".md", ".html", ".docx", ".pdf", ".vtt", ".srt")
        yield from (p for p in found if p.suffix in endings and p.name not in ("README.md", "GUIDE.md"))


#: known miss: words cited over a hyphen at a line's end
MISSES = ("10_hyphen.txt",)


def _shared_params() -> Iterator[Any]:
    for path in _shared():
        known = [pytest.mark.xfail(strict=True)] if path.name in MISSES else []
        yield pytest.param(path, marks=known, id=path.name)


@pytest.mark.slow
@pytest.mark.parametrize("path", tuple(_shared_params()))
def test_it_agrees_on_the_shared_texts_too(path: Path) -> None:
    try:
        source = read_source(path)
    except BriefingError as error:
        pytest.skip(f"refused: {error}")
    told = course_on(Briefing(parse_source(source)))
    assert not [f"{check}: {found}" for check, run_check in CHECKS.items() for found in run_check(told)]
