"""Labels as a CSV file: for a spreadsheet, or for a partner, without any free text."""

import csv
import io
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from briefing_lessons.annotation.sheets import Sheet, choose_label, keep_labels, place
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import read_whole
from briefing_lessons.reading.files import decode
from briefing_lessons.spans import shorten
from briefing_lessons.tables import Table

_COLUMNS = ("source", "reader", "number", "line", "start", "end", "words", "label")


def write_sheet(sheet: Sheet, folder: str | Path = ".") -> Path:
    """Write the sheet as a CSV file: to fill in with a spreadsheet, or to hand to a partner.

    The file holds a code, places in the text, the words there and labels from the list: no free text.

    >>> from tempfile import mkdtemp
    >>> from briefing_lessons import load_briefing
    >>> from briefing_lessons.exercises.devices import device_sheet
    >>> sheet = device_sheet(load_briefing("001_ferry_report.txt"))
    >>> write_sheet(sheet, mkdtemp()).name == f"labels-devices-{sheet.reader}.csv"
    True

    Raises
    ------
    BriefingError
        When the file cannot be written there.
    """
    spans = enumerate(zip(sheet.spans, sheet.lines, sheet.labels, strict=True), start=1)
    rows = (
        (sheet.source, sheet.reader, number, line, span.start, span.end, shorten(span.text, 90), given or "")
        for number, (span, line, given) in spans
    )
    return Table(_COLUMNS, rows).to_csv(Path(folder) / f"labels-{sheet.name}-{sheet.reader}.csv")


def read_sheet(path: str | Path, sheet: Sheet, *, keep: bool = True) -> Sheet:
    """Read labels from a CSV file of the same task: one's own from a spreadsheet, or a partner's.

    Only places and labels from the list are taken over; anything else in the file is not looked at.

    >>> from tempfile import mkdtemp
    >>> from briefing_lessons import label, load_briefing
    >>> from briefing_lessons.exercises.devices import device_sheet
    >>> sheet = label(device_sheet(load_briefing("001_ferry_report.txt")), {1: "hedge"})
    >>> read_sheet(write_sheet(sheet, mkdtemp()), sheet).labels[:2]
    ('hedge', None)

    Parameters
    ----------
    path
        The file.
    sheet
        The sheet it belongs to.
    keep
        Keep one's own labels in the journal, as those given by clicking are kept.

    Raises
    ------
    BriefingError
        When the file cannot be read, belongs to another text, or holds a label that is not on the list.
    """
    path = Path(path)
    rows = _rows(path)
    if {row["source"] for row in rows} - {sheet.source}:
        raise BriefingError(f"{path.name}: these labels belong to {rows[0]['source']}. Load that text first.")
    at = {place(span): number for number, span in enumerate(sheet.spans, start=1)}
    labels: list[str | None] = [None] * len(sheet.spans)
    for row in rows:
        number = at.get(f"{row['start'].strip()}-{row['end'].strip()}")
        if number is None:
            wrong = f"row {row['number']} is not on this sheet. Ask for the file of the same task."
            raise BriefingError(f"{path.name}: {wrong}")
        if row["label"].strip():
            labels[number - 1] = choose_label(row["label"], sheet, number)
    reader = rows[0]["reader"].strip() or "partner"
    result = replace(sheet, reader=reader, labels=tuple(labels))
    if keep and reader == sheet.reader and result.done:
        keep_labels(result)
    return result


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        data = read_whole(path)
    except OSError:
        wrong = f"{path.name}: there is no such file here. Put it beside this notebook."
        raise BriefingError(wrong) from None
    text = decode(data, path.name).text  # a spreadsheet may write names of people in an encoding of its own
    delimiter = max(",;\t", key=text.partition("\n")[0].count)  # in many countries it writes semicolons
    rows = []
    with suppress(csv.Error):  # a cell longer than any that we write
        read = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [row for row in read if any(row.values())]
    needed = {"source", "reader", "number", "start", "end", "label"}
    if not rows or needed - set(rows[0]):
        raise BriefingError(f"{path.name}: this is not a file of labels. Make one with write_sheet(sheet).")
    # an apostrophe stands before what a spreadsheet would take for a formula
    return [{key: (row[key] or "").removeprefix("'") for key in needed} for row in rows]
