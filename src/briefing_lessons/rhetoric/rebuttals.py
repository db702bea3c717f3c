"""Not this but that: a claim denied and replaced."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_lessons.english.words import BE, DO, FUNCTION, HAVE, MODALS, SUBJECTS, word_list
from briefing_lessons.rhetoric.wording import SentencePart, Wording
from briefing_lessons.spans import Mark

_TAKES_UP = word_list("taking up")
_OWN_SUBJECT = word_list("own subjects")
_AFTER_BUT = word_list("after but")
_OPENS_PHRASE = word_list("phrase openers")
_NEGATIONS = frozenset(("not", "no", "never"))
_THIN = word_list("thin verbs")
_BREAK = frozenset(",;:.—–!")
_LONGEST = 30  # words between not and its replacement
_Replacement = tuple[int, str, bool]  # word after it, why, whether it is weak


def negation_of_claim(wording: Wording) -> Iterator[Mark]:
    """Mark a correction: not X, (it is) Y, in one sentence or in two.

    Not marked: a denial without a replacement. "X, not Y" is marked weak.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in negation_of_claim(cut_sentence("This was not a cut, it was a burst pipe."))]
    ['This was not a cut, it was a burst pipe']
    >>> [mark.text for mark in negation_of_claim(cut_sentence("This was not a cut. Nobody was hurt."))]
    []

    Source: Horn (1985) on metalinguistic negation; Quirk et al. (1985) §10.63.
    """
    taken = 0
    for number in wording.find("not", "never", "no"):
        part = wording.segment(number)
        if wording.words[number] == "no" and wording.before(number) not in BE:
            continue
        if number < taken or part.voice == "boilerplate" or wording.after(number) == "only":
            continue
        sentence = wording.sentence(number)
        found = (
            _afterthought(wording, number, sentence)
            or _not_but(wording, number, sentence)
            or _put_right(wording, number, sentence, part.last)
        )
        if found is not None:
            taken, why, weak = found
            first = _denied_from(wording, number, sentence)
            yield wording.mark("negation_of_claim", wording.span(first, taken), why, weak=weak)


def _denied_from(wording: Wording, negation: int, sentence: SentencePart) -> int:
    """Return the word with which the denying clause begins; for "X, not Y" the word with which X begins."""
    first = negation
    if first > sentence.first and "," in wording.gaps[first - 1]:
        first -= 1
    while first > sentence.first and wording.joined(first - 1) and negation - first < 8:
        first -= 1
    return first


def _afterthought(wording: Wording, negation: int, sentence: SentencePart) -> _Replacement | None:
    """X, not Y; but: not this winter, not any winter."""
    if negation == sentence.first or "," not in wording.gaps[negation - 1]:
        return None
    denied = wording.words[_denied_from(wording, negation, sentence) : negation]
    if denied[-1] in SUBJECTS or not _NEGATIONS.isdisjoint(denied):
        return None
    if wording.after(negation) in _OPENS_PHRASE or negation + 3 >= sentence.last:
        return _clause_end(wording, negation, sentence.last), "one thing, not another", True
    return None


def _not_but(wording: Wording, negation: int, sentence: SentencePart) -> _Replacement | None:
    """Not X but Y."""
    nearby = wording.words[negation + 1 : min(sentence.last, negation + _LONGEST)]
    but = negation + 1 + nearby.index("but") if "but" in nearby else 0
    if but and is_correction(wording, but):
        return _clause_end(wording, but, sentence.last), "not this but that", False
    return None


def is_correction(wording: Wording, but: int) -> bool:
    """Say whether but answers a not in the same clause, and no new subject with its verb follows.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> is_correction(cut_sentence("It was not a cut but a pipe."), 5)
    True
    >>> is_correction(cut_sentence("It was not cold but it was dark."), 4)
    False
    """
    words = wording.words
    low = max(wording.sentence(but).first, but - 12)
    negatives = [number for number in range(low, but) if words[number] in ("not", "never")]
    if not negatives or any(mark in wording.gaps[n] for n in range(negatives[-1], but - 1) for mark in ";:"):
        return False
    negative = negatives[-1]
    if wording.after(negative) == "only":
        return True
    after, second = wording.after(but), wording.after(but, 2)
    if after in SUBJECTS and (second in BE | HAVE | MODALS | DO or second.endswith("ed")):
        return False
    if wording.before(negative) in DO | HAVE | MODALS:  # did not come by sea but by road
        return wording.after(negative) == after and after in FUNCTION
    return after in _AFTER_BUT or after not in SUBJECTS | {"then", "now", "still", "also"}


def _put_right(wording: Wording, negation: int, sentence: SentencePart, stop: int) -> _Replacement | None:
    """It was not X. It was Y."""
    before = wording.before(negation)
    if before not in BE | DO and not (before in MODALS and wording.after(negation) == "be"):
        return None
    for number in range(negation + 2, min(stop, negation + _LONGEST)):
        if _BREAK.isdisjoint(wording.gaps[number - 1]):
            continue
        if _restates(wording, number, negation, sentence):
            end = _clause_end(wording, number, wording.sentence(number).last)
            return end, "a denial, then what it is instead", False
        if number >= sentence.last:
            return None
    return None


def _restates(wording: Wording, number: int, negation: int, sentence: SentencePart) -> bool:
    """Say whether a clause with the same subject and an affirmative be begins at `number`."""
    words = wording.words
    number += words[number] in ("and", "no", "rather", "instead")
    opener = words[sentence.first] in ("so", "and", "but", "well", "now")
    subject = words[sentence.first + opener : negation - 1]
    if 1 < len(subject) <= 4 and words[number : number + len(subject)] == subject:
        verb = number + len(subject)
    elif words[number] in _TAKES_UP and _same_subject(words[negation - 2], words[number]):
        verb = number + 1
    else:
        return False
    if not (_NEGATIONS | {"still", "also"}).isdisjoint(words[verb + 1 : verb + 3]):
        return False
    if words[negation - 1] in DO:  # walls do not fail in a day, they fail in years
        return words[negation + 1] not in _THIN and words[verb : verb + 1] == [words[negation + 1]]
    return not BE.isdisjoint(words[verb : verb + 1])


def _same_subject(first: str, second: str) -> bool:
    """Say whether the pronoun `second` may take up the subject whose last word is `first`."""
    return first == second if first in _OWN_SUBJECT else second not in ("i", "we", "you", "there")


def _clause_end(wording: Wording, first: int, stop: int) -> int:
    for number in range(first, stop):
        gap = wording.gaps[number]
        if any(mark in gap for mark in ".;?!:") or ("," in gap and number > first + 2):
            return number + 1
    return stop
