"""Two neighbours in the same form, set against each other."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from briefing_lessons.english.wordclasses import WordClass
from briefing_lessons.english.words import BE, DO, FINITE, FUNCTION, HAVE, SUBJECTS, word_list
from briefing_lessons.rhetoric.lexicon import load_lexicon
from briefing_lessons.rhetoric.members import Member, breaths
from briefing_lessons.rhetoric.repetition import common_start
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_NEGATIVES = word_list("negatives")
_THIN = word_list("thin verbs")
#: before the head of a predicate: we fear, did not ask, to build, been short
_BEFORE_HEAD = SUBJECTS | FINITE | BE | HAVE | DO | _NEGATIVES | {"to"}
_VERBS = (WordClass.VERB, WordClass.ED, WordClass.SAID)
_LONGEST = 18  # words of one member


def antithesis(wording: Wording) -> Iterator[Mark]:
    """Mark two neighbouring members in parallel form that are set against each other.

    Two clauses or phrases must share a frame and differ in a pair of opposites (then and now, some and
    others), or share the head of the predicate, which one of them denies. Not marked: a plain but, a
    correction that shares only a copula.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> text = "Yesterday they measured courage in bones; today they measure courage in decisions."
    >>> [mark.text for mark in antithesis(cut_sentence(text))]
    ['Yesterday they measured courage in bones; today they measure courage in decisions']
    >>> [mark.text for mark in antithesis(cut_sentence("It rained, but we sailed."))]
    []

    Source: Lanham (1991) *A Handlist of Rhetorical Terms*; Fahnestock (2011) ch. 10.
    """
    for members in breaths(wording):
        free = 0
        for number, right in enumerate(members):
            for left in _before(members, number):
                if left.first < free:
                    break
                found = next(filter(None, (rule(wording, left, right) for rule in RULES)), None)
                if found is not None:
                    first, reason = found
                    free = right.last
                    yield wording.mark("antithesis", wording.span(first, right.last), reason, weak=True)
                    break


def _before(members: Sequence[Member], number: int) -> Iterator[Member]:
    """Yield the member before member `number`, then earlier ones over what only adds to them."""
    right = members[number]
    for left in reversed(members[max(0, number - 4) : number]):
        whole = left is members[number - 1] or not FINITE.isdisjoint(left.words)
        lengths = len(left.words), len(right.words)
        if whole and min(lengths) > 1 and max(lengths) <= _LONGEST:
            yield left
        if right.apart or left.apart:
            return


@cache
def _opposites(kind: str) -> Mapping[str, Collection[str]]:
    """Return the entries of one class, each by both its members."""
    table: defaultdict[str, set[str]] = defaultdict(set)
    for entry in load_lexicon("contrasts").values():
        if entry.kind == kind:
            for one, two in (entry.words, entry.words[::-1]):
                table[one].add(two)
    return table


_Found = tuple[int, str] | None  # first word of the antithesis, and why it is one
_Rule = Callable[[Wording, Member, Member], _Found]


def _opposed(wording: Wording, left: Member, right: Member) -> _Found:
    """Yesterday they praised …, today they praise …; the rich have wells, the poor have buckets."""
    one, two = left.words, right.words
    if one[0] == two[0] == "some":
        return left.first, "some … and some …"
    if common_start(one[::-1], two[::-1]) >= 2:
        return None  # the north was late, the south was late: nothing is opposed
    shared = _content(one) & _content(two)
    for at, word in enumerate(one):
        for partner in sorted(set(two).intersection(_opposites("pair").get(word, ()))):
            close = abs(len(one) - len(two)) <= 2 and len(one) <= 7
            if shared - {_root(word)} or one[0] == two[0] or close or (word, partner) == ("one", "other"):
                first = left.first + at if two[0] == partner else left.first
                return first, f"“{word}” against “{partner}” in the same frame"
    return None


def _persons(wording: Wording, left: Member, right: Member) -> _Found:
    """They have the maps, we have the boats: two short clauses of two persons, built alike."""
    one, two = left.words, right.words
    longer_by = 0 if right.apart else 1
    if two[0] not in _opposites("person").get(one[0], ()) or abs(len(one) - len(two)) > longer_by:
        return None
    if one[1] == two[1] or not {one[1], two[1]} & (FUNCTION | _THIN):
        return left.first, f"“{one[0]}” against “{two[0]}” in the same frame"
    return None


def _denied(wording: Wording, left: Member, right: Member) -> _Found:
    """Short of water, but never short of excuses; rules for fire, nothing for rain."""
    one, two = left.words, right.words
    if _NEGATIVES.isdisjoint(one) == _NEGATIVES.isdisjoint(two) or "?" in right.joint:
        return None
    alike = len(one) == len(two) > 3 and sum(a == b for a, b in zip(one, two, strict=False)) * 2 > len(one)
    if alike or _denies_predicate(_heads(wording, left), _heads(wording, right)):
        return left.first, "one says what the other denies, in the same frame"
    return None


_Heads = dict[str, tuple[bool, Sequence[str]]]  # root -> whether it is denied, and the words after it


def _denies_predicate(one: _Heads, two: _Heads) -> bool:
    """Say whether one denies the predicate that both share, and ends otherwise: never been short."""
    return any(one[root][0] != two[root][0] and one[root][1] != two[root][1] for root in one.keys() & two)


def _heads(wording: Wording, member: Member) -> _Heads:
    """Return the words that may head the predicate of a member."""
    words, classes = member.words, wording.classes[member.first : member.last]
    return {
        _root(words[n]): (not _NEGATIVES.isdisjoint(words[max(0, n - 3) : n]), words[n + 1 :])
        for n in range(1, len(words))
        if words[n] not in FUNCTION | _THIN and (classes[n] in _VERBS or words[n - 1] in _BEFORE_HEAD)
    }


def _content(words: Sequence[str]) -> set[str]:
    return {_root(word) for word in words if word not in FUNCTION}


def _root(word: str) -> str:
    return re.sub(r"(?<=\w{4})(?:ed|e?s|ing)$", "", word)


#: what makes two neighbours an antithesis; tried in this order
RULES: Final[tuple[_Rule, ...]] = (_opposed, _persons, _denied)
