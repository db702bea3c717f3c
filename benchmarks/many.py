"""Read many briefings on two processes and on a two-worker Dask cluster, kill a worker, stop and go on.

    python benchmarks/many.py                # 2,000 briefings, about five minutes
    python benchmarks/many.py --count 200

The briefings are the seeds, and the shared transcripts where they are there, cut and with changed names.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from briefing_lessons.command.given import briefing_files
from briefing_lessons.command.many import Outcome, read_folder
from briefing_lessons.command.report import describe

ROOT = Path(__file__).resolve().parent.parent
NAMES = "Adler Brandt Costa Dimitrov Eriksen Farouk Grimaldi Horvat Ibsen Jansen Kovac Lindqvist".split()


def make(folder: Path, count: int) -> None:
    """Write `count` briefings: stretches of known ones, every capitalised surname replaced by another."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    shared = ROOT.parent / "shared" / "transcripts"
    texts += [path.read_text(encoding="utf-8", errors="replace") for path in sorted(shared.glob("*/*.txt"))]
    draw = random.Random(2026)
    for number in range(count):
        lines = draw.choice(texts).splitlines()
        begin = draw.randrange(max(1, len(lines) - 40))
        part = "\n".join(lines[begin : begin + draw.randint(20, 60)])
        new = draw.choice(NAMES)
        part = re.sub(r"\b(?:Lavrov|Trump|Obama|Park|Jin|Costrel)\b", new, part)
        (folder / f"{number:05}.txt").write_text(part or "The mayor said no.", encoding="utf-8")


def digest(outcomes: Iterable[Outcome[Path, str]]) -> tuple[str, int, int]:
    """Return what was written as one number, with the files and the failures."""
    done = sorted(outcomes, key=lambda outcome: outcome.item)
    text = "".join(f"{o.item.name}\n{o.result or o.failure}" for o in done)
    return (
        hashlib.sha256(text.encode("utf-8")).hexdigest()[:12],
        len(done),
        sum(o.failure is not None for o in done),
    )


def killing(outcomes: Iterable[Outcome[Path, str]], after: int) -> Iterable[Outcome[Path, str]]:
    """Pass on `outcomes`, and kill a worker process on the way."""
    for at, outcome in enumerate(outcomes):
        if at == after:
            workers = [p for p in psutil.Process().children(recursive=True) if is_worker(p)]
            workers[0].kill()
            print(f"killed worker process {workers[0].pid}", file=sys.stderr)
        yield outcome


def is_worker(process: psutil.Process) -> bool:
    """Say whether a process does work: it has no processes under it, and is not Python's keeper of counts."""
    return not process.children() and "resource_tracker" not in " ".join(process.cmdline())


def report(what: str, work: Callable[[], tuple[str, int, int]]) -> None:
    begun = time.perf_counter()
    name, files, failed = work()
    print(f"| {what} | {files:,} | {failed} | {time.perf_counter() - begun:.0f} s | {name} |", flush=True)


def stopped_and_resumed(folder: Path, out: Path) -> tuple[str, int, int]:
    """Run the command, stop it by Ctrl-C, run it again, and return what it wrote."""
    words = [
        sys.executable,
        "-m",
        "briefing_lessons",
        "read",
        str(folder),
        "--format",
        "csv",
        "--out",
        str(out),
    ]
    process = subprocess.Popen([*words, "--jobs", "2"], stderr=subprocess.DEVNULL)
    journal = out.with_name(f".{out.name}.csv-None.unfinished")
    while process.poll() is None and not (journal.exists() and journal.stat().st_size > 100_000):
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    process.wait()
    kept = len(journal.read_text(encoding="utf-8").splitlines()) if journal.exists() else 0
    print(f"stopped with {kept} files read", file=sys.stderr)
    subprocess.run([*words, "--jobs", "2"], stderr=subprocess.DEVNULL, check=False)
    return hashlib.sha256(out.read_bytes()).hexdigest()[:12], len(briefing_files(folder)), 0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=2000)
    count = parser.parse_args().count
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "briefings")
        folder.mkdir()
        make(folder, count)
        paths = briefing_files(folder)
        work = partial(describe, folder=folder, form="csv", table="quotes")
        print("| On | Files | Failed | Time | Rows, as one number |\n|---|---|---|---|---|")
        report("two processes", lambda: digest(read_folder(paths, work, jobs=2)))
        report(
            "two processes, one killed", lambda: digest(killing(read_folder(paths, work, jobs=2), count // 3))
        )
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            print("Dask is not here: pip install 'briefing-lessons[dask]'", file=sys.stderr)
        else:
            two = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
            with two as cluster, Client(cluster) as client:
                pool = client.get_executor()
                report("Dask, two workers", lambda: digest(read_folder(paths, work, executor=pool)))
                outcomes = read_folder(paths, work, executor=pool)
                report("Dask, one of two workers killed", lambda: digest(killing(outcomes, count // 3)))
        whole = Path(temporary, "whole.csv")
        words = ["-m", "briefing_lessons", "read", str(folder), "--format", "csv", "--out", str(whole)]
        subprocess.run([sys.executable, *words, "--jobs", "2"], stderr=subprocess.DEVNULL, check=False)
        report(
            "the command, in one go", lambda: (hashlib.sha256(whole.read_bytes()).hexdigest()[:12], count, 0)
        )
        report(
            "the command, stopped and resumed",
            lambda: stopped_and_resumed(folder, whole.with_name("two.csv")),
        )


if __name__ == "__main__":
    main()
