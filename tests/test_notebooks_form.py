"""The form of the lessons: what is committed, how long it is, and where its links lead."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

import notebook_form
from briefing_lessons.lessons.course import Lesson
from notebook_form import NOTEBOOKS, text_of

LESSONS = notebook_form.lessons()
NAMES = [path.stem for path in LESSONS]
ALLOWED_TAGS = {"parameters"}

#: What a lesson never does: it works offline, and learners do not install.
FORBIDDEN = (r"pip install", r"nltk\.download", r"\binput\(", r"https?://", r"^\s*[!%]")

#: The header card, the rubric lines and the closing are lists and tables, not running prose.
_LIST_OR_TABLE = re.compile(r"^\s*(?:[-|#>]|\d+\.)|^\*\*(?:The question|Previous|Next)|^(?:Previous|Next):")


@pytest.fixture(params=LESSONS, ids=NAMES)
def lesson(request: pytest.FixtureRequest) -> Path:
    """Give each lesson in turn."""
    path: Path = request.param
    return path


def cells(path: Path, kind: str = "") -> list[dict[str, Any]]:
    """Return the cells of a lesson, all or of one kind."""
    return [cell for cell in notebook_form.read(path)["cells"] if not kind or cell["cell_type"] == kind]


def prose(path: Path) -> list[tuple[str, list[str]]]:
    """Return the id and the prose sentences of each markdown cell."""
    found = []
    for cell in cells(path, "markdown"):
        lines = [line.strip() for line in text_of(cell).splitlines()]
        found.append((cell["id"], [line for line in lines if line and not _LIST_OR_TABLE.match(line)]))
    return found


def plain(line: str) -> str:
    """Return a line of Markdown without links, stress and code marks."""
    return re.sub(r"[*`_]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line))


def test_lessons_are_numbered_in_order() -> None:
    assert [name[:2] for name in NAMES] == [f"{n:02}" for n in notebook_form.NUMBERS]


def test_a_lesson_is_committed_in_its_one_form(lesson: Path) -> None:
    written = lesson.read_text(encoding="utf-8")
    notebook_form.write(copy := lesson.with_suffix(".tidied"), notebook_form.read(lesson))
    try:
        assert copy.read_text(encoding="utf-8") == written, "run: python tests/notebook_form.py"
    finally:
        copy.unlink()


def test_no_outputs_no_counts_no_widget_state(lesson: Path) -> None:
    notebook = notebook_form.read(lesson)
    assert notebook["metadata"] == notebook_form.METADATA
    assert not any(cell["outputs"] or cell["execution_count"] for cell in cells(lesson, "code"))


def test_cells_have_names_of_their_own(lesson: Path) -> None:
    names = [cell["id"] for cell in cells(lesson)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", name) for name in names), names


def test_tags_are_the_documented_ones(lesson: Path) -> None:
    assert {tag for cell in cells(lesson) for tag in cell["metadata"].get("tags", ())} <= ALLOWED_TAGS


def test_one_cell_takes_the_parameter_source(lesson: Path) -> None:
    tagged = [cell for cell in cells(lesson, "code") if "parameters" in cell["metadata"].get("tags", ())]
    assert len(tagged) == 1
    assert re.match(r'source: str = "000_95b79719e875266d\.txt"  # ', text_of(tagged[0]))


def test_a_lesson_has_20_to_40_cells(lesson: Path) -> None:
    assert 20 <= len(cells(lesson)) <= 40


def test_code_cells_are_short(lesson: Path) -> None:
    lengths = [text_of(cell).count("\n") + 1 for cell in cells(lesson, "code")]
    assert max(lengths) <= 12
    assert sorted(lengths)[len(lengths) // 2] <= 3


def test_prose_is_short(lesson: Path) -> None:
    for name, lines in prose(lesson):
        words = sum(len(plain(line).split()) for line in lines)
        assert words <= 60, f"{name}: {words} words; split the cell or say it shorter"


def test_sentences_are_short_and_one_to_a_line(lesson: Path) -> None:
    for name, lines in prose(lesson):
        for line in lines:
            sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", plain(line))
            assert max(len(sentence.split()) for sentence in sentences) <= 24, f"{name}: {line}"
            assert len(sentences) <= 2, f"{name}: one sentence to a line: {line}"


def test_no_lesson_installs_downloads_or_asks_for_the_network(lesson: Path) -> None:
    for cell in cells(lesson, "code"):
        for pattern in FORBIDDEN:
            assert not re.search(pattern, text_of(cell), re.MULTILINE), f"{cell['id']}: {pattern}"


def test_links_lead_somewhere(lesson: Path) -> None:
    for cell in cells(lesson, "markdown"):
        for target in re.findall(r"\]\(([^)]+)\)", text_of(cell)):
            file, _, anchor = target.partition("#")
            assert (NOTEBOOKS / file).is_file(), f"{cell['id']}: {target}"
            if anchor:
                assert f'id="{anchor}"' in (NOTEBOOKS / file).read_text(encoding="utf-8"), target


def test_lessons_are_linked_both_ways(lesson: Path) -> None:
    last = text_of(cells(lesson, "markdown")[-1])
    at = LESSONS.index(lesson)
    if at > 0:
        assert f"({LESSONS[at - 1].name})" in last
    if at < len(LESSONS) - 1:
        assert f"({LESSONS[at + 1].name})" in last


def test_terms_are_bold_and_linked_once_where_defined(lesson: Path) -> None:
    text = "\n".join(text_of(cell) for cell in cells(lesson, "markdown"))
    terms = re.findall(r"\[\*\*[^\]]+\*\*\]\(glossary\.md#([\w-]+)\)", text)
    assert terms, "a lesson defines at least one term"
    assert len(set(terms)) == len(terms)


def test_no_table_has_an_empty_header(lesson: Path) -> None:
    # axe-core: empty-table-header; a card begins "| Lesson 05 | At a glance |"
    text = "\n".join(text_of(cell) for cell in cells(lesson, "markdown"))
    assert not re.search(r"^\|[^\n]*\|\s*\|[^\n]*\n\|\s*:?-", text, re.MULTILINE)


def test_a_lesson_has_every_part(lesson: Path) -> None:
    text = "\n".join(text_of(cell) for cell in cells(lesson))
    header = text_of(cells(lesson)[0])
    assert re.match(r"# \d\d ", header)
    for word in ("**The question:**", "| Time |", "| Level |", "| You need |"):
        assert word in header, word
    for part in (
        "**Stop here if the bell rings.**",
        "What you take away",
        "**What this method cannot tell you:**",
        "save_portfolio()",
        "excerpt(",
        "guess(",
        "ask(",
        "wrong",
    ):
        assert part in text, part


def test_the_header_card_says_how_long_to_plan(lesson: Path) -> None:
    assert re.fullmatch(r"(two periods of )?\d\d minutes", Lesson(lesson).minutes)


def test_numbers_that_depend_on_the_text_are_not_typed(lesson: Path) -> None:
    """Prose has no line numbers and no counts of a briefing: another briefing would make them false."""
    for name, lines in prose(lesson):
        for line in lines:
            assert not re.search(r"\b[Ll]ines? \d", line) or '"line 4"' in line, f"{name}: {line}"
            found = re.search(
                r"\b\d+ (?:words|lines|headings|quotations|turns|times|sections|per cent|%)", line
            )
            assert not found or name in GENERAL_NUMBERS, f"{name}: {line}"


#: Cells whose numbers hold for every text: the pace of reading, the length of a page, what a rate is.
GENERAL_NUMBERS = {"time-intro", "guess-intro", "rate-intro"}


def test_nobody_edits_code_to_answer(lesson: Path) -> None:
    for cell in cells(lesson, "code"):
        for node in ast.walk(ast.parse(text_of(cell))):
            assert not (isinstance(node, ast.Constant) and node.value is ...), cell["id"]
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ask":
                assert len(node.args) == 1 and not node.keywords, cell["id"]


def test_the_glossary_is_in_alphabetical_order() -> None:
    anchors = re.findall(r'id="([\w-]+)"', (NOTEBOOKS / "glossary.md").read_text(encoding="utf-8"))
    assert anchors == sorted(set(anchors))
