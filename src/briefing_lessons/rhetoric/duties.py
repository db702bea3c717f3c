"""Words of duty, and the should that only expects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing_lessons.english.words import DETERMINERS, PERSONS, PRONOUNS, SUBJECTS, word_list
from briefing_lessons.rhetoric.hits import Hit, Veto, mark_hits
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_CLAUSE_START = ("and", "that", "but")
_EXPECTED_TIMES = word_list("expected times")


def deontic(wording: Wording) -> Iterator[Mark]:
    """Mark words of duty: must, should, need to, has to, supposed to.

    Not marked: the noun ("a must", "the need to"), what is to be expected ("should be here by Friday"),
    what is inferred ("must have been"), and should for if ("should the river rise").

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in deontic(cut_sentence("Boots are a must, and everybody has to wear them."))]
    ['has to']
    >>> [mark.text for mark in deontic(cut_sentence("The vaccine should be here by the weekend."))]
    []

    Source: Palmer (2001) *Mood and Modality*; Quirk et al. (1985) §4.51-4.56.
    """
    yield from mark_hits(wording, "deontic", "is a word of duty ({})", VETOES)


def _inference(hit: Hit) -> bool:
    """They must have been cold."""
    return hit.text == "must" and hit.after == "have" and hit.second not in DETERMINERS | {""}


def _condition(hit: Hit) -> bool:
    """Should you hear the siren, leave."""
    if hit.text != "should" or not hit.opens or hit.after not in SUBJECTS | DETERMINERS | PRONOUNS:
        return False
    return not hit.wording.asks(hit.wording.sentence(hit.first))


def _expectation(hit: Hit) -> bool:
    return hit.text == "should" and is_expectation(hit.wording, hit.first)


def _other_sense(hit: Hit) -> bool:
    """Prices have to do with harvests."""
    return hit.text.endswith((" to", "ing to")) and (hit.after, hit.second) == ("do", "with")


#: why an entry does not count where it stands; tried in this order
VETOES: Final[tuple[Veto, ...]] = (_inference, _condition, _expectation, _other_sense)


def is_expectation(wording: Wording, should: int) -> bool:
    """Say whether should names what is to be expected: it should be here by Friday.

    The subject is no person, and a point of time follows in the same clause.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> is_expectation(cut_sentence("The ferry should be back by Friday."), 2)
    True
    >>> is_expectation(cut_sentence("She should be back by Friday."), 1)
    False
    """
    words, sentence = wording.words, wording.sentence(should)
    first = should
    while first > sentence.first and wording.joined(first - 1) and words[first - 1] not in _CLAUSE_START:
        first -= 1
    if first == should or not PERSONS.isdisjoint(words[first:should]) or wording.after(should) == "not":
        return False
    for number in range(should + 1, min(sentence.last, should + 9)):
        if words[number] in ("soon", "shortly", "tomorrow", "tonight"):
            return True
        ahead = words[number + 1 : min(sentence.last, number + 4)]
        if words[number] in ("by", "within", "before", "in") and not _EXPECTED_TIMES.isdisjoint(ahead):
            return True
        if not wording.joined(number):
            return False
    return False
