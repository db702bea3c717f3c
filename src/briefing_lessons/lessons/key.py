"""The answer key as a page or as Markdown: what the teacher expects of this briefing, and what to say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises import KeyRow, NotHere, answer_key, key_data
from briefing_lessons.html import as_markdown
from briefing_lessons.lessons.course import find_lessons
from briefing_lessons.pages import page

#: beside an answer that rests on a reading the machine is not sure of
_UNSURE = " (the reader is not sure: look at the line)"
_LEVELS = {"must": "for all", "should": "for most", "stretch": "stretch"}


def key_page(briefing: Briefing) -> str:
    """Return the answer key of the whole course for `briefing` as one HTML page."""
    lessons = [(title, list(rows)) for title, rows in _by_lesson(answer_key(briefing))]
    links = " · ".join(f'<a href="#lesson-{title[:2]}">{escape(title)}</a>' for title, _ in lessons)
    sections = "\n".join(
        f'<h2 id="lesson-{title[:2]}">{escape(title)}</h2>\n' + "\n".join(_html(row) for row in rows)
        for title, rows in lessons
    )
    title = f"Answer key: {briefing.title or briefing.source}"
    contents = f'<nav aria-label="Lessons"><p>{links}</p></nav>'
    return page(title, f"<h1>{escape(title)}</h1>\n<p>{escape(_note(briefing))}</p>\n{contents}\n{sections}")


def key_markdown(briefing: Briefing) -> str:
    """Return the answer key of the whole course for `briefing` as Markdown."""
    blocks = [f"# Answer key: {as_markdown(briefing.title or briefing.source)}", as_markdown(_note(briefing))]
    for title, rows in _by_lesson(answer_key(briefing)):
        blocks.append(f"## {as_markdown(title)}")
        blocks.extend(_markdown(row) for row in rows)
    return "\n\n".join(blocks) + "\n"


def key_json(briefing: Briefing) -> str:
    """Return the answer key of the whole course for `briefing` as JSON."""
    return json.dumps(key_data(briefing), ensure_ascii=False, indent=1) + "\n"


def _note(briefing: Briefing) -> str:
    return (
        f"Computed from {briefing.source}. Answers are what the text supports by line; "
        "another answer stands if a line supports it."
    )


def _by_lesson(rows: Sequence[KeyRow]) -> Iterator[tuple[str, Iterable[KeyRow]]]:
    titles = {int(lesson.number): lesson.title for lesson in find_lessons()}
    for number, group in groupby(rows, key=lambda row: row.exercise.lesson):
        yield f"{number:02} {titles.get(number, 'Lesson')}", group


def _html(row: KeyRow) -> str:
    parts = [
        f'<h3 id="{escape(row.exercise.id)}">{escape(row.exercise.id)} {escape(row.exercise.title)}</h3>',
        f"<p>{escape(_about(row))}</p>",
        f"<p>{escape(row.question)}</p>",
    ]
    if options := _options(row):
        items = "".join(f"<li>{escape(option)}</li>" for option in options)
        # the letters that learners see
        parts.append(f'<ol type="A" style="list-style:upper-alpha">{items}</ol>')
    if row.expected:
        parts.append(f"<p><strong>Answer:</strong> {escape(row.expected)}{_UNSURE * (not row.sure)}</p>")
    if row.worked:
        parts.append(f"<pre><code>{escape(row.worked)}</code></pre>")
    if row.mistakes:
        said = "".join(f"<dt>{escape(wrong)}</dt><dd>{escape(words)}</dd>" for wrong, words in row.mistakes)
        parts.append(f"<details><summary>Usual mistakes, and what to say</summary><dl>{said}</dl></details>")
    for heading, lines in _lists(row):
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        parts.append(f"<details><summary>{heading}</summary><ol>{items}</ol></details>")
    return "\n".join(parts)


def _markdown(row: KeyRow) -> str:
    parts = [
        f"### {as_markdown(row.exercise.id)} {as_markdown(row.exercise.title)}",
        f"*{as_markdown(_about(row))}*",
        as_markdown(row.question),
    ]
    if options := _options(row):
        parts.append(
            "\n".join(f"- {chr(ord('A') + at)}: {as_markdown(option)}" for at, option in enumerate(options))
        )
    if row.expected:
        parts.append(f"**Answer:** {as_markdown(row.expected)}{_UNSURE * (not row.sure)}")
    if row.worked:
        parts.append("\n".join(f"    {line}" for line in row.worked.splitlines()))
    if row.mistakes:
        parts.append("Usual mistakes, and what to say:")
        parts.append(
            "\n".join(f"- {as_markdown(wrong)}: {as_markdown(words)}" for wrong, words in row.mistakes)
        )
    for heading, lines in _lists(row):
        parts += [f"{heading}:", "\n".join(f"{at}. {as_markdown(line)}" for at, line in enumerate(lines, 1))]
    return "\n\n".join(parts)


def _options(row: KeyRow) -> tuple[str, ...]:
    return () if isinstance(row.task, NotHere) else row.task.options


def _about(row: KeyRow) -> str:
    return f"{row.exercise.objective}, {_LEVELS[row.exercise.level]}, {row.exercise.minutes} min"


def _lists(row: KeyRow) -> tuple[tuple[str, Sequence[str]], ...]:
    named = (("Hints", row.hints), ("What a good answer does", row.rubric), ("Sample answers", row.samples))
    return tuple((heading, lines) for heading, lines in named if lines)
