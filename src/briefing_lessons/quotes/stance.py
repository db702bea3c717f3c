"""Whether a source says the words it is cited for, denies them, or does neither."""

from __future__ import annotations

from briefing_lessons.english.reporting import VERBS
from briefing_lessons.english.wordclasses import listed
from briefing_lessons.quotes.scene import Scene
from briefing_lessons.spans import QuoteKind, Stance

_DENYING = listed("deny refute reject dispute contradict rebut disavow")
_ASKING = listed("ask wonder inquire enquire doubt query")
_NEGATION = listed("not n't never neither nor no refused declined")


def stance_of(scene: Scene, cue: tuple[int, int], kind: QuoteKind) -> Stance:
    """Return what the source does with the words: a question or a verb that is negated asserts nothing.

    Parameters
    ----------
    scene
        The paragraph.
    cue
        Units of the reporting expression.
    kind
        A quotation in marks was uttered, whatever the verb; only what is reported can be denied.
    """
    low, first = scene.units.low, cue[0]
    verb = VERBS.get(low[first])
    lemma = verb.lemma if verb is not None else low[first]
    before = low[max(scene.units.sentences[scene.units.sentence_of(first)][0], first - 4) : first]
    negated = any(word in _NEGATION or word.endswith("n't") for word in before)
    if lemma in _DENYING and kind != "direct":
        return "neither" if negated and "nor" not in before else "denied"
    if kind == "direct":
        return "said"
    if negated and "nor" in before:
        return "denied"
    return "neither" if negated or lemma in _ASKING else "said"
