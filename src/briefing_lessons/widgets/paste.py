"""The paste box: bring your own text, and see what the machine understood of it and what it did not."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefing_lessons.briefing import Briefing, latest_briefing, use_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.html import plural
from briefing_lessons.reading import Corrections, parse_source, read_source, source_from_text
from briefing_lessons.spans import shorten
from briefing_lessons.tables import Table, format_table
from briefing_lessons.topics.counting import say_quotes
from briefing_lessons.widgets.explorer import Button, Explorer, File, State, View, Words

#: characters from which reading gets a process of its own, a progress bar and a button to stop it
LONG = 200_000
FILES = ".txt,.md,.html,.htm,.xml,.docx,.pdf,.vtt,.srt,.csv,.tsv,.rss"


class PasteBox(Explorer):
    """An explorer that holds the briefing read last."""

    @property
    def briefing(self) -> Briefing:
        """The briefing read last; `check` and `hint` mean it too."""
        return use_briefing(self.state["briefing"])


def paste_briefing(briefing: Briefing | None = None) -> PasteBox:
    """Open the paste box: a text or a file in, a coverage report out. Nothing leaves this computer.

    >>> from briefing_lessons import load_briefing
    >>> box = paste_briefing(load_briefing("000_95b79719e875266d.txt"))
    >>> box.set(text='"We will reopen on Friday," said Ana Ruiz, the mayor.').said[:20]
    '000_95b79719e875266d'
    >>> box.press("read").said[:12]
    'pasted text:'

    Parameters
    ----------
    briefing
        What is reported on before anything is pasted; the briefing loaded last unless given.
    """
    return PasteBox(
        "Your own briefing",
        format_reading,
        [
            Words("text", "Paste the text here", lines=8, example="Paste a briefing, then press “Read it”."),
            File("file", "or choose a file", accept=FILES),
        ],
        [
            Button(
                "read", "Read it", read_pasted, "Read the pasted text or the file", main=True, slow=is_long
            ),
            Button(
                "furniture",
                "Menus in, or out",
                turn_furniture,
                "Make page furniture text, or set it apart again",
            ),
            Button("clear", "Clear", clear, "Empty the box; what was read stays"),
        ],
        briefing=briefing or latest_briefing(),
    )


def read_pasted(state: State) -> State:
    """Read what was pasted, or else the chosen file."""
    return {"briefing": use_briefing(read_input(state["text"], state["file"]))}


def read_input(text: str, file: tuple[str, bytes] | None) -> Briefing:
    """Return the pasted text, or else the uploaded file, as a briefing with its quotations found.

    Raises
    ------
    BriefingError
        When there is neither, or the file cannot be read.
    """
    if text.strip():
        found = Briefing(parse_source(source_from_text(text)))
    elif file is not None:
        name, content = file
        with TemporaryDirectory(prefix="briefing_lessons_") as folder:
            path = Path(folder, Path(name.replace("\\", "/")).name or "uploaded.txt")
            path.write_bytes(content)
            found = Briefing(parse_source(read_source(path)))
    else:
        raise BriefingError("The box is empty: paste a text or choose a file, then press “Read it”.")
    _ = found.quotes  # the slow part belongs here, where it can be stopped
    return found


def turn_furniture(state: State) -> State:
    """Make what looks like page furniture a part of the text, or set it apart again."""
    document = state["briefing"].document
    corrections = document.corrections or Corrections()
    turned = replace(corrections, furniture="apart" if corrections.furniture == "text" else "text")
    again = parse_source(document.source, turned)
    if [line.role for line in again.lines] == [line.role for line in document.lines]:
        raise BriefingError("Nothing has changed: we found no menus, buttons or captions around this text.")
    return {"briefing": use_briefing(Briefing(again))}


def is_long(state: State) -> bool:
    """Say whether reading may take seconds."""
    return len(state["text"]) > LONG or (state["file"] is not None and len(state["file"][1]) > LONG)


def clear(_: State) -> State:
    """Empty the box."""
    return {"text": "", "file": None}


def format_reading(*, briefing: Briefing, **_: Any) -> View:
    """Return the coverage report of what was read."""
    report = format_coverage(briefing)
    desk = '<p class="bl-note">Something is taken for the wrong thing? correct_briefing() puts it right.</p>'
    return View(f"{report.html}\n{desk}", report.said)


def format_coverage(briefing: Briefing) -> View:
    """Return what the machine understood of a briefing, what it did not, and what to do about it.

    >>> from briefing_lessons import load_briefing
    >>> format_coverage(load_briefing("000_95b79719e875266d.txt")).said[:60]
    '000_95b79719e875266d.txt: 60 of 60 lines placed (100 %), ...
    """
    coverage, document = briefing.coverage, briefing.document
    share = 100 * coverage.placed / coverage.lines if coverage.lines else 0.0
    roles = Counter(line.role for line in briefing.lines if line.role != "blank")
    rows = [
        ("layout", f"{briefing.layout}: {document.layout_reason}"),
        ("lines placed by a rule", f"{coverage.placed} of {coverage.lines} ({share:.0f} %)"),
        ("kinds of line", ", ".join(f"{role} {count}" for role, count in roles.most_common())),
        ("turns", len(briefing.turns)),
        ("sources", ", ".join(s.name for s in briefing.speakers[:8]) or "none found"),
        ("quotations and reports", say_quotes(briefing.quotes) if briefing.quotes else "none found"),
    ]
    parts = [format_table(Table(("what", "found"), rows, f"What was understood of {briefing.source}."))]
    if coverage.warnings:
        items = "".join(f"<li>{escape(warning)}</li>" for warning in coverage.warnings)
        parts.append(
            f'<div class="bl-card bl-bad"><p><strong>Look here first</strong></p><ul>{items}</ul></div>'
        )
    if coverage.unplaced:
        some = [(line.number, shorten(line.text, 80)) for line in coverage.unplaced[:12]]
        caption = f"{plural(len(coverage.unplaced), 'line')} not understood" + (
            "." if len(some) == len(coverage.unplaced) else f", the first {len(some)}."
        )
        parts.append(format_table(Table(("line", "words"), some, caption)))
    said = (
        f"{briefing.source}: {coverage.placed} of {coverage.lines} lines placed ({share:.0f} %), "
        f"{plural(len(briefing.speakers), 'source')}, "
        f"{say_quotes(briefing.quotes)}, "
        f"{plural(len(coverage.warnings), 'warning')}."
    )
    return View("\n".join(parts), said)
