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
Run it as another user than root: a change in what writes files may replace a device such as /dev/null.

Survivors are printed with their change. Those that no test can tell from the original are in
`equivalent_mutants.toml` beside this file, each with its reason.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gc
import hashlib
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
from functools import cache, partial
from itertools import accumulate
from pathlib import Path
from types import CodeType, FunctionType

import coverage
import pytest
from cosmic_ray import plugins
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.mutating import mutate_code
from size import SOURCE, Module

ROOT = Path(__file__).resolve().parent.parent
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")
WHOLE_TEXTS = "tests/test_gold.py"
#: what is promised, in shares of the mutants drawn
KILLED, EQUIVALENTS = 0.88, 0.10


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
    at_import: bool  #: it runs when its module is loaded, not when a function is called
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
    try:
        code = mutate_code(source, operators()[name](), occurrence)
        if code is None:
            return None
        if meaning(code) == meaning(source):
            return None
    except (SyntaxError, AttributeError):  # cosmic-ray has no change for `except json.JSONDecodeError`
        return None
    old, new = source.splitlines(), code.splitlines()
    first = next(n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    last = next(n for n, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=False)) if a != b)
    before, after = (" ".join(line.strip() for line in rows[first : len(rows) - last]) for rows in (old, new))
    inside = function_lines(ROOT / place.path).intersection(range(place.lines[0], place.lines[1] + 1))
    return Mutant(package, place.path, place.function, place.lines, not inside, name, before, after, code)


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
        os.chdir(self.tree)
        if any(path.read_bytes() != (self.tree / path.relative_to(ROOT)).read_bytes() for path in sources()):
            sys.exit(
                f"The code has changed since the tests were measured in {self.folder}: begin in a new one."
            )
        self.seconds = json.loads((self.folder / "seconds.json").read_text(encoding="utf-8"))
        self.data = coverage.CoverageData(str(self.folder / "coverage"))
        self.data.read()

    def measure(self) -> int:
        """Run all tests with coverage, those of processes they start too."""
        os.chdir(self.tree)
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
        pytest.main(["-q", "-n", "0", "-p", "no:cacheprovider"], plugins=[watch])
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
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                os.setsid()
                output = os.open(self.folder / "output.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                os.dup2(output, 1)
                os.dup2(output, 2)
                status = int(work())
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        ends, ended, status = time.monotonic() + seconds, 0, 0
        try:
            while not ended and time.monotonic() < ends:
                time.sleep(0.02)
                ended, status = os.waitpid(child, os.WNOHANG)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)  # and what it has started
        if not ended:
            os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        return code if ended and code != -signal.SIGPROF else None

    def tests_of(self, mutant: Mutant, budget: float) -> list[str]:
        """Return the tests of a mutant's lines, quick ones of three files first, and others of its module.

        Next come those that look at whole texts: most of what changes a reading shows there.
        """
        own = self.tests_on(mutant.path, self.lines_of(mutant))
        files = Counter(name.partition("::")[0] for name in own)
        near = sorted(
            files, key=lambda file: (file != mutant.path, mutant.package not in file, -files[file])
        )[:3]
        first = self.quickest((name for name in own if name.partition("::")[0] in near), budget / 3)[:40]
        module = self.tests_on(mutant.path, None) - own
        first += [name for name in own - {*first} if name.startswith(WHOLE_TEXTS)]
        rest = self.quickest(own - {*first}, budget) + self.quickest(module, budget / 3)
        if mutant.at_import:  # a table may be read anywhere
            rest += self.quickest(self.seconds.keys() - own - module, budget)
        return self.by_file(first) + self.by_file(rest)

    def by_file(self, tests: list[str]) -> list[str]:
        """Return tests with those of one file together, so that what they share is made once."""
        files = list(dict.fromkeys(name.partition("::")[0] for name in tests))
        return sorted(tests, key=lambda name: files.index(name.partition("::")[0]))

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
        if mutant.at_import:
            return self.users(mutant)
        return set(range(mutant.lines[0], mutant.lines[1] + 1))

    def users(self, mutant: Mutant) -> set[int]:
        """Return the lines that use what a line at the top of a module or class defines."""
        path = self.tree / mutant.path
        names: set[str] = set()
        found: set[int] = set()
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.stmt) and first_line(node) <= mutant.lines[0] <= (node.end_lineno or 0):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                    found.update(range(node.lineno, (node.end_lineno or 0) + 1))
                    names.add(node.name)
                for name in ast.walk(node):
                    if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                        names.add(name.id)
        lines = path.read_text(encoding="utf-8").splitlines()
        return found | {n for n, line in enumerate(lines, 1) if names.intersection(re.findall(r"\w+", line))}


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
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for line in (
            range(node.body[0].lineno, (node.end_lineno or 0) + 1)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            else range(node.lineno, (node.end_lineno or 0) + 1)
        )
    )


@cache
def contexts(data: coverage.CoverageData, path: str) -> dict[int, list[str]]:
    return data.contexts_by_lineno(path)


