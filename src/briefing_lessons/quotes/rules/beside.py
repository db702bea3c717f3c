"""Rules for a quotation that has its reporting expression right beside it."""

from __future__ import annotations

from briefing_lessons.english.phrases import phrase_after
from briefing_lessons.english.subjects import subject_before
from briefing_lessons.quotes.cue import Cue
from briefing_lessons.quotes.rules.case import Case, Decision
from briefing_lessons.spans import QuoteKind


def speaker_follows_quote(case: Case) -> Decision | None:
    """The source and a reporting verb stand right after the quotation."""
    if case.words.rstrip()[-1:] not in ",.?!…—–-" and case.after not in ",-" and case.before != ".":
        return None
    if case.before in ",:" and _is_introduced(case):
        return None
    for cue in case.scene.cues_with(case.unit):
        if _begins_after(case, cue) and cue.shape == "finite" and not _has_content_of_its_own(case, cue):
            kind: QuoteKind = "direct" if case.before in ".,-:Q" else "mixed"
            return Decision(kind, cue.subject, cue)
    return None


def speaker_precedes_quote(case: Case) -> Decision | None:
    """The source and a reporting verb lead up to the quotation."""
    for cue in case.scene.cues_with(case.unit):
        if cue.first > case.unit or cue.shape == "source":
            continue
        complement = case.scene.complements[cue.first]
        if complement.kind == "quote" and _reaches(case, complement.first):
            utterance = case.before in ",:-" or (case.is_utterance and case.before != "i")
            if case.goes_on_from_fragment or _ends_a_told_clause(case, cue):
                utterance = False
            return Decision("direct" if utterance else "mixed", cue.subject, cue)
        if complement.kind == "that" and _reaches(case, complement.first + 1):
            return Decision("mixed", cue.subject, cue)
    return None


def _ends_a_told_clause(case: Case, cue: Cue) -> bool:
    """In "The tax, he warns, “will cost us dear”" the quotation ends the reporter's clause."""
    first = next((c for c in case.words if c.isalnum()), "")
    tags, low = case.scene.units.tags, cue.sentence[0]
    told = tags[low : cue.begin]
    return first.islower() and told.endswith(",") and "Q" not in told and len(told) > 2 and told[0] in "dXnpz"


def subject_follows_quote(case: Case) -> Decision | None:
    """A comma closes the quotation, and a subject with its verb follows: whatever the verb, they speak."""
    if case.words.rstrip()[-1:] not in ",?!" or case.before not in ".,:Q":
        return None
    units, k = case.scene.units, case.unit + 1
    subject = phrase_after(units, k, len(units.tags))
    if subject is None or units.tags[k] not in "pXd":
        return None
    verb = subject.after + (units.tags[subject.after : subject.after + 1] == "a")
    pronoun = units.tags[k] == "p"
    if units.tags[verb : verb + 1] not in ("e", "v", "V", "n" if pronoun else "v"):
        return None
    return Decision("direct", subject, noun=(verb, verb + 1))


def quotative_leads_up(case: Case) -> Decision | None:
    """In speech “she’s like”, “he goes” and “everybody was all” lead up to somebody's words."""
    units, k = case.scene.units, case.unit - 1 - (case.before in ",:")
    low = units.sentences[units.sentence_of(case.unit)][0]
    if k <= low or case.before not in ",:" or units.low[k] not in _QUOTATIVES:
        return None
    verb = k if units.low[k] in ("goes", "went", "go") else k - 1
    if verb != k and units.tags[verb] not in "x'":
        return None
    subject = subject_before(units, verb, low)
    return Decision("direct", subject, noun=(verb, k + 1)) if subject is not None else None


_QUOTATIVES = frozenset(["like", "all", "goes", "went", "go"])


def _is_introduced(case: Case) -> bool:
    """A reporting verb before the quotation leads up to it."""
    return any(
        cue.first < case.unit
        and not cue.inverted
        and case.scene.complements[cue.first].kind == "quote"
        and _reaches(case, case.scene.complements[cue.first].first)
        for cue in case.scene.cues_with(case.unit)
    )


def source_named_beside_quote(case: Case) -> Decision | None:
    """“According to” and a source stand beside the quotation."""
    for cue in case.scene.cues_with(case.unit):
        if cue.shape == "source" and (_begins_after(case, cue) or _opens_for(case, cue)):
            return Decision("direct" if case.before in ".," else "mixed", cue.subject, cue)
    return None


def _has_content_of_its_own(case: Case, cue: Cue) -> bool:
    """The cue looks forward: “X,” she added that …; “X.” He said: “Y”."""
    complement = case.scene.complements[cue.first]
    behind_subject = cue.inverted and complement.kind == "that"  # “Stay in,” read a notice that Abel saw
    if cue.inherited or (complement.kind in ("that", "whether", "to") and not behind_subject):
        return True
    if complement.kind in ("thing", "bare"):
        looks_forward = complement.first == cue.after and case.scene.units.tags[complement.first] in "dpnXo#t"
        return looks_forward and not cue.inverted and "person" not in cue.expression.takes
    return complement.kind == "quote" and ":" in case.scene.units.tags[cue.end : complement.first + 1]


def _begins_after(case: Case, cue: Cue) -> bool:
    """The cue or its subject is the first thing after the quotation, but for a comma or an adverb."""
    tags, k = case.scene.units.tags, case.unit + 1
    while k < len(tags) and tags[k] in ",-":
        k += 1
    if cue.begin == k:
        return True
    return cue.begin == k + 1 and (tags[k] in "aze" or case.scene.units.low[k] == "as")


def _opens_for(case: Case, cue: Cue) -> bool:
    return cue.first <= cue.sentence[0] + 1 and cue.end <= case.unit and case.before == ","


def _reaches(case: Case, first: int) -> bool:
    return first <= case.unit and case.scene.units.tags[first : case.unit].strip(",:-….a") == ""
