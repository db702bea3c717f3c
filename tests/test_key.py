"""The answer key: every exercise of the bank, on the briefing at hand, as a page and as Markdown."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_lessons.briefing import Briefing, load_briefing, parse_briefing
from briefing_lessons.exercises import BANK, answer_key
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
