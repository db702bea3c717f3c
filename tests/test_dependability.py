"""A machine in a school: locked homes, odd locales, full disks, two runs at once, Ctrl-C at any moment."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "briefing_lessons"]


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
@pytest.mark.parametrize("locale", ["C", "tr_TR.ISO-8859-9"])
def test_lessons_run_in_a_locale_that_knows_no_curly_quotes(tmp_path: Path, locale: str) -> None:
    plain = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ended = run("run", "3", "--out", "pages", cwd=tmp_path, **plain)
    assert ended.returncode == 0, ended.stderr
    assert "’" in next((tmp_path / "pages").glob("03*.html")).read_text(encoding="utf-8")


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


@pytest.mark.slow
def test_two_runs_of_the_course_give_the_same_pages_byte_for_byte(tmp_path: Path) -> None:
    for name in ("first", "second"):
        assert run("run", "--out", name, cwd=tmp_path).returncode == 0
    pages = sorted(path.name for path in (tmp_path / "first").glob("*.html"))
    assert {"00_start_here.html", "08_your_briefing.html", "index.html"} <= set(pages)
    differ = [
        n for n in pages if (tmp_path / "first" / n).read_bytes() != (tmp_path / "second" / n).read_bytes()
    ]
    assert differ == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent differently on Windows")
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


@pytest.mark.slow
def test_a_disk_that_fills_up_while_pages_are_written_is_said_in_one_line(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a small disk can be made by root on Linux only")
    if subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=40k", "tmpfs", disk], capture_output=True
    ).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        ended = run("run", "1", "--out", disk / "pages", cwd=tmp_path)
        assert ended.returncode == 2
        assert "the disk is full" in ended.stderr and "Traceback" not in ended.stderr
        written = list((disk / "pages").glob("*"))
        assert not [path for path in written if path.name.startswith(".") or path.stat().st_size == 0]
    finally:
        subprocess.run(["umount", disk], check=True)


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
