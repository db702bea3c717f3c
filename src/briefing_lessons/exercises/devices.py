"""Rhetorical devices for lesson 05: three to switch off, four to label, and where a plain word list errs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefing_lessons.annotation import Sheet, make_sheet
from briefing_lessons.briefing import Briefing, read_seed
from briefing_lessons.exercises.seed_notes import LEFT_ALONE
from briefing_lessons.hand_labels import has_labels, load_labels
from briefing_lessons.spans import RUNNING, Mark, Span, shorten
from briefing_lessons.tables import Table

#: the four devices of lesson 05, in a learner's words, with the names that detectors and hand labels use
FOUR_DEVICES = {
    "list": ("list",),
    "repetition": ("anaphora", "epistrophe"),
    "booster": ("booster",),
    "hedge": ("hedge",),
}
NONE = "none of these"
FAMILY = {name: family for family, names in FOUR_DEVICES.items() for name in names}
#: words that tone a claim down in some sentences, and do another job in others
_PLAIN_LIST = ("about", "around", "may", "some", "could", "quite", "rather", "likely", "almost", "perhaps")
#: spans of a sheet on which careful readers may differ
_DOUBTFUL = 2
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


def device_sheet(briefing: Briefing, count: int = 8) -> Sheet:
    """Make the sheet of lesson 05: `count` spans, two for each of the four devices where the text has them.

    >>> from briefing_lessons import load_briefing
    >>> len(device_sheet(load_briefing("000_95b79719e875266d.txt")).spans)
    8
    """
    sure, doubtful = _by_doubt(briefing)
    by_family: dict[str, list[Mark]] = {family: [] for family in FOUR_DEVICES}
    for mark in sure:
        by_family[FAMILY[mark.device]].append(mark)
    chosen: list[Span] = []

    def take(span: Span) -> None:
        if len(chosen) < count and not any(meet(span, other) for other in chosen):
            chosen.append(span)

    for span in doubtful[:_DOUBTFUL]:  # a sheet of sure cases would teach nothing
        take(span)
    while len(chosen) < count and any(by_family.values()):
        for marks in by_family.values():
            if marks:
                take(marks.pop(0))
    return make_sheet("devices", briefing, sorted(chosen, key=lambda s: s.start), [*FOUR_DEVICES, NONE])


def _by_doubt(briefing: Briefing) -> tuple[list[Mark], list[Span]]:
    """Return the marks that a careful reader would confirm, and spans on which readers may differ.

    Where the text has hand labels they decide; elsewhere a weak mark or a hit of a plain list is doubtful.
    """
    marks, judged, hit = telling_marks(briefing), hand_labels(briefing), false_hit(briefing)
    hits = [hit] if hit else []
    if judged is None:
        weak = [mark for mark in marks if mark.strength == "weak"][:1]
        return [mark for mark in marks if mark not in weak], [*hits, *weak]
    sure = [m for m in marks if any(meet(m, span) and FAMILY[m.device] == name for span, name in judged)]
    return sure, [*(mark for mark in marks if mark not in sure), *hits]


def telling_marks(briefing: Briefing) -> list[Mark]:
    """Return marks of the four devices, first those that nobody could take for another of the four."""
    marks = [m for m in briefing.marks if m.device in FAMILY and m.voice in RUNNING]
    alone = {
        mark: not any(meet(mark, other) for other in marks if FAMILY[other.device] != FAMILY[mark.device])
        for mark in marks
    }
    # a short list is easier to judge than one that runs over three lines
    return sorted(marks, key=lambda m: (not alone[m], m.strength == "weak", len(m.text) > 160))


def hand_labels(briefing: Briefing) -> tuple[tuple[Span, str], ...] | None:
    """Return the hand labels of the four devices in a learner's words; `None` for a text without labels."""
    if not has_labels(briefing, "rhetoric"):
        return None
    devices = load_labels(briefing, "rhetoric")
    return tuple((mark, FAMILY[mark.device]) for mark in devices if mark.device in FAMILY)


def plain_list_hits(briefing: Briefing) -> Table:
    """Find every word of a plain list of hedges, and ask the machine whether it is one there.

    The list: about, around, may, some, could, quite, rather, likely, almost, perhaps.

    >>> from briefing_lessons import load_briefing
    >>> plain_list_hits(load_briefing("001_ferry_report.txt"))[0][:2]
    (2, 'could')
    """
    rows = [
        (briefing.line_number(hit), hit.text, _around(briefing, hit), "yes" if real else "no")
        for hit, real in _plain_hits(briefing)
    ]
    return Table(
        ("line", "word", "where", "a hedge here?"), rows, f"Hits of a word list in {briefing.source}."
    )


def false_hit(briefing: Briefing) -> Span | None:
    """Return the first hit of the plain list that the machine does not take for a hedge."""
    return next((hit for hit, real in _plain_hits(briefing) if not real), None)


def _plain_hits(briefing: Briefing) -> Iterator[tuple[Span, bool]]:
    hedges = [mark for mark in briefing.marks if mark.device in ("hedge", "evidential")]
    pattern = re.compile(rf"\b(?:{'|'.join(_PLAIN_LIST)})\b", re.IGNORECASE)
    for line in briefing.lines:
        if line.role in ("paragraph", "turn"):
            for match in pattern.finditer(line.text):
                start, end = line.start + match.start(), line.start + match.end()
                hit = Span(start, end, match.group())
                yield hit, any(meet(hit, mark) for mark in hedges)


def _around(briefing: Briefing, span: Span, width: int = 30) -> str:
    line = briefing.line(briefing.line_number(span))
    first, last = max(line.start, span.start - width), min(line.end, span.end + width)
    return f"…{briefing.text[first:last].strip()}…"


def meet(a: Span, b: Span) -> bool:
    """Say whether two spans share a character.

    >>> meet(Span(0, 5, "Syria"), Span(4, 6, "a,")), meet(Span(0, 5, "Syria"), Span(5, 6, ","))
    (True, False)
    """
    return a.start < b.end and b.start < a.end


def quoted(span: Span, width: int = 70) -> str:
    """Return the words of a span as a question shows them: between marks, shortened.

    >>> quoted(Span(0, 12, '"of course"'))
    '“of course”'
    """
    words = span.text.strip('"“”')
    return f"“{shorten(words, width)}”"


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
