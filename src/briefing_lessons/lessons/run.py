"""Run lessons by papermill: executed notebooks, pages and an account of what failed."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence, Set
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar
from weakref import WeakSet

from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import ensure_event_loop

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.journal import CODE_VARIABLE
from briefing_lessons.files import LEARNERS_WORK, UNSIGNED, write_whole
from briefing_lessons.lessons.course import Lesson, find_lessons, glossary_page, index_page, lesson_page
from briefing_lessons.reading import corrections_path

#: warnings of the kernel about its own transport, which is this machine talking to itself
QUIET = ("--log-level=50",)
_thread = threading.local()  # `wait_for_turn` is what the lesson that this thread runs waits by


class LessonKernel(AsyncKernelManager):
    """A kernel like any other, remembered while it runs; it starts while others work, then waits."""

    running: ClassVar["WeakSet[LessonKernel]"] = WeakSet()

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kwargs: Any) -> None:
        # a learner's code is drawn by lot, and two runs are to give the same pages
        env = dict(kwargs.pop("env", os.environ)) | {CODE_VARIABLE: "example-100"}
        await super()._async_launch_kernel(kernel_cmd, env=env, **kwargs)
        self.running.add(self)
        _thread.wait_for_turn()


def end_kernels() -> None:
    """End every running kernel of this process; the lesson that waits for it then stops too."""
    for kernel in tuple(LessonKernel.running):
        process = getattr(kernel.provisioner, "process", None)
        if process is not None and process.poll() is None:
            process.kill()


def start_again(execute_notebook: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Call `execute_notebook`, up to three times while the kernel dies before it says a word.

    A kernel's ports are chosen before it starts; another program may take one in between.
    """
    for left in (2, 1, 0):
        try:
            return execute_notebook(*arguments, **options)
        except RuntimeError as error:
            if not left or "before replying to kernel_info" not in str(error):
                raise


