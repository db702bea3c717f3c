"""The wheel made from what is installed: ours from wherever it runs, others by their record."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefing_lessons.command.wheel import build_wheel
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder, seed_names


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheels"))


def test_our_wheel_holds_code_lessons_texts_and_pins(ours: Path) -> None:
    names = zipfile.ZipFile(ours).namelist()
    lessons = {path.name for path in data_folder("notebooks").glob("[0-9]*.ipynb")}
    assert {f"briefing_lessons/_data/notebooks/{name}" for name in lessons} <= set(names)
    assert {f"briefing_lessons/_data/seeds/{name}" for name in seed_names()} <= set(names)
    assert "briefing_lessons/_data/binder/constraints.txt" in names
    assert not [name for name in names if "__pycache__" in name or "/." in name]


def test_our_wheel_runs_from_where_it_is_unpacked(ours: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(ours).extractall(tmp_path)
    code = (
        "import briefing_lessons as b; print(b.__file__); "
        "print(len(b.load_briefing('001_ferry_report.txt').headings))"
    )
    said = subprocess.check_output(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)}, text=True
    )
    assert said.startswith(str(tmp_path))


def test_the_same_files_make_the_same_bytes(ours: Path, tmp_path: Path) -> None:
    assert build_wheel(tmp_path).read_bytes() == ours.read_bytes()


def test_a_learners_work_beside_the_lessons_stays_out(ours: Path) -> None:
    assert not [
        name for name in zipfile.ZipFile(ours).namelist() if "/work-" in name or "/portfolio-" in name
    ]


def test_another_package_is_packed_by_its_record(tmp_path: Path) -> None:
    wheel = build_wheel(tmp_path, "ipywidgets")
    names = zipfile.ZipFile(wheel).namelist()
    assert "ipywidgets/__init__.py" in names
    assert any(name.endswith(".dist-info/METADATA") for name in names)


@pytest.mark.parametrize(
    ("name", "words"), [("matplotlib", "compiled code"), ("no-such-package-here", "is not installed here")]
)
def test_what_cannot_be_packed_is_said_in_a_sentence(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match=words):
        build_wheel(tmp_path, name)
