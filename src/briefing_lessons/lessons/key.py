"""The answer key as a page or as Markdown: what the teacher expects of this briefing, and what to say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from itertools import chain, groupby

from briefing_lessons.blocks import Block, as_html, as_markdown_blocks
from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises import KeyRow, Task, answer_key, key_data
from briefing_lessons.lessons.course import find_lessons
from briefing_lessons.pages import page

_LEVELS = {"must": "for all", "should": "for most", "stretch": "stretch"}


def key_page(briefing: Briefing) -> str:
    """Return the answer key of the whole course for `briefing` as one HTML page."""
    lessons = list(_by_lesson(answer_key(briefing)))
    links = " · ".join(f'<a href="#lesson-{title[:2]}">{escape(title)}</a>' for title, _ in lessons)
    contents = f'<nav aria-label="Lessons"><p>{links}</p></nav>'
    parts = (as_html(_beginning(briefing)), contents, *(as_html(blocks) for _, blocks in lessons))
    return page(_title(briefing), "\n".join(parts))


def key_markdown(briefing: Briefing) -> str:
    """Return the answer key of the whole course for `briefing` as Markdown."""
    lessons = chain.from_iterable(blocks for _, blocks in _by_lesson(answer_key(briefing)))
    return as_markdown_blocks((*_beginning(briefing), *lessons))


def key_json(briefing: Briefing) -> str:
    """Return the answer key of the whole course for `briefing` as JSON."""
    return json.dumps(key_data(briefing), ensure_ascii=False, indent=1) + "\n"


def _title(briefing: Briefing) -> str:
    return f"Answer key: {briefing.title or briefing.source}"


def _beginning(briefing: Briefing) -> tuple[Block, Block]:
    note = "Answers are what the text supports by line; another answer stands if a line supports it."
    return Block("h1", _title(briefing)), Block("p", f"Computed from {briefing.source}. {note}")


def _by_lesson(rows: Sequence[KeyRow]) -> Iterator[tuple[str, list[Block]]]:
    titles = {int(lesson.number): lesson.title for lesson in find_lessons()}
    for number, group in groupby(rows, key=lambda row: row.exercise.lesson):
        title = f"{number:02} {titles.get(number, 'Lesson')}"
        blocks = chain.from_iterable(map(_blocks, group))
        yield title, [Block("h2", title, lead=f"lesson-{number:02}"), *blocks]


def _blocks(row: KeyRow) -> Iterator[Block]:
    one = row.exercise
    yield Block("h3", f"{one.id} {one.title}", lead=one.id)
    yield Block("note", f"{one.objective}, {_LEVELS[one.level]}, {one.minutes} min")
    yield Block("p", row.question)
    if isinstance(row.task, Task) and row.task.options:
        yield Block("options", items=row.task.options)
    yield from answer_blocks(row)
    if row.worked:
        yield Block("pre", row.worked)
    mistakes = [f"{wrong}: {message}" for wrong, message in row.mistakes]
    for heading, lines in (
        ("Usual mistakes, and what to say", mistakes),
        ("Hints", row.hints),
        ("What a good answer does", row.rubric),
        ("Sample answers", row.samples),
    ):
        if lines:
            yield Block("details", heading, tuple(lines))


def answer_blocks(row: KeyRow) -> Iterator[Block]:
    """Yield the expected answer; nothing for a free text."""
    if row.expected:
        unsure = "" if row.sure else " (the reader is not sure: look at the line)"
        yield Block("p", f"{row.expected}{unsure}", lead="Answer:")
