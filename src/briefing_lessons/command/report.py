"""What `read` and `check` found: a summary to read, JSON for programs, tables for a spreadsheet."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from pathlib import Path
from typing import Any

from briefing_lessons.briefing import Briefing, load_briefing
from briefing_lessons.errors import printable
from briefing_lessons.files import as_csv
from briefing_lessons.html import plural
from briefing_lessons.quotes.check import CheckedQuotation, check_quotations
from briefing_lessons.spans import NO_SOURCE, Quote, Turn, shorten
from briefing_lessons.tables import Table
from briefing_lessons.topics.counting import say_quotes
from briefing_lessons.topics.scopes import scope_words

SPAN = "start end text"


def as_json(briefing: Briefing) -> dict[str, Any]:
    """Return everything found in `briefing` as plain values, ready for `json.dumps`.

    Offsets count `str` characters of `"text"`; `end` is exclusive.

    >>> from briefing_lessons import load_briefing
    >>> as_json(load_briefing("000_95b79719e875266d.txt"))["headings"][0]
    {'start': 0, 'end': 30, 'text': 'On international terror threat'}
    """
    source, coverage = briefing.document.source, briefing.coverage
    return {
        "schema": 1,
        "source": source.name,
        "encoding": source.encoding,
        "layout": briefing.layout,
        "layout_reason": briefing.document.layout_reason,
        "title": briefing.title,
        "text": briefing.text,
        "headings": [_named(s, SPAN) for s in briefing.headings],
        "sections": [
            _named(s, "start end") | {"heading": s.heading.text if s.heading else None}
            for s in briefing.sections
        ],
        "boilerplate": [_named(s, SPAN) for s in briefing.boilerplate],
        "turns": [_named(t, "start end body_start body_end label speaker role") for t in briefing.turns],
        "quotes": [_quote(q) for q in briefing.quotes],
        "marks": [_named(m, f"{SPAN} device voice evidence") for m in briefing.marks],
        "speakers": [_named(s, "name aliases role") for s in briefing.speakers],
        "coverage": {
            "lines": coverage.lines,
            "placed": coverage.placed,
            "unplaced": [{"line": line.number, "text": line.text} for line in coverage.unplaced],
            "warnings": coverage.warnings,
        },
    }


def _named(thing: object, names: str) -> dict[str, Any]:
    """Return the parts of `thing` that are named, with spaces between."""
    return {name: getattr(thing, name) for name in names.split()}


def _quote(quote: Quote) -> dict[str, Any]:
    found = quote.attribution
    return {
        **_named(quote, f"{SPAN} kind speaker"),
        "mention": _named(found.mention, SPAN) if found.mention else None,
        "cue": _named(found.cue, SPAN) if found.cue else None,
        **_named(found, "rule sure stance"),
        "chain": [_named(link, "text why") for link in found.chain],
    }


#: table -> how its caption begins, and its columns
TABLES = {
    "quotes": ("Quotations in", "line start end kind speaker mention cue rule text"),
    "turns": ("Turns in", "line start end label speaker role text"),
    "marks": ("Candidates for rhetorical devices in", "line start end device voice evidence text"),
    "coverage": ("Lines of", "line role placed rule text"),
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
        ("text", f"{scope_words(briefing, 'text', words)}; on {plural(len(briefing.lines), 'line')}, "
                 f"{plural(len(briefing.sections), 'section')}, {plural(len(briefing.turns), 'turn')}"),
        ("quotations", say_quotes(briefing.quotes) if briefing.quotes else "none found"),
        ("sources", _tally(named)),
        ("marks", _tally(Counter(m.device for m in briefing.marks).most_common())),
        ("coverage", _coverage(briefing)),
    ]  # fmt: skip
    lines = [printable(briefing.source), *(f"  {name:<11} {words}" for name, words in parts if words)]
    return "\n".join([*lines, *(f"  note        {words}" for words in briefing.coverage.warnings)])


def table_of(briefing: Briefing, name: str) -> Table:
    """Return the table of that name: a row for each quotation, turn, candidate for a device, or line."""
    lines = [line for line in briefing.lines if line.role != "blank"]
    found: Sequence[Any] = lines if name == "coverage" else getattr(briefing, name)
    unplaced = {line.number for line in briefing.coverage.unplaced}
    caption, columns = TABLES[name]
    rows = ([_cell(briefing, one, column, unplaced) for column in columns.split()] for one in found)
    return Table(columns.split(), rows, f"{caption} {briefing.source}.")


def _cell(briefing: Briefing, found: Any, column: str, unplaced: Set[int]) -> object:
    match column:
        case "line":
            return briefing.line_number(found)
        case "mention" | "cue":
            span = getattr(found.attribution, column)
            return span and span.text
        case "rule" if isinstance(found, Quote):
            return found.attribution.rule
        case "text" if isinstance(found, Turn):
            return briefing.text[found.body_start : found.body_end]
        case "placed":
            return "no" if found.number in unplaced else "yes"
    return getattr(found, column)


def format_found(briefing: Briefing, form: str, table: str | None) -> str:
    """Return what was found in one briefing, or one table of it, as text of that form."""
    if form == "csv":
        return table_of(briefing, table or "quotes").to_csv()
    if form == "json":
        everything = as_json(briefing)
        return as_text({table: everything[table]} if table else everything)
    return (repr(table_of(briefing, table)) if table else summary(briefing)) + "\n"


def as_text(found: Any) -> str:
    """Return plain values as JSON to read."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


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
    briefing, name = load_briefing(path), printable(path.relative_to(folder).as_posix())
    if form == "json":
        found = as_json(briefing)
        return json.dumps({"file": name} | ({table: found[table]} if table else found), ensure_ascii=False)
    if form == "csv":
        return as_csv((name, *row) for row in table_of(briefing, table or "quotes"))
    said = sum(q.kind != "term" for q in briefing.quotes)
    counts = {"quotation": said, "source": len(briefing.speakers), "turn": len(briefing.turns)}
    counted = ", ".join(plural(count, thing) for thing, count in counts.items())
    return f"{name}: {briefing.layout}; {counted}; {_coverage(briefing)}\n"


