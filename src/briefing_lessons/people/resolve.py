"""From the words that name a source to the source: names, descriptions and pronouns, with the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from briefing_lessons.english.phrases import (
    Phrase,
    is_person,
    main_subject,
    phrase_before,
    simple_phrase_before,
)
from briefing_lessons.english.tagging import opens_with_participle
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import PERSON_NOUNS, in_plural, listed
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import word_list
from briefing_lessons.people.entities import INDEFINITE, PERSON_ONLY, Entity
from briefing_lessons.people.memory import OBJECT, SPEAKER, SUBJECT, Memory, words_of
from briefing_lessons.people.names import GENDERED, gender_of_role, is_demonym, plain, split_role
from briefing_lessons.people.pronouns import BODIES, Meant, body_meant, person_meant, thing_meant
from briefing_lessons.spans import Link

_TOPICS = frozenset(["he", "she", "his", "her"])
_OWNERS = word_list("owners")
_NOBODY = word_list("negatives") | {"there", "all", "both"}
_SELF = frozenset(["i", "we", "me", "us", "my", "our"])
_THING = frozenset(["it", "they", "them", "their", "its"])
_YOU = frozenset(["you", "your"])
_MEMBERS = frozenset(["gentleman", "lady", "member", "friend", "lord"])
#: Adjectives that bring in another holder of a role.
_CONTRASTING = listed("new former other second first outgoing opposing rival deputy vice another last next")
#: Nouns for who is the only one of a kind where something happens.
_OFFICES = word_list("offices")
_FURTHER = "a guess: a further description of the person the text is about"
_ALONE = "a further description of the only person in the paragraph"
_AS_NAMED_BELOW = "a guess: the opening describes whoever is named first below"
_AS_NAMED_SINCE = "a guess: whoever is named next after the description"
_RELATIVE = frozenset(["who", "which", "that"])


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whose words they are, with the way from the mention to the name."""

    source: Entity | None = None
    mention: tuple[int, int] | None = None  #: offsets in the unchanged text
    chain: tuple[Link, ...] = ()
    sure: bool = False

    @property
    def name(self) -> str | None:
        """The canonical name."""
        return self.source.name if self.source else None


def _is_honourable(units: Units, head: int) -> bool:
    """In a parliament "the hon. Gentleman" is whoever has just spoken."""
    low = units.low
    return low[head] in _MEMBERS and "".join(low[max(head - 2, 0) : head]) in ("hon.", "honourable")


def _is_demonym(units: Units, phrase: Phrase) -> bool:
    """In "the Sorvian said" an adjective of origin stands for a person; "the Guardian" is a paper."""
    first, after = phrase.head
    alone = phrase.head == (phrase.first, phrase.after) and units.tags[first:after] == "dX"
    return alone and units.low[first] == "the" and is_demonym(units.low[after - 1])


def _is_superlative(units: Units, first: int, last: int) -> bool:
    return any(word.endswith("est") or word in ("most", "only") for word in units.low[first:last])


