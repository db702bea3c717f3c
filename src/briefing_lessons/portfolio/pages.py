"""The portfolio as one HTML page and as Markdown: same content, same order, everything escaped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from briefing_lessons.exercises.journal import Entry
from briefing_lessons.html import as_markdown, plural
from briefing_lessons.pages import page
from briefing_lessons.portfolio.content import Portfolio, Work, lesson_title
from briefing_lessons.tables import Table, format_table, format_value

#: where a page carries the journal, so that work can go on from the page alone
JOURNAL_ID = "bl-journal"
_OUTCOME = {"mistake": "not yet", "wrong": "not yet", "thin": "not yet", "left": "left open"}


def format_html(portfolio: Portfolio) -> str:
    """Return the portfolio as one HTML page that loads nothing and carries the journal with it."""
    parts = [f"<h1>Portfolio {escape(portfolio.code)}</h1>", f"<p>{escape(_overview(portfolio))}</p>"]
    for lesson in portfolio.lessons:
        parts.append(f"<h2>{escape(lesson_title(lesson))}</h2>")
        guesses = portfolio.guesses(lesson)
        if guesses:
            rows = (f"<li>{escape(_unmarked(g))}</li>" for g in guesses)
            parts.append(f"<p>Guesses and votes (nobody marks them):</p><ul>{''.join(rows)}</ul>")
        parts += map(_work_html, portfolio.works_of(lesson))
    if portfolio.quotes:
        parts.append("<h2>Chosen quotations</h2>")
        parts += (_quote_html(entry.source, content) for entry, content in portfolio.quotes)
    if portfolio.plots:
        parts.append("<h2>Charts</h2>")
        parts += (_plot_html(content) for _, content in portfolio.plots)
    if portfolio.sheets:
        parts.append("<h2>Spans labelled by hand</h2>")
        rows = (f"<li>{escape(_sheet(entry))}</li>" for entry in portfolio.sheets)
        parts.append(f"<ul>{''.join(rows)}</ul>")
    if portfolio.notes:
        parts.append("<h2>Notes</h2>")
        parts += (f"<p>{_lines(content.get('text', ''))}</p>" for _, content in portfolio.notes)
    if portfolio.old:
        parts.append("<h2>Questions of an earlier edition</h2>")
        rows = (f"<li>{escape(_old(entry))}</li>" for entry in portfolio.old)
        parts.append(f"<ul>{''.join(rows)}</ul>")
    carried = json.dumps(portfolio.journal.as_dict(), ensure_ascii=False)
    parts.append(f'<div id="{JOURNAL_ID}" hidden data-journal="{escape(carried)}"></div>')
    return page(f"Portfolio {portfolio.code}", "\n".join(parts), made=False)


def _overview(portfolio: Portfolio) -> str:
    texts = ", ".join(portfolio.sources) or "no text yet"
    return (
        f"{plural(portfolio.done, 'exercise')} done with {plural(portfolio.attempts, 'answer')} "
        f"and {plural(portfolio.hints, 'hint')}. "
        f"Texts: {texts}."
    )


def _work_html(work: Work) -> str:
    answer = work.answer
    given = f"<blockquote><p>{_lines(work.words)}</p></blockquote>" if answer else "<p>No answer yet.</p>"
    return (
        f"<section><h3>{escape(work.exercise.id)}: {escape(work.exercise.title)}</h3>"
        f"<p>{escape(work.question)}</p>{given}<p class='bl-note'>{escape(_state(work))}</p></section>"
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


def _quote_html(source: str, content: dict[str, Any]) -> str:
    speaker = f", {content['speaker']}" if content.get("speaker") else ""
    where = f"{source}, line {content.get('line', '?')}{speaker}"
    note = f"<p>{_lines(content['note'])}</p>" if content.get("note") else ""
    return (
        f"<figure><blockquote><p>{_lines(content.get('text', ''))}</p></blockquote>"
        f"<figcaption>{escape(where)}</figcaption>{note}</figure>"
    )


def _plot_html(content: dict[str, Any]) -> str:
    caption = f"<figcaption>{escape(str(content.get('caption', '')))}</figcaption>"
    note = f"<p>{_lines(content['note'])}</p>" if content.get("note") else ""
    table = content.get("table") or {}
    numbers = (
        "<details><summary>The numbers</summary>"
        f"{format_table(Table(table['columns'], table['rows']))}</details>"
        if table.get("columns")
        else ""
    )
    return (
        f'<figure><img alt="{escape(str(content.get("alt", "")))}" '
        f'src="data:image/png;base64,{escape(str(content.get("png", "")))}">{caption}{numbers}</figure>{note}'
    )


def _lines(text: object) -> str:
    return escape(str(text)).replace("\n", "<br>")


def format_markdown(portfolio: Portfolio) -> str:
    """Return the portfolio as Markdown, with the charts inside and their words beside them."""
    return "\n\n".join(_markdown(portfolio)) + "\n"


def _markdown(portfolio: Portfolio) -> Iterator[str]:
    yield f"# Portfolio {portfolio.code}"
    yield _overview(portfolio)
    for lesson in portfolio.lessons:
        yield f"## {lesson_title(lesson)}"
        guesses = portfolio.guesses(lesson)
        if guesses:
            yield "Guesses and votes (nobody marks them):"
            yield "\n".join(f"- {as_markdown(_unmarked(g))}" for g in guesses)
        for work in portfolio.works_of(lesson):
            yield f"### {work.exercise.id}: {work.exercise.title}"
            yield as_markdown(work.question)
            yield _block(work.words) if work.answer else "No answer yet."
            yield _state(work)
    if portfolio.quotes:
        yield "## Chosen quotations"
        for entry, content in portfolio.quotes:
            yield _block(str(content.get("text", "")))
            speaker = f", {content['speaker']}" if content.get("speaker") else ""
            where = f"{entry.source}, line {content.get('line', '?')}{speaker}."
            yield f"{where} {as_markdown(content.get('note', ''))}".rstrip()
    if portfolio.plots:
        yield "## Charts"
        for _, content in portfolio.plots:
            alt = as_markdown(str(content.get("alt", "")))
            yield f"![{alt}](data:image/png;base64,{content.get('png', '')})"
            yield " ".join(filter(None, (content.get("caption"), f"In words: {alt}", content.get("note"))))
            table = content.get("table") or {}
            if table.get("columns"):
                yield _table(table["columns"], table["rows"])
    if portfolio.sheets:
        yield "## Spans labelled by hand"
        yield "\n".join(f"- {as_markdown(_sheet(entry))}" for entry in portfolio.sheets)
    if portfolio.notes:
        yield "## Notes"
        for _, content in portfolio.notes:
            yield _block(str(content.get("text", "")))
    if portfolio.old:
        yield "## Questions of an earlier edition"
        yield "\n".join(f"- {as_markdown(_old(entry))}" for entry in portfolio.old)


def _block(text: str) -> str:
    return "\n".join(f"> {as_markdown(line)}" for line in text.splitlines() or [""])


def _table(columns: list[str], rows: list[list[Any]]) -> str:
    lines = [columns, ["---"] * len(columns), *([format_value(value) for value in row] for row in rows)]
    return "\n".join(
        "| " + " | ".join(cell if set(cell) == {"-"} else as_markdown(cell) for cell in row) + " |"
        for row in lines
    )
