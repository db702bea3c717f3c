"""Many briefings at once, on any executor: readings, pages, keys; what failed is listed, not lost."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import click

from briefing_lessons.briefing import load_briefing
from briefing_lessons.command.given import KEY_ENDINGS, OUTPUT, briefing_files, files_read_for, passed_over
from briefing_lessons.command.refusals import check_folder, check_outputs, deliver
from briefing_lessons.errors import BriefingError, explain_refusal, printable
from briefing_lessons.files import write_whole
from briefing_lessons.lessons.course import Lesson

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Result]):
    """What became of one item: a result, or what went wrong in words."""

    item: Item
    result: Result | None
    failure: str | None = None


def spread(
    task: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
) -> Iterator[Outcome[Item, Result]]:
    """Do `task` on every item and yield each outcome as it comes, in no promised order.

    An exception of `task` is that item's failure. When a process of ours is killed, the items it may have
    been at are tried again one by one, so that only one that kills its process every time is lost.

    >>> sorted(outcome.result for outcome in spread(len, ["who", "said", "so"], jobs=1))
    [2, 3, 4]

    Parameters
    ----------
    task
        A function that other processes can import.
    jobs
        Processes on this machine, by default one per core; 1 works in this process.
    executor
        Any `concurrent.futures.Executor` to work on instead, such as the one that
        `dask.distributed.Client.get_executor()` gives; it is left open.
    """
    lost: list[Item] = []
    if executor is not None:
        yield from _hand_out(task, items, executor, lost)
        yield from (Outcome(item, None, "the pool it was given to broke") for item in lost)
        return
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        yield from (_outcome(item, partial(task, item)) for item in items)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from _hand_out(task, items, pool, lost)
    for item in lost[: 2 * jobs]:  # one of these was at work when the pool broke
        with ProcessPoolExecutor(1) as alone:
            yield _outcome(item, alone.submit(task, item).result)
    if lost:
        yield from spread(task, lost[2 * jobs :], jobs=jobs)


def _hand_out(
    task: Callable[[Item], Result], items: Iterable[Item], pool: Executor, lost: list[Item]
) -> Iterator[Outcome[Item, Result]]:
    """Do `task` on every item in `pool`; when that breaks, leave in `lost` what was not done, in order."""
    waiting: dict[Future[Result], Item] = {}
    left = list(items)
    try:
        with suppress(BrokenProcessPool):
            for item in left:
                waiting[pool.submit(task, item)] = item
        given = len(waiting)
        for future in as_completed(waiting):
            if future.cancelled() or not isinstance(future.exception(), BrokenProcessPool):
                yield _outcome(waiting.pop(future), future.result)  # which is kept no longer than it is used
    finally:
        for future in waiting:
            future.cancel()
    lost += [*waiting.values(), *left[given:]]


def _outcome(item: Item, work: Callable[[], Result]) -> Outcome[Item, Result]:
    try:
        return Outcome(item, work())
    except Exception as error:
        return Outcome(item, None, _words(error))


def _words(error: Exception) -> str:
    if isinstance(error, BrokenProcessPool):
        return "its process was killed, twice"
    if isinstance(error, OSError):
        return explain_refusal(error)
    if type(error) in (BriefingError, ValueError) and str(error):
        return str(error)
    return f"it cannot be read ({type(error).__name__}{f': {error}' if str(error) else ''})"


def read_folder(
    paths: Sequence[Path], work: Callable[[Path], str], *, journal: Path | None = None, **on: Any
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
    journal
        Keeps results as they come. With the journal of a run that was stopped, the files that it holds and
        that have not changed since are not read again.
    on
        `jobs` or an `executor`, as in `spread`.
    """
    kept = dict(_kept(journal)) if journal else {}
    known = {path: kept[key] for path in paths if (key := _stamp(path)) in kept}
    for path, words in known.items():
        yield Outcome(path, words)
    for outcome in spread(work, [path for path in paths if path not in known], **on):
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
    for line in journal.read_text(encoding="utf-8").splitlines() if journal.is_file() else ():
        with suppress(ValueError):  # the line at which the run was stopped
            key, words = json.loads(line)
            yield key, words


