"""Rules for a quotation that goes on without a reporting verb of its own."""

from __future__ import annotations

from briefing_lessons.english.phrases import Phrase
from briefing_lessons.english.subjects import is_person, main_subject
from briefing_lessons.quotes.rules.case import Case, Decision
from briefing_lessons.quotes.scene import Scene


def continues_quotation(case: Case) -> Decision | None:
    """The quotation stands alone after another one of the same paragraph, so the same person goes on."""
    if not case.is_utterance and case.before != ".":
        return None
    if case.before not in ".Q" or case.after not in ".Q":
        return None
    for _, decision in reversed(case.earlier):
        if decision.kind == "direct" or (decision.kind == "mixed" and decision.subject):
            return Decision("direct", decision.subject, follows=decision.subject is None)
        return None
    return None


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
    if scene.units.low[subject.head[0]] in ("he", "she", "they", "i", "we"):
        return True
    return scene.units.tags[subject.head[1] - 1] == "X" or is_person(scene.units, subject)


def continues_paragraph_before(case: Case) -> Decision | None:
    """The paragraph opens with the quotation alone, after a paragraph that ended with its speaker."""
    if not case.carried or case.earlier or case.unit > 0 or case.after not in ".Q":
        return None
    return Decision("direct", follows=True)
