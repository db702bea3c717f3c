"""Exported pages: what axe-core says of them, light and dark, and what a phone makes of them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from opened_notebook import violations

from briefing_lessons.files import seed_names

COMMAND = [sys.executable, "-c", "from briefing_lessons.command.cli import main; main()"]


@pytest.fixture(scope="module", params=seed_names())
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """Every page that `run` and `key` write for one seed."""
    out = tmp_path_factory.mktemp("pages")
    seed = ["--briefing", str(request.param)]
    subprocess.run([*COMMAND, "run", *seed, "--out", str(out)], check=True, capture_output=True)
    subprocess.run([*COMMAND, "key", *seed, "--out", str(out / "key.html")], check=True, capture_output=True)
    found = sorted(out.glob("*.html"))
    assert {"index.html", "key.html"} < {path.name for path in found}
    yield found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(tab: Any, pages: list[Path], axe_script: str, scheme: str) -> None:
    tab.emulate_media(color_scheme=scheme)
    found = {}
    for path in pages:
        tab.goto(path.as_uri())
        found[path.name] = violations(tab, axe_script)
    assert {name: list_ for name, list_ in found.items() if list_} == {}


def test_pages_have_one_first_heading_and_skip_no_level(tab: Any, pages: list[Path]) -> None:
    for path in pages:
        tab.goto(path.as_uri())
        levels = tab.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
        assert levels.count(1) == 1, path.name
        assert all(after <= before + 1 for before, after in pairwise(levels)), path.name


def test_every_picture_has_words_of_its_own(tab: Any, pages: list[Path]) -> None:
    for path in pages:
        tab.goto(path.as_uri())
        images = tab.evaluate("[...document.images].map(image => [image.alt, image.src])")
        assert all(len(alt) > 30 and "No description" not in alt for alt, _ in images), path.name
        pictures = dict(map(reversed, images))  # one that is shown again says the same again
        assert len(set(pictures.values())) == len(pictures), path.name


def test_pages_fit_a_phone_and_twice_the_size(tab: Any, pages: list[Path]) -> None:
    for width in (360, 640):  # 640: a 1280 pixel window at 200 %
        tab.set_viewport_size({"width": width, "height": 800})
        for path in pages:
            tab.goto(path.as_uri())
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (path.name, width)


def test_pages_run_no_script_and_keep_no_widget_state(pages: list[Path]) -> None:
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert "<script" not in page and "widget-state" not in page and "widget-view" not in page, path.name
        assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", page), path.name


def test_the_keyboard_reaches_the_content_first(tab: Any, pages: list[Path]) -> None:
    tab.goto(pages[0].as_uri())
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the content"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "content"


def test_tables_have_captions_and_scopes(tab: Any, pages: list[Path]) -> None:
    for path in pages:
        tab.goto(path.as_uri())
        bad = tab.evaluate(
            "[...document.querySelectorAll('table')].filter(t => !t.caption || "
            "[...t.querySelectorAll('th')].some(h => !h.scope)).map(t => t.outerHTML.slice(0, 200))"
        )
        assert bad == [], path.name
