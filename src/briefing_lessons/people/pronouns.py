"""Whom "he", "they" and "the fisher" mean: by agreement and recency."""

from __future__ import annotations

import re
from operator import attrgetter

from briefing_lessons.english.phrases import Phrase
from briefing_lessons.english.reporting import NOUNS
from briefing_lessons.english.subjects import is_person, main_subject
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import BE, PERSON_NOUNS, in_plural
from briefing_lessons.people.entities import Source
from briefing_lessons.people.memory import Memory

_THING_BEFORE = re.compile("d[neg']*n")


def words_of(units: Units, phrase: Phrase) -> str:
    """Return the name in the phrase, or, where its head is no name, all its words."""
    nameless = units.tags[phrase.head[1] - 1] in "nd#" or "&" in units.tags[phrase.first : phrase.after]
    whole = nameless and phrase.after - phrase.first <= 12
    return " ".join(units.words(*((phrase.first, phrase.after) if whole else phrase.head)).split())


def person_meant(memory: Memory, at: int, gender: str, unsure: bool = False) -> Source | None:
    """Return the latest person who fits, preferring the first one named in a sentence.

    Names that nothing shows to be a person's count only where `unsure`.
    """
    own = memory.cast.find(memory.speaker, at) if memory.speaker else None
    candidates = sorted((s for s in memory.seen if s.at < at), key=attrgetter("at"))
    while candidates:
        sentence = candidates[-1].sentence
        group = [s.source for s in candidates if s.sentence == sentence]
        del candidates[-len(group) :]
        group.sort(key=lambda source: source.words[-1].islower())  # a name before "a reporter"
        for source in group:
            if source is own or source.person is False or (source.gender and source.gender != gender):
                continue
            if source.plural:
                continue
            if source.person or source.cited:
                source.gender = source.gender or gender
                return source
            if unsure and len(source.words) > 1:
                return source
    return None


def name_before(memory: Memory, units: Units, unit: int, at: int) -> Source | None:
    """Return who opens the sentence before: a name never given in full, or "a spokesman"."""
    sentence = units.sentence_of(unit)
    if sentence == 0:
        return None
    subject = main_subject(units, *units.sentences[sentence - 1])
    if subject is None or (subject.first > 0 and units.tags[subject.first - 1] == "V"):
        return None  # "The wheel, said her rival, …": no subject of the sentence
    described = is_person(units, subject) and not in_plural(units.low[subject.head[1] - 1])
    if units.tags[subject.head[1] - 1] != "X" and not described:
        return None
    found = memory.cast.find(words_of(units, subject), at)
    return None if found.person is False else found


def thing_meant(memory: Memory, units: Units, unit: int, at: int) -> Source | None:
    """Return what "it" or "they" stands for: the source or thing of the sentences before."""
    sentence = units.sentence_of(unit)
    here = memory.first_sentence + sentence
    subject = main_subject(units, units.sentences[sentence][0], unit)
    last = subject.head[1] - 1 if subject is not None else 0
    plural = units.tags[last] == "n" and in_plural(units.low[last])
    if units.low[unit] == "they" and subject is not None and plural:
        return memory.cast.find(words_of(units, subject), at)
    if units.low[unit] == "it" and subject is not None and not plural and _reports(units, subject, unit):
        return memory.cast.find(words_of(units, subject), at)
    recent = [s.source for s in reversed(memory.seen) if s.at < at and s.sentence >= here - 2]
    they = units.low[unit] != "it" and units.low[unit] != "its"
    possible = [
        s for s in recent if s.cited and (not s.person or (s.plural and they)) and (they or not s.plural)
    ]
    if possible:
        return next((s for s in possible if s.person and units.low[unit] == "they"), possible[0])
    if sentence == 0:
        return None
    low, high = units.sentences[sentence - 1]
    things = list(_THING_BEFORE.finditer(units.tags, low, high))
    for match in reversed(things):  # "The council sent a note. It states …": what can speak is the note
        predicated = units.low[match.start() - 1] in BE  # "A ticket is no promise. It says …"
        if units.low[match.end() - 1] in NOUNS and not predicated:
            return memory.cast.find(" ".join(units.words(*match.span()).split()), at)
    subject = main_subject(units, low, high)
    if subject is not None and units.tags[subject.first] not in "p" and not is_person(units, subject):
        return memory.cast.find(" ".join(units.words(*subject.head).split()), at)
    return memory.cast.find(" ".join(units.words(*things[-1].span()).split()), at) if things else None


def _reports(units: Units, subject: Phrase, unit: int) -> bool:
    """In "The guild wrote that it accepts …" what reports is what "it" stands for."""
    thing = units.tags[subject.first] not in "po" and not is_person(units, subject)
    return thing and "V" in units.tags[subject.after : unit]


def described_before(memory: Memory, units: Units, phrase: Phrase, at: int) -> Source | None:
    """Return whom "the official" or "the fisher" takes up again, where no role tells it."""
    low = units.low[phrase.head[0] : phrase.head[1]]
    if len(low) != 2 or low[0] != "the" or memory.cast.with_role(low[1]) is not None:
        return None
    if low[1] in memory.cast.by_head:
        return memory.cast.by_head[low[1]]
    here = memory.first_sentence + units.sentence_of(phrase.first)
    if low[1] not in PERSON_NOUNS or in_plural(low[1]):
        return None
    recent = (s.source for s in reversed(memory.seen) if s.at < at and here - 1 <= s.sentence)
    named = (s for s in recent if s.person and s.role is None and len(s.words) > 1)
    return next((source for source in named if source.name != memory.speaker), None)
