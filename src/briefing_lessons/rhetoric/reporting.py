"""The reporter's verbs: how the words of others are introduced, and with what stance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from briefing_lessons.english.analysis import Analysis
from briefing_lessons.english.reporting import VERBS, Expression
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import VERB_LIKE_NOUNS, WordClass
from briefing_lessons.english.words import BE, word_list
from briefing_lessons.quotes.cue import Cue
from briefing_lessons.quotes.cues import find_cues
from briefing_lessons.rhetoric.wording import Wording, covers
from briefing_lessons.spans import Mark

#: of the verbs of thought these are also acts of speech
_SPEAKING_THOUGHT = word_list("spoken thoughts")
#: on the list because they may introduce a clause, but no acts of speech
_NO_SPEECH = word_list("no speech")
#: acts of speech whose subject need not speak: only reported words show that somebody does
_NEEDS_WORDS = word_list("needs words")
#: said to somebody, and so also in the passive: were told
_TO_PERSONS = word_list("said to persons")
#: said about something: commenting on the talks
_ON_A_TOPIC = word_list("said on a topic")
_BEFORE_PARTICIPLE = word_list("before a participle")
_YET_TO_COME = word_list("yet to come")
_BEFORE_ADJECTIVE = frozenset(
    {WordClass.VERB, WordClass.ED_FORM, WordClass.PREPOSITION, WordClass.COORDINATOR}
)
_WORDS_FOLLOW = frozenset({WordClass.THAT, WordClass.QUOTATION})
_CLAUSE_OPENS = ("", WordClass.COMMA, WordClass.FINAL_MARK, WordClass.QUOTATION)
_CLAUSE_FOLLOWS = frozenset(
    {WordClass.DETERMINER, WordClass.SUBJECT_PRONOUN, WordClass.QUESTION_WORD, WordClass.NAME}
)
_CLASS: Final = {
    "neutral": "a neutral verb",
    "structuring": "a verb that places the words after others",
    "endorsing": "a verb that treats the words as true",
    "strong": "a verb of force",
    "tentative": "a verb that leaves room for doubt",
    "distancing": "a verb that does not vouch for the words",
    "evaluative": "a verb that judges",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A reporting verb of the reporter: its units and why it counts."""

    first: int
    after: int
    expression: Expression
    reason: str


def reporting_verb(wording: Wording) -> Iterator[Mark]:
    """Mark the reporter's verbs of speaking, with their stance as `category`.

    Stances: neutral (say), structuring (add), endorsing (point out), strong (insist), tentative (suggest),
    distancing (claim), evaluative (slam). Only in the reporter's voice and in headings. Not marked: nouns
    ("dismissed claims"), adjectives ("stated position"), verbs inside speech.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> text = "The minister dismissed claims that her stated position had changed, she pointed out."
    >>> [(mark.text, mark.category) for mark in reporting_verb(cut_sentence(text, voice="reporter"))]
    [('dismissed', 'evaluative'), ('pointed out', 'endorsing')]

    Source: Hyland (1999) and Bednarek and Caple (2012) ch. 4 for the stances; the list is
    `english/reporting.csv`.
    """
    introducing = {q.attribution.cue.start for q in wording.quotes if q.attribution.cue is not None}
    reported = [(q.start, q.end) for q in wording.quotes if q.kind == "indirect"]
    for block in wording.blocks:
        for found in sorted(_in_block(block, introducing, reported), key=lambda found: found.first):
            start, end = block.view.source_span(*block.units.span(found.first, found.after))
            first = bisect_left(wording.starts, start)
            segment = wording.segment(first) if wording.segments else None
            if segment is None or segment.spoken or segment.voice == "boilerplate":
                continue
            stance = found.expression.stance
            evidence = f"“{found.expression.lemma}” is {_CLASS[stance]}; {found.reason}"
            yield wording.mark_at("reporting_verb", start, end, evidence, stance)


