"""The portfolio as one HTML page and as Markdown: written once, as blocks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from briefing_lessons.blocks import Block, as_html, as_markdown_blocks
from briefing_lessons.exercises.journal import Entry
from briefing_lessons.html import plural
from briefing_lessons.pages import page
from briefing_lessons.portfolio.content import Portfolio, Work, lesson_title
from briefing_lessons.tables import Table

#: where a page carries the journal, so that work can go on from the page alone
JOURNAL_ID = "bl-journal"
_OUTCOME = dict.fromkeys(("mistake", "wrong", "thin"), "not yet")
_OUTCOME |= {"unread": "not matched", "left": "left open"}


def format_html(portfolio: Portfolio) -> str:
    """Return the portfolio as one HTML page that loads nothing and carries the journal with it."""
    carried = escape(json.dumps(portfolio.journal.as_dict(), ensure_ascii=False))
    hidden = f'<div id="{JOURNAL_ID}" hidden data-journal="{carried}"></div>'
    return page(f"Portfolio {portfolio.code}", f"{as_html(_blocks(portfolio))}\n{hidden}", made=False)


def format_markdown(portfolio: Portfolio) -> str:
    """Return the portfolio as Markdown, with the charts inside and their words beside them."""
    return as_markdown_blocks(_blocks(portfolio))


def _blocks(portfolio: Portfolio) -> Iterator[Block]:
    yield Block("h1", f"Portfolio {portfolio.code}")
    yield Block("p", _overview(portfolio))
    for lesson in portfolio.lessons:
        yield Block("h2", lesson_title(lesson))
        if guesses := portfolio.guesses(lesson):
            yield Block("p", "Guesses and votes (nobody marks them):")
            yield Block("ul", items=tuple(map(_unmarked, guesses)))
        for work in portfolio.works_of(lesson):
            yield Block("h3", f"{work.exercise.id}: {work.exercise.title}")
            yield Block("p", work.question)
            yield Block("blockquote", work.words) if work.answer else Block("p", "No answer yet.")
            yield Block("note", _state(work))
    if portfolio.quotes:
        yield Block("h2", "Chosen quotations")
    for entry, content in portfolio.quotes:
        yield Block("blockquote", str(content.get("text", "")))
        speaker = f", {content['speaker']}" if content.get("speaker") else ""
        yield Block("note", f"{entry.source}, line {content.get('line', '?')}{speaker}")
        yield from _note(content)
    if portfolio.plots:
        yield Block("h2", "Charts")
    for _, content in portfolio.plots:
        numbers = content.get("table") or {}
        table = Table(numbers["columns"], numbers["rows"]) if numbers.get("columns") else None
        alt, caption, png = (str(content.get(name, "")) for name in ("alt", "caption", "png"))
        yield Block("figure", alt, lead=caption, png=png, table=table)
        yield from _note(content)
    if portfolio.sheets:
        yield Block("h2", "Spans labelled by hand")
        yield Block("ul", items=tuple(map(_sheet, portfolio.sheets)))
    if portfolio.notes:
        yield Block("h2", "Notes")
    for _, content in portfolio.notes:
        yield Block("blockquote", str(content.get("text", "")))
    if portfolio.old:
        yield Block("h2", "Questions of an earlier edition")
        yield Block("ul", items=tuple(map(_old, portfolio.old)))


def _note(content: dict[str, Any]) -> Iterator[Block]:
    if content.get("note"):
        yield Block("p", str(content["note"]))


def _overview(portfolio: Portfolio) -> str:
    texts = ", ".join(portfolio.sources) or "no text yet"
    return (
        f"{plural(portfolio.done, 'exercise')} done with {plural(portfolio.attempts, 'answer')} "
        f"and {plural(portfolio.hints, 'hint')}. "
        f"Texts: {texts}."
    )


def _unmarked(entry: Entry) -> str:
    which = "" if entry.kind == "guess" else f" ({entry.outcome})"
    return f"{entry.exercise}{which}: {entry.value}"


def _sheet(entry: Entry) -> str:
    return f"{entry.exercise.removeprefix('sheet.')}: {entry.outcome} labelled, in {entry.source}"


def _old(entry: Entry) -> str:
    return f"{entry.exercise}: {entry.value} ({_OUTCOME.get(entry.outcome, entry.outcome)})"


def _state(work: Work) -> str:
    """Return the outcome, the attempts and the hints in a line."""
    answer = work.answer
    outcome = f"{_OUTCOME.get(answer.outcome, answer.outcome).capitalize()}. " if answer else ""
    text = f" Text: {answer.source}." if answer and answer.source else ""
    return f"{outcome}Attempts: {work.attempts}. Hints: {work.hints}.{text}"
