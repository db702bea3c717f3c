"""Two neighbours in the same form, set against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefing_lessons.english.wordclasses import WordClass
from briefing_lessons.english.words import BE, DO, FINITE, FUNCTION, HAVE, MODALS, SUBJECTS, word_list
from briefing_lessons.rhetoric.lexicon import Lexicon, load_lexicon
from briefing_lessons.rhetoric.repetition import Member, breaths, common_start
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_NEGATIVES = word_list("negatives")
_CONTRASTING = tuple(word_list("contrasting"))
_THIN = word_list("thin verbs")
#: before the head of a predicate: we fear, did not ask, to build, been short
_BEFORE_HEAD = SUBJECTS | FINITE | BE | HAVE | DO | _NEGATIVES | {"to"}
_VERBS = (WordClass.VERB, WordClass.ED_FORM, WordClass.REPORTING_VERB)
_NONE: frozenset[str] = frozenset()
_LONGEST = 18  # words of one member
_Opposites = Mapping[str, frozenset[str]]
_Sides = tuple[Sequence[str], Sequence[str]]  # of the left and the right one


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two neighbours that may be set against each other."""

    wording: Wording
    left: Member
    right: Member
    opposites: _Opposites
    persons: _Opposites

    @property
    def one(self) -> Sequence[str]:
        """The words of the left one."""
        return self.wording.words[self.left.first : self.left.last]

    @property
    def two(self) -> Sequence[str]:
        """The words of the right one."""
        return self.wording.words[self.right.first : self.right.last]

    def heads(self) -> Iterator[tuple[_Sides, _Sides]]:
        """Yield every head of a predicate that both share, with what each has before and after it."""
        one, two = (_heads(self.wording, member) for member in (self.left, self.right))
        for root in one.keys() & two.keys():
            a, b = one[root] - self.left.first, two[root] - self.right.first
            yield (self.one[:a], self.two[:b]), (self.one[a + 1 :], self.two[b + 1 :])


def antithesis(wording: Wording) -> Iterator[Mark]:
    """Mark two neighbouring members in parallel form that are set against each other.

    Two clauses or phrases must share a frame and differ in a pair of opposites (then and now, some and
    others), or share the head of the predicate, which one of them denies, or which they give to other
    subjects and objects. Not marked: a plain but, a correction that shares only a copula.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> text = "Yesterday they measured courage in bones; today they measure courage in decisions."
    >>> [mark.text for mark in antithesis(cut_sentence(text))]
    ['Yesterday they measured courage in bones; today they measure courage in decisions']
    >>> [mark.text for mark in antithesis(cut_sentence("It rained, but we sailed."))]
    []

    Source: Lanham (1991) *A Handlist of Rhetorical Terms*; Fahnestock (2011) ch. 10.
    """
    lexicon = load_lexicon("contrasts")
    opposites, persons = _opposites(lexicon, "pair"), _opposites(lexicon, "person")
    for members in breaths(wording):
        free = 0
        for number, right in enumerate(members):
            for left in _before(wording, members, number):
                if left.first < free:
                    break
                pair = _Pair(wording, left, right, opposites, persons)
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
        if right.apart or left.apart or left.joint[:1] == ";":
            return


def _opposites(lexicon: Lexicon, kind: str) -> _Opposites:
    """Return the entries of one class, each by both its members."""
    table: dict[str, set[str]] = {}
    for entry in lexicon.entries:
        if entry.kind == kind and len(entry.words) == 2:
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
    same_end = common_start(m.one[::-1], m.two[::-1])
    for at, word in enumerate(m.one):
        for partner in sorted(m.opposites.get(word, _NONE) & set(m.two)):
            if len(m.one) - same_end <= at + 1 and same_end >= 2:
                continue  # the north was late, the south was late: nothing is opposed
            close = abs(len(m.one) - len(m.two)) <= 2 and len(m.one) <= 7
            if shared - {_root(word)} or m.one[0] == m.two[0] or close or (word, partner) == ("one", "other"):
                first = m.left.first + at if m.two[0] == partner else m.left.first
                return first, f"“{word}” against “{partner}” in the same frame"
    return None


def _persons(m: _Pair) -> _Found:
    """They have the maps, we have the boats: two short clauses of two persons, built alike."""
    one, two = m.one, m.two
    longest = 10 if m.right.joint.startswith(";") and one[1] == two[1] else 6
    if two[0] not in m.persons.get(one[0], _NONE) or max(len(one), len(two)) > longest:
        return None
    if abs(len(one) - len(two)) > (0 if m.right.apart else 1 if longest == 6 else 2):
        return None
    if (one[1] == two[1] and len(one) > 2) or not {one[1], two[1]} & (FUNCTION | _THIN | {"never"}):
        return m.left.first, f"“{one[0]}” against “{two[0]}” in the same frame"
    return None


def _modals(m: _Pair) -> _Found:
    """It may bend, it will not break."""
    one, two = m.one, m.two
    modals = one[0] == two[0] and {one[1], two[1]} <= MODALS and max(len(one), len(two)) <= 5
    if modals and not m.right.apart and _NEGATIVES.isdisjoint(one) != _NEGATIVES.isdisjoint(two):
        return m.left.first, "one thing may be, the other not, in the same frame"
    return None


def _denied(m: _Pair) -> _Found:
    """Short of water, but never short of excuses; rules for fire, nothing for rain."""
    if _NEGATIVES.isdisjoint(m.one) == _NEGATIVES.isdisjoint(m.two) or "?" in m.right.joint:
        return None
    same = sum(a == b for a, b in zip(m.one, m.two, strict=False))
    alike = len(m.one) == len(m.two) > 3 and same * 2 > len(m.one) and m.one[-1] != m.two[-1]
    if alike or any(_denies(*around) for around in m.heads()):
        return m.left.first, "one says what the other denies, in the same frame"
    return None


def _denies(before: _Sides, after: _Sides) -> bool:
    """Say whether the negative of one member stands before the head that both share: has never been short."""
    ahead = [_NEGATIVES.isdisjoint(words[-3:]) for words in before]
    return ahead[0] != ahead[1] and after[0] != after[1]


def _same_predicate(m: _Pair) -> _Found:
    """The fire needed an hour; the court needs a year."""
    joint = m.right.joint
    if not (joint.startswith(";") or joint.endswith(_CONTRASTING)) or m.one[0] in ("it", "there"):
        return None
    if max(len(m.one), len(m.two)) > 9 or abs(len(m.one) - len(m.two)) > 2:
        return None
    for before, after in m.heads():
        if all(after) and after[0] != after[1] and _content(before[0]) != _content(before[1]):
            return m.left.first, "one predicate of two subjects and two objects, in the same frame"
    return None


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
    for ending in ("ed", "es", "s", "d", "ing"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word


#: what makes two neighbours an antithesis; tried in this order
RULES: Final[tuple[_Rule, ...]] = (_opposed, _persons, _modals, _denied, _same_predicate)
