"""The working copy: made once, never overwritten, one lesson given back; and the JupyterLab it opens in."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_lessons.briefing import load_briefing
from briefing_lessons.command.lab import prepare_work
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder
from briefing_lessons.lessons.course import Lesson, find_lessons
from small_lessons import write_lesson

# JupyterLab refuses to run as root unless told; CI is root
AS_ROOT = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


@pytest.fixture
def course(tmp_path: Path) -> tuple[Lesson, ...]:
    folder = tmp_path / "notebooks"
    write_lesson(folder / "00_one.ipynb", "answer_one_1 = ...")
    write_lesson(folder / "01_two.ipynb", "answer_two_1 = ...")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "map.svg").write_text("<svg/>", encoding="utf-8")
    return find_lessons(folder)


def parameters(path: Path) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))["cells"][1]["source"])


def test_the_copy_is_the_lesson_byte_for_byte(course: tuple[Lesson, ...], tmp_path: Path) -> None:
    prepare_work(course, tmp_path / "work")
    assert (tmp_path / "work" / "00_one.ipynb").read_bytes() == course[0].path.read_bytes()


def test_what_lies_beside_the_lessons_comes_along(course: tuple[Lesson, ...], tmp_path: Path) -> None:
    prepare_work(course, tmp_path / "work")
    assert (tmp_path / "work" / "pictures" / "map.svg").read_text(encoding="utf-8") == "<svg/>"


def test_work_is_never_overwritten(course: tuple[Lesson, ...], tmp_path: Path) -> None:
    prepare_work(course, tmp_path / "work")
    mine = tmp_path / "work" / "00_one.ipynb"
    mine.write_text("my answers", encoding="utf-8")
    copied = prepare_work(course, tmp_path / "work")
    assert mine.read_text(encoding="utf-8") == "my answers"
    assert copied.new == () and mine in copied.kept


def test_a_fresh_lesson_keeps_the_old_under_a_dated_name(course: tuple[Lesson, ...], tmp_path: Path) -> None:
    prepare_work(course, tmp_path / "work")
    mine = tmp_path / "work" / "00_one.ipynb"
    mine.write_text("my answers", encoding="utf-8")
    copied = prepare_work(course, tmp_path / "work", fresh=course[0])
    assert copied.put_aside is not None and copied.put_aside.read_text(encoding="utf-8") == "my answers"
    assert re.fullmatch(r"00_one\.\d{4}-\d\d-\d\d_\d{6}\.ipynb", copied.put_aside.name)
    assert mine.read_bytes() == course[0].path.read_bytes()


def test_asking_twice_for_a_fresh_lesson_loses_nothing(course: tuple[Lesson, ...], tmp_path: Path) -> None:
    prepare_work(course, tmp_path / "work")
    mine = tmp_path / "work" / "00_one.ipynb"
    for words in ("first", "second", "third"):
        mine.write_text(words, encoding="utf-8")
        prepare_work(course, tmp_path / "work", fresh=course[0])
    kept = sorted(p.read_text(encoding="utf-8") for p in (tmp_path / "work").glob("00_one.*_*.ipynb"))
    assert kept == ["first", "second", "third"]


def test_a_fresh_lesson_leaves_the_others_alone(course: tuple[Lesson, ...], tmp_path: Path) -> None:
    prepare_work(course, tmp_path / "work")
    other = tmp_path / "work" / "01_two.ipynb"
    other.write_text("my answers", encoding="utf-8")
    prepare_work(course, tmp_path / "work", fresh=course[0])
    assert other.read_text(encoding="utf-8") == "my answers"


@pytest.mark.parametrize("name", ["it’s mine.txt", 'say "yes".txt', "back\\slash.txt", "ends with \\1.txt"])
def test_a_briefing_is_set_in_new_copies_whatever_its_name(
    course: tuple[Lesson, ...], tmp_path: Path, name: str
) -> None:
    if sys.platform == "win32" and not name.startswith("it"):
        name = "it’s mine.txt"  # the other names cannot exist there
    briefing = tmp_path / name
    briefing.write_text("text", encoding="utf-8")
    prepare_work(course, tmp_path / "work", briefing=briefing)
    values: dict[str, object] = {}
    exec(parameters(tmp_path / "work" / "00_one.ipynb"), values)
    assert values["source"] == briefing.name


def test_a_briefing_and_its_corrections_come_along_byte_for_byte(
    course: tuple[Lesson, ...], tmp_path: Path
) -> None:
    briefing, corrections = tmp_path / "mine.txt", tmp_path / "mine.corrections.toml"
    briefing.write_bytes("MS LÉE: Good morning.\r\n".encode("cp1252"))
    corrections.write_bytes(b"# nothing yet\r\n")
    prepare_work(course, tmp_path / "work", briefing=briefing)
    assert (tmp_path / "work" / briefing.name).read_bytes() == briefing.read_bytes()
    assert (tmp_path / "work" / corrections.name).read_bytes() == corrections.read_bytes()
    lesson = (tmp_path / "work" / course[0].path.name).read_text(encoding="utf-8")
    as_jupyter_saves = json.dumps(json.loads(lesson), ensure_ascii=False, indent=1) + "\n"
    assert lesson == as_jupyter_saves


def test_a_folder_that_was_carried_elsewhere_finds_its_briefing(
    course: tuple[Lesson, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing = tmp_path / "mine.txt"
    briefing.write_text("MS LEE: Good morning.", encoding="utf-8")
    prepare_work(course, tmp_path / "work", briefing=briefing)
    monkeypatch.chdir((tmp_path / "work").rename(tmp_path / "stick"))  # where the kernel starts
    briefing.unlink()
    values: dict[str, str] = {}
    exec(parameters(Path("00_one.ipynb")), values)
    assert load_briefing(values["source"]).text == "MS LEE: Good morning."


@pytest.mark.parametrize("old", ["# a", "# old"])
@pytest.mark.parametrize("name", ["mine.txt", "mine.corrections.toml"])
def test_another_file_of_that_name_is_never_overwritten(
    course: tuple[Lesson, ...], tmp_path: Path, name: str, old: str
) -> None:
    for file in ("mine.txt", "mine.corrections.toml"):
        (tmp_path / file).write_text("# new", encoding="utf-8")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / name).write_text(old, encoding="utf-8")
    with pytest.raises(BriefingError, match=r"there already, with other words in it\. Rename"):
        prepare_work(course, tmp_path / "work", briefing=tmp_path / "mine.txt")
    assert [(p.name, p.read_text(encoding="utf-8")) for p in (tmp_path / "work").iterdir()] == [(name, old)]


def test_a_lesson_is_made_afresh_on_the_text_that_came_along(
    course: tuple[Lesson, ...], tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("old", encoding="utf-8")
    for fresh in (None, course[0]):
        made = prepare_work(course, tmp_path / "work", briefing=tmp_path / "mine.txt", fresh=fresh)
    assert made.new == (tmp_path / "work" / course[0].path.name,)


def test_a_text_that_was_changed_in_the_folder_opens_again(
    course: tuple[Lesson, ...], tmp_path: Path
) -> None:
    (tmp_path / "mine.txt").write_text("old", encoding="utf-8")
    prepare_work(course, tmp_path / "work", briefing=tmp_path / "mine.txt")
    (tmp_path / "work" / "mine.txt").write_text("mended", encoding="utf-8")
    assert prepare_work(course, tmp_path / "work", briefing=tmp_path / "mine.txt").new == ()
    assert (tmp_path / "work" / "mine.txt").read_text(encoding="utf-8") == "mended"


def test_a_briefing_of_the_package_is_named_and_not_copied(
    course: tuple[Lesson, ...], tmp_path: Path
) -> None:
    seed = data_folder("seeds") / "001_ferry_report.txt"
    prepare_work(course, tmp_path / "work", briefing=seed)
    assert '"001_ferry_report.txt"' in parameters(tmp_path / "work" / "00_one.ipynb")
    assert not (tmp_path / "work" / seed.name).exists()


def test_every_lesson_of_the_course_can_be_given_a_briefing(tmp_path: Path) -> None:
    lessons = find_lessons()
    seed = data_folder("seeds") / "000_95b79719e875266d.txt"
    assert len(prepare_work(lessons, tmp_path / "work", briefing=seed).new) == len(lessons)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Yield the address and the token of the JupyterLab that the command opens."""
    home = tmp_path_factory.mktemp("lab")
    log_file = (home / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing_lessons", "lab", "--no-browser", "--dir", "my work", "--", *AS_ROOT],
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=log_file,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    try:
        for _ in range(240):
            time.sleep(0.25)
            log = (home / "log").read_text(encoding="utf-8", errors="replace")
            if found := re.search(r"(http://127\.0\.0\.1:\d+)/lab/tree/(\S+)\?token=(\w+)", log):
                break
            assert process.poll() is None, log
        assert found is not None, log
        assert found[2] == min(find_lessons(), key=lambda x: x.name).path.name
        yield found[1], found[3]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        log_file.close()


def ask(server: tuple[str, str], path: str) -> dict[str, object]:
    request = urllib.request.Request(server[0] + path, headers={"Authorization": f"token {server[1]}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return dict(json.load(answer))


@pytest.mark.slow
def test_lab_serves_the_working_copy(server: tuple[str, str]) -> None:
    there = ask(server, "/api/contents")["content"]
    assert isinstance(there, list)
    assert {x.path.name for x in find_lessons()} <= {item["name"] for item in there}


@pytest.mark.slow
def test_lab_has_the_kernel_of_this_environment(server: tuple[str, str]) -> None:
    kernels = ask(server, "/api/kernelspecs")["kernelspecs"]
    assert isinstance(kernels, dict)
    argv = kernels["python3"]["spec"]["argv"]
    assert argv[0] in ("python", sys.executable)


@pytest.mark.slow
def test_lab_asks_nobody_for_news(server: tuple[str, str]) -> None:
    settings = ask(server, "/lab/api/settings/%40jupyterlab%2Fapputils-extension%3Anotification")
    schema = settings["schema"]
    assert isinstance(schema, dict)
    assert schema["properties"]["fetchNews"]["default"] == "false"
    assert schema["properties"]["checkForUpdates"]["default"] is False


def test_a_lesson_that_reads_the_same_briefing_is_not_said_to_keep_another(tmp_path: Path) -> None:
    text, other = tmp_path / "talk.txt", tmp_path / "other.txt"
    for path in (text, other):
        path.write_text("The mayor said no.", encoding="utf-8")
    lessons = find_lessons()[:2]
    prepare_work(lessons, tmp_path / "work", briefing=text)
    assert prepare_work(lessons, tmp_path / "work", briefing=text).otherwise == ()
    assert prepare_work(lessons, tmp_path / "work").otherwise == ()
    kept = prepare_work(lessons, tmp_path / "work", briefing=other).otherwise
    assert [path.name for path in kept] == [lesson.path.name for lesson in lessons]
