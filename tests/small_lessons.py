"""Lessons of a few cells, for tests of the runner: each starts in a second, because it imports nothing."""

import json
from pathlib import Path


def write_lesson(path: Path, *code: str, title: str = "A lesson", parameters: str | None = None) -> Path:
    """Write a lesson: a title, the cell of parameters, and `code`."""
    source = parameters if parameters is not None else 'source: str = "000_95b79719e875266d.txt"'
    cells = [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": f"# {title}"},
        _code("parameters", source, ["parameters"]),
        *(_code(f"step-{number}", text) for number, text in enumerate(code, 1)),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def _code(name: str, source: str, tags: list[str] | None = None) -> dict[str, object]:
    metadata = {"tags": tags} if tags else {}
    return {
        "cell_type": "code", "id": name, "metadata": metadata,
        "source": source, "outputs": [], "execution_count": None,
    }  # fmt: skip
