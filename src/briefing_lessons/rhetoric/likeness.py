"""Reasons why a run of phrases between commas is no list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from briefing_lessons.english.reporting import VERBS
from briefing_lessons.english.wordclasses import CLASS_OF
from briefing_lessons.english.words import (
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_number,
    word_list,
)
from briefing_lessons.rhetoric.wording import Wording

#: past tenses that tell a clause where no auxiliary does: the passengers paid
PAST_TENSES = word_list("past tenses")
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
    heads = [wording.words[first] for first, _ in items[1:]]
    verbs = [_is_verb(head) for head in heads]
    if not any(verbs):
        return False
    first = items[0][1] - 1  # the piece before the first comma must have a verb, too
    while first > wording.sentence(first).first and wording.joined(first - 1):
        first -= 1
    return not all(verbs) or not any(map(_is_verb, wording.words[first : items[0][1]]))


def _is_verb(word: str) -> bool:
    return CLASS_OF.get(word) == "v" or (word in VERBS and word.endswith("ed")) or word in PAST_TENSES


def _name_and_description(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Quill, a noted climber and the author of …: an apposition."""
    (_, first_end), (middle, middle_end) = items[0], items[1]
    if not wording.raw(first_end - 1)[:1].isupper() or wording.words[middle] not in DETERMINERS:
        return False
    return not any(wording.raw(number)[:1].isupper() for number in range(middle + 1, middle_end))


def _opening_adverbial(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """In the north, snow and ice closed the roads."""
    start = wording.sentence(items[0][0]).first
    opener = wording.words[start]
    if items[0][0] - start > 5 or wording.words[items[1][0]] == opener:
        return False
    if any(wording.gaps[number].strip() for number in range(start, items[0][1] - 1)):
        return False
    return (
        len(items) == 3
        and opener in (PREPOSITIONS | SUBORDINATORS | {"today", "meanwhile", "now", "yesterday"})
        and (
            not any(
                word in FINITE or CLASS_OF.get(word) == "v" for word in wording.words[start : items[0][0]]
            )
        )
    )


def _new_clause(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Under the law, schools and shops are closed: after the comma a clause begins, not an item."""
    first, last = items[-1]
    following = wording.words[last] if last < wording.sentence(first).last else ""
    if following not in FINITE or items[0][0] == wording.sentence(first).first:
        return False
    if first > 1 and "," in wording.gaps[first - 2]:
        return True
    before = wording.before(items[0][0])
    return (
        before in (PREPOSITIONS | FINITE | SUBORDINATORS) - {"that"}
        or wording.before(items[0][0], 2) in PREPOSITIONS
    )


def _measure(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """For two hundred years, your grandmothers and ours: a length of time, then something else."""
    (first, last), *others = items
    length = wording.words[last - 1] in _TIME_UNITS and any(map(is_number, wording.words[first:last]))
    return length and not any(is_number(wording.words[start]) for start, _ in others)


def _loose_asyndeton(wording: Wording, items: Sequence[Item], joint: str) -> bool:
    """Without and, items must be four short phrases, or open alike, or all be numbered."""
    if joint == "syndeton":
        return any("…" in wording.gaps[last - 1] for _, last in items[:-1])
    words = wording.words
    heads = [words[first] for first, _ in items]
    if all(is_number(head) for head in heads) or len(set(heads)) == 1:
        return False
    if heads[1:] == ["then"] * len(heads[1:]) or all(words[first - 1] == "then" for first, _ in items[1:]):
        return False
    short = len(items) >= 4 and all(last - first <= 4 for first, last in items[1:])
    return not short or any(head in PRONOUNS | {"a", "an"} for head in heads)


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
