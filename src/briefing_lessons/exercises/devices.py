"""Four rhetorical devices for lesson 05: which spans to label, and where a plain word list errs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing_lessons.annotation import Sheet, make_sheet
from briefing_lessons.briefing import Briefing
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
