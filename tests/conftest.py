"""What the tests share: no network and no NLTK data, in this process and in every one it starts."""

import os
import time
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import settings

# a busy machine is slow, not wrong; the same examples everywhere: benchmarks/fuzz_reading.py finds new ones
settings.register_profile("patient", deadline=None, derandomize=True)
settings.load_profile("patient")

#: when the time for tests is over that CI runs "while time allows"
_LAST_BEGIN = time.monotonic() + float(os.environ.get("BRIEFING_LESSONS_TEST_SECONDS", "inf"))

OFFLINE = Path(__file__).resolve().parent / "offline"
collect_ignore = ["offline"]  # Debian's Python has imported a `sitecustomize` before pytest looks here

# by its path: some systems have a `sitecustomize` of their own, already imported
_spec = spec_from_file_location("offline", OFFLINE / "sitecustomize.py")
assert _spec is not None and _spec.loader is not None
_spec.loader.exec_module(module_from_spec(_spec))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Take every processor for all tests; what is asked for by file or by marker runs in this process."""
    some = config.args_source is config.ArgsSource.ARGS or "-m" in config.invocation_params.args
    return 0 if some else os.cpu_count() or 1


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Load no test in a browser where all are left out: each process would read them for nothing."""
    left_out = collection_path.name == "browser" and "not browser" in config.option.markexpr
    return True if left_out else None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Begin no test after the time that was given; what is left out is counted, with this reason."""
    if time.monotonic() > _LAST_BEGIN:
        pytest.skip("the time for the longer tests was over")


@pytest.fixture(scope="session", autouse=True)
def no_network_and_no_nltk_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Cut the network of every process the tests start, and show NLTK an empty folder."""
    with pytest.MonkeyPatch.context() as patch:
        before = [os.environ["PYTHONPATH"]] if "PYTHONPATH" in os.environ else []
        patch.setenv("PYTHONPATH", os.pathsep.join([str(OFFLINE), *before]))
        patch.setenv("NLTK_DATA", str(tmp_path_factory.mktemp("no_nltk_data")))
        yield
