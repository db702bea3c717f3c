"""Word lists as data: CSV files of entries, classes and notes, the longest entry found first."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefing_lessons.english.words import expand

COLUMNS = ("entry", "class", "note", "source", "not after", "not before")
_FOLDER = Path(__file__).with_name("lexicons")
#: the lists that come with the package
NAMES = tuple(sorted(path.stem for path in _FOLDER.glob("*.csv")))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a word list."""

    words: tuple[str, ...]  #: lower case, one or more
    kind: str  #: the class, e.g. "approximator"
    note: str  #: when it counts and when not
    source: str  #: where it comes from
    not_after: frozenset[str] = frozenset()  #: it does not count right after one of these
    not_before: frozenset[str] = frozenset()  #: nor right before one; "|" is a mark, or the end

    @property
    def text(self) -> str:
        """The entry as one string."""
        return " ".join(self.words)

    @property
    def weak(self) -> bool:
        """Whether the note says that the words alone cannot decide: "weak: also a plain frequency"."""
        return "weak" in self.note


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A word list, ready to be looked up by first word.

    >>> load_lexicon("boosters")["of course"].kind
    'certainty'
    """

    name: str
    entries: tuple[Entry, ...]  #: in the order of the file
    by_first: Mapping[str, Sequence[Entry]]  #: longest first

    def __getitem__(self, text: str) -> Entry:
        for entry in self.by_first.get(text.split(" ")[0], ()):
            if entry.text == text:
                return entry
        raise KeyError(text)

    def __contains__(self, text: object) -> bool:
        return any(entry.text == text for entry in self.by_first.get(str(text).split(" ")[0], ()))


@cache
def load_lexicon(name: str) -> Lexicon:
    """Return one of the word lists in `lexicons/`, by the name of its file.

    >>> load_lexicon("hedges")["perhaps"].kind
    'adverb'
    """
    entries = []
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            note, source, *around = ((row.get(column) or "").strip() for column in COLUMNS[2:])
            entries.append(
                Entry(tuple(row["entry"].split()), row["class"], note, source, *map(expand, around))
            )
    by_first: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: -len(entry.words)):
        by_first.setdefault(entry.words[0], []).append(entry)
    return Lexicon(name, tuple(entries), by_first)
