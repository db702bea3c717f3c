"""Many briefings: a folder where a file would do, failures listed, finished work left alone."""

import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing_lessons.command.cli import main
from briefing_lessons.command.given import briefing_files
from briefing_lessons.command.many import key_for_each, run_for_each
from briefing_lessons.lessons.course import Lesson, find_lessons
from command_line import runner
from small_lessons import write_lesson


@pytest.fixture
def briefings(tmp_path: Path) -> tuple[Path, ...]:
    folder = tmp_path / "briefings"
    folder.mkdir()
    for name in ("harbour", "bridge"):
        (folder / f"{name}.txt").write_text(
            f"On the {name}\nThe mayor said: “The {name} opens in May.” She added that it was safe.\n" * 4,
            encoding="utf-8",
        )
        os.utime(folder / f"{name}.txt", (1_000_000_000, 1_000_000_000))
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "notes.xyz").write_text("not a briefing", encoding="utf-8")
    return briefing_files(folder)


@pytest.fixture
def course(tmp_path: Path) -> tuple[Lesson, ...]:
    write_lesson(tmp_path / "notebooks" / "00_one.ipynb", "print(source)")
    return find_lessons(tmp_path / "notebooks")


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_every_readable_briefing_gets_its_key_and_the_other_is_listed(
    briefings: tuple[Path, ...], tmp_path: Path, kind: type[ThreadPoolExecutor]
) -> None:
    with kind(2) as executor:
        outcomes = {o.item.stem: o for o in key_for_each(briefings, tmp_path / "keys", executor=executor)}
    assert sorted(p.name for p in (tmp_path / "keys").iterdir()) == ["bridge.html", "harbour.html"]
    assert "empty" in str(outcomes["empty"].failure)


def test_the_key_of_many_is_the_key_of_one(briefings: tuple[Path, ...], tmp_path: Path) -> None:
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.lessons.key import key_page

    list(key_for_each(briefings, tmp_path, jobs=1))
    pages = (tmp_path / "bridge.html").read_text(encoding="utf-8"), key_page(load_briefing(briefings[0]))
    assert len({page.partition("<title")[2] for page in pages}) == 1  # above it stands a signature


def test_finished_work_is_left_alone_and_missing_work_is_done(
    briefings: tuple[Path, ...], tmp_path: Path
) -> None:
    list(key_for_each(briefings, tmp_path, jobs=1))
    (tmp_path / "bridge.html").write_text("left alone", encoding="utf-8")
    (tmp_path / "harbour.html").unlink()
    list(key_for_each(briefings, tmp_path, jobs=1))
    assert (tmp_path / "bridge.html").read_text(encoding="utf-8") == "left alone"
    assert (tmp_path / "harbour.html").is_file()


def test_a_briefing_that_changed_is_done_again(briefings: tuple[Path, ...], tmp_path: Path) -> None:
    list(key_for_each(briefings, tmp_path, jobs=1))
    os.utime(tmp_path / "bridge.html", (1, 1))
    list(key_for_each(briefings, tmp_path, jobs=1))
    assert (tmp_path / "bridge.html").stat().st_mtime > 1


@pytest.mark.slow
def test_lessons_run_on_each_briefing_into_a_folder_of_its_own(
    briefings: tuple[Path, ...], course: tuple[Lesson, ...], tmp_path: Path
) -> None:
    outcomes = {o.item.stem: o for o in run_for_each(briefings, course, tmp_path / "pages", jobs=2)}
    for name in ("bridge", "harbour"):
        assert outcomes[name].result == tmp_path / "pages" / name / "index.html"
        assert f"{name}.txt" in (tmp_path / "pages" / name / "00_one.html").read_text(encoding="utf-8")
    assert outcomes["empty"].failure and not (tmp_path / "pages" / "empty").exists()


@pytest.mark.slow
def test_a_failing_lesson_is_that_briefing_s_failure_and_is_tried_again(
    briefings: tuple[Path, ...], tmp_path: Path
) -> None:
    write_lesson(tmp_path / "n" / "00_bad.ipynb", "1 / 0")
    lessons = find_lessons(tmp_path / "n")
    for _ in range(2):
        (outcome,) = run_for_each(briefings[:1], lessons, tmp_path / "pages", jobs=1)
        assert "00_bad: stopped at cell 4: ZeroDivisionError" in str(outcome.failure)


def test_two_briefings_of_one_stem_do_not_share_a_key(tmp_path: Path) -> None:
    for ending in ("txt", "md"):
        (tmp_path / f"same.{ending}").write_text(
            "The mayor said no to the bridge.\n\n" * 20, encoding="utf-8"
        )
    outcomes = list(key_for_each(briefing_files(tmp_path), tmp_path / "keys", jobs=1))
    assert len({o.result for o in outcomes}) == 2


def test_the_command_takes_a_folder_and_lists_what_failed(
    briefings: tuple[Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    words = ["key", "--briefing", str(briefings[0].parent), "--out", str(tmp_path / "keys")]
    ended = runner().invoke(main, words)
    assert ended.exit_code == 1 and "2 of 3 briefings done" in ended.stderr
    assert "empty.txt" in ended.stderr and "Traceback" not in ended.stderr
