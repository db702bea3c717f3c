"""The lessons of the course: which there are, which one a learner means by "3", and each as a page."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder
from briefing_lessons.pages import page

_LINK_TO_NEIGHBOUR = re.compile(r'href="([^":]+)\.(?:ipynb|md)(#[^"]*)?"')
_LINKS = (("All lessons", "index.html"), ("Glossary", "glossary.html"))
#: one exporter serves all lessons of a run, and Jinja environments are not made for two threads
_exporting = Lock()


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
        cells = (cell for cell in read_notebook(self.path)["cells"] if cell["cell_type"] == "markdown")
        found = (re.search(pattern, source_of(cell), re.MULTILINE) for cell in cells)
        return next((match[1].strip() for match in found if match), otherwise)


def read_notebook(path: Path) -> dict[str, Any]:
    """Return the notebook at `path` as plain values.

    Raises
    ------
    BriefingError
        When the file is not a notebook.
    """
    with suppress(ValueError, KeyError, TypeError):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(notebook["cells"], list):
            return dict(notebook)
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
    wrong = "this could mean several lessons" if meant else "there is no such lesson"
    raise BriefingError(f"{word}: {wrong}. Name one of: {known}.")


def lesson_page(notebook: Any, lesson: Lesson, *, code: bool = True) -> str:
    """Return an executed notebook as a page; links to other lessons and the glossary lead to their pages.

    Parameters
    ----------
    notebook
        An executed `nbformat` notebook.
    code
        Whether the cells stand above their results; without them the page is there to be read.
    """
    where = {"metadata": {"name": lesson.name, "path": str(lesson.path.parent)}}
    with _exporting:
        body, _ = _exporter(code).from_notebook_node(notebook, where)
    return page(lesson.title, _LINK_TO_NEIGHBOUR.sub(r'href="\1.html\2"', body), links=_LINKS)


def glossary_page() -> str:
    """Return the glossary that the lessons link to as a page."""
    words = (data_folder("notebooks") / "glossary.md").read_text(encoding="utf-8")
    return page("Glossary", render_markdown(words), links=_LINKS[:1])


def render_markdown(words: str) -> str:
    """Return Markdown as HTML, as a notebook shows it."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    return str(MarkdownWithMath(IPythonRenderer(escape=False, exclude_anchor_links=True)).render(words))


def index_page(briefing: Briefing, entries: Sequence[tuple[Lesson, str | None]]) -> str:
    """Return the page that a run opens on: what was found in `briefing`, and the way to every lesson.

    Parameters
    ----------
    briefing
        The text that was read.
    entries
        Each lesson with what stopped it, or `None`.
    """
    from briefing_lessons.lessons.card import findings, findings_title

    title = findings_title(briefing)
    found = findings(briefing, {lesson.number: f"{lesson.name}.html" for lesson, _ in entries})
    items = "\n".join(f"<li>{'<br>'.join(filter(None, _entry(*entry)))}</li>" for entry in entries)
    lessons = f'<h2 id="lessons">The lessons</h2>\n<ul class="lessons">\n{items}\n</ul>'
    body = f'<h1>{escape(title)}</h1>\n{found}\n<nav aria-labelledby="lessons">{lessons}</nav>'
    return page(title, body, links=_LINKS[1:])


def _entry(lesson: Lesson, failure: str | None) -> Iterator[str]:
    yield f'{escape(lesson.number)} <a href="{escape(lesson.name)}.html">{escape(lesson.title)}</a>'
    yield escape(f"{lesson.question} ({lesson.minutes})" if lesson.minutes else lesson.question).strip()
    if failure:
        yield f'<span class="failed">Stopped at {escape(failure)}</span>'


@cache
def _exporter(code: bool) -> Any:
    from nbconvert import HTMLExporter

    return HTMLExporter(
        template_name="lesson",
        extra_template_basedirs=[str(files("briefing_lessons") / "templates")],
        exclude_anchor_links=True,
        exclude_input=not code,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
