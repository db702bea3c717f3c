"""A real Chromium, and a real JupyterLab: as `briefing-lessons lab` opens it, and as Binder does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from every_explorer import CELLS
from opened_notebook import Notebook, errors, open_from_list, window, write_notebook
from served import served

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that `-m "not browser"` leaves it out."""
    for item in items:
        if HERE in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The installed Chromium; playwright only drives it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe_script() -> str:
    """The source of axe-core: from BRIEFING_LESSONS_AXE, or from the package axe-playwright-python."""
    given = os.environ.get("BRIEFING_LESSONS_AXE")
    if given:
        return Path(given).read_text(encoding="utf-8")
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return Path(package.__file__).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a JupyterLab opened by `briefing-lessons lab`, and the folder it shows."""
    home = tmp_path_factory.mktemp("lab")
    settings = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    environment = os.environ | {name: str(home / folder) for name, folder in settings.items()}
    command = [sys.executable, "-c", "from briefing_lessons.command.cli import main; main()", "lab"]
    command += ["--dir", str(home / "work"), "--no-browser", "--"]
    with served(command, home, environment) as address:
        yield address, home / "work"


@pytest.fixture(scope="session")
def binder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a plain JupyterLab on a fresh checkout, after Binder's last step, and its folder."""
    home = tmp_path_factory.mktemp("binder")
    checkout = home / "checkout"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8")
    if listed.returncode:
        pytest.skip("git does not know which files Binder would have: this is no checkout")
    for name in filter(None, listed.stdout.split("\0")):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, checkout / name)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = kept | {"HOME": str(home), "PATH": path}
    subprocess.run(
        ["bash", "binder/postBuild"], cwd=checkout, env=environment, check=True, capture_output=True
    )
    with served([sys.executable, "-m", "jupyterlab", "--no-browser"], checkout, environment) as address:
        yield address, checkout


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    """A browser tab; the test fails if anything in it asks another machine for something."""
    with window(chromium, accept_downloads=True) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def notebook(chromium: Any, lab: tuple[str, Path]) -> Iterator[Notebook]:
    """One notebook with every explorer, run once; the tests of a file move them one after another."""
    write_notebook(lab[1] / "explorers.ipynb", *CELLS.values())
    with window(chromium) as context:
        opened = open_from_list(context.new_page(), lab, "explorers.ipynb")
        assert errors(opened.run_all()) == []
        yield opened
