"""What is printed and projected: pages are counted, steps turned by keys, nothing squeezed on a phone."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from opened_notebook import violations
from pypdf import PdfReader

from briefing_lessons import load_briefing
from briefing_lessons.lessons.course import find_lessons
from briefing_lessons.lessons.key import write_handouts


@pytest.fixture(scope="module")
def handouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything for the transcript, the longest text of the course."""
    folder = tmp_path_factory.mktemp("handouts")
    write_handouts(load_briefing("000_95b79719e875266d.txt"), folder)
    return folder


def open_page(chromium: Any, path: Path, width: int = 1280) -> Any:
    page = chromium.new_page(viewport={"width": width, "height": 720})
    page.goto(path.as_uri())
    return page


def printed(chromium: Any, path: Path) -> list[str]:
    """Return the words of each printed page."""
    page = open_page(chromium, path)
    words = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    page.close()
    return words


def test_the_short_key_is_one_printed_page_a_lesson(chromium: Any, handouts: Path) -> None:
    sheets = printed(chromium, handouts / "short_key.html")
    assert len(sheets) == len(find_lessons())
    for sheet, lesson in zip(sheets, find_lessons(), strict=True):
        assert f"{lesson.number} {lesson.title}" in sheet


@pytest.mark.parametrize("name", ["print_03_who_is_speaking", "worksheet_06_what_is_it_about"])
def test_no_printed_page_is_empty_and_no_question_is_split(chromium: Any, handouts: Path, name: str) -> None:
    sheets = printed(chromium, handouts / f"{name}.html")
    assert all(len(sheet.split()) > 12 for sheet in sheets)
    page = (handouts / f"{name}.html").read_text(encoding="utf-8")
    for question in re.findall(r"<h3>((?:who|topic)\.\d) [^<]*</h3>(?=(?:(?!<h3>).)*☐)", page, re.DOTALL):
        sheet = next(sheet for sheet in sheets if question in sheet)
        options = sheet[sheet.index(question) :]
        assert options.count("☐") >= 2, question


def test_a_chart_keeps_its_shape_on_paper(chromium: Any, handouts: Path) -> None:
    page = open_page(chromium, handouts / "worksheet_06_what_is_it_about.html")
    page.emulate_media(media="print")
    shapes = page.eval_on_selector_all(
        "figure img", "all => all.map(x => x.width / x.height / (x.naturalWidth / x.naturalHeight))"
    )
    assert shapes and all(abs(shape - 1) < 0.02 for shape in shapes)
    bars = page.eval_on_selector_all(".scroll", "all => all.map(x => getComputedStyle(x).overflowX)")
    assert set(bars) == {"visible"}
    page.close()


def test_arrow_keys_turn_the_projector_and_nothing_is_loaded(chromium: Any, handouts: Path) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 720})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((handouts / "projector_03_who_is_speaking.html").as_uri())
    steps = page.locator(".step").count()
    assert steps > 10 and page.locator(".step:visible").count() == 1
    seen = []
    for _ in range(steps):
        seen.append(page.locator(".step:visible").inner_text())
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight + 60"), seen[-1]
        page.keyboard.press("ArrowRight")
    assert len(set(seen)) == steps
    page.keyboard.press("Home")
    assert page.locator("#at").inner_text() == f"1 of {steps}"
    assert len(asked) == 1
    page.close()


@pytest.mark.parametrize("name", ["text", "short_key", "worksheet_01_read_before_you_count", "index"])
def test_on_a_phone_no_column_is_a_letter_wide(chromium: Any, handouts: Path, name: str) -> None:
    page = open_page(chromium, handouts / f"{name}.html", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    squeezed = page.eval_on_selector_all(
        "th, td, li, p, dd",
        "all => all.filter(x => x.innerText.trim().length > 8 && x.clientWidth < 60 && x.clientHeight > 60)"
        ".map(x => x.innerText)",
    )
    assert not squeezed
    page.close()


@pytest.mark.parametrize(
    "kind", ["index", "short_key", "print_06_what_is_it_about", "projector_03_who_is_speaking"]
)
def test_axe_finds_nothing_on_them(tab: Any, handouts: Path, axe_script: str, kind: str) -> None:
    tab.goto((handouts / f"{kind}.html").as_uri())
    assert violations(tab, axe_script) == []
