"""Change one operator, number or decision of the code, three hundred times: does a test notice?

    python -m pip install -e ".[test,mutants]"
    python benchmarks/mutants.py                     # about an hour and a half on one core
    python benchmarks/mutants.py --keep FOLDER       # work there; the same again goes on after a stop
    python benchmarks/mutants.py --rooms charts .    # some packages alone; "." has the modules at the top

The mutants are cosmic-ray's (its operators, its way to apply them), drawn in proportion to the code lines of
each package: first places, then one change for each. What is drawn hangs on the seed, the function and the
line alone, so a mutant stays drawn while others are edited. Left out is what no run could notice: a change
inside a type annotation, and `is` for `==`.

The tests run once with coverage, to know which test runs which line. A mutant then meets the tests of its
line, the quickest first, until one fails; a line that runs at import meets those of the code that uses its
names. A test that does not end is stopped, and counts as one that fails. All of it happens in a copy of this
tree, and needs `fork`: Linux or macOS.

Survivors are printed with their change. Those that no test can tell from the original are in
`equivalent_mutants.toml` beside this file, each with its reason.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import hashlib
import importlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import coverage
import pytest
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.mutating import mutate_code
from size import SOURCE, Module

ROOT = Path(__file__).resolve().parent.parent
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")
#: what is promised, in shares of the mutants drawn
KILLED, EQUIVALENTS = 0.88, 0.10
#: what a test may import and no mutant is in: imported once, before the process forks
LIBRARIES = (
    "IPython.display", "bs4", "charset_normalizer", "click.testing", "ipywidgets", "matplotlib.pyplot",
    "nbconvert", "nbformat", "nltk", "numpy", "papermill", "pypdf", "yaml",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One node of the code that an operator can change."""

    path: str  #: inside the tree, such as "src/briefing_lessons/spans.py"
    function: str  #: where it stands; "" at the top of a module
    line: str  #: its line of code
    lines: tuple[int, int]
    choices: tuple[tuple[str, int], ...]  #: operator and its occurrence in the module


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change, and the whole module with it."""

    package: str
    path: str
    function: str
    lines: tuple[int, int]
    operator: str
    before: str  #: the changed lines
    after: str
    code: str


def rank(*words: object) -> str:
    """Return what a draw by seed sorts by."""
    return hashlib.sha256("\0".join(map(str, words)).encode()).hexdigest()


@cache
def operators() -> dict[str, type]:
    """Return cosmic-ray's operators that need no arguments, without `is` for `==`."""
    found = {name: plugins.get_operator(name) for name in plugins.operator_names()}
    same = re.compile("Eq_Is|NotEq_IsNot|Is_Eq|IsNot_NotEq")
    return {name: kind for name, kind in found.items() if not kind.arguments() and not same.search(name)}


def places(module: Module) -> Iterator[Place]:
    """Yield every place of a module where an operator can change something."""
    source = module.path.read_text(encoding="utf-8")
    rows = source.splitlines()
    found: dict[tuple[tuple[int, int], tuple[int, int]], list[tuple[str, int]]] = defaultdict(list)
    names: dict[tuple[tuple[int, int], tuple[int, int]], str] = {}
    made = {name: kind() for name, kind in operators().items()}
    count: Counter[str] = Counter()
    for node in ast_nodes(get_ast(source)):
        for name, operator in made.items():
            for start, end in operator.mutation_positions(node):
                found[start, end].append((name, count[name]))
                names[start, end] = ASTQuery(node).get_definition_name() or ""
                count[name] += 1
    for (start, end), choices in found.items():
        if start[0] in module.lines:
            path = module.path.relative_to(ROOT).as_posix()
            row = f"{rows[start[0] - 1].strip()} @{start[1]}"
            yield Place(path, names[start, end], row, (start[0], end[0]), tuple(choices))


