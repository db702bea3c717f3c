"""The scripts of `benchmarks/` and `docs/` keep up with what they use."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

from benchmark_script import load_benchmark
from briefing_lessons import load_briefing

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted(path for folder in ("benchmarks", "docs") for path in (ROOT / folder).glob("*.py"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_finds_what_it_takes_from_us(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("briefing_lessons"):
            found = dir(import_module(node.module or ""))
            assert not [name.name for name in node.names if name.name not in found]


def test_every_move_of_a_reader_is_one_that_the_explorer_knows() -> None:
    widgets = load_benchmark("widgets")
    for make, moves in widgets.MOVES.values():
        times, _ = widgets.react(make, load_briefing("001_ferry_report.txt"), moves)
        assert len(times) == len(moves)
