"""Words that tone a statement down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing_lessons.english.words import DETERMINERS, PREPOSITIONS, SUBJECTS, is_number, word_list
from briefing_lessons.rhetoric.duties import is_expectation
from briefing_lessons.rhetoric.hits import Hit, Veto, mark_hits
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

#: what the senses and the hands do: after could, an ability rather than a chance
_ABILITY = word_list("abilities")
_CHANCES = word_list("after you may")
_AFTER_COULD = word_list("after could")
_BEFORE_LIKELY = word_list("before likely")
_BEFORE_NUMBER = word_list("before a number")
_BEFORE_OPINION = word_list("before an opinion")
_CLAUSE_VERBS = word_list("clause verbs")
_WITHOUT_NUMBER = (
    "nearly", "almost", "roughly", "approximately", "something like", "something like that", "give or take"
)  # fmt: skip
_ABLE = word_list("able subjects")
_LOOKING_FORWARD = word_list("looking forward")
_FRACTIONS = word_list("fractions")
_LENGTHS = word_list("lengths")


def hedge(wording: Wording) -> Iterator[Mark]:
    """Mark what tones a statement down: may, perhaps, roughly, I think.

    Marked are epistemic may, might and could, adverbs of chance, adjectives such as likely and possible,
    first-person opinion, and approximators before numbers. Not marked: the month of May, permission,
    past ability ("could not get home"), a preposition ("about nurses"), "a likely spot".

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in hedge(cut_sentence("I believe about 40 may come in May."))]
    ['I believe', 'about', 'may']
    >>> [mark.text for mark in hedge(cut_sentence("Nurses could not get home, and nobody talked about it."))]
    []

    Source: Hyland (1998) *Hedging in Scientific Research Articles*; Channell (1994) *Vague Language*.
    """
    yield from mark_hits(wording, "hedge", "({}) tones the statement down", VETOES)


def _month_name_or_permission(hit: Hit) -> bool:
    """In May, May Tollan; you may go, if I may, may I."""
    if hit.text != "may":
        return False
    if hit.capital and (not hit.opens or not hit.joined or hit.wording.raw(hit.last)[:1].isupper()):
        return True
    if is_number(hit.after) or (hit.opens and hit.after in SUBJECTS) or hit.after in ("i", "we"):
        return True
    if hit.before in ("i", "we") and (not hit.after or hit.wording.before(hit.first, 2) == "if"):
        return True
    return hit.before == "you" and hit.after not in _CHANCES


def _request_or_past_ability(hit: Hit) -> bool:
    """Could you say; if I could add; could not see; as fast as they could."""
    if hit.text != "could":
        return False
    if hit.after in ("you", "i") or (hit.opens and hit.after in SUBJECTS) or hit.after in _ABILITY:
        return True
    if hit.before in ("i", "we") and hit.wording.before(hit.first, 2) == "if":
        return True
    if hit.after == "not":
        return not (hit.second in ("have", "be") and hit.before in ("it", "this", "that"))
    return hit.before in _ABLE and not _looks_forward(hit)


def _looks_forward(hit: Hit) -> bool:
    sentence = hit.wording.sentence(hit.first)
    nearby = hit.wording.words[sentence.first : sentence.last]
    return hit.after in _AFTER_COULD or not _LOOKING_FORWARD.isdisjoint(nearby)


def _duty(hit: Hit) -> bool:
    """Should is a hedge only where it says what is to be expected."""
    return hit.entry.kind == "expectation" and not is_expectation(hit.wording, hit.first)


def _no_number_follows(hit: Hit) -> bool:
    """About nurses, some boats; almost and roughly stand before other words, too."""
    if hit.entry.kind != "approximator" or hit.text in _WITHOUT_NUMBER:
        return False
    if hit.text in ("or so", "or thereabouts"):
        back = [hit.wording.before(hit.first, number) for number in (1, 2, 3)]
        return back[0] not in _LENGTHS and not any(is_number(word) for word in back)
    if hit.after in ("a", "an"):
        return hit.second not in _FRACTIONS
    return not (hit.joined and is_number(hit.second if hit.after in _BEFORE_NUMBER else hit.after))


def _no_opinion(hit: Hit) -> bool:
    """Do you think; I believe in; what I think of."""
    if hit.entry.kind != "opinion":
        return False
    _, _, verb = hit.text.rpartition(" ")
    if verb in _CLAUSE_VERBS and len(hit.entry.words) == 2:
        return hit.after not in SUBJECTS | DETERMINERS | {"that"} or hit.before in _BEFORE_OPINION
    if verb == "think" and hit.after in ("of", "about"):
        return hit.after == "of" or not is_number(hit.second)
    return (verb, hit.after) == ("believe", "in") or hit.before in _BEFORE_OPINION


def _attribute(hit: Hit) -> bool:
    """A likely spot; hopefully in mid-clause."""
    if hit.text == "hopefully":
        return not (hit.opens or hit.mark_after == ",")
    if hit.text not in ("likely", "unlikely"):
        return False
    return (
        hit.before not in _BEFORE_LIKELY and hit.joined and hit.after not in PREPOSITIONS | SUBJECTS | {"to"}
    )


#: why an entry does not count where it stands; tried in this order
VETOES: Final[tuple[Veto, ...]] = (
    _month_name_or_permission,
    _request_or_past_ability,
    _duty,
    _no_number_follows,
    _no_opinion,
    _attribute,
)
