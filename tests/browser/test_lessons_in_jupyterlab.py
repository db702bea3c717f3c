"""Every lesson, opened from the file browser and run as a class would run it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from opened_notebook import errors, open_from_list, violations, window, write_notebook

from briefing_lessons.lessons.course import find_lessons

LESSONS = [lesson.path.name for lesson in find_lessons()]
OURS = (".jp-OutputArea-output", ".jp-MarkdownOutput")


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_runs_from_restart_without_an_error(
    tab: Any, lab: tuple[str, Path], axe_script: str, name: str
) -> None:
    notebook = open_from_list(tab, lab, name)
    assert errors(notebook.run_all()) == []
    assert violations(tab, axe_script, *OURS) == []


def test_a_lesson_opened_again_shows_its_result_and_no_error(chromium: Any, lab: tuple[str, Path]) -> None:
    load = "from briefing_lessons import ask, load_briefing\nbriefing = load_briefing"
    write_notebook(lab[1] / "again.ipynb", f"{load}('000_95b79719e875266d.txt')", "ask('start.1')")
    with window(chromium) as first:
        notebook = open_from_list(first.new_page(), lab, "again.ipynb")
        notebook.run_all()
        notebook.menu("Kernel", "Shut Down Kernel")
        notebook.tab.wait_for_timeout(1000)
    with window(chromium) as second:
        place = open_from_list(second.new_page(), lab, "again.ipynb").cell(1)
        place.get_by_text("How many lines has this text?").wait_for()
        place.get_by_text("Run this cell again to answer").wait_for()
        broken = place.locator(".jp-OutputArea-output.jupyter-widgets")
        assert all(output.evaluate("e => getComputedStyle(e).fontSize") == "0px" for output in broken.all())
