"""From the words that name a source to the source: names, roles, and pronouns by agreement and recency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter

from briefing_lessons.quotes.chunks import Phrase, phrase_after, phrase_before, simple_phrase_before
from briefing_lessons.quotes.lexicon import NOUNS
from briefing_lessons.quotes.names import split_role
from briefing_lessons.quotes.people import Cast, Source
from briefing_lessons.quotes.scene import Scene
from briefing_lessons.quotes.subjects import is_person, main_subject
from briefing_lessons.quotes.wordclasses import PERSON_NOUNS
from briefing_lessons.reading.view import View

_NAMES = re.compile("X+")
_THING_BEFORE = re.compile("d[neg']*n")
_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_SELF = frozenset(["i", "we", "me", "us", "my", "our"])
_THING = frozenset(["it", "they", "them", "their", "its"])
_YOU = frozenset(["you", "your"])
_RELATIVE = frozenset(["who", "which", "that"])
#: How many sentences back a pronoun may look, and how many mentions are kept for it.
_REACH, _KEPT = 8, 60


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


@dataclass(frozen=True, slots=True)
class _Seen:
    at: int  #: offset of the mention in the unchanged text
    sentence: int
    source: Source


@dataclass(slots=True)
class Resolver:
    """Remembers who was mentioned while the text is read in order."""

    cast: Cast
    view: View = field(default_factory=lambda: View("", (0,), (0,)))
    speaker: str | None = None  #: who says "I" here
    hearer: str | None = None  #: who is "you" here
    seen: list[_Seen] = field(default_factory=list)
    first_sentence: int = 0  #: number of the first sentence of the present paragraph
    next_sentence: int = 0

    def enter(self, scene: Scene, view: View, speaker: str | None, hearer: str | None) -> None:
        """Begin a paragraph: take note of the names in it."""
        self.view, self.speaker, self.hearer = view, speaker, hearer
        self.first_sentence = self.next_sentence
        self.next_sentence += len(scene.units.sentences)
        del self.seen[:-_KEPT]
        self._notice(scene)

    @contextmanager
    def inside(self, scene: Scene, speaker: str | None) -> Iterator[None]:
        """Read the inside of a quotation, where "I" is its source."""
        before = (self.speaker, self.hearer, self.seen, self.first_sentence)
        self.speaker, self.hearer, self.seen = speaker, None, self.seen[-_KEPT:]
        self._notice(scene)
        try:
            yield
        finally:
            self.speaker, self.hearer, self.seen, self.first_sentence = before

    def _notice(self, scene: Scene) -> None:
        units = scene.units
        found: list[tuple[int, Source]] = []
        for match in _NAMES.finditer(units.tags):
            first, after = match.span()
            if after < len(units.tags) and units.tags[after] == "'":
                continue  # an owner is rarely who "he" is
            name = split_role(tuple(units.words(first, after).split()))[2]
            source = self.cast.known(name) if name else None
            if source is not None:
                found.append((first, source))
        for unit, word in enumerate(units.low):
            if word in self.cast.by_role and units.tags[unit] == "n" and units.tags[unit - 1] in "dn":
                source = self.cast.with_role(units.words(max(unit - 1, 0), unit + 1))
                if source is not None:
                    found.append((unit, source))
        for unit, source in sorted(found, key=itemgetter(0)):
            self._remember(scene, unit, source)

    def _remember(self, scene: Scene, unit: int, source: Source) -> None:
        at = self.view.source_offset(scene.units.starts[unit])
        self.seen.append(_Seen(at, self.first_sentence + scene.sentence_of(unit), source))

    def resolve(self, scene: Scene, phrase: Phrase) -> Resolved:
        """Return whom the words of `phrase` mean where they stand."""
        units = scene.units
        mention = self.view.source_span(*units.span(phrase.first, phrase.after))
        words = self._words_of(scene, phrase)
        head = phrase.head[0]
        word = units.low[head]
        if phrase.head[1] - head > 1 or units.tags[head] in "Xn":
            source: Source | None = self._described(scene, phrase, mention[0]) or self.cast.find(
                words, mention[0]
            )
        elif word in _SELF or word in _YOU:
            name = self.speaker if word in _SELF else self.hearer
            source = self.cast.find(name, mention[0]) if name else None
        elif word in _GENDER:
            source = self._person(mention[0], _GENDER[word]) or self._name_before(scene, head, mention[0])
        elif word in _THING:
            source = self._thing(scene, head, mention[0])
        elif word in _RELATIVE and head > 0:
            return self._antecedent(scene, head, mention, words)
        else:
            source = self.cast.find(words, mention[0])
        if source is None:
            return Resolved(None, mention, (words,))
        self._remember(scene, phrase.first, source)
        chain = (words,) if words == source.name else (words, source.name)
        return Resolved(source, mention, chain)

    def _words_of(self, scene: Scene, phrase: Phrase) -> str:
        """Return the name in the phrase, or, where its head is no name, all its words."""
        units = scene.units
        nameless = units.tags[phrase.head[1] - 1] in "nd#" or "&" in units.tags[phrase.first : phrase.after]
        whole = nameless and phrase.after - phrase.first <= 12
        return " ".join(units.words(*((phrase.first, phrase.after) if whole else phrase.head)).split())

    def _described(self, scene: Scene, phrase: Phrase, at: int) -> Source | None:
        """Return whom "the official" or "the fisher" takes up again, where no role tells it."""
        low = scene.units.low[phrase.head[0] : phrase.head[1]]
        if len(low) != 2 or low[0] != "the" or self.cast.with_role(low[1]) is not None:
            return None
        if low[1] in self.cast.by_head:
            return self.cast.by_head[low[1]]
        here = self.first_sentence + scene.sentence_of(phrase.first)
        if low[1] not in PERSON_NOUNS or low[1].endswith("s"):
            return None
        recent = (s.source for s in reversed(self.seen) if s.at < at and here - 1 <= s.sentence)
        named = (s for s in recent if s.person and s.role is None and len(s.words) > 1)
        return next((source for source in named if source.name != self.speaker), None)

    def _antecedent(self, scene: Scene, head: int, mention: tuple[int, int], word: str) -> Resolved:
        end = head - 1 if scene.units.tags[head - 1] == "," else head
        before = phrase_before(scene.units, end, 0)
        nearest = simple_phrase_before(scene.units, end, 0)
        named = nearest is not None and scene.units.tags[nearest[1] - 1] == "X"
        if before is not None and nearest is not None and named and not is_person(scene.units, before):
            before = Phrase(*nearest, nearest)  # "to meet with Abel, who"
        if before is None:
            return Resolved(None, mention, (word,))
        found = self.resolve(scene, before)
        return Resolved(found.source, mention, (word, *found.chain))

    def _person(self, at: int, gender: str) -> Source | None:
        """Return the latest person who fits, preferring the first one named in a sentence."""
        possible: Source | None = None
        own = self.cast.find(self.speaker, at) if self.speaker else None
        candidates = [s for s in self.seen if s.at < at]
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
                possible = possible or (source if len(source.words) > 1 else None)
        return possible

    def _name_before(self, scene: Scene, unit: int, at: int) -> Source | None:
        """Return the name that opens the sentence before, though the text never gives it in full."""
        units, sentence = scene.units, scene.sentence_of(unit)
        if sentence == 0:
            return None
        subject = main_subject(units, *units.sentences[sentence - 1])
        if subject is None or units.tags[subject.head[1] - 1] != "X":
            return None
        found = self.cast.find(" ".join(units.words(*subject.head).split()), at)
        return None if found.person is False else found

    def _thing(self, scene: Scene, unit: int, at: int) -> Source | None:
        """Return what "it" or "they" stands for: the source or thing of the sentences before."""
        units = scene.units
        sentence = scene.sentence_of(unit)
        here = self.first_sentence + sentence
        subject = main_subject(units, units.sentences[sentence][0], unit)
        last = subject.head[1] - 1 if subject is not None else 0
        plural = units.tags[last] == "n" and units.low[last].endswith("s")
        if units.low[unit] == "they" and subject is not None and plural:
            return self.cast.find(self._words_of(scene, subject), at)
        recent = [s.source for s in reversed(self.seen) if s.at < at and s.sentence >= here - 2]
        possible = [s for s in recent if s.cited and (s.plural or not s.person)]
        if possible:
            return next((s for s in possible if s.person and units.low[unit] == "they"), possible[0])
        if sentence == 0:
            return None
        low, high = units.sentences[sentence - 1]
        things = list(_THING_BEFORE.finditer(units.tags, low, high))
        for match in reversed(things):  # "The council sent a note. It states …": what can speak is the note
            if units.low[match.end() - 1] in NOUNS:
                return self.cast.find(" ".join(units.words(*match.span()).split()), at)
        subject = main_subject(units, low, high)
        if subject is not None and units.tags[subject.first] not in "p" and not is_person(units, subject):
            return self.cast.find(" ".join(units.words(*subject.head).split()), at)
        return self.cast.find(" ".join(units.words(*things[-1].span()).split()), at) if things else None

    def topic_of(self, scene: Scene) -> Resolved | None:
        """Return the first person whom a paragraph is about."""
        for low, high in scene.units.sentences:
            subject = main_subject(scene.units, low, high)
            if subject is None or scene.units.tags[subject.head[1] - 1] != "X":
                continue
            found = self.resolve(scene, subject)
            if found.source is not None and found.source.person:
                return found
        return None

    def introduced_by(self, scene: Scene) -> Resolved | None:
        """Return who is announced by a paragraph that ends with a colon."""
        units = scene.units
        low, high = units.sentences[-1]
        for cue in reversed(scene.cues[-1]):
            if cue.subject is not None:
                return self.resolve(scene, cue.subject)
        subject = main_subject(units, low, high) or phrase_after(units, low, high)
        return self.resolve(scene, subject) if subject is not None else None
