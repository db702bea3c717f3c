"""Write lesson notebooks in their one committed form: no outputs, no counts, named cells, stable bytes.

Run `python tests/notebook_form.py` after editing a lesson in Jupyter.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def text_of(cell: dict[str, Any]) -> str:
    """Return the source of a cell as one string."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def tidy(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return `notebook` in its committed form."""
    return {
        "cells": [_tidy_cell(cell, number) for number, cell in enumerate(notebook["cells"], 1)],
        "metadata": METADATA,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _tidy_cell(cell: dict[str, Any], number: int) -> dict[str, Any]:
    tags = cell.get("metadata", {}).get("tags")
    source = "\n".join(line.rstrip() for line in text_of(cell).strip("\n").split("\n"))
    tidied: dict[str, Any] = {
        "cell_type": cell["cell_type"],
        "id": cell.get("id") or f"cell-{number}",
        "metadata": {"tags": tags} if tags else {},
        "source": source.splitlines(keepends=True),
    }
    if cell["cell_type"] == "code":
        tidied |= {"execution_count": None, "outputs": []}
    return dict(sorted(tidied.items()))


def write(path: Path, notebook: dict[str, Any]) -> None:
    """Write `notebook` to `path` in its committed form."""
    text = json.dumps(tidy(notebook), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def read(path: Path) -> dict[str, Any]:
    """Read a notebook as plain values."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def lessons() -> tuple[Path, ...]:
    """Return the lessons in order."""
    return tuple(sorted(NOTEBOOKS.glob("[0-9]*.ipynb")))


NUMBERS = range(len(lessons()))  #: of the lessons


def parse_script(script: str) -> dict[str, Any]:
    """Return the notebook written as plain text.

    A cell begins with a line such as `%% md header` or `%% code load [parameters]`.
    """
    cells = []
    for kind, name, tag, source in re.findall(
        r"^%% (md|code) ([\w-]+)(?: \[([\w-]+)\])?\n(.*?)(?=^%% |\Z)", script, re.M | re.S
    ):
        cells.append(
            {
                "cell_type": "markdown" if kind == "md" else "code",
                "id": name,
                "metadata": {"tags": [tag]} if tag else {},
                "source": source,
            }
        )
    return {"cells": cells}


if __name__ == "__main__":
    for lesson in lessons():
        write(lesson, read(lesson))
