"""Words that grant one thing to say another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing_lessons.english.words import DETERMINERS, SUBJECTS, word_list
from briefing_lessons.rhetoric.hits import Hit, Veto, mark_hits
from briefing_lessons.rhetoric.rebuttals import is_correction
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_NOWHERE = word_list("nowhere but")


def concessive(wording: Wording) -> Iterator[Mark]:
    """Mark the word that grants one thing to say another: although, but, despite, however.

    Not marked: yet and still of time, "not X but Y", "as though", "nothing but".

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in concessive(cut_sentence("It rained, but they sailed, although it was cold."))]
    ['but', 'although']
    >>> [mark.text for mark in concessive(cut_sentence("It was not a cut but a pipe. Not yet."))]
    []

    Source: Quirk et al. (1985) §8.143, §13.32, §15.39-15.43.
    """
    yield from mark_hits(wording, "concessive", "grants one thing to say another", VETOES)


def _exception_or_correction(hit: Hit) -> bool:
    """Nothing but, nowhere to go but, but for, but also, not X but Y."""
    if hit.text != "but":
        return False
    nearby = {hit.wording.before(hit.first, back) for back in range(1, 7)}
    return (bool(nearby & _NOWHERE) and hit.after not in SUBJECTS) or is_correction(hit.wording, hit.first)


def _of_time(hit: Hit) -> bool:
    """Not yet; still here; while he spoke the lights went out."""
    if hit.text == "yet":
        return not (hit.opens or hit.before == "and") or not (hit.joined or hit.opens_sentence)
    if hit.text == "still":
        return not (hit.opens_sentence and hit.mark_after == ",")
    if hit.text in ("while", "whilst"):
        return not hit.opens or hit.after.endswith("ing") or not _comma_follows(hit)
    return False


def _comma_follows(hit: Hit) -> bool:
    """Say whether a clause that opens its sentence is closed by a comma."""
    if not hit.opens_sentence:
        return True
    stop = min(hit.wording.sentence(hit.first).last - 1, hit.last + 20)
    return any("," in hit.wording.gaps[number] for number in range(hit.last, stop))


def _other_sense(hit: Hit) -> bool:
    """As though; however hard; that said in mid-clause."""
    if hit.text == "however":
        alone = hit.mark_after in (",", ".", ";") or not hit.after
        return not (alone or (hit.opens and hit.after in SUBJECTS | DETERMINERS))
    if hit.text in ("even so", "that said", "all the same", "granted"):
        return not (hit.opens and hit.mark_after in (",", "."))
    return hit.text == "much as" and not hit.opens


#: why an entry does not count where it stands; tried in this order
VETOES: Final[tuple[Veto, ...]] = (_exception_or_correction, _of_time, _other_sense)
