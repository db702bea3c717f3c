"""Run every detector over a briefing: each mark is a candidate with its evidence, never a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from briefing_lessons.rhetoric.antithesis import antithesis
from briefing_lessons.rhetoric.argument import concessive, hypophora, negation_of_claim, question
from briefing_lessons.rhetoric.lexicon import Lexicon
from briefing_lessons.rhetoric.lists import list_
from briefing_lessons.rhetoric.passives import agentless_passive
from briefing_lessons.rhetoric.repetition import anaphora, epistrophe
from briefing_lessons.rhetoric.reporting import bracket_edit, echo, partial_quote, reporting_verb
from briefing_lessons.rhetoric.word_lists import (
    booster,
    deontic,
    evidential,
    first_person_plural,
    first_person_singular,
    hedge,
    second_person,
)
from briefing_lessons.rhetoric.wording import Analysed, Wording, cut
from briefing_lessons.spans import Mark

#: every detector, in the order in which its device is named everywhere
DETECTORS: Final[tuple[Callable[[Wording], Iterator[Mark]], ...]] = (
    question,
    hypophora,
    anaphora,
    epistrophe,
    list_,
    antithesis,
    hedge,
    booster,
    deontic,
    evidential,
    first_person_plural,
    first_person_singular,
    second_person,
    reporting_verb,
    agentless_passive,
    partial_quote,
    bracket_edit,
    concessive,
    negation_of_claim,
    echo,
)

#: the names of the devices
DEVICES: Final = tuple(detector.__name__.rstrip("_") for detector in DETECTORS)


def find_marks(briefing: Analysed, lexicons: Mapping[str, Lexicon] | None = None) -> tuple[Mark, ...]:
    """Return every candidate in `briefing`, in order of start, the longer before the one nested in it.

    >>> from briefing_lessons import load_briefing
    >>> marks = find_marks(load_briefing("000_95b79719e875266d.txt"))
    >>> next(mark for mark in marks if mark.device == "hypophora")
    Mark(384:433 'Why is this happening? There may be many reasons.')

    Parameters
    ----------
    briefing
        A briefing.
    lexicons
        Edited word lists by name, from `load_lexicon`; the package's own stand in for those not given.
    """
    wording = cut(briefing, lexicons)
    found = [mark for detector in DETECTORS for mark in detector(wording)]
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end, DEVICES.index(mark.device))))
