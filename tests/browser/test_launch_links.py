"""Binder, from the launch links of README on: the same files, the same paths, and in CI the same versions."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from opened_notebook import errors, open_by_link
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINKS = [
    parse_qs(urlsplit(link).query)["urlpath"][0]
    for link in re.findall(r"https://mybinder\.org/v2/[^)]+", README)
]


def test_there_is_a_launch_link_for_each_lesson() -> None:
    lessons = sorted(path.name for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))
    assert [link.removeprefix("lab/tree/notebooks/") for link in LINKS] == lessons


@pytest.mark.parametrize("urlpath", LINKS)
def test_a_launch_link_opens_its_lesson(tab: Any, binder: tuple[str, Path], urlpath: str) -> None:
    notebook = open_by_link(tab, binder, urlpath)
    assert notebook.path.is_file()
    assert tab.locator(".jp-Notebook h1").first.inner_text().startswith(notebook.path.name[:2])
    assert tab.locator(".jp-Dialog, .Toastify__toast").count() == 0


def test_a_lesson_opened_by_its_launch_link_runs_from_restart(tab: Any, binder: tuple[str, Path]) -> None:
    assert errors(open_by_link(tab, binder, LINKS[3]).run_all()) == []


def pins() -> Iterator[Requirement]:
    """Yield what Binder installs, for the Python that runs here."""
    for line in (ROOT / "binder" / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] not in " #":
            pin = Requirement(line)
            if pin.marker is None or pin.marker.evaluate():
                yield pin


def test_the_versions_tested_are_those_binder_installs() -> None:
    other = [f"{pin}, here {version(pin.name)}" for pin in pins() if version(pin.name) not in pin.specifier]
    if other and not os.environ.get("CI_PINS", "").startswith("binder/"):
        pytest.skip(f"an environment of one's own: {len(other)} versions differ; .ci/run makes Binder's")
    assert other == []
