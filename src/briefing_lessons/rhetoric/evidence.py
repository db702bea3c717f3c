"""Where it comes from: words that name a source, hearsay or the speaker's own eyes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from briefing_lessons.english.words import PERSONS, SUBJECTS
from briefing_lessons.rhetoric.hits import Hit, Veto, mark_hits
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark


def evidential(wording: Wording) -> Iterator[Mark]:
    """Mark words for the source of what is said: according to, reportedly, in her words, I saw.

    Not marked: "X said that", which names its source as reporting does, literal perception of others
    ("they could see nothing"), and "according to plan".

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in evidential(cut_sentence("I saw it. According to the crew it sank."))]
    ['I saw', 'According to']
    >>> [mark.text for mark in evidential(cut_sentence("They saw nothing, and all went according to plan."))]
    []

    Source: Chafe (1986) "Evidentiality in English conversation and academic writing"; Aikhenvald (2004).
    """
    yield from mark_hits(wording, "evidential", "says where this comes from ({})", VETOES)


def _other_sense(hit: Hit) -> bool:
    """According to plan; I saw to it; I hear you; some say no."""
    if hit.text == "i read":
        return hit.after not in ("that", "the", "in", "it", "this", "your", "about", "a")
    if hit.text == "i hear":
        return hit.after not in SUBJECTS | {"the", "a"}
    if hit.text == "citing":
        return hit.wording.segment(hit.first).spoken
    if hit.text in ("some say", "many say", "they say"):
        return hit.joined and hit.after not in PERSONS | SUBJECTS | {"the", "a", "no", "our", "your", "my"}
    return False


#: why an entry does not count where it stands
VETOES: Final[tuple[Veto, ...]] = (_other_sense,)
