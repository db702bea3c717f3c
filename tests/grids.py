"""The texts of `fixtures/grids.txt`, which says how they are written."""

from __future__ import annotations

import re
from math import gcd, prod
from pathlib import Path

FIXTURE = Path(__file__).resolve().parent / "fixtures" / "grids.txt"
MOST = 40  #: combinations of one line, or a few more


def numbered(part: str) -> list[str]:
    """Return a part, or what `1..3×part` stands for: one copy of it, two, and three."""
    if not (sizes := re.match(r"(\d+)\.\.(\d+)×", part)):
        return [part]
    return [part[sizes.end() :] * size for size in range(int(sizes[1]), int(sizes[2]) + 1)]


def combinations(line: str) -> list[str]:
    """Return combinations of a line's parts, evenly out of all: every part is met beside many others."""
    slots = [[one for part in slot.split("|") for one in numbered(part)] for slot in re.split(r"[{}]", line)]
    count = prod(map(len, slots))
    step = max(1, count // MOST)
    while gcd(step, count) > 1:
        step += 1
    return [_combination(slots, k).replace("¶", "\n") for k in range(0, count, step)]


def _combination(slots: list[list[str]], k: int) -> str:
    """Return the `k`-th of all combinations, the last slot changing first."""
    parts = []
    for slot in reversed(slots):
        k, chosen = divmod(k, len(slot))
        parts.append(slot[chosen])
    return "".join(reversed(parts))


def grids() -> dict[str, list[str]]:
    """Return the texts below each title."""
    found = {}
    for mark, title, body in re.findall(
        r"^(##?) (.+)\n((?:.+\n)+)", FIXTURE.read_text(encoding="utf-8"), flags=re.MULTILINE
    ):
        made = [text for line in body.splitlines() for text in combinations(line)]
        found[title.replace(" ", "_")] = made if mark == "##" else ["\n\n".join(made)]
    return found
