"""Who is who: one entity for all names, roles and descriptions that mean one person, body or document."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import attrgetter
from pathlib import Path

from briefing_lessons.english.tagging import PARTICLES
from briefing_lessons.english.wordclasses import CLASS_OF, KINDS, NOUNS, PERSON_NOUNS, in_plural, listed
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import given_names, read_words, word_list
from briefing_lessons.people.names import (
    BODIES,
    ORGANISATIONS,
    Name,
    compatible,
    gender_of_role,
    initials,
    is_described_person,
    key_of,
    plain,
    split_role,
)
from briefing_lessons.spans import Speaker

#: Small words inside names.
JOINING = word_list("inside names") | PARTICLES
#: Words that bring in somebody new: "a pilot" is not the pilot named before.
INDEFINITE = frozenset(["a", "an", "one", "another", "some"])
#: Words of rank: without them another holder of the role is meant.
_RANKED = listed("deputy vice assistant former acting ex-")
#: Nouns that say no more than that somebody is a person.
PERSON_ONLY = listed("man woman person lady gentleman boy girl")
#: All others tell somebody's role.
ROLES = PERSON_NOUNS - PERSON_ONLY
#: Votes that one title or word of kinship counts for; one given name; votes that decide.
TITLE_VOTES, NAME_VOTES, DECIDES = 10, 2, 2


@cache
def place_names() -> frozenset[str]:
    """Return names of countries and cities in lower case: never "he", never "she"."""
    return read_words(Path(__file__).with_name("places.txt"))


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something a text speaks of; frozen into a `Speaker` at the end."""

    words: tuple[str, ...] = ()  #: the fullest name
    forms: dict[str, None] = field(default_factory=dict)  #: every form, in order
    shown: str | None = None  #: the name a reader has asked for
    role: str | None = None
    heads: set[str] = field(default_factory=set)  #: the nouns that describe it: "coach", "paper"
    deeds: set[str] = field(default_factory=set)  #: those told by a verb: "who inspects the cranes"
    qualities: set[str] = field(default_factory=set)  #: all other words of its descriptions
    female: int = 0  #: votes for "she" less votes for "he", from the whole document
    person: bool | None = None
    seen: int = -1  #: offset of the latest mention
    cited: bool = False
    new: bool = False  #: brought in by a description for somebody new: "a ranger"

    @property
    def gender(self) -> str | None:
        """The pronoun that the evidence of the whole text decides for: "f", "m" or neither."""
        return None if -DECIDES < self.female < DECIDES else "f" if self.female > 0 else "m"

    def vote(self, gender: str | None, votes: int) -> None:
        """Count evidence for one gender."""
        self.female += votes if gender == "f" else -votes if gender == "m" else 0

    @property
    def plural(self) -> bool:
        """Whether a common noun in the plural names it: "several officials"."""
        return _in_plural(self.words)

    @property
    def proper(self) -> bool:
        """Whether a name, no description, stands for it."""
        dated = "".join(self.words[-2:-1]).isdigit()  # "letter of 4 March"
        return bool(self.words) and self.words[-1][:1].isupper() and not dated

    @property
    def name(self) -> str:
        """The name asked for, the fullest name, or the text's own words."""
        return self.shown or " ".join(self.words)

    @property
    def unplaced(self) -> bool:
        """Whether it is a named person who comes only below, and of whom no role is told."""
        return bool(self.person and self.proper) and self.seen < 0 and not self.heads & PERSON_NOUNS

    @property
    def may_be_person(self) -> bool:
        """Whether nothing tells that a full name is no person's."""
        body = not ORGANISATIONS.isdisjoint(map(plain, self.words))
        return self.proper and self.person is None and 1 < len(self.words) < 4 and not body

    def describe(self, words: Sequence[str]) -> None:
        """Take in a description: "the team doctor", "who owns the vessel"."""
        folded = [_bare(word) for word in words]
        head = next((k for k, w in enumerate(folded) if k and CLASS_OF.get(w) in (W.PREP, W.WH)), len(folded))
        first, last = folded[head - 1], folded[-1]
        noun = last if last in PERSON_NOUNS and first not in PERSON_NOUNS else first
        self.heads.add(noun)
        told = (w for w in folded if CLASS_OF.get(w) not in (W.DET, W.PREP) and w != noun)
        self.qualities.update(f"{w} {noun}" if w in _RANKED else w for w in told)  # a rank goes with its role
        if noun in PERSON_NOUNS:
            self.person = self.person or noun not in word_list("firms too") or None
            self.vote(gender_of_role(noun), TITLE_VOTES)
        elif noun in BODIES and self.proper:
            self.person = self.person or False  # "Aro, the ferry company,"


