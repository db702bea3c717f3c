"""Rules for a quotation introduced by a label or a colon."""

from __future__ import annotations

from briefing_lessons.quotes.chunks import phrase_after
from briefing_lessons.quotes.rules.case import Case, Decision


def name_and_colon(case: Case) -> Decision | None:
    """A name and a colon stand before the quotation."""
    if case.before != ":":
        return None
    units = case.scene.units
    low = units.sentences[case.scene.sentence_of(case.unit)][0]
    while low < case.unit and units.tags[low] in "…*-":
        low += 1
    source = phrase_after(units, low, case.unit)
    if source is None or units.tags[source.first] in "o":
        return None
    return Decision("direct", source)
