"""A briefing on the terminal: a short summary, and each kind of finding as a table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_lessons.command.export import as_json
from briefing_lessons.errors import printable
from briefing_lessons.files import as_csv
from briefing_lessons.html import plural
from briefing_lessons.spans import NO_SOURCE, shorten
from briefing_lessons.topics.counting import say_quotes
from briefing_lessons.topics.scopes import scope_words

if TYPE_CHECKING:
    from briefing_lessons.briefing import Briefing
    from briefing_lessons.tables import Table

#: table -> its columns
COLUMNS: dict[str, tuple[str, ...]] = {
    "quotes": ("line", "start", "end", "kind", "speaker", "mention", "cue", "rule", "text"),
    "turns": ("line", "start", "end", "label", "speaker", "role", "text"),
    "marks": ("line", "start", "end", "device", "voice", "evidence", "text"),
    "coverage": ("line", "role", "placed", "rule", "text"),
}


def summary(briefing: Briefing) -> str:
    """Return what was found in `briefing`, in about a dozen lines.

    >>> from briefing_lessons import load_briefing
    >>> print(summary(load_briefing("000_95b79719e875266d.txt")).splitlines()[0])
    000_95b79719e875266d.txt
    """
    words = sum(token.voice not in ("heading", "boilerplate") for token in briefing.tokens)
    sources = Counter(q.speaker or NO_SOURCE for q in briefing.quotes if q.kind != "term")
    roles = {s.name: s.role for s in briefing.speakers}
    named = ((f"{name} ({roles[name]})" if roles.get(name) else name, n) for name, n in sources.most_common())
    parts = [
        ("title", briefing.title or "none found"),
        ("layout", f"{briefing.layout} ({briefing.document.layout_reason})"),
        ("text", f"{scope_words(briefing, 'text', words)}; on {plural(briefing.coverage.lines, 'line')}, "
                 f"{plural(len(briefing.sections), 'section')}, {plural(len(briefing.turns), 'turn')}"),
        ("quotations", say_quotes(briefing.quotes) if briefing.quotes else "none found"),
        ("sources", _tally(named) or "none found"),
        ("marks", _tally(Counter(m.device for m in briefing.marks).most_common()) or "none found"),
        ("coverage", _coverage(briefing)),
    ]  # fmt: skip
    lines = [printable(briefing.source), *(f"  {name:<11} {words}" for name, words in parts if words)]
    return "\n".join([*lines, *(f"  note        {words}" for words in briefing.coverage.warnings)])


def quotes_table(briefing: Briefing) -> Table:
    """Return one row for each quotation, with its source, its cue and the rule that decided."""
    return _table(
        COLUMNS["quotes"],
        (
            (
                briefing.line_number(q), q.start, q.end, q.kind, q.speaker,
                q.attribution.mention and q.attribution.mention.text,
                q.attribution.cue and q.attribution.cue.text,
                q.attribution.rule, q.text,
            )
            for q in briefing.quotes
        ),
        f"Quotations in {briefing.source}.",
    )  # fmt: skip


def turns_table(briefing: Briefing) -> Table:
    """Return one row for each turn."""
    return _table(
        COLUMNS["turns"],
        (
            (
                briefing.line_number(t), t.start, t.end, t.label, t.speaker, t.role,
                briefing.text[t.body_start : t.body_end],
            )
            for t in briefing.turns
        ),
        f"Turns in {briefing.source}.",
    )  # fmt: skip


def marks_table(briefing: Briefing) -> Table:
    """Return one row for each candidate for a rhetorical device."""
    return _table(
        COLUMNS["marks"],
        (
            (briefing.line_number(m), m.start, m.end, m.device, m.voice, m.evidence, m.text)
            for m in briefing.marks
        ),
        f"Candidates for rhetorical devices in {briefing.source}.",
    )  # fmt: skip


def coverage_table(briefing: Briefing) -> Table:
    """Return one row for each line that is not blank, with what the reader took it for and why."""
    unplaced = {line.number for line in briefing.coverage.unplaced}
    return _table(
        COLUMNS["coverage"],
        (
            (x.number, x.role, "no" if x.number in unplaced else "yes", x.rule, x.text)
            for x in briefing.lines
            if x.role != "blank"
        ),
        f"Lines of {briefing.source}.",
    )  # fmt: skip


def describe(path: Path, *, folder: Path, form: str, table: str | None) -> str:
    """Return what one file of `folder` adds to a report on all of it, as text.

    Parameters
    ----------
    form
        "summary" gives a line, "csv" rows without their header, "json" an object.
    table
        Only this table; "csv" has the quotations unless told.

    Raises
    ------
    BriefingError
        When the file holds no text that can be read.
    """
    from briefing_lessons.briefing import load_briefing

    briefing, name = load_briefing(path), printable(path.relative_to(folder).as_posix())
    if form == "json":
        found = as_json(briefing)
        return json.dumps({"file": name} | ({table: found[table]} if table else found), ensure_ascii=False)
    if form == "csv":
        rows = TABLES[table or "quotes"](briefing)
        return as_csv((name, *row) for row in rows)
    quotes = plural(sum(q.kind != "term" for q in briefing.quotes), "quotation")
    sources = plural(len(briefing.speakers), "source")
    turns = plural(len(briefing.turns), "turn")
    return f"{name}: {briefing.layout}; {quotes}, {sources}, {turns}; {_coverage(briefing)}\n"


def csv_header(table: str | None) -> str:
    """Return the first line of the table of a whole folder."""
    return as_csv([("file", *COLUMNS[table or "quotes"])])


TABLES: dict[str, Callable[[Briefing], Table]] = {
    "quotes": quotes_table,
    "turns": turns_table,
    "marks": marks_table,
    "coverage": coverage_table,
}


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]], caption: str) -> Table:
    from briefing_lessons.tables import Table

    return Table(columns, rows, caption)


def _coverage(briefing: Briefing) -> str:
    coverage = briefing.coverage
    if not coverage.unplaced:
        return "every line placed"
    numbers = ", ".join(str(line.number) for line in coverage.unplaced[:10])
    more = ", …" if len(coverage.unplaced) > 10 else ""
    first = shorten(coverage.unplaced[0].text, 40)
    return f"{coverage.placed:,} of {coverage.lines:,} lines placed; look at line {numbers}{more} ({first})"


def _tally(counts: Iterable[tuple[str, int]], most: int = 8) -> str:
    pairs = list(counts)
    words = ", ".join(f"{name} {count:,}" for name, count in pairs[:most])
    return words + (f" and {len(pairs) - most} more" if len(pairs) > most else "")
