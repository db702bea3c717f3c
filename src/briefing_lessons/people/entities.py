"""Who is who: one speaker for all names, roles and pronouns that mean one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefing_lessons.english.wordclasses import CLASS_OF, PERSON_NOUNS, in_plural, listed
from briefing_lessons.people.names import Name, find_names, gender_of_role, plain, split_role
from briefing_lessons.people.spelling import compatible, initials, is_described_person, key_of
from briefing_lessons.reading import Document
from briefing_lessons.spans import Speaker

#: Small words inside names.
JOINING = listed("""
    of the de da del der van von bin al la le du for and
    """)


#: Words that bring in somebody new: "a pilot" is not the pilot named before.
INDEFINITE = frozenset(["a", "an", "one", "another", "some"])


@dataclass(slots=True, eq=False)
class Source:
    """One source while the text is being read; frozen into a `Speaker` at the end."""

    forms: dict[str, None] = field(default_factory=dict)  #: every form, in order
    words: tuple[str, ...] = ()  #: the fullest name
    shown: str | None = None  #: the name a reader has asked for
    role: str | None = None
    gender: str | None = None
    person: bool | None = None
    seen: int = -1  #: offset of the latest mention
    cited: bool = False

    @property
    def plural(self) -> bool:
        """Whether a common noun in the plural names it: "several officials"."""
        last = self.words[-1] if self.words else ""
        return in_plural(last) and (last.islower() or last.lower() in PERSON_NOUNS)

    @property
    def named(self) -> bool:
        """Whether first name and surname are known."""
        return len(self.words) > 1 and all(word[:1].isupper() or word in JOINING for word in self.words)

    @property
    def name(self) -> str:
        """The name asked for, the fullest name, or the text's own words."""
        return self.shown or " ".join(self.words)


