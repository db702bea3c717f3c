"""Read the reporting expressions that are no verbs: "according to X", "his claim that", "is sure that"."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_lessons.english.phrases import Phrase, phrase_after, phrase_before
from briefing_lessons.english.reporting import ADJECTIVES, NOUNS, SOURCES, Expression
from briefing_lessons.english.subjects import subject_before, with_name
from briefing_lessons.english.units import Units
from briefing_lessons.english.words import word_list
from briefing_lessons.quotes.cue import Cue

_OWNERS = word_list("owners")
#: Verbs that say little more than that the noun after them was uttered or held.
_LIGHT = word_list("light verbs")
_MANNER = word_list("ways of telling")


def source_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "according to X" or "in the words of X" at unit `k`."""
    for words, expression in SOURCES[units.low[k]]:
        after = k + len(words)
        if tuple(units.low[k:after]) == words and "thought" not in expression.takes:
            subject = phrase_after(units, after, sentence[1])
            if words == ("per",) and (subject is None or units.tags[subject.head[1] - 1] != "X"):
                return None  # "per head" names no source
            if subject is not None:
                return Cue(k, after, k, expression, "source", subject, True, False, sentence)
    return None


def viewpoint_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "For Abel," at the start of a sentence: the viewpoint from which the rest is true."""
    if k != sentence[0] or units.low[k] != "for":
        return None
    whose = phrase_after(units, k + 1, sentence[1], whole=False)
    if whose is None or units.tags[whose.after : whose.after + 1] != ",":
        return None
    pronoun = whose.after == k + 2 and units.low[k + 1] in ("him", "her", "them")
    person = units.tags[whose.head[1] - 1] == "X" or pronoun
    return Cue(k, k + 1, k, _IN_WORDS, "source", whose, True, False, sentence) if person else None


def manner_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "in her words" or "in Abel's view" at unit `k`."""
    if units.low[k] != "in":
        return None
    owner = _owner_after(units, k + 1, sentence[1])
    if owner is None:
        return None
    noun = owner.after + (units.low[owner.after - 1] not in _OWNERS)
    if (
        noun < sentence[1]
        and units.low[noun] in _MANNER
        and noun in (sentence[1] - 1, *_ends(units, noun, sentence[1]), *_opens(units, k, noun, sentence))
    ):
        return Cue(k, noun + 1, k, _IN_WORDS, "source", owner, False, True, sentence)
    return None


def _ends(units: Units, noun: int, high: int) -> tuple[int, ...]:
    return (noun,) if noun + 1 < high and units.tags[noun + 1] in ",.;:Q" else ()


def _opens(units: Units, k: int, noun: int, sentence: tuple[int, int]) -> tuple[int, ...]:
    """In "In her view the piles could last" no comma parts the source from the clause."""
    clause_follows = noun + 1 < sentence[1] and units.tags[noun + 1] in "dpX"
    return (noun,) if k == sentence[0] and clause_follows else ()


def _owner_after(units: Units, first: int, high: int) -> Phrase | None:
    """Return "her" or "Abel" of "Abel's"."""
    if units.low[first] in _OWNERS:
        return Phrase(first, first + 1, (first, first + 1))
    k = first
    while k < high and units.tags[k] in "dnX":
        k += 1
    if first < k < high - 1 and units.tags[k] == "'":
        return Phrase(first, k, (first, k))
    return None


def noun_cue(units: Units, k: int, sentence: tuple[int, int], earlier: Sequence[Cue] = ()) -> Cue | None:
    """Return the reporting noun at unit `k` with its owner: "Abel's claim that", "the claim by Abel that"."""
    low, high = sentence
    expression = NOUNS[units.low[k]]
    follows = units.tags[k + 1] if k + 1 < high else "."
    if follows == "x" and units.tags[k + 2 : k + 3] == "t":  # "Abel's point was that …"
        follows = "t"
    if follows in "t:":
        owner = _owner_before(units, k, low)
        if owner is not None:
            return Cue(k, k + 1, k, expression, "noun", owner, False, True, sentence)
        return _with_light_verb(units, k, sentence, earlier)
    if follows == "i" and units.low[k + 1] == "by":
        owner = phrase_after(units, k + 2, high)
        if owner is not None and _that_comes(units, owner.after, high):
            owner = with_name(units, owner, high)
            return Cue(k, k + 1, k, expression, "noun", owner, True, False, sentence)
    return None


def _with_light_verb(units: Units, k: int, sentence: tuple[int, int], earlier: Sequence[Cue]) -> Cue | None:
    """In "he expressed the hope that" and "comes to the conclusion that" verb and noun report together."""
    low, tags = sentence[0], units.tags
    noun = k
    while noun > low and tags[noun - 1] in "dnae":
        noun -= 1
    verb = noun - 1 - (noun > low and tags[noun - 1] == "T")
    if verb < low or units.low[verb] not in _LIGHT:
        return None
    if earlier and earlier[-1].first <= verb < earlier[-1].after:
        owner, group, inherited = earlier[-1].subject, earlier[-1].group, earlier[-1].inherited
    else:
        group, inherited = verb, False
        while group > low and tags[group - 1] in "xa":
            group -= 1
        owner = subject_before(units, group, low)
    if owner is None:
        return None
    return Cue(verb, k + 1, group, NOUNS[units.low[k]], "noun", owner, False, inherited, sentence)


def _owner_before(units: Units, k: int, low: int) -> Phrase | None:
    first = k
    while first > low and units.tags[first - 1] in "naeg#":
        first -= 1
    if first == low:
        return None
    if units.low[first - 1] in _OWNERS:
        return Phrase(first - 1, first, (first - 1, first))
    if units.tags[first - 1] == "'":
        return phrase_before(units, first - 1, low)
    return None


def _that_comes(units: Units, k: int, high: int) -> bool:
    if k < high and units.tags[k] == ",":
        k = units.tags.find(",", k + 1, high) + 1
    return 0 < k < high and units.tags[k] == "t"


def adjective_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "is sure that" at unit `k`: a state of mind with its clause."""
    low, high = sentence
    group = k
    while group > low and units.tags[group - 1] in "xa'":
        group -= 1
    if group == k or not any(tag in "x'" for tag in units.tags[group:k]) or k + 1 >= high:
        return None
    if units.tags[k + 1] not in "tdpX":
        return None
    subject = subject_before(units, group, low)
    if subject is None:
        return None
    return Cue(k, k + 1, group, ADJECTIVES[units.low[k]], "adjective", subject, False, False, sentence)


_IN_WORDS: Expression = next(e for found in SOURCES.values() for words, e in found if words[0] == "in")
