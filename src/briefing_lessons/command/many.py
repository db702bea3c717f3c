"""Many briefings at once, on any executor: readings, pages, keys; what failed is listed, not lost."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing_lessons.command.given import KEY_ENDINGS, OUTPUT, briefing_files, files_read_for, passed_over
from briefing_lessons.command.outputs import check_outputs, deliver
from briefing_lessons.command.refusals import check_folder
from briefing_lessons.command.spread import Outcome, spread
from briefing_lessons.errors import BriefingError, printable
from briefing_lessons.files import write_whole

if TYPE_CHECKING:
    from briefing_lessons.lessons.course import Lesson


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
    pages = homes(briefings, folder)
    task = partial(_run_one, lessons=tuple(lessons), pages=pages, code=code, afresh=afresh)
    return spread(task, briefings, jobs=jobs, executor=executor)


def key_for_each(
    briefings: Sequence[Path],
    folder: Path,
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    afresh: bool = False,
) -> Iterator[Outcome[Path, Path]]:
    """Write the answer key of each briefing as a page, and yield where it is; see `run_for_each`."""
    task = partial(_key_one, pages=homes(briefings, folder), afresh=afresh)
    return spread(task, briefings, jobs=jobs, executor=executor)


def homes(briefings: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Return where in `folder` the pages of each briefing go, or its key with an ending added.

    It is named by its path in their folder, without its ending if that can be.

    >>> found = homes([Path("a/x.txt"), Path("a/x.md"), Path("a/b/y.txt")], Path("out"))
    >>> sorted(path.as_posix() for path in found.values())
    ['out/b/y', 'out/x.md', 'out/x.txt']
    """
    top = Path(os.path.commonpath([path.absolute().parent for path in briefings])) if briefings else Path()
    inside = {path: path.absolute().relative_to(top) for path in briefings}
    plain = Counter(path.with_suffix("").as_posix().lower() for path in inside.values())
    return {
        path: folder / (short if plain[short.as_posix().lower()] == 1 else whole)
        for path, whole in inside.items()
        for short in [whole.with_suffix("")]
    }


def _run_one(
    briefing: Path, *, lessons: tuple[Lesson, ...], pages: dict[Path, Path], code: bool, afresh: bool
) -> Path:
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.lessons.run import run_lessons, write_index

    out = pages[briefing]
    index = out / "index.html"
    written = [index, *(out / f"{lesson.name}.html" for lesson in lessons)]
    if not afresh and all(_is_done(page, briefing) for page in written):
        return index
    load_briefing(briefing)
    index.unlink(missing_ok=True)  # written last: its presence says that the rest is there
    results = list(run_lessons(lessons, out, briefing=briefing, jobs=1, code=code))
    failed = [f"{result.lesson.name}: stopped at {result.failure}" for result in results if result.failure]
    if failed:
        raise BriefingError("; ".join(failed))
    return write_index(out, results, briefing=briefing)


def _key_one(briefing: Path, *, pages: dict[Path, Path], afresh: bool) -> Path:
    from briefing_lessons.briefing import load_briefing
    from briefing_lessons.lessons.key import key_page

    path = _key_in(pages[briefing])
    if not afresh and _is_done(path, briefing):
        return path
    return write_whole(path, key_page(load_briefing(briefing)))


def _key_in(home: Path) -> Path:
    return home.with_name(f"{home.name}.html")


def _is_done(written: Path, briefing: Path) -> bool:
    # files appear whole (`write_whole`), so one that is there is complete
    return written.is_file() and written.stat().st_mtime_ns > briefing.stat().st_mtime_ns


def write_keys(folder: Path, out: Path | None, handouts: Path | None, force: bool) -> int:
    if handouts is not None:
        raise BriefingError(f"{folder}: handouts are made for one briefing. Give --briefing a file.")
    if out is not None and out.suffix.lower() in KEY_ENDINGS and not out.is_dir():
        raise BriefingError(f"{out}: a folder has many keys. Give --out the name of a folder.")
    briefings = briefing_files(folder)
    out = check_folder(out or OUTPUT)
    check_outputs(map(_key_in, homes(briefings, out).values()), files_read_for(str(folder)), force=force)
    return follow(key_for_each(briefings, out, afresh=force), len(briefings), folder)


def follow(
    outcomes: Iterable[Outcome[Path, Any]], many: int, folder: Path, results: dict[Path, Any] | None = None
) -> int:
    """Show progress over the briefings of a folder, list what failed, and return the status.

    What comes of each goes into `results`, where they are asked for.
    """
    from tqdm import tqdm

    failed = []
    for outcome in tqdm(outcomes, total=many, unit="briefing", file=sys.stderr, leave=False, disable=None):
        if outcome.failure:
            failed.append(printable(f"{outcome.item}: {' '.join(outcome.failure.split())}"))
        elif results is not None:
            results[outcome.item] = outcome.result
    for line in sorted(failed):
        click.echo(line, err=True)
    if left := passed_over(folder):
        click.echo(f"Passed over, for they may be no texts: {', '.join(left)}.", err=True)
    click.echo(f"{many - len(failed)} of {many} briefings done.", err=True)
    return 1 if failed else 0


def write_readings(folder: Path, form: str, table: str | None, out: Path | None, jobs: int | None) -> int:
    """Read every briefing in `folder` into one report; with `out`, what a stopped run had read is kept."""
    from briefing_lessons.command.report import csv_header, describe

    paths = briefing_files(folder)
    work = partial(describe, folder=folder, form=form, table=table)
    journal = out.with_name(f".{out.name}.{form}-{table}.unfinished") if out else None
    written: dict[Path, str] = {}
    outcomes = read_folder(paths, work, jobs=jobs, journal=journal)
    status = follow(outcomes, len(paths), folder, written)
    parts = [written[path] for path in sorted(written)]
    if form == "json":
        report = "[\n" + ",\n".join(parts) + "\n]\n"
    else:
        report = (csv_header(table) if form == "csv" else "") + "".join(parts)
    deliver(report, out, form)
    if journal:
        journal.unlink(missing_ok=True)
    return status
