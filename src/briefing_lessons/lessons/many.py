"""Pages and answer keys for many briefings, on any executor; finished work is not done again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from briefing_lessons.errors import BriefingError
from briefing_lessons.files import write_whole
from briefing_lessons.lessons.course import Lesson
from briefing_lessons.reading.files import ENDINGS
from briefing_lessons.spread import Outcome, spread


def find_briefings(folder: Path) -> tuple[Path, ...]:
    """Return the files in `folder` whose ending a briefing can have, in order of their names.

    >>> from briefing_lessons.resources import data_folder
    >>> [path.name for path in find_briefings(data_folder("seeds"))][0]
    '000_95b79719e875266d.txt'

    Raises
    ------
    BriefingError
        When there is none.
    """
    endings = tuple(ending for ending in ENDINGS if ending)
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in endings and path.is_file())
    if not found:
        known = ", ".join(endings)
        raise BriefingError(
            f"{folder}: there is no briefing in this folder. Its name would end in one of {known}."
        )
    return tuple(found)


def run_for_each(
    briefings: Sequence[Path],
    lessons: Sequence[Lesson],
    folder: Path,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Iterator[Outcome[Path, Path]]:
    """Run `lessons` on each briefing into a folder of its own, and yield where its index is.

    Parameters
    ----------
    folder
        Gets one folder for each briefing. One that is complete, and newer than its briefing, is left as it
        is, so that a run that was stopped goes on where it was.
    jobs, executor
        As in `spread`. Each worker runs the lessons of one briefing one after the other.
    """
    names = _names(briefings)
    task = partial(_run_one, lessons=tuple(lessons), folder=folder, names=names)
    yield from spread(task, briefings, jobs=jobs, executor=executor)


def key_for_each(
    briefings: Sequence[Path],
    folder: Path,
    *,
    ending: str = ".html",
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Iterator[Outcome[Path, Path]]:
    """Write the answer key of each briefing, and yield where it is; see `run_for_each`.

    Parameters
    ----------
    ending
        ".html" or ".md".
    """
    task = partial(_key_one, folder=folder, names=_names(briefings), ending=ending)
    yield from spread(task, briefings, jobs=jobs, executor=executor)


def _run_one(briefing: Path, *, lessons: tuple[Lesson, ...], folder: Path, names: dict[Path, str]) -> Path:
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.lessons.run import run_lessons, write_index

    out = folder / names[briefing]
    index = out / "index.html"
    pages = [index, *(out / f"{lesson.name}.html" for lesson in lessons)]
    if all(_is_done(page, briefing) for page in pages):
        return index
    load_briefing(briefing)
    index.unlink(missing_ok=True)  # written last: its presence says that the rest is there
    results = list(run_lessons(lessons, out, briefing=briefing, jobs=1))
    failed = [f"{result.lesson.name}: stopped at {result.failure}" for result in results if result.failure]
    if failed:
        raise BriefingError("; ".join(failed))
    return write_index(out, results, briefing=briefing)


def _key_one(briefing: Path, *, folder: Path, names: dict[Path, str], ending: str) -> Path:
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.lessons.key import key_markdown, key_page

    path = folder / f"{names[briefing]}{ending}"
    if _is_done(path, briefing):
        return path
    write = key_markdown if ending == ".md" else key_page
    return write_whole(path, write(load_briefing(briefing)))


def _is_done(written: Path, briefing: Path) -> bool:
    # files appear whole (`write_whole`), so one that is there is complete
    return written.is_file() and written.stat().st_mtime_ns > briefing.stat().st_mtime_ns


def _names(briefings: Sequence[Path]) -> dict[Path, str]:
    """Return a name for what each briefing gives: its stem, or its whole name where two share a stem."""
    stems = Counter(path.stem.lower() for path in briefings)
    return {path: path.stem if stems[path.stem.lower()] == 1 else path.name for path in briefings}
