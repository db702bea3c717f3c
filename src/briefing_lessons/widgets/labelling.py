"""Labelling by clicking: one span at a time."""

from functools import partial
from html import escape
from typing import Any

from briefing_lessons.annotation.sheets import Sheet, label
from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import shorten
from briefing_lessons.tables import Table
from briefing_lessons.widgets.explorer import Button, Explorer, Pick, State, View
from briefing_lessons.widgets.markup import Note, surroundings


def label_spans(sheet: Sheet, *, briefing: Briefing | None = None, question: str = "Your label") -> Explorer:
    """Label the spans of `sheet` by clicking; what was labelled is kept in the journal, and in the state.

    >>> from briefing_lessons import load_briefing
    >>> from briefing_lessons.annotation.sheets import make_sheet
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> sheet = make_sheet("doc", briefing, briefing.headings[:3], ["war", "trade"], fresh=True)
    >>> labelling = label_spans(sheet, briefing=briefing)
    >>> labelling
    Labelling: Span 1 of 3, line 1. 0 of 3 labelled.

    Parameters
    ----------
    sheet
        What to label; see `make_sheet`.
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
    draw = partial(format_labelling, briefing or latest_briefing())
    if not spans:  # nothing to choose, nothing to press
        return Explorer("Labelling", draw, number=number, sheet=sheet)
    return Explorer("Labelling", draw, controls, buttons, sheet=sheet)


def format_labelling(briefing: Briefing, *, number: int, sheet: Sheet, **_: Any) -> View:
    """Return the span to label in its surroundings, and the labels so far."""
    if not sheet.spans:
        return View("<p>This text has nothing to label here.</p>", "Nothing to label: choose another text.")
    span, line = sheet.spans[number - 1], sheet.lines[number - 1]
    words = surroundings(briefing, [span], [Note(span.start, span.end, "quote bl-focus")], around=220)
    given = sheet.labels[number - 1]
    said = f"Span {number} of {len(sheet.spans)}, line {line}. {sheet.done} of {len(sheet.spans)} labelled."
    mine = f" This one: {given}." if given else ""
    if sheet.done == len(sheet.spans):
        mine = f" All have a label. Open is No. {number}: {given}. Choose another under Span."
    where = f'<span class="bl-line">No. {number}, line {line}</span>'
    tag = f'<span class="bl-tag">{escape(given or "no label yet")}</span>'
    spans = enumerate(zip(sheet.spans, sheet.lines, sheet.labels, strict=True), 1)
    rows = [(n, line, shorten(span.text, 60), label) for n, (span, line, label) in spans if label]
    caption = f"{sheet.done} of {len(sheet.spans)} labelled."
    table = Table(("number", "line", "words", "my label"), rows, caption)._repr_html_() if rows else ""
    return View(f"<p>{where} {tag}</p><blockquote>{words}</blockquote>{table}", said + mine)


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
