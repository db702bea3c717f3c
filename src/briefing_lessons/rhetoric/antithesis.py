"""Two neighbours in the same form, set against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from briefing_lessons.english.words import FUNCTION
from briefing_lessons.rhetoric.lexicon import Lexicon
from briefing_lessons.rhetoric.units import Unit, common_start, utterances
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_NONE: frozenset[str] = frozenset()
_Pairs = Mapping[str, frozenset[str]]


def antithesis(wording: Wording) -> Iterator[Mark]:
    """Mark two neighbouring members in parallel form that are set against each other.

    Two clauses or phrases must share a frame (the same words in the same places) and differ in a pair of
    opposites (then and now, some and others, words and deeds). Not marked: a plain but, a correction.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> text = "Yesterday they measured courage in bones; today they measure courage in decisions."
    >>> [mark.text for mark in antithesis(cut_sentence(text))]
    ['Yesterday they measured courage in bones; today they measure courage in decisions']
    >>> [mark.text for mark in antithesis(cut_sentence("It rained, but we sailed."))]
    []

    Source: Lanham (1991) *A Handlist of Rhetorical Terms*; Fahnestock (2011) ch. 10.
    """
    opposites, persons = _pairs(wording.lexicons["contrasts"])
    for units in utterances(wording):
        free = 0
        for left, right in pairwise(units):
            found = None if left.first < free else _opposed(wording, left, right, opposites, persons)
            if found is not None:
                first, reason = found
                free = right.last
                yield wording.mark("antithesis", first, right.last, reason, None, "weak")


def _pairs(lexicon: Lexicon) -> tuple[_Pairs, _Pairs]:
    """Return opposites, and opposed persons, each by both members."""
    tables: dict[str, dict[str, set[str]]] = {"pair": {}, "person": {}}
    for entry in lexicon.entries:
        table = tables.get(entry.kind)
        if table is not None and len(entry.words) == 2:
            one, two = entry.words
            table.setdefault(one, set()).add(two)
            table.setdefault(two, set()).add(one)
    opposites, persons = (
        {word: frozenset(others) for word, others in table.items()} for table in tables.values()
    )
    return opposites, persons


def _opposed(
    wording: Wording, left: Unit, right: Unit, opposites: _Pairs, persons: _Pairs
) -> tuple[int, str] | None:
    """Return the first word of the antithesis and why it is one, or nothing."""
    one, two = wording.words[left.first : left.last], wording.words[right.first : right.last]
    if not (2 <= len(one) <= 18 and 2 <= len(two) <= 18):
        return None
    if one[0] == two[0] == "some":
        return left.first, "some … and some …"
    if not (two[0] in persons.get(one[0], _NONE) or any(word in opposites for word in one)):
        return None
    shared = {_root(w) for w in one if w not in FUNCTION} & {_root(w) for w in two if w not in FUNCTION}
    same_end = common_start(one[::-1], two[::-1])
    others = frozenset(two)
    for at, word in enumerate(one):
        for partner in sorted(opposites.get(word, _NONE) & others):
            if len(one) - same_end <= at + 1 and same_end >= 2:
                continue  # the north was late, the south was late: nothing is opposed
            close = abs(len(one) - len(two)) <= 2 and len(one) <= 7
            if shared or one[0] == two[0] or close or (word, partner) == ("one", "other"):
                first = left.first + at if two[0] == partner else left.first
                return first, f"“{word}” against “{partner}” in the same frame"
    if two[0] in persons.get(one[0], _NONE) and max(len(one), len(two)) <= 6 and _same_shape(one, two, right):
        return left.first, f"“{one[0]}” against “{two[0]}” in the same frame"
    return None


def _same_shape(one: Sequence[str], two: Sequence[str], right: Unit) -> bool:
    """Say whether two short clauses are built alike: they have the maps, we have the boats."""
    if abs(len(one) - len(two)) > (0 if right.apart else 1) or len(one) < 2:
        return False
    if one[1] == two[1]:
        return len(one) > 2
    return not {one[1], two[1]} & (FUNCTION | {"say", "said", "never", "know", "think"})


def _root(word: str) -> str:
    for ending in ("ed", "es", "s", "d", "ing"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
