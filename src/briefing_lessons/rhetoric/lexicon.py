"""Word lists as data: CSV files of entries, classes and notes, the longest entry found first."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefing_lessons.english.words import expand

_FOLDER = Path(__file__).with_name("lexicons")
#: the lists that come with the package
NAMES = tuple(sorted(path.stem for path in _FOLDER.glob("*.csv")))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a word list."""

    text: str  #: a word or more, lower case
    words: tuple[str, ...]  #: the same, one by one
    kind: str  #: the class, e.g. "approximator"
    note: str  #: when it counts and when not; "weak: …" where the words alone cannot decide
    source: str  #: where it comes from
    not_after: frozenset[str] = frozenset()  #: it does not count right after one of these
    not_before: frozenset[str] = frozenset()  #: nor right before one; "|" is a mark, or the end


@cache
def load_lexicon(name: str) -> Mapping[str, Entry]:
    """Return one of the word lists in `lexicons/`, by the name of its file: entry -> what its line says.

    >>> load_lexicon("hedges")["perhaps"].kind
    'adverb'
    """
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        _, *rows = csv.reader(lines)  # short ones say nothing of their neighbours
    return {
        text: Entry(text, tuple(text.split()), kind, note, source, *map(expand, around))
        for text, kind, note, source, *around in rows
    }


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
