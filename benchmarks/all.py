"""Measure what README and the docs promise, all ratios in one run, and print one table.

    python benchmarks/all.py                 # about four minutes
    python benchmarks/all.py --quick         # without the nine lessons
    python benchmarks/all.py --write         # and keep the table in benchmarks/results.md

Whole processes are timed as the best of several runs, because whatever else the machine does only adds.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
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
    """Return the seconds of the fastest of `runs` runs."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


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
        "import briefing_lessons, over bare Python", ms(imported - bare), f"python -c pass: {ms(bare)}",
        f"{imported / bare:.1f}", "at most 60 ms",
    )  # fmt: skip
    yield Row(
        "briefing-lessons read, whole process", ms(read), f"python -c pass: {ms(bare)}", f"{read / bare:.1f}",
        "at most 500 ms",
    )  # fmt: skip


#: what one writes in the first hour: everything between double quotes, and the name beside the nearest verb
QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”')
SAID = re.compile(
    r"([A-Z]\w+(?: [A-Z]\w+)*) (?:said|told|added|stressed|noted|replied|continued|pointed out)"
)


def naive(text: str) -> list[tuple[str, str | None]]:
    """Attribute every quotation of a line to the first name before a reporting verb on it."""
    found: list[tuple[str, str | None]] = []
    for line in text.split("\n"):
        said = SAID.search(line)
        found += [(quote.group(), said and said[1]) for quote in QUOTED.finditer(line)]
    return found


def attribution() -> Iterator[Row]:
    from briefing_lessons.briefing import load_briefing

    simple = best(lambda: naive(TRANSCRIPT.read_text(encoding="utf-8")), 200)
    ours = best(lambda: load_briefing(TRANSCRIPT).quotes, 30)
    yield Row(
        "read and attribute the transcript, warm", ms(ours), f"regular expressions: {ms(simple)}",
        f"{ours / simple:.1f}", "at most 10",
    )  # fmt: skip
    try:
        import spacy  # type: ignore[import-not-found]
        import textacy.extract  # type: ignore[import-not-found]

        model = spacy.load(ROOT.parent / "shared" / "peers" / "ud_english_pipeline")
    except (ImportError, OSError):
        yield Row("the same by textacy", "not measured: textacy or its parser is not here")
    else:
        lines = TRANSCRIPT.read_text(encoding="utf-8").split("\n")
        peer = best(lambda: [list(textacy.extract.direct_quotations(model(line))) for line in lines], 3)
        yield Row("the same by textacy, warm", ms(peer), f"ours: {ms(ours)}", f"{peer / ours:.0f}")


def growth() -> Iterator[Row]:
    """Time texts of growing length made of the transcript with changed names."""
    from briefing_lessons.briefing import parse_briefing

    text = TRANSCRIPT.read_text(encoding="utf-8")
    per_kb = []
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        copies = [text.replace("Lavrov", f"Lavrov{chr(97 + n % 26)}") for n in range(size // len(text) + 1)]
        long = "\n".join(copies)[:size]
        try:
            seconds = best(lambda long=long: parse_briefing(long).quotes, 3 if size < 1_000_000 else 1)
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
    """Time what happens when a learner moves a control, on the transcript."""
    from briefing_lessons import explore_quotes, explore_rhetoric, explore_topics, load_briefing

    briefing = load_briefing(TRANSCRIPT)
    for explore in (explore_quotes, explore_rhetoric, explore_topics):
        yield Row(f"{explore.__name__}, drawn anew", ms(best(lambda e=explore: e(briefing), 3)), "", "", "")


def course() -> Iterator[Row]:
    """Time the nine lessons against nine notebooks with the same imports, both by papermill."""
    from briefing_lessons.lessons.course import find_lessons

    with TemporaryDirectory() as temporary:
        imports = Path(temporary, "imports")
        imports.mkdir()
        for lesson in find_lessons():
            keep_imports(lesson.path, imports / lesson.path.name)
        code = (
            "import sys, papermill\nfrom pathlib import Path\n"
            "for path in sorted(Path(sys.argv[1]).glob('*.ipynb')):\n"
            "    papermill.execute_notebook(str(path), None, progress_bar=False, kernel_name='python3')\n"
        )
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
        promise = "at most 1.5"
        reference = best(lambda: subprocess.run([sys.executable, "-c", code, str(imports)], **quiet), 1)
        for jobs in ("1", "2"):
            out = str(Path(temporary, f"out{jobs}"))
            words = [sys.executable, "-m", "briefing_lessons", "run", "--out", out, "--jobs", jobs]
            ours = best(lambda words=words: subprocess.run(words, **quiet), 1)
            yield Row(
                f"briefing-lessons run --jobs {jobs}, nine lessons and pages", f"{ours:.1f} s",
                f"nine notebooks, same imports: {reference:.1f} s", f"{ours / reference:.2f}", promise,
            )  # fmt: skip


def keep_imports(lesson: Path, target: Path) -> None:
    """Write a notebook with nothing but the imports of `lesson`."""
    notebook = json.loads(lesson.read_text(encoding="utf-8"))
    found = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            for node in ast.walk(ast.parse("".join(cell["source"]))):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    found.append(ast.unparse(node))
    code = {"cell_type": "code", "id": "imports", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"] = [code | {"source": "\n".join(dict.fromkeys(found))}]
    target.write_text(json.dumps(notebook), encoding="utf-8")


def memory() -> Iterator[Row]:
    """Measure the largest resident size of a kernel in each lesson, and say the heaviest."""
    from briefing_lessons.lessons.course import find_lessons, read_notebook
    from briefing_lessons.lessons.run import load_papermill

    papermill = load_papermill()
    peak = (
        "import resource, sys\nunit = 2**20 if sys.platform == 'darwin' else 2**10\n"
        "print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)"
    )
    heaviest = (0.0, "")
    with TemporaryDirectory() as temporary:
        for lesson in find_lessons():
            notebook = read_notebook(lesson.path)
            cell = {"cell_type": "code", "id": "peak", "metadata": {}, "outputs": [], "execution_count": None}
            notebook["cells"].append(cell | {"source": peak})
            path = Path(temporary, lesson.path.name)
            path.write_text(json.dumps(notebook), encoding="utf-8")
            ran = papermill.execute_notebook(
                str(path), None, progress_bar=False, kernel_name="python3", cwd=temporary
            )
            megabytes = float(ran.cells[-1].outputs[0].text.split()[1])
            heaviest = max(heaviest, (megabytes, lesson.name))
    yield Row("memory of the heaviest kernel", f"{heaviest[0]:.0f} MB", heaviest[1], "", "about 200 MB")


QUICK = (start_up, attribution, growth, first_chart, explorers)
LONG = (course, memory)


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
    parser.add_argument("--quick", action="store_true", help="leave out the nine lessons")
    parser.add_argument("--write", action="store_true", help="put the table on top of benchmarks/results.md")
    options = parser.parse_args()
    rows = []
    for measure in QUICK if options.quick else QUICK + LONG:
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
