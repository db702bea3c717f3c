"""From the words that name a source to the source: names, descriptions and pronouns, with the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from briefing_lessons.english.phrases import Phrase, main_subject, phrase_before, simple_phrase_before
from briefing_lessons.english.tagging import opens_with_participle
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import PERSON_NOUNS, classes, in_plural, is_person_noun, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import word_list
from briefing_lessons.people.descriptions import ANYBODY, Description, read_description
from briefing_lessons.people.entities import DECIDES, INDEFINITE, PERSON_ONLY, ROLES, Entity
from briefing_lessons.people.memory import OBJECT, SPEAKER, SUBJECT, Memory, is_owned, words_of
from briefing_lessons.people.names import BODIES, GENDERED, gender_of_role, is_demonym, plain, split_role
from briefing_lessons.people.pronouns import Meant, body_meant, person_meant, thing_meant
from briefing_lessons.spans import Link

_TOPICS = frozenset(["he", "she", "his", "her"])
#: Between commas is told of a thing: "a note, received last week, which", "published in June".
_TOLD_OF = pattern(", (?: [ADV DET]? [ED ING] | SAID [PREP TIME ADV] ) [^,]* , $")
_NOBODY = word_list("negatives") | {"there", "all", "both", "the", "a", "an"}
_SELF = frozenset(["i", "we", "me", "us", "my", "our"])
_HONOURED = ("hon.", "honourable")
_MEMBERS = frozenset(["gentleman", "lady", "member", "friend", "lord"])
#: Nouns for persons that tell more than "the insider".
_TRADES = ROLES - ANYBODY
_FURTHER = "a further description of the person the text is about"
_AS_NAMED_BELOW = "the opening describes whoever is named first below"
_SEVERAL = "the several whom the sentences before tell of"


class Resolved(NamedTuple):
    """Whose words they are, with the way from the mention to the name."""

    source: Entity | None = None
    mention: tuple[int, int] | None = None  #: offsets in the unchanged text
    chain: tuple[Link, ...] = ()
    sure: bool = False

    @property
    def name(self) -> str | None:
        """The canonical name."""
        return self.source.name if self.source else None


def _is_demonym(units: Units, phrase: Phrase) -> bool:
    """In "the Sorvian said" an adjective of origin stands for a person; "the Guardian" is a paper."""
    first, after = phrase.head
    alone = phrase.head == (phrase.first, phrase.after) and units.tags[first:after] == classes("DET NAME")
    return alone and units.low[first] == "the" and is_demonym(units.low[after - 1])


@dataclass(frozen=True, slots=True)
class Resolver:
    """Says whom words mean where they stand, and remembers them."""

    memory: Memory
    guessed: dict[str, Meant] = field(default_factory=dict)  #: noun -> whom it was taken to describe

    def resolve(self, units: Units, phrase: Phrase) -> Resolved:
        """Return whom the words of `phrase` mean where they stand."""
        head = phrase.head[0]
        if units.low[head] in word_list("relatives") and head > 0 and units.tags[head] in classes("WH THAT"):
            return self._antecedent(units, head)
        mention = self.memory.view.source_span(*units.span(phrase.first, phrase.after))
        words = words_of(units, phrase)
        meant = self._meant(units, phrase, words)
        if meant.entity is None:
            return Resolved(None, mention, (Link(words, meant.why),))
        agent = units.low[phrase.first - 1 : phrase.first] == ["by"]  # "Abel was asked by a guest. He …"
        self.memory.remember(units, phrase.first, meant.entity, OBJECT if agent else SPEAKER)
        if (noun := units.low[phrase.head[1] - 1]) in _TRADES:
            sentence = self.memory.first_sentence + units.sentence_of(phrase.first)
            self.memory.called[meant.entity] = noun, sentence
        chain = [Link(words, "the words that name the source")]
        if words != meant.entity.name:
            chain.append(Link(meant.entity.name, meant.why))
        return Resolved(meant.entity, mention, tuple(chain), meant.sure)

    def _meant(self, units: Units, phrase: Phrase, words: str) -> Meant:
        at = self.memory.at(units, phrase.first)
        head = phrase.head[0]
        hon = units.low[head] in _MEMBERS and "".join(units.low[max(head - 2, 0) : head]) in _HONOURED
        if self.memory.hearer and hon:  # in a parliament whoever has just spoken
            return Meant(self.memory.entities.find(self.memory.hearer, at), True, "whoever has just spoken")
        (first, after), several = phrase.head, None
        if units.low[after - 1] == "them" and units.low[first] != "one":  # "some of them"
            several = thing_meant(self.memory, units, after - 1, at)
        return (
            (Meant(several, why=_SEVERAL) if several is not None and several.plural else None)
            or (self._pronoun(units, first, at) if after - first == 1 else None)
            or self._noticed(units, phrase, words)
            or self._described(units, phrase)
            or self._as_it_stands(units, phrase, words, at)
        )

    def _pronoun(self, units: Units, unit: int, at: int) -> Meant | None:
        """Return whom "I", "you", "nobody", "she" or "it" means."""
        word, memory = units.low[unit], self.memory
        if word in _SELF or word in ("you", "your"):
            own = memory.speaker or (None if memory.quoted else memory.author)
            name = own if word in _SELF else memory.hearer
            return Meant(memory.entities.find(name, at), memory.sure, "who speaks here") if name else Meant()
        if word in _NOBODY:
            return Meant(why="these words mean nobody in particular")
        if word in GENDERED:
            return self._person(units, unit, GENDERED[word])
        if word not in word_list("words for it and them"):
            return None
        thing = thing_meant(memory, units, unit, at)
        return Meant(thing, False, "what the sentence before is about") if thing else Meant()

    def _noticed(self, units: Units, phrase: Phrase, words: str) -> Meant | None:
        """Return who was taken note of where a name stands."""
        first, after = phrase.head
        first += units.tags[first] == W.NOUN and words[0].isupper()  # "Police Chief Arvid Holm"
        noticed = self.memory.noticed.get(self.memory.at(units, first))
        if noticed is None or set(units.tags[first:after]) != {W.NAME}:
            return None
        noticed.forms.setdefault(words)
        return Meant(noticed, not self._is_shared(words), "the same name in full")

    def _as_it_stands(self, units: Units, phrase: Phrase, words: str, at: int) -> Meant:
        """Return what the words themselves name or describe; whoever may have another name is not sure."""
        found, (first, after) = self.memory.entities.find(words, at), phrase.head
        word, noun, definite = units.low[first], units.low[after - 1], units.tags[first] == W.DET
        one = units.tags[after - 1] == W.NOUN and not in_plural(noun) and word not in INDEFINITE
        doubts = (
            definite and one and not found.new and (found.person or noun in BODIES),
            definite and found.proper and self._is_shared(words.split()[-1]),
            (found.person or word == "one") and self._may_have_a_name(found),
        )
        return Meant(found, not any(doubts), "a name or description given elsewhere")

    def _may_have_a_name(self, stranger: Entity) -> bool:
        """Say whether somebody who is named only below may be the one brought in here."""
        below = (e.gender for e in self.memory.entities.everyone if e.unplaced)
        unnamed = stranger.new and not stranger.proper
        return unnamed and any(gender is None or stranger.gender in (None, gender) for gender in below)

    def _person(self, units: Units, pronoun: int, gender: str) -> Meant:
        """Return whom "she" means; a stranger, "the driver", may be known by another name."""
        before = self._looks_back_from(units, pronoun)
        meant = person_meant(self.memory, units, pronoun, before, gender)
        if meant.entity is None or (stranger := self.memory.strangers.get(meant.entity)) is None:
            if meant.sure and meant.entity is not None and meant.entity.gender is None:
                meant.entity.vote(gender, DECIDES)  # whoever was surely "he" is not "she" below
            return meant
        described = self._meant(*stranger, words_of(*stranger))
        if described.entity is None or described.entity.gender not in (None, gender):
            described = person_meant(self.memory, units, pronoun, before, gender, lambda e: bool(e.words))
        return described._replace(sure=False)

    def _described(self, units: Units, phrase: Phrase) -> Meant | None:
        """Return whom "an official", "his brother" or "the fisher" brings in or takes up again."""
        first, last = phrase.head[0], phrase.head[1] - 1
        if _is_demonym(units, phrase):
            meant = person_meant(self.memory, units, first, first, None)
            return meant._replace(sure=False) if meant.entity else None
        noun = units.low[last].removeprefix("ex-").partition("-of-")[0]  # "the mother-of-three"
        lower = W.NOUN in units.tags[first:last] or units.words(last, last + 1).isupper()
        office = lower and noun in PERSON_NOUNS  # "the former Collector", "the CEO"
        if not (units.tags[last] == W.NOUN or office) or in_plural(noun):
            return None
        if units.low[first] in INDEFINITE:
            return self._brought_in(units, first, last, noun)
        if noun.endswith("-year-old"):
            aged = [e for e in self.memory.entities.everyone if noun in e.qualities]
            if len(aged) == 1:
                return Meant(aged[0], True, "the only one whom the text gives this age")
            noun = "person"
        return self._taken_up(units, phrase, noun) or self._further(units, phrase, noun)

    def _brought_in(self, units: Units, first: int, last: int, noun: str) -> Meant | None:
        """Return whom "an official" brings in who has a name, here or below."""
        if (beside := self.memory.named_beside(units, first, last)) is not None:
            return Meant(beside, True, "the name stands beside the description")
        lead = self.memory.entities.leads.get((noun, units.text))
        return self._named_below(lead) if lead is not None else None

    def _named_below(self, entity: Entity) -> Meant:
        """Return who is first described, then named: a guess where two new names stand in one sentence."""
        sure = entity not in self.memory.entities.paired
        return Meant(entity, sure, _AS_NAMED_BELOW if sure else f"a guess: {_AS_NAMED_BELOW}")

    def _taken_up(self, units: Units, phrase: Phrase, noun: str) -> Meant | None:
        """Return who "his brother" is, or whom a description means that the text gives elsewhere."""
        (first, after), entities = phrase.head, self.memory.entities
        at, known = self.memory.at(units, first), entities.fitting(units.words(first, after).split())
        if known is not None and known.name == self.memory.speaker and units.low[first] in ("my", "our"):
            return Meant(why="somebody else than the one who speaks here")  # "my colleague"
        owned = is_owned(units, first, after - 1)
        if owned and (relative := self.memory.relative(noun, units.low[first], at, known)) is not None:
            return Meant(relative, False, "a guess: the only such person with a surname of the family")
        if known is None:
            most = owned and noun in BODIES and any(word.endswith("est") for word in units.low[first:after])
            return body_meant(self.memory, units, first, noun) if most else None  # "Ardal's largest bank"
        if (noun, known) in entities.led:
            return self._named_below(known)
        # not so "the union"
        told = known.new or not (known.person or (noun in BODIES and after - first == 2))
        sure = known.proper or (told and not self._may_have_a_name(known))
        return Meant(known, sure, "described so elsewhere in the text")

    def _further(self, units: Units, phrase: Phrase, noun: str) -> Meant | None:
        """Return whom "the fisher" takes up, of whom the text tells no role: the first answer counts."""
        first = phrase.head[0]
        # "counsel said", "the fisher said", "Ravens captain Abel said"
        bare = phrase.head[1] - first == 1 or units.tags[first] == W.NAME
        told = read_description(units, phrase, noun)
        if not bare and units.low[first] not in ("the", "this", "that"):
            return self._of_kind(told) if units.low[first] == "its" else None  # "its chairwoman"
        most = any(word.endswith("est") for word in told.modifiers)  # "The oldest man on the team said"
        if (told.office or most) and any(map(self._may_be_called(told), self.memory.here(SUBJECT))):
            told = replace(told, whole=True)  # "Dr Abel came. The head of the ward said"
        rules = [self._of_kind, self._body]
        # "the Redmoor coach", where nobody is tied to Redmoor, is somebody only where one person is named
        alone = W.NAME not in told.tags or told.tags[0] == W.NAME or self._is_alone_here(told)
        if alone and told.whole and told.person and not self.memory.quoted:
            rules += [self._by_noun, self._topic]
        return next((meant for rule in rules if (meant := rule(told)) is not None), None)

    def _of_kind(self, told: Description) -> Meant | None:
        """ "The lawyer" may be the only barrister of the text."""
        entities = self.memory.entities
        names = {plain(w) for w, tag in zip(told.modifiers, told.tags, strict=False) if tag == W.NAME}
        of_kind = [e for e in entities.of_kind(told.noun) if names <= e.qualities]  # "the Redmoor boss"
        if len(of_kind) != 1:
            return None
        return Meant(of_kind[0], len(told.modifiers) == 1, "the only one above who is of that kind")

    def _body(self, told: Description) -> Meant | None:
        """ "The club" takes up a body, "the Trust" one that has the noun in its name."""
        bearers = self.memory.entities.known_as.get(told.noun, ())
        is_body = told.noun in BODIES or any(e.words[-1].lower() == told.noun for e in bearers)
        if not is_body or len(told.modifiers) - ("same" in told.modifiers) != 1:
            return None
        return body_meant(self.memory, told.units, told.phrase.head[0], told.noun)

    def _by_noun(self, told: Description) -> Meant | None:
        """ "The team doctor" may be the only doctor of the text; "the old man" is not the only man."""
        alike = self.memory.entities.described_as.get(told.noun, [])
        any_man = told.noun in PERSON_ONLY and len(told.modifiers) > 1
        if len(alike) == 1 and alike[0].seen < 0 and (told.noun, alike[0]) not in self.memory.entities.led:
            return None  # who comes only below
        if len(alike) != 1 or any_man or told.contrasts:
            return None
        return Meant(alike[0], False, "nobody else in the text is described by this noun")

    def _topic(self, told: Description) -> Meant | None:
        """ "The fisher" may be the person whom the sentences before are about, or who was it before."""
        units, noun, (first, after) = told.units, told.noun, told.phrase.head
        if guessed := self.guessed.get(noun):
            return guessed
        gender = gender_of_role(noun) or GENDERED.get("".join(units.low[after : after + 1]))  # "herself"
        before = self._looks_back_from(units, first)
        entity, sure, _ = person_meant(self.memory, units, first, before, gender, self._may_be_called(told))
        if entity is None:
            return None
        if stranger := self.memory.strangers.get(entity):
            return self._meant(*stranger, words_of(*stranger))._replace(sure=False)
        here = self.memory.here()
        others = (e for e in here - {entity} if (e.person or e.heads) and e.words and not e.plural)
        sure = (sure or entity in here) and not (told.office or told.contrasts or any(others))
        meant = Meant(entity, sure, _FURTHER if sure else f"a guess: {_FURTHER}")
        if noun not in PERSON_ONLY:
            self.guessed[noun] = meant
        return meant

    def _is_alone_here(self, told: Description) -> bool:
        """Say whether one person is named here, or speaks in the paragraph before, and may be called so."""
        named = [e for e in self.memory.here() if e.proper and e.person]
        if not (named or told.office):  # "the Ardal resident" is no office that somebody else may hold
            named = [e for e in self.memory.here(SUBJECT, 1) if e.proper and e.person]
        return len(named) == 1 and self._may_be_called(told)(named[0])

    def _may_be_called(self, told: Description) -> Callable[[Entity], bool]:
        """Return whether somebody may be called by a noun that the text has not used.

        A profession or an age can be told of whoever the sentences here are about, next to another role; an
        office that one person holds brings in its holder, so it can only be that of somebody without a role.
        """
        here = self.memory.first_sentence + told.units.sentence_of(told.phrase.first)
        near, met = self.memory.here() | self.memory.here(SUBJECT, 2), self.memory.here(OBJECT, 2)

        def fits(entity: Entity) -> bool:
            somebody = entity.proper or told.noun in PERSON_ONLY or (entity.new and entity.heads & ANYBODY)
            person = entity.person or (entity.may_be_person and entity in met)
            free = entity.heads.isdisjoint(ROLES) or (entity in near and not told.office)
            # whoever is "the engineer" in one sentence is not "the barrister" in the next
            noun, sentence = self.memory.called.get(entity, (told.noun, 0))
            other = noun != told.noun not in PERSON_ONLY | ANYBODY and here - sentence < 3
            return bool(somebody and person and free and not other)

        return fits

    def _is_shared(self, words: str) -> bool:
        """Say whether a surname alone, or with a courtesy title, may be that of two people met so far."""
        *_, gender, name = split_role(tuple(words.split()))
        bearers = self.memory.entities.known_as.get(plain(name[0]), ()) if len(name) == 1 else ()
        met = (e for e in bearers if e.seen >= 0 and e.person is not False)
        return sum(gender in (None, e.gender or gender) for e in met) > 1

    def _looks_back_from(self, units: Units, pronoun: int) -> int:
        """Return the unit before which a pronoun looks back: "asked by a guest, he" is not the guest.

        Nor is who is talked about the one who talks: "Her daughter, she says, was shy", "Abel left, he says".
        """
        low = units.sentences[units.sentence_of(pronoun)][0]
        if pattern("[^AND BECAUSE WH] , HE SAID").match(units.tags, max(pronoun - 2, 0)):
            return max(low, *(units.tags.rfind(mark, low, pronoun) + 1 for mark in (W.COLON, W.SEMICOLON)))
        return low if opens_with_participle(units.low, low) else pronoun

    def _antecedent(self, units: Units, head: int) -> Resolved:
        word = Link(units.words(head, head + 1), "the words that name the source")
        mention = self.memory.view.source_span(*units.span(head, head + 1))
        end, told = head - (units.tags[head - 1] == W.COMMA), _TOLD_OF.search(units.tags, 0, head)
        if told is not None and units.low[told.start() + 1] != "according":
            end = told.start()
        before, nearest = phrase_before(units, end, 0), simple_phrase_before(units, end, 0)
        if before is None or nearest is None:
            return Resolved(None, mention, (word,))
        is_name = units.tags[before.head[1] - 1] == W.NAME  # "Abel of Ardal, who"
        if units.tags[end - 1] == W.NAME and not (is_name or is_person_noun(units.low[before.head[1] - 1])):
            before = Phrase(*nearest, nearest)  # "to meet with Abel, who"
        # "Abel told the woman, who said"
        if subject := main_subject(units, units.sentences[units.sentence_of(head)][0], before.first):
            self.memory.asker = self._meant(units, subject, words_of(units, subject)).entity
        found = self.resolve(units, before)
        return Resolved(found.source, mention, (word, *found.chain), found.sure)

    def notice_topics(self, units: Units, first: int, after: int) -> None:
        """Take note of whom "he" or "his" means that opens one of the sentences: there it is the topic."""
        for low, high in units.sentences[first:after]:
            subject = None if _TOPICS.isdisjoint(units.low[low:high]) else main_subject(units, low, high)
            if subject is None or (word := units.low[k := subject.first]) not in _TOPICS:
                continue
            meant = person_meant(self.memory, units, k, self._looks_back_from(units, k), GENDERED[word])
            if meant.entity is not None:
                self.memory.remember(units, k, meant.entity, SUBJECT if meant.sure else OBJECT)

    def topic_of(self, units: Units) -> Resolved | None:
        """Return the last person whom a sentence of a paragraph is about."""
        for low, high in reversed(units.sentences):
            subject = main_subject(units, low, high)
            if subject is None:
                continue
            word, last = units.low[subject.first], units.tags[subject.head[1] - 1]
            if word in ("his", "her") and last == W.NOUN:  # "her voice rose"
                subject = Phrase(subject.first, subject.first + 1, (subject.first, subject.first + 1))
            elif last != W.NAME and word not in _TOPICS:
                continue
            found = self.resolve(units, subject)
            if found.source is not None and found.source.person:
                return found
        return None
