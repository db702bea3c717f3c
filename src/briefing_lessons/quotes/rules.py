"""The rules that say whose words a quotation holds, in the order in which they are tried."""

from __future__ import annotations

from typing import Final

from briefing_lessons.english.phrases import Phrase, main_subject, phrase_after, phrase_before, subject_before
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import NOUNS, VERBS, classes, pattern
from briefing_lessons.english.wordclasses import WordClass as W
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
from briefing_lessons.quotes.nominal_cues import Cue, is_somebody
from briefing_lessons.quotes.scene import MODALS, Case, Decision, Rule, Scene
from briefing_lessons.spans import QuoteKind


def speaker_follows_quote(case: Case) -> Decision | None:
    """The source and a reporting verb stand right after the quotation."""
    if case.words.rstrip()[-1:] not in ",.?!…—–-" and case.after not in ",-" and case.before != ".":
        return None
    cues, complements = case.cues, case.scene.complements
    if case.before in ",:" and any(
        c.first < case.unit and complements[c.first].kind == "quote" and not c.inverted for c in cues
    ):
        return None  # a reporting verb before the quotation leads up to it
    told = case.scene.units.tags[case.low : case.unit]
    # "The ward was coping, “but only just”, said the nurse"
    ends_a_clause = case.before == "," and case.initial.islower() and W.QUOTE not in told
    for cue in cues:
        if _begins_after(case, cue) and cue.shape == "finite" and not _has_content_of_its_own(case, cue):
            kind: QuoteKind = "direct" if case.before in W.QUOTE + ".,-:" and not ends_a_clause else "mixed"
            return Decision(kind, cue.subject, cue)
    return None


def speaker_precedes_quote(case: Case) -> Decision | None:
    """The source and a reporting verb lead up to the quotation."""
    for cue in case.cues:
        if cue.first > case.unit or cue.shape == "source" or _is_yet_to_come(case, cue):
            continue
        complement = case.scene.complements[cue.first]
        if complement.kind == "quote" and _reaches(case, complement.first):
            utterance = case.before in ",:-" or (case.is_utterance and case.before != W.PREP)
            if case.goes_on_from_fragment or _ends_a_told_clause(case, cue):
                utterance = False
            return Decision("direct" if utterance else "mixed", cue.subject, cue)
        if complement.kind == "that" and _reaches(case, complement.first + 1):
            return Decision("mixed", cue.subject, cue)
    return None


def _is_yet_to_come(case: Case, cue: Cue) -> bool:
    """In "Abel said that the guests would answer “in due course”" the words are Abel's."""
    told = any(clause.first < cue.first < clause.after for clause in case.clauses)
    return told and not MODALS.isdisjoint(case.scene.units.low[cue.group : cue.first])


def _ends_a_told_clause(case: Case, cue: Cue) -> bool:
    """In "The tax, he warns, “will cost us dear”" the quotation ends the reporter's clause."""
    told = case.scene.units.tags[cue.sentence[0] : cue.begin]
    return case.initial.islower() and bool(pattern("[DET NAME NOUN HE TIME] [^QUOTE]* ,").fullmatch(told))


def subject_follows_quote(case: Case) -> Decision | None:
    """A comma closes the quotation; a subject and its verb follow, or a verb and a name: they speak."""
    if case.words.rstrip()[-1:] not in ",?!" or case.before not in W.QUOTE + ".,":
        return None
    units, k = case.scene.units, case.unit + 1
    if inverted := pattern("[ED VERB] ((?:DET? [NOUN ED NAME]*)? NAME) [, STOP WH QUOTE]").match(
        units.tags, k
    ):
        return Decision("direct", phrase_before(units, inverted.end(1), k + 1), noun=(k, k + 1))
    subject = phrase_after(units, k, len(units.tags))
    if subject is None:
        return None
    verb = subject.after + (units.tags[subject.after : subject.after + 1] == W.ADV)
    if units.tags[verb : verb + 1] not in tuple(classes("ED VERB SAID NOUN")):
        return None
    return Decision("direct", subject, noun=(verb, verb + 1))


