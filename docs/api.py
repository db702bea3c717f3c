"""Write docs/api.md: every module whose names a lesson imports, and the ones they stand on.

python docs/api.py
"""

from __future__ import annotations

from pathlib import Path

import briefing_lessons
from briefing_lessons.exercises.bank import LESSONS

PAGE = Path(__file__).with_name("api.md")
#: not imported by lessons, but by those who build on the package
ALSO = (
    "spans",
    "errors",
    "reading.document",
    "quotes",
    "rhetoric",
    "command.report",
    "command.many",
    "lessons.run",
    "command.lab",
)


def api_page() -> str:
    """Return the page as Markdown with a directive for each module."""
    helpers = {f"exercises.{module}" for module in LESSONS}
    modules = sorted({*briefing_lessons._HOME.values(), *helpers, *ALSO})
    parts = [
        "# API reference",
        "Written by `docs/api.py`. Names under *From a lesson* are imported from `briefing_lessons` itself, "
        "in the groups that `help(briefing_lessons)` shows.",
        "## From a lesson",
    ]
    for group, names in briefing_lessons.GROUPS.items():
        links = ", ".join(
            f":py:obj:`{name} <briefing_lessons.{home}.{name}>`" for name, home in names.items()
        )
        parts.append(f"**{group}**\n\n```{{eval-rst}}\n{links}\n```")
    for module in modules:
        where = f"briefing_lessons.{module}"
        # a package shows what its modules define: indexed there, or a module and a function share a name
        again = "\n   :no-index:" if any(other.startswith(f"{module}.") for other in modules) else ""
        parts.append(f"## {where}\n\n```{{eval-rst}}\n.. automodule:: {where}\n   :members:{again}\n```")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(api_page(), encoding="utf-8")
