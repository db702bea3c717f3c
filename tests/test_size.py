"""What `benchmarks/size.py` counts is what it says."""

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmark_script import load_benchmark


@pytest.fixture(scope="module")
def size() -> ModuleType:
    return load_benchmark("size")


@pytest.fixture(scope="module")
def found(size: ModuleType) -> Any:
    return size.measure()


def test_a_code_line_holds_code_and_no_docstring_or_comment(
    size: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "room" / "thing.py"
    path.parent.mkdir()
    path.write_text(
        '"""What it is."""\n\n# why\nx = """a\nb"""\n\n\ndef f() -> None:\n    """Do."""\n    g(\n    )\n'
    )
    monkeypatch.setattr(size, "SOURCE", tmp_path)
    module = size.Module(path)
    assert (module.name, module.package, len(module.lines)) == ("room.thing", "room", 5)
    assert list(module.functions) == [("room.thing.f", 3, 1)]


def test_decisions_are_counted_as_mccabe_does(size: ModuleType) -> None:
    code = "def f(a):\n    if a and b or c:\n        return [x for x in a if x]\n    return 1 if a else 2\n"
    assert size.complexity(ast.parse(code)) == 1 + 1 + 2 + 2 + 1


def test_a_circle_is_found_whole(size: ModuleType) -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}
    assert size.circles(graph) == [("a", "b", "c")]


def test_the_report_names_every_package_and_what_nobody_uses(size: ModuleType, found: Any) -> None:
    said = size.report(found)
    for words in ("topics", "total", "in no notebook and no command", "circles", "JS"):
        assert words in said


def test_one_person_can_hold_the_house(found: Any) -> None:
    """What stands is the limit: a change that adds takes something away."""
    assert found.packages["total"]["code lines"] <= 19_000
    assert found.packages["total"]["statements"] <= 18_470
    assert found.circles == []
    assert len(found.names) <= 60
    assert found.long_modules == []
    assert found.long_functions == []
    assert len(found.complex_functions) <= 16
    assert not [
        name for name, _ in found.complex_functions if name.startswith(("reading", "charts", "topics"))
    ]


def test_a_file_comes_to_its_topic_chart_through_sixty_modules() -> None:
    code = (
        "import sys; from briefing_lessons import load_briefing, plot_topics; "
        "b = load_briefing('001_ferry_report.txt'); b.quotes; plot_topics(b, ['ferry']); "
        "print(sum(name.split('.')[0] == 'briefing_lessons' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 60