def quotative_leads_up(case: Case) -> Decision | None:
    """In speech “she’s like”, “he goes” and “everybody was all” lead up to somebody's words."""
    units, k = case.scene.units, case.unit - 2
    if k <= case.low or case.before not in ",:" or units.low[k] not in ("like", "all", "goes", "went", "go"):
        return None
    verb = k if units.low[k] in ("goes", "went", "go") else k - 1
    if verb != k and units.tags[verb] not in classes("AUX POSSESSIVE"):
        return None
    subject = subject_before(units, verb, case.low)
    return Decision("direct", subject, noun=(verb, k + 1)) if subject is not None else None


def source_named_beside_quote(case: Case) -> Decision | None:
    """“According to” and a source stand beside the quotation."""
    for cue in case.cues:
        opens = cue.first <= cue.sentence[0] + 1 and cue.end <= case.unit and case.before == ","
        if cue.shape == "source" and (opens or _begins_after(case, cue)):
            # "According to Abel, “no yard could have missed” the cracks"
            part = opens and case.after not in W.QUOTE + ".,:;-"
            return Decision("direct" if case.before in ".," and not part else "mixed", cue.subject, cue)
    return None


def _has_content_of_its_own(case: Case, cue: Cue) -> bool:
    """The cue looks forward: “X,” she added that …; “X.” He said: “Y”."""
    complement = case.scene.complements[cue.first]
    if complement.kind in ("that", "whether", "to"):
        return not cue.inverted  # but “Stay in,” read a notice that Abel saw
    tags = case.scene.units.tags
    if complement.kind in ("thing", "bare"):
        nominal = tags[complement.first] in classes("DET HE NOUN NAME HIM NUM THAT")
        return nominal and complement.first == cue.after and "person" not in cue.expression.takes
    return ":" in tags[cue.end : complement.first + 1]


def _begins_after(case: Case, cue: Cue) -> bool:
    """The cue or its subject is the first thing after the quotation, but for a comma or an adverb."""
    units = case.scene.units
    k = len(units.tags) - len(units.tags[case.unit + 1 :].lstrip(",-"))
    adverb = cue.begin == k + 1 and (units.tags[k] in classes("ADV TIME ED") or units.low[k] == "as")
    return cue.begin == k or adverb


def _reaches(case: Case, first: int) -> bool:
    between = case.scene.units.tags[first : case.unit]
    return first <= case.unit and set(between) <= set(classes("ADV OTHER") + ",:-.")


def signed_after_dash(case: Case) -> Decision | None:
    """A dash and a name stand after the quotation, as under a letter."""
    units = case.scene.units
    if case.after != "-" or case.before not in classes("QUOTE NAME") + ".":  # "… – Mara Lund “…” – Tom Holm"
        return None
    source = phrase_after(units, case.unit + 2, len(units.tags))
    if source is None or not is_somebody(units, source):
        return None
    ends = source.after >= len(units.tags) or units.tags[source.after] in W.QUOTE + ".,("
    return Decision("direct", source) if ends else None


def name_and_colon(case: Case) -> Decision | None:
    """A name and a colon, or a dash, stand before the quotation."""
    if case.before not in ":-":
        return None
    units, low, colon = case.scene.units, case.low, case.unit - 1
    beside = phrase_before(units, colon, low)
    if beside is not None and (owned := _owned(units, beside, colon)) is not None:
        return owned
    for cue in case.cues:
        if cue.shape in ("source", "noun") and cue.end <= colon:
            # "For Abel, the case is clear: “…”", "Abel's reply is short: “…”"
            return Decision("direct", cue.subject, cue)
        if cue.shape == "finite" and not cue.expression.thought and cue.first < colon and cue.subject:
            return Decision("direct", cue.subject)  # "Abel said she feared old rivals: “…”"
    if beside is not None and is_somebody(units, beside):
        return Decision("direct", beside)
    source = main_subject(units, low, colon)
    if source is None:
        return None
    k = source.first
    account = units.low[source.head[1] - 1] in _ACCOUNTS
    if units.low[k] in ("his", "her") and (account or units.tags[k - 1] == W.PREP):
        source = Phrase(k, k + 1, (k, k + 1))  # "Her version is shorter: “…”", "already on her feet: “…”"
    return Decision("direct", source)


