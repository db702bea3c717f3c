"""The teacher's guide says what is so: minutes, commands, files and links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import notebook_form
from briefing_lessons.command.cli import main
from briefing_lessons.exercises import BANK
from briefing_lessons.resources import seed_names

DOCS = Path(__file__).resolve().parent.parent / "docs"
GUIDE = (DOCS / "teacher.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", range(11))
def test_the_plan_has_the_minutes_of_the_exercises(number: int) -> None:
    row = re.search(rf"^\| {number:02} [^|]+\| [^|]+\| ([^|]+) \| ([^|]+) \| ([^|]+) \|", GUIDE, re.MULTILINE)
    assert row
    for planned, level in zip(row.groups(), ("must", "should", "stretch"), strict=True):
        minutes = sum(e.minutes for e in BANK if e.lesson == number and e.level == level)
        assert planned.strip() == (str(minutes) if minutes else "–"), level


def test_every_lesson_has_its_part() -> None:
    for path in notebook_form.lessons():
        title = notebook_form.text_of(notebook_form.read(path)["cells"][0]).splitlines()[0].removeprefix("# ")
        assert re.search(rf"^### {re.escape(title)}(?: \(two periods\))?$", GUIDE, re.MULTILINE), title


def test_every_seed_is_introduced() -> None:
    assert all(f"`{name}`" in GUIDE for name in seed_names())


def test_links_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in re.findall(r"^#+ (.+)$", GUIDE, re.M)
    }
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        file, _, anchor = target.partition("#")
        assert (DOCS / file).exists() if file else anchor in headings, target


def test_exercises_it_names_are_in_the_bank() -> None:
    named = re.findall(r"`((?:start|read|page|who|hand|device|topic|trust|own|said|code)\.\d+)`", GUIDE)
    assert named
    assert set(named) <= {exercise.id for exercise in BANK}


def test_options_it_names_are_those_of_the_command() -> None:
    for command, rest in re.findall(r"`briefing-lessons (\w+)([^`]*)`", GUIDE):
        said = CliRunner().invoke(main, [command, "--help"])
        assert said.exit_code == 0, command
        assert all(option in said.output for option in re.findall(r"--\w+", rest)), (command, rest)
