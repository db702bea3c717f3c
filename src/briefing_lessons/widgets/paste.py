"""The paste box: bring your own text, and see what the machine understood of it and what it did not."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from briefing_lessons import reading
from briefing_lessons.briefing import Briefing, latest_briefing, use_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.model import words_of
from briefing_lessons.files import write_whole
from briefing_lessons.html import plural
from briefing_lessons.reading.corrections import ROLES, Corrections, ReportCorrection
from briefing_lessons.spans import NO_SOURCE, shorten
from briefing_lessons.tables import Table, format_table
from briefing_lessons.topics.counting import say_quotes
from briefing_lessons.widgets.explorer import Button, Explorer, File, Number, Pick, State, View, Words
from briefing_lessons.widgets.markup import chosen_quote

#: characters from which reading gets a process of its own, a progress bar and a button to stop it
LONG = 200_000
FILES = ".txt,.md,.html,.htm,.xml,.docx,.pdf,.vtt,.srt,.csv,.tsv,.rss"


class PasteBox(Explorer):
    """An explorer that holds the briefing read last."""

    @property
    def briefing(self) -> Briefing:
        """The briefing read last; `check` and `hint` mean it too."""
        return use_briefing(self.state["briefing"])

    def change(self, changes: Mapping[str, Any]) -> View:
        """Take over what a button changed; what it read, perhaps in another process, is the latest now."""
        if "briefing" in changes:
            use_briefing(changes["briefing"])
        return super().change(changes)


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
    text, in_or_out = briefing or latest_briefing(), "Make page furniture text, or set it apart again"
    fields = (
        Words("text", "Paste the text here", lines=8, example="Paste a briefing, then press “Read it”."),
        File("file", "or choose a file", accept=FILES),
    )
    buttons = (
        Button("read", "Read it", read_input, "Read the pasted text or the file", main=True, slow=is_long),
        Button("furniture", "Menus in, or out", turn_furniture, in_or_out),
        Button("clear", "Clear", lambda _: {"text": "", "file": None}, "Empty the box; what was read stays"),
    )
    return PasteBox("Your own briefing", format_reading, fields, buttons, briefing=text)


def read_input(state: State) -> State:
    """Read the pasted text, or else the chosen file, and find its quotations.

    Raises
    ------
    BriefingError
        When there is neither, or the file cannot be read.
    """
    if state["text"].strip():
        source = reading.source_from_text(state["text"])
    elif state["file"] is not None:
        name, content = state["file"]
        source = reading.source_from_bytes(content, Path(name.replace("\\", "/")).name or "uploaded.txt")
    else:
        raise BriefingError("The box is empty: paste a text or choose a file, then press “Read it”.")
    found = Briefing(reading.parse_source(source))
    _ = found.quotes  # the slow part belongs here, where it can be stopped
    return {"briefing": found}


def turn_furniture(state: State) -> State:
    """Make what looks like page furniture a part of the text, or set it apart again."""
    document = state["briefing"].document
    corrections = document.corrections or Corrections()
    turned = replace(corrections, furniture="apart" if corrections.furniture == "text" else "text")
    again = reading.parse_source(document.source, turned)
    if [line.role for line in again.lines] == [line.role for line in document.lines]:
        raise BriefingError("Nothing has changed: we found no menus, buttons or captions around this text.")
    return {"briefing": Briefing(again)}


def is_long(state: State) -> bool:
    """Say whether reading may take seconds."""
    return max(len(state["text"]), len((state["file"] or ("", b""))[1])) > LONG


def format_reading(*, briefing: Briefing, **_: Any) -> View:
    """Return the coverage report of what was read."""
    report = format_coverage(briefing)
    desk = '<p class="bl-note">Something is taken for the wrong thing? correct_briefing() puts it right.</p>'
    return View(f"{report.html}\n{desk}", report.said)


def format_coverage(briefing: Briefing) -> View:
    """Return what the machine understood of a briefing, what it did not, and what to do about it.

    >>> from briefing_lessons import load_briefing
    >>> format_coverage(load_briefing("000_95b79719e875266d.txt")).said[:70]
    '000_95b79719e875266d.txt: 60 of 60 filled lines placed (100 %), ...
    """
    coverage, document = briefing.coverage, briefing.document
    share = 100 * coverage.placed / coverage.lines if coverage.lines else 0.0
    roles = Counter(line.role for line in briefing.lines if line.role != "blank")
    rows = [
        ("layout", f"{briefing.layout}: {document.layout_reason}"),
        ("filled lines placed by a rule", f"{coverage.placed} of {coverage.lines} ({share:.0f} %)"),
        ("kinds of line", ", ".join(f"{role} {count}" for role, count in roles.most_common())),
        ("turns", len(briefing.turns)),
        ("sources", ", ".join(s.name for s in briefing.speakers[:8]) or "none found"),
        ("quotations and reports", say_quotes(briefing.quotes) if briefing.quotes else "none found"),
    ]
    parts = [format_table(Table(("what", "found"), rows, f"What was understood of {briefing.source}."))]
    if coverage.warnings:
        items = "".join(f"<li>{escape(warning)}</li>" for warning in coverage.warnings)
        first = "<p><strong>Look here first</strong></p>"
        parts.append(f'<div class="bl-card bl-bad">{first}<ul>{items}</ul></div>')
    if coverage.unplaced:
        some = [(line.number, shorten(line.text, 80)) for line in coverage.unplaced[:12]]
        first = f", the first {len(some)}" if len(some) < len(coverage.unplaced) else ""
        caption = f"{plural(len(coverage.unplaced), 'line')} not understood{first}."
        parts.append(format_table(Table(("line", "words"), some, caption)))
    found = f"{plural(len(briefing.speakers), 'source')}, {say_quotes(briefing.quotes)}"
    placed = f"{coverage.placed} of {coverage.lines} filled lines placed ({share:.0f} %)"
    warned = plural(len(coverage.warnings), "warning")
    return View("\n".join(parts), f"{briefing.source}: {placed}, {found}, {warned}.")


def correct_briefing(briefing: Briefing | None = None) -> PasteBox:
    """Open the correction desk for a briefing: every correction reads the text again and reports on it.

    >>> from briefing_lessons import load_briefing
    >>> desk = correct_briefing(load_briefing("000_95b79719e875266d.txt"))
    >>> _ = desk.set(line=2, role="heading")
    >>> desk.press("line").said[:31]
    '1 correction. 000_95b79719e8752'

    Parameters
    ----------
    briefing
        The text; the briefing loaded last (or pasted) unless given.
    """
    text = briefing or latest_briefing()
    return PasteBox(
        "Put it right",
        format_corrected,
        [
            Number("line", "Line", 1, 1, max(1, len(text.lines))),
            Pick("role", "is a", tuple((words_of("roles").get(x, x), x) for x in ROLES), "heading"),
            Words("label", "Label as printed", example="such as MR. X"),
            Words("name", "stands for", example="such as Ilya Xu"),
            Words("people", "One person, names with commas", example="such as Ilya Xu, the deputy minister"),
            Number("report", "Quotation or report", 1, 1, 99_999),  # a wrong one is refused, not put right
            Words("source", "Its source", example="such as Ilya Xu, or: no source found"),
            Words("extent", "Its words, where others", example="copied from its line"),
        ],
        [
            Button("line", "Correct the line", correct_line, beside="role"),
            Button("label", "Correct the label", correct_label, beside="name"),
            Button("people", "Join the names", join_names, beside="people"),
            Button("report", "Correct the report", correct_report, beside="extent"),
            Button("drop", "It is no report", partial(_with_report, dropped=True), beside="extent"),
            Button("undo", "Undo all", lambda state: _read_again(state, Corrections())),
            Button("keep", "Keep text and corrections", keep, "Write both beside this notebook"),
        ],
        briefing=text,
        corrections=text.document.corrections or Corrections(),
        kept="",
    )


def format_corrected(
    *, briefing: Briefing, corrections: Corrections, line: int, report: int, kept: str, **_: Any
) -> View:
    """Return the line looked at, the corrections so far, and the coverage report they lead to."""
    coverage = format_coverage(briefing)
    shown = briefing.line(min(line, len(briefing.lines)))
    rows = [
        ("line", f"{shown.number}: {shorten(shown.text, 90)}"),
        ("is taken for", shown.role),
        ("why", shown.rule or "no rule fits: running text by default"),
    ]
    for quote in briefing.quotes[report - 1 : report]:
        words = f"{quote.speaker or NO_SOURCE}: {shorten(quote.text, 90)}"
        rows.append((f"quotation or report {report}", words))
    right = [
        *(("corrected line", f"{x.number} is {x.role}") for x in corrections.lines),
        *(("corrected label", f"{x.label} is {x.name}") for x in corrections.labels),
        *(("one person", ", ".join(names)) for names in corrections.people),
    ]
    for x in corrections.reports:
        became = "none" if x.dropped else x.source or x.extent
        right.append(("corrected report", f"{shorten(x.words, 50)}: {became}"))
    said = kept or f"{plural(len(right), 'correction')}. {coverage.said}"
    caption = f"Line {shown.number}, and what was put right."
    return View(f"{format_table(Table(('what', 'found'), rows + right, caption))}\n{coverage.html}", said)


def correct_line(state: State) -> State:
    """Make the chosen line what the reader says."""
    return _read_again(state, state["corrections"].with_line(state["line"], state["role"]))


def correct_label(state: State) -> State:
    """Let a label stand for a person."""
    label, name = state["label"].strip(), state["name"].strip()
    if not (label and name):
        raise BriefingError("Type the label as it is printed, and the name it stands for.")
    if not state["briefing"].document.has_label(label):
        raise BriefingError(f"No line begins with the label “{label}”. Copy a label as it is printed.")
    return _read_again(state, state["corrections"].with_label(label, name), label="", name="")


def join_names(state: State) -> State:
    """Make several names one person."""
    names = [name.strip() for name in state["people"].split(",") if name.strip()]
    if len(names) < 2:
        raise BriefingError("Type two names or more, with commas between them; the first is the one shown.")
    document = state["briefing"].document
    speaks = any(person.name in names[1:] for person in document.cast)
    for name in names[1:] if speaks else names:  # who speaks in turns may get a name that is not printed
        if not document.has_name(name):
            raise BriefingError(f"“{name}” is not in this text. Copy the name as it is printed.")
    return _read_again(state, state["corrections"].with_person(*names), people="")


def correct_report(state: State) -> State:
    """Give a quotation another source, or other words of its line."""
    briefing: Briefing = state["briefing"]
    quote = chosen_quote(briefing, state["report"])
    source, extent = state["source"].strip(), state["extent"].strip()
    if not (source or extent):
        raise BriefingError("Nothing was recorded: type the source, or the words that are reported.")
    if source and source != NO_SOURCE and source not in briefing.text:
        raise BriefingError(f"“{source}” is not in this text. Copy the name as it is printed.")
    line = briefing.line(briefing.line_number(quote))
    if extent not in briefing.text[line.start : max(line.end, quote.end)]:
        raise BriefingError(f"These words do not stand in line {line.number}. Copy them as they are printed.")
    return _with_report(state, source=source, extent=extent)


def _with_report(state: State, **change: Any) -> State:
    """Put the report in view right, on top of what was put right in it before."""
    quote, corrections = chosen_quote(state["briefing"], state["report"]), state["corrections"]
    new = ReportCorrection(quote.start, quote.text)
    before = (r for r in corrections.reports if (r.extent or r.words) == quote.text and r.near(quote.start))
    given = {key: value for key, value in change.items() if value}
    right = corrections.with_report(replace(next(before, new), **given))
    return _read_again(state, right, source="", extent="")


def keep(state: State) -> State:
    """Write the text and its corrections beside the notebook, never over another text."""
    briefing: Briefing = state["briefing"]
    stem = re.sub(r"[^\w-]+", "_", Path(briefing.source).stem).strip("_") or "briefing"
    path, number = Path(f"{stem}.txt"), 1
    while path.exists() and path.read_text(encoding="utf-8", errors="replace") != briefing.text:
        number += 1
        path = Path(f"{stem}_{number}.txt")
    write_whole(path, briefing.text)
    reading.write_corrections(reading.corrections_path(path), state["corrections"])
    return {"kept": f'Kept. Load it again with load_briefing("{path.name}").'}


def _read_again(state: State, corrections: Corrections, **emptied: str) -> State:
    again = Briefing(reading.parse_source(state["briefing"].document.source, corrections))
    return {"briefing": again, "corrections": corrections, "kept": ""} | emptied
