"""Clauses and phrases by their borders: the pieces that repetition and parallel form are made of."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_lessons.rhetoric.passages import Passages
from briefing_lessons.rhetoric.words import BE, FINITE, SUBJECTS

_OPENERS = frozenset("and or but nor so yet then because".split())
_BORDER = frozenset(",;:.—–!?…")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch between two borders, without the conjunction that opens it."""

    first: int  #: number of its first word
    last: int  #: number after its last word
    joint: str  #: the punctuation or conjunction before it: ",", ".", "and", ", and" …


def units_of(passages: Passages, first: int, last: int) -> list[Unit]:
    """Return the units of words `first` to `last`: cut at punctuation, and at and, or, but.

    Interjected clauses of two or three words (", I believe,") are left out, and their neighbours joined.

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> passages = cut_sentence("We have the boats, we have the law, and we have, I believe, the patience.")
    >>> [(u.joint, " ".join(passages.words[u.first : u.last])) for u in units_of(passages, 0, len(passages.words))]
    [('', 'we have the boats'), (',', 'we have the law'), (', and', 'we have i believe the patience')]
    """
    units: list[Unit] = []
    joint, start = "", first
    number = first
    while number < last:
        gap = passages.gap(number).strip()
        border = "".join(c for c in gap if c in _BORDER) or ("," if gap and gap in ("-", "--") else "")
        if border == "," and number + 1 < last:
            over = _interjection(passages, number + 1, last)
            if over is not None:
                number = over + 1
                continue
        following = passages.words[number + 1] if number + 1 < last else ""
        if border or following in ("and", "or", "but", "nor"):
            if number + 1 > start:
                units.append(Unit(start, number + 1, joint))
            start, joint = number + 1, border[:1]
            while (
                start < last
                and passages.words[start] in _OPENERS
                and start + 1 < last
                and passages.joined(start)
            ):
                joint = f"{joint} {passages.words[start]}".strip()
                start += 1
            number = max(number + 1, start)
            continue
        number += 1
    if start < last:
        units.append(Unit(start, last, joint))
    return units


def _interjection(passages: Passages, number: int, last: int) -> int | None:
    """Return the last word of an interjected clause that begins at `number`: I believe, I hope, of course."""
    for length in (2, 3):
        stop = number + length
        if stop >= last or "," not in passages.gap(stop - 1):
            continue
        words = passages.words[number:stop]
        if any(not passages.joined(n) for n in range(number, stop - 1)):
            continue
        if (words[0] in SUBJECTS and not (FINITE | BE) & set(words)) or words in (
            ["of", "course"],
            ["in", "fact"],
        ):
            return stop - 1
    return None
