"""Word lists as data: read a CSV of entries, classes and notes, and find the longest entry at each place."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefing_lessons.english.words import expand
from briefing_lessons.errors import BriefingError

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

    >>> lexicon = read_lexicon("entry,class,note,source\\nof course,certainty,,ours\\n")
    >>> lexicon["of course"].kind
    'certainty'
    """

    name: str
    entries: tuple[Entry, ...]  #: in the order of the file
    by_first: Mapping[str, tuple[Entry, ...]]  #: longest first

    def __getitem__(self, text: str) -> Entry:
        for entry in self.by_first.get(text.split(" ")[0], ()):
            if entry.text == text:
                return entry
        raise KeyError(text)

    def __contains__(self, text: object) -> bool:
        return any(entry.text == text for entry in self.by_first.get(str(text).split(" ")[0], ()))


def read_lexicon(text: str, name: str = "pasted list") -> Lexicon:
    """Read a word list from CSV text with the columns entry, class, note and source.

    Raises
    ------
    BriefingError
        If a column is missing, or a row has no entry or no class.
    """
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    missing = [column for column in COLUMNS[:2] if column not in (rows.fieldnames or ())]
    if missing:
        raise BriefingError(
            f"{name} has no column {missing[0]!r}: its first line must be {','.join(COLUMNS[:4])!r}."
        )
    entries = []
    for row in rows:
        words = tuple((row["entry"] or "").replace("’", "'").lower().split())
        kind = (row["class"] or "").strip()
        if not words and not kind:
            continue
        if not words or not kind:
            raise BriefingError(
                f"{name}, line {rows.line_num}: an entry needs a word and a class (perhaps,adverb)."
            )
        note, source, *around = ((row.get(column) or "").strip() for column in COLUMNS[2:])
        entries.append(Entry(words, kind, note, source, *map(expand, around)))
    by_first: dict[str, list[Entry]] = {}
    for entry in entries:
        by_first.setdefault(entry.words[0], []).append(entry)
    return Lexicon(
        name,
        tuple(entries),
        {word: tuple(sorted(group, key=lambda e: -len(e.words))) for word, group in by_first.items()},
    )


def load_lexicon(path: str | Path) -> Lexicon:
    """Load a word list: one of the package's by name, or an edited copy by path.

    >>> load_lexicon("hedges")["perhaps"].kind
    'adverb'

    Pass edited copies on as `find_marks(briefing, lexicons={"hedges": load_lexicon("my_hedges.csv")})`.

    Raises
    ------
    BriefingError
        If there is no such list or it cannot be read.
    """
    if path in NAMES:
        return _own(str(path))
    file = Path(path)
    try:
        return read_lexicon(file.read_text(encoding="utf-8"), file.name)
    except OSError:
        raise BriefingError(
            f"There is no word list {str(path)!r}: give the path of a CSV file, or one of {', '.join(NAMES)}."
        ) from None
    except UnicodeDecodeError:
        raise BriefingError(f"{file.name} is not UTF-8 text: save it as 'CSV UTF-8' and try again.") from None


def load_lexicons() -> Mapping[str, Lexicon]:
    """Return the package's own word lists by name."""
    return {name: _own(name) for name in NAMES}


@cache
def _own(name: str) -> Lexicon:
    return read_lexicon((_FOLDER / f"{name}.csv").read_text(encoding="utf-8"), name)
