"""Find where a reported clause ends, and where one that stands before its cue begins."""

from __future__ import annotations

import re

from briefing_lessons.english.subjects import ends_with_comma
from briefing_lessons.english.units import Units
from briefing_lessons.english.words import word_list
from briefing_lessons.quotes.complements import complement_of
from briefing_lessons.quotes.cue import Cue

#: Words that make the clause they open depend on another one.
_SUBORDINATORS = word_list("depending clauses")


#: Nouns by which the reporter sums up what was said.
_VERDICTS = word_list("verdicts")
_NEW_MAIN_CLAUSE = re.compile(",&d[ne]?n[vVe]d")
_QUESTIONED = frozenset(["asked", "pressed", "questioned", "quizzed"])


def clause_end(units: Units, cue: Cue, first: int, cues: tuple[Cue, ...]) -> int:
    """Return the unit after the reported clause that begins at unit `first`.

    The clause reaches to the end of its sentence, unless a new cue takes over: ", adding that",
    ", but insisted", "and said", ", according to"; or a semicolon or a colon with a quotation cuts it.
    """
    tags, high = units.tags, cue.sentence[1]
    end = high
    for k in range(first + 1, high):
        tag = tags[k]
        if (
            tag == "Q"
            and ends_with_comma(units, k)
            and tags[k + 1 : k + 2] in ("b", "S")
            and "p" in tags[k + 2 : k + 4]
        ):
            end = k + 1  # "… “dear,” though he blamed the weather"
            break
        if tag == "," and tags[k + 1 : k + 2] in ("&", "b") and units.low[k + 2 : k + 3] == ["i"]:
            end = k
            break
        if tag == "," and _NEW_MAIN_CLAUSE.match(tags, k):
            end = k
            break
        if tag in ";" or (tag == ":" and k + 1 < high and tags[k + 1] == "Q"):
            end = k
            break
    end = _without_comment(units, first, end)
    end = min(end, _main_clause_after(units, cue, first, end))
    for other in cues:
        if other.first <= first or other.first >= end or other is cue:
            continue
        cut = _cut_before(units, cue, other, first)
        if cut is not None and cut > first:
            end = cut
            break
    return _without_final_marks(tags, first, end)


def _without_comment(units: Units, first: int, end: int) -> int:
    """A last ", which …", ", who …" or ", compared with …" is more often the reporter's comment."""
    comma = units.tags.rfind(",", first + 3, end)
    summed_up = units.low[comma + 1 : comma + 2] in (["a"], ["an"])
    if comma > 0 and summed_up and _VERDICTS & set(units.low[comma + 2 : comma + 4]):
        return comma  # "…, a charge that makes her laugh"
    if (
        comma > 0
        and comma + 1 < end
        and units.low[comma + 1] in ("which", "who", "compared", "despite", "while", "whereupon")
    ):
        return comma
    return end


def _main_clause_after(units: Units, cue: Cue, first: int, end: int) -> int:
    """In "As he announced that …, he left" and "Abel, asked whether …, left" a comma ends the report."""
    tags, low = units.tags, cue.sentence[0]
    asked = cue.group == low and cue.shape in ("passive", "participle")
    depends = (asked or units.low[low] in _SUBORDINATORS) and "," not in tags[low : cue.first]
    relative = (
        cue.subject is not None
        and units.low[cue.subject.first] in ("who", "which")
        and tags[cue.subject.first - 1] == ","
    )
    inserted = cue.shape == "passive" and cue.group > low and tags[cue.group - 1] == ","
    if not (depends or relative or inserted):
        return end
    for k in range(first + 1, end - 1):
        if tags[k] == "," and tags[k + 1] in ("dpXn#tw" if depends else "xvVae"):
            return k
    return end


def _cut_before(units: Units, cue: Cue, other: Cue, first: int) -> int | None:
    """Return where `other`, a later cue, ends the clause; `None` if it lies inside the clause."""
    tags = units.tags
    if other.shape == "source" and other.inherited:
        return None  # "in his words" comments on the clause it stands in
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
    if _comes_last(units, other):
        return other.begin - 1
    if other.subject is not None and not other.inverted:
        before = other.subject.first - 1
        if before > first and tags[before] in "&b" and tags[before - 1] == "," and _speaks(other):
            return before - 1
    return None


def _comes_last(units: Units, other: Cue) -> bool:
    """In "He hopes that it will end, Abel said on Friday" the last cue takes the whole."""
    if units.tags[other.begin - 1] not in ",Q" or not other.expression.takes & {"quote", "bare"}:
        return False
    after = complement_of(units, other)
    return after.kind == "none" and (after.first >= other.sentence[1] - 1 or units.tags[after.first] in "GS")


def _speaks(cue: Cue) -> bool:
    return not cue.expression.thought


def clause_start(units: Units, cue: Cue, interrupted: bool, final: bool) -> int | None:
    """Return the first unit of the clause that stands before the cue: "The war is over, he said".

    What stands before must have a verb of its own, unless the clause goes on after the cue:
    "Instead, he said, the bank will wait".
    """
    tags, low = units.tags, cue.sentence[0]
    before = cue.begin - 1
    first = units.tags.rfind(";", low, before) + 1 or low
    while first < before and tags[first] in "&b,-…":
        first += 1
    first = _behind_dateline(units, first, before)
    if first >= before and tags[before] != "Q":
        return None
    if interrupted:
        return first
    opening = units.low[first]
    final = final and cue.expression.lemma in ("say", "tell", "report")
    if opening in _QUESTIONED and tags[first] == "V":  # "Asked if it was safe, she nodded"
        return None
    if not final and (tags[first] in "gGS" or (tags[first] in "wi" and opening in _SUBORDINATORS)):
        return None
    verbless_but_final = final and before - first > 3 and tags[first] in "dXnp#"
    quoted = tags[first] == "Q" and tags[before] == ","  # "“… if we are late” with the harvest, she said"
    if not (verbless_but_final or quoted) and not any(
        tag in "xvVe'Q" for tag in tags[first + 1 : before + 1]
    ):
        return None
    return first


def _behind_dateline(units: Units, first: int, before: int) -> int:
    """Step from "PORT ALDER, Marrowland (MNS) — The head …" to "The head"."""
    dash = units.tags.find("-", first, min(before, first + 10))
    place = units.text[units.starts[first] : units.ends[first]]
    if dash < 0 or len(place) < 2 or not place.isupper() or set(units.tags[first:dash]) - set("X,()z#."):
        return first
    return dash + 1


def _without_final_marks(tags: str, first: int, end: int) -> int:
    while end > first and tags[end - 1] in ".,;:-":
        end -= 1
    return end
