"""A machine in a school: locked homes, odd locales, full disks, two runs at once, Ctrl-C at any moment.

What takes an environment of its own is a script beside `.ci/run`, which runs it: other Pythons (`pythons`),
the oldest versions of every dependency (`lowest`), Binder's steps as another user in another home (`binder`).
"""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from briefing_lessons.command.lab import prepare_work
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder, write_whole
from briefing_lessons.lessons.course import find_lessons
from briefing_lessons.widgets.paste import read_input

COMMAND = [sys.executable, "-m", "briefing_lessons"]
TRANSCRIPT = data_folder("seeds") / "000_95b79719e875266d.txt"

unix = pytest.mark.skipif(sys.platform == "win32", reason="Unix says this differently from Windows")


def run(
    *words: str | Path, cwd: Path, without: tuple[str, ...] = (), **env: str
) -> subprocess.CompletedProcess[str]:
    changed = {name: value for name, value in os.environ.items() if name not in without} | env
    return subprocess.run(
        [*COMMAND, *map(str, words)], cwd=cwd, env=changed, capture_output=True, encoding="utf-8", timeout=300
    )


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="/proc, which nobody can write to, is Linux's")
def test_a_home_that_cannot_be_written_stops_no_lesson(tmp_path: Path) -> None:
    ended = run("run", "0", "6", "--out", "pages", cwd=tmp_path, HOME="/proc", XDG_CACHE_HOME="/proc")
    assert ended.returncode == 0, ended.stderr
    for page in (tmp_path / "pages").glob("0*.ipynb"):
        streams = [
            o for c in json.loads(page.read_text(encoding="utf-8"))["cells"] for o in c.get("outputs", ())
        ]
        assert not [o for o in streams if o.get("name") == "stderr"]


@pytest.mark.slow
def test_a_missing_home_stops_no_lesson(tmp_path: Path) -> None:
    ended = run("run", "0", "--out", "pages", cwd=tmp_path, without=("HOME", "USERPROFILE"))
    assert ended.returncode == 0, ended.stderr


@pytest.mark.slow
def test_the_doctor_finds_a_machine_with_a_locked_home_ready(tmp_path: Path) -> None:
    if not Path("/proc/self").exists():
        pytest.skip("/proc, which nobody can write to, is Linux's")
    ended = run("doctor", cwd=tmp_path, HOME="/proc")
    assert ended.returncode == 0, ended.stdout


@pytest.mark.slow
@unix
def test_a_user_who_is_in_no_list_and_has_no_home_can_run_a_lesson(tmp_path: Path) -> None:
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can become a user who is in no list, by setpriv")
    os.chown(tmp_path, 54321, 54321)
    may_read = "+dac_read_search"  # this Python may lie in a home of its own
    nobody = ["setpriv", "--reuid=54321", "--regid=54321", "--clear-groups", f"--inh-caps={may_read}",
              f"--ambient-caps={may_read}"]  # fmt: skip
    env = {name: value for name, value in os.environ.items() if name != "HOME"}
    asked = [*nobody, sys.executable, "-c", "from pathlib import Path; Path.home()"]
    assert b"RuntimeError" in subprocess.run(asked, cwd=tmp_path, env=env, stderr=subprocess.PIPE).stderr
    words = [*nobody, *COMMAND, "run", "0", "--out", "pages"]
    ended = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", timeout=300)
    assert ended.returncode == 0, ended.stderr


# ---- locales


