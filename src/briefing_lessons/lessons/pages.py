"""Pages of a run: each lesson as HTML, and the index that leads to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from threading import Lock
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.files import data_folder
from briefing_lessons.lessons.course import Lesson
from briefing_lessons.pages import page

_LINK_TO_NEIGHBOUR = re.compile(r'href="([^":]+)\.(?:ipynb|md)(#[^"]*)?"')
_LINKS = (("All lessons", "index.html"), ("Glossary", "glossary.html"))
#: one exporter serves all lessons of a run, and Jinja environments are not made for two threads
_exporting = Lock()


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
    body = _LINK_TO_NEIGHBOUR.sub(r'href="\1.html\2"', body)
    return page(lesson.title, body, links=_LINKS)


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
    items = "\n".join(_entry(lesson, failure) for lesson, failure in entries)
    body = (
        f'<h1>{escape(title)}</h1>\n{found}\n<nav aria-labelledby="lessons"><h2 id="lessons">The lessons</h2>'
    )
    return page(title, f'{body}\n<ul class="lessons">\n{items}\n</ul></nav>', links=_LINKS[1:])


def _entry(lesson: Lesson, failure: str | None) -> str:
    about = " ".join(filter(None, [lesson.question, f"({lesson.minutes})" if lesson.minutes else ""]))
    link = f'<a href="{escape(lesson.name)}.html">{escape(lesson.title)}</a>'
    lines = [f"{escape(lesson.number)} {link}", escape(about)]
    if failure:
        lines.append(f'<span class="failed">Stopped at {escape(failure)}</span>')
    return f"<li>{'<br>'.join(filter(None, lines))}</li>"


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
        embed_images=True,
    )