def _in_block(
    block: Analysis, introducing: set[int], reported: Sequence[tuple[int, int]]
) -> Iterator[_Found]:
    units = block.units
    for sentence in units.sentences:
        cues = [cue for cue in find_cues(units, sentence) if cue.expression.pos in ("verb", "phrase")]
        for cue in cues:
            start, _ = block.view.source_span(*units.span(cue.first, cue.after))
            if _thinks(cue.expression):
                continue
            if start in introducing:
                yield _Found(cue.first, cue.after, cue.expression, "it introduces reported words")
            elif not covers(reported, start) and not any(sign(units, cue) for sign in NO_SPEECH):
                yield _Found(cue.first, cue.after, cue.expression, "somebody speaks")
        taken = {unit for cue in cues for unit in range(cue.first, cue.after)}
        for k in range(*sentence):
            if k not in taken and (_says(units, k) or _asked(units, k, sentence[0])):
                yield _Found(k, k + 1, VERBS[units.low[k]], "somebody speaks or is spoken to")


def _says(units: Units, k: int) -> bool:
    """Said last week that …; it is said that … names nobody who speaks."""
    return units.low[k] == "said" and not (k and units.low[k - 1] in BE)


def _asked(units: Units, k: int, low: int) -> bool:
    """Asked about the bakers, …; when asked; were told; commenting on the talks: without a subject."""
    word, before = units.low[k], units.low[k - 1] if k > low else ""
    expression = VERBS.get(word)
    if expression is None:
        return False
    if expression.lemma in _TO_PERSONS and word.endswith(("d", "t")):
        return before in BE | _BEFORE_PARTICIPLE or k == low
    opens = k == low or before in _BEFORE_PARTICIPLE
    return expression.lemma in _ON_A_TOPIC and opens and units.tags[k + 1 : k + 2] == WordClass.PREPOSITION


def _thinks(expression: Expression) -> bool:
    """Believes, considers, shows: no act of speech."""
    thought = expression.thought and expression.lemma not in _SPEAKING_THOUGHT
    return thought or expression.lemma in _NO_SPEECH


def _own_words(units: Units, cue: Cue) -> bool:
    """I say, we ask: somebody talks of his or her own words."""
    return cue.subject is not None and units.low[cue.subject.first] in ("i", "we", "you")


def _needs_words(units: Units, cue: Cue) -> bool:
    """Opened the road, is called Will: only reported words would show that somebody speaks."""
    if "names" in cue.expression.takes:
        return True
    return cue.expression.lemma in _NEEDS_WORDS and units.tags[cue.after : cue.after + 1] not in _WORDS_FOLLOW


def _yet_to_come(units: Units, cue: Cue) -> bool:
    """Suppliers must tell customers: nobody has spoken."""
    return not _YET_TO_COME.isdisjoint(units.low[cue.group : cue.first])


def _adjective(units: Units, cue: Cue) -> bool:
    """Doctors treated stressed staff and reported cases."""
    before, following = units.tags[max(0, cue.first - 1) : cue.first], units.tags[cue.after : cue.after + 1]
    attributive = before in _BEFORE_ADJECTIVE and units.low[cue.first].endswith("ed")
    return (
        attributive and following == WordClass.NOUN and not cue.expression.takes & {"object", "thing", "of"}
    )


def _state(units: Units, cue: Cue) -> bool:
    """The ward was closed; the change was announced: nobody is spoken to."""
    return cue.shape == "passive" and cue.expression.lemma not in _TO_PERSONS


def _gerund(units: Units, cue: Cue) -> bool:
    """A press briefing; said Batbayar, smiling; without reading it."""
    following, before = units.tags[cue.after : cue.after + 1], units.tags[max(0, cue.first - 1) : cue.first]
    if cue.shape != "participle" or following in _WORDS_FOLLOW:
        return False
    opens = before in _CLAUSE_OPENS or units.low[cue.first - 1] in _BEFORE_PARTICIPLE
    return not opens or not (following in _CLAUSE_FOLLOWS or cue.expression.lemma in _ON_A_TOPIC)


def _noun(units: Units, cue: Cue) -> bool:
    """The cheaper brands went first; her counsel; a written order."""
    if cue.first and units.tags[cue.first - 1] == WordClass.POSSESSIVE:
        return True
    following = units.tags[cue.after : cue.after + 1]
    return units.low[cue.first] in VERB_LIKE_NOUNS and following not in _WORDS_FOLLOW | {
        WordClass.SUBJECT_PRONOUN
    }


#: signs that a cue without reported words is no act of speech; tried in this order
NO_SPEECH: Final[tuple[Callable[[Units, Cue], bool], ...]] = (
    _own_words,
    _needs_words,
    _yet_to_come,
    _adjective,
    _state,
    _gerund,
    _noun,
)
