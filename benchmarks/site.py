"""Measure how long a class waits for its first result on the site, here and on a slow machine, in Chromium.

    python benchmarks/site.py PYODIDE      # a release of Pyodide: its archive, or a folder with its files

The clock runs from the click on the start page's link to the first output of the lesson; Run All is pressed
as soon as the kernel is there. A slow machine has every process of the browser stopped for three quarters of
the time, workers included, and a server that hands out 20 Mbit a second, to all connections together.
"""

from __future__ import annotations

import argparse
import functools
import os
import shutil
import signal
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefing_lessons.command.site import make_site
from briefing_lessons.files import data_folder
from briefing_lessons.lessons.course import find_lessons

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SLOWER, MBIT = 4, 20
RED = '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'
GERMAN = "„Wir öffnen im Mai“, sagte Ada Brennick, die Leiterin des Hafens. Über die Brücke sprach niemand.\n"


class Files(SimpleHTTPRequestHandler):
    """Static files, as fast as the line."""

    slow = False
    line = threading.Lock()
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def log_message(self, *_: Any) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        while part := source.read(1 << 15):
            if Files.slow:
                with Files.line:
                    time.sleep(len(part) * 8 / (MBIT * 1e6))
            outputfile.write(part)


def browsers() -> list[int]:
    """Return the processes of the browsers that this process has started."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            facts = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except OSError:
            continue
        parents[int(facts["Pid"])] = int(facts["PPid"]), facts["Name"]
    ours, before = {os.getpid()}, 0
    while len(ours) > before:
        before = len(ours)
        ours |= {pid for pid, (parent, _) in parents.items() if parent in ours}
    return [pid for pid in ours if pid in parents and "chrom" in parents[pid][1]]


@contextmanager
def slowed() -> Iterator[None]:
    """Give the browser a quarter of the time, and the line 20 Mbit a second."""
    done = threading.Event()

    def hold() -> None:
        while not done.is_set():
            pids = browsers()
            for kind, wait in [(signal.SIGSTOP, 0.03), (signal.SIGCONT, 0.03 / (SLOWER - 1))] * 20:
                for pid in pids:
                    try:
                        os.kill(pid, kind)
                    except ProcessLookupError:
                        continue
                time.sleep(wait)

    Files.slow, holding = True, threading.Thread(target=hold)
    holding.start()
    try:
        yield
    finally:
        done.set()
        holding.join()
        Files.slow = False


def wait_for_result(tab: Any, address: str, title: str) -> float:
    """Open a lesson from the start page and return the seconds to its first result."""
    tab.goto(address)
    begun = time.perf_counter()
    tab.get_by_role("link", name=title, exact=True).click()
    tab.locator(".jp-NotebookPanel:visible .jp-Notebook").wait_for()
    tab.locator(".jp-StatusBar-TextItem", has_text="| Idle").first.wait_for()
    tab.get_by_role("menuitem", name="Run", exact=True).first.click()
    tab.locator(".lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    tab.locator(".jp-OutputArea-output").first.wait_for()
    return time.perf_counter() - begun


def measure(folder: Path, title: str, slow: bool, profile: Path) -> Iterator[tuple[str, float]]:
    """Yield the first and a later visit of one browser to the site in `folder`, and its red messages."""
    from playwright.sync_api import sync_playwright

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as driver:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        context = driver.chromium.launch_persistent_context(str(profile), executable_path=path, args=FLAGS)
        context.set_default_timeout(300_000)
        with slowed() if slow else nullcontext():
            for visit in ("first visit", "later visit"):
                tab = context.new_page()
                yield visit, wait_for_result(tab, address, title)
                tab.wait_for_timeout(8000)
                yield f"red messages, {visit}", tab.locator(RED).count()
                tab.close()
        context.close()
    server.shutdown()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the site in Chromium.")
    parser.add_argument("pyodide", type=Path)
    pyodide = parser.parse_args().pyodide
    print("| What | Visit | Measured |\n|---|---|---|")
    with TemporaryDirectory() as temporary:
        home, lessons = Path(temporary), find_lessons()
        long, german = home / "long.txt", home / "german.txt"
        ferry = (data_folder("seeds") / "001_ferry_report.txt").read_text(encoding="utf-8")
        long.write_text(ferry * (200_000 // len(ferry) + 1), encoding="utf-8")
        german.write_text(GERMAN * 20, encoding="utf-8")
        rows = (
            ("the course", lessons, None, False),
            (f"processor {SLOWER} times slower, {MBIT} Mbit/s", lessons, None, True),
            ("a text of 200 KB", lessons[3:4], long, False),
            ("a German text", lessons[3:4], german, False),
        )
        for number, (what, some, briefing, slow) in enumerate(rows):
            folder = home / f"site{number}"
            make_site(folder, some, briefing=briefing, pyodide=pyodide)
            if not number:
                size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
                with zipfile.ZipFile(home / "packed.zip", "w", zipfile.ZIP_DEFLATED) as packed:
                    for path in folder.rglob("*"):
                        packed.write(path, path.relative_to(folder))
                small = (home / "packed.zip").stat().st_size
                print(f"| {what} | size | {size / 1e6:.0f} MB, packed {small / 1e6:.0f} MB |")
            for visit, value in measure(folder, some[0].title, slow, home / f"profile{number}"):
                print(f"| {what} | {visit} | {value:.1f}{'' if 'red' in visit else ' s'} |", flush=True)
    print(f"\nload of the machine at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
