"""The journal keeps a learner's work: across notebooks, restarts, deletion and read-only folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing_lessons.exercises.journal import Entry, Journal, load_journal, open_journal


def names(path: Path) -> set[str]:
    """Return the exercises in the one file of a folder."""
    (file,) = path.glob("work-*.json")
    return {entry["exercise"] for entry in json.loads(file.read_text(encoding="utf-8"))["entries"]}


def test_nothing_is_written_before_there_is_something_to_keep(tmp_path: Path) -> None:
    open_journal(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_is_recorded_is_read_again(tmp_path: Path) -> None:
    first = open_journal(tmp_path)
    entry = first.record("answer", "who.3", "Lavrov", "right", "seed.txt")
    again = open_journal(tmp_path)
    assert (again.code, again.entries) == (first.code, [entry])


def test_running_a_cell_twice_is_kept_once(tmp_path: Path) -> None:
    journal = open_journal(tmp_path)
    for _ in range(2):
        journal.record("answer", "who.3", "Lavrov", "right")
    journal.record("answer", "who.3", "Trump", "mistake")
    assert [entry.value for entry in journal.entries] == ["Lavrov", "Trump"]


def test_two_open_notebooks_share_one_journal(tmp_path: Path) -> None:
    one, other = open_journal(tmp_path), open_journal(tmp_path)
    one.record("answer", "start.1", 60, "right")
    other.catch_up()
    other.record("answer", "read.1", "A", "right")
    one.catch_up()
    one.record("answer", "start.2", "On", "right")
    assert one.code == other.code
    assert names(tmp_path) == {"start.1", "read.1", "start.2"}


def test_deleted_work_does_not_come_back_from_another_open_notebook(tmp_path: Path) -> None:
    one = open_journal(tmp_path)
    one.record("answer", "start.1", 60, "right")
    other, code = open_journal(tmp_path), one.code
    other.path.unlink()
    one.catch_up()
    one.record("answer", "start.2", "On", "right")
    assert one.code != code
    assert names(tmp_path) == {"start.2"}


def test_a_new_code_is_kept_apart_from_earlier_work(tmp_path: Path) -> None:
    open_journal(tmp_path).record("answer", "start.1", 60, "right")
    fresh = Journal(tmp_path)
    fresh.catch_up()
    fresh.record("answer", "start.2", "On", "right")
    assert len(list(tmp_path.glob("work-*.json"))) == 2


def test_a_folder_that_cannot_be_written_is_told_and_work_goes_on(tmp_path: Path) -> None:
    blocked = tmp_path / "a_file"
    blocked.write_text("", encoding="utf-8")
    journal = Journal(blocked)
    journal.record("guess", "who.guess", 4, "kept")
    assert "could not be saved" in journal.trouble
    assert journal.latest("who.guess", "guess") is not None


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"code": "x", "entries": [1]}', '{"code": "x", "entries": [{}]}']
)
def test_a_broken_file_is_not_a_journal(tmp_path: Path, content: str) -> None:
    path = tmp_path / "work-x.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError):
        load_journal(path)
    assert open_journal(tmp_path).entries == []
    assert path.read_text(encoding="utf-8") == content, "somebody may still mend it"


def test_a_code_is_a_word_and_a_number(tmp_path: Path) -> None:
    word, number = Journal(tmp_path).code.split("-")
    assert word.isalpha() and number.isdigit()


def test_an_entry_tells_what_when_and_on_which_text(tmp_path: Path) -> None:
    entry = open_journal(tmp_path).record("answer", "who.3", "Lavrov", "right", "seed.txt")
    assert entry == Entry("answer", "who.3", "Lavrov", "right", "seed.txt", entry.at)
    assert len(entry.at) == len("2026-11-23T18:05")
