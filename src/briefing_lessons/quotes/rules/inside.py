"""Rules for a quoted fragment inside somebody's clause."""

from __future__ import annotations

from briefing_lessons.english.phrases import Phrase, phrase_before, simple_phrase_before
from briefing_lessons.english.reporting import NOUNS
from briefing_lessons.english.subjects import is_person, subject_before
from briefing_lessons.quotes.rules.case import Case, Decision
from briefing_lessons.spans import QuoteKind


def fragment_in_reported_clause(case: Case) -> Decision | None:
    """The fragment stands inside a clause that is itself reported; its source is the clause's."""
    inside = [c for c in case.clauses if c.first <= case.unit < c.after]
    if not inside:
        return None
    clause = min(inside, key=lambda c: c.after - c.first)
    return Decision("mixed", clause.subject, noun=clause.cue)


def fragment_after_reporting_verb(case: Case) -> Decision | None:
    """A reporting verb earlier in the sentence takes the fragment as what it names, accuses or describes."""
    units = case.scene.units
    for cue in reversed(case.scene.cues_with(case.unit)):
        if cue.first < case.unit and cue.end <= case.unit and cue.subject is not None:
            if ";" in units.tags[cue.end : case.unit]:
                return None
            utterance = case.before == ":" and case.is_utterance
            return Decision("direct" if utterance else "mixed", cue.subject, cue)
    return None


def person_and_verb_before_fragment(case: Case) -> Decision | None:
    """Somebody and a verb lead up to the fragment: whatever the verb, the words are theirs."""
    units, verb = case.scene.units, case.unit - 1
    if units.low[verb] in ("at", "as"):  # "put the rate at “…”"
        verb = simple[0] - 1 if (simple := simple_phrase_before(units, verb, 0)) else verb
    first = next((c for c in case.words if c.isalnum()), "")
    if verb < 1 or not first.islower() or len(case.words.split()) < 2 or units.tags[verb] not in "ev":
        return None
    low = units.sentences[units.sentence_of(case.unit)][0]
    subject = subject_before(units, verb, low)
    if subject is None or not (units.tags[subject.head[1] - 1] in "Xp" or is_person(units, subject)):
        return None
    return Decision("mixed", subject, noun=(verb, verb + 1))


def noun_follows_quote(case: Case) -> Decision | None:
    """Right after the quotation comes “were his words”, “his words were” or “was her answer”."""
    units = case.scene.units
    high = units.sentences[case.scene.units.sentence_of(case.unit)][1]
    for k in range(case.unit + 1, min(case.unit + 8, high)):
        if units.tags[k] in ".;tw":
            return None
        came = units.low[case.unit + 1] == "came"  # "came her reply"
        if units.low[k] in NOUNS and (came or "x" in units.tags[case.unit + 1 : min(k + 2, high)]):
            owner = _owner_before(case, k, case.unit + 1)
            return Decision("direct", owner, noun=(k, k + 1)) if owner is not None else None
    return None


def _owner_before(case: Case, k: int, low: int) -> Phrase | None:
    units = case.scene.units
    if k > low and units.tags[k - 1] == "'":
        return phrase_before(units, k - 1, low)
    if k > low and units.low[k - 1] in ("his", "her", "their", "its", "my", "your", "our"):
        return Phrase(k - 1, k, (k - 1, k))
    return None


def owner_of_reporting_noun(case: Case) -> Decision | None:
    """A noun such as “reply” or “words” introduces the quotation; its owner is the source."""
    units = case.scene.units
    low = units.sentences[case.scene.units.sentence_of(case.unit)][0]
    for k in range(case.unit - 1, max(low, case.unit - 9) - 1, -1):
        if units.tags[k] in ";V" or (units.tags[k] == "," and k < case.unit - 1):
            return None
        if units.low[k] in NOUNS and units.tags[k] == "n" and k > low:
            owner = _owner_before(case, k, low)
            if owner is not None:
                kind: QuoteKind = "direct" if case.before in ",:" else "mixed"
                return Decision(kind, owner, None, noun=(k, k + 1))
    return None
