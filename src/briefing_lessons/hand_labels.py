"""The labels that people made by hand, so that a class can ask how well the machine reads."""

import csv
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder
from briefing_lessons.spans import QuoteKind, Span

LabelKind = Literal["quotes", "rhetoric"]


@dataclass(frozen=True, slots=True, repr=False)
class QuoteLabel(Span):
    """A quotation or a piece of reported speech, as a person marked it."""

    kind: QuoteKind
    speaker: str | None  #: the full name, or the text's words; `None` for a term
    cue: str  #: the reporting expression as it stands; empty where the quotation has none of its own


@dataclass(frozen=True, slots=True, repr=False)
class MarkLabel(Span):
    """A rhetorical device, as a person marked it."""

    device: str
    certainty: Literal["clear", "arguable"]  #: arguable: careful readers differ
    voice: str
    note: str


def load_labels(briefing: Briefing | str, kind: LabelKind = "quotes") -> tuple[Any, ...]:
    """Return the hand labels that come with a briefing, in order of start.

    >>> labels = load_labels("001_ferry_report.txt")
    >>> labels[0].speaker, labels[0].cue
    ('Lake Authority for Safe Transport', 'according to')

    Parameters
    ----------
    briefing
        A briefing, or the name of its file. A briefing is compared with its labels character by character.
    kind
        "quotes" for quotations and their sources, "rhetoric" for devices.

    Raises
    ------
    BriefingError
        When nobody has labelled this text, or the labels belong to another version of it.
    """
    name = briefing if isinstance(briefing, str) else briefing.source
    path = data_folder("seeds") / "labels" / f"{Path(name).stem}.{kind}.csv"
    if not path.is_file():
        raise BriefingError(f"{name}: nobody has labelled the {kind} of this text; label it with your class.")
    with path.open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    for row in rows:
        row |= {"start": int(row["start"]), "end": int(row["end"])}
        if "speaker" in row:
            row["speaker"] = row["speaker"] or None
        if not isinstance(briefing, str) and briefing.text[row["start"] : row["end"]] != row["text"]:
            raise BriefingError(
                f"{name}: this text differs from the one that was labelled, at character {row['start']}; "
                "use the file that came with the package."
            )
    made: type[Any] = QuoteLabel if kind == "quotes" else MarkLabel
    return tuple(made(**row) for row in rows)


def has_labels(briefing: Briefing, kind: LabelKind = "quotes") -> bool:
    """Say whether hand labels of `kind` fit this very text.

    >>> from briefing_lessons import parse_briefing
    >>> has_labels(parse_briefing("Nobody has labelled this."))
    False
    """
    with suppress(BriefingError):
        load_labels(briefing, kind)
        return True
    return False
