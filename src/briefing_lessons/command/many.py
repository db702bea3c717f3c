"""Pages and answer keys for many briefings, on any executor; finished work is not done again."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from briefing_lessons.command.spread import Outcome, spread
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import write_whole
from briefing_lessons.lessons.course import Lesson


def run_for_each(
    briefings: Sequence[Path],
    lessons: Sequence[Lesson],
    folder: Path,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    code: bool = True,
    afresh: bool = False,
) -> Iterator[Outcome[Path, Path]]:
    """Run `lessons` on each briefing into a folder of its own, and yield where its index is.

    Parameters
    ----------
    folder
        Gets one folder for each briefing. One that is complete, and newer than its briefing, is left as it
        is, so that a run that was stopped goes on where it was.
    jobs, executor
        As in `spread`. Each worker runs the lessons of one briefing one after the other.
    code
        As in `run_lessons`.
    afresh
        Do finished work again.
    """
    names = _names(briefings)
    task = partial(_run_one, lessons=tuple(lessons), folder=folder, names=names, code=code, afresh=afresh)
    yield from spread(task, briefings, jobs=jobs, executor=executor)


def key_for_each(
    briefings: Sequence[Path],
    folder: Path,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    afresh: bool = False,
) -> Iterator[Outcome[Path, Path]]:
    """Write the answer key of each briefing as a page, and yield where it is; see `run_for_each`."""
    task = partial(_key_one, folder=folder, names=_names(briefings), afresh=afresh)
    yield from spread(task, briefings, jobs=jobs, executor=executor)


def homes(briefings: Sequence[Path], folder: Path) -> Iterator[Path]:
    """Yield where in `folder` the pages of each briefing go, or its key with an ending added."""
    return (folder / name for name in _names(briefings).values())


def _run_one(
    briefing: Path,
    *,
    lessons: tuple[Lesson, ...],
    folder: Path,
    names: dict[Path, str],
    code: bool,
    afresh: bool,
) -> Path:
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.lessons.run import run_lessons, write_index

    out = folder / names[briefing]
    index = out / "index.html"
    pages = [index, *(out / f"{lesson.name}.html" for lesson in lessons)]
    if not afresh and all(_is_done(page, briefing) for page in pages):
        return index
    load_briefing(briefing)
    index.unlink(missing_ok=True)  # written last: its presence says that the rest is there
    results = list(run_lessons(lessons, out, briefing=briefing, jobs=1, code=code))
    failed = [f"{result.lesson.name}: stopped at {result.failure}" for result in results if result.failure]
    if failed:
        raise BriefingError("; ".join(failed))
    return write_index(out, results, briefing=briefing)


def _key_one(briefing: Path, *, folder: Path, names: dict[Path, str], afresh: bool) -> Path:
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.lessons.key import key_page

    path = folder / f"{names[briefing]}.html"
    if not afresh and _is_done(path, briefing):
        return path
    return write_whole(path, key_page(load_briefing(briefing)))


def _is_done(written: Path, briefing: Path) -> bool:
    # files appear whole (`write_whole`), so one that is there is complete
    return written.is_file() and written.stat().st_mtime_ns > briefing.stat().st_mtime_ns


def _names(briefings: Sequence[Path]) -> dict[Path, str]:
    """Return a name for what each briefing gives: its path in their folder, without its ending if it can be.

    >>> sorted(_names([Path("a/x.txt"), Path("a/x.md"), Path("a/b/y.txt")]).values())
    ['b/y', 'x.md', 'x.txt']
    """
    top = Path(os.path.commonpath([path.absolute().parent for path in briefings])) if briefings else Path()
    inside = {path: path.absolute().relative_to(top) for path in briefings}
    plain = Counter(path.with_suffix("").as_posix().lower() for path in inside.values())
    return {
        path: (short if plain[short.as_posix().lower()] == 1 else whole).as_posix()
        for path, whole in inside.items()
        for short in [whole.with_suffix("")]
    }
