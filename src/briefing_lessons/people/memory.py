"""Remember who was mentioned while the text is read in order: what pronouns look back on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing_lessons.english.phrases import Phrase, main_subject, phrase_after
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import NOMINAL, PERSON_NOUNS, classes, in_plural, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import given_names
from briefing_lessons.people.entities import INDEFINITE, PERSON_ONLY, TITLE_VOTES, Entities, Entity
from briefing_lessons.people.names import GENDERED, OWNERS, gender_of_role, plain, split_role
from briefing_lessons.reading.document import View

_NAMES = pattern("NAME+")
_MENTIONED = pattern("NAME+ | NOUN (?![NOUN NAME])")
#: How many mentions are kept for a pronoun to look back on.
_KEPT = 60
#: What the place of a mention in its sentence says about who the text is about.
SPEAKER, SUBJECT, INTRODUCED, OBJECT, ASIDE = 4.0, 3.0, 2.0, 1.0, 0.0


class Mention(NamedTuple):
    """One mention of an entity."""

    at: int  #: offset of the mention in the unchanged text
    sentence: int
    paragraph: int
    entity: Entity
    weight: float  #: see `SPEAKER`


@dataclass(slots=True)
class Memory:
    """Where the reader stands, who speaks there, and who was mentioned before."""

    entities: Entities
    view: View = field(default_factory=lambda: View("", (0,), (0,)))
    speaker: str | None = None  #: who says "I" here
    hearer: str | None = None  #: who is "you" here
    author: str | None = None  #: who says "I" where nobody is quoted: "By Abel"
    seen: list[Mention] = field(default_factory=list)
    opening: Mention | None = None  #: the firm or body that the text opens with
    paragraph: int = 0
    first_sentence: int = 0  #: number of the first sentence of the present paragraph
    next_sentence: int = 0
    #: who is "the driver" in this paragraph, and where
    strangers: dict[Entity, tuple[Units, Phrase]] = field(default_factory=dict)
    asker: Entity | None = None  #: who has put the question that is answered here
    quoted: bool = False  #: the inside of a quotation is read
    sure: bool = True  #: who says "I" here is no guess
    above: Units | None = None  #: what is quoted before this quotation
    #: this paragraph, and the one before it
    paragraphs: tuple[Units | None, Units | None] = (None, None)
    #: whom a noun has described -> the noun, and the number of its sentence
    called: dict[Entity, tuple[str, int]] = field(default_factory=dict)
    #: offset in this paragraph -> who is named there
    noticed: dict[int, Entity] = field(default_factory=dict)

    def enter(self, units: Units, view: View, speaker: str | None, hearer: str | None) -> None:
        """Begin a paragraph: take note of the names in it."""
        self.view, self.speaker, self.hearer = view, speaker, hearer
        self.paragraphs = units, self.paragraphs[0]
        self.paragraph += 1
        self.first_sentence = self.next_sentence
        self.next_sentence += len(units.sentences)
        del self.seen[:-_KEPT]
        if self.strangers:
            self.seen = [mention for mention in self.seen if mention.entity.words]
        self.noticed, self.strangers = {}, {}
        self._notice(units)

    @contextmanager
    def inside(self, said: Sequence[Units], speaker: str | None, sure: bool) -> Iterator[None]:
        """Read the inside of a quotation, and of the one before; "I" is its source, as surely as is known."""
        before = (self.speaker, self.hearer, self.seen, self.first_sentence, self.quoted, self.sure)
        self.speaker, self.hearer, self.seen, self.quoted = speaker, None, self.seen[-_KEPT:], True
        self.sure, self.above = sure, said[-2] if len(said) > 1 else None
        for units in said:
            self._notice(units)
        try:
            yield
        finally:
            self.speaker, self.hearer, self.seen, self.first_sentence, self.quoted, self.sure = before

    def _notice(self, units: Units) -> None:
        read_to, first, after, subject = 0, 0, 0, None
        for match in _MENTIONED.finditer(units.tags):
            unit, named = match.start(), match[0] != W.NOUN
            if not (named or (word := units.low[unit]) in PERSON_NOUNS or word in self.entities.described_as):
                continue
            if unit >= read_to:
                low, read_to = units.sentences[units.sentence_of(unit)]
                subject = main_subject(units, low, read_to)
                first, after = subject.head if subject is not None else (0, 0)
            is_subject = first <= unit < after
            if named:
                entity = self._named(units, unit, match.end(), is_subject)
            else:
                entity = self._described(units, unit)
                if entity is None and is_subject and subject is not None and not self.quoted:
                    entity = self._stranger(units, subject)
            if entity is not None:
                place = SUBJECT if is_subject else _place(units, unit)
                if entity.seen < 0 and entity.proper and entity.heads & PERSON_NOUNS:
                    place = max(place, INTRODUCED)  # "They stay with the warden, Ida Abel. She …"
                self.remember(units, unit, entity, place)
                if self.opening is None and subject is not None and first <= unit < subject.after:
                    self._opens_with(self.seen[-1])
                self.noticed[self.seen[-1].at] = entity

    def _stranger(self, units: Units, subject: Phrase) -> Entity | None:
        """Return somebody without a name for "the driver", whom the text has not told of."""
        noun = units.low[subject.head[1] - 1]
        if units.low[subject.first] != "the" or noun not in PERSON_NOUNS:
            return None
        sentence = units.sentences[units.sentence_of(subject.first)]
        spoken = (GENDERED[word] for word in units.low[subject.after : sentence[1]] if word in GENDERED)
        gender = gender_of_role(noun) or next(spoken, None)
        named = (e for e in self.entities.everyone if e.person and e.proper and e.seen >= 0)
        known = noun in PERSON_ONLY or gender is None  # "the old man" is somebody brought in before
        relative = units.tags[subject.after : subject.after + 1] == W.WH  # "the woman who posted it"
        if relative or (not known and all(e.gender not in (None, gender) for e in named)):
            somebody = self.entities.find(words_of(units, subject), self.at(units, subject.first))
        else:
            somebody = Entity(person=True)
            self.strangers[somebody] = units, subject
        somebody.vote(gender, TITLE_VOTES)
        return somebody

    def _named(self, units: Units, first: int, after: int, is_subject: bool) -> Entity | None:
        words = tuple(units.words(first, after).split())
        _, gender, name = split_role(words)
        if not name and first > 0 and units.low[first - 1] == "the":
            called = self.entities.find(" ".join(words), self.at(units, first))
            called.person = called.person if units.low[first - 2] not in ("told", "tells") else None
            return called  # "told the Courier"
        known = self.entities.known(name or ("",), gender)
        if known is None and is_subject and len(name) == 1:
            low = units.sentences[units.sentence_of(first)][0]
            opens = first == low and plain(words[0]) not in given_names()
            if not opens and units.tags[first - 1 : first] not in tuple(classes("DET OPEN DASH")):
                return self.entities.find(name[0], self.at(units, first))
        return known

    def _described(self, units: Units, unit: int) -> Entity | None:
        """Return whom "the doctor" or "one steward" at `unit` takes up or brings in."""
        noun = units.low[unit]
        first = len(units.tags[:unit].rstrip(classes("NOUN ED ADV ING POSSESSIVE NAME NUM")))
        if noun in PERSON_NOUNS and pattern("NAME+ POSSESSIVE [NOUN ED ING]* $").match(
            units.tags, first, unit + 1
        ):
            return self.entities.find(units.words(first, unit + 1), self.at(units, first))
        whose = units.low[first - 1] if first > 0 and units.tags[first - 1] == W.DET else ""
        if not whose or (noun == "head" and whose in OWNERS - {"its"}):
            return None
        phrase = phrase_after(units, first - 1, units.sentences[units.sentence_of(unit)][1])
        words = words_of(units, phrase) if phrase is not None else units.words(first - 1, unit + 1)
        if whose not in INDEFINITE:
            return self._taken_up(units, first - 1, unit, words)
        # "one steward", or "a retired pilot" beside a name
        known = self.named_beside(units, first - 1, unit) or self.entities.leads.get((noun, units.text))
        new = noun in PERSON_NOUNS and not in_plural(noun)
        return known or (self.entities.find(words, self.at(units, first - 1)) if new else None)

    def _taken_up(self, units: Units, first: int, last: int, words: str) -> Entity | None:
        """Return whom "the doctor" takes up, who "her sister" is, and the crowd that "the guests" are."""
        noun, at = units.low[last], self.at(units, first)
        person, known = noun in PERSON_NOUNS, self.entities.fitting(units.low[first : last + 1])
        owned = (
            person
            and is_owned(units, first, last)
            and units.tags[last + 1 : last + 3] != classes("COMMA NAME")
        )
        if owned:
            known = self.relative(noun, units.low[first], at, known) or known
            alike = self.entities.of_kind(noun) if known is None else ()
            known = alike[0] if len(alike) == 1 else known  # "its chairwoman", who "chairs" it
        return known or (self.entities.find(words, at) if (owned or (person and in_plural(noun))) else None)

    def relative(self, noun: str, whose: str, at: int, known: Entity | None) -> Entity | None:
        """Return who "her sister" is, unless somebody else than "her" is `known` to be a sister."""
        if mine := whose in ("my", "our"):
            owner = self.entities.find(self.speaker, at) if self.speaker else None
        else:
            gender = GENDERED.get(whose, "")
            told = (m for m in self.seen if m.at < at and m.weight >= SUBJECT and m.entity.gender == gender)
            latest = max(told, key=lambda m: m.at, default=None)
            owner = latest.entity if latest is not None else None
        if known is not None and known.proper and known is not owner:
            return None
        found = self.entities.relative(noun, gender_of_role(noun), owner)
        stranger = mine and found is not None and owner is not None and found.words[-1] != owner.words[-1]
        return None if stranger else found

    def named_beside(self, units: Units, first: int, last: int) -> Entity | None:
        """Return who is described by "a thin man", where the sentence gives the name: "called Will Penny"."""
        entity = self.entities.fitting(units.low[first : last + 1])
        if entity is None or not entity.proper:
            return None
        low, high = units.sentences[units.sentence_of(first)]
        names = (units.words(*m.span()).split() for m in _NAMES.finditer(units.tags, low, high))
        return entity if any(words[-1] == entity.words[-1] for words in names) else None

    def at(self, units: Units, unit: int) -> int:
        """Return where a unit stands in the unchanged text."""
        return self.view.source_offset(units.starts[unit])

    def here(self, weight: float = ASIDE, back: int = 0) -> set[Entity]:
        """Return who is mentioned in this paragraph, or in the `back` paragraphs before it too."""
        first = self.paragraph - back
        return {m.entity for m in self.seen if m.paragraph >= first and m.weight >= weight}

    def remember(self, units: Units, unit: int, entity: Entity, weight: float = SPEAKER) -> None:
        """Take note that `entity` is mentioned at `unit`."""
        at = self.at(units, unit)
        entity.seen = at if at > entity.seen else entity.seen
        sentence = self.first_sentence + units.sentence_of(unit)
        self.seen.append(Mention(at, sentence, self.paragraph, entity, weight))

    def _opens_with(self, mention: Mention) -> None:
        """Take note of the body that a text opens with: "Abel Group fell", "Shares in Abel Group fell"."""
        entity = mention.entity
        about = entity.proper and not entity.person
        about = about and (mention.weight == SUBJECT or entity.person is False)
        if about and self.speaker is None and self.paragraph < 3:
            self.opening = mention


def is_owned(units: Units, first: int, last: int) -> bool:
    """Say whether the noun at `last` is somebody's: "her sister", "the firm's owner"."""
    return units.low[first] in OWNERS or W.POSSESSIVE in units.tags[first:last]


def _place(units: Units, unit: int) -> float:
    owns = units.tags[unit + 1 :].lstrip("".join(NOMINAL)).startswith(W.POSSESSIVE)
    return ASIDE if owns or units.tags[:unit].rstrip(classes("DET NOUN ED NAME")).endswith(W.PREP) else OBJECT


def words_of(units: Units, phrase: Phrase) -> str:
    """Return the name in the phrase, or, where its head is no name, all its words."""
    nameless = units.tags[phrase.head[1] - 1] in classes("NOUN DET NUM")
    if nameless or W.AND in units.tags[phrase.first : phrase.after]:
        return " ".join(units.words(phrase.first, phrase.after).split())
    first, after = phrase.head
    owned = units.tags.rfind(W.POSSESSIVE, first, after) + 1  # "the firm's Nils Aro"
    if owned and set(units.tags[owned:after]) == {W.NAME}:
        first = owned
    return " ".join(units.words(first, after).split())