@dataclass(slots=True)
class Cast:
    """Everybody a text names, and who was mentioned last."""

    sources: list[Source] = field(default_factory=list)
    by_word: dict[str, list[Source]] = field(default_factory=dict)
    by_phrase: dict[str, Source] = field(default_factory=dict)
    by_head: dict[str, Source] = field(default_factory=dict)  #: last word of a description -> its source
    by_role: dict[str, list[Source]] = field(default_factory=dict)
    joined: dict[str, Source] = field(default_factory=dict)  #: names that a reader says are one person

    def join(self, names: Sequence[str]) -> None:
        """Make one person of `names`, whatever the rules would say; the first is the one to show."""
        source = Source(words=tuple(names[0].split()), shown=names[0], person=True)
        self.sources.append(source)
        for name in names:
            self.joined[key_of(name)] = source
            self._index(source, tuple(word for word in name.split() if word[:1].isupper()))

    def add_name(self, name: Name) -> Source | None:
        """Take in a printed name; return its source if it is a full name or known."""
        source = self.joined.get(key_of(" ".join(name.words))) or self.known(name.words, name.gender)
        if source is None:
            if len(name.words) < 2 and not (name.role or name.gender):
                return None
            source = Source(words=name.words, person=name.person)
            self.sources.append(source)
        elif len(name.words) > len(source.words):
            source.words = name.words
        self._index(source, name.words)
        if len(name.words) > 2:
            self._index(source, (initials(name.words),))
        source.forms.setdefault(" ".join(name.words))
        source.gender = source.gender or name.gender
        if name.person:
            source.person = True
        if name.role:
            source.role = source.role or name.role
            source.forms.setdefault(name.role)
            self.by_phrase.setdefault(key_of(name.role), source)
            for word in name.role.split():
                if plain(word) in PERSON_NOUNS and source not in self.by_role.setdefault(plain(word), []):
                    self.by_role[plain(word)].append(source)
        return source

    def _index(self, source: Source, words: tuple[str, ...]) -> None:
        for word in words:
            listed = self.by_word.setdefault(plain(word), [])
            if source not in listed:
                listed.append(source)

    def known(self, words: tuple[str, ...], gender: str | None = None) -> Source | None:
        """Return the source that these words may name: same surname and no contradicting first name."""
        candidates = self.by_word.get(plain(words[-1]), ())
        if len(words) > 1:  # "her son Tom" and, later, "Tom Abel"
            by_first_name = self.by_word.get(plain(words[0]), ())
            candidates = [*candidates, *(s for s in by_first_name if len(s.words) == 1 and s.person)]
        if len(words) == 1 and words[0].isupper():
            candidates = [s for s in candidates if s.words == words or initials(s.words) == words[0]]
            return max(candidates, key=lambda s: len(s.words), default=None)
        fitting = [
            s
            for s in candidates
            if compatible(s.words, words) and not (gender and s.gender and gender != s.gender)
        ]
        if not fitting:
            return None
        return max(fitting, key=lambda s: (s.seen, s.person is True))

    def find(self, mention: str, at: int) -> Source:
        """Return the source that `mention`, a name or a description, means at offset `at`."""
        words = mention.split()
        new = bool(words) and words[0].lower() in INDEFINITE
        while len(words) > 1 and CLASS_OF.get(words[0].lower()) in ("d", "a", "p") and words[1] != "of":
            words = words[1:]
        while len(words) > 1 and words[-1] in ("'s", "’s", "'", "’"):
            words = words[:-1]
        joined = self.joined.get(key_of(" ".join(words)))
        if joined is not None:
            source = joined
        elif new and words[-1].islower():
            source = self._new(" ".join(words))
        else:
            source = self._as_it_stands(" ".join(words)) if "and" in words else self._find(words, at)
        source.seen = at
        source.forms.setdefault(" ".join(words))
        return source

    def _find(self, words: list[str], at: int) -> Source:
        role, gender, rest = split_role(tuple(words))
        if rest and rest[0][:1].isupper() and all(w[:1].isupper() or w in JOINING for w in rest):
            named = self.add_name(Name(at, rest, role, gender, True if role else None))
            if named is not None:
                return named
        described = self.by_phrase.get(key_of(" ".join(words))) or self._by_role(words)
        if described is not None:
            return described
        if all(w[:1].isupper() or w in JOINING for w in words):
            known = self.known(tuple(words))
            if known is not None:
                return known
        return self._as_it_stands(" ".join(words))

    def with_role(self, words: str) -> Source | None:
        """Return the person whose role "the minister" repeats."""
        listed = [w for w in words.split() if CLASS_OF.get(w.lower()) != "d"]
        return self._by_role(listed) if listed else None

    def _by_role(self, words: list[str]) -> Source | None:
        """Return the person whose role these words repeat: "the minister", "Foreign Minister"."""
        folded = [plain(w) for w in words]
        for k, word in enumerate(folded):
            if CLASS_OF.get(word) == "i" and k:
                folded = folded[:k]  # "the head of the bank" is looked up as "head"
                break
        if folded[-1] not in PERSON_NOUNS:
            return None
        fitting = [s for s in self.by_role.get(folded[-1], ()) if self._role_fits(s, folded)]
        return max(fitting, key=lambda s: s.seen, default=None)

    @staticmethod
    def _role_fits(source: Source, folded: list[str]) -> bool:
        return source.role is not None and set(folded) <= {plain(w) for w in source.role.split()}

    def _new(self, words: str) -> Source:
        """Return the source of "one pilot": nobody whose role has been told."""
        known = self.by_phrase.get(key_of(words))
        if known is not None and known.role is not None:
            del self.by_phrase[key_of(words)]
            source = self._as_it_stands(words)
            self.by_phrase[key_of(words)] = known
            return source
        return self._as_it_stands(words)

    def _as_it_stands(self, words: str) -> Source:
        key = key_of(words)
        source = self.by_phrase.get(key)
        if source is None:
            source = Source(
                words=tuple(words.split()), gender=gender_of_role(words), person=is_described_person(words)
            )
            self.sources.append(source)
            self.by_phrase[key] = source
            self.by_head[plain(words.split()[-1])] = source
        return source

    def speakers(self) -> tuple[Speaker, ...]:
        """Return everybody who is the source of something."""
        return tuple(
            Speaker(s.name, tuple(dict.fromkeys((s.name, *s.forms))), s.role) for s in self.sources if s.cited
        )


def cast_of(document: Document, texts: Iterable[str]) -> Cast:
    """Take in every name of `document`: its cast of turns first, then its running text in order."""
    cast = Cast()
    for names in document.same_people:
        cast.join(names)
    for person in document.cast:
        words = split_role(tuple(person.name.split()))[2] or tuple(person.name.split())
        cast.add_name(Name(0, words, person.office, None, True))
    for text in texts:
        for name in find_names(text):
            cast.add_name(name)
    for source in cast.sources:
        source.seen = -1
    return cast