def blocks(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of every function inside a module's code."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from blocks(inner)


def swap(path: str, original: str, mutated: str) -> None:
    """Give every function of a module that is loaded already its code in the mutant.

    Raises `ValueError` where the mutant has more or fewer functions: it is to be loaded anew.
    """
    old, new = (blocks(compile(code, path, "exec", dont_inherit=True)) for code in (original, mutated))
    changed = dict(zip(old, new, strict=True))
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename == path:
            thing.__code__ = changed.get(thing.__code__, thing.__code__)


class Forks:
    """Collect the tests once; then run each mutant's in a fork of this process."""

    def __init__(self, bench: Bench, work: Callable[[Forks], None]) -> None:
        self.bench = bench
        self.work = work
        self.failed = False
        self.last = bench.folder / "last_test.txt"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        self.plugins = session.config.pluginmanager
        with self.plugins.getplugin("capturemanager").global_and_fixture_disabled():
            self.work(self)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed |= report.failed

    def run(self, mutant: Mutant, original: str, tests: list[str]) -> tuple[str, str]:
        """Return "killed", "stopped" or "survived", and the last test that ran."""
        self.last.write_text("", encoding="utf-8")
        limit = 120 + 8 * sum(self.bench.seconds[name] for name in tests)
        status = (
            70 if mutant.at_import else self.bench.fork(partial(self.warm, mutant, original, tests), limit)
        )
        if status == 70:
            status = self.bench.fork(partial(self.cold, tests), limit)
        outcome = {None: "stopped", 0: "survived"}.get(status, "killed")
        return outcome, self.last.read_text(encoding="utf-8")

    def warm(self, mutant: Mutant, original: str, tests: list[str]) -> int:
        """Run tests that are collected, in a process that has the original loaded."""
        swap(str(self.bench.tree / mutant.path), original, mutant.code)
        self.plugins.unregister(name="terminalreporter")
        items = [self.items[name] for name in tests if name in self.items]
        for item, after in zip(items, [*items[1:], None], strict=True):
            self.last.write_text(item.nodeid, encoding="utf-8")
            # processor time: SIGPROF ends a test that takes much too long
            signal.setitimer(signal.ITIMER_PROF, 5 + 5 * self.bench.seconds[item.nodeid])
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.failed:
                return 1
        return 0

    def cold(self, tests: list[str]) -> int:
        """Run tests in a new Python: what a module does at its import is done anew."""
        words = ("-m", "pytest", "-x", "-q", "--tb=line", "-p", "no:cacheprovider", *tests)
        os.execv(sys.executable, (sys.executable, *words))


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
    folder = options.keep or Path(tempfile.mkdtemp(prefix="mutants-"))
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(folder.resolve())
    os.environ["PYTHONPATH"] = str(bench.tree / "src")
    bench.prepare()
    sys.dont_write_bytecode = True  # nothing compiled from a mutant is left behind
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    known, done = equivalents(), {}
    results = folder / "results.jsonl"
    if results.exists():
        rows = map(json.loads, results.read_text(encoding="utf-8").splitlines())
        done = {(row["function"], row["before"], row["after"]): row for row in rows}
    waiting = [mutant for mutant in mutants if identity(mutant) not in done.keys() | known.keys()]

    def work(forks: Forks) -> None:
        for number, mutant in enumerate(waiting, 1):
            row = done[identity(mutant)] = try_one(forks, mutant, options.seconds)
            with results.open("a", encoding="utf-8") as out:
                out.write(json.dumps(row) + "\n")
            print(f"{number}/{len(waiting)} {row['outcome']} {mutant.path}: {mutant.after}", flush=True)

    if waiting:
        pytest.main(["-q", "-n", "0", "-p", "no:cacheprovider"], plugins=[Forks(bench, work)])
    return report(mutants, done, known)


def try_one(forks: Forks, mutant: Mutant, budget: float) -> dict[str, object]:
    """Put one mutant into the copy, run its tests, and take it out again."""
    path = forks.bench.tree / mutant.path
    original, stamp = path.read_text(encoding="utf-8"), path.stat()
    tests = forks.bench.tests_of(mutant, budget)
    began = time.monotonic()
    path.write_text(mutant.code, encoding="utf-8")
    try:
        outcome, test = forks.run(mutant, original, tests) if tests else ("no test", "")
    finally:
        path.write_text(original, encoding="utf-8")
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # what was compiled from it holds again
    row = asdict(mutant) | {"outcome": outcome, "test": test, "tests": len(tests)}
    del row["code"]
    return row | {"seconds": round(time.monotonic() - began, 1)}


def report(mutants: list[Mutant], done: dict, known: dict[tuple[str, str, str], str]) -> int:
    """Print the survivors and a table by package; return the exit status."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant in mutants:
        row = done.get(identity(mutant), {})
        outcome = "equivalent" if identity(mutant) in known else str(row.get("outcome", "not tried"))
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
