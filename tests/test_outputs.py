"""Every command that writes, against every kind of file in its way: the right status, and nothing lost."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import Result

from briefing_lessons.command.cli import main
from briefing_lessons.command.kit import START, this_system
from briefing_lessons.files import UNSIGNED, data_folder, write_whole
from briefing_lessons.lessons.run import run_lessons
from command_line import runner

#: command -> the file it is told to write
WRITERS = {
    "read in/b.txt --out found.txt": "found.txt",
    "read in/b.txt --format json --out found.json": "found.json",
    "read in/b.txt --format json --table turns --out turns.json": "turns.json",
    "read in/b.txt --format csv --out found.csv": "found.csv",
    "read in/b.txt --format csv --table coverage --out lines.csv": "lines.csv",
    "read in/b.txt --table quotes --out quotes.txt": "quotes.txt",
    "read in --jobs 1 --out all.txt": "all.txt",
    "read in --jobs 1 --format json --out all.json": "all.json",
    "read in --jobs 1 --format csv --table marks --out all.csv": "all.csv",
    "key --briefing in/b.txt --out key.html": "key.html",
    "key --briefing in/b.txt --out key.md": "key.md",
    "key --briefing in/b.txt --out keys": "keys/b.html",
    "key --briefing in --out keys": "keys/b.html",
    "key --briefing in/b.txt --handouts paper": "paper/worksheet_03_who_is_speaking.html",
    "card in/b.txt": "card.html",
    "collect in --out class.csv": "class.csv",
    "collect in": "in/portfolios.csv",
}
#: these take a kernel or a network: they are told no before either
COSTLY = {
    "run 0 --briefing in/b.txt": "briefing_lessons_output/00_start_here.html",
    "run 3 --out pages": "pages/index.html",
    "run 3 --out pages ": "pages/03_who_is_speaking.ipynb",
    "run 0 --briefing in --out pages": "pages/b/glossary.html",
    "kit": f"briefing_lessons_kit/{START[this_system()][0]}",
    "kit --system macos --out kit": "kit/READ ME FIRST.txt",
}
MINE = "My own notes on “Who said what?”, three evenings of work.\n"


@pytest.fixture(autouse=True)
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A teacher's folder, with a briefing and a learner's work in a folder of it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "b.txt").write_text("On the bridge\nThe mayor said: “It opens in May.”\n", encoding="utf-8")
    (folder / "b.corrections.toml").write_text('[[line]]\nnumber = 1\nis = "heading"\n', encoding="utf-8")
    (folder / "work-amber-100.json").write_text('{"code": "amber-100", "entries": []}', encoding="utf-8")
    return folder


def command(words: str) -> Result:
    return runner().invoke(main, shlex.split(words))


def told_no(words: str, *names: str) -> None:
    """Run a command, and assert status 2 and one line that names the file; nothing is changed."""
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    ended = command(words)
    assert ended.exit_code == 2, ended.output
    assert ended.stderr.count("\n") == 1 and all(name in ended.stderr for name in names), ended.stderr
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def put(name: str, words: str = MINE) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return path


@pytest.mark.parametrize("words", [*WRITERS, *COSTLY])
def test_a_file_that_is_not_ours_is_kept(words: str) -> None:
    name = (WRITERS | COSTLY)[words]
    put(name)
    told_no(words, Path(name).name, "--force")


@pytest.mark.parametrize("words", WRITERS)
def test_a_file_that_is_not_ours_is_replaced_by_force(words: str) -> None:
    path = put(WRITERS[words])
    ended = command(f"{words} --force")
    assert ended.exit_code == 0 and path.read_text(encoding="utf-8") != MINE, ended.output


@pytest.mark.parametrize("words", WRITERS)
def test_what_we_made_is_made_again(words: str) -> None:
    assert command(words).exit_code == 0
    first = Path(WRITERS[words]).read_bytes()
    ended = command(words)
    assert ended.exit_code == 0, ended.output
    assert Path(WRITERS[words]).read_bytes() == first


@pytest.mark.parametrize("words", [words for words, name in WRITERS.items() if name.endswith(("html", "md"))])
def test_a_page_of_ours_that_was_written_on_is_kept(words: str) -> None:
    assert command(words).exit_code == 0
    path = Path(WRITERS[words])
    path.write_text(path.read_text(encoding="utf-8") + MINE, encoding="utf-8")
    told_no(words, path.name)


@pytest.mark.parametrize("words", [words for words, name in WRITERS.items() if name.endswith("csv")])
def test_a_table_of_ours_that_a_spreadsheet_saved_again_is_kept(words: str) -> None:
    assert command(words).exit_code == 0
    path = Path(WRITERS[words])
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    told_no(words, path.name)


@pytest.mark.parametrize("words", [*WRITERS, *COSTLY])
def test_a_folder_in_the_way_of_a_file_is_named(words: str) -> None:
    name = (WRITERS | COSTLY)[words]
    Path(name).mkdir(parents=True)
    told_no(words, Path(name).name, "folder")


@pytest.mark.parametrize("words", [*WRITERS, *COSTLY])
def test_a_file_that_may_only_be_read_is_kept_also_from_force(words: str) -> None:
    name = (WRITERS | COSTLY)[words]
    put(name).chmod(0o444)
    told_no(f"{words} --force", Path(name).name, "may only be read")


@pytest.mark.parametrize("force", ["", " --force"])
@pytest.mark.parametrize(
    "words",
    [
        "read in/b.txt --out in/b.txt",
        "read in/b.txt --format csv --out in/../in/b.txt",
        "read in/b.txt --out in/b.corrections.toml",
        "read in --jobs 1 --out in/b.txt",
        "key --briefing in/page.html --out in/page.html",
        "card in/page.html --out in/page.html",
        "key --briefing in/text.html --handouts in",
        "key --briefing in --out in",
        "run 0 --briefing in/index.html --out in",
        "collect in --out in/portfolio-t.html",
        "collect in --out in/work-amber-100.json",
    ],
)
def test_what_is_read_is_never_written_over(words: str, force: str) -> None:
    for name in ("page", "text", "index", "portfolio-t"):
        put(f"in/{name}.html", "<html><p>The mayor said: “It opens in May.”</p></html>")
    told_no(words + force)


def test_the_lessons_themselves_are_never_written_over() -> None:
    told_no(f"run 0 --force --out {data_folder('notebooks')}", "00_start_here.ipynb")


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="links are made differently here")
def test_a_link_to_what_is_read_is_not_written_over(brought: Path) -> None:
    Path("out.txt").symlink_to(brought / "b.txt")
    told_no("read in/b.txt --force --out out.txt", "out.txt")
    Path("hard.txt").hardlink_to(brought / "b.txt")
    told_no("read in/b.txt --force --out hard.txt", "hard.txt")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="devices have other names here")
def test_a_device_is_no_file_to_write() -> None:
    told_no("read in/b.txt --force --out /dev/null", "/dev/null")
    assert Path("/dev/null").is_char_device()


def test_a_learners_portfolio_is_work_and_not_a_page_that_can_be_made_again() -> None:
    from briefing_lessons import ask, load_briefing, save_portfolio
    from briefing_lessons.exercises.journal import use_journal

    use_journal(Path())
    ask("start.1", len(load_briefing("in/b.txt").lines))
    save_portfolio()
    (portfolio,) = Path().glob("portfolio-*.html")
    told_no(f"key --briefing in/b.txt --out {portfolio}", portfolio.name)


def test_an_executed_lesson_is_ours_until_somebody_works_in_it() -> None:
    from briefing_lessons.files import is_signed

    path = write_whole(
        Path("lesson.ipynb"), f'{{"cells": [], "metadata": {{"briefing_lessons": "{UNSIGNED}"}}}}'
    )
    assert is_signed(path.read_bytes())
    path.write_text(path.read_text(encoding="utf-8").replace("[]", "[1]"), encoding="utf-8")
    assert not is_signed(path.read_bytes())


@pytest.mark.slow
def test_a_run_is_made_again_over_its_own_pages() -> None:
    from briefing_lessons.files import is_signed
    from briefing_lessons.lessons.course import find_lessons

    lesson = find_lessons()[0]
    for _ in range(2):
        assert command("run 0 --out pages").exit_code == 0
    assert all(is_signed(path.read_bytes()) for path in Path("pages").iterdir())
    assert [result.failure for result in run_lessons([lesson], Path("pages"))] == [None]


def test_a_run_writes_where_it_began_whoever_moves_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing_lessons.lessons import run
    from briefing_lessons.lessons.course import find_lessons

    moved = tmp_path / "elsewhere"
    moved.mkdir()

    def execute(lesson: Any, briefing: Path | None, wait_for_turn: Any) -> tuple[Any, Any, None]:
        assert briefing == tmp_path / "in/b.txt"
        os.chdir(moved)  # as papermill does while it writes
        return lesson, nbformat.v4.new_notebook(), None

    monkeypatch.setattr(run, "execute", execute)
    [result] = run_lessons([find_lessons()[0]], Path("pages"), briefing=Path("in/b.txt"))
    assert result.notebook == tmp_path / "pages/00_start_here.ipynb" and result.notebook.is_file()
    assert not list(moved.iterdir())


def test_another_text_piped_in_earlier_is_kept() -> None:
    put("pages/standard input")
    ended = runner().invoke(
        main, ["lab", "--no-browser", "--dir", "pages", "--briefing", "-"], input="The mayor said no."
    )
    assert ended.exit_code == 2 and "standard input" in ended.stderr
    assert Path("pages/standard input").read_text(encoding="utf-8") == MINE


@pytest.mark.parametrize(
    "words",
    [
        '{"quotes": ["To be, or not to be"]}',
        '{"schema": 2, "source": "mine"}',
        "line,start,end\r\n1,2,3\r\n",
        "code,done,must\n1;2",
        "key\n  title       mine\nmore of mine\n",
        f"made-by-briefing_lessons-{7:016}",
    ],
)
def test_what_only_looks_like_ours_is_not(words: str) -> None:
    from briefing_lessons.command.refusals import is_ours

    assert not is_ours(words.encode())


@pytest.mark.slow
def test_pages_and_notebooks_carry_the_name_of_the_briefing_and_never_its_folder(tmp_path: Path) -> None:
    home = tmp_path / "class 7b of Ms Ruiz"
    put(f"{home.name}/b.txt", "On the bridge\nThe mayor said: “It opens in May.”\n")
    put(f"{home.name}/b.corrections.toml", '[[line]]\nnumber = 1\nis = "heading"\n')
    for words in ("run 0 3 8 --out pages", "key --out pages/key.html", "key --handouts pages"):
        ended = runner().invoke(main, [*words.split(), "--briefing", str(home / "b.txt")])
        assert ended.exit_code == 0, ended.output
    for path in Path("pages").iterdir():
        written = path.read_text(encoding="utf-8")
        assert home.name not in written and str(tmp_path) not in written, path.name
        assert path.name == "glossary.html" or "b.txt" in written