@pytest.fixture(scope="module")
def turkish(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Make a locale that knows no curly quotes: a machine that lacks one falls back to C without a word."""
    name, folder = "tr_TR.ISO-8859-9", tmp_path_factory.mktemp("locales")
    localedef = shutil.which("localedef")
    if localedef is None or sys.platform != "linux":
        pytest.skip("locales are made by localedef on Linux")
    subprocess.run([localedef, "-i", "tr_TR", "-f", "ISO-8859-9", folder / name], capture_output=True)
    env = {"LOCPATH": str(folder), "LC_ALL": name, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    asked = [sys.executable, "-c", "import locale; print(locale.getencoding())"]
    if subprocess.check_output(asked, env=os.environ | env, text=True).strip() != "ISO-8859-9":
        pytest.skip("localedef lacks its sources here: Debian's package locales")
    return env


def run_lesson_3(folder: Path, env: dict[str, str]) -> str:
    ended = run("run", "3", "--out", "pages", cwd=folder, **env)
    assert ended.returncode == 0, ended.stderr
    return next((folder / "pages").glob("03*.html")).read_text(encoding="utf-8")


@pytest.mark.slow
def test_lessons_run_in_the_locale_c(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert "’" in run_lesson_3(tmp_path, plain)


@pytest.mark.slow
def test_lessons_run_in_a_locale_that_knows_no_curly_quotes(tmp_path: Path, turkish: dict[str, str]) -> None:
    assert "’" in run_lesson_3(tmp_path, turkish)


def test_a_reading_is_the_same_in_a_locale_that_knows_no_curly_quotes(
    tmp_path: Path, turkish: dict[str, str]
) -> None:
    words = ("read", TRANSCRIPT, "--format", "json")
    assert run(*words, cwd=tmp_path, **turkish).stdout == run(*words, cwd=tmp_path).stdout


# ---- two runs


@pytest.mark.slow
def test_two_runs_into_one_folder_do_not_harm_each_other(tmp_path: Path) -> None:
    words = [*COMMAND, "run", "0", "1", "--out", "pages", "--jobs", "1"]
    both = [subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    pages = tmp_path / "pages"
    assert not list(pages.glob(".*"))
    assert all(page.read_text(encoding="utf-8").rstrip().endswith("</html>") for page in pages.glob("*.html"))
    assert all(json.loads(path.read_text(encoding="utf-8"))["cells"] for path in pages.glob("*.ipynb"))


@pytest.fixture(scope="module")
def two_courses(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The whole course twice, with sets and dictionaries in another order the second time."""
    folder = tmp_path_factory.mktemp("courses")
    for seed in ("1", "2"):
        assert run("run", "--out", seed, cwd=folder, PYTHONHASHSEED=seed).returncode == 0
    return folder / "1", folder / "2"


@pytest.mark.slow
def test_two_runs_of_the_course_give_the_same_pages_byte_for_byte(two_courses: tuple[Path, Path]) -> None:
    first, second = two_courses
    pages = sorted(path.name for path in first.glob("*.html"))
    assert {"00_start_here.html", "08_your_briefing.html", "index.html"} <= set(pages)
    assert [n for n in pages if (first / n).read_bytes() != (second / n).read_bytes()] == []


@pytest.mark.slow
def test_two_runs_of_the_course_give_notebooks_that_differ_in_times_only(
    two_courses: tuple[Path, Path],
) -> None:
    first, second = two_courses
    names = sorted(path.name for path in first.glob("*.ipynb"))
    assert len(names) == len(find_lessons())
    assert [n for n in names if without_times(first / n) != without_times(second / n)] == []


def without_times(path: Path) -> Any:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for metadata in (notebook["metadata"], *(cell["metadata"] for cell in notebook["cells"])):
        metadata.pop("execution", None)
        metadata.pop("briefing_lessons", None)  # our mark, made of the bytes, times among them
        for time_stamp in ("start_time", "end_time", "duration"):
            metadata.get("papermill", {}).pop(time_stamp, None)
    return notebook


@pytest.mark.parametrize(
    "words",
    ["read {} --format json", pytest.param("key --briefing {}", marks=pytest.mark.slow)],
)
def test_two_readings_are_the_same_byte_for_byte(words: str, tmp_path: Path) -> None:
    once, again = (
        run(*words.format(TRANSCRIPT.name).split(), cwd=tmp_path, PYTHONHASHSEED=seed) for seed in "12"
    )
    assert once.returncode == 0 and once.stdout == again.stdout


# ---- Ctrl-C


# stopped between its last byte and its closing, a file is closed by Python, which warns
@pytest.mark.filterwarnings("ignore:Exception ignored.*part:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("there", [True, False], ids=["an old file", "no file"])
def test_a_file_interrupted_at_any_line_of_its_writing_is_the_old_or_the_new_one(
    there: bool, tmp_path: Path
) -> None:
    path, interrupted = tmp_path / "page.html", 0
    for line in range(1, 100):
        path.unlink(missing_ok=True)
        if there:
            path.write_text("old", encoding="utf-8")
        try:
            with ctrl_c_at(line):
                write_whole(path, "new")
        except KeyboardInterrupt:
            interrupted += 1
        else:
            break
        left = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
        assert left in ({path.name: "new"}, {path.name: "old"} if there else {})
    assert interrupted >= 6


@contextmanager
def ctrl_c_at(line: int) -> Iterator[None]:
    """Raise KeyboardInterrupt when `write_whole` comes to its line number `line`."""
    left = line

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if frame.f_code is not write_whole.__code__:
            return None
        left -= event == "line"
        if left == 0:
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


def test_ctrl_c_before_the_command_is_loaded_is_one_line(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "class CtrlC:\n"
        "    def find_spec(name, *_):\n"
        "        if name == 'click': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, CtrlC)\n"
        "from briefing_lessons.__main__ import main\n"
        "main()"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (130, "briefing-lessons: stopped.\n")


@pytest.mark.slow
@unix
@pytest.mark.parametrize(
    "words", ["read {} --format json --force --out found", "key --briefing {} --force --out found.md"]
)
def test_ctrl_c_at_any_moment_leaves_the_old_file_or_the_new_one(words: str, tmp_path: Path) -> None:
    named = words.format(TRANSCRIPT).split()
    found = tmp_path / named[-1]
    began = time.monotonic()
    assert run(*named, cwd=tmp_path).returncode == 0
    whole, takes = found.read_bytes(), time.monotonic() - began
    for moment in range(1, 10):
        found.write_bytes(b"old")
        process = subprocess.Popen([*COMMAND, *named], cwd=tmp_path, stderr=subprocess.PIPE)
        time.sleep(takes * moment / 8)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert [path.name for path in tmp_path.iterdir()] == [found.name]
        assert found.read_bytes() in (b"old", whole)
        if moment > 4:  # before that Python itself may still be starting
            # Python itself says so of one that comes while an object is being destroyed, and goes on
            assert b"Traceback" not in said or said.startswith(b"Exception ignored in")


@pytest.mark.slow
@unix
@pytest.mark.parametrize("seconds", [0.3, 1.0, 2.0, 4.0, 7.0])
def test_ctrl_c_at_any_moment_leaves_whole_files_only(tmp_path: Path, seconds: float) -> None:
    process = subprocess.Popen(
        [*COMMAND, "run", "0", "1", "2", "--out", "pages"], cwd=tmp_path, stderr=subprocess.PIPE
    )
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    if seconds >= 1:  # before that Python itself may still be starting
        assert b"Traceback" not in said
    left = list((tmp_path / "pages").glob("*")) if (tmp_path / "pages").exists() else []
    assert not [path for path in left if path.name.startswith(".")]
    assert all(
        p.read_text(encoding="utf-8").rstrip().endswith("</html>") for p in left if p.suffix == ".html"
    )


# ---- full disks and locked folders

#: every command that writes, told to write into {place}
WRITERS = (
    "read {folder}/b.txt --out {place}/found.txt",
    "read {folder} --out {place}/found.txt",
    "key --briefing {folder}/b.txt --out {place}/key.html",
    "key --briefing {folder}/b.txt --handouts {place}/handouts",
    "lab --no-browser --dir {place}/work",
    "collect {folder} --out {place}/class.csv",
)


@contextmanager
def disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own, so small that it is soon full."""
    mount = shutil.which("mount")
    if mount is None or sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk can be made by root on Linux only")
    folder.mkdir()
    words = [mount, "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
    if subprocess.run(words, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    with disk(tmp_path / "disk", "16k") as full:
        (full / "old.txt").write_text("old", encoding="utf-8")
        with suppress(OSError), (full / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
        yield full


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "secret.txt").write_text("The mayor said no.", encoding="utf-8")
    (folder / "secret.txt").chmod(0)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """A folder with a briefing and a learner's work."""
    folder = tmp_path / "brought"
    folder.mkdir()
    (folder / "b.txt").write_text("The mayor said no to the bridge.\n" * 3, encoding="utf-8")
    (folder / "work-amber-100.json").write_text('{"code": "amber-100", "entries": []}', encoding="utf-8")
    return folder


def without_rights() -> list[str]:
    """Return the words that take from root, but from nobody else, the right to read and write everything."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may read and write everything, and setpriv is not there to change that")
    fewer = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={fewer}", f"--inh-caps={fewer}"]


def refused(command: list[str], words: str, cwd: Path) -> str:
    """Run the command, assert status 2 and one line on stderr, and return that line."""
    ended = subprocess.run(
        [*command, *shlex.split(words)], cwd=cwd, capture_output=True, encoding="utf-8", timeout=120
    )
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr.count("\n") == 1 and ended.stderr.startswith("briefing-lessons: "), ended.stderr
    return ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize("words", WRITERS)
def test_a_full_disk_is_said_in_one_line_with_what_to_do(
    words: str, full_disk: Path, brought: Path, tmp_path: Path
) -> None:
    said = refused(COMMAND, words.format(place=full_disk, folder=brought), tmp_path)
    assert f"{full_disk}/" in said
    assert said.endswith(": the disk is full. Free some space, or choose another folder.\n")
    left = {path.name for path in full_disk.rglob("*") if path.is_file()}
    assert {name for name in left if not name.endswith(".unfinished")} == {"old.txt", "filler"}


def test_a_full_disk_leaves_the_file_that_was_there(full_disk: Path) -> None:
    with pytest.raises(OSError) as told:
        write_whole(full_disk / "old.txt", "new" * 2000)
    assert told.value.filename == str(full_disk / "old.txt")
    assert (full_disk / "old.txt").read_text(encoding="utf-8") == "old"


@pytest.mark.slow
def test_a_disk_that_fills_up_while_pages_are_written_is_said_in_one_line(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "40k") as small:
        said = refused(COMMAND, f"run 1 --out {small}/pages", tmp_path)
        assert f"{small}/pages/01" in said and "the disk is full" in said
        written = list((small / "pages").glob("*"))
        assert not [path for path in written if path.name.startswith(".") or path.stat().st_size == 0]


@pytest.mark.slow
@unix
@pytest.mark.parametrize("words", [*WRITERS, "kit --out {place}/kit", "run 0 --out {place}/pages"])
def test_a_folder_that_may_not_be_written_is_said_in_one_line_with_what_to_do(
    words: str, locked: Path, brought: Path, tmp_path: Path
) -> None:
    command = [*without_rights(), *COMMAND]
    said = refused(command, words.format(place=locked, folder=brought), tmp_path)
    assert f"{locked}/" in said
    assert said.endswith(": this may not be written or read here. Choose another folder.\n")


@unix
def test_a_briefing_that_may_not_be_read_is_said_in_one_line_with_what_to_do(
    locked: Path, tmp_path: Path
) -> None:
    said = refused([*without_rights(), *COMMAND], f"read {locked}/secret.txt", tmp_path)
    assert f"{locked}/secret.txt cannot be opened" in said and "who may read it" in said


# ---- forms of a path


@pytest.mark.skipif(sys.platform != "win32", reason="these forms of a path mean something on Windows only")
@pytest.mark.parametrize("form", [r"{0}", r"\\?\{0}", "{1}"])
def test_windows_forms_of_a_path_are_read(tmp_path: Path, form: str) -> None:
    path = tmp_path / "b.txt"
    path.write_text("The mayor said no to the bridge.", encoding="utf-8")
    words = form.format(str(path), path.as_posix())
    assert run("read", words, cwd=tmp_path).returncode == 0


def test_a_path_with_spaces_and_letters_of_another_script_is_read(tmp_path: Path) -> None:
    path = tmp_path / "наш текст ’23.txt"
    path.write_text("The mayor said no to the bridge.", encoding="utf-8")
    assert run("read", path.name, cwd=tmp_path).returncode == 0


@unix
@pytest.mark.parametrize("form", [r"my texts\b.txt", r"C:\Users\Ana\b.txt", r"\\server\class\b.txt"])
def test_a_windows_path_given_elsewhere_is_not_found_in_one_line(form: str, tmp_path: Path) -> None:
    said = refused(COMMAND, shlex.join(["read", form]), tmp_path)
    assert said == f"briefing-lessons: {form} was not found. Check the spelling, or give the whole path.\n"


@unix
def test_backslashes_and_quotes_in_a_path_reach_the_lesson_unchanged(tmp_path: Path) -> None:
    r"""A notebook holds the path as code, where \n and \t would mean something else."""
    path = tmp_path / 'C:\\new\\talk\'s "b".txt'
    path.write_text("The mayor said no to the bridge.", encoding="utf-8")
    copied = prepare_work(find_lessons()[:1], tmp_path / "work", briefing=path)
    cells = json.loads(copied.new[0].read_text(encoding="utf-8"))["cells"]
    code = next("".join(c["source"]) for c in cells if "parameters" in c["metadata"].get("tags", ()))
    values: dict[str, str] = {}
    exec(code, values)
    assert values["source"] == path.name


def test_a_file_chosen_in_a_browser_on_windows_is_called_by_its_name_alone() -> None:
    file = (r"C:\fakepath\talk.txt", b"The mayor said no to the bridge.")
    briefing = read_input({"text": "", "file": file})["briefing"]
    assert briefing.source == "talk.txt"


@pytest.mark.parametrize("name", ["a\0b.txt", "b" * 300 + ".txt"])
def test_a_name_that_no_system_allows_is_refused_in_a_sentence(name: str) -> None:
    from briefing_lessons.briefing import load_briefing

    with pytest.raises(BriefingError, match=r"cannot be opened|was not found"):
        load_briefing(name)
