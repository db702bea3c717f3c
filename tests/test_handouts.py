"""Pages to print: they hold the questions and the text, and no answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing_lessons import load_briefing
from briefing_lessons.command.cli import main
from briefing_lessons.exercises import BANK, Task
from briefing_lessons.lessons.course import find_lessons
from briefing_lessons.lessons.handouts import text_page, worksheet_page, write_handouts
from briefing_lessons.resources import seed_names

LESSONS = find_lessons()


@pytest.mark.parametrize("name", seed_names())
def test_the_numbered_text_has_every_line_with_its_number(name: str) -> None:
    briefing = load_briefing(name)
    page = text_page(briefing)
    shown = [line for line in briefing.lines if line.role != "blank"]
    assert re.findall(r'<th scope="row"[^>]*>(\d+)</th>', page) == [str(line.number) for line in shown]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_worksheet_asks_every_question_of_its_lesson(lesson: object) -> None:
    chosen = next(x for x in LESSONS if x == lesson)
    page = worksheet_page(load_briefing(seed_names()[0]), chosen)
    for exercise in BANK:
        assert (f"<h3>{exercise.id} " in page) == (f"{exercise.lesson:02}" == chosen.number)


@pytest.mark.parametrize("name", seed_names())
def test_a_worksheet_gives_no_answer_away(name: str) -> None:
    briefing = load_briefing(name)
    pages = {int(lesson.number): worksheet_page(briefing, lesson) for lesson in LESSONS}
    for exercise in BANK:
        task = exercise.on(briefing)
        if isinstance(task, Task):
            assert not task.right or task.right not in pages[exercise.lesson], exercise.id
            assert not any(sample in pages[exercise.lesson] for sample in task.samples), exercise.id


def test_handouts_are_one_text_and_eleven_worksheets(tmp_path: Path) -> None:
    written = write_handouts(load_briefing(seed_names()[1]), tmp_path)
    assert sorted(path.name for path in written) == sorted(path.name for path in tmp_path.iterdir())
    assert len(written) == 1 + len(LESSONS)


def test_the_command_writes_handouts(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["key", "--handouts", str(tmp_path / "print")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "print" / "text.html").is_file()


def test_pages_to_print_load_nothing(tmp_path: Path) -> None:
    for path in write_handouts(load_briefing(seed_names()[2]), tmp_path):
        assert not re.search(r'(?:src|href)="(?!#)', path.read_text(encoding="utf-8"))


def test_the_worksheet_of_lesson_01_has_the_source_card() -> None:
    pages = [worksheet_page(load_briefing(seed_names()[0]), lesson) for lesson in LESSONS]
    assert ["Who is named, but not heard" in page for page in pages] == [False, True, *[False] * 9]