def _stamp(path: Path) -> str:
    """Return what changes when the file does."""
    with suppress(OSError):
        return f"{path.resolve()} {path.stat().st_size} {path.stat().st_mtime_ns}"
    return f"{path} is not there"


def run_for_each(
    briefings: Sequence[Path],
    lessons: Sequence[Lesson],
    folder: Path,
    *,
    code: bool = True,
    afresh: bool = False,
    **on: Any,
) -> Iterator[Outcome[Path, Path]]:
    """Run `lessons` on each briefing into a folder of its own, and yield where its index is.

    Parameters
    ----------
    folder
        Gets one folder for each briefing. One that is complete, and newer than its briefing, is left as it
        is, so that a run that was stopped goes on where it was.
    code
        As in `run_lessons`.
    afresh
        Do finished work again.
    on
        `jobs` or an `executor`, as in `spread`. Each worker runs the lessons of one briefing one after the
        other.
    """
    task = partial(_run_one, lessons=tuple(lessons), pages=homes(briefings, folder), code=code, afresh=afresh)
    return spread(task, briefings, **on)


def key_for_each(
    briefings: Sequence[Path], folder: Path, *, afresh: bool = False, **on: Any
) -> Iterator[Outcome[Path, Path]]:
    """Write the answer key of each briefing as a page, and yield where it is; see `run_for_each`."""
    return spread(partial(_key_one, pages=_keys(briefings, folder), afresh=afresh), briefings, **on)


def homes(briefings: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Return where in `folder` the pages of each briefing go.

    It is named by its path in their folder, without its ending if that can be.

    >>> found = homes([Path("a/x.txt"), Path("a/x.md"), Path("a/b/y.txt")], Path("out"))
    >>> sorted(path.as_posix() for path in found.values())
    ['out/b/y', 'out/x.md', 'out/x.txt']
    """
    top = Path(os.path.commonpath([path.absolute().parent for path in briefings])) if briefings else Path()
    inside = {path: path.absolute().relative_to(top) for path in briefings}
    plain = Counter(path.with_suffix("").as_posix().lower() for path in inside.values())
    alone = {path for path, one in inside.items() if plain[one.with_suffix("").as_posix().lower()] == 1}
    return {p: folder / (one.with_suffix("") if p in alone else one) for p, one in inside.items()}


def _keys(briefings: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Return the page that holds the key of each briefing."""
    return {path: home.with_name(f"{home.name}.html") for path, home in homes(briefings, folder).items()}


def _run_one(
    briefing: Path, *, lessons: tuple[Lesson, ...], pages: dict[Path, Path], code: bool, afresh: bool
) -> Path:
    from briefing_lessons.lessons.run import run_lessons, write_index

    out = pages[briefing]
    index = out / "index.html"
    written = [index, *(out / f"{lesson.name}.html" for lesson in lessons)]
    if not afresh and all(_is_done(page, briefing) for page in written):
        return index
    read = load_briefing(briefing)
    index.unlink(missing_ok=True)  # written last: its presence says that the rest is there
    results = list(run_lessons(lessons, out, briefing=briefing, jobs=1, code=code))
    failed = [f"{result.lesson.name}: stopped at {result.failure}" for result in results if result.failure]
    if failed:
        raise BriefingError("; ".join(failed))
    return write_index(out, results, read)


def _key_one(briefing: Path, *, pages: dict[Path, Path], afresh: bool) -> Path:
    from briefing_lessons.lessons.key import key_page

    path = pages[briefing]
    if not afresh and _is_done(path, briefing):
        return path
    return write_whole(path, key_page(load_briefing(briefing)))


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
    check_outputs(_keys(briefings, out).values(), files_read_for(str(folder)), force=force)
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
    status = follow(read_folder(paths, work, jobs=jobs, journal=journal), len(paths), folder, written)
    parts = [written[path] for path in sorted(written)]
    report = (csv_header(table) if form == "csv" else "") + "".join(parts)
    deliver("[\n" + ",\n".join(parts) + "\n]\n" if form == "json" else report, out, form)
    if journal:
        journal.unlink(missing_ok=True)
    return status
