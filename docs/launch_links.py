"""Write the table of lessons, with a launch link for each, into README.md.

Owner, repository, tag and site stand once, in pyproject.toml under [tool.briefing-lessons]:

    python docs/launch_links.py
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from briefing_lessons.lessons.course import Lesson, find_lessons

ROOT = Path(__file__).resolve().parent.parent
TABLE = re.compile(r"(<!-- lessons: [^>]*-->\n).*?(<!-- end of lessons -->)", re.DOTALL)
BADGE = "https://mybinder.org/badge_logo.svg"


def setting() -> dict[str, str]:
    """Return what every link is made of."""
    words = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(words)["tool"]["briefing-lessons"])


def site_link(lesson: Lesson) -> str:
    """Return the address that opens `lesson` in the browser alone."""
    return f"{setting()['site']}/lab/index.html?path={lesson.path.name}"


def launch_link(lesson: Lesson) -> str:
    """Return the address that opens `lesson` on Binder."""
    place = setting()
    where = f"{place['owner']}/{place['repository']}/{place['tag']}"
    return f"https://mybinder.org/v2/gh/{where}?urlpath=lab/tree/notebooks/{lesson.path.name}"


def lesson_table() -> str:
    """Return the table of lessons as Markdown."""
    rows = ["| | Lesson | The question | Time | Open it |", "|---|---|---|---|---|"]
    for lesson in find_lessons(ROOT / "notebooks"):
        name = f"[{lesson.title}](notebooks/{lesson.path.name})"
        opened = f"[in the browser]({site_link(lesson)}) · [on Binder]({launch_link(lesson)})"
        cells = (lesson.number, name, lesson.question, lesson.minutes, opened)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def with_table(readme: str) -> str:
    """Return `readme` with the table of lessons brought up to date."""
    return TABLE.sub(lambda found: found[1] + lesson_table() + found[2], readme)


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8")
