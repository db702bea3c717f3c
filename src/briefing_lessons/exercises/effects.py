"""From device to effect, for lesson 05: three devices to hear, to switch off by drops, and to weigh."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.exercises.seed_notes import LEFT_ALONE
from briefing_lessons.spans import Mark, Span

#: device -> two effects on a listener, each of which can be defended
EFFECTS = {
    "triad": ("it sounds complete, as if nothing were missing", "it is easy to remember and to say again"),
    "antithesis": ("it makes two things look like the only two", "it makes clear what is not meant"),
    "we": ("it makes one voice sound like many", "it takes the listener in"),
}
_ALTERS = {
    "triad": re.compile(r"^[^,]+(?=,)"),
    "antithesis": re.compile(r"^.+?(?=,? (?:not|and not|rather than) )"),
}
DROPPED = "[…]"


@dataclass(frozen=True, slots=True)
class Device:
    """A device in its sentence, and what is left of the sentence when it is switched off."""

    name: str  #: one of `EFFECTS`
    text: Briefing  #: the text it stands in: the one at hand, or the invented one that lends it
    mark: Mark  #: its words
    sentence: Span

    @property
    def where(self) -> str:
        """The file and the line."""
        return f"{self.text.source}, line {self.text.line_number(self.mark)}"

    @property
    def off(self) -> str:
        """The sentence without the device: words are dropped, none added; empty where grammar needs them."""
        kept = _ALTERS[self.name].match(self.mark.text) if self.name in _ALTERS else None
        if kept is None:
            return ""
        start, words = self.mark.start - self.sentence.start, self.sentence.text
        return f"{words[:start]}{kept[0]} {DROPPED}{words[start + len(self.mark.text) :]}"


def three_devices(briefing: Briefing) -> tuple[Device, ...]:
    """Return a triad, an antithesis and a “we” that speakers utter; the school meals lend what is missing.

    >>> from briefing_lessons import load_briefing
    >>> [found.where for found in three_devices(load_briefing("001_ferry_report.txt"))]
    ['001_ferry_report.txt, line 11', '001_ferry_report.txt, line 23', '001_ferry_report.txt, line 11']
    """
    return tuple(_first(briefing, name) or _first(meals(), name) for name in EFFECTS)  # type: ignore[misc]


@cache
def meals() -> Briefing:
    """Return the invented briefing that has all three devices."""
    return read_seed("002_school_meals.txt")


def _first(briefing: Briefing, name: str) -> Device | None:
    """Return the first device of that name that a speaker utters, one that is repeated before others."""
    alone = LEFT_ALONE.get(briefing.source, frozenset())
    again = [mark for mark in briefing.marks if mark.device == "anaphora"]
    fit = [
        mark
        for mark in briefing.marks
        if mark.voice == "speaker" and briefing.line_number(mark) not in alone and _shows(mark, name)
    ]
    fit.sort(key=lambda m: not any(a.start < m.end and m.start < a.end and len(a.text) > 30 for a in again))
    for mark in fit:
        whole = next((s for s in briefing.sentences if s.start <= mark.start and mark.end <= s.end), None)
        if whole is not None:
            return Device(name, briefing, mark, whole)
    return None


def _shows(mark: Mark, name: str) -> bool:
    if name == "we":
        return mark.device == "first_person_plural" and mark.text == "We"
    device = "list" if name == "triad" else "negation_of_claim"
    return mark.device == device and bool(_ALTERS[name].match(mark.text))
