"""What `benchmarks/size.py` counts is what it says."""

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def size() -> ModuleType:
    path = Path(__file__).resolve().parent.parent / "benchmarks" / "size.py"
    spec = importlib.util.spec_from_file_location("size_of_the_house", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkey = pytest.MonkeyPatch()
    monkey.setitem(sys.modules, spec.name, module)  # dataclasses look there
    spec.loader.exec_module(module)
    monkey.undo()
    return module


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


def test_the_report_names_every_package_and_what_nobody_uses(size: ModuleType) -> None:
    said = size.report(size.measure())
    for words in ("topics", "total", "in no notebook and no command", "circles", "JS"):
        assert words in said
