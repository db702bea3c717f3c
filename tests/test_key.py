"""The answer key: every exercise of the bank, on the briefing at hand, as a page and as Markdown."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing_lessons.briefing import Briefing, load_briefing, parse_briefing
from briefing_lessons.command.cli import main
from briefing_lessons.exercises import BANK, KeyRow, Task, answer_key, find_exercise, key_data
from briefing_lessons.lessons.key import key_markdown, key_page
from briefing_lessons.resources import seed_names


@pytest.fixture(scope="module", params=seed_names())
def briefing(request: pytest.FixtureRequest) -> Briefing:
    return load_briefing(request.param)


def test_every_exercise_stands_in_the_key(briefing: Briefing) -> None:
    page, markdown = key_page(briefing), key_markdown(briefing)
    for exercise in BANK:
        assert f'id="{exercise.id}"' in page
        assert f"### {exercise.id} " in markdown.replace("\\", "")


def test_every_expected_answer_stands_in_the_key(briefing: Briefing) -> None:
    markdown = re.sub(r"\\(.)", r"\1", key_markdown(briefing))
    for row in answer_key(briefing):
        assert " ".join(row.expected.split()) in markdown


def test_the_key_names_the_briefing_it_was_computed_from(briefing: Briefing) -> None:
    assert briefing.source in key_page(briefing)


def test_the_key_is_the_same_every_time(briefing: Briefing) -> None:
    assert key_page(briefing) == key_page(load_briefing(briefing.source))


def test_a_briefing_cannot_put_a_script_into_the_key() -> None:
    hostile = parse_briefing(
        'On <script>alert(1)</script>\nThe mayor said: "<img src=x onerror=alert(1)> yes."\n'
    )
    page = key_page(hostile)
    assert "<script" not in page and "<img" not in page


def test_the_command_writes_a_page_or_markdown_by_the_name(tmp_path: Path) -> None:
    for name, begins in (("key.html", "<!DOCTYPE html>"), ("key.md", "# Answer key")):
        ended = subprocess.run(
            [sys.executable, "-m", "briefing_lessons", "key", "--out", name],
            cwd=tmp_path,
            capture_output=True,
        )
        assert ended.returncode == 0, ended.stderr
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "briefing_lessons", "key", "--out", "key.pdf"],
        cwd=tmp_path,
        capture_output=True,
    )
    assert ended.returncode == 2 and b"key.pdf" in ended.stderr


KEYS = "id lesson level question kind expected accepted mistakes samples lines sure offered reason".split()


@pytest.mark.parametrize("name", seed_names())
def test_the_key_as_data_says_the_same(name: str, tmp_path: Path) -> None:
    out = tmp_path / "key.json"
    assert CliRunner().invoke(main, ["key", "--briefing", name, "--out", str(out)]).exit_code == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    briefing = load_briefing(name)
    assert (data["schema"], data["source"]) == (1, name)
    for given, row in zip(data["exercises"], answer_key(briefing), strict=True):
        assert list(given) == KEYS
        assert (given["id"], given["expected"] or "") == (row.exercise.id, row.expected)
        assert given["offered"] == (given["reason"] is None) == isinstance(row.task, Task)
        assert all(1 <= line <= len(briefing.lines) for line in given["lines"])


def test_lines_that_no_rule_placed_are_never_asked_about_nor_offered() -> None:
    briefing = parse_briefing(
        "MENU\nHome >\n\n“It rains,” said Lena Orb on Monday.\n\nShe said that it stops.\n| x |"
    )
    hidden = {line.number for line in briefing.coverage.unplaced}
    for given in key_data(briefing)["exercises"]:
        assert not hidden & set(given["lines"]), given
        if given["kind"] == "lines":
            assert not hidden & {int(n) for m in given["mistakes"] for n in re.findall(r"\d+", m["answer"])}


def test_what_the_reader_is_not_sure_of_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    briefing = load_briefing("001_ferry_report.txt")
    assert "(the reader is not sure" not in key_markdown(briefing)
    unsure = Task(question="Who?", kind="name", expected="Velk", hints=("", ""), sure=False)
    row = KeyRow(find_exercise("who.4"), unsure)
    monkeypatch.setattr("briefing_lessons.lessons.key.answer_key", lambda _: [row])
    assert "Velk (the reader is not sure" in key_markdown(briefing)
    assert "Velk (the reader is not sure" in key_page(briefing)
