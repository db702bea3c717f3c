"""Write what `check` found: a summary to read, JSON for programs, CSV for a spreadsheet."""

from __future__ import annotations

import json
from typing import Any

from briefing_lessons.briefing import load_briefing
from briefing_lessons.quotes.check import CheckedQuotation, check_quotations
from briefing_lessons.tables import Table


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
    rows = [_row(quotation) for quotation in checked]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n", status
    if form == "csv":
        return _table(rows).to_csv(), status
    return f"{text.source}, checked against {briefing.source}.\n{checked!r}\n", status


def _row(quotation: CheckedQuotation) -> dict[str, Any]:
    places = [{name: getattr(p, name) for name in ("start", "end", "text", "speaker", "line")}
              for p in quotation.places]  # fmt: skip
    return {
        "text": quotation.text,
        "line": quotation.found.line if quotation.found else None,
        "claimed_speaker": quotation.claimed_speaker,
        "verdict": quotation.verdict,
        "found": {name: places[0][name] for name in ("start", "end", "text", "speaker")} if places else None,
        "changes": [{"from": theirs, "to": ours} for theirs, ours in quotation.changes],
        "places": places,
        "printers": list(quotation.printers),
        "note": quotation.note,
        "summary_line": quotation.summary_line,
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
