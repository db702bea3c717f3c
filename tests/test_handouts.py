"""Pages to print: they hold the questions and the text, and no answers."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

import pytest

from briefing_lessons import load_briefing
from briefing_lessons.command.cli import main
from briefing_lessons.exercises.bank import BANK
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.session import VOTES, put_vote
from briefing_lessons.files import seed_names
from briefing_lessons.lessons.course import Lesson, find_lessons
from briefing_lessons.lessons.key import (
    pages_of_handouts,
    paper_tasks,
    projector_page,
    short_key_page,
    text_page,
    worksheet_page,
    write_handouts,
)
from briefing_lessons.portfolio.desk import lesson_of
from command_line import runner

LESSONS = find_lessons()
read = cache(load_briefing)


@pytest.mark.parametrize("name", seed_names())
def test_the_numbered_text_has_every_line_with_its_number(name: str) -> None:
    briefing = read(name)
    page = text_page(briefing)
    shown = [line for line in briefing.lines if line.role != "blank"]
    numbers = re.findall(r'<th scope="row"[^>]*>(\d+)</th>(?!<td><small>)|<sup>(\d+)</sup>', page)
    assert ["".join(number) for number in numbers] == [str(line.number) for line in shown]


#: what nobody can do to a sheet of paper
SCREEN = re.compile(
    r"\b(?:press|click|type (?:a|the|your|in)|run|scroll|drag|switch off|cells?|button|screen|notebook)\b",
    re.I,
)
QUOTED = re.compile(r"“[^”]*”")


@pytest.mark.parametrize("name", seed_names())
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_worksheet_asks_what_paper_can_ask(lesson: Lesson, name: str) -> None:
    briefing = read(name)
    page = worksheet_page(briefing, lesson)
    asked = dict(paper_tasks(briefing, lesson))
    for exercise in BANK:
        assert (f"<h3>{exercise.id} " in page) == (exercise in asked)
        if exercise in asked:
            task = asked[exercise]
            words = " ".join((task.question, *task.options, task.hints[1] if task.kind == "text" else ""))
            assert not SCREEN.search(QUOTED.sub("", words)), exercise.id
    aims = re.search(r"<ul>(.*?)</ul>", page, re.DOTALL)
    assert aims and not SCREEN.search(aims[1])


@pytest.mark.parametrize("name", seed_names())
def test_most_exercises_are_on_paper(name: str) -> None:
    briefing = read(name)
    offered = [one for one in BANK if isinstance(one.on(briefing), Task)]
    on_paper = [one for lesson in LESSONS for one, _ in paper_tasks(briefing, lesson)]
    assert len(on_paper) > 0.8 * len(offered)


def test_what_a_task_needs_is_printed_with_it() -> None:
    transcript = read(seed_names()[0])
    pages = {int(lesson.number): worksheet_page(transcript, lesson) for lesson in LESSONS}
    assert "<img" in pages[6] and "A vote" in pages[2] and "Summary A" in pages[9]
    assert "speech, found by the rule" in pages[7]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_the_projector_shows_each_question_and_then_its_answer(lesson: Lesson) -> None:
    briefing = read(seed_names()[1])
    steps = re.findall(r'<section class="step">(.*?)</section>', projector_page(briefing, lesson), re.DOTALL)
    asked = [x for x in BANK if f"{x.lesson:02}" == lesson.number and isinstance(x.on(briefing), Task)]
    assert [re.findall(r"<h2>(\S+)", step) for step in steps] == [
        [], *([one.id] for one in asked for _ in "qa"), ["One"]
    ]  # fmt: skip
    for question, answer in zip(steps[1:-1:2], steps[2:-1:2], strict=True):
        assert "<strong>Answer:</strong>" not in question
        assert "<strong>Answer:</strong>" in answer or "For example:" in answer


@pytest.mark.parametrize("name", seed_names())
def test_the_short_key_has_what_everybody_does_and_nothing_else(name: str) -> None:
    page = short_key_page(read(name))
    assert page.count('class="sheet"') == len(LESSONS)
    for exercise in BANK:
        assert (f"<h3>{exercise.id} " in page) == (exercise.level == "must")


@pytest.mark.parametrize("name", seed_names())
def test_a_worksheet_gives_no_answer_away(name: str) -> None:
    briefing = read(name)
    pages = {int(lesson.number): worksheet_page(briefing, lesson) for lesson in LESSONS}
    for exercise in BANK:
        task = exercise.on(briefing)
        if isinstance(task, Task):
            assert not task.right or task.right not in pages[exercise.lesson], exercise.id
            assert not any(sample in pages[exercise.lesson] for sample in task.samples), exercise.id


def test_handouts_are_three_files_for_each_lesson_and_four_for_all(tmp_path: Path) -> None:
    written = write_handouts(read(seed_names()[1]), tmp_path)
    assert sorted(path.name for path in written) == sorted(path.name for path in tmp_path.iterdir())
    assert {path.name for path in written} == set(pages_of_handouts())
    assert len(written) == 4 + 3 * len(LESSONS)
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{path.name}"' in index for path in written if path.name != "index.html")


def test_the_command_writes_handouts(tmp_path: Path) -> None:
    result = runner().invoke(
        main, ["key", "--briefing", seed_names()[1], "--handouts", str(tmp_path / "print")]
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "print" / "text.html").is_file()


def test_pages_to_print_load_nothing(tmp_path: Path) -> None:
    for path in write_handouts(read(seed_names()[2]), tmp_path):
        page = path.read_text(encoding="utf-8")
        links = re.findall(r'(?:src|href)="(?!#|data:)([^"]*)', page)
        assert set(links) <= ({x.name for x in tmp_path.iterdir()} if path.name == "index.html" else set())


def test_the_worksheet_of_lesson_01_has_the_source_card() -> None:
    pages = [worksheet_page(read(seed_names()[0]), lesson) for lesson in LESSONS]
    assert ["Who is named, but not heard" in page for page in pages] == [False, True, *[False] * 9]


def test_each_vote_stands_on_the_worksheet_of_its_lesson_and_on_no_other() -> None:
    briefing = read(seed_names()[0])
    votes = {id: escape(put_vote(id, briefing).question) for id in VOTES}
    pages = {int(lesson.number): worksheet_page(briefing, lesson) for lesson in LESSONS}
    stands = {id: [number for number, page in pages.items() if asked in page] for id, asked in votes.items()}
    assert stands == {id: [lesson_of(id)] for id in VOTES}