WIDGET = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one lesson."""

    lesson: Lesson
    notebook: Path | None  #: the executed notebook; `None` when the kernel gave nothing back
    page: Path | None  #: its HTML page
    failure: str | None  #: the cell and the error, in one line; `None` when every cell ran


def run_lessons(
    lessons: Sequence[Lesson],
    folder: Path,
    *,
    briefing: Path | None = None,
    jobs: int | None = None,
    code: bool = True,
) -> Iterator[Result]:
    """Run `lessons` into `folder` and yield each result as it comes.

    Parameters
    ----------
    briefing
        The file that every lesson reads in place of its own.
    jobs
        Lessons run side by side, each in a kernel process of its own; by default one per core, at most four,
        since each takes up to 150 MB. The kernel of one more lesson starts meanwhile.
    code
        Whether the pages show the code above its results; the notebooks always do.

    Raises
    ------
    BriefingError
        Before anything runs, when `briefing` is given and a lesson has no parameter `source`.
    """
    import papermill

    for lesson in lessons if briefing else ():  # papermill itself would only warn
        known = papermill.inspect_notebook(str(lesson.path))
        if "source" not in known:
            has = f"the lesson has no parameter 'source' (it has: {', '.join(sorted(known)) or 'none'})"
            line = 'Give the cell tagged `parameters` a line such as: source = "my_briefing.txt".'
            raise BriefingError(f"{lesson.path.name}: {has}. {line}")
    # papermill moves this process for moments while a lesson is written: no path may hang on where it stands
    folder, briefing = folder.absolute(), briefing and briefing.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    jobs = jobs or max(1, min(4, os.cpu_count() or 1))
    LessonKernel().client()  # traitlets looks up names of classes at the first one, not safely in two threads
    pool = ThreadPoolExecutor(jobs + 1)
    waiting: list[Future[tuple[Lesson, Any, str | None]]] = []
    for lesson in lessons:
        turn = partial(_wait_until_fewer, frozenset(waiting), jobs)
        waiting.append(pool.submit(execute, lesson, briefing, turn))
    try:
        for done in as_completed(waiting):
            # here and not in the pool: pages are written while the next kernel works
            yield write_pages(*done.result(), folder, code=code)
    except BaseException:  # Ctrl-C, or the caller has seen enough: do not wait for lessons nobody wants
        for future in waiting:
            future.cancel()
        while wait(waiting, timeout=0.2).not_done:
            end_kernels()
        raise
    finally:
        pool.shutdown()


def files_of_run(lessons: Sequence[Lesson], folder: Path) -> Iterator[Path]:
    """Yield what a run of `lessons` into `folder` writes."""
    for name in ("index", "glossary", *(lesson.name for lesson in lessons)):
        yield folder / f"{name}.html"
    yield from (folder / lesson.path.name for lesson in lessons)


def write_index(folder: Path, results: Sequence[Result], read: Briefing) -> Path:
    """Write the glossary, and the page of findings on `read`, which leads to every lesson in `folder`."""
    failures = {result.lesson: result.failure for result in results}
    there = {x for x in find_lessons() if (folder / f"{x.name}.html").is_file()}
    there |= {result.lesson for result in results if result.page}
    entries = [(x, failures.get(x)) for x in sorted(there, key=lambda x: x.name)]
    write_whole(folder / "glossary.html", glossary_page())
    return write_whole(folder / "index.html", index_page(read, entries))


def _wait_until_fewer(working: Set[Future[Any]], jobs: int) -> None:
    """Return as soon as fewer than `jobs` of these lessons are at work."""
    while len(working) >= jobs:
        working = wait(working, return_when=FIRST_COMPLETED).not_done


def execute(
    lesson: Lesson, briefing: Path | None, wait_for_turn: Callable[[], None]
) -> tuple[Lesson, Any, str | None]:
    """Run one lesson; return it, its executed notebook and what failed, each `None` when there is none.

    The kernel works in a copy of the notebook's folder, with the briefing and its corrections in it, so that
    nothing a lesson writes lands in the package.
    """
    import papermill

    failure, _thread.wait_for_turn = None, wait_for_turn
    with TemporaryDirectory(prefix="briefing_lessons_", ignore_cleanup_errors=True) as temporary:
        work, executed = Path(temporary, "notebooks"), Path(temporary, "executed.ipynb")
        shutil.copytree(lesson.path.parent, work, ignore=shutil.ignore_patterns(".*", *LEARNERS_WORK))
        for path in (briefing, corrections_path(briefing)) if briefing else ():
            if path.is_file():
                shutil.copyfile(path, work / path.name)
        try:
            with closing(ensure_event_loop()):  # Jupyter makes one for a thread, and leaves it open
                start_again(
                    papermill.execute_notebook,
                    str(work / lesson.path.name),
                    str(executed),
                    # the name alone: whoever gets the pages learns nothing of the folders on this machine
                    parameters={"source": briefing.name} if briefing else {},
                    kernel_name="python3",
                    progress_bar=False,
                    request_save_on_cell_execute=False,
                    # papermill's own cwd= moves the whole process, and lessons run side by side in threads
                    resources={"metadata": {"path": str(work)}},
                    # nobody's start-up files and history: the same lesson everywhere
                    extra_arguments=[f"--ipython-dir={temporary}", "--HistoryManager.enabled=False", *QUIET],
                    kernel_manager_class=LessonKernel,
                    iopub_timeout=120,  # s; on a busy machine a cell says its last words late
                    shutdown_kernel="immediate",  # no lesson waits for a goodbye, and it costs half a second
                )
        except papermill.PapermillExecutionError as error:
            said = error.evalue.splitlines()[0] if error.evalue else "no message"
            failure = f"cell {error.cell_index + 1}: {error.ename}: {said}"
        except (RuntimeError, TimeoutError) as error:
            said = str(error).splitlines()[0] if str(error) else type(error).__name__
            failure = f"its kernel: {said}. `briefing-lessons doctor` tells more"
        return lesson, _tidy(executed, lesson) if executed.is_file() else None, failure


def write_pages(lesson: Lesson, notebook: Any, failure: str | None, folder: Path, *, code: bool) -> Result:
    """Write an executed lesson to `folder`, as a page and as a notebook."""
    import nbformat

    if notebook is None:
        return Result(lesson, None, None, failure)
    page = write_whole(folder / f"{lesson.name}.html", lesson_page(notebook, lesson, code=code))
    written = write_whole(folder / lesson.path.name, nbformat.writes(notebook) + "\n")
    return Result(lesson, written, page, failure)


def _tidy(executed: Path, lesson: Lesson) -> Any:
    """Read an executed notebook without what differs from run to run, but for the times."""
    import nbformat

    notebook = nbformat.read(str(executed), as_version=4)
    notebook.metadata["briefing_lessons"] = UNSIGNED
    notebook.metadata.get("papermill", {}).update(input_path=lesson.path.name, output_path=lesson.path.name)
    # widget state is of no use without a kernel, and makes a page ask the network for a widget manager
    notebook.metadata.pop("widgets", None)
    outputs = (output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", ()))
    for number, view in enumerate((data[WIDGET] for data in outputs if WIDGET in data), 1):
        view["model_id"] = f"widget-{number}"  # drawn by lot
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.id = "injected-parameters"  # papermill draws it by lot
    return notebook
