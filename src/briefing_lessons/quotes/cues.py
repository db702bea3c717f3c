"""Find the reporting expressions of a sentence, each with its subject and the shape it has there."""

from __future__ import annotations

from typing import Final

from briefing_lessons.english.reporting import ADJECTIVES, NOUNS, SOURCES
from briefing_lessons.english.units import Units
from briefing_lessons.quotes.cue import Cue
from briefing_lessons.quotes.sourcecues import adjective_cue, manner_cue, noun_cue, source_cue, viewpoint_cue
from briefing_lessons.quotes.verbcues import verb_cue

#: Words that are no verbs and may open a reporting expression.
_TELLING: Final = frozenset([*NOUNS, *ADJECTIVES, *SOURCES, "in", "for"])


def find_cues(units: Units, sentence: tuple[int, int]) -> tuple[Cue, ...]:
    """Return the reporting expressions of `sentence`, in order."""
    found: list[Cue] = []
    after = sentence[0]
    tags, low = units.tags, units.low
    for k in range(*sentence):
        if k < after or not (tags[k] in "VG" or low[k] in _TELLING):
            continue
        cue = _cue_at(units, k, sentence, found)
        if cue is not None:
            if found and found[-1].first >= min(cue.first, cue.group):
                found.pop()  # "went on" is only the start of "went on to say", "quoted" of "quoted as saying"
            found.append(cue)
            after = cue.after
    return tuple(found)


def _cue_at(units: Units, k: int, sentence: tuple[int, int], earlier: list[Cue]) -> Cue | None:
    tag, word = units.tags[k], units.low[k]
    if tag in "nVe" and word in ADJECTIVES and (cue := adjective_cue(units, k, sentence)) is not None:
        return cue
    if tag in "VG":
        return verb_cue(units, k, sentence, earlier)
    if tag == "n" and word in NOUNS:
        return noun_cue(units, k, sentence, earlier)
    opens_name = units.tags[k : k + 2] == "XX"  # "Per Lund"
    if word in SOURCES and not opens_name and (cue := source_cue(units, k, sentence)) is not None:
        return cue
    if tag == "i" and k + 1 < sentence[1]:
        return viewpoint_cue(units, k, sentence) or manner_cue(units, k, sentence)
    return None
