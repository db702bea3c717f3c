"""The offline kit: pins for other systems, start scripts, and an install from it with the network cut."""

import errno
import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_lessons.command.kit import START, SYSTEMS, make_kit, pins, this_system
from briefing_lessons.errors import BriefingError


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

    monkeypatch.setattr("briefing_lessons.command.kit.subprocess.run", fail)
    with pytest.raises(BriefingError, match="no matching distribution"):
        make_kit(tmp_path, ["linux"], ["3.11"])


def test_a_kit_that_is_stopped_holds_no_half_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(words: list[str], **_: object) -> None:
        Path(words[words.index("--dest") + 1], "half.whl").write_bytes(b"PK")
        raise KeyboardInterrupt

    monkeypatch.setattr("briefing_lessons.command.kit.subprocess.run", stop)
    with pytest.raises(KeyboardInterrupt):
        make_kit(tmp_path, ["linux"], ["3.11"])
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["pins-linux-3.11.txt", "wheels"]


def test_a_memory_stick_that_is_full_is_not_taken_for_a_missing_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = f"WARNING: [Errno {errno.ENOSPC}] {os.strerror(errno.ENOSPC)}\nERROR: Failed to build wheels\n"

    def fail(*_: object, **__: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", said)

    monkeypatch.setattr("briefing_lessons.command.kit.subprocess.run", fail)
    with pytest.raises(OSError) as told:
        make_kit(tmp_path, ["linux"], ["3.11"])
    assert (told.value.errno, told.value.filename) == (errno.ENOSPC, str(tmp_path))


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
    monkeypatch.setattr("briefing_lessons.command.kit.find_spec", lambda _: None)
    with pytest.raises(BriefingError, match="ensurepip"):
        make_kit(tmp_path, ["linux"], ["3.12"])


# ---- our own wheel, however the package came here

CHECKOUT = Path(__file__).resolve().parents[1]


def made_by(python: str | Path, folder: Path, **env: str) -> Path:
    """Return the wheel that the package makes of itself, as `python` finds it, with no network."""
    code = "import sys, pathlib\nfrom briefing_lessons.command.wheel import build_wheel\n"
    code += "print(build_wheel(pathlib.Path(sys.argv[1])))"
    ended = subprocess.run([python, "-c", code, folder], env=env, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return Path(ended.stdout.strip())


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What git knows, without an installation, with a learner's work in it."""
    folder = tmp_path_factory.mktemp("clone") / "course"
    try:
        known = subprocess.run(
            ["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no checkout")
    for name in filter(None, known.decode().split("\0")):
        if (CHECKOUT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(CHECKOUT / name, folder / name)
    (folder / "notebooks" / "work-amber-100.json").write_text("a learner's", encoding="utf-8")
    (folder / "notebooks" / ".ipynb_checkpoints").mkdir()
    (folder / "notebooks" / ".ipynb_checkpoints" / "00.ipynb").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def from_clone(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    env = os.environ | {"PYTHONPATH": f"{clone / 'src'}{os.pathsep}{os.environ['PYTHONPATH']}"}
    return made_by(sys.executable, tmp_path_factory.mktemp("wheel"), **env)


def test_a_clone_that_is_not_installed_makes_its_wheel_without_a_learners_work(from_clone: Path) -> None:
    found = contents(from_clone)
    wanted = ("_data/seeds/000_95b79719e875266d.txt", "_data/binder/constraints.txt", "templates/page.css")
    assert {f"briefing_lessons/{name}" for name in (*wanted, "command/cli.py")} <= set(found)
    assert not [name for name in found if "work-" in name or "/." in name or "__pycache__" in name]
    assert b"Requires-Dist: papermill" in found["briefing_lessons-0.1.0.dist-info/METADATA"]


def installed(wheel: Path, folder: Path) -> Path:
    """Make an environment with `wheel` and nothing else of ours; what it stands on comes from here."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    (site,) = folder.rglob("site-packages")
    (site / "others.pth").write_text(f"{Path(pytest.__file__).parents[1]}\n", encoding="utf-8")
    words = ("--no-deps", "--no-index", "--force-reinstall")
    env = os.environ | {"PYTHONPATH": os.environ["PYTHONPATH"].split(os.pathsep)[0]}
    ended = subprocess.run(
        [python, "-m", "pip", "install", *words, wheel], env=env, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr
    return python


@pytest.mark.slow
def test_a_wheel_install_makes_the_same_wheel_again_and_installs_with_the_network_cut(
    from_clone: Path, tmp_path: Path
) -> None:
    offline = {"PYTHONPATH": os.environ["PYTHONPATH"].split(os.pathsep)[0], "PATH": os.environ["PATH"]}
    python = installed(from_clone, tmp_path / "first")
    again = made_by(python, tmp_path / "again", **offline)
    assert contents(again) == contents(from_clone)
    python = installed(again, tmp_path / "second")
    asked = [python, "-c", "import briefing_lessons; print(briefing_lessons.__file__)"]
    place = subprocess.run(asked, env=offline, cwd=tmp_path, capture_output=True, text=True).stdout
    assert str(tmp_path / "second") in place


@pytest.mark.slow
def test_an_editable_checkout_makes_the_wheel_of_its_files(
    clone: Path, from_clone: Path, tmp_path: Path
) -> None:
    offline = {"PYTHONPATH": os.environ["PYTHONPATH"].split(os.pathsep)[0], "PATH": os.environ["PATH"]}
    python = installed(from_clone, tmp_path / "env")
    (site,) = (tmp_path / "env").rglob("site-packages")
    shutil.rmtree(site / "briefing_lessons")  # an editable install leaves what is said about the package,
    (site / "editable.pth").write_text(f"{clone / 'src'}\n", encoding="utf-8")  # and the way to its files
    assert contents(made_by(python, tmp_path / "wheel", **offline)) == contents(from_clone)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the script for Windows is not one for sh")
def test_a_kit_of_a_wheel_install_installs_and_runs_a_lesson_with_the_network_cut(
    from_clone: Path, tmp_path: Path
) -> None:
    version = ".".join(map(str, sys.version_info[:2]))
    python = installed(from_clone, tmp_path / "env")
    online = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    made = subprocess.run(
        [python, "-m", "briefing_lessons", "kit", "--out", str(tmp_path / "kit"), "--python", version],
        env=online, cwd=tmp_path, capture_output=True, text=True,
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


# ---- the script for Windows, under wine

#: plays py, python and briefing-lessons: notes how it was called, and makes what the real one would make
STUB = r"""@echo off
echo %~n1 %2 %3 %4 %5 %6 %7 %8 %9>>"%NOTES%"
if "%~n1"=="%BROKEN%" exit /b 1
if "%4"=="venv" mkdir env\Scripts
if "%3"=="venv" mkdir env\Scripts
if exist env\Scripts copy %1 env\Scripts\python.exe >nul
if "%3"=="pip" copy %1 env\Scripts\briefing-lessons.exe >nul
exit /b 0
"""


def on_wine(path: Path) -> str:
    return "Z:" + str(path).replace("/", "\\")


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    if shutil.which("wine") is None:
        pytest.skip("wine is not installed")
    env = os.environ | {
        "WINEPREFIX": str(tmp_path_factory.mktemp("wine")),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree,mshtml=;winemenubuilder.exe=",
    }
    made = subprocess.run(["wine", "cmd", "/c", "exit"], env=env, capture_output=True, timeout=300)
    if made.returncode:
        pytest.skip("wine does not start here")
    return env


@pytest.fixture
def start(tmp_path: Path, wine: dict[str, str]) -> Callable[..., list[str]]:
    """Return a function that starts the kit with `words`, and gives how the programs in it were called."""
    launcher = pytest.importorskip("pip._vendor.distlib").__file__.replace("__init__.py", "t64.exe")
    if not Path(launcher).is_file():
        pytest.skip("Debian's pip lacks the launcher that plays Python here")
    kit, programs, stub = tmp_path / "my kit", tmp_path / "bin", tmp_path / "stub.bat"
    kit.mkdir()
    programs.mkdir()
    (kit / START["windows"][0]).write_bytes(START["windows"][1].encode())
    stub.write_bytes(STUB.replace("\n", "\r\n").encode())
    # an .exe that runs the stub: the launcher starts what its first line names, and wants an archive behind
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as empty:
        empty.writestr("__main__.py", "")
    line = f"#!C:\\windows\\system32\\cmd.exe /c call {on_wine(stub)}\r\n".encode()
    for name in ("py", "python"):
        (programs / f"{name}.exe").write_bytes(Path(launcher).read_bytes() + line + archive.getvalue())

    def run(words: str = "", broken: str = "") -> list[str]:
        notes, go = tmp_path / "notes.txt", tmp_path / "go.bat"
        notes.unlink(missing_ok=True)
        go.write_bytes(
            "\r\n".join(
                (
                    "@echo off",
                    f'set "USERPROFILE={on_wine(tmp_path / "Ana Ruiz (1)")}"',
                    f'set "PATH={on_wine(programs)};%PATH%"',
                    f'set "NOTES={on_wine(notes)}"',
                    f'set "BROKEN={broken}"',
                    f'call "{on_wine(kit / START["windows"][0])}" {words}',
                )
            ).encode()
        )
        subprocess.run(
            ["wine", "cmd", "/c", on_wine(go)],
            env=wine, stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
        )  # fmt: skip
        return [line.rstrip() for line in notes.read_text(encoding="utf-8").splitlines()]

    return run


@pytest.mark.slow
def test_on_windows_the_first_start_installs_from_the_kit_and_opens_the_lessons(
    start: Callable[..., list[str]], tmp_path: Path
) -> None:
    wheels = on_wine(tmp_path / "my kit" / "wheels")
    install = f'python -m pip install --quiet --no-index --find-links "{wheels}" briefing-lessons'
    assert start() == ["py -3 -m venv env", install, "briefing-lessons lab"]
    assert (tmp_path / "Ana Ruiz (1)" / "briefing_lessons" / "env").is_dir()


@pytest.mark.slow
def test_on_windows_a_later_start_installs_nothing(start: Callable[..., list[str]]) -> None:
    start()
    assert start() == ["briefing-lessons lab"]


@pytest.mark.slow
def test_on_windows_words_go_to_the_command(start: Callable[..., list[str]]) -> None:
    start()
    assert start('run 3 --out "my pages (1)"') == ['briefing-lessons run 3 --out "my pages (1)"']


@pytest.mark.slow
def test_on_windows_python_is_asked_where_its_launcher_is_missing(start: Callable[..., list[str]]) -> None:
    calls = start("doctor", broken="py")
    assert calls[:2] == ["py -3 -m venv env", "python -m venv env"]
    assert calls[-1] == "briefing-lessons doctor"
