"""Measure what README and the docs promise, all ratios in one run, and print one table.

    python benchmarks/all.py                 # about four minutes
    python benchmarks/all.py --quick         # without the lessons
    python benchmarks/all.py --write         # and keep the table in benchmarks/results.md
    python benchmarks/all.py --peer PYTHON   # textacy too: a Python that has it (see benchmarks/quotes.py)

Run it in an environment with the package alone: where scipy is installed NLTK loads it, and so do we.
textacy brings scipy, so it runs in a Python of its own.
Times are processor time, the best of several runs, because whatever else the machine does only adds;
the course is timed by the clock, because its lessons run side by side.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
TRANSCRIPT = ROOT / "seeds" / "000_95b79719e875266d.txt"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    against: str = ""
    ratio: str = ""
    promise: str = ""


def best(work: Callable[[], object], runs: int) -> float:
    """Return the seconds of processor time, child processes included, of the cheapest of `runs` runs."""
    times = []
    for _ in range(runs):
        before = spent()
        work()
        times.append(spent() - before)
    return min(times)


def spent() -> float:
    """Return the seconds of processor time of this process and of those it has waited for."""
    try:
        from resource import RUSAGE_CHILDREN, getrusage
    except ImportError:  # Windows
        ended = os.times()
        return time.process_time() + ended.children_user + ended.children_system
    used = getrusage(RUSAGE_CHILDREN)  # microseconds, where os.times counts in hundredths
    return time.process_time() + used.ru_utime + used.ru_stime


def lasting(work: Callable[[], object]) -> float:
    """Return the seconds on the clock of one run."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def process(*words: str) -> Callable[[], object]:
    """Return a function that runs Python with `words` and waits."""
    return lambda: subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.02 else f"{seconds * 1000:.1f} ms"


def start_up() -> Iterator[Row]:
    bare = best(process("-c", "pass"), 15)
    imported = best(process("-c", "import briefing_lessons"), 15)
    read = best(process("-m", "briefing_lessons", "read", str(TRANSCRIPT)), 7)
    yield Row(
        "import briefing_lessons, over bare Python", ms(imported - bare), "python -c pass",
        "", "at most 60 ms",
    )  # fmt: skip
    yield Row(
        "briefing-lessons read, whole process", ms(read), "python -c pass", "",
        "at most 500 ms",
    )  # fmt: skip


def attribution(peer: str) -> Iterator[Row]:
    """Time reading and attributing against regular expressions, and against textacy where `peer` has it."""
    import quotes  # benchmarks/quotes.py, which measures accuracy too

    text = TRANSCRIPT.read_text(encoding="utf-8")
    simple = best(lambda: quotes.naive(text), 100)
    ours = best(lambda: quotes.attribute(text), 30)
    yield Row(
        "read and attribute the transcript, warm", ms(ours), f"a naive regular expression: {ms(simple)}",
        f"{ours / simple:.1f}", "at most 10",
    )  # fmt: skip
    theirs = textacy_seconds(peer)
    if theirs is None:
        yield Row(
            "the same by textacy", "not measured: give --peer a Python with textacy, and ../shared/peers"
        )
    else:
        yield Row("the same by textacy, warm", ms(theirs), f"ours: {ms(ours)}", f"{theirs / ours:.0f}")


def textacy_seconds(python: str) -> float | None:
    """Return how long textacy takes for the transcript, in a Python that has it; `None` where it has not."""
    code = (
        "import quotes\ntool = quotes.textacy_tool()\n"
        "text = quotes.TRANSCRIPT.read_text(encoding='utf-8')\n"
        "print(quotes.fastest(lambda: tool(text), 3) / 1000 if tool else '')"
    )
    path = os.pathsep.join(str(ROOT / folder) for folder in ("benchmarks", "src"))
    words = [python, "-c", code]
    said = subprocess.run(words, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True).stdout
    return float(said) if said.strip() else None


