"""Find where a reported clause ends, and where one that stands before its cue begins."""

from __future__ import annotations

from briefing_lessons.quotes.cues import Cue
from briefing_lessons.quotes.units import Units

#: Adverbial clauses after a comma that comment on the telling rather than belong to what is told.
_TRAILING = frozenset(["according", "citing", "quoting"])


def clause_end(units: Units, cue: Cue, first: int, cues: tuple[Cue, ...]) -> int:
    """Return the unit after the reported clause that begins at unit `first`.

    The clause reaches to the end of its sentence, unless a new cue takes over: ", adding that",
    ", but insisted", "and said", ", according to"; or a semicolon or a colon with a quotation cuts it.
    """
    tags, high = units.tags, cue.sentence[1]
    end = high
    for k in range(first + 1, high):
        tag = tags[k]
        if tag in ";" or (tag == ":" and k + 1 < high and tags[k + 1] == "Q"):
            end = k
            break
    for other in cues:
        if other.first <= first or other.first >= end or other is cue:
            continue
        cut = _cut_before(units, cue, other, first)
        if cut is not None and cut > first:
            end = cut
            break
    return _without_final_marks(tags, first, end)


def _cut_before(units: Units, cue: Cue, other: Cue, first: int) -> int | None:
    """Return where `other`, a later cue, ends the clause; `None` if it lies inside the clause."""
    tags = units.tags
    if other.shape == "source":
        return other.first - 1 if tags[other.first - 1] == "," else other.first
    if other.shape == "participle":
        before = other.first - 1
        while before > first and tags[before] == "a":
            before -= 1
        if tags[before] == ",":
            return before
        if tags[before] == "&" and tags[before - 1] == ",":
            return before - 1
        return None
    if other.shape != "finite":
        return None
    if other.inherited:
        before = other.group - 1
        if tags[before] in "&b" and before > first:
            return before - 1 if tags[before - 1] == "," else before
        return None
    if other.subject is not None and not other.inverted:
        before = other.subject.first - 1
        if before > first and tags[before] in "&b" and tags[before - 1] == "," and _speaks(other):
            return before - 1
    return None


def _speaks(cue: Cue) -> bool:
    return not cue.expression.thought


def clause_start(units: Units, cue: Cue) -> int | None:
    """Return the first unit of the clause that stands before the cue: "The war is over, he said"."""
    tags, low = units.tags, cue.sentence[0]
    before = cue.begin - 1
    if before <= low or tags[before] not in ",Q-?":
        return None
    first = low
    while first < before and tags[first] in "&b,-…":
        first += 1
    if tags[first] in "gGS" or (tags[first] == "w" and units.low[first] in ("when", "if", "who", "which")):
        return None
    if not any(tag in "xvVe'" for tag in tags[first + 1 : before]):
        return None
    return first


def _without_final_marks(tags: str, first: int, end: int) -> int:
    while end > first and tags[end - 1] in ".,;:-":
        end -= 1
    return end
