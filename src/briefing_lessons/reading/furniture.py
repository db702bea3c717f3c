"""Page furniture: running heads, page numbers, rulers and time stamps, no part of the running text."""

from __future__ import annotations

import re
from collections import Counter

from briefing_lessons.reading.lines import RawLine

_PAGE = re.compile(
    r"(?:^|[\s|·–—-])(?:page|seite|página|pagina|стр\.?)\s*\d{1,4}(?:\s*(?:of|/|von|de|из)\s*\d{1,4})?\W*$|^\W*\d{1,4}\s*(?:of|/)\s*\d{1,4}\W*$|\s{2,}[–—-]\s?\d{1,4}\s?[–—-](?:\s{2,}|$)",
    re.I,
)
#: a browser's print head and foot: "12/05/2025, 17:33 elmvik.example - The ferry", "https://… 1/3"
_PRINTED = re.compile(r"\d{1,4}[/.-]\d\d?[/.-]\d{2,4},? \d\d?:\d\d(?: [AP]M)?\s.+|https?://\S+\s+\d+/\d+")
_WIDE = re.compile(r"\S.{4,90}\s{3,}\d{1,4}|\d{1,4}\s{3,}\S.{4,90}")
_NUMBER = re.compile(r"^[\[(–—-]?\s*(\d{1,4})\s*[\])–—-]?$")
_RULER = re.compile(r"^[\W_]{3,}$")
_TIMING = re.compile(r"^(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}")
_STAMP = re.compile(r"^[\[(]?(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d+)?[\])]?$")
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")


def find_furniture(lines: tuple[RawLine, ...]) -> dict[int, str]:
    """Return the index of every line that is page furniture, with the rule that says so."""
    found: dict[int, str] = {}
    for rule in RULES:
        rule(lines, found)
    return found


def page_numbers(lines: tuple[RawLine, ...], found: dict[int, str]) -> None:
    """Mark lines that end in "Page 3 of 27", and bare numbers that count the pages."""
    numbers = []
    wide: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.core) > 250 or not _DIGITS.search(line.core):
            continue
        if _PRINTED.fullmatch(line.core):
            found[index] = "printed by the browser"
        if len(line.core) > 120:
            continue
        if _WIDE.fullmatch(line.core):
            wide.setdefault(_DIGITS.sub("#", line.core), []).append(index)
        if _PAGE.search(line.core) and not line.core.endswith((".", "?", "!")):
            found[index] = "page number"
        elif match := _NUMBER.match(line.core):
            numbers.append((index, int(match[1])))
    for alike in wide.values():
        if len(alike) >= 2 and len({lines[index].core for index in alike}) == len(alike):
            found.update((index, "page number") for index in alike)
    rising = [
        (index, number)
        for place, (index, number) in enumerate(numbers)
        if (place and numbers[place - 1][1] == number - 1)
        or (place + 1 < len(numbers) and numbers[place + 1][1] == number + 1)
    ]
    if len(rising) >= 2:
        found.update((index, "page number") for index, _ in rising)


def running_heads(lines: tuple[RawLine, ...], found: dict[int, str]) -> None:
    """Mark lines printed again and again beside a page number or at the top of a page.

    A repeated line of speech ("Thank you.") stands beside neither, a label ends in a colon, a sentence in a
    full stop.
    """
    keys = {
        index: _SPACES.sub(" ", _DIGITS.sub("#", line.core)).casefold()
        for index, line in enumerate(lines)
        if 3 <= len(line.core) <= 120
        and not line.core.endswith((":", "?", "!"))
        and not (line.core.endswith(".") and len(line.core.split()) > 6)
    }
    counts = Counter(keys.values())
    same = Counter(lines[index].core for index in keys)
    edges = {index for index in keys if _at_edge(lines, index, found)}
    tops = Counter(keys[index] for index in edges)
    edges |= {0, len(lines) - 1}
    for index, key in keys.items():
        edged = index in edges or same[lines[index].core] == counts[key]
        if counts[key] >= 2 and tops[key] >= max(1, counts[key] // 3) and edged and index not in found:
            found[index] = "running head"


def _at_edge(lines: tuple[RawLine, ...], index: int, found: dict[int, str]) -> bool:
    """Say whether a line stands beside a page number, or first or last on a page."""
    beside = any(found.get(near) == "page number" for near in (index - 2, index - 1, index + 1, index + 2))
    around = lines[max(0, index - 1) : index + 2]
    return beside or any("\f" in line.text for line in around)


def rulers(lines: tuple[RawLine, ...], found: dict[int, str]) -> None:
    """Mark lines without a letter or digit, such as "* * *"."""
    for index, line in enumerate(lines):
        if line.core and _RULER.match(line.core) and not any(c in "?!…" for c in line.core):
            found.setdefault(index, "ruler")


def time_stamps(lines: tuple[RawLine, ...], found: dict[int, str]) -> None:
    """Mark the timings of captions, with their counting numbers, and time stamps alone on their lines."""
    stamps = [index for index, line in enumerate(lines) if len(line.core) < 16 and _STAMP.match(line.core)]
    if len(stamps) >= 3:
        found.update((index, "time stamp") for index in stamps)
    for index, line in enumerate(lines):
        if len(line.core) < 120 and _TIMING.match(line.core):
            found[index] = "time stamp"
            if index and _NUMBER.match(lines[index - 1].core):
                found[index - 1] = "number of a caption"


def signature(lines: tuple[RawLine, ...], found: dict[int, str]) -> None:
    """Mark what stands under the last "-- " of a mail."""
    marks = [index for index, line in enumerate(lines) if line.core == "--"]
    if marks and len(lines) - marks[-1] <= 12:
        found.update(
            (index, "signature of a mail") for index in range(marks[-1], len(lines)) if lines[index].core
        )


#: Each adds what it finds; later rules see what earlier ones found.
RULES = (page_numbers, running_heads, rulers, time_stamps, signature)