def _owned(units: Units, noun: Phrase, colon: int) -> Decision | None:
    """Return the owner in "the reply of the clerk: “…”" and "The chair's retort: “…”"."""
    of = noun.head[1]
    if units.low[of - 1] in NOUNS and units.low[of] in ("of", "from", "by"):
        return Decision("direct", phrase_before(units, noun.after, of + 1), noun=noun.head)
    if units.low[colon - 1] in {*NOUNS, *VERBS} and units.tags[colon - 2] == "'":
        return Decision("direct", phrase_before(units, colon - 2, noun.first), noun=(colon - 1, colon))
    return None


_ACCOUNTS = {"version", "verdict", "theory", "memory", "recollection", "motto", *NOUNS}


def continues_quotation(case: Case) -> Decision | None:
    """The quotation stands alone after another one of the same paragraph, so the same person goes on."""
    if not case.earlier:
        return None
    unit, decision = case.earlier[-1]
    if case.before == "," and decision.noun is not None and decision.noun[1] == case.unit - 1:
        return Decision("direct", decision.subject)  # “The queue,” she stormed, “was long.”
    alone = case.before == "." or (case.before == W.QUOTE and case.is_utterance)
    if not alone or case.after not in W.QUOTE + "." or decision.kind == "term":
        return None
    if _somebody_else_since(case.scene, unit, case.unit):
        return None
    return Decision("direct", decision.subject, follows=decision.subject is None)


def _somebody_else_since(scene: Scene, quoted: int, unit: int) -> bool:
    """In "“No,” Abel said. Vera Holt rose. “Yes.”" a sentence of its own brings in another speaker."""
    units = scene.units
    between = range(units.sentence_of(quoted) + 1, units.sentence_of(unit))
    subjects = (main_subject(units, *units.sentences[k]) for k in between[-1:])
    return any(s and units.tags[s.head[1] - 2 : s.head[1]] == 2 * W.NAME for s in subjects)


def introduced_by_sentence_before(case: Case) -> Decision | None:
    """The quotation stands alone, and the sentence before it is about somebody who may be speaking."""
    sentence, scene = case.scene.units.sentence_of(case.unit), case.scene
    if case.before != "." or case.after not in W.QUOTE + "." or sentence == 0:
        return None
    reported = [cue.subject for cue in scene.cues[sentence - 1] if cue.subject]
    subject = reported[0] if reported else main_subject(scene.units, *scene.units.sentences[sentence - 1])
    if subject is None:
        return None
    pronoun = scene.units.low[subject.head[0]] in ("he", "she", "they", "i", "we", "who")
    return Decision("direct", subject) if pronoun or is_somebody(scene.units, subject) else None


def quoted_by_the_speaker(case: Case) -> Decision | None:
    """“I quote” announces the words of whoever the sentence before is about."""
    scene = case.scene
    cue = next((c for c in case.cues if c.expression.lemma in ("quote", "i quote")), None)
    sentence = scene.units.sentence_of(case.unit)
    if cue is None or cue.subject is None or scene.units.low[cue.subject.first] != "i" or sentence == 0:
        return None
    for other in case.cues:  # "Abel said last night, and I quote"
        if other.first < cue.first and other.subject is not None and other.shape == "finite":
            return Decision("direct", other.subject, other)
    subject = main_subject(scene.units, *scene.units.sentences[sentence - 1])
    return Decision("direct", subject, cue) if subject is not None else None


def continues_paragraph_before(case: Case) -> Decision | None:
    """The paragraph opens with the quotation alone, after a paragraph that ended with its speaker."""
    if not case.carried or case.unit > 0 or case.after not in W.QUOTE + ".":
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
