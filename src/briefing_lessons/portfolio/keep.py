"""Choose what goes into the portfolio (quotations by line, charts, notes), and say so in a message."""

from __future__ import annotations

import json
import re
import sys
from base64 import b64encode
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.exercises.answers import is_unanswered
from briefing_lessons.exercises.journal import EntryKind, journal
from briefing_lessons.html import text_box
from briefing_lessons.spans import Span, shorten


@dataclass(frozen=True, slots=True)
class Message:
    """What a call did, in one or a few sentences."""

    text: str
    files: tuple[str, ...] = ()  #: names of files to open, in the folder of the notebook

    def __repr__(self) -> str:
        return " ".join([self.text, *self.files])

    def _repr_html_(self) -> str:
        links = ", ".join(f"<a {_target(name)}>{escape(name)}</a>" for name in self.files)
        return text_box(f"{escape(self.text)} {links}".rstrip(), "bl-message", "p", role="status")


def _target(name: str) -> str:
    """Return where a link to a file leads: in the browser alone there is no folder to find it in."""
    if sys.platform != "emscripten":
        return f'href="{escape(name)}"'
    kind = "text/html" if name.endswith(".html") else "text/plain"
    data = b64encode(Path(name).read_bytes()).decode("ascii")
    return f'download="{escape(name)}" href="data:{kind};base64,{data}"'


#: a kept picture is looked at on paper and on screens, not enlarged
_DPI = 110


def keep_thing(thing: Any = ..., note: str = "") -> Message:
    """Put a quotation, a line, a chart or a note into the portfolio; keeping it twice changes nothing.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> keep_thing(23, "a heading")
    Kept for your portfolio: line 23, “On the Syrian issue”.

    Parameters
    ----------
    thing
        A span of the text (such as `briefing.quotes[0]`), the number of a line, a chart, or your own words.
    note
        Why it is worth keeping.
    """
    note = str(note)
    if is_unanswered(thing):
        return Message("Nothing is kept yet. Give the number of a line, or a few words.")
    if isinstance(thing, Chart):
        return _keep_chart(thing, note)
    line = (
        re.fullmatch(r"(?:line\s*)?(\d+)\.?", thing.strip(), re.IGNORECASE)
        if isinstance(thing, str)
        else None
    )
    if line:
        return _keep_quotation(int(line[1]), note)
    if isinstance(thing, Span) or (isinstance(thing, int) and not isinstance(thing, bool)):
        return _keep_quotation(thing, note)
    _record("note", "notes", {"text": str(thing)}, journal_source())
    return Message(f"Kept for your portfolio: “{shorten(str(thing))}”.")


def journal_source() -> str:
    """Return the name of the briefing at hand, or nothing where none is loaded."""
    try:
        return latest_briefing().source
    except RuntimeError:
        return ""


def _keep_quotation(thing: Span | int, note: str) -> Message:
    try:
        briefing: Briefing = latest_briefing()
    except RuntimeError:
        return Message("No briefing is loaded yet. Run the cells above this one, from the top.")
    if isinstance(thing, int):
        if not 1 <= thing <= len(briefing.lines):
            return Message(f"There is no line {thing}. Give a line from 1 to {len(briefing.lines)}.")
        thing = briefing.line(thing)
    line = briefing.line_number(thing)
    speaker = getattr(thing, "speaker", None) or ""
    content = {"line": line, "text": thing.text, "speaker": speaker, "note": note}
    _record("choice", "quotes", content, briefing.source)
    words = shorten(thing.text.strip('"“”'))
    return Message(f"Kept for your portfolio: line {line}, “{words}”.")


def _keep_chart(chart: Chart, note: str) -> Message:
    picture = b64encode(chart.png(_DPI)).decode("ascii")
    table = {"columns": chart.table.columns, "rows": chart.table.rows}
    content = {"alt": chart.alt, "caption": chart.caption, "png": picture, "table": table, "note": note}
    _record("plot", "plots", content, journal_source())
    return Message(f"Kept for your portfolio: {shorten(chart.alt, 90)}")


def _record(kind: EntryKind, place: str, content: dict[str, Any], source: str) -> None:
    value = json.dumps(content, ensure_ascii=False, default=str)
    if not any(entry.value == value and entry.source == source for entry in journal().of(place, kind)):
        journal().record(kind, place, value, "kept", source)
