"""The labels that people made by hand, so that a class can ask how well the machine reads."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, overload

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


class Named(Protocol):
    """A text with the name of its file; `Briefing` is one."""

    @property
    def source(self) -> str: ...
    @property
    def text(self) -> str: ...


@overload
def load_labels(briefing: Named | str, kind: Literal["quotes"] = ...) -> tuple[QuoteLabel, ...]: ...
@overload
def load_labels(briefing: Named | str, kind: Literal["rhetoric"]) -> tuple[MarkLabel, ...]: ...
def load_labels(
    briefing: Named | str, kind: LabelKind = "quotes"
) -> tuple[QuoteLabel, ...] | tuple[MarkLabel, ...]:
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
        rows = list(csv.DictReader(file))
    if not isinstance(briefing, str):
        for row in rows:
            if briefing.text[int(row["start"]) : int(row["end"])] != row["text"]:
                raise BriefingError(
                    f"{name}: this text differs from the one that was labelled, at character {row['start']}; "
                    "use the file that came with the package."
                )
    return tuple(map(_quote, rows)) if kind == "quotes" else tuple(map(_mark, rows))


def has_labels(briefing: Named, kind: LabelKind = "quotes") -> bool:
    """Say whether hand labels of `kind` fit this very text.

    >>> from briefing_lessons import parse_briefing
    >>> has_labels(parse_briefing("Nobody has labelled this."))
    False
    """
    try:
        load_labels(briefing, kind)
    except BriefingError:
        return False
    return True


def _quote(row: dict[str, str]) -> QuoteLabel:
    kind: QuoteKind = row["kind"]  # type: ignore[assignment]  # tests/test_seeds.py checks the values
    return QuoteLabel(
        int(row["start"]), int(row["end"]), row["text"], kind, row["speaker"] or None, row["cue"]
    )


def _mark(row: dict[str, str]) -> MarkLabel:
    certainty: Literal["clear", "arguable"] = row["certainty"]  # type: ignore[assignment]
    return MarkLabel(
        int(row["start"]), int(row["end"]), row["text"], row["device"], certainty, row["voice"], row["note"]
    )
