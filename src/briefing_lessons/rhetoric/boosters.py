"""Words that turn a statement up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing_lessons.english.words import BE, HAVE, MODALS, PREPOSITIONS, SUBJECTS, word_list
from briefing_lessons.rhetoric.hits import Hit, Veto, mark_hits
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_PLACES_AND_TIMES = word_list("places and times")


def booster(wording: Wording) -> Iterator[Mark]:
    """Mark what turns a statement up: of course, clearly, absolutely, completely.

    Universals (never, always) are marked weak. Not marked: even, so, too, superlatives, "the very man",
    "speak clearly".

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in booster(cut_sentence("Of course it is absolutely what we need."))]
    ['Of course', 'absolutely']
    >>> [mark.text for mark in booster(cut_sentence("He is the very man we saw clearly."))]
    []

    Source: Hyland (2005) *Metadiscourse*; Biber (1988) on amplifiers; Quirk et al. (1985) §8.104.
    """
    yield from mark_hits(wording, "booster", "({}) turns the statement up", VETOES)


def _the_very_man(hit: Hit) -> bool:
    if hit.text != "very" or hit.after in ("first", "last", "same", "best"):
        return False
    return hit.before in ("the", "this", "that", "these", "those", "not")


def _manner(hit: Hit) -> bool:
    """She spoke clearly; it clearly failed is no manner."""
    if hit.text not in ("clearly", "plainly") or hit.opens:
        return False
    verb_beside = hit.before in BE | MODALS | HAVE or hit.after in BE | MODALS | HAVE | {"not", "a", "the"}
    return not (verb_beside or (hit.before in SUBJECTS and hit.joined))


def _no_degree(hit: Hit) -> bool:
    """Trains stop at all stations; at all follows what it strengthens."""
    follows = hit.joined and hit.after not in PREPOSITIONS | SUBJECTS
    return hit.text == "at all" and (hit.after in _PLACES_AND_TIMES or follows)


#: why an entry does not count where it stands; tried in this order
VETOES: Final[tuple[Veto, ...]] = (_the_very_man, _manner, _no_degree)
