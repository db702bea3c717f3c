"""Two neighbours in the same form, set against each other."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
_NONE: frozenset[str] = frozenset()
_LONGEST = 18  # words of one member


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two neighbours that may be set against each other."""

    wording: Wording
    left: Member
    right: Member

    @property
    def one(self) -> Sequence[str]:
        """The words of the left one."""
        return self.wording.words[self.left.first : self.left.last]

    @property
    def two(self) -> Sequence[str]:
        """The words of the right one."""
        return self.wording.words[self.right.first : self.right.last]


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
            for left in _before(wording, members, number):
                if left.first < free:
                    break
                pair = _Pair(wording, left, right)
                found = next(filter(None, (rule(pair) for rule in RULES)), None)
                if found is not None:
                    first, reason = found
                    free = right.last
                    yield wording.mark("antithesis", wording.span(first, right.last), reason, weak=True)
                    break


def _before(wording: Wording, members: Sequence[Member], number: int) -> Iterator[Member]:
    """Yield the member before member `number`, then earlier ones over what only adds to them."""
    right = members[number]
    for left in reversed(members[max(0, number - 4) : number]):
        whole = left is members[number - 1] or not FINITE.isdisjoint(wording.words[left.first : left.last])
        lengths = left.last - left.first, right.last - right.first
        if whole and min(lengths) > 1 and max(lengths) <= _LONGEST:
            yield left
        if right.apart or left.apart:
            return


@cache
def _opposites(kind: str) -> Mapping[str, frozenset[str]]:
    """Return the entries of one class, each by both its members."""
    table: dict[str, set[str]] = {}
    for entry in load_lexicon("contrasts").values():
        if entry.kind == kind:
            for one, two in (entry.words, entry.words[::-1]):
                table.setdefault(one, set()).add(two)
    return {word: frozenset(others) for word, others in table.items()}


_Found = tuple[int, str] | None  # first word of the antithesis, and why it is one
_Rule = Callable[[_Pair], _Found]


def _opposed(m: _Pair) -> _Found:
    """Yesterday they praised …, today they praise …; the rich have wells, the poor have buckets."""
    if m.one[0] == m.two[0] == "some":
        return m.left.first, "some … and some …"
    shared = _content(m.one) & _content(m.two)
    if common_start(m.one[::-1], m.two[::-1]) >= 2:
        return None  # the north was late, the south was late: nothing is opposed
    for at, word in enumerate(m.one):
        for partner in sorted(_opposites("pair").get(word, _NONE) & set(m.two)):
            close = abs(len(m.one) - len(m.two)) <= 2 and len(m.one) <= 7
            if shared - {_root(word)} or m.one[0] == m.two[0] or close or (word, partner) == ("one", "other"):
                first = m.left.first + at if m.two[0] == partner else m.left.first
                return first, f"“{word}” against “{partner}” in the same frame"
    return None


def _persons(m: _Pair) -> _Found:
    """They have the maps, we have the boats: two short clauses of two persons, built alike."""
    one, two = m.one, m.two
    if two[0] not in _opposites("person").get(one[0], _NONE):
        return None
    if abs(len(one) - len(two)) > (not m.right.apart):
        return None
    if one[1] == two[1] or not {one[1], two[1]} & (FUNCTION | _THIN):
        return m.left.first, f"“{one[0]}” against “{two[0]}” in the same frame"
    return None


def _denied(m: _Pair) -> _Found:
    """Short of water, but never short of excuses; rules for fire, nothing for rain."""
    if _NEGATIVES.isdisjoint(m.one) == _NEGATIVES.isdisjoint(m.two) or "?" in m.right.joint:
        return None
    same = sum(a == b for a, b in zip(m.one, m.two, strict=False))
    alike = len(m.one) == len(m.two) > 3 and same * 2 > len(m.one)
    if alike or _denies_predicate(m):
        return m.left.first, "one says what the other denies, in the same frame"
    return None


def _denies_predicate(m: _Pair) -> bool:
    """Say whether one denies the predicate that both share, and ends otherwise: never been short."""
    words = m.wording.words
    one, two = (_heads(m.wording, member) for member in (m.left, m.right))
    for root in one.keys() & two.keys():
        places = ((m.left, one[root]), (m.right, two[root]))
        ahead = [_NEGATIVES.isdisjoint(words[max(part.first, at - 3) : at]) for part, at in places]
        after = [words[at + 1 : part.last] for part, at in places]
        if ahead[0] != ahead[1] and after[0] != after[1]:
            return True
    return False


def _heads(wording: Wording, member: Member) -> dict[str, int]:
    """Return root -> number of the words that may head a predicate."""
    words, classes = wording.words, wording.classes
    return {
        _root(words[n]): n
        for n in range(member.first + 1, member.last)
        if words[n] not in FUNCTION | _THIN and (classes[n] in _VERBS or words[n - 1] in _BEFORE_HEAD)
    }


def _content(words: Sequence[str]) -> set[str]:
    return {_root(word) for word in words if word not in FUNCTION}


def _root(word: str) -> str:
    return re.sub(r"(?<=\w{4})(?:ed|e?s|ing)$", "", word)


#: what makes two neighbours an antithesis; tried in this order
RULES: Final[tuple[_Rule, ...]] = (_opposed, _persons, _denied)
