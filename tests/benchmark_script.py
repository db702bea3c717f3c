"""Take a script of `benchmarks/` as a module, to test what it says."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType


def load_benchmark(name: str) -> ModuleType:
    """Return a script of `benchmarks/` as a module, under a name of its own."""
    path = Path(__file__).resolve().parent.parent / "benchmarks" / f"{name}.py"
    spec = spec_from_file_location(f"benchmark_{name}", path)
    assert spec is not None and spec.loader is not None
    module = sys.modules[spec.name] = module_from_spec(spec)  # dataclasses look there
    spec.loader.exec_module(module)
    return module
