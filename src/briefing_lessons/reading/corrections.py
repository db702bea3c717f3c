"""Corrections by a reader: this line is a heading, this label is that person, these names are one person."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from briefing_lessons.errors import BriefingError
from briefing_lessons.files import read_whole, write_whole
from briefing_lessons.reading.labels import label_key
from briefing_lessons.spans import LineRole, TurnRole

Furniture = Literal["apart", "text"]
#: what a line can be corrected to
ROLES: tuple[LineRole, ...] = ("heading", "paragraph", "turn", "boilerplate", "metadata", "stage")
#: table of a corrections file -> what stands in one entry of it
_KEYS = {
    "line": ("number", "is"),
    "label": ("label", "name", "office", "role"),
    "person": ("names",),
    "report": ("start", "words", "source", "extent", "dropped"),
    "exercise": ("id", "accept", "out"),
}


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
        kept = tuple(line for line in self.lines if line.number != number)
        return replace(
            self, lines=tuple(sorted((*kept, LineCorrection(number, role)), key=lambda line: line.number))
        )

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
        place = (report.start, report.words)
        kept = tuple(other for other in self.reports if (other.start, other.words) != place)
        return replace(self, reports=(*kept, report))


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


def parse_corrections(data: dict[str, Any]) -> Corrections:
    """Make corrections of the tables of a corrections file; what is none of them is said, not ignored."""
    for table in data:
        if table not in ("furniture", *_KEYS):
            named = ", ".join(f"[[{known}]]" for known in _KEYS)
            raise BriefingError(f"“{table}” is no table of corrections; they are {named}")
    furniture = data.get("furniture")
    if furniture not in (None, *get_args(Furniture)):
        raise BriefingError(f'furniture is "apart" or "text", not {furniture}')
    made = Corrections(furniture=furniture)
    for entry in _entries(data, "line"):
        number, role = entry.get("number"), entry.get("is")
        if type(number) is not int or number < 1 or role not in ROLES:
            raise BriefingError(
                f"a [[line]] needs number = 12 and is = one of {', '.join(ROLES)}, not {entry}"
            )
        made = made.with_line(number, role)
    for entry in _entries(data, "label"):
        label, name, office, role = (entry.get(key) for key in ("label", "name", "office", "role"))
        texts = isinstance(label, str) and isinstance(name, str) and isinstance(office, str | None)
        if not texts or role not in (None, *get_args(TurnRole)):
            raise BriefingError(
                f'a [[label]] needs label = "MR. X" and name = "…"; role is {", ".join(get_args(TurnRole))}, '
                f"not {entry}"
            )
        made = made.with_label(label, name, office=office, role=role)  # type: ignore[arg-type]
    for entry in _entries(data, "person"):
        names = entry.get("names")
        if not isinstance(names, list) or len(names) < 2 or not all(isinstance(name, str) for name in names):
            raise BriefingError(f'a [[person]] needs names = ["…", "…"], not {entry}')
        made = made.with_person(*names)
    for entry in _entries(data, "report"):
        texts = all(isinstance(entry.get(key, ""), str) for key in ("words", "source", "extent"))
        if type(entry.get("start")) is not int or not texts or not entry.get("words"):
            raise BriefingError(f'a [[report]] needs start = 0 and words = "…", not {entry}')
        made = made.with_report(ReportCorrection(**entry | {"dropped": entry.get("dropped") is True}))
    return replace(made, exercises=tuple(_decisions(data)))


def _decisions(data: dict[str, Any]) -> Iterator[ExerciseDecision]:
    for entry in _entries(data, "exercise"):
        id, accept, out = entry.get("id"), entry.get("accept", []), entry.get("out", False)
        answers = accept if isinstance(accept, list) else [accept]
        if not isinstance(id, str) or type(out) is not bool or not all(isinstance(a, str) for a in answers):
            raise BriefingError(
                f'an [[exercise]] needs id = "who.4", and accept = ["…"] or out = true, not {entry}'
            )
        yield ExerciseDecision(id, tuple(answers), out)


def _entries(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    entries = data.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BriefingError(f"{key} should stand as [[{key}]]")
    for entry in entries:
        for unknown in entry.keys() - set(_KEYS[key]):
            raise BriefingError(f"a [[{key}]] has {', '.join(_KEYS[key])}, and no “{unknown}”")
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
    blocks = ["# What a reader put right. Lines are counted from 1. Delete an entry to undo it."]
    if corrections.furniture:
        blocks.append(f"furniture = {_quoted(corrections.furniture)}")
    for line in corrections.lines:
        blocks.append(f"[[line]]\nnumber = {line.number}\nis = {_quoted(line.role)}")
    for label in corrections.labels:
        fields = {"label": label.label, "name": label.name, "office": label.office, "role": label.role}
        given = "\n".join(f"{key} = {_quoted(value)}" for key, value in fields.items() if value)
        blocks.append(f"[[label]]\n{given}")
    for names in corrections.people:
        blocks.append(f"[[person]]\nnames = [{', '.join(map(_quoted, names))}]")
    for report in corrections.reports:
        told = {"words": report.words, "source": report.source, "extent": report.extent}
        given = "".join(f"\n{key} = {_quoted(value)}" for key, value in told.items() if value)
        blocks.append(f"[[report]]\nstart = {report.start}{given}" + "\ndropped = true" * report.dropped)
    for one in corrections.exercises:
        decided = "out = true" if one.out else f"accept = [{', '.join(map(_quoted, one.accept))}]"
        blocks.append(f"[[exercise]]\nid = {_quoted(one.id)}\n{decided}")
    return "\n\n".join(blocks) + "\n"


def _quoted(value: str) -> str:
    """Return a TOML string; JSON's escapes are a part of TOML's but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
