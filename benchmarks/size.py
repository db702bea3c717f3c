"""Count what one person has to hold: code, names and circles of the package, by room.

    python benchmarks/size.py            # tables to read
    python benchmarks/size.py --json     # the same as data

A code line is a line that holds a token of code: comments, docstrings and blank lines are not counted.
A circle is a group of modules that import each other, wherever the import stands: at the top, in a
function, or for type annotations alone.
Complexity is McCabe's (1976), with one for each further `and`, `or`, condition and comprehension.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import re
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "briefing_lessons"
#: more than this in one module or one function is too much to hold
MODULE_LINES, FUNCTION_LINES, COMPLEXITY = 350, 60, 20
_NO_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip
_BRANCHES = (
    ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.comprehension,
    ast.match_case, ast.Assert,
)  # fmt: skip
Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One module of the package."""

    path: Path

    @cached_property
    def name(self) -> str:
        """Its name inside the package, such as "topics.terms"; "" for the package itself."""
        parts = self.path.relative_to(SOURCE).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    @property
    def package(self) -> str:
        """The room it stands in; "." for modules at the top."""
        parts = self.path.relative_to(SOURCE).parts
        return parts[0] if len(parts) > 1 else "."

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """The tree, walked once."""
        return list(ast.walk(self.tree))

    @cached_property
    def lines(self) -> frozenset[int]:
        """The numbers of its code lines."""
        held: set[int] = set()
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type not in _NO_CODE:
                held.update(range(token.start[0], token.end[0] + 1))
        return frozenset(held.difference(*map(docstring_lines, self.nodes)))

    @property
    def statements(self) -> int:
        return sum(isinstance(node, ast.stmt) for node in self.nodes)

    @property
    def functions(self) -> Iterator[tuple[str, int, int]]:
        """(name, code lines, complexity) of every function and method."""
        for node in self.nodes:
            if isinstance(node, Definition):
                inside = range(node.lineno, (node.end_lineno or node.lineno) + 1)
                yield f"{self.name}.{node.name}", len(self.lines.intersection(inside)), complexity(node)


def docstring_lines(node: ast.AST) -> range:
    """Return the lines of a node's docstring, if it has one."""
    if isinstance(node, ast.Module | ast.ClassDef | Definition) and ast.get_docstring(node) is not None:
        return range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    return range(0)


def complexity(function: ast.AST) -> int:
    """Return one more than the number of decisions in a function."""
    decisions = 1
    for node in ast.walk(function):
        decisions += isinstance(node, _BRANCHES)
        decisions += len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0
        decisions += len(node.ifs) if isinstance(node, ast.comprehension) else 0
    return decisions


def imported(module: Module, known: Iterable[str], homes: dict[str, str]) -> Iterator[str]:
    """Yield the modules of the package that `module` imports, wherever the import stands."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from (
                a.name.partition(".")[2] for a in node.names if a.name.startswith("briefing_lessons.")
            )
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "briefing_lessons":
            base = (node.module or "").partition(".")[2]
            for alias in node.names:
                inner = f"{base}.{alias.name}".lstrip(".")
                yield inner if inner in known else base or homes.get(alias.name, "")


def circles(graph: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """Return the groups of modules that reach each other (Tarjan 1972)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    found = []

    def visit(name: str) -> None:
        number[name] = low[name] = len(number)
        waiting.append(name)
        for other in sorted(graph[name]):
            if other not in number:
                visit(other)
            if other in waiting:
                low[name] = min(low[name], low[other])
        if low[name] == number[name]:
            at = waiting.index(name)
            group = tuple(sorted(waiting[at:]))
            del waiting[at:]
            if len(group) > 1:
                found.append(group)

    for name in graph:
        if name not in number:
            visit(name)
    return sorted(found)


def words_in(paths: Iterable[Path]) -> set[str]:
    """Return every identifier in modules and notebooks."""
    found: set[str] = set()
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        found.update(re.findall(r"[^\W\d]\w*", text))
    return found


def names_imported(notebooks: Iterable[Path]) -> set[str]:
    """Return what the lessons import from the package."""
    found: set[str] = set()
    for path in notebooks:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                for node in ast.walk(ast.parse("".join(cell["source"]))):
                    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                        "briefing_lessons"
                    ):
                        found.update(alias.name for alias in node.names)
    return found


@dataclass(slots=True)
class Size:
    """Everything counted."""

    packages: dict[str, dict[str, int]]  #: package -> code lines, statements, modules, public names
    names: list[str]  #: public names
    unused: list[str]  #: those in no notebook and no command
    imported: int  #: names that the notebooks import, from anywhere in the package
    circles: list[tuple[str, ...]]
    long_modules: list[tuple[str, int]]
    long_functions: list[tuple[str, int]]
    complex_functions: list[tuple[str, int]]
    longest_modules: list[tuple[str, int]]
    longest_functions: list[tuple[str, int]]
    other: dict[str, int] = field(default_factory=dict)  #: kind of file -> lines that are not blank


