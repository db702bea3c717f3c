"""Many briefings at once: every file of a folder is read, and what failed is listed, not lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from briefing_lessons.command.outputs import is_ours
from briefing_lessons.command.spread import Outcome, spread
from briefing_lessons.errors import BriefingError, printable
from briefing_lessons.files import LEARNERS_WORK, read_whole
from briefing_lessons.reading.files import ENDINGS


def briefing_files(folder: str | Path) -> tuple[Path, ...]:
    """Return every file under `folder` that may hold a briefing, in order of path.

    Hidden files, corrections, pages and tables of ours and files of other kinds are left out.

    >>> from briefing_lessons.files import data_folder
    >>> briefing_files(data_folder("seeds"))[0].name
    '000_95b79719e875266d.txt'

    Raises
    ------
    BriefingError
        When `folder` is no folder or holds no such file.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise BriefingError(f"{folder} is not a folder. Give the folder that holds the briefings.")
    found = tuple(path for path in _offered(folder) if _may_hold_a_briefing(path))
    if not found:
        raise BriefingError(
            f"{folder} holds no briefings. Put .txt, .md, .html, .docx, .pdf or caption files in it."
        )
    return found


def passed_over(folder: Path) -> tuple[str, ...]:
    """Return the names of files that `briefing_files` leaves out although somebody may have meant them."""
    left = (path for path in _offered(folder) if not _may_hold_a_briefing(path))
    return tuple(printable(path.relative_to(folder).as_posix()) for path in left)


def _offered(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder, but for what is hidden, Word's locks, corrections, and what we made."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not (hidden or path.is_dir() or path.name.endswith(".corrections.toml") or _is_made(path)):
            yield path


def _may_hold_a_briefing(path: Path) -> bool:
    return bool(path.suffix) and path.suffix.lower() in ENDINGS and path.is_file()


def _is_made(path: Path) -> bool:
    """Say whether a file is a page or a table that the command wrote, or a learner's work."""
    if any(path.match(pattern) for pattern in LEARNERS_WORK):
        return True
    try:
        return path.suffix in (".html", ".md", ".csv", ".ipynb") and is_ours(read_whole(path))
    except (BriefingError, OSError):
        return False


def read_folder(
    paths: Sequence[Path],
    work: Callable[[Path], str],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    journal: Path | None = None,
) -> Iterator[Outcome[Path, str]]:
    """Yield what `work` writes about every path, as each is done.

    Sort the outcomes by item for a table that is the same every time.

    >>> missing = read_folder([Path("no such file.txt")], Path.read_text, jobs=1)
    >>> [outcome.failure is None for outcome in missing]
    [False]

    Parameters
    ----------
    work
        What to write about one briefing; it must be importable when processes do the work.
    jobs, executor
        As in `spread`.
    journal
        Keeps results as they come. With the journal of a run that was stopped, the files that it holds and
        that have not changed since are not read again.
    """
    kept = dict(_kept(journal)) if journal else {}
    known = {path: kept[key] for path in paths if (key := _stamp(path)) in kept}
    for path, words in known.items():
        yield Outcome(path, words)
    left = [path for path in paths if path not in known]
    for outcome in spread(work, left, jobs=jobs, executor=executor):
        if journal and outcome.result is not None:
            _note(journal, outcome.item, outcome.result)
        yield outcome


def _note(journal: Path, path: Path, words: str) -> None:
    journal.parent.mkdir(parents=True, exist_ok=True)
    try:
        with journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps([_stamp(path), words]) + "\n")
    except OSError as error:
        error.filename = str(journal)  # a full disk is reported without a name
        raise


def _kept(journal: Path) -> Iterator[tuple[str, str]]:
    if journal.is_file():
        for line in journal.read_text(encoding="utf-8").splitlines():
            try:
                key, words = json.loads(line)
            except ValueError:  # the line at which the run was stopped
                continue
            yield key, words


def _stamp(path: Path) -> str:
    """Return what changes when the file does."""
    try:
        state = path.stat()
    except OSError:
        return f"{path} is not there"
    return f"{path.resolve()} {state.st_size} {state.st_mtime_ns}"
