"""The doctor: sound machines pass, and each thing that is wrong comes with what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing_lessons.command import doctor
from briefing_lessons.command.doctor import settle


def test_this_machine_is_ready() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "briefing_lessons", "doctor"],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert ended.returncode == 0, ended.stdout
    assert ended.stdout.endswith("This machine is ready.\n") and "✗" not in ended.stdout


def test_an_old_python_is_named_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "version_info", (3, 9, 1))
    found = doctor.check_python()
    assert found.seen.startswith("3.9.1 is too old") and found.mend and "3.11" in found.mend


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda _: ["nltk>=3.9", "no-such-package-here>=1"])
    found = doctor.check_packages()
    assert "no-such-package-here is missing" in found.seen and found.mend


def test_a_package_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda _: ["nltk>=99"])
    found = doctor.check_packages()
    assert "does not fit >=99" in found.seen and found.mend


def test_packages_of_an_extra_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda _: ['no-such-package-here; extra == "dask"'])
    assert doctor.check_packages().mend is None


def test_a_folder_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor, "can_write", lambda _: False)
    found = doctor.check_folder()
    assert str(tmp_path) in found.seen and found.mend and "--out" in found.mend


def test_a_disk_that_is_nearly_full_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM_NEEDED", 10**18)
    assert doctor.check_folder().mend


def test_a_missing_widget_front_end_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *_: [str(tmp_path)])
    found = doctor.check_widgets()
    assert found.mend and "jupyterlab_widgets" in found.mend


def test_a_missing_font_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("matplotlib").rcParams, "font.sans-serif", ["No Such Font"])
    assert doctor.check_fonts().mend


def test_a_kernel_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("no such kernel")

    monkeypatch.setattr("jupyter_client.manager.start_new_kernel", fail)
    found = doctor.check_kernel()
    assert "no such kernel" in found.seen and found.mend and "ipykernel" in found.mend


def test_a_check_that_breaks_is_a_finding_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def check_moon() -> doctor.Finding:
        raise ImportError("half a package")

    monkeypatch.setattr(doctor, "CHECKS", (check_moon,))
    (found,) = doctor.examine()
    assert found.about == "moon" and "half a package" in found.seen and found.mend


def test_who_has_no_home_gets_folders_to_write_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither HOME nor an entry in the list of users: Jupyter's folders are made elsewhere."""

    def none() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR",
                 "MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "JUPYTER_PREFER_ENV_PATH"):  # fmt: skip
        monkeypatch.setenv(name, "before")
    monkeypatch.setattr(Path, "home", none)
    settle()
    assert Path(os.environ["JUPYTER_DATA_DIR"]).is_dir()
    assert "briefing_lessons_home_" in os.environ["HOME"]
