"""Every lesson, opened from the file browser and run as a class would run it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from notebook import Notebook, errors, violations

from briefing_lessons.lessons.course import find_lessons

LESSONS = [lesson.path.name for lesson in find_lessons()]
OURS = (".jp-OutputArea-output", ".jp-MarkdownOutput")


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_runs_from_restart_without_an_error(
    tab: Any, lab: tuple[str, Path], axe_script: str, name: str
) -> None:
    notebook = Notebook(tab, lab, name)
    assert errors(notebook.run_all()) == []
    assert violations(tab, axe_script, *OURS) == []
