"""Pages to print when there is no network: the text with line numbers, and a worksheet for each lesson."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises import BANK, Exercise, NotHere, Task, excerpt
from briefing_lessons.files import write_whole
from briefing_lessons.lessons.course import Lesson, find_lessons, read_notebook, source_of
from briefing_lessons.pages import page

#: What stands under every page, in place of the note on exported lessons.
_FOOT = "Printed with briefing_lessons. Lessons: CC BY 4.0. The text belongs to its publisher."

_LINE_TO_WRITE_ON = '<p aria-hidden="true" style="border-bottom:1px solid;height:1.8em;margin:0"></p>'
_CHECK_BOX = '<span aria-hidden="true">☐</span>'


def write_handouts(briefing: Briefing, folder: Path) -> tuple[Path, ...]:
    """Write the numbered text and one worksheet for each lesson to `folder`; return what was written."""
    pages = (text_page(briefing), *(worksheet_page(briefing, lesson) for lesson in find_lessons()))
    named = zip(names_of_handouts(), pages, strict=True)
    return tuple(write_whole(folder / name, content) for name, content in named)


def names_of_handouts() -> tuple[str, ...]:
    """Return the names of the files that `write_handouts` writes."""
    return ("text.html", *(f"worksheet_{lesson.name}.html" for lesson in find_lessons()))


def text_page(briefing: Briefing) -> str:
    """Return the whole text with line numbers, as a page with a margin for notes."""
    rows = "".join(
        f'<tr><th scope="row" style="text-align:right;vertical-align:top">{line.number}</th>'
        f"<td>{_marked(line.text, line.role)}</td></tr>"
        for line in briefing.lines
        if line.role != "blank"
    )
    title = f"Text with line numbers: {briefing.title or briefing.source}"
    table = f"<table><caption>{escape(briefing.source)}</caption><tbody>{rows}</tbody></table>"
    return page(title, f"<h1>{escape(title)}</h1>\n{table}", foot=_FOOT)


def worksheet_page(briefing: Briefing, lesson: Lesson) -> str:
    """Return the questions of one lesson on `briefing`, to be answered with a pencil; no answers."""
    cells = {cell["id"]: source_of(cell) for cell in read_notebook(lesson.path)["cells"]}
    card = cells["header"]
    aims = re.findall(r"^- \*\*(L\d\.\d)\*\* (.+?)[,.]?$", card, re.MULTILINE)
    parts = [
        f"<h1>Worksheet: {escape(lesson.title)}</h1>",
        f"<p><strong>{escape(lesson.question)}</strong></p>" if lesson.question else "",
        "<p>Code: ______________ &#160; Date: ______________</p>",
        "<ul>" + "".join(f"<li>{escape(id)} {escape(aim)}</li>" for id, aim in aims) + "</ul>",
        "<h2>Read</h2>",
        excerpt(briefing)._repr_html_(),
        *_source_card(cells.get("source-card", "")),
        "<h2>Answer</h2>",
        "<p>Some answers need the whole text with its line numbers.</p>",
        *(_question(exercise, briefing) for exercise in BANK if f"{exercise.lesson:02}" == lesson.number),
        "<h2>My evidence</h2>",
        "<p>I cite line ____ because</p>" + 3 * _LINE_TO_WRITE_ON,
    ]
    return page(f"Worksheet: {lesson.title}", "\n".join(parts), foot=_FOOT)


def _source_card(markdown: str) -> list[str]:
    """Return the empty card of lesson 01 as a table with room to write."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in markdown.splitlines() if "|" in line
    ]
    if not rows:
        return []
    (head, _, *entries) = rows
    columns = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr style="height:2.6em"><th scope="row">{escape(entry)}</th><td style="width:60%"></td><td></td>'
        "</tr>"
        for entry, *_ in entries
    )
    return [
        f"<h2>{escape(head[0])}</h2>",
        f"<table><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table>",
    ]


def _marked(text: str, role: str) -> str:
    return f"<strong>{escape(text)}</strong>" if role == "heading" else escape(text)


def _question(exercise: Exercise, briefing: Briefing) -> str:
    task = exercise.on(briefing)
    head = f"<h3>{escape(exercise.id)} {escape(exercise.title)}</h3>"
    if isinstance(task, NotHere):
        return f"{head}\n<p>{escape(task.reason)} Do {escape(task.instead)} instead.</p>"
    about = f"<p>{escape(task.question)} <small>({exercise.level}, {exercise.minutes} minutes)</small></p>"
    return "\n".join([head, about, _space(task)])


def _space(task: Task) -> str:
    """Return boxes to tick, or lines to write on with the words a sentence may begin with."""
    if task.options:
        boxes = "".join(f"<li>{_CHECK_BOX} {escape(option)}</li>" for option in task.options)
        return f'<ol type="A" style="list-style:upper-alpha">{boxes}</ol>'
    return f"<p><em>{escape(task.hints[1])}</em></p>" + 4 * _LINE_TO_WRITE_ON
