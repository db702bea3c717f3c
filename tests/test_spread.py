"""Spreading work: the same results on every executor, failures listed, a killed process survived."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing_lessons.command.many import spread


def double(number: int) -> int:
    return 2 * number


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven is not welcome")
    return number


def die_on_seven(number: int) -> int:
    if number == 7:
        os._exit(1)
    return number


def die_once(mark: str) -> str:
    """Kill this process, the first time."""
    path = Path(mark)
    if not path.exists():
        path.write_text("was here", encoding="utf-8")
        os._exit(1)
    return path.name


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_item_gets_its_result(jobs: int) -> None:
    outcomes = list(spread(double, range(50), jobs=jobs))
    assert sorted((o.item, o.result) for o in outcomes) == [(n, 2 * n) for n in range(50)]


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_will_do_and_is_left_open(kind: type[ThreadPoolExecutor]) -> None:
    with kind(2) as executor:
        assert sorted(o.result or 0 for o in spread(double, range(5), executor=executor)) == [0, 2, 4, 6, 8]
        assert executor.submit(double, 21).result() == 42


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_is_listed_with_its_item_and_the_others_go_on(jobs: int) -> None:
    outcomes = list(spread(refuse_seven, range(20), jobs=jobs))
    assert [(o.item, o.failure) for o in outcomes if o.failure] == [(7, "seven is not welcome")]
    assert len(outcomes) == 20


def test_an_item_that_kills_its_process_is_listed_and_the_others_are_done() -> None:
    outcomes = {o.item: o for o in spread(die_on_seven, range(40), jobs=2)}
    assert outcomes[7].failure == "its process was killed, twice"
    assert sorted(n for n, o in outcomes.items() if o.failure is None) == [n for n in range(40) if n != 7]


def test_an_item_whose_process_was_killed_once_is_not_lost(tmp_path: Path) -> None:
    (outcome,) = spread(die_once, [str(tmp_path / "one")], jobs=2)
    assert (outcome.result, outcome.failure) == ("one", None)


def test_a_broken_pool_from_elsewhere_loses_no_name() -> None:
    with ProcessPoolExecutor(2) as executor:
        outcomes = list(spread(die_on_seven, range(60), executor=executor))
    assert sorted(o.item for o in outcomes) == list(range(60))
    assert any(o.failure == "the pool it was given to broke" for o in outcomes)


@pytest.mark.slow
def test_a_two_worker_dask_cluster_gives_the_same_results() -> None:
    distributed = pytest.importorskip("distributed", reason="pip install 'briefing-lessons[dask]'")
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
from distributed import Client, LocalCluster
from test_spread import refuse_seven
from briefing_lessons.command.many import spread
if __name__ == "__main__":
    two = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with two as cluster, Client(cluster) as client:
        outcomes = list(spread(refuse_seven, range(30), executor=client.get_executor()))
    print(sorted((o.item, o.result, o.failure) for o in outcomes) ==
          [(n, n, None) if n != 7 else (7, None, "seven is not welcome") for n in range(30)])
"""
    assert distributed is not None
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, timeout=120
    )
    assert ended.stdout.strip() == "True", ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_worker_killed_from_outside_loses_nothing(tmp_path: Path) -> None:
    code = """
import os, sys, time, psutil
from briefing_lessons.command.many import spread
def slow(n):
    time.sleep(0.05); return n
if __name__ == "__main__":
    done = []
    for at, outcome in enumerate(spread(slow, range(60), jobs=2)):
        done.append(outcome)
        if at == 10:
            below = psutil.Process().children(recursive=True)
            ends = [p for p in below if not p.children() and "resource_tracker" not in " ".join(p.cmdline())]
            ends[0].kill()
    print(sorted(o.result for o in done) == list(range(60)))
"""
    path = tmp_path / "killed.py"
    path.write_text(code, encoding="utf-8")
    ended = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, timeout=120)
    assert ended.stdout.strip() == "True", ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent differently on Windows")
def test_ctrl_c_ends_the_work_at_once(tmp_path: Path) -> None:
    path = tmp_path / "stopped.py"
    path.write_text(
        "import time\nfrom briefing_lessons.command.many import spread\n"
        "def slow(n):\n    time.sleep(0.2)\n    return n\n"
        "if __name__ == '__main__':\n"
        "    for outcome in spread(slow, range(10_000), jobs=2):\n        print(outcome.item, flush=True)\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([sys.executable, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    process.wait(timeout=30)
    process.stdout.close()
    assert time.monotonic() - begun < 20
