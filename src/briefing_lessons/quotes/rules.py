"""The rules that say whose words a quotation holds, in the order in which they are tried."""

from __future__ import annotations

import re
from typing import Final

from briefing_lessons.english.phrases import (
    Phrase,
    is_person,
    main_subject,
    phrase_after,
    phrase_before,
    subject_before,
)
from briefing_lessons.english.wordclasses import NOUNS, VERBS
from briefing_lessons.quotes.cues import Cue
from briefing_lessons.quotes.fragments import (
    cry_from_somebody,
    fragment_after_reporting_verb,
    fragment_in_reported_clause,
    named_by_its_marks,
    noun_follows_quote,
    owner_of_reporting_noun,
    person_and_verb_before_fragment,
    short_and_without_source,
)
from briefing_lessons.quotes.scene import Case, Decision, Rule, Scene
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


def name_and_colon(case: Case) -> Decision | None:
    """A name and a colon, or a dash, stand before the quotation."""
    if case.before not in ":-":
        return None
    units = case.scene.units
    low = units.sentences[case.scene.units.sentence_of(case.unit)][0]
    colon = case.unit - 1
    for cue in case.scene.cues_with(case.unit):  # "For Abel, the case is clear: “…”"
        if cue.shape == "source" and cue.end <= colon:
            return Decision("direct", cue.subject, cue)
    beside = phrase_before(units, colon, low)
    of = beside.head[1] if beside is not None and beside.head[1] < beside.after else 0
    if beside is not None and of and units.low[of - 1] in NOUNS and units.low[of] in ("of", "from", "by"):
        owner = phrase_before(units, beside.after, of + 1)  # "and the reply of the clerk: “…”"
        return Decision("direct", owner, noun=beside.head)
    saying = [c for c in case.scene.cues_with(case.unit) if c.shape == "finite" and not c.expression.thought]
    if saying and saying[0].first < colon and saying[0].subject is not None:
        return Decision("direct", saying[0].subject)  # "Abel said she feared old rivals: “…”"
    if beside is not None and units.low[colon - 1] in {*NOUNS, *VERBS} and units.tags[colon - 2] == "'":
        owner = phrase_before(units, colon - 2, low)
        if owner is not None and (units.tags[owner.head[1] - 1] == "X" or is_person(units, owner)):
            return Decision("direct", owner, noun=(colon - 1, colon))  # "The chair's retort: “…”"
    if beside is not None and (units.tags[beside.head[1] - 1] == "X" or is_person(units, beside)):
        return Decision("direct", beside)
    source = main_subject(units, low, colon)
    k = source.first if source is not None else low
    account = source is not None and units.low[source.head[1] - 1] in _ACCOUNTS
    if units.low[k] in ("his", "her") and (account or units.tags[k - 1] == "i"):
        source = Phrase(k, k + 1, (k, k + 1))  # "Her version is shorter: “…”", "already on her feet: “…”"
    return Decision("direct", source) if source is not None else None


_ACCOUNTS = {"version", "verdict", "theory", "memory", "recollection", "motto", *NOUNS}


def continues_quotation(case: Case) -> Decision | None:
    """The quotation stands alone after another one of the same paragraph, so the same person goes on."""
    if not case.is_utterance and case.before != ".":
        return None
    if case.before not in ".Q" or case.after not in ".Q":
        return None
    for unit, decision in reversed(case.earlier):
        if _somebody_else_since(case.scene, unit, case.unit):
            return None
        if decision.kind == "direct" or (decision.kind == "mixed" and decision.subject):
            return Decision("direct", decision.subject, follows=decision.subject is None)
        return None
    return None


def _somebody_else_since(scene: Scene, quoted: int, unit: int) -> bool:
    """In "“No,” Abel said. Vera Holt rose. “Yes.”" a sentence of its own brings in another speaker."""
    units = scene.units
    between = range(units.sentence_of(quoted) + 1, units.sentence_of(unit))
    subjects = (main_subject(units, *units.sentences[k]) for k in between[-1:])
    return any(s is not None and units.tags[s.head[1] - 2 : s.head[1]] == "XX" for s in subjects)


def introduced_by_sentence_before(case: Case) -> Decision | None:
    """The quotation stands alone, and the sentence before it is about somebody who may be speaking."""
    short = len(case.words.split()) < 3 and case.words.rstrip()[-1:] not in ".?!"
    if case.before != "." or case.after not in ".Q" or short:
        return None
    scene = case.scene
    sentence = scene.units.sentence_of(case.unit)
    if sentence == 0 or case.unit != scene.units.sentences[sentence][0]:
        return None
    reported = [c.subject for c in scene.cues[sentence - 1] if c.subject and not c.expression.thought]
    subject = reported[0] if reported else main_subject(scene.units, *scene.units.sentences[sentence - 1])
    if subject is None or not _may_speak(scene, subject):
        return None
    return Decision("direct", subject)


def quoted_by_the_speaker(case: Case) -> Decision | None:
    """“I quote” announces the words of whoever the sentence before is about."""
    scene = case.scene
    cue = next((c for c in scene.cues_with(case.unit) if c.expression.lemma in ("quote", "i quote")), None)
    sentence = scene.units.sentence_of(case.unit)
    if cue is None or cue.after > case.unit or cue.subject is None or sentence == 0:
        return None
    if scene.units.low[cue.subject.first] != "i":
        return None
    for other in scene.cues_with(case.unit):  # "Abel said last night, and I quote"
        if other.first < cue.first and other.subject is not None and other.shape == "finite":
            return Decision("direct", other.subject, other)
    subject = main_subject(scene.units, *scene.units.sentences[sentence - 1])
    return Decision("direct", subject, cue) if subject is not None else None


def _may_speak(scene: Scene, subject: Phrase) -> bool:
    if scene.units.low[subject.head[0]] in ("he", "she", "they", "i", "we", "who"):
        return True
    return scene.units.tags[subject.head[1] - 1] == "X" or is_person(scene.units, subject)


def continues_paragraph_before(case: Case) -> Decision | None:
    """The paragraph opens with the quotation alone, after a paragraph that ended with its speaker."""
    if not case.carried or case.earlier or case.unit > 0 or case.after not in ".Q":
        return None
    return Decision("direct", follows=True)


ATTRIBUTION_RULES: Final[tuple[Rule, ...]] = (
    named_by_its_marks,
    quoted_by_the_speaker,
    cry_from_somebody,
    speaker_follows_quote,
    speaker_precedes_quote,
    quotative_leads_up,
    source_named_beside_quote,
    noun_follows_quote,
    subject_follows_quote,
    fragment_in_reported_clause,
    signed_after_dash,
    name_and_colon,
    continues_quotation,
    fragment_after_reporting_verb,
    owner_of_reporting_noun,
    person_and_verb_before_fragment,
    continues_paragraph_before,
    introduced_by_sentence_before,
    short_and_without_source,
)

__all__ = ["ATTRIBUTION_RULES", "Case", "Decision", "Rule"]
