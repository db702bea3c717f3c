"""The learner's journal: guesses, answers and hints, kept in one small file beside the notebook."""

import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from briefing_lessons.exercises.written import written_in
from briefing_lessons.files import read_whole, write_whole

EntryKind = Literal["guess", "answer", "hint", "label", "choice", "note", "plot", "vote", "unseen"]

_FILE = "work-{code}.json"
#: A code becomes part of file names and of the teacher's spreadsheet: letters, digits and hyphens only.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
#: Where this is set, it is the code of every new journal: runs without a learner always give the same pages.
CODE_VARIABLE = "BRIEFING_LESSONS_CODE"


def _new_code() -> str:
    words = written_in("questions.toml")["codes"]["words"]
    return os.environ.get(CODE_VARIABLE, f"{secrets.choice(words)}-{secrets.randbelow(900) + 100}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the learner did."""

    kind: EntryKind
    exercise: str  #: id of the exercise or of the guess
    value: str  #: the answer as typed
    outcome: str  #: e.g. "right", "mistake", "kept"; for hints the rung
    source: str  #: the briefing at hand
    at: str  #: local date and minute, ISO 8601


@dataclass(slots=True)
class Journal:
    """What one learner has done, under a code instead of a name.

    Nothing is written before there is something to keep.
    """

    folder: Path
    code: str = field(default_factory=_new_code)
    entries: list[Entry] = field(default_factory=list)
    trouble: str = ""  #: why the file could not be written, in a sentence
    stored: bool = False  #: there was a file of it
    open_ended: bool = False  #: the code is not decided: another open notebook may begin the journal first

    @property
    def path(self) -> Path:
        """Where the journal is kept."""
        return self.folder / _FILE.format(code=self.code)

    def as_dict(self) -> dict[str, Any]:
        """Return the journal as plain values, which `parse_journal` reads back from their JSON."""
        return {"schema": 1, "code": self.code, "entries": [asdict(entry) for entry in self.entries]}

    def of(self, exercise: str, kind: EntryKind | None = None) -> Iterator[Entry]:
        """Yield the entries of one exercise, oldest first."""
        return (e for e in self.entries if e.exercise == exercise and kind in (None, e.kind))

    def latest(self, exercise: str, kind: EntryKind, source: str | None = None) -> Entry | None:
        """Return the newest entry of one exercise: on one text, where that is named."""
        return next((e for e in reversed([*self.of(exercise, kind)]) if source in (None, e.source)), None)

    def record(self, kind: EntryKind, exercise: str, value: Any, outcome: str, source: str = "") -> Entry:
        """Add an entry and save; running a cell again with the same answer adds nothing."""
        last = self.latest(exercise, kind, source)
        if last and (last.value, last.outcome) == (str(value), outcome):
            return last
        now = datetime.now().isoformat(timespec="minutes")
        self.entries.append(Entry(kind, str(exercise), str(value), outcome, source, now))
        self.save()
        return self.entries[-1]

    def catch_up(self) -> None:
        """Take over what another open notebook has written, or deleted, since this one last looked."""
        try:
            other = open_journal(self.folder) if self.open_ended else load_journal(self.path)
        except FileNotFoundError:
            if self.stored:  # deleted for good: begin again like anybody who finds the folder empty
                self.code, self.stored, self.open_ended = _new_code(), False, True
                self.entries.clear()
            return
        except (OSError, ValueError):
            return
        if other.stored:
            own = [entry for entry in self.entries if entry not in other.entries]
            self.code, self.stored, self.open_ended = other.code, True, False
            self.entries[:] = [*other.entries, *own]

    def save(self) -> None:
        """Write the journal; where that fails, say why in `trouble`."""
        try:
            write_whole(self.path, json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n")
            self.trouble, self.stored, self.open_ended = "", True, False
        except OSError as error:
            why = f"Your work could not be saved in {self.folder}: {error.strerror}."
            self.trouble = f"{why} Note your answers on paper."


def load_journal(path: Path) -> Journal:
    """Read a journal from its file.

    Raises
    ------
    ValueError
        If the file is not a journal.
    """
    found = parse_journal(read_whole(path).decode("utf-8"), path.parent)
    found.stored = True
    return found


def parse_journal(content: str, folder: Path) -> Journal:
    """Return the journal written in `content`, to be kept in `folder`.

    Raises
    ------
    ValueError
        If it is not a journal, or its code could not stand in a file name.
    """
    try:
        values = json.loads(content)
        code, entries = values["code"], [Entry(**entry) for entry in values["entries"]]
        "".join(words for entry in values["entries"] for words in entry.values())  # they are all text
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("This is not a journal of these lessons.") from error
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise ValueError(f"{code!r} is not a code of these lessons.")
    return Journal(folder, code, entries)


def open_journal(folder: Path) -> Journal:
    """Go on with the newest journal in `folder`, or begin one."""
    files = folder.glob(_FILE.format(code="*"))
    for path in sorted(files, key=lambda p: (p.stat().st_mtime, p.name), reverse=True):
        with suppress(ValueError, OSError):
            return load_journal(path)
    return Journal(folder, open_ended=True)


_current: Journal | None = None


def journal() -> Journal:
    """Return the journal of this session, up to date: the newest beside the notebook, or a new one."""
    if _current is None:
        return use_journal(Path.cwd())
    _current.catch_up()
    return _current


def adopt_journal(other: Journal) -> Journal:
    """Go on with `other` from now on."""
    global _current
    _current = other
    return other


def use_journal(folder: str | Path) -> Journal:
    """Keep the journal in `folder` from now on."""
    return adopt_journal(open_journal(Path(folder)))
