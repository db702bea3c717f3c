"""The offline kit: pins for other systems, start scripts, and an install from it with the network cut."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_lessons.errors import BriefingError
from briefing_lessons.kit import START, SYSTEMS, make_kit, pins, this_system


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_every_system_gets_the_packages_the_lessons_stand_on(system: str, python: str) -> None:
    names = {pin.split("==")[0] for pin in pins(system, python)}
    assert {"jupyterlab", "ipywidgets", "matplotlib", "nltk", "papermill"} <= names


def test_windows_gets_what_only_windows_needs_and_the_others_do_not() -> None:
    only = {pin.split("==")[0] for pin in pins("windows", "3.12")} - {
        pin.split("==")[0] for pin in pins("linux", "3.12")
    }
    assert {"colorama", "pywinpty"} <= only


def test_every_pin_is_one_version() -> None:
    names = [pin.split("==")[0] for pin in pins("macos", "3.13")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_start_script_asks_the_folder_and_no_network(system: str) -> None:
    name, script = START[system]
    assert system in name and "--no-index" in script and "http" not in script
    assert ("\r\n" in script) == (system == "windows")


def test_the_scripts_for_unix_are_sound_shell() -> None:
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("no sh here")
    subprocess.run([shell, "-n", "-c", START["linux"][1]], check=True)


def test_without_a_network_the_kit_says_what_pip_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", "noise\nERROR: no matching distribution\n")

    monkeypatch.setattr("briefing_lessons.kit.subprocess.run", fail)
    with pytest.raises(BriefingError, match="no matching distribution"):
        make_kit(tmp_path, ["linux"], ["3.11"])


@pytest.mark.parametrize("python", ["", "x", "2.7", "3", "3.10", "3.x", "3.12.1"])
def test_a_version_the_lessons_do_not_run_on_is_refused_before_anything_is_written(
    python: str, tmp_path: Path
) -> None:
    with pytest.raises(BriefingError, match="such as --python"):
        make_kit(tmp_path / "kit", ["linux"], [python])
    assert not (tmp_path / "kit").exists()


def test_an_environment_without_pip_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing_lessons.kit.find_spec", lambda _: None)
    with pytest.raises(BriefingError, match="ensurepip"):
        make_kit(tmp_path, ["linux"], ["3.12"])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the script for Windows is not one for sh")
def test_a_kit_installs_and_runs_a_lesson_with_the_network_cut(tmp_path: Path) -> None:
    python = ".".join(map(str, sys.version_info[:2]))
    online = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    made = subprocess.run(
        [sys.executable, "-m", "briefing_lessons", "kit", "--out", str(tmp_path / "kit"), "--python", python],
        env=online, capture_output=True, text=True,
    )  # fmt: skip
    if made.returncode:
        pytest.skip(f"the kit could not be filled, which needs a network: {made.stderr.strip()}")
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").symlink_to(Path(sys.base_prefix, "bin", "python3"))
    # PYTHONPATH cuts the network of everything that is started from here on
    offline = {
        "HOME": str(home),
        "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin",
        "PYTHONPATH": os.environ["PYTHONPATH"],
    }
    script = tmp_path / "kit" / START[this_system()][0]
    for words in (["doctor"], ["run", "0"]):
        ended = subprocess.run([script, *words], env=offline, cwd=tmp_path, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stdout + ended.stderr
    assert (home / "briefing_lessons" / "briefing_lessons_output" / "index.html").is_file()
