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


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda _: ["nltk>=3.9", "no-such-package-here>=1"])
    seen, mend = doctor.check_packages()
    assert "no-such-package-here is missing" in seen and mend


def test_a_package_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda _: ["nltk>=99"])
    seen, mend = doctor.check_packages()
    assert "does not fit >=99" in seen and mend


def test_packages_of_an_extra_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "requires", lambda _: ['no-such-package-here; extra == "dask"'])
    assert doctor.check_packages()[1] is None


def test_a_folder_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor, "can_write", lambda _: False)
    seen, mend = doctor.check_folder()
    assert str(tmp_path) in seen and mend and "--out" in mend


def test_a_disk_that_is_nearly_full_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM_NEEDED", 10**18)
    assert doctor.check_folder()[1]


def test_a_missing_widget_front_end_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("jupyter_core.paths.jupyter_path", lambda *_: [str(tmp_path)])
    _, mend = doctor.check_widgets()
    assert mend and "jupyterlab_widgets" in mend


def test_a_kernel_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("no such kernel")

    monkeypatch.setattr("jupyter_client.manager.start_new_kernel", fail)
    seen, mend = doctor.check_kernel()
    assert "no such kernel" in seen and mend and "ipykernel" in mend


def test_a_check_that_breaks_is_a_finding_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def check_moon() -> doctor.Seen:
        raise ImportError("half a package")

    monkeypatch.setattr(doctor, "CHECKS", {"Moon": check_moon})
    ((words, well),) = doctor.examine()
    assert words.startswith("✗ Moon: ") and "half a package" in words and "To mend" in words and not well


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


def test_lessons_that_are_not_there_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing_lessons.lessons.course.find_lessons", lambda: ())
    seen, mend = doctor.check_lessons()
    assert seen.startswith("0 lessons") and mend and "--force-reinstall" in mend
