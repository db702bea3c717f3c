"""The teacher's guide and the plans say what is so: minutes, commands, files and links."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

import notebook_form
from briefing_lessons.command.cli import main
from briefing_lessons.exercises.bank import BANK
from briefing_lessons.files import seed_names
from briefing_lessons.lessons.course import Lesson, find_lessons
from command_line import runner

DOCS = Path(__file__).resolve().parent.parent / "docs"
PLANS = (DOCS / "plans.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "teacher.md").read_text(encoding="utf-8") + PLANS


@pytest.mark.parametrize("number", notebook_form.NUMBERS)
def test_the_plan_has_the_minutes_of_the_exercises(number: int) -> None:
    row = re.search(rf"^\| {number:02} [^|]+\| [^|]+\| ([^|]+) \| ([^|]+) \| ([^|]+) \|", GUIDE, re.MULTILINE)
    assert row, "docs/teacher.md has no row for this lesson"
    for planned, level in zip(row.groups(), ("must", "should", "stretch"), strict=True):
        minutes = sum(e.minutes for e in BANK if e.lesson == number and e.level == level)
        assert planned.strip() == (str(minutes) if minutes else "–"), level


def test_every_lesson_has_its_part() -> None:
    for path in notebook_form.lessons():
        title = notebook_form.text_of(notebook_form.read(path)["cells"][0]).splitlines()[0].removeprefix("# ")
        assert re.search(rf"^## {re.escape(title)}(?: \(two periods\))?$", PLANS, re.MULTILINE), title


@pytest.mark.parametrize("number", notebook_form.NUMBERS)
def test_the_minutes_of_a_plan_are_those_of_the_notebook(number: int) -> None:
    lesson = next(lesson for lesson in find_lessons() if int(lesson.number) == number)
    plan = re.search(rf"^## {lesson.number} .+?(?=^## |\Z)", PLANS, re.DOTALL | re.MULTILINE)
    assert plan, "docs/plans.md has no page for this lesson"
    steps = [(int(a), int(b)) for a, b in re.findall(r"^- (\d+)–(\d+): ", plan[0], re.MULTILINE)]
    assert all(start in (0, before) for (_, before), (start, _) in pairwise(steps))
    periods = [before for (_, before), (start, _) in pairwise([*steps, (0, 0)]) if start == 0]
    printed = lesson.minutes.replace("two periods of 50 minutes", "100").split()[0]
    assert sum(periods) == int(printed) and max(periods) <= 50
    offered = {e.id for e in BANK if e.lesson == number and e.level == "must"}
    assert offered <= set(re.findall(r"`(\w+\.\d+)`", plan[0])), "what everybody does is planned"
    assert "*Good*" in plan[0] and "*Weak:*" in plan[0] and "*Points:*" in plan[0]


@pytest.mark.parametrize("lesson", find_lessons(), ids=lambda lesson: lesson.number)
def test_the_minutes_on_a_card_are_those_of_its_exercises(lesson: Lesson) -> None:
    card = notebook_form.text_of(notebook_form.read(lesson.path)["cells"][0])
    plan = re.search(r"^\| Plan \| (.+) \|$", card, re.MULTILINE)
    if plan is None:
        return
    minutes = sum(e.minutes for e in BANK if e.lesson == int(lesson.number) and e.level != "stretch")
    assert sum(map(int, re.findall(r"questions (\d+)", plan[1]))) == minutes, "questions: must and should"
    work = re.search(r"(\d+) (?:minutes )?of work", card)
    periods = 2 if "two periods" in lesson.minutes else 1
    printed = periods * int(work[1] if work else lesson.minutes.split()[0])
    assert sum(map(int, re.findall(r"\d+", plan[1]))) == printed


_COUNTED = r"(\w+) Jupyter lessons|runs all (\w+),|All (\w+), in order|takes (\w+) periods"
_WORDS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()


@pytest.mark.parametrize(
    "page", ["README.md", "docs/index.md", "docs/teacher.md", "src/briefing_lessons/command/cli.py"]
)
def test_whoever_counts_the_lessons_counts_right(page: str) -> None:
    lessons = find_lessons()
    periods = len(lessons) + sum("two periods" in lesson.minutes for lesson in lessons)
    right = [_WORDS[count - 10] for count in (len(lessons),) * 3 + (periods,)]
    found = re.findall(_COUNTED, (DOCS.parent / page).read_text(encoding="utf-8"))
    assert found
    for words in found:
        assert all(word.lower() in ("", count) for word, count in zip(words, right, strict=True)), (
            f"right is {right}"
        )


@pytest.mark.parametrize("page", ["teacher", "plans", "curricula"])
def test_links_lead_somewhere(page: str) -> None:
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", text, re.M)
    }
    for target in re.findall(r"\]\((?!<?https?:)([^)]+)\)", text):
        file, _, anchor = target.partition("#")
        assert (DOCS / file).exists() if file else anchor in headings, target


def test_every_seed_is_introduced() -> None:
    assert all(f"`{name}`" in GUIDE for name in seed_names())


def test_exercises_it_names_are_in_the_bank() -> None:
    families = "|".join({exercise.id.split(".")[0] for exercise in BANK})
    named = re.findall(rf"`((?:{families})\.\d+)`", GUIDE)
    assert named
    assert set(named) <= {exercise.id for exercise in BANK}


def test_options_it_names_are_those_of_the_command() -> None:
    for command, rest in re.findall(r"`briefing-lessons (\w+)([^`]*)`", GUIDE):
        said = runner().invoke(main, [command, "--help"])
        assert said.exit_code == 0, command
        assert all(option in said.output for option in re.findall(r"--\w+", rest)), (command, rest)
