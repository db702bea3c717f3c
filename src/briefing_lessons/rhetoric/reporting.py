"""The reporter's verbs: how the words of others are introduced, and with what stance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from briefing_lessons.english.analysis import Analysis
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import VERB_LIKE_NOUNS, VERBS, Expression, WordClass
from briefing_lessons.english.words import BE, word_list
from briefing_lessons.quotes.cues import Cue, find_cues
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
_GESTURES = word_list("gestures")
_ON_A_TOPIC = word_list("said on a topic")
_BEFORE_PARTICIPLE = word_list("before a participle")
_YET_TO_COME = word_list("yet to come")
_WORDS_FOLLOW = (WordClass.THAT, WordClass.QUOTATION)
_CLAUSE_FOLLOWS = (WordClass.DETERMINER, WordClass.SUBJECT_PRONOUN, WordClass.QUESTION_WORD, WordClass.NAME)
_CLAUSE_OPENS = ("", WordClass.COMMA, WordClass.FINAL_MARK, WordClass.QUOTATION)
_BEFORE_ADJECTIVE = (WordClass.VERB, WordClass.ED_FORM, WordClass.PREPOSITION, WordClass.COORDINATOR)
_CLASS: Final = {
    "neutral": "a neutral verb",
    "structuring": "a verb that places the words after others",
    "endorsing": "a verb that treats the words as true",
    "strong": "a verb of force",
    "tentative": "a verb that leaves room for doubt",
    "distancing": "a verb that does not vouch for the words",
    "evaluative": "a verb that judges",
}


_Found = tuple[int, int, Expression, str]  # its first unit, the unit after it, why it counts


class _Place(NamedTuple):
    """A cue where it stands."""

    units: Units
    cue: Cue

    @property
    def before(self) -> str:
        """The class of the unit before it."""
        return self.units.tags[max(0, self.cue.first - 1) : self.cue.first]

    @property
    def after(self) -> str:
        """The class of the unit after it."""
        return self.units.tags[self.cue.after : self.cue.after + 1]

    @property
    def word(self) -> str:
        """Its first word."""
        return self.units.low[self.cue.first]


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
        for first, after, expression, reason in sorted(
            _in_block(block, introducing, reported), key=lambda found: found[0]
        ):
            start, end = block.view.source_span(*block.units.span(first, after))
            segment = wording.segment(bisect_left(wording.starts, start)) if wording.segments else None
            if segment is not None and segment.voice in ("reporter", "heading"):
                why = f"“{expression.lemma}” is {_CLASS[expression.stance]}; {reason}"
                yield wording.mark("reporting_verb", (start, end), why, expression.stance)


def _in_block(
    block: Analysis, introducing: set[int], reported: Sequence[tuple[int, int]]
) -> Iterator[_Found]:
    units = block.units
    for sentence in units.sentences:
        cues = [cue for cue in find_cues(units, sentence) if cue.expression.pos in ("verb", "phrase")]
        for cue in cues:
            start, _ = block.view.source_span(*units.span(cue.first, cue.after))
            apart = WordClass.QUOTATION not in units.tags[slice(*sentence)]
            if _thinks(cue.expression) or (apart and cue.expression.lemma in _GESTURES):
                continue
            if start in introducing:
                yield cue.first, cue.after, cue.expression, "it introduces reported words"
            elif not covers(reported, start) and not any(sign(_Place(units, cue)) for sign in NO_SPEECH):
                yield cue.first, cue.after, cue.expression, "somebody speaks"
        taken = {unit for cue in cues for unit in range(cue.first, cue.after)}
        for k in range(*sentence):
            if k not in taken and (_says(units, k) or _asked(units, k, sentence[0])):
                yield k, k + 1, VERBS[units.low[k]], "somebody speaks or is spoken to"


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


def _own_words(at: _Place) -> bool:
    """I say, we ask: somebody talks of his or her own words."""
    return at.cue.subject is not None and at.units.low[at.cue.subject.first] in ("i", "we", "you")


def _needs_words(at: _Place) -> bool:
    """Opened the road, is called Will: only reported words would show that somebody speaks."""
    needs = at.cue.expression.lemma in _NEEDS_WORDS and at.after not in _WORDS_FOLLOW
    return needs or "names" in at.cue.expression.takes


def _yet_to_come(at: _Place) -> bool:
    """Suppliers must tell customers: nobody has spoken."""
    return not _YET_TO_COME.isdisjoint(at.units.low[at.cue.group : at.cue.first])


def _adjective(at: _Place) -> bool:
    """Doctors treated stressed staff and reported cases."""
    attributive = at.before in _BEFORE_ADJECTIVE and at.after == WordClass.NOUN and at.word.endswith("ed")
    return attributive and not at.cue.expression.takes & {"object", "thing", "of"}


def _state(at: _Place) -> bool:
    """The ward was closed; the change was announced: nobody is spoken to."""
    return at.cue.shape == "passive" and at.cue.expression.lemma not in _TO_PERSONS


def _gerund(at: _Place) -> bool:
    """A press briefing; said Batbayar, smiling; without reading it."""
    if at.cue.shape != "participle" or at.after in _WORDS_FOLLOW:
        return False
    opens = at.before in _CLAUSE_OPENS or at.units.low[at.cue.first - 1] in _BEFORE_PARTICIPLE
    return not opens or not (at.after in _CLAUSE_FOLLOWS or at.cue.expression.lemma in _ON_A_TOPIC)


def _noun(at: _Place) -> bool:
    """The cheaper brands went first; her counsel; a written order."""
    clause = at.after in (*_WORDS_FOLLOW, WordClass.SUBJECT_PRONOUN)
    return at.before == WordClass.POSSESSIVE or (at.word in VERB_LIKE_NOUNS and not clause)


#: signs that a cue without reported words is no act of speech; tried in this order
NO_SPEECH: Final[tuple[Callable[[_Place], bool], ...]] = (
    _own_words, _needs_words, _yet_to_come, _adjective, _state, _gerund, _noun
)  # fmt: skip
