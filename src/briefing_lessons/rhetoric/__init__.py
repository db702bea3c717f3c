"""How it is said: every detector run over a briefing; a mark is a candidate with its evidence, no verdict."""

from collections.abc import Callable, Iterator
from typing import Final

from briefing_lessons.rhetoric import word_lists
from briefing_lessons.rhetoric.antithesis import antithesis
from briefing_lessons.rhetoric.argument import concessive, hypophora, negation_of_claim, question
from briefing_lessons.rhetoric.lists import list_
from briefing_lessons.rhetoric.passives import agentless_passive
from briefing_lessons.rhetoric.repetition import anaphora, epistrophe
from briefing_lessons.rhetoric.reporting import bracket_edit, echo, partial_quote, reporting_verb
from briefing_lessons.rhetoric.wording import Analysed, Wording, cut
from briefing_lessons.spans import Mark

#: every detector, in the order in which its device is named everywhere -> the label that is printed after
#: the words, and the line under them
DETECTORS: Final[dict[Callable[[Wording], Iterator[Mark]], tuple[str, str]]] = {
    question: ("question", "solid"),
    hypophora: ("asked and answered", "double"),
    anaphora: ("same start", "dashed"),
    epistrophe: ("same end", "dotted"),
    list_: ("list", "double"),
    antithesis: ("antithesis", "wavy"),
    word_lists.hedge: ("hedge", "dotted"),
    word_lists.booster: ("booster", "solid"),
    word_lists.deontic: ("duty", "double"),
    word_lists.evidential: ("source word", "dashed"),
    word_lists.first_person_plural: ("we", "solid"),
    word_lists.first_person_singular: ("I", "dotted"),
    word_lists.second_person: ("you", "dashed"),
    reporting_verb: ("reporting verb", "solid"),
    agentless_passive: ("passive, no agent", "dashed"),
    partial_quote: ("partial quote", "dotted"),
    bracket_edit: ("editor", "double"),
    concessive: ("concession", "wavy"),
    negation_of_claim: ("not this but that", "dashed"),
    echo: ("echoed below", "dotted"),
}

#: the names of the devices -> label and line
DEVICES: Final = {detector.__name__.rstrip("_"): shown for detector, shown in DETECTORS.items()}


def find_marks(briefing: Analysed) -> tuple[Mark, ...]:
    """Return every candidate in `briefing`, in order of start, the longer before the one nested in it.

    >>> from briefing_lessons import load_briefing
    >>> marks = find_marks(load_briefing("000_95b79719e875266d.txt"))
    >>> next(mark for mark in marks if mark.device == "hypophora")
    Mark(384:433 'Why is this happening? There may be many reasons.')
    """
    wording = cut(briefing)
    found = [mark for detector in DETECTORS for mark in detector(wording)]  # sorting keeps their order
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))
