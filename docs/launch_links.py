"""Write the table of lessons, with a launch link for each, into README.md.

Owner, repository and tag stand once, in pyproject.toml under [tool.briefing-lessons]:

    python docs/launch_links.py
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from briefing_lessons.lessons.course import Lesson, find_lessons, read_notebook, source_of

ROOT = Path(__file__).resolve().parent.parent
TABLE = re.compile(r"(<!-- lessons: [^>]*-->\n).*?(<!-- end of lessons -->)", re.DOTALL)
BADGE = "https://mybinder.org/badge_logo.svg"


def launch_link(lesson: Lesson) -> str:
    """Return the address that opens `lesson` on Binder."""
    place = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["briefing-lessons"]
    where = f"{place['owner']}/{place['repository']}/{place['tag']}"
    return f"https://mybinder.org/v2/gh/{where}?urlpath=lab/tree/notebooks/{lesson.path.name}"


def lesson_table() -> str:
    """Return the table of lessons as Markdown."""
    rows = ["| | Lesson | The question | Time | Open it |", "|---|---|---|---|---|"]
    for lesson in find_lessons(ROOT / "notebooks"):
        card = source_of(read_notebook(lesson.path)["cells"][0])
        question = _field(r"\*\*The question:\*\* *(.+)", card)
        question = question[:1].upper() + question[1:]
        minutes = _field(r"\| *Time *\| *(\d+ minutes)", card)
        name = f"[{lesson.title}](notebooks/{lesson.path.name})"
        rows.append(
            f"| {lesson.number} | {name} | {question} | {minutes} | [on Binder]({launch_link(lesson)}) |"
        )
    return "\n".join(rows) + "\n"


def with_table(readme: str) -> str:
    """Return `readme` with the table of lessons brought up to date."""
    return TABLE.sub(lambda found: found[1] + lesson_table() + found[2], readme)


def _field(pattern: str, card: str) -> str:
    found = re.search(pattern, card)
    return found[1].strip() if found else ""


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8")
