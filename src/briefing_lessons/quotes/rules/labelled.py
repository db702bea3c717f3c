"""Rules for a quotation introduced by a label or a colon."""

from __future__ import annotations

import re

from briefing_lessons.english.phrases import Phrase, phrase_after, phrase_before
from briefing_lessons.english.reporting import NOUNS, VERBS
from briefing_lessons.english.subjects import is_person, main_subject
from briefing_lessons.quotes.rules.case import Case, Decision


def signed_after_dash(case: Case) -> Decision | None:
    """A dash and a name stand after the quotation, as under a letter."""
    units = case.scene.units
    if case.after != "-":
        return None
    signed_before = re.search("-X+$", units.tags[: case.unit])  # "… – Mara Lund “…” – Tom Holm"
    if case.before not in ".Q" and not signed_before:
        return None
    source = phrase_after(units, case.unit + 2, len(units.tags))
    if source is None or units.tags[source.head[1] - 1] != "X":
        return None
    ends = source.after >= len(units.tags) or units.tags[source.after] in ".Q,("
    return Decision("direct", source) if ends else None


def colon_and_name(case: Case) -> Decision | None:
    """A colon and somebody stand after the quotation, as in a headline."""
    if case.after != ":" or case.before != ".":
        return None
    units = case.scene.units
    source = phrase_after(units, case.unit + 2, len(units.tags))
    return Decision("direct", source) if source is not None else None


def name_and_colon(case: Case) -> Decision | None:
    """A name and a colon, or a dash, stand before the quotation."""
    if case.before not in ":-":
        return None
    units = case.scene.units
    low = units.sentences[case.scene.units.sentence_of(case.unit)][0]
    while low < case.unit and units.tags[low] in "…*-":
        low += 1
    colon = case.unit - 1
    for cue in case.scene.cues_with(case.unit):  # "For Abel, the case is clear: “…”"
        if cue.shape == "source" and cue.end <= colon:
            return Decision("direct", cue.subject, cue)
    saying = [c for c in case.scene.cues_with(case.unit) if c.shape == "finite" and not c.expression.thought]
    if saying and saying[0].first < colon and saying[0].subject is not None:
        return Decision("direct", saying[0].subject)  # "Abel said she feared old rivals: “…”"
    beside = phrase_before(units, colon, low)
    if beside is not None and units.low[colon - 1] in {*NOUNS, *VERBS} and units.tags[colon - 2] == "'":
        owner = phrase_before(units, colon - 2, low)
        if owner is not None and (units.tags[owner.head[1] - 1] == "X" or is_person(units, owner)):
            return Decision("direct", owner, noun=(colon - 1, colon))  # "The chair's retort: “…”"
    if beside is not None and (units.tags[beside.head[1] - 1] == "X" or is_person(units, beside)):
        return Decision("direct", beside)
    source = main_subject(units, low, colon)
    k = source.first if source is not None else low
    if units.low[k] in ("his", "her") and units.tags[k - 1] == "i":
        source = Phrase(k, k + 1, (k, k + 1))  # "already on her feet: “…”"
    return Decision("direct", source) if source is not None else None
