"""Reporting expressions that are no verbs: "according to", "in her words", "Abel's claim that", "is sure"."""

from __future__ import annotations

from typing import Literal, NamedTuple

from briefing_lessons.english.phrases import (
    Phrase,
    is_person,
    main_subject,
    phrase_after,
    phrase_before,
    subject_before,
    with_name,
)
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import ADJECTIVES, NOUNS, SOURCES, Expression, classes, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import word_list
from briefing_lessons.people.names import BODIES, OWNERS

#: Nouns for what speaks and is no person.
SPEAKING = BODIES | NOUNS.keys()
Shape = Literal["finite", "participle", "infinitive", "passive", "source", "noun", "adjective"]


class Cue(NamedTuple):
    """A reporting expression in its sentence."""

    first: int  #: first unit of the expression
    after: int  #: unit after its last
    group: int  #: first unit of the verb group, with its auxiliaries and adverbs
    expression: Expression
    shape: Shape
    subject: Phrase | None
    inverted: bool  #: the subject follows: "said Lavrov"
    inherited: bool  #: the subject is that of an earlier verb: "…, adding that"
    sentence: tuple[int, int]

    @property
    def end(self) -> int:
        """The unit after the cue and, if it follows, its subject."""
        return max(self.after, self.subject.after) if self.subject and self.inverted else self.after

    @property
    def begin(self) -> int:
        """The first unit of the subject, or of the verb group where the subject is elsewhere."""
        if self.subject is None or self.inherited or self.inverted:
            return self.group
        return self.subject.first if self.subject.first < self.group else self.group


def is_somebody(units: Units, phrase: Phrase) -> bool:
    """Say whether a noun phrase is a name or a word for a person."""
    return units.tags[phrase.head[1] - 1] == W.NAME or is_person(units, phrase)


def nominal_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return the reporting noun, the source or the viewpoint at unit `k`."""
    word = units.low[k]
    if units.tags[k] == W.NOUN and word in NOUNS:
        return noun_cue(units, k, sentence)
    opens_name = units.tags[k : k + 2] == 2 * W.NAME  # "Per Lund"
    if word in SOURCES and not opens_name and (cue := source_cue(units, k, sentence)) is not None:
        return cue
    return viewpoint_cue(units, k, sentence) or manner_cue(units, k, sentence)


def source_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "according to X" or "in the words of X" at unit `k`."""
    for words, expression in SOURCES[units.low[k]]:
        after = k + len(words)
        if tuple(units.low[k:after]) == words and "thought" not in expression.takes:
            subject = phrase_after(units, after, sentence[1])
            if words == ("per",) and (subject is None or units.tags[subject.head[1] - 1] != W.NAME):
                return None  # "per head" names no source
            if subject is not None:
                return Cue(k, after, k, expression, "source", subject, True, False, sentence)
    return None


#: Behind "For Abel": not ", bottom as recently as May, it was"
_OPENS_VIEW = pattern(", (?: WH | [^, STOP]* [AUX VERB SAID ED QUOTE] )")


def viewpoint_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "For Abel," at the start of a sentence: the viewpoint from which the rest is true."""
    if k != sentence[0] or units.low[k] != "for":
        return None
    whose = phrase_after(units, k + 1, sentence[1], whole=False)
    if whose is None or not _OPENS_VIEW.match(units.tags, whose.after):
        return None
    pronoun = whose.after == k + 2 and units.low[k + 1] in ("him", "her", "them")
    person = is_somebody(units, whose) or pronoun
    return Cue(k, k + 1, k, _IN_WORDS, "source", whose, True, False, sentence) if person else None


def manner_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "in her words" or "in Abel's view" at unit `k`."""
    low, high = sentence
    owner = _owner_after(units, k + 1, high) if units.low[k] == "in" and k + 1 < high else None
    if owner is None:
        return None
    noun = owner.after + (units.low[owner.after - 1] not in OWNERS)
    if noun >= high or units.low[noun] not in word_list("ways of telling"):
        return None
    behind = units.tags[noun + 1 : high]
    # "In her view the piles could last"
    opens = k == low and pattern("[DET HE NAME] | NOUN{1,3} [AUX VERB SAID]").match(behind)
    ends = behind[:1] in W.QUOTE + ",.;:"
    return Cue(k, noun + 1, k, _IN_WORDS, "source", owner, False, True, sentence) if ends or opens else None


