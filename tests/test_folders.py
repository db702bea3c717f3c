"""Reading many briefings at once."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing_lessons.errors import BriefingError
from briefing_lessons.folders import briefing_files, read_folder
from briefing_lessons.reading import parse_source, read_source


def count_turns(path: Path) -> int:
    return len(parse_source(read_source(path)).turns)


def bad_luck(path: Path) -> int:
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
        outcomes = list(read_folder(files, count_turns))
    else:
        with kind(2) as executor:
            outcomes = list(read_folder(files, count_turns, executor=executor, at_once=3))
    assert sorted(outcome.path for outcome in outcomes) == sorted(files)
    assert {outcome.path.name: outcome.failed for outcome in outcomes}["3.txt"] is True
    assert sum(outcome.failed for outcome in outcomes) == 1
    assert {outcome.path.name: outcome.result for outcome in outcomes}["5.txt"] == 12


def test_an_unforeseen_error_is_an_outcome_with_a_sentence(folder: Path) -> None:
    outcomes = list(read_folder(briefing_files(folder), bad_luck))
    assert all(outcome.failure is not None and "ZeroDivisionError" in outcome.failure for outcome in outcomes)


def test_a_shut_executor_loses_no_file(folder: Path) -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    outcomes = list(read_folder(briefing_files(folder), count_turns, executor=executor))
    assert len(outcomes) == len(briefing_files(folder))
    assert all(outcome.failed for outcome in outcomes)


def test_a_folder_without_briefings_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="holds no briefings"):
        briefing_files(tmp_path)
    with pytest.raises(BriefingError, match="is not a folder"):
        briefing_files(tmp_path / "missing")
