"""Many briefings at once: every file of a folder is read, and what failed is listed, not lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.files import ENDINGS

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What became of one file."""

    path: Path
    result: Result | None  #: `None` when reading failed
    failure: str | None  #: one sentence, when reading failed

    @property
    def failed(self) -> bool:
        """Whether the file could not be read."""
        return self.failure is not None


def briefing_files(folder: str | Path) -> tuple[Path, ...]:
    """Return every file under `folder` that may hold a briefing, in order of path.

    Hidden files, corrections and files of other kinds are left out.

    >>> from briefing_lessons.resources import data_folder
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
    known = {ending for ending in ENDINGS if ending}
    found = tuple(
        sorted(
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in known
            and path.is_file()
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        )
    )
    if not found:
        raise BriefingError(
            f"{folder} holds no briefings. Put .txt, .md, .html, .docx, .pdf or caption files in it."
        )
    return found


def read_folder(
    paths: Iterable[Path],
    work: Callable[[Path], Result],
    *,
    executor: Executor | None = None,
    at_once: int = 32,
) -> Iterator[Outcome[Result]]:
    """Yield the outcome of `work` on every path, as each is done.

    Sort the outcomes by path for a table that is the same every time.

    >>> outcomes = list(read_folder([Path("no such file.txt")], lambda path: path.read_text()))
    >>> outcomes[0].failed
    True

    Parameters
    ----------
    paths
        Files to read.
    work
        What to do with each; it must be importable when `executor` uses processes, and so must its result.
    executor
        Any executor of `concurrent.futures`; without one the files are read one after the other.
    at_once
        How many files may wait in the executor, so that memory does not grow with the folder.
    """
    safe = partial(_safely, work)
    if executor is None:
        for path in paths:
            yield safe(path)
        return
    waiting: dict[Future[Outcome[Result]], Path] = {}
    for path in paths:
        try:
            waiting[executor.submit(safe, path)] = path
        except RuntimeError as error:  # the executor was shut, or one of its processes died
            yield _lost(path, error)
        if len(waiting) >= at_once:
            done = next(as_completed(waiting))
            yield _outcome(done, waiting.pop(done))
    for done in as_completed(waiting):
        yield _outcome(done, waiting[done])


def _safely(work: Callable[[Path], Result], path: Path) -> Outcome[Result]:
    """Run `work` on one file; one bad file must not stop the others."""
    try:
        return Outcome(path, work(path), None)
    except BriefingError as error:
        return Outcome(path, None, str(error))
    except (Exception, RecursionError) as error:
        return Outcome(path, None, f"{path.name} could not be read ({type(error).__name__}: {error}).")


def _outcome(done: Future[Outcome[Result]], path: Path) -> Outcome[Result]:
    """Return the outcome, or say that its process died."""
    try:
        return done.result()
    except Exception as error:
        return _lost(path, error)


def _lost(path: Path, error: Exception) -> Outcome[Result]:
    return Outcome(path, None, f"{path.name} could not be read (its process ended: {type(error).__name__}).")
