"""From the words that name a source to the source: names, roles, and pronouns by agreement and recency."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_lessons.english.phrases import Phrase, phrase_before, simple_phrase_before
from briefing_lessons.english.subjects import is_person, main_subject
from briefing_lessons.english.units import Units
from briefing_lessons.people.entities import Source
from briefing_lessons.people.memory import Memory
from briefing_lessons.people.pronouns import (
    described_before,
    name_before,
    person_meant,
    thing_meant,
    words_of,
)

_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_TOPICS = frozenset(["he", "she", "his", "her"])
_SELF = frozenset(["i", "we", "me", "us", "my", "our"])
_THING = frozenset(["it", "they", "them", "their", "its"])
_ASKED = frozenset(["asked", "pressed", "questioned"])
_YOU = frozenset(["you", "your"])
_MEMBERS = frozenset(["gentleman", "lady", "member", "friend", "lord"])
_RELATIVE = frozenset(["who", "which", "that"])


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whose words they are, with the way from the mention to the name."""

    source: Source | None = None
    mention: tuple[int, int] | None = None  #: offsets in the unchanged text
    chain: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        """The canonical name."""
        return self.source.name if self.source else None


def _is_honourable(units: Units, head: int) -> bool:
    """In a parliament "the hon. Gentleman" is whoever has just spoken."""
    low = units.low
    return low[head] in _MEMBERS and "".join(low[max(head - 2, 0) : head]) in ("hon.", "honourable")


@dataclass(frozen=True, slots=True)
class Resolver:
    """Says whom words mean where they stand, and remembers them."""

    memory: Memory

    def resolve(self, units: Units, phrase: Phrase) -> Resolved:
        """Return whom the words of `phrase` mean where they stand."""
        mention = self.memory.view.source_span(*units.span(phrase.first, phrase.after))
        words = words_of(units, phrase)
        head = phrase.head[0]
        word = units.low[head]
        source: Source | None
        if self.memory.hearer and _is_honourable(units, head):
            source = self.memory.cast.find(self.memory.hearer, mention[0])
        elif phrase.head[1] - head > 1 or units.tags[head] in "Xn":
            source = described_before(self.memory, units, phrase, mention[0]) or self.memory.cast.find(
                words, mention[0]
            )
        elif word in _SELF or word in _YOU:
            name = self.memory.speaker if word in _SELF else self.memory.hearer
            source = self.memory.cast.find(name, mention[0]) if name else None
        elif word in _GENDER:
            source = self._person(units, head, mention[0])
        elif word in _THING:
            source = thing_meant(self.memory, units, head, mention[0])
        elif word in _RELATIVE and head > 0:
            return self._antecedent(units, head, mention, words)
        else:
            source = self.memory.cast.find(words, mention[0])
        if source is None:
            return Resolved(None, mention, (words,))
        self.memory.remember(units, phrase.first, source)
        chain = (words,) if words == source.name else (words, source.name)
        return Resolved(source, mention, chain)

    def _person(self, units: Units, pronoun: int, at: int) -> Source | None:
        """Return whom "he" or "she" means."""
        gender = _GENDER[units.low[pronoun]]
        nearest = self._nearest(units, pronoun)
        before = name_before(self.memory, units, pronoun, at)
        if before is not None and before.gender not in (None, gender):
            before = None
        source = (
            (before if before is not None and before.named else None)
            or person_meant(self.memory, nearest, gender)
            or before
            or person_meant(self.memory, nearest, gender, unsure=True)
        )
        if source is not None:
            source.person, source.gender = True, source.gender or gender
        return source

    def _nearest(self, units: Units, pronoun: int) -> int:
        """Return the offset before which a pronoun looks back: "asked by a guest, he" is not the guest."""
        low = units.sentences[units.sentence_of(pronoun)][0]
        asked = units.low[low] in _ASKED and "by" in units.low[low + 1 : pronoun]
        return self.memory.view.source_offset(units.starts[low if asked else pronoun])

    def _antecedent(self, units: Units, head: int, mention: tuple[int, int], word: str) -> Resolved:
        end = head - 1 if units.tags[head - 1] == "," else head
        before = phrase_before(units, end, 0)
        nearest = simple_phrase_before(units, end, 0)
        named = nearest is not None and units.tags[nearest[1] - 1] == "X"
        if before is not None and nearest is not None and named and not is_person(units, before):
            before = Phrase(*nearest, nearest)  # "to meet with Abel, who"
        if before is None:
            return Resolved(None, mention, (word,))
        found = self.resolve(units, before)
        return Resolved(found.source, mention, (word, *found.chain))

    def notice_topic(self, units: Units, sentence: int) -> None:
        """Take note of whom "he" or "his" means that opens a sentence: there it is the topic."""
        low = units.sentences[sentence][0]
        if units.low[low] in _TOPICS:
            source = self._person(units, low, self.memory.view.source_offset(units.starts[low]))
            if source is not None:
                self.memory.remember(units, low, source)

    def topic_of(self, units: Units) -> Resolved | None:
        """Return the last person whom a sentence of a paragraph is about."""
        for low, high in reversed(units.sentences):
            subject = main_subject(units, low, high)
            if subject is None or not (
                units.tags[subject.head[1] - 1] == "X" or units.low[subject.first] in _TOPICS
            ):
                continue
            found = self.resolve(units, subject)
            if found.source is not None and found.source.person and not found.source.plural:
                return found
        return None
