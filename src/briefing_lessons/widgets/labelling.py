"""Labelling by clicking: one span at a time, with agreement counted as one goes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

from briefing_lessons.annotation import Sheet, agreement, label
from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.readers import machine_sheet, speaker_sheet
from briefing_lessons.spans import shorten
from briefing_lessons.tables import Table
from briefing_lessons.widgets.explorer import Button, Explorer, Pick, State, View
from briefing_lessons.widgets.markup import Note, surroundings


class Labelling(Explorer):
    """An explorer that keeps a sheet of labels."""

    @property
    def sheet(self) -> Sheet:
        """The sheet with the labels given so far."""
        sheet: Sheet = self.state["sheet"]
        return sheet


def label_spans(
    sheet: Sheet,
    *,
    against: Sheet | None = None,
    briefing: Briefing | None = None,
    question: str = "Your label",
) -> Labelling:
    """Label the spans of `sheet` by clicking; what was labelled is kept in the journal.

    >>> from briefing_lessons import load_briefing
    >>> from briefing_lessons.annotation import make_sheet
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> sheet = make_sheet("doc", briefing, briefing.headings[:3], ["war", "trade"], fresh=True)
    >>> labelling = label_spans(sheet, briefing=briefing)
    >>> labelling
    Labelling: Span 1 of 3, line 1. 0 of 3 labelled.

    Parameters
    ----------
    sheet
        What to label; see `make_sheet`.
    against
        Another reader's sheet of the same spans: agreement is shown for spans already labelled, never before.
    briefing
        The text of the sheet; the briefing loaded last unless given.
    question
        What stands beside the choices.
    """
    options = tuple((choice, choice) for choice in sheet.choices)
    spans = tuple((f"{n}: {shorten(span.text, 40)}", n) for n, span in enumerate(sheet.spans, 1))
    number = next((n for n, given in enumerate(sheet.labels, 1) if given is None), 1)
    controls = (
        Pick("number", "Span", spans, number),
        Pick("choice", question, options, None, radio=len(options) <= 8),
    )
    buttons = (
        Button("keep", "Keep label, next", keep_label, "Give this label and go to the next span", main=True),
        Button("skip", "Skip", partial(move, 1), "Go to the next span without a label"),
        Button("back", "Back", partial(move, -1), "Go to the span before"),
    )
    draw = partial(format_labelling, briefing or latest_briefing(), against)
    if not spans:  # nothing to choose, nothing to press
        return Labelling("Labelling", draw, number=number, sheet=sheet)
    return Labelling("Labelling", draw, controls, buttons, sheet=sheet)


def label_quotes(briefing: Briefing | None = None, count: int = 20) -> Labelling:
    """Say who speaks in `count` quotations of a text, and see how far the machine agrees.

    Parameters
    ----------
    briefing
        The text; the briefing loaded last unless given.
    count
        How many quotations; spread evenly over the text.
    """
    text = briefing or latest_briefing()
    sheet = speaker_sheet(text, count)
    machine = machine_sheet(sheet, text)
    return label_spans(sheet, against=machine, briefing=text, question="Who speaks these words?")


def format_labelling(
    briefing: Briefing, against: Sheet | None, *, number: int, sheet: Sheet, **_: Any
) -> View:
    """Return the span to label in its surroundings, the labels so far, and the running agreement."""
    if not sheet.spans:
        return View("<p>This text has nothing to label here.</p>", "Nothing to label: choose another text.")
    span, line = sheet.spans[number - 1], sheet.lines[number - 1]
    words = surroundings(briefing, [span], [Note(span.start, span.end, "quote bl-focus")], around=220)
    given = sheet.labels[number - 1]
    said = f"Span {number} of {len(sheet.spans)}, line {line}. {sheet.done} of {len(sheet.spans)} labelled."
    if given:
        said += f" This one: {given}."
    if against is not None and sheet.done:
        said += " " + agreement(replace(sheet, reader="You"), against).summary
    html = (
        f'<p><span class="bl-line">No. {number}, line {line}</span> '
        f'<span class="bl-tag">{escape(given or "no label yet")}</span></p><blockquote>{words}</blockquote>'
    )
    return View(html + format_labels(sheet, against), said)


def format_labels(sheet: Sheet, against: Sheet | None = None) -> str:
    """Return the labels given so far as a table; the other reader's label is shown only beside one's own."""
    other = against.labels if against else (None,) * len(sheet.labels)
    rows = [
        (n, line, shorten(span.text, 60), mine, theirs, "same" if mine == theirs else "different")
        for n, (span, line, mine, theirs) in enumerate(
            zip(sheet.spans, sheet.lines, sheet.labels, other, strict=True), 1
        )
        if mine
    ]
    if not rows:
        return ""
    columns = ("number", "line", "words", "my label", against.reader if against else "", "agreement")
    keep = len(columns) if against else 4
    caption = f"{len(rows)} of {len(sheet.spans)} labelled."
    return Table(columns[:keep], [row[:keep] for row in rows], caption)._repr_html_()


def keep_label(state: State) -> State:
    """Give the chosen label to the span in view and go to the next without one."""
    if state["choice"] is None:
        raise BriefingError("Nothing was recorded: choose a label first.")
    sheet: Sheet = label(state["sheet"], {state["number"]: state["choice"]})
    count = len(sheet.spans)
    order = [(state["number"] + step) % count + 1 for step in range(count)]
    following = next((n for n in order if sheet.labels[n - 1] is None), state["number"])
    return {"sheet": sheet, "number": following, "choice": None}


def move(step: int, state: State) -> State:
    """Go to another span, with nothing chosen: a label already ticked is taken too easily."""
    return {"number": (state["number"] - 1 + step) % len(state["sheet"].spans) + 1, "choice": None}
