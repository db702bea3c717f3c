"""Spread work over many items on any executor: results as they come, failures listed, none lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Generic, TypeVar

from briefing_lessons.errors import BriefingError, explain_refusal

Item = TypeVar("Item")
Result = TypeVar("Result")

MANY = 16  # workers that an executor from elsewhere is taken to have
AHEAD = 4  # items handed out for each worker, so that none waits and a folder of any size fits in memory


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
        Processes on this machine, by default one per core; 1 works in this process. With `executor`, how many
        workers it has.
    executor
        Any `concurrent.futures.Executor` to work on instead, such as the one that
        `dask.distributed.Client.get_executor()` gives; it is left open.
    """
    if executor is not None:
        lost: list[Item] = []
        left = iter(items)
        yield from _hand_out(task, left, executor, jobs or MANY, lost)
        for item in chain(lost, left if lost else ()):
            yield Outcome(item, None, "the pool it was given to broke")
        return
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        for item in items:
            yield _outcome(item, partial(task, item))
    else:
        yield from _on_processes(task, iter(items), jobs)


def _on_processes(
    task: Callable[[Item], Result], items: Iterator[Item], jobs: int
) -> Iterator[Outcome[Item, Result]]:
    suspects: list[Item] = []
    while True:
        with ProcessPoolExecutor(jobs) as pool:
            yield from _hand_out(task, items, pool, jobs, suspects)
        if not suspects:
            return
        for item in suspects:
            with ProcessPoolExecutor(1) as alone:
                yield _outcome(item, alone.submit(task, item).result)
        suspects.clear()


def _hand_out(
    task: Callable[[Item], Result],
    items: Iterator[Item],
    pool: Executor,
    jobs: int,
    suspects: list[Item],
) -> Iterator[Outcome[Item, Result]]:
    """Keep `pool` busy; when it breaks, leave the items that were handed out in `suspects`."""
    waiting: dict[Future[Result], Item] = {}
    broken = False
    try:
        while True:
            if not broken:
                for item in islice(items, jobs * AHEAD - len(waiting)):
                    try:
                        waiting[pool.submit(task, item)] = item
                    except BrokenProcessPool:
                        suspects.append(item)
                        broken = True
                        break
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                item = waiting.pop(future)
                if not future.cancelled() and isinstance(future.exception(), BrokenProcessPool):
                    suspects.append(item)
                    broken = True
                else:
                    yield _outcome(item, future.result)
    finally:
        for future in waiting:
            future.cancel()


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
