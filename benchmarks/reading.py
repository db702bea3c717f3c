"""Time the reader and compare its turns with the gold transcripts.

usage: python benchmarks/reading.py [--quotes]

Printed: seconds for one transcript repeated from 10 KB to 3.5 MB (with --quotes the quotations too) and peak
memory; then the gold turns of ../shared/transcripts found, named and given their role. Words are compared
without regard to white space: score_transcripts.py keeps it, so a turn whose first words hold two spaces
never matches there.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from pathlib import Path

from briefing_lessons.quotes import find_quotes
from briefing_lessons.reading import parse_source, read_source, source_from_text

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "transcripts"
TALK = ROOT / "seeds" / "002_school_meals.txt"
SIZES = (10_000, 100_000, 1_000_000, 3_500_000)


def time_sizes(quotes: bool) -> None:
    """Print seconds and microseconds a character at each size."""
    base = read_source(TALK).text + "\n\n"
    for size in SIZES:
        text = base * (size // len(base) + 1)
        start = time.process_time()
        document = parse_source(source_from_text(text))
        read = time.process_time() - start
        found = len(find_quotes(document).quotes) if quotes else 0
        whole = time.process_time() - start
        more = f", with {found} quotations {whole:.2f} s" if quotes else ""
        print(f"{len(text):9,} characters: read in {read:.2f} s ({read / len(text) * 1e6:.2f} µs each){more}")
    try:
        import resource
    except ImportError:  # Windows
        return
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def plain(words: str | None) -> str:
    """Return words folded, without punctuation, with single spaces."""
    return " ".join(re.sub(r"[^\w\s]", "", (words or "").casefold()).split())


def compare_gold() -> None:
    """Print how many gold turns are found, rightly named, and given the right role."""
    total = found = named = roles = judged = 0
    for path in sorted((SHARED / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "turns" not in gold:
            continue
        document = parse_source(read_source(SHARED / gold["file"]))
        at = 0
        for turn in gold["turns"]:
            total += 1
            opens = plain(turn["first5"])[:18]
            body = [plain(document.text[t.body_start : t.body_start + 60]) for t in document.turns]
            hit = next((k for k in range(at, len(body)) if body[k].startswith(opens)), None)
            if hit is None:
                continue
            at = hit + 1
            found += 1
            got, want = plain(document.turns[hit].speaker), plain(turn["speaker"])
            anonymous = "unnamed" in want
            named += not got if anonymous else bool(got) and got.split()[-1] in want.split()
            if turn["role"] in ("question", "answer", "statement"):
                judged += 1
                roles += (document.turns[hit].role == "question") == (turn["role"] == "question")
    if total:
        print(
            f"gold turns {total}: found {found}, named {named / total:.3f}, role {roles / max(1, judged):.3f}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotes", action="store_true")
    options = parser.parse_args()
    time_sizes(options.quotes)
    if SHARED.is_dir():
        compare_gold()
