"""Corrections by a reader: this line is a heading, this label is that person, these names are one person."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from briefing_lessons.errors import BriefingError
from briefing_lessons.files import read_whole, write_whole
from briefing_lessons.reading.labels import label_key
from briefing_lessons.spans import LineRole, TurnRole

Furniture = Literal["apart", "text"]
#: what a line can be corrected to
ROLES: tuple[LineRole, ...] = ("heading", "paragraph", "turn", "boilerplate", "metadata", "stage")


@dataclass(frozen=True, slots=True)
class LineCorrection:
    """A line is something else than the rules said."""

    number: int  #: line number, from 1
    role: LineRole


@dataclass(frozen=True, slots=True)
class LabelCorrection:
    """A label stands for somebody."""

    label: str  #: as printed, colon or not: "MR. X"
    name: str
    office: str | None = None
    role: TurnRole | None = None


@dataclass(frozen=True, slots=True)
class ReportCorrection:
    """A quotation or a report has another source or other words, or is none."""

    start: int  #: the character with which it begins, from 0, and
    words: str  #: its words, as the machine found them
    source: str = ""  #: who is the source; empty where the machine is right
    extent: str = ""  #: the words that are reported; empty where the machine is right
    dropped: bool = False  #: nobody is quoted or reported here

    def near(self, start: int) -> bool:
        """Say whether `start` lies in or beside the words."""
        return abs(self.start - start) <= len(self.words) + len(self.extent)


@dataclass(frozen=True, slots=True)
class ExerciseDecision:
    """What a teacher decided about one exercise on this text."""

    id: str  #: "who.3"
    accept: tuple[str, ...] = ()  #: answers that are as good as the one of the key
    out: bool = False  #: the exercise is not asked


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything put right by hand for one briefing.

    >>> Corrections().with_line(12, "heading").with_label("MR. X", "Ilya Xu", office="deputy minister").lines
    (LineCorrection(number=12, role='heading'),)
    """

    lines: tuple[LineCorrection, ...] = ()
    labels: tuple[LabelCorrection, ...] = ()
    people: tuple[tuple[str, ...], ...] = ()  #: names that are one person
    reports: tuple[ReportCorrection, ...] = ()
    furniture: Furniture | None = None  #: what looks like page furniture: set apart for good, or text
    exercises: tuple[ExerciseDecision, ...] = ()  #: written into the file by hand

    def with_line(self, number: int, role: LineRole) -> Corrections:
        """Return these corrections with line `number` made a heading, paragraph, …; a later one replaces."""
        lines = {line.number: line for line in self.lines} | {number: LineCorrection(number, role)}
        return replace(self, lines=tuple(line for _, line in sorted(lines.items())))

    def with_label(
        self, label: str, name: str, *, office: str | None = None, role: TurnRole | None = None
    ) -> Corrections:
        """Return these corrections with `label` standing for `name`."""
        kept = tuple(entry for entry in self.labels if label_key(entry.label) != label_key(label))
        return replace(self, labels=(*kept, LabelCorrection(label, name, office, role)))

    def with_person(self, *names: str) -> Corrections:
        """Return these corrections with all `names` being one person; the first is the one to show."""
        return replace(self, people=(*(group for group in self.people if not set(group) & set(names)), names))

    def with_report(self, report: ReportCorrection) -> Corrections:
        """Return these corrections with one quotation put right; a later one replaces."""
        kept = {(other.start, other.words): other for other in self.reports}
        kept.pop((report.start, report.words), None)
        return replace(self, reports=(*kept.values(), report))


def corrections_path(briefing: Path) -> Path:
    """Return where the corrections of a briefing are kept: beside it.

    >>> corrections_path(Path("talks/monday.txt")).name
    'monday.corrections.toml'
    """
    return briefing.with_name(f"{briefing.stem}.corrections.toml")