def _owner_after(units: Units, first: int, high: int) -> Phrase | None:
    """Return "her" or "Abel" of "Abel's"."""
    if units.low[first] in OWNERS:
        return Phrase(first, first + 1, (first, first + 1))
    named = pattern("[DET NOUN NAME]+ (?=POSSESSIVE .)").match(units.tags, first, high)
    return Phrase(*named.span(), named.span()) if named else None


def noun_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return the reporting noun at unit `k` with its owner: "Abel's claim that", "the claim by Abel that"."""
    low, high = sentence
    expression = NOUNS[units.low[k]]
    follows = units.tags[k + 1 : high]
    # "Abel's point was that …", "Her reply was brief: …"
    if pattern("AUX? THAT | , [ED VERB] [^,]* , THAT | (?: AUX ADV* [SAID NOUN ED ADV] )? : | $").match(
        follows
    ):
        owner = owner_before(units, k, low)
        if owner is not None:
            return Cue(k, k + 1, k, expression, "noun", owner, False, True, sentence)
        return _with_light_verb(units, k, sentence)
    if units.low[k + 1] == "by":
        owner = phrase_after(units, k + 2, high)
        if owner is not None and pattern("(?:, [^,]* ,)? THAT").match(units.tags[owner.after : high]):
            owner = with_name(units, owner, high)
            return Cue(k, k + 1, k, expression, "noun", owner, True, False, sentence)
    return None


def _with_light_verb(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """In "he expressed the hope that" and "comes to the conclusion that" verb and noun report together."""
    low, tags = sentence[0], units.tags
    verb = low + len(tags[low:k].rstrip(classes("DET NOUN ADV ED")).removesuffix(W.TO)) - 1
    if verb < low or units.low[verb] not in word_list("light verbs"):
        return None
    group = low + len(tags[low:verb].rstrip(classes("AUX ADV")))
    owner = subject_before(units, group, low)
    if owner is None and tags[group - 1] == W.AND:
        owner = main_subject(units, low, group)  # "Abel knew him, and came to the conclusion that"
    if owner is None:
        return None
    return Cue(verb, k + 1, group, NOUNS[units.low[k]], "noun", owner, False, False, sentence)


def owner_before(units: Units, k: int, low: int) -> Phrase | None:
    """Return "her" or "Abel" before the noun at unit `k`: "her claim", "Abel's last words"."""
    first = low + len(units.tags[low:k].rstrip(classes("NOUN ADV ED ING NUM")))
    if first == low:
        return None
    if units.low[first - 1] in OWNERS:
        return Phrase(first - 1, first, (first - 1, first))
    return phrase_before(units, first - 1, low) if units.tags[first - 1] == "'" else None


_COMPARING = ("more", "less")
_MIND_CONTENT = pattern("[THAT DET HE NAME] | , [ADV BUT BECAUSE] , THAT")


def adjective_cue(units: Units, k: int, sentence: tuple[int, int]) -> Cue | None:
    """Return "is sure that" at unit `k`: a state of mind with its clause."""
    low = sentence[0]
    group = k
    helping = classes("AUX POSSESSIVE")
    while group > low and (units.tags[group - 1] in helping + W.ADV or units.low[group - 1] in _COMPARING):
        group -= 1
    if not set(helping) & set(units.tags[group:k]) or not _MIND_CONTENT.match(units.tags, k + 1):
        return None  # "is convinced, though, that"
    subject = subject_before(units, group, low)
    if subject is None and units.tags[group - 1] == W.AND:
        subject = main_subject(units, low, group)  # "Abel rejects it, and is convinced that"
    if subject is None:
        return None
    return Cue(k, k + 1, group, ADJECTIVES[units.low[k]], "adjective", subject, False, False, sentence)


_IN_WORDS: Expression = next(e for found in SOURCES.values() for words, e in found if words[0] == "in")