def csv_header(table: str | None) -> str:
    """Return the first line of the table of a whole folder."""
    return as_csv([("file", *TABLES[table or "quotes"][1].split())])


def _coverage(briefing: Briefing) -> str:
    coverage = briefing.coverage
    if not coverage.unplaced:
        return "every line placed"
    numbers = ", ".join(str(line.number) for line in coverage.unplaced[:10])
    more = ", …" if len(coverage.unplaced) > 10 else ""
    first = shorten(coverage.unplaced[0].text, 40)
    return f"{coverage.placed:,} of {coverage.lines:,} lines placed; look at line {numbers}{more} ({first})"


def _tally(counts: Iterable[tuple[str, int]]) -> str:
    """Return the eight most frequent, and how many more there are."""
    pairs = [f"{name} {count:,}" for name, count in counts]
    more = f" and {len(pairs) - 8} more" if len(pairs) > 8 else ""
    return f"{', '.join(pairs[:8])}{more}" or "none found"


def check_summary(summary: str, against: str, form: str) -> tuple[str, int]:
    """Check the quotations of one file against another; return the words to write and the exit status.

    Parameters
    ----------
    summary, against
        The file that quotes, and the briefing that it quotes: any two files that `read` reads.
    form
        "summary", "json" or "csv".
    """
    briefing, text = load_briefing(against), load_briefing(summary)
    checked = check_quotations(briefing, text)
    status = int(any(quotation.verdict != "exact" for quotation in checked))
    if form == "summary":
        return f"{text.source}, checked against {briefing.source}.\n{checked!r}\n", status
    rows = [_row(quotation) for quotation in checked]
    return as_text(rows) if form == "json" else _table(rows).to_csv(), status


def _row(quotation: CheckedQuotation) -> dict[str, Any]:
    places, found = quotation.places, quotation.found
    return {
        "text": quotation.text,
        "line": found.line if found else None,
        **_named(quotation, "claimed_speaker verdict"),
        "found": _named(places[0], f"{SPAN} speaker") if places else None,
        "changes": [{"from": theirs, "to": ours} for theirs, ours in quotation.changes],
        "places": [_named(place, f"{SPAN} speaker line") for place in places],
        **_named(quotation, "printers note summary_line"),
    }


def _table(rows: list[dict[str, Any]]) -> Table:
    columns = ("text", "line", "claimed_speaker", "verdict", "found", "found_speaker", "changes", "printers",
               "note", "summary_line")  # fmt: skip
    for row in rows:
        row["found_speaker"] = (row["found"] or {}).get("speaker")
        row["found"] = " … ".join(place["text"] for place in row["places"])
        row["changes"] = "; ".join(f"{change['from']} → {change['to']}" for change in row["changes"])
        row["printers"] = "; ".join(row["printers"])
    return Table(columns, ([row[column] for column in columns] for row in rows))