def _gender_of(entity: Entity) -> str | None:
    return entity.gender or given_names().get(plain(entity.words[0]))


@lru_cache(maxsize=8192)
def _in_plural(words: tuple[str, ...]) -> bool:
    first, last = (words[0].lower(), words[-1]) if words else ("", "")
    if in_plural(first) and first in PERSON_NOUNS and len(words) > 1:
        return True  # "Analysts at Northbank"
    tie = next((k for k, w in enumerate(words) if k and CLASS_OF.get(w) in (W.PREP, W.TO)), 0)
    last = next((w for w in words[:tie] if w in PERSON_NOUNS), last)  # "a source in the talks"
    return in_plural(last.lower()) and (last.islower() or last.lower() in PERSON_NOUNS)


#: The form of a Korean given name: "Min-gyu".
_TWO_SYLLABLES = re.compile("[A-Z][a-z]+-[a-z]+")


def _bare(word: str) -> str:
    """Return "club" for "Club’s", and nothing for what follows it as a word of its own."""
    return plain(word).removesuffix("'s").removesuffix("’s").strip("'’")


def _folded(words: Sequence[str]) -> list[str]:
    """Return the words by which a description is looked up: "the head of the bank" is "head"."""
    folded = [bare for w in words if CLASS_OF.get(w.lower()) != W.DET and (bare := _bare(w))]
    return folded[: next((k for k, word in enumerate(folded) if k and CLASS_OF.get(word) == W.PREP), None)]


def _is_name(words: Sequence[str]) -> bool:
    """Say whether words with capitals, and small ones between them, may be a name."""
    return bool(words) and words[0][:1].isupper() and all(w[:1].isupper() or w in JOINING for w in words)


