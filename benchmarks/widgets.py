"""How fast each explorer reacts, on the transcript and on a text of 200 KB: aims 150 and 500 milliseconds.

Run: python benchmarks/widgets.py
Each control is moved through values not seen before, so that no cached view is measured; what a cell sends to
the browser (HTML with its picture) is made as well. Printed: the median and the slowest reaction, the best of
three runs with fresh explorers, and the size of what is sent. Milliseconds are of processor time: nothing
here waits or runs side by side, so that is what a machine with nothing else to do takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from briefing_lessons import (
    Briefing,
    compare_briefings,
    correct_briefing,
    explore_quotes,
    explore_rhetoric,
    explore_topics,
    load_briefing,
    paste_briefing,
    swap_verbs,
    use_journal,
)
from briefing_lessons.files import data_folder, seed_names
from briefing_lessons.widgets.explorer import Explorer

SEED = "000_95b79719e875266d.txt"
QUESTIONS = seed_names()[2]  # a transcript of questions and answers
TOPICS = {"first": ["US", "water*"], "second": ["Russia*", "minister*"]}
#: what a reader does to each explorer, one thing after another: a control with its value, or a button
MOVES: dict[str, tuple[Callable[[Briefing], Explorer], tuple[dict[str, Any] | str, ...]]] = {
    "explore_quotes": (
        explore_quotes,
        ({"kind": "direct"}, {"page": 2}, {"kind": "indirect"}, {"number": 3}, "record"),
    ),
    "explore_rhetoric": (
        explore_rhetoric,
        ({"devices": ("hedge",)}, {"voice": "speaker"}, {"devices": ("list",)}, "accept", "next", "reject"),
    ),
    "explore_topics": (
        lambda text: explore_topics(text, TOPICS),
        ({"by": "tenth"}, {"scope": "speaker"}, {"unit": "count"}),
    ),
    "swap_verbs": (swap_verbs, ({"verb": "insisted"}, {"verb": "said"}, {"verb": "admitted"})),
    "compare_briefings": (compare_briefings, ({"show": "words"}, {"show": "sources"})),
    "paste_briefing": (paste_briefing, ({"text": '"It is open," said Ana Ruiz.'}, "read", "clear")),
    "correct_briefing": (correct_briefing, ({"line": 3}, {"role": "heading"}, "line")),
}


def react(
    make: Callable[[Briefing], Explorer], text: Briefing, moves: tuple[Any, ...]
) -> tuple[list[float], int]:
    """Return the milliseconds of each reaction, and the bytes of the largest answer."""
    explorer, times, size = make(text), [], 0
    explorer._repr_html_()  # the static result stands before anybody moves anything
    for move in moves:
        begun = time.process_time()
        explorer.press(move) if isinstance(move, str) else explorer.set(**move)
        sent = explorer._repr_html_()
        times.append(1000 * (time.process_time() - begun))
        size = max(size, len(sent.encode()))
    return times, size


def enlarge(name: str, folder: Path, size: int = 200_000) -> Briefing:
    """Return a briefing of `size` characters made of copies of a seed."""
    text = (data_folder("seeds") / name).read_text(encoding="utf-8-sig").rstrip("\n") + "\n"
    path = folder / f"large_{name}"
    path.write_text(text * -(-size // len(text)), encoding="utf-8")
    return load_briefing(path)


def main() -> None:
    """Print one row for each explorer and text."""
    with TemporaryDirectory() as folder:
        use_journal(folder)
        texts = {
            "transcript": load_briefing(SEED),
            "200 KB report": enlarge(SEED, Path(folder)),
            "200 KB transcript": enlarge(QUESTIONS, Path(folder)),
        }
        print(f"{'explorer':<18} {'text':<18} {'median ms':>9} {'slowest ms':>10} {'sent KB':>8}")
        for name, (make, moves) in MOVES.items():
            for title, text in texts.items():
                _ = text.marks, text.tokens
                runs = [react(make, text, moves) for _ in range(3)]
                best = [min(times) for times in zip(*(times for times, _ in runs), strict=True)]
                figures = f"{median(best):>9.0f} {max(best):>10.0f} {runs[0][1] / 1000:>8.0f}"
                print(f"{name:<18} {title:<18} {figures}")


if __name__ == "__main__":
    main()