class Unannotated(ast.NodeTransformer):
    """Leave out what is there for the type checker."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.arg(node.arg)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST | None:
        return None if ast.unparse(node.test).endswith("TYPE_CHECKING") else self.generic_visit(node)


def meaning(code: str) -> str:
    """Return the code as Python runs it: without annotations, layout and comments."""
    return ast.dump(Unannotated().visit(ast.parse(code)))


def apply(place: Place, package: str, seed: int) -> Mutant | None:
    """Return the mutant of a place that `seed` draws, or `None` where no run could notice it."""
    source = (ROOT / place.path).read_text(encoding="utf-8")
    name, occurrence = min(place.choices, key=lambda choice: rank(seed, place.line, choice[0]))
    code = mutate_code(source, operators()[name](), occurrence)
    if code is None:
        return None
    try:
        if meaning(code) == meaning(source):
            return None
    except SyntaxError:
        return None
    old, new = source.splitlines(), code.splitlines()
    first = next(n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    last = next(n for n, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b)
    before, after = (" ".join(line.strip() for line in rows[first : len(rows) - last]) for rows in (old, new))
    return Mutant(package, place.path, place.function, place.lines, name, before, after, code)


def sources() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def draw(seed: int, count: int, rooms: Iterable[str]) -> list[Mutant]:
    """Return `count` mutants, for each package in proportion to its code lines."""
    modules = defaultdict(list)
    for path in sources():
        modules[Module(path).package].append(Module(path))
    lines = {room: sum(len(module.lines) for module in inside) for room, inside in modules.items()}
    share = {room: count * held / sum(lines.values()) for room, held in lines.items()}
    wanted = {room: int(part) for room, part in share.items()}
    for room in sorted(share, key=lambda room: wanted[room] - share[room])[: count - sum(wanted.values())]:
        wanted[room] += 1
    drawn = []
    for room in set(rooms) & set(modules) if rooms else modules:
        found = sorted(
            (place for module in modules[room] for place in places(module)),
            key=lambda place: rank(seed, place.function, place.line),
        )
        made = (apply(place, room, seed) for place in found)
        chosen: dict[tuple[str, str, str], Mutant] = {}
        while len(chosen) < wanted[room] and (mutant := next(made, mutant_end)) is not mutant_end:
            if mutant is not None:
                chosen.setdefault((mutant.function, mutant.before, mutant.after), mutant)
        drawn += chosen.values()
    return sorted(drawn, key=lambda mutant: rank(seed, mutant.package, mutant.before, mutant.after))


mutant_end = object()


class Watch:
    """Tell coverage which test runs, and keep how long each took and which passed."""

    def __init__(self, cover: coverage.Coverage) -> None:
        self.cover = cover
        self.seconds: Counter[str] = Counter()
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.cover.switch_context(item.nodeid)
        yield
        self.cover.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if not report.passed:
            self.failed.add(report.nodeid)


class First:
    """Keep the name of the test that fails, and end the process in a test that takes much too long."""

    def __init__(self, path: Path, seconds: dict[str, float]) -> None:
        self.path = path
        self.seconds = seconds

    def pytest_collection(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 60)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.path.write_text(nodeid, encoding="utf-8")
        signal.setitimer(signal.ITIMER_PROF, 5 + 5 * self.seconds[nodeid])  # processor time: SIGPROF ends it

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            signal.setitimer(signal.ITIMER_PROF, 0)


class Bench:
    """A copy of the tree, with the tests of every line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tree = folder / "tree"
        self.seconds: dict[str, float] = {}

    def prepare(self) -> None:
        """Copy the tree, and run the tests with coverage where that has not been done."""
        if not (self.folder / "seconds.json").exists():
            words = ("git", "ls-files", "-co", "--exclude-standard", "-z")
            said = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout
            for name in filter(None, said.split("\0")):
                (self.tree / name).parent.mkdir(parents=True, exist_ok=True)
                if (ROOT / name).is_file():
                    shutil.copy2(ROOT / name, self.tree / name)
            self.fork(self.measure, 3 * 3600)
        if any(path.read_bytes() != (self.tree / path.relative_to(ROOT)).read_bytes() for path in sources()):
            sys.exit(
                f"The code has changed since the tests were measured in {self.folder}: begin in a new one."
            )
        self.seconds = json.loads((self.folder / "seconds.json").read_text(encoding="utf-8"))
        self.data = coverage.CoverageData(str(self.folder / "coverage"))
        self.data.read()

    def measure(self) -> int:
        """Run all tests with coverage, those of processes they start too."""
        settings = self.folder / "coveragerc"
        started = self.folder / "started"
        started.mkdir()
        settings.write_text(
            f"[run]\nparallel = true\ndata_file = {started / 'coverage'}\nsource = {self.tree / 'src'}\n"
            "context = ${PYTEST_CURRENT_TEST}\nsigterm = true\n"
        )
        cover = coverage.Coverage(
            data_file=str(self.folder / "coverage"), source=[str(self.tree / "src")], config_file=False
        )
        cover.start()
        os.environ["COVERAGE_PROCESS_START"] = str(settings)
        watch = Watch(cover)
        pytest.main(["-q", "-p", "no:cacheprovider"], plugins=[watch])
        cover.stop()
        cover.save()
        cover.combine([str(started)], strict=False, keep=True)
        cover.save()
        kept = {name: spent for name, spent in watch.seconds.items() if name not in watch.failed}
        (self.folder / "seconds.json").write_text(json.dumps(kept), encoding="utf-8")
        return 0

    def fork(self, work: Callable[[], int], seconds: float) -> int | None:
        """Return the exit status of `work` in a process of its own, or `None` if it was stopped."""
        child = os.fork()
        if child == 0:
            status = 70
            try:
                os.setsid()
                output = os.open(self.folder / "output.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                os.dup2(output, 1)
                os.dup2(output, 2)
                os.chdir(self.tree)
                os.environ["PYTHONPATH"] = str(self.tree / "src")
                status = int(work())
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        ends, ended, status = time.monotonic() + seconds, 0, 0
        while not ended and time.monotonic() < ends:
            time.sleep(0.02)
            ended, status = os.waitpid(child, os.WNOHANG)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # and what it has started
        if not ended:
            os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        return code if ended and code != -signal.SIGPROF else None

    def run(self, tests: list[str], limit: float) -> tuple[str, str]:
        """Return "killed", "stopped" or "survived", and the first test that failed."""
        last = self.folder / "last_test.txt"
        last.write_text("", encoding="utf-8")
        words = ["-x", "-q", "--tb=line", "-p", "no:cacheprovider", f"--basetemp={self.folder / 'tmp'}"]
        watch = First(last, self.seconds)
        status = self.fork(lambda: pytest.main([*words, *tests], plugins=[watch]), limit)
        outcome = {None: "stopped", 0: "survived"}.get(status, "killed")
        return outcome, last.read_text(encoding="utf-8") or f"exit status {status}"

    def tests_of(self, mutant: Mutant, budget: float) -> tuple[list[str], list[str]]:
        """Return the quickest tests of a mutant's lines in three files, and those that come after them."""
        own = self.tests_on(mutant.path, self.lines_of(mutant))
        files = Counter(name.partition("::")[0] for name in own)
        near = sorted(
            files, key=lambda file: (file != mutant.path, mutant.package not in file, -files[file])
        )[:3]
        near_by = [name for name in own if name.partition("::")[0] in near]
        module = self.tests_on(mutant.path, None)
        first = self.quickest(near_by, budget / 3)[:40]
        return first, self.quickest(own - {*first}, budget) + self.quickest(module - own, budget / 3)

    def quickest(self, tests: Iterable[str], budget: float) -> list[str]:
        """Return what fits into `budget` seconds, and one that takes longer rather than none."""
        ordered = sorted(tests, key=self.seconds.__getitem__)
        ends = accumulate(self.seconds[name] for name in ordered)
        return [
            name for n, (name, end) in enumerate(zip(ordered, ends, strict=True)) if not n or end <= budget
        ]

    def tests_on(self, path: str, lines: Iterable[int] | None) -> set[str]:
        """Return the tests that ran one of these lines of a module, or any line of it inside a function."""
        ran = contexts(self.data, str(self.tree / path))
        inside = function_lines(self.tree / path)
        names = {name for n in (inside if lines is None else set(lines) & inside) for name in ran.get(n, ())}
        return {re.sub(r" \((setup|call|teardown)\)$", "", name) for name in names} & self.seconds.keys()

    def lines_of(self, mutant: Mutant) -> set[int]:
        """Return the lines whose tests a mutant meets, inside its module."""
        lines = set(range(mutant.lines[0], mutant.lines[1] + 1))
        return lines if lines & function_lines(self.tree / mutant.path) else self.users(mutant)[mutant.path]

    def users(self, mutant: Mutant) -> dict[str, set[int]]:
        """Return the lines that use what a line at the top of a module or class defines."""
        path = self.tree / mutant.path
        names: set[str] = set()
        found: dict[str, set[int]] = defaultdict(set)
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.stmt) and first_line(node) <= mutant.lines[0] <= (node.end_lineno or 0):
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    found[mutant.path] |= set(range(node.lineno, (node.end_lineno or 0) + 1))
                    names.add(node.name)
                for target in ast.walk(node):
                    if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store):
                        names.add(target.id)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if names & set(re.findall(r"\w+", line)):
                found[mutant.path].add(number)
        return found


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def first_line(node: ast.stmt) -> int:
    """Return the line a statement begins at, with its decorators."""
    return min([node.lineno, *(mark.lineno for mark in getattr(node, "decorator_list", ()))])