@dataclass(slots=True)
class Entities:
    """Everybody and everything a text names."""

    known_as: dict[str, dict[Entity, None]] = field(default_factory=dict)  #: word of a name -> who bears it
    alone: dict[str, dict[Entity, None]] = field(default_factory=dict)  #: the same while it is the whole name
    by_surname: dict[str, dict[Entity, None]] = field(default_factory=dict)  #: last word -> whose it was
    described_as: dict[str, list[Entity]] = field(default_factory=dict)  #: noun of a description -> who fits
    by_phrase: dict[str, Entity] = field(default_factory=dict)
    joined: dict[str, Entity] = field(default_factory=dict)  #: names that a reader says are one person
    everyone: list[Entity] = field(default_factory=list)
    couples: set[str] = field(default_factory=set)  #: surnames that "Mr" and "Mrs" stand before
    #: who speaks in a paragraph by a description alone: its noun, the paragraph -> the person
    leads: dict[tuple[str, str], Entity] = field(default_factory=dict)
    led: set[tuple[str, Entity]] = field(default_factory=set)  #: the nouns of `leads`, and whom they mean
    paired: set[Entity] = field(default_factory=set)  #: those of them who are named beside somebody new

    def join(self, names: Sequence[str]) -> None:
        """Make one person of `names`, whatever the rules would say; the first is the one to show."""
        entity = self._added(Entity(tuple(names[0].split()), shown=names[0], person=True))
        for name in names:
            self.joined[key_of(name)] = entity
            self._index(entity, tuple(word for word in name.split() if word[:1].isupper()))

    def add_name(self, name: Name, alone: bool = False) -> Entity | None:
        """Take in a printed name; return its entity if it is a full name or known, or may stand `alone`."""
        called = " ".join(name.words)
        entity = self.joined.get(key_of(called)) or self.known(name.words, name.gender)
        if entity is None:
            if len(name.words) < 2 and not (name.role or name.gender or alone):
                return None
            entity = self._added(Entity(name.words, person=name.person))
        elif len(name.words) > len(entity.words):
            entity.words = name.words
            self.by_surname.setdefault(name.words[-1], {})[entity] = None
        self._index(entity, name.words)
        if len(name.words) > 2:
            self._index(entity, (initials(name.words),))
        entity.forms.setdefault(called)
        entity.vote(name.gender, TITLE_VOTES)
        if name.person:
            entity.person = True
        if name.role:
            entity.role = entity.role or name.role
            entity.forms.setdefault(name.role)
            self.by_phrase.setdefault(key_of(name.role), entity)
            self.describe(entity, name.role.split())
        return entity

    def describe(self, entity: Entity, words: Sequence[str]) -> None:
        """Take note of a description of `entity`, and of every noun for persons in it."""
        own = [word for word in words if not word.endswith(("'s", "’s"))]  # "the coach's critic" is no coach
        before, folded = set(entity.heads), set(_folded(own))
        if {"prime", "minister"} <= folded or "premier" in folded:  # one office, two names
            entity.heads.update(("premier", "minister"))
            entity.qualities.add("prime")
        entity.describe(words)
        entity.heads.update(folded & PERSON_NOUNS)
        for head in sorted(entity.heads - before):
            self.described_as.setdefault(head, []).append(entity)

    def _added(self, entity: Entity) -> Entity:
        self.everyone.append(entity)
        self.by_surname.setdefault(entity.words[-1], {})[entity] = None
        return entity

    def _index(self, entity: Entity, words: tuple[str, ...]) -> None:
        for word in map(plain, words):
            self.known_as.setdefault(word, {})[entity] = None
            if len(entity.words) == 1:
                self.alone.setdefault(word, {})[entity] = None

    def known(self, words: tuple[str, ...], gender: str | None = None) -> Entity | None:
        """Return the entity that these words may name: same surname and no contradicting first name."""
        candidates: Collection[Entity] = self.known_as.get(plain(words[-1]), ())
        if len(words) > 1 and (alone := self.alone.get(plain(words[0]))):
            # "her son Tom" and, later, "Tom Abel"
            candidates = [*candidates, *[s for s in alone if len(s.words) == 1 and s.person]]
        if len(words) == 1 and words[0].isupper():
            candidates = [s for s in candidates if words[0] in (s.name, initials(s.words))]
            return max(candidates, key=lambda s: len(s.words), default=None)
        fitting = [s for s in candidates if compatible(s.words, words)]
        if gender is not None:  # with "Mrs Abel", "Mr Abel" is not Anna Abel
            told = _gender_of if words[-1] in self.couples else attrgetter("gender")
            fitting = [s for s in fitting if told(s) in (None, gender)]
        if len(fitting) < 2:
            return fitting[0] if fitting else None
        return max(fitting, key=lambda s: (gender in (None, _gender_of(s)), s.seen, s.person is True))

    def find(self, mention: str, at: int) -> Entity:
        """Return the entity that `mention`, a name or a description, means at offset `at`."""
        words = mention.split()
        new = words[0].lower() in INDEFINITE
        while len(words) > 1 and CLASS_OF.get(words[0].lower()) in (W.DET, W.ADV, W.HE) and words[1] != "of":
            words = words[1:]
        phrase = " ".join(words)
        entity = self.joined.get(key_of(phrase))
        if entity is None:
            entity = self._as_it_stands(phrase, new) if new or "and" in words else self._find(words, at)
        entity.seen, entity.new = at, entity.new or new
        entity.forms.setdefault(phrase)
        return entity

    def _find(self, words: Sequence[str], at: int) -> Entity:
        """Return whom the words mean: the first answer counts."""
        phrase = " ".join(words)
        if plain(words[0]) in PERSON_NOUNS and in_plural(plain(words[0])):
            return self._as_it_stands(phrase)  # "Lawyers for the Orchard Trust"
        found = (
            self._named(words, at)
            or self.by_phrase.get(key_of(phrase))
            or self.fitting(words)
            or self._bearer(words)
            or self._document(words)
        )
        return found or self._as_it_stands(phrase)

    def _named(self, words: Sequence[str], at: int) -> Entity | None:
        """Return who bears the whole of a name, with the role before it."""
        role, gender, rest = split_role(tuple(words))
        return self.add_name(Name(at, rest, role, gender, True if role else None)) if _is_name(rest) else None

    def _bearer(self, words: Sequence[str]) -> Entity | None:
        """Return who is "the injured Abel"."""
        name = words[next((k for k, word in enumerate(words) if word[:1].isupper()), len(words)) :]
        bearer = self.known(tuple(name)) if _is_name(name) else None
        return bearer if bearer is not None and (bearer.person or name == words) else None

    def _document(self, words: Sequence[str]) -> Entity | None:
        """Return the latest source that "the paper" or "the document" may take up."""
        cited = (s for s in self.everyone if s.cited and s.heads & NOUNS.keys())
        return max(cited, key=lambda s: s.seen, default=None) if words[-1] in word_list("documents") else None

    def fitting(self, words: Sequence[str]) -> Entity | None:
        """Return the latest entity whose properties a definite description repeats: "the team doctor"."""
        folded = _folded(words)
        if not folded:
            return None
        head, others = folded[-1], set(folded[:-1]) - word_list("time in office")
        gender, needed = gender_of_role(head) if head in PERSON_ONLY else None, others - _RANKED
        alike = self.described_as.get(head, ())
        fit = (
            s
            for s in sorted(alike, key=attrgetter("seen"), reverse=True)
            if needed <= s.qualities
            and (s.person or s.seen >= 0)
            and (gender is None or s.gender in (None, gender))
            and all((w in others) == (f"{w} {head}" in s.qualities) for w in _RANKED - {head})
        )
        return next(fit, None)

    def of_kind(self, noun: str) -> list[Entity]:
        """Return who was met and may be called by a general noun: a barrister is "the lawyer"."""
        # "the keeper" is the goalkeeper, but "the man" no woman
        compounds = (n for n in self.described_as if n.endswith(noun) and 4 < len(noun) < len(n))
        nouns = sorted(KINDS.get(noun) or compounds)
        people = dict.fromkeys(e for specific in nouns for e in self.described_as.get(specific, ()))
        return [e for e in people if e.person and e.proper and e.seen >= 0]

    def relative(self, noun: str, gender: str | None, owner: Entity | None) -> Entity | None:
        """Return the one person of a gender but for `owner`, who shares a surname: "her brother"."""
        if noun not in word_list("kin"):
            return None
        families = (
            [e for e in bearers if e.words[-1] == name and e.person and len(e.words) > 1 and e.proper]
            for name, bearers in self.by_surname.items()
            if len(bearers) > 1
        )
        people = (e for family in families if len(family) > 1 for e in family if e is not owner)
        related = [e for e in people if e.gender == gender]
        own = [e for e in related if owner is not None and e.words[-1:] == owner.words[-1:]] or related
        return own[0] if len(own) == 1 else None

    def _as_it_stands(self, words: str, new: bool = False) -> Entity:
        """Return the source that these words describe; "one pilot" is nobody whose role has been told."""
        key = key_of(words)
        entity = self.by_phrase.get(key)
        if entity is None or (new and entity.proper):
            entity = self._added(Entity(tuple(words.split()), person=is_described_person(words)))
            entity.vote(gender_of_role(words), TITLE_VOTES)
            if plain(entity.words[-1]) in place_names():
                entity.person = False
            self.by_phrase.setdefault(key, entity)
            if not entity.proper or entity.words[0].islower():
                person = entity.person
                self.describe(entity, words.split())
                entity.person = person
        return entity

    def weigh_names(self) -> None:
        """Count a given name as evidence, where the text has none; places and bodies have no gender."""
        for entity in self.everyone:
            gender, full = given_names().get(plain(entity.words[0])), len(entity.words) > 1
            if entity.person is False or not (entity.proper and (full or entity.person)):
                continue
            if full and (gender or any(map(_TWO_SYLLABLES.fullmatch, entity.words))):
                entity.person = True
            entity.vote(gender, NAME_VOTES)
        family = {e.words[-1] for e in self.everyone if e.person and e.proper and len(e.words) > 1}
        for entity in self.everyone:
            if entity.person is None and len(entity.words) > 1:  # "his wife, Ilse Abel": Ngaio Abel is one
                entity.person = entity.words[-1] in family or entity.female != 0 or None

    def speakers(self) -> tuple[Speaker, ...]:
        """Return everybody who is the source of something."""
        return tuple(
            Speaker(s.name, tuple(dict.fromkeys((s.name, *s.forms))), s.role)
            for s in self.everyone
            if s.cited
        )
