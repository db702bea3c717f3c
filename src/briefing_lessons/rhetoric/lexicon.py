"""Word lists as data: CSV files of entries, classes and notes, the longest entry found first."""

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


#: entry -> what its line says, in the order of the file
Lexicon = Mapping[str, Entry]


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
            words = tuple(row["entry"].split())
            entries.append(Entry(words, row["class"], note, source, *map(expand, around)))
    return {entry.text: entry for entry in entries}


@cache
def by_first_word(name: str) -> Mapping[str, Sequence[Entry]]:
    """Return the entries of a word list under their first words, the longest first.

    >>> [entry.text for entry in by_first_word("boosters")["of"]]
    ['of course']
    """
    found: dict[str, list[Entry]] = {}
    for entry in sorted(load_lexicon(name).values(), key=lambda entry: -len(entry.words)):
        found.setdefault(entry.words[0], []).append(entry)
    return found