def growth() -> Iterator[Row]:
    """Time texts of growing length made of the transcript with changed names."""
    from briefing_lessons.briefing import parse_briefing

    text = TRANSCRIPT.read_text(encoding="utf-8")
    per_kb = []
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        copies = [text.replace("Lavrov", f"Lavrov{chr(97 + n % 26)}") for n in range(size // len(text) + 1)]
        long = "\n".join(copies)[:size]
        try:
            seconds = best(lambda long=long: parse_briefing(long).quotes, max(1, 300_000 // size))
        except ValueError as error:
            yield Row(f"read and attribute {size // 1000:,} KB", f"refused: {error}")
            continue
        per_kb.append(seconds / size * 1000)
        yield Row(
            f"read and attribute {size // 1000:,} KB", f"{seconds:.2f} s", f"{per_kb[-1] * 1000:.2f} ms a KB",
            f"{per_kb[-1] / per_kb[0]:.1f}", "linear: about 1",
        )  # fmt: skip


def first_chart() -> Iterator[Row]:
    code = (
        "from briefing_lessons import load_briefing, plot_topics\n"
        f"briefing = load_briefing({str(TRANSCRIPT)!r})\n"
        "plot_topics(briefing, {'Syria': ['Syria*', 'Damascus', 'Aleppo']})._repr_html_()"
    )
    drawn = best(process("-c", code), 3)
    bare = best(process("-c", "import matplotlib.pyplot"), 3)
    yield Row(
        "first chart, whole process", f"{drawn:.2f} s", f"import matplotlib.pyplot: {bare:.2f} s",
        f"{drawn / bare:.1f}",
    )  # fmt: skip


def explorers() -> Iterator[Row]:
    """Time what happens when a learner moves a control: benchmarks/widgets.py."""
    import widgets

    from briefing_lessons import load_briefing, use_journal

    with TemporaryDirectory() as folder:
        use_journal(folder)
        texts = (
            ("the transcript", load_briefing(TRANSCRIPT), 150),
            ("200 KB", widgets.enlarge(widgets.SEED, Path(folder)), 500),
        )
        for title, text, limit in texts:
            slowest = {
                name: min(max(widgets.react(make, text, moves)[0]) for _ in range(3))
                for name, (make, moves) in widgets.MOVES.items()
            }
            name = max(slowest, key=lambda name: slowest[name])
            what = f"slowest reaction of an explorer, {title}"
            yield Row(what, f"{slowest[name]:.0f} ms", name, "", f"at most {limit} ms")


#: what a lesson may load on the way, and how one would write it
LIBRARIES = {"nltk": "nltk", "matplotlib": "matplotlib.pyplot", "ipywidgets": "ipywidgets"}


def course() -> Iterator[Row]:
    """Time the lessons against as many notebooks with the same imports, all by papermill.

    Our imports load a library when it is first used, so there are two kinds of notebook to compare with:
    with the lesson's lines of import alone, and with the libraries as well that the lesson ends up with.
    """
    from briefing_lessons.lessons.course import find_lessons

    ran = list(lessons_alone())
    megabytes, heaviest = max((megabytes, name) for name, megabytes, _ in ran)
    yield Row("memory of the heaviest kernel", f"{megabytes:.0f} MB", heaviest, "", "about 200 MB")
    loaded = {name: libraries for name, _, libraries in ran}
    with TemporaryDirectory() as temporary:
        clocks = {}
        for what in ("import lines", "imports with their libraries"):
            folder = Path(temporary, what)
            folder.mkdir()
            for lesson in find_lessons():
                libraries = () if what == "import lines" else loaded[lesson.name]
                keep_imports(lesson.path, folder / lesson.path.name, libraries)
            clocks[what] = lasting(lambda folder=folder: quietly("-c", PAPERMILL, str(folder)))
        for jobs in ("1", "2"):
            words = ("-m", "briefing_lessons", "run", "--out", str(Path(temporary, jobs)), "--jobs", jobs)
            clock = lasting(lambda words=words: quietly(*words))
            for what, against in clocks.items():
                yield Row(
                    f"briefing-lessons run --jobs {jobs}, clock",
                    f"{clock:.0f} s",
                    f"{len(find_lessons())} notebooks, same {what}: {against:.0f} s",
                    f"{clock / against:.2f}",
                    "at most 1.5",
                )


PAPERMILL = (
    "import sys, papermill\nfrom pathlib import Path\n"
    "for path in sorted(Path(sys.argv[1]).glob('*.ipynb')):\n"
    "    papermill.execute_notebook(str(path), None, progress_bar=False, kernel_name='python3')\n"
)


def quietly(*words: str) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run([sys.executable, *words], stdout=quiet, stderr=quiet, check=True)


def keep_imports(lesson: Path, target: Path, libraries: Iterable[str] = ()) -> None:
    """Write a notebook with nothing but the imports of `lesson`, and of `libraries` before them."""
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    found = [f"import {library}" for library in libraries]
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            for node in ast.walk(ast.parse("".join(cell["source"]))):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    found.append(ast.unparse(node))
    notebook["cells"] = [code_cell("\n".join(dict.fromkeys(found)))]
    target.write_text(json.dumps(notebook), encoding="utf-8")


def code_cell(source: str) -> dict[str, object]:
    cell = {"cell_type": "code", "id": "added", "metadata": {}, "outputs": [], "execution_count": None}
    return cell | {"source": source}


def lessons_alone() -> Iterator[tuple[str, float, tuple[str, ...]]]:
    """Run each lesson; yield its name, its kernel's resident megabytes at the end, and what it loaded."""
    import papermill

    from briefing_lessons.lessons.course import find_lessons, read_notebook

    look = (
        "import psutil, sys\n"  # comes with ipykernel; the peak that Linux tells is partly the parent's
        f"loaded = [name for name in {list(LIBRARIES)} if name in sys.modules]\n"
        "print(psutil.Process().memory_info().rss / 2**20, *loaded)"
    )
    with TemporaryDirectory() as temporary:
        for lesson in find_lessons():
            notebook = read_notebook(lesson.path)
            notebook["cells"].append(code_cell(look))
            path = Path(temporary, lesson.path.name)
            path.write_text(json.dumps(notebook), encoding="utf-8")
            ran = papermill.execute_notebook(
                str(path), None, progress_bar=False, kernel_name="python3", cwd=temporary
            )
            megabytes, *loaded = ran.cells[-1].outputs[0].text.split()
            yield lesson.name, float(megabytes), tuple(LIBRARIES[name] for name in loaded)


def table(rows: list[Row]) -> str:
    """Return the rows as Markdown."""
    head = "| What | Measured | Against | Ratio | Promise |\n|---|---|---|---|---|\n"
    return head + "".join(
        f"| {r.what} | {r.measured} | {r.against} | {r.ratio} | {r.promise} |\n" for r in rows
    )


def heading() -> str:
    """Say when, on what and at which commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    ).stdout.strip()
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    about = f"{machine}, Python {platform.python_version()}"
    return f"## {date.today()}, commit {commit or 'unknown'}\n\n{about}.\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="leave out the lessons")
    parser.add_argument("--write", action="store_true", help="put the table on top of benchmarks/results.md")
    parser.add_argument("--peer", metavar="PYTHON", default=sys.executable, help="a Python that has textacy")
    options = parser.parse_args()
    measures = [start_up, partial(attribution, options.peer), growth, first_chart, explorers]
    rows = []
    for measure in measures if options.quick else [*measures, course]:
        for row in measure():
            print(
                f"{row.what}: {row.measured} {row.against} {row.ratio} {row.promise}".rstrip(),
                file=sys.stderr,
            )
            rows.append(row)
    text = f"{heading()}\n{table(rows)}"
    print(text)
    if options.write:
        path = ROOT / "benchmarks" / "results.md"
        title, _, older = path.read_text(encoding="utf-8").partition("\n## ")
        path.write_text(f"{title.rstrip()}\n\n{text}\n" + (f"## {older}" if older else ""), encoding="utf-8")


if __name__ == "__main__":
    main()
