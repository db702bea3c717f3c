"""How long `collect` takes on a class of thirty, and on five hundred portfolios: aim 20 seconds.

Run: python benchmarks/class_view.py
The classes are simulated as in the tests: every exercise tried by four of five, mistakes, hints, free texts,
votes and a sheet of labels. Printed: seconds of processor time and by the clock, and the size of the page.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from briefing_lessons.lessons.class_view import write_class
from simulated_class import simulate_class


def main() -> None:
    for learners in (30, 500):
        with TemporaryDirectory() as place:
            folder = Path(place)
            simulate_class(folder, learners)
            clock, processor = time.perf_counter(), time.process_time()
            said = write_class(folder, folder / "class.html")
            clock, processor = time.perf_counter() - clock, time.process_time() - processor
            size = (folder / "class.html").stat().st_size / 1e6
            print(f"{said} {processor:.1f} s of processor time, {clock:.1f} s by the clock, {size:.2f} MB")


if __name__ == "__main__":
    main()
