"""The lessons of the course: which there are, and which one a learner means by "3"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder


@dataclass(frozen=True, slots=True)
class Lesson:
    """One notebook of the course."""

    path: Path  #: the stripped notebook

    @property
    def name(self) -> str:
        """The file name without its ending, e.g. "03_who_is_speaking"."""
        return self.path.stem

    @property
    def number(self) -> str:
        """The two digits in front of the name, e.g. "03"."""
        return self.name.split("_")[0]

    @property
    def title(self) -> str:
        """The first heading in the notebook without the number, or the name where it has none."""
        return self._find(r"^# +(.+)", self.name).removeprefix(self.number).strip()

    @property
    def question(self) -> str:
        """The question on the header card; empty where there is none."""
        words = self._find(r"\*\*The question:\*\* *(.+)")
        return words[:1].upper() + words[1:]

    @property
    def minutes(self) -> str:
        """The class time on the header card, e.g. "two periods of 50 minutes"; empty where there is none."""
        return self._find(r"\| *Time *\| *([^|;]+ minutes)")

    def _find(self, pattern: str, otherwise: str = "") -> str:
        for cell in read_notebook(self.path)["cells"]:
            if cell["cell_type"] == "markdown" and (
                found := re.search(pattern, source_of(cell), re.MULTILINE)
            ):
                return found[1].strip()
        return otherwise


def read_notebook(path: Path) -> dict[str, Any]:
    """Return the notebook at `path` as plain values.

    Raises
    ------
    BriefingError
        When the file is not a notebook.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(notebook["cells"], list):
            return dict(notebook)
    except (ValueError, KeyError, TypeError):
        pass
    raise BriefingError(f"{path}: this is not a notebook. Copy the lesson again from the package.")


def source_of(cell: dict[str, Any]) -> str:
    """Return the text of a cell, which the file format keeps as one string or as lines."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def find_lessons(folder: Path | None = None) -> tuple[Lesson, ...]:
    """Return the lessons in `folder` (by default those of the package), in teaching order.

    >>> find_lessons()[0].number
    '00'
    """
    return tuple(Lesson(path) for path in sorted((folder or data_folder("notebooks")).glob("[0-9]*.ipynb")))


def choose_lessons(wanted: Iterable[str], lessons: tuple[Lesson, ...]) -> tuple[Lesson, ...]:
    """Return the lessons meant by `wanted`: numbers ("3", "03"), names, or parts of one name; all when empty.

    >>> [lesson.number for lesson in choose_lessons(["3", "04_the_reporters_hand"], find_lessons())]
    ['03', '04']

    Raises
    ------
    BriefingError
        When a word means no lesson, or more than one.
    """
    chosen = [_choose(word, lessons) for word in wanted]
    return tuple(x for x in lessons if x in chosen) if chosen else lessons


def _choose(word: str, lessons: tuple[Lesson, ...]) -> Lesson:
    plain = Path(word).name.removesuffix(".ipynb").lower()
    meant = [x for x in lessons if plain in (x.name.lower(), x.number, x.number.lstrip("0") or "0")]
    meant = meant or [x for x in lessons if plain.replace(" ", "_").replace("-", "_") in x.name.lower()]
    if len(meant) == 1:
        return meant[0]
    known = ", ".join(x.name for x in meant or lessons)
    if meant:
        raise BriefingError(f"{word}: this could mean several lessons. Name one of: {known}.")
    raise BriefingError(f"{word}: there is no such lesson. Name one of: {known}.")