@cache
def function_lines(path: Path) -> frozenset[int]:
    """Return the lines of a module that run when a function is called, not at import."""
    return frozenset(
        line
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.Lambda)
        for line in (
            range(node.body[0].lineno, (node.end_lineno or 0) + 1)
            if isinstance(node, ast.FunctionDef)
            else range(node.lineno, (node.end_lineno or 0) + 1)
        )
    )


@cache
def contexts(data: coverage.CoverageData, path: str) -> dict[int, list[str]]:
    return data.contexts_by_lineno(path)


def equivalents() -> dict[tuple[str, str, str], str]:
    """Return the reasons why no test can tell some mutants from the original."""
    if not EQUIVALENT.exists():
        return {}
    listed = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("mutant", [])
    return {(one["function"], one["before"], one["after"]): one["reason"] for one in listed}


def identity(mutant: Mutant) -> tuple[str, str, str]:
    return mutant.function, mutant.before, mutant.after


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument(
        "--seconds", type=float, default=60, help="of tests for each mutant, by their durations"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to work, and go on another time")
    parser.add_argument("--rooms", nargs="*", default=[], help="packages; all when not given")
    parser.add_argument("--list", action="store_true", help="print what is drawn, and run nothing")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # and the mutant is taken out again
    mutants = draw(options.seed, options.count, options.rooms)
    if options.list:
        for mutant in mutants:
            print(f"{mutant.path} {mutant.function}\n  - {mutant.before}\n  + {mutant.after}")
        return 0
    for library in LIBRARIES:
        importlib.import_module(library)
    folder = options.keep or Path(tempfile.mkdtemp(prefix="mutants-"))
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(folder.resolve())
    bench.prepare()
    sys.dont_write_bytecode = True  # nothing compiled from a mutant is left behind
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    known, done = equivalents(), {}
    results = folder / "results.jsonl"
    if results.exists():
        rows = map(json.loads, results.read_text(encoding="utf-8").splitlines())
        done = {(row["function"], row["before"], row["after"]): row for row in rows}
    for number, mutant in enumerate(mutants, 1):
        if identity(mutant) in done or identity(mutant) in known:
            continue
        row = try_one(bench, mutant, options.seconds)
        done[identity(mutant)] = row
        with results.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")
        print(f"{number}/{len(mutants)} {row['outcome']} {mutant.path}: {mutant.after}", flush=True)
    return report(mutants, done, known)


def try_one(bench: Bench, mutant: Mutant, budget: float) -> dict[str, object]:
    """Put one mutant into the copy, run its tests, and take it out again."""
    path = bench.tree / mutant.path
    original, stamp = path.read_bytes(), path.stat()
    parts = [part for part in bench.tests_of(mutant, budget) if part]
    began = time.monotonic()
    outcome, test = "no test", ""
    try:
        path.write_text(mutant.code, encoding="utf-8")
        for part in parts:
            outcome, test = bench.run(part, 120 + 8 * sum(bench.seconds[name] for name in part))
            if outcome != "survived":
                break
    finally:
        path.write_bytes(original)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # what was compiled from it holds again
    row = asdict(mutant) | {"outcome": outcome, "test": test, "tests": sum(map(len, parts))}
    del row["code"]
    return row | {"seconds": round(time.monotonic() - began, 1)}


def report(mutants: list[Mutant], done: dict, known: dict[tuple[str, str, str], str]) -> int:
    """Print the survivors and a table by package; return the exit status."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant in mutants:
        row = done.get(identity(mutant), {})
        outcome = "equivalent" if identity(mutant) in known else str(row["outcome"])
        table[mutant.package][outcome] += 1
        table["all"][outcome] += 1
        if outcome in ("survived", "no test"):
            print(f"\n{outcome}: {mutant.path}:{mutant.lines[0]} {mutant.function} ({row['tests']} tests)")
            print(f"  - {mutant.before}\n  + {mutant.after}")
    heads = ("killed", "stopped", "survived", "no test", "equivalent")
    print(f"\n{'package':<14}{'drawn':>12}" + "".join(f"{head:>12}" for head in heads))
    for package, row in sorted(table.items(), key=lambda item: item[1].total()):
        print(f"{package:<14}{row.total():>12}" + "".join(f"{row[head]:>12}" for head in heads))
    total = table["all"]
    killed = (total["killed"] + total["stopped"]) / max(1, total.total())
    same = total["equivalent"] / max(1, total.total())
    print(
        f"killed: {killed:.1%} of {total.total()}, {killed / (1 - same):.1%} of those not equivalent; "
        f"equivalent: {same:.1%}"
    )
    return int(killed < KILLED or same > EQUIVALENTS)


if __name__ == "__main__":
    sys.exit(main())
