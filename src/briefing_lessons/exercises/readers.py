"""Readers to compare in lessons 05 and 07: a person, the machine, and the hand labels of a text."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from briefing_lessons.annotation import Sheet, label_by, make_sheet, read_sheet
from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.baseline import attributed
from briefing_lessons.exercises.devices import FAMILY, NONE, hand_labels
from briefing_lessons.exercises.journal import journal
from briefing_lessons.hand_labels import has_labels, load_labels

NOBODY = "nobody is named"
#: more names than this are too many to choose from
_MOST_NAMES = 12


def speaker_sheet(briefing: Briefing, count: int = 20) -> Sheet:
    """Make the sheet of lesson 07: `count` quotations spread over the text, to be given their speakers.

    >>> from briefing_lessons import load_briefing
    >>> speaker_sheet(load_briefing("000_95b79719e875266d.txt")).choices[-1]
    'nobody is named'
    """
    spoken = [quote for quote in briefing.quotes if quote.kind != "term"]
    step = max(1.0, len(spoken) / count)
    chosen = [spoken[int(n * step)] for n in range(min(count, len(spoken)))]
    names = Counter(said.speaker for said in attributed(briefing) if said.speaker).most_common(_MOST_NAMES)
    return make_sheet("speakers", briefing, chosen, [*sorted(name for name, _ in names), NOBODY])


def machine_sheet(sheet: Sheet, briefing: Briefing) -> Sheet:
    """Fill a sheet of devices or of speakers with the machine's labels.

    >>> from briefing_lessons import load_briefing
    >>> from briefing_lessons.exercises.devices import device_sheet
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> machine_sheet(device_sheet(ferry), ferry).labels[0]
    'none of these'
    """
    if NONE in sheet.choices:
        found = [(mark, FAMILY[mark.device]) for mark in briefing.marks if mark.device in FAMILY]
        return label_by(sheet, "machine", found, NONE)
    said = [(quote, closest_name(quote.speaker, sheet.choices)) for quote in briefing.quotes]
    return label_by(sheet, "machine", said, NOBODY)


def closest_name(name: str | None, choices: tuple[str, ...]) -> str:
    """Return the choice that means `name`: the same, or the one with the same last word ("our baker")."""
    if name is None or name in choices:
        return name or NOBODY
    alike = [choice for choice in choices if choice.casefold().split()[-1] == name.casefold().split()[-1]]
    return alike[0] if len(alike) == 1 else NOBODY


def hand_sheet(sheet: Sheet, briefing: Briefing) -> Sheet:
    """Fill a sheet with the hand labels of this text; without any, the sheet stays empty.

    >>> from briefing_lessons import load_briefing
    >>> from briefing_lessons.exercises.devices import device_sheet
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> hand_sheet(device_sheet(ferry), ferry).reader
    'by hand'
    """
    if NONE in sheet.choices:
        devices = hand_labels(briefing)
        return _empty(sheet) if devices is None else label_by(sheet, "by hand", devices, NONE)
    if not has_labels(briefing, "quotes"):
        return _empty(sheet)
    quotes = [(label, label.speaker or NOBODY) for label in load_labels(briefing, "quotes")]
    return label_by(sheet, "by hand", quotes, NOBODY)


def partner_sheet(sheet: Sheet, briefing: Briefing, file: str = "") -> Sheet:
    """Read the partner's file of labels beside the notebook; without one, take the hand labels of the text.

    >>> from briefing_lessons import load_briefing
    >>> from briefing_lessons.exercises.devices import device_sheet
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> partner_sheet(device_sheet(ferry), ferry).reader
    'by hand'

    Parameters
    ----------
    file
        The name of the file or the code of the partner, where several lie there; the newest unless given.

    Raises
    ------
    BriefingError
        When the file is one's own, cannot be read, or belongs to another text.
    """
    if not file:
        found = Path().glob(f"labels-{sheet.name}-*.csv")
        others = [path for path in found if not path.stem.endswith(journal().code)]
        if not others:
            return hand_sheet(sheet, briefing)
        file = max(others, key=lambda path: path.stat().st_mtime).name
    other = read_sheet(_found(file.strip(), sheet), sheet, keep=False)
    if other.reader == sheet.reader:
        raise BriefingError(
            f"{file}: this is your own file. Put the one of your partner beside this notebook."
        )
    return other


def _found(name: str, sheet: Sheet) -> str:
    """Return the file that is meant where only a code, or no ending, was given."""
    guesses = (name, f"{name}.csv", f"labels-{sheet.name}-{name}.csv")
    return next((guess for guess in guesses if Path(guess).is_file()), name)


def _empty(sheet: Sheet) -> Sheet:
    return replace(sheet, reader="by hand", labels=(None,) * len(sheet.spans))