def read_corrections(path: Path) -> Corrections:
    """Read a corrections file; an absent file holds none.

    Raises
    ------
    BriefingError
        When the file is not as `write_corrections` writes it; the message says what is expected.
    """
    if not path.is_file():
        return Corrections()
    try:
        return parse_corrections(tomllib.loads(read_whole(path).decode("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, BriefingError) as error:
        raise BriefingError(
            f"{path.name} cannot be used: {error}. Mend it, or delete it to start again."
        ) from None


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


_ROLES: tuple[TurnRole, ...] = get_args(TurnRole)
#: key -> whether a value is right there; the others are texts
_RIGHT: dict[str, Callable[[Any], bool]] = {
    "number": lambda value: type(value) is int and value > 0,
    "is": ROLES.__contains__,
    "role": _ROLES.__contains__,
    "names": lambda value: _are_texts(value) and len(value) > 1,
    "start": lambda value: type(value) is int,
    "words": lambda value: _is_text(value) and value != "",
    "dropped": (False, True).__contains__,
    "accept": _are_texts,
    "out": (False, True).__contains__,
}
#: table of a corrections file -> what stands in one entry, how much of it must, and that in words
_TABLES = {
    "line": ("number is", 2, f"number = 12 and is = one of {', '.join(ROLES)}"),
    "label": ("label name office role", 2, f'label = "MR. X" and name = "…"; role is {", ".join(_ROLES)}'),
    "person": ("names", 1, 'names = ["…", "…"]'),
    "report": ("start words source extent dropped", 2, 'start = 0 and words = "…"'),
    "exercise": ("id accept out", 1, 'id = "who.4", and accept = ["…"] or out = true'),
}


def parse_corrections(data: dict[str, Any]) -> Corrections:
    """Make corrections of the tables of a corrections file; what is none of them is said, not ignored."""
    for table in data.keys() - {"furniture", *_TABLES}:
        named = ", ".join(f"[[{known}]]" for known in _TABLES)
        raise BriefingError(f"“{table}” is no table of corrections; they are {named}")
    furniture = data.get("furniture")
    if furniture not in (None, *get_args(Furniture)):
        raise BriefingError(f'furniture is "apart" or "text", not {furniture}')
    entries = {table: _entries(data, table) for table in _TABLES}
    made = Corrections(furniture=furniture)
    for entry in entries["line"]:
        made = made.with_line(entry["number"], entry["is"])
    for entry in entries["label"]:
        made = made.with_label(**entry)
    for entry in entries["person"]:
        made = made.with_person(*entry["names"])
    for entry in entries["report"]:
        made = made.with_report(ReportCorrection(**entry))
    decided = ({**entry, "accept": tuple(entry.get("accept", ()))} for entry in entries["exercise"])
    return replace(made, exercises=tuple(ExerciseDecision(**entry) for entry in decided))


def _entries(data: dict[str, Any], table: str) -> list[dict[str, Any]]:
    entries = data.get(table, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BriefingError(f"{table} should stand as [[{table}]]")
    keys, needed, needs = _TABLES[table]
    known = keys.split()
    for entry in entries:
        for unknown in entry.keys() - known:
            raise BriefingError(f"a [[{table}]] has {', '.join(known)}, and no “{unknown}”")
        right = all(_RIGHT.get(key, _is_text)(entry[key]) for key in entry)
        if set(known[:needed]) - entry.keys() or not right:
            raise BriefingError(f"a [[{table}]] needs {needs}, not {entry}")
    return entries


def write_corrections(path: Path, corrections: Corrections) -> None:
    """Write `corrections` so that a person can read and change them."""
    write_whole(path, format_corrections(corrections))


def format_corrections(corrections: Corrections) -> str:
    """Return the text of a corrections file.

    >>> print(format_corrections(Corrections().with_line(12, "heading")))
    # What a reader put right. Lines are counted from 1. Delete an entry to undo it.
    <BLANKLINE>
    [[line]]
    number = 12
    is = "heading"
    <BLANKLINE>
    """
    tables = {
        "line": [{"number": line.number, "is": line.role} for line in corrections.lines],
        "label": map(asdict, corrections.labels),
        "person": [{"names": names} for names in corrections.people],
        "report": map(asdict, corrections.reports),
        "exercise": map(asdict, corrections.exercises),
    }
    blocks = ["# What a reader put right. Lines are counted from 1. Delete an entry to undo it."]
    blocks += [f"furniture = {_value(corrections.furniture)}"] if corrections.furniture else []
    for table, entries in tables.items():
        for entry in entries:  # what says nothing is not written
            told = (
                f"\n{key} = {_value(value)}" for key, value in entry.items() if value or type(value) is int
            )
            blocks.append(f"[[{table}]]{''.join(told)}")
    return "\n\n".join(blocks) + "\n"


def _value(value: object) -> str:
    """Return a TOML value; JSON's escapes are a part of TOML's but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
