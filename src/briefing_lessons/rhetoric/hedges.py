"""Words that tone a statement down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing_lessons.english.words import (
    BE,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    SUBJECTS,
    is_number,
    word_list,
)
from briefing_lessons.rhetoric.duties import is_expectation
from briefing_lessons.rhetoric.hits import Hit, Veto, mark_hits
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

#: what the senses and the hands do: after could, an ability rather than a chance
_ABILITY = word_list("abilities")
_PERMITTED = word_list("permitted deeds")
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
    if hit.before == "i" and (not hit.after or hit.wording.before(hit.first, 2) == "if"):
        return True
    return hit.before in ("you", "i", "we") and hit.after in _PERMITTED


def _might_of_the_state(hit: Hit) -> bool:
    return hit.text == "might" and hit.before in (
        "the",
        "its",
        "their",
        "his",
        "her",
        "our",
        "military",
        "full",
    )


def _request_or_past_ability(hit: Hit) -> bool:
    """Could you say; could not see; as fast as they could."""
    if hit.text != "could":
        return False
    if hit.after in ("you", "i") or (hit.opens and hit.after in SUBJECTS) or hit.after in _ABILITY:
        return True
    if hit.after == "not":
        return not (hit.second in ("have", "be") and hit.before in ("it", "this", "that"))
    return hit.before in _ABLE and not _looks_forward(hit)


def _looks_forward(hit: Hit) -> bool:
    if hit.after in ("be", "have", "well", "still", "also", "yet", "face", "lose", "become", "soon"):
        return True
    sentence = hit.wording.sentence(hit.first)
    return not _LOOKING_FORWARD.isdisjoint(hit.wording.words[sentence.first : sentence.last])


def _duty(hit: Hit) -> bool:
    """Should is a hedge only where it says what is to be expected."""
    return hit.kind == "expectation" and not is_expectation(hit.wording, hit.first)


def _no_number_follows(hit: Hit) -> bool:
    """About nurses, some boats; almost and roughly stand before other words, too."""
    if hit.kind != "approximator" or hit.text in ("something like", "something like that", "give or take"):
        return False
    if hit.text in ("or so", "or thereabouts"):
        back = [hit.wording.before(hit.first, number) for number in (1, 2, 3)]
        return back[0] not in _LENGTHS and not any(is_number(word) for word in back)
    if hit.text in ("nearly", "almost", "roughly", "approximately"):
        return not hit.joined or hit.before in ("very", "not")
    if hit.after in ("a", "an"):
        return hit.second not in _FRACTIONS
    numeral = is_number(hit.second if hit.after in ("at", "the", "another") else hit.after)
    if hit.text == "some" and (hit.after in ("one", "half", "third") or hit.before == "of"):
        return True
    if hit.text in ("about", "around") and hit.before in (
        "talk",
        "talked",
        "spoke",
        "know",
        "all",
        "is",
        "are",
    ):
        return True
    return not (numeral and hit.joined)


def _no_opinion(hit: Hit) -> bool:
    """Do you think; I believe in; what I think of."""
    if hit.kind != "opinion":
        return False
    verb = hit.text.split()[-1]
    if verb == "believe" and hit.after == "in":
        return True
    if verb in ("feel", "trust", "expect", "assume", "suspect", "imagine") and hit.text.count(" ") == 1:
        return hit.after not in SUBJECTS | DETERMINERS | {"that"} or hit.before in MODALS
    if verb == "think" and hit.after in ("of", "about"):
        return hit.after == "of" or not is_number(hit.second)
    return hit.before in MODALS | {"do", "did", "does", "what", "how"}


def _before_a_noun(hit: Hit) -> bool:
    """A likely spot; as soon as possible."""
    if hit.text in ("likely", "unlikely"):
        predicative = hit.before in BE | {"most", "more", "less", "very", "highly", "not", "seems", "it"}
        return not (
            predicative or hit.after == "to" or not hit.joined or hit.after in PREPOSITIONS | SUBJECTS
        )
    return hit.text == "possible" and (
        hit.before in ("as", "if", "where", "when", "wherever", "best") or hit.after == "only"
    )


def _other_sense(hit: Hit) -> bool:
    """This kind of bridge; boats rather than roads; treated fairly; a little of it."""
    if hit.text in ("sort of", "kind of"):
        return hit.before in DETERMINERS | {"same", "different", "right", "wrong", "new", "one", "of", "only"}
    if hit.text == "alleged":
        return not hit.joined or hit.after in SUBJECTS | DETERMINERS | PREPOSITIONS
    if hit.text in ("a little", "a bit"):
        return not hit.joined or hit.after in PREPOSITIONS | {"of", "and", "or"}
    if hit.text in ("rather", "fairly", "reasonably"):
        no_adjective = hit.after in PREPOSITIONS | DETERMINERS | {"than", "and", "but"}
        return no_adjective or not hit.joined or hit.before in MODALS | {"or"}
    if hit.text == "hopefully":
        return not (hit.opens or hit.mark_after == ",")
    if hit.text == "in a way":
        return hit.after in ("that", "which", "of", "to")
    return (
        hit.text == "hardly" and hit.after in ("ever", "any", "anyone", "anything")
    ) or hit.after == "speaking"


#: why an entry does not count where it stands; tried in this order
VETOES: Final[tuple[Veto, ...]] = (
    _month_name_or_permission,
    _might_of_the_state,
    _request_or_past_ability,
    _duty,
    _no_number_follows,
    _no_opinion,
    _before_a_noun,
    _other_sense,
)
