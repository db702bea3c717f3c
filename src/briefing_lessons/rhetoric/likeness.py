"""Reasons why a run of phrases between commas is no list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from briefing_lessons.english.wordclasses import VERBS, WordClass
from briefing_lessons.english.words import DETERMINERS, FINITE, PREPOSITIONS, is_number, word_list
from briefing_lessons.rhetoric.wording import Wording

_PAST_TENSES = word_list("past tenses")
_ADVERBIALS = word_list("opening adverbials")
_BEFORE_PAIR = word_list("before a pair")
_COMPARATIVES = word_list("comparatives")
_NO_SHORT = word_list("no short items")
_TIME_UNITS = word_list("time units")
Item = tuple[int, int]


def _mixed_openings(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Some items open with a preposition, to or -ing, and others do not."""
    heads = [wording.words[first] for first, _ in items]
    prepositions = {head if head in PREPOSITIONS else "" for head in heads}
    if len(prepositions) > 1 and heads[1] in PREPOSITIONS | {"to"} and heads[-1] not in PREPOSITIONS:
        return True
    if heads[-1] in PREPOSITIONS and heads[1] not in PREPOSITIONS:
        return True
    active = [head.endswith("ing") and len(head) > 5 for head in heads]
    return active[1] and not active[0] and not active[-1]


def _verbs_and_nouns(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """The mayor, Synnøve Aas, went further and insisted …: some items open with a verb."""
    verbs = [_is_verb(wording, first) for first, _ in items[1:]]
    first = last = items[0][1]  # the piece before the first comma must have a verb, too
    while first > wording.sentence(last - 1).first and (first == last or wording.joined(first - 1)):
        first -= 1
    return any(verbs) and not (all(verbs) and any(_is_verb(wording, n) for n in range(first, last)))


def _is_verb(wording: Wording, number: int) -> bool:
    word = wording.words[number]
    return is_past_or_verb(wording, number, number + 1) or (word in VERBS and word.endswith("ed"))


def is_past_or_verb(wording: Wording, first: int, last: int) -> bool:
    """Say whether one of the words is a plain verb, or a past tense that tells a clause."""
    classes = wording.classes[first:last]
    return WordClass.VERB in classes or not _PAST_TENSES.isdisjoint(wording.words[first:last])


def _name_and_description(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Quill, a noted climber and the author of …: an apposition."""
    (_, first_end), (middle, middle_end) = items[0], items[1]
    if not wording.raw(first_end - 1)[:1].isupper() or wording.words[middle] not in DETERMINERS:
        return False
    return not any(wording.raw(number)[:1].isupper() for number in range(middle + 1, middle_end))


def _opening_adverbial(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """In the north, snow and ice closed the roads."""
    start, (first, last) = wording.sentence(items[0][0]).first, items[0]
    opener = wording.words[start]
    if len(items) > 3 or first - start > 5 or opener not in _ADVERBIALS or wording.has_verb(start, first):
        return False
    return wording.words[items[1][0]] != opener and all(map(wording.joined, range(start, last - 1)))


def _new_clause(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Under the law, schools and shops are closed: after the comma a clause begins, not an item."""
    (start, _), (first, last) = items[0], items[-1]
    if wording.after(last - 1) not in FINITE or start == wording.sentence(first).first:
        return False
    comma = first > 1 and "," in wording.gaps[first - 2]
    return comma or wording.before(start) in _BEFORE_PAIR or wording.before(start, 2) in PREPOSITIONS


def _measure(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """For two hundred years, your grandmothers and ours: a length of time, then something else."""
    (first, last), *others = items
    length = wording.words[last - 1] in _TIME_UNITS and any(map(is_number, wording.words[first:last]))
    return length and not any(is_number(wording.words[start]) for start, _ in others)


def _loose_asyndeton(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Without and, items must be four short phrases, or open alike, or all be numbered, or follow on then."""
    if joint == "syndeton":
        return any("…" in wording.gaps[last - 1] for _, last in items[:-1])
    words = wording.words
    heads = [words[first] for first, _ in items]
    then = all("then" in words[first - 1 : first + 1] for first, _ in items[1:])
    compared = all(head in _COMPARATIVES or head.endswith("er") for head in heads)
    if then or compared or len(set(heads)) == 1 or all(map(is_number, heads)):
        return False
    short = len(items) >= 4 and all(last - first <= 4 for first, last in items[1:])
    return not short or not _NO_SHORT.isdisjoint(heads)


#: reasons why a run of phrases is not a list; tried in this order
UNLIKE: Final[tuple[Callable[[Wording, Sequence[Item], str], bool], ...]] = (
    _mixed_openings,
    _verbs_and_nouns,
    _name_and_description,
    _opening_adverbial,
    _new_clause,
    _measure,
    _loose_asyndeton,
)