def measure() -> Size:
    """Count the package as it stands."""
    import briefing_lessons

    modules = [Module(path) for path in sorted(SOURCE.rglob("*.py"))]
    homes = briefing_lessons._HOME
    names = [name for name in briefing_lessons.__all__ if name != "__version__"]
    packages: dict[str, dict[str, int]] = {}
    rooms = Counter(home.split(".")[0] for home in homes.values())
    for module in modules:
        row = packages.setdefault(
            module.package, {"code lines": 0, "statements": 0, "modules": 0, "public names": 0}
        )
        row["code lines"] += len(module.lines)
        row["statements"] += module.statements
        row["modules"] += 1
    for package, row in packages.items():
        row["public names"] = rooms[package]
    packages["."]["public names"] = len(names) - sum(row["public names"] for row in packages.values())
    packages = dict(sorted(packages.items(), key=lambda item: -item[1]["code lines"]))
    total = {key: sum(row[key] for row in packages.values()) for key in packages["."]}
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    commands = [m.path for m in modules if m.package in ("command", "lessons")]
    used = words_in([*notebooks, *commands])
    known = {module.name for module in modules}
    graph = {m.name: {n for n in imported(m, known, homes) if n in known} - {m.name} for m in modules}
    functions = [function for module in modules for function in module.functions]
    sizes = sorted(((m.name, len(m.lines)) for m in modules), key=lambda pair: -pair[1])
    lengths = sorted(((name, lines) for name, lines, _ in functions), key=lambda pair: -pair[1])
    knots = sorted(((name, knot) for name, _, knot in functions), key=lambda pair: -pair[1])
    return Size(
        packages=packages | {"total": total},
        names=names,
        unused=[name for name in names if name not in used],
        imported=len(names_imported(notebooks)),
        circles=circles(graph),
        long_modules=[pair for pair in sizes if pair[1] > MODULE_LINES],
        long_functions=[pair for pair in lengths if pair[1] > FUNCTION_LINES],
        complex_functions=[pair for pair in knots if pair[1] > COMPLEXITY],
        longest_modules=sizes[:5],
        longest_functions=lengths[:5],
        other=other_lines(),
    )


def other_lines() -> dict[str, int]:
    """Return the lines, not blank, of what is no Python: JS, CSS, templates and data."""
    kinds = {".js": "JS", ".css": "CSS", ".html": "templates", ".j2": "templates", ".tpl": "templates"}
    found: Counter[str] = Counter({"JS": 0, "CSS": 0, "templates": 0, "data": 0})
    for path in sorted(SOURCE.rglob("*")):
        if (
            path.is_file()
            and path.suffix != ".py"
            and "__pycache__" not in path.parts
            and path.name != "py.typed"
        ):
            text = path.read_text(encoding="utf-8", errors="replace")
            found[kinds.get(path.suffix, "data")] += sum(1 for line in text.splitlines() if line.strip())
    return dict(found)


def report(size: Size) -> str:
    """Return what was counted as text."""
    heads = ("code lines", "statements", "modules", "public names")
    out = [f"{'package':<14}" + "".join(f"{head:>14}" for head in heads)]
    for package, row in size.packages.items():
        out.append(f"{package:<14}" + "".join(f"{row[head]:>14,}" for head in heads))
    out.append("")
    out.append("other lines: " + ", ".join(f"{kind} {lines:,}" for kind, lines in size.other.items()))
    out.append(f"public names: {len(size.names)}; imported by the notebooks: {size.imported}")
    out.append(f"in no notebook and no command: {len(size.unused)}: {', '.join(size.unused) or 'none'}")
    out.append(f"circles: {len(size.circles)}")
    out += [f"  {' - '.join(group)}" for group in size.circles]
    for title, pairs in (
        (f"modules over {MODULE_LINES} code lines", size.long_modules),
        (f"functions over {FUNCTION_LINES} code lines", size.long_functions),
        (f"functions over complexity {COMPLEXITY}", size.complex_functions),
        ("longest modules", size.longest_modules),
        ("longest functions", size.longest_functions),
    ):
        out.append(f"{title}: {', '.join(f'{name} {number}' for name, number in pairs) or 'none'}")
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print data instead of tables")
    size = measure()
    print(json.dumps(asdict(size), indent=1) if parser.parse_args().json else report(size))


if __name__ == "__main__":
    main()
