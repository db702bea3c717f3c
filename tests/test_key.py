"""The answer key: every exercise of the bank, on the briefing at hand, as a page and as Markdown."""

import csv
import io
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from briefing_lessons import collect_portfolios
from briefing_lessons.briefing import Briefing, load_briefing, parse_briefing
from briefing_lessons.command.cli import main
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.bank import BANK, answer_key, find_exercise, key_data
from briefing_lessons.exercises.journal import use_journal
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.session import check_answer
from briefing_lessons.files import seed_names
from briefing_lessons.lessons.key import key_markdown, key_page
from briefing_lessons.reading import read_corrections
from briefing_lessons.reading.corrections import format_corrections, parse_corrections
from command_line import runner


@pytest.fixture(scope="module", params=seed_names())
def briefing(request: pytest.FixtureRequest) -> Briefing:
    return load_briefing(request.param)


@pytest.fixture(scope="module")
def page(briefing: Briefing) -> str:
    return key_page(briefing)


@pytest.fixture(scope="module")
def markdown(briefing: Briefing) -> str:
    return key_markdown(briefing)


def test_every_exercise_stands_in_the_key(page: str, markdown: str) -> None:
    for exercise in BANK:
        assert f'id="{exercise.id}"' in page
        assert f"### {exercise.id} " in markdown.replace("\\", "")


def test_the_key_names_the_briefing_it_was_computed_from(briefing: Briefing, page: str) -> None:
    assert briefing.source in page


@pytest.mark.slow  # two processes make it in test_dependability.py
def test_the_key_is_the_same_every_time(briefing: Briefing, page: str) -> None:
    assert key_page(load_briefing(briefing.source)) == page


def test_a_briefing_cannot_put_a_script_into_the_key() -> None:
    hostile = parse_briefing(
        'On <script>alert(1)</script>\nThe mayor said: "<img src=x onerror=alert(1)> yes."\n'
    )
    page = key_page(hostile)
    assert "<script" not in page and "<img" not in page


@pytest.mark.parametrize(("name", "begins"), [("key.html", "<!DOCTYPE html>"), ("key.md", "# Answer key")])
def test_the_command_writes_a_page_or_markdown_by_the_name(name: str, begins: str, tmp_path: Path) -> None:
    words = ["key", "--briefing", "001_ferry_report.txt", "--out", str(tmp_path / name)]
    assert runner().invoke(main, words).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "briefing_lessons", "key", "--out", "key.pdf"],
        cwd=tmp_path,
        capture_output=True,
    )
    assert ended.returncode == 2 and b"key.pdf" in ended.stderr


KEYS = "id lesson level question kind expected accepted mistakes samples lines sure offered reason".split()


def test_the_key_as_data_says_the_same(briefing: Briefing, markdown: str, tmp_path: Path) -> None:
    out, name = tmp_path / "key.json", briefing.source
    assert runner().invoke(main, ["key", "--briefing", name, "--out", str(out)]).exit_code == 0
    data, written = json.loads(out.read_text(encoding="utf-8")), re.sub(r"\\(.)", r"\1", markdown)
    assert (data["schema"], data["source"]) == (1, name)
    for given, (exercise, task) in zip(data["exercises"], answer_key(briefing), strict=True):
        assert list(given) == KEYS
        assert (given["id"], given["expected"] or "") == (exercise.id, task.answer)
        assert " ".join(task.answer.split()) in written
        assert given["offered"] == (given["reason"] is None) == isinstance(task, Task)
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
    guess = next(quote for quote in briefing.quotes if not quote.attribution.sure)
    unsure = Task(question="Who?", kind="name", expected="Velk", hints=("", ""), rests_on=(guess,))
    row = (find_exercise("who.4"), unsure)
    monkeypatch.setattr("briefing_lessons.lessons.key.answer_key", lambda _: [row])
    assert "Velk (the reader is not sure" in key_markdown(briefing)
    assert "Velk (the reader is not sure" in key_page(briefing)


DECIDED = """[[exercise]]
id = "who.4"
accept = ["the lady from the board", "Sand"]

[[exercise]]
id = "who.6"
out = true

[[exercise]]
id = "read.2"
accept = ["9"]
"""


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    """Put a briefing and what a teacher decided about it into one folder."""
    text = (Path(__file__).parent / "fixtures/truth/two_sides.txt").read_text(encoding="utf-8")
    (tmp_path / "flour.txt").write_text(text, encoding="utf-8")
    (tmp_path / "flour.corrections.toml").write_text(DECIDED, encoding="utf-8")
    return tmp_path / "flour.txt"


def test_the_key_and_the_marking_follow_what_the_teacher_decided(decided: Path, tmp_path: Path) -> None:
    use_journal(tmp_path)
    briefing = load_briefing(decided)
    given = {row["id"]: row for row in key_data(briefing)["exercises"]}
    assert "the lady from the board" in given["who.4"]["accepted"]
    assert not given["who.6"]["offered"] and "teacher" in given["who.6"]["reason"]
    assert check_answer("who.4", "The lady from the board.", briefing=briefing).outcome == "right"
    assert check_answer("read.2", "line 9", briefing=briefing).outcome == "right"
    assert check_answer("who.6", 4, briefing=briefing).outcome == "not here"
    assert parse_corrections(tomllib.loads(format_corrections(read_corrections(_beside(decided))))) == (
        read_corrections(_beside(decided))
    )


def _beside(briefing: Path) -> Path:
    return briefing.with_name("flour.corrections.toml")


def test_the_class_at_a_glance_follows_what_the_teacher_decided(decided: Path, tmp_path: Path) -> None:
    mine = use_journal(tmp_path)
    mine.record("answer", "who.4", "Sand", "wrong", "flour.txt")
    mine.record("answer", "who.6", "4", "right", "flour.txt")
    mine.record("answer", "who.4", "Sand", "wrong", "other.txt")
    table = collect_portfolios(tmp_path)
    assert (table["done"], table["attempts"]) == ((1,), (2,))


@pytest.mark.parametrize("ending", ["csv", "html"])
def test_what_is_collected_counts_what_the_teacher_accepts(
    decided: Path, tmp_path: Path, ending: str
) -> None:
    mine = use_journal(tmp_path)
    mine.record("answer", "who.4", "the lady from the board.", "wrong", "flour.txt")
    mine.record("answer", "read.2", "line 9", "wrong", "flour.txt")  # as it is written, not as "9"
    mine.record("answer", "read.1", "zebra", "wrong", "flour.txt")
    mine.record("answer", "who.6", "4", "right", "flour.txt")  # taken out
    out = tmp_path / f"class.{ending}"
    assert runner().invoke(main, ["collect", str(tmp_path), "--out", str(out)]).exit_code == 0
    written = out.read_text(encoding="utf-8-sig")
    if ending == "csv":
        (row,) = csv.DictReader(io.StringIO(written))
        assert (row["done"], row["attempts"]) == ("2", "3")
        return
    rows = (
        row for row in BeautifulSoup(written, "html.parser").select("tr") if len(row.select("td.num")) == 4
    )
    found = {row.th.find(string=True).strip(): row.select("td.num")[0].get_text() for row in rows}
    assert found == {"who.4": "1", "read.2": "1", "read.1": "0"}


def test_a_decision_about_an_exercise_that_does_not_exist_is_refused(decided: Path) -> None:
    _beside(decided).write_text('[[exercise]]\nid = "who.99"\nout = true\n', encoding="utf-8")
    with pytest.raises(BriefingError, match=r"who\.99"):
        answer_key(load_briefing(decided))