@dataclass(frozen=True, slots=True)
class Resolver:
    """Says whom words mean where they stand, and remembers them."""

    memory: Memory

    def resolve(self, units: Units, phrase: Phrase) -> Resolved:
        """Return whom the words of `phrase` mean where they stand."""
        head = phrase.head[0]
        if units.low[head] in _RELATIVE and head > 0 and units.tags[head] in "wt":
            return self._antecedent(units, head)
        mention = self.memory.view.source_span(*units.span(phrase.first, phrase.after))
        words = words_of(units, phrase)
        meant = self._meant(units, phrase, words, mention[0])
        if meant.entity is None:
            return Resolved(None, mention, (Link(words, meant.why),))
        agent = units.low[phrase.first - 1 : phrase.first] == ["by"]  # "Abel was asked by a guest. He …"
        self.memory.remember(units, phrase.first, meant.entity, OBJECT if agent else SPEAKER)
        chain = [Link(words, "the words that name the source")]
        if words != meant.entity.name:
            chain.append(Link(meant.entity.name, meant.why))
        return Resolved(meant.entity, mention, tuple(chain), meant.sure)

    def _of(self, units: Units, phrase: Phrase) -> Meant:
        """Return whom "the driver" means, of whom the text has not told before."""
        at = self.memory.view.source_offset(units.starts[phrase.first])
        return self._meant(units, phrase, words_of(units, phrase), at)

    def _meant(self, units: Units, phrase: Phrase, words: str, at: int) -> Meant:
        head, word = phrase.head[0], units.low[phrase.head[0]]
        entities = self.memory.entities
        if self.memory.hearer and _is_honourable(units, head):
            return Meant(entities.find(self.memory.hearer, at), True, "whoever has just spoken")
        if phrase.head[1] - head == 1:
            if word in _SELF or word in _YOU:
                own = self.memory.speaker or (None if self.memory.quoted else self.memory.author)
                name = own if word in _SELF else self.memory.hearer
                return (
                    Meant(entities.find(name, at), self.memory.sure, "who speaks here") if name else Meant()
                )
            if word in _NOBODY:
                return Meant(why="these words mean nobody in particular")
            if word in GENDERED:
                before = self._looks_back_from(units, head)
                gender = GENDERED[word]
                meant = person_meant(self.memory, units, head, before, gender)
                if meant.entity is None or (stranger := self.memory.strangers.get(meant.entity)) is None:
                    return meant
                described = self._of(*stranger)
                if described.entity is not None and described.entity.gender in (None, gender):
                    return replace(described, sure=False)
                named = person_meant(self.memory, units, head, before, gender, lambda e: bool(e.words))
                return replace(named, sure=False)
            if word in _THING:
                thing = thing_meant(self.memory, units, head, at)
                return Meant(thing, False, "what the sentence before is about") if thing else Meant()
        noticed = self.memory.noticed.get(self.memory.view.source_offset(units.starts[head]))
        if noticed is not None and set(units.tags[head : phrase.head[1]]) == {W.NAME}:
            entities.find(noticed.name, at)
            noticed.forms.setdefault(words)
            return Meant(noticed, not self._is_shared(words), "the same name in full")
        if (by_noun := self._described(units, phrase)) is not None:
            return by_noun
        found, last = entities.find(words, at), phrase.head[1] - 1
        definite = units.tags[last] == W.NOUN and word not in INDEFINITE and not in_plural(units.low[last])
        may_have_a_name = found.person or units.low[last] in BODIES
        sure = not (definite and may_have_a_name and not found.new and units.tags[head] == W.DETERMINER)
        if found.new and not found.proper and any(other.unplaced for other in entities.everyone):
            sure = False  # who is named below may be the one brought in here
        sure = sure and not (
            found.proper and units.tags[head] == W.DETERMINER and self._is_shared(words.split()[-1])
        )
        return Meant(found, sure, "a name or description given elsewhere")

    def _described(self, units: Units, phrase: Phrase) -> Meant | None:
        """Return whom "an official", "his brother" or "the fisher" brings in or takes up again."""
        first, last = phrase.head[0], phrase.head[1] - 1
        noun = "person" if units.low[last].endswith("-year-old") else units.low[last]
        if _is_demonym(units, phrase):
            meant = person_meant(
                self.memory, units, first, first, None, lambda e: e.proper and e.person is True
            )
            return replace(meant, sure=False) if meant.entity else None
        if units.tags[last] != W.NOUN or in_plural(noun) or self.memory.entities.joined:
            return None
        if units.low[first] in INDEFINITE:
            if (lead := self.memory.entities.leads.get((noun, units.text))) is not None:
                return Meant(lead, False, _AS_NAMED_BELOW)
            beside = self.memory.named_beside(units, first, last)
            return Meant(beside, True, "the name stands beside the description") if beside else None
        aged = [
            e for e in self.memory.entities.everyone if noun == "person" and units.low[last] in e.qualities
        ]
        if len(aged) == 1:
            return Meant(aged[0], True, "the only one whom the text gives this age")
        known = self.memory.entities.fitting(units.words(*phrase.head).split())
        owned = units.low[first] in _OWNERS or W.POSSESSIVE in units.tags[first:last]
        at = self.memory.view.source_offset(units.starts[first])
        relative = self.memory.relative(noun, units.low[first], at, known) if owned else None
        if relative is not None:
            return Meant(relative, False, "a guess: the only such person with a surname of the family")
        if known is not None:
            return self._known(known, noun)
        if owned and noun in BODIES and _is_superlative(units, first, last):
            return body_meant(self.memory, units, first, noun)  # "Ardal's largest bank"
        definite = units.low[first] in ("the", "this", "that")
        return self._further(units, phrase, noun) if definite else None

    def _known(self, known: Entity, noun: str) -> Meant:
        """Return whom a description means that the text gives elsewhere, or who is named after it."""
        if (since := self._named_since(known)) is not None:
            return Meant(since, False, _AS_NAMED_SINCE)
        self.memory.entities.find(known.name, known.seen)
        if (noun, known) in self.memory.entities.led:
            return Meant(known, False, _AS_NAMED_BELOW)
        return Meant(
            known, known.proper or known.new or not known.person, "described so elsewhere in the text"
        )

    def _further(self, units: Units, phrase: Phrase, noun: str) -> Meant | None:
        """Return whom "the fisher" takes up, of whom the text tells no role."""
        (first, after), entities = phrase.head, self.memory.entities
        last = after - 1
        whole = set(units.tags[after : phrase.after]) <= set("i#d")  # "father of two"
        whole = whole or (noun in _OFFICES and self._is_new_here(noun))
        contrasts = _CONTRASTING & set(units.low[first:last])
        if noun not in _OFFICES:
            contrasts -= {"former"}  # "the former detective"
        plain_noun = whole and not contrasts and {W.NAME, W.POSSESSIVE}.isdisjoint(units.tags[first:last])
        of_kind = entities.of_kind(noun) if plain_noun else []
        if len(of_kind) == 1 and noun not in entities.described_as:
            entities.find(of_kind[0].name, of_kind[0].seen)
            return Meant(of_kind[0], True, "the only one above who is of that kind")
        named = any(e.words[-1].lower() == noun for e in entities.known_as.get(noun, ()))
        if whole and last - first == 1 and (noun in BODIES or named):
            return body_meant(self.memory, units, first, noun)
        of_a_body = W.NAME in units.tags[first:last]  # "the Redmoor coach"
        if not whole or noun not in PERSON_NOUNS or (of_a_body and not self._is_alone_here(noun)):
            return None
        described = entities.described_as.get(noun, [])
        alike = [e for e in described if e.role is None or " " not in e.role] or described
        any_man = noun in PERSON_ONLY and last - first > 1  # "the old man"
        if len(alike) == 1 and not any_man and not contrasts:
            return Meant(alike[0], False, "nobody else in the text is described by this noun")
        if noun in entities.guessed:
            return Meant(entities.guessed[noun], False, _FURTHER)
        gender = gender_of_role(noun) or GENDERED.get("".join(units.low[after : after + 1]))  # "herself"
        entity = person_meant(self.memory, units, first, first, gender, self._may_be_called(noun)).entity
        if entity is None:
            return None
        if stranger := self.memory.strangers.get(entity):
            return replace(self._of(*stranger), sure=False)
        if noun not in PERSON_ONLY:
            entities.guessed[noun] = entity
        here = self.memory.here()
        others = (e for e in here - {entity} if (e.person or e.heads) and e.words and not e.plural)
        alone = entity in here and not any(others)
        return Meant(entity, alone and noun not in _OFFICES, _ALONE if alone else _FURTHER)

    def _is_new_here(self, noun: str) -> bool:
        """In "Dr Abel came. The head of the ward said" somebody named here may hold the office."""
        return any(map(self._may_be_called(noun), self.memory.here(SUBJECT)))

    def _is_alone_here(self, noun: str) -> bool:
        """Say whether one person is named in this paragraph, and may be called by that noun."""
        people = [e for e in self.memory.here() if e.proper and e.person]
        return (
            len(people) == 1 and not people[0].heads & PERSON_NOUNS and self._may_be_called(noun)(people[0])
        )

    def _named_since(self, described: Entity) -> Entity | None:
        """In "His lawyer came. Vera Holt rose. “No,” the lawyer said" the name follows the description."""
        if described.proper or described.new or not described.person:
            return None
        first = {m.entity: m for m in sorted(self.memory.seen, key=lambda m: -m.at)}
        opened = first[described].at if described in first else described.seen
        since = (e for e, m in first.items() if m.at > opened and m.weight >= SUBJECT and len(e.words) > 1)
        return next((e for e in since if e.proper and e.person and not e.heads & PERSON_NOUNS), None)

    def _may_be_called(self, noun: str) -> Callable[[Entity], bool]:
        """Return whether somebody may be called by a noun that the text has not used.

        A profession or an age can be told of whoever the sentences here are about, next to another role; an
        office that one person holds brings in its holder, so it can only be that of somebody without a role.
        """
        near = self.memory.here() | self.memory.here(SUBJECT, 2)

        def fits(entity: Entity) -> bool:
            unnamed = noun in PERSON_ONLY and not entity.plural
            if not (entity.person and (entity.proper or unnamed)) or entity.name == self.memory.speaker:
                return False
            roles = entity.heads & PERSON_NOUNS - PERSON_ONLY
            return noun in PERSON_ONLY or not roles or (noun not in _OFFICES and entity in near)

        return fits

    def _is_shared(self, words: str) -> bool:
        """Say whether a surname alone, or with a courtesy title, may be that of two people met so far."""
        *_, gender, name = split_role(tuple(words.split()))
        if len(name) != 1:
            return False
        bearers = [e for e in self.memory.entities.known_as.get(plain(name[0]), ()) if len(e.words) > 1]
        met = [e for e in bearers if e.seen >= 0] or bearers
        return sum(e.person is not False and gender in (None, e.gender or gender) for e in met) > 1

    def _looks_back_from(self, units: Units, pronoun: int) -> int:
        """Return the unit before which a pronoun looks back: "asked by a guest, he" is not the guest."""
        low = units.sentences[units.sentence_of(pronoun)][0]
        asked = opens_with_participle(units.low, low) and "by" in units.low[low + 1 : pronoun]
        return low if asked else pronoun

    def _antecedent(self, units: Units, head: int) -> Resolved:
        word = Link(units.words(head, head + 1), "the words that name the source")
        mention = self.memory.view.source_span(*units.span(head, head + 1))
        end = head - 1 if units.tags[head - 1] == "," else head
        before = phrase_before(units, end, 0)
        nearest = simple_phrase_before(units, end, 0)
        named = nearest is not None and units.tags[nearest[1] - 1] == "X"
        if before is not None and nearest is not None and named and not is_person(units, before):
            before = Phrase(*nearest, nearest)  # "to meet with Abel, who"
        if before is None:
            return Resolved(None, mention, (word,))
        found = self.resolve(units, before)
        return Resolved(found.source, mention, (word, *found.chain), found.sure)

    def notice_topic(self, units: Units, sentence: int) -> None:
        """Take note of whom "he" or "his" means that opens a sentence: there it is the topic."""
        low, high = units.sentences[sentence]
        subject = main_subject(units, low, high)
        if subject is not None and units.low[subject.first] in ("he", "she"):
            low = subject.first
        if units.low[low] in _TOPICS:
            before = self._looks_back_from(units, low)
            meant = person_meant(self.memory, units, low, before, GENDERED[units.low[low]])
            if meant.entity is not None:
                self.memory.remember(units, low, meant.entity, SUBJECT if meant.sure else OBJECT)

    def topic_of(self, units: Units) -> Resolved | None:
        """Return the last person whom a sentence of a paragraph is about."""
        for low, high in reversed(units.sentences):
            subject = main_subject(units, low, high)
            if subject is None or not (
                units.tags[subject.head[1] - 1] == "X" or units.low[subject.first] in _TOPICS
            ):
                continue
            owner = Phrase(subject.first, subject.first + 1, (subject.first, subject.first + 1))
            of_somebody = units.low[subject.first] in ("his", "her") and not is_person(units, subject)
            of_somebody = of_somebody and units.tags[subject.head[1] - 1] == W.NOUN
            found = self.resolve(units, owner if of_somebody else subject)  # "her voice rose"
            if found.source is not None and found.source.person and not found.source.plural:
                return found
        return None
