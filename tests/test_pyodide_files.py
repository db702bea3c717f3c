"""What a kernel in the browser is given: files of Pyodide, the wheels there are, a lock that names them."""

from __future__ import annotations

import json
import tomllib
import zipfile
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from briefing_lessons.command import site
from briefing_lessons.command.site import CORE, MARK, STARTUP, fill, make_site, opened
from briefing_lessons.errors import BriefingError
from briefing_lessons.jupyter.bytecode import compile_archive
from briefing_lessons.lessons.course import find_lessons
from briefing_lessons.pages import template


def wheel(folder: Path, name: str, *needs: str) -> dict[str, Any]:
    """Write a wheel that needs others, and return its entry in a lock."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "")
        lines = (f"Name: {name}", "Version: 1.0", *(f"Requires-Dist: {need}" for need in needs))
        archive.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join(lines) + "\n")
    digest = sha256(path.read_bytes()).hexdigest()
    return {"file_name": path.name, "sha256": digest, "depends": [*needs], "imports": [name], "theirs": True}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a release that has five wheels, two of them not as its lock says."""
    home = tmp_path / "home"
    home.mkdir()
    packages = {
        "comm": wheel(home, "comm", "traitlets"),
        "traitlets": wheel(home, "traitlets"),
        "ipython": wheel(home, "ipython", "asttokens", "colorama; sys_platform == 'win32'"),
        "asttokens": wheel(home, "asttokens", "traitlets"),
        "colorama": wheel(home, "colorama"),
    }
    for name in ("ipython", "asttokens"):
        packages[name] |= {"sha256": "0" * 64, "depends": []}
    for name in CORE:
        (home / name).write_text(f"the words of {name}", encoding="utf-8")
    lock = {"info": {"python": "3.13.2"}, "packages": packages}
    (home / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return home


def test_what_the_lock_describes_rightly_is_taken_as_it_stands_and_the_rest_from_its_wheel(
    home: Path, tmp_path: Path
) -> None:
    target = tmp_path / "site" / "pyodide"
    packed = fill(target, home, ())
    lock = json.loads((target / "pyodide-lock.json").read_text(encoding="utf-8"))
    assert packed == tuple(sorted(lock["packages"])) and {"briefing-lessons", STARTUP, "comm"} <= {*packed}
    assert lock["packages"]["comm"]["theirs"] and lock["packages"]["comm"]["depends"] == ["traitlets"]
    ours = lock["packages"]["ipython"]
    assert "theirs" not in ours and (ours["version"], ours["imports"]) == ("1.0", ["ipython"])
    assert lock["packages"]["asttokens"]["depends"] == ["traitlets"]
    assert ours["depends"] == ["asttokens"] and "colorama" not in packed, "a need of Windows is none here"
    for spec in lock["packages"].values():
        assert sha256((target / spec["file_name"]).read_bytes()).hexdigest() == spec["sha256"]
    for name in CORE[:-1]:
        assert (target / name).read_text(encoding="utf-8") == f"the words of {name}"


def test_an_archive_is_compiled_but_for_what_is_run_as_a_file_or_is_for_another_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "some.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ferry/__init__.py", '"""Of a ferry."""\nDAYS = 3\n')
        archive.writestr("ferry/old.py", "print 'not any more'\n")
        archive.writestr("ferry-0.data/data/begin.py", "")
    compile_archive(path)
    first = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["ferry/__init__.pyc", "ferry/old.py", "ferry-0.data/data/begin.py"]
    monkeypatch.syspath_prepend(str(path))
    ferry = import_module("ferry")
    assert (ferry.DAYS, ferry.__doc__) == (3, "Of a ferry.")
    compile_archive(path)
    assert path.read_bytes() == first


def test_a_release_is_found_in_a_folder_of_its_archive_and_nothing_else_is_taken_for_one(
    home: Path, tmp_path: Path
) -> None:
    moved = home.rename(tmp_path / "pyodide")
    with opened(tmp_path) as found:
        assert found == moved
    for wrong in (tmp_path / "nowhere", tmp_path / "pyodide" / CORE[0], tmp_path / "pyodide" / "deeper"):
        with pytest.raises(BriefingError, match=r"Give (Pyodide.s|its) release"), opened(wrong):
            pass


def test_a_site_is_made_again_in_its_place_with_what_its_kernel_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without JupyterLite, which takes a minute: two of its files stand for it."""
    settings: list[Any] = []

    def build(source: Path, out: Path) -> None:
        settings.append(json.loads((source / "jupyter-lite.json").read_text(encoding="utf-8")))
        (out / "lab").mkdir(parents=True)
        (out / "service-worker.js").write_text("\n".join(mends), encoding="utf-8")

    mends = tomllib.loads(template("site/worker_mends.toml"))
    monkeypatch.setattr(site, "find_spec", lambda _: site)
    monkeypatch.setattr(site, "_build", build)
    folder = tmp_path / "site"
    for _ in range(2):
        loaded = make_site(folder, find_lessons())
    inside = json.loads((folder / MARK).read_text(encoding="utf-8"))["files"]
    assert {*inside, MARK} == {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    (kernel,) = settings[1]["jupyter-config-data"]["litePluginSettings"].values()
    assert kernel["loadPyodideOptions"]["packages"] == [*loaded] and not kernel["disablePyPIFallback"]
    wheels = {Path(name).name for name in loaded if name.endswith(".whl")}
    assert wheels and wheels == {path.name for path in (folder / "wheels").iterdir()}
    (folder / "own.txt").write_text("a teacher's", encoding="utf-8")
    with pytest.raises(BriefingError, match=r"own\.txt is no file of a site of ours"):
        make_site(folder, find_lessons())
