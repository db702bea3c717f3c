"""Reading many briefings at once."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing_lessons.command.given import briefing_files
from briefing_lessons.command.many import read_folder
from briefing_lessons.errors import BriefingError
from briefing_lessons.reading import parse_source, read_source


def count_turns(path: Path) -> str:
    return str(len(parse_source(read_source(path)).turns))


def bad_luck(path: Path) -> str:
    raise ZeroDivisionError("no luck")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(
            "MS LEE: Yes.\nQUESTION: No?\n" * (number + 1), encoding="utf-8"
        )
    (tmp_path / "3.txt").write_bytes(b"")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "7.md").write_text("MS LEE: Yes.\nQUESTION: No?\n", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("MS LEE: Yes.", encoding="utf-8")
    (tmp_path / "0.corrections.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_only_files_that_may_hold_a_briefing_are_found(folder: Path) -> None:
    names = [path.relative_to(folder).as_posix() for path in briefing_files(folder)]
    assert names == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "sub/7.md"]


@pytest.mark.parametrize("kind", [None, ThreadPoolExecutor, ProcessPoolExecutor])
def test_every_file_has_one_outcome_and_none_is_lost(
    folder: Path, kind: type[ThreadPoolExecutor | ProcessPoolExecutor] | None
) -> None:
    files = briefing_files(folder)
    if kind is None:
        outcomes = list(read_folder(files, count_turns, jobs=1))
    else:
        with kind(2) as executor:
            outcomes = list(read_folder(files, count_turns, executor=executor, jobs=2))
    assert sorted(outcome.item for outcome in outcomes) == sorted(files)
    results = {outcome.item.name: outcome.result for outcome in outcomes}
    assert results["3.txt"] is None and results["5.txt"] == "12"
    assert sum(outcome.failure is not None for outcome in outcomes) == 1


def test_an_unforeseen_error_is_an_outcome(folder: Path) -> None:
    outcomes = list(read_folder(briefing_files(folder), bad_luck, jobs=1))
    assert {outcome.failure for outcome in outcomes} == {"it cannot be read (ZeroDivisionError: no luck)"}


def test_what_a_stopped_run_had_read_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    running = read_folder(briefing_files(folder), count_turns, jobs=1, journal=journal)
    first = [next(running), next(running)]
    journal.write_text(journal.read_text(encoding="utf-8") + '["half a li', encoding="utf-8")
    again = list(read_folder(briefing_files(folder), bad_luck, jobs=1, journal=journal))
    assert [o.item for o in again if o.failure is None] == [o.item for o in first]


def test_a_file_that_changed_is_read_again(folder: Path, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    list(read_folder(briefing_files(folder), count_turns, jobs=1, journal=journal))
    (folder / "1.txt").write_text("MS LEE: Yes, and no.\nQUESTION: No?\n" * 30, encoding="utf-8")
    again = {
        o.item.name: o.result
        for o in read_folder(briefing_files(folder), count_turns, jobs=1, journal=journal)
    }
    assert again["1.txt"] == "60"


def test_a_folder_without_briefings_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="holds no briefings"):
        briefing_files(tmp_path)
    with pytest.raises(BriefingError, match="is not a folder"):
        briefing_files(tmp_path / "missing")
