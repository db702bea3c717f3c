"""Who is who: one speaker for all names, roles and pronouns that mean one person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing_lessons.quotes.names import Name, find_names, gender_of_role, plain, split_role
from briefing_lessons.quotes.wordclasses import CLASS_OF, PERSON_NOUNS
from briefing_lessons.reading import Document
from briefing_lessons.spans import Speaker

_HE = frozenset(["he", "him", "his"])
_SHE = frozenset(["she", "her", "hers"])
_SPEAKER_SELF = frozenset(["i", "we", "me", "us", "my", "our"])
_THEY = frozenset(["it", "they", "them", "their", "its"])


@dataclass(slots=True)
class Source:
    """One source while the text is being read; frozen into a `Speaker` at the end."""

    forms: dict[str, None] = field(default_factory=dict)  #: every form, in order
    words: tuple[str, ...] = ()  #: the fullest name
    role: str | None = None
    gender: str | None = None
    person: bool | None = None
    seen: int = -1  #: offset of the latest mention
    cited: bool = False

    @property
    def name(self) -> str:
        """The fullest name, or the text's own words."""
        return " ".join(self.words)


@dataclass(slots=True)
class Cast:
    """Everybody a text names, and who was mentioned last."""

    sources: list[Source] = field(default_factory=list)
    by_word: dict[str, list[Source]] = field(default_factory=dict)
    by_phrase: dict[str, Source] = field(default_factory=dict)
    recent: list[Source] = field(default_factory=list)

    def add_name(self, name: Name) -> Source | None:
        """Take in a printed name; return its source if it is a full name or known."""
        source = self._known(name.words, name.gender)
        if source is None:
            if len(name.words) < 2 and not name.role:
                return None
            source = Source(words=name.words, person=name.person)
            self.sources.append(source)
        elif len(name.words) > len(source.words):
            source.words = name.words
        self._index(source, name.words)
        source.forms.setdefault(" ".join(name.words))
        source.gender = source.gender or name.gender
        if name.person:
            source.person = True
        if name.role:
            source.role = source.role or name.role
            source.forms.setdefault(name.role)
            self.by_phrase.setdefault(_key(name.role), source)
        return source

    def _index(self, source: Source, words: tuple[str, ...]) -> None:
        for word in words:
            listed = self.by_word.setdefault(plain(word), [])
            if source not in listed:
                listed.append(source)

    def _known(self, words: tuple[str, ...], gender: str | None) -> Source | None:
        """Return the source that these words may name: same surname and no contradicting first name."""
        candidates = self.by_word.get(plain(words[-1]), ())
        fitting = [
            s for s in candidates if _compatible(s.words, words) and not (gender and s.gender and gender != s.gender)
        ]
        if not fitting:
            return None
        return max(fitting, key=lambda s: (s.seen, s.person is True))

    def resolve(self, mention: str, at: int, self_speaker: str | None) -> tuple[Source | None, tuple[str, ...]]:
        """Return who `mention` means at offset `at`, with the chain from the words to the name."""
        words = mention.split()
        folded = [plain(w) for w in words]
        if len(words) == 1 and folded[0] in CLASS_OF:
            return self._pronoun(words[0], folded[0], self_speaker)
        while words and CLASS_OF.get(folded[0]) in ("d", "a", "p"):
            words, folded = words[1:], folded[1:]
        if not words:
            return self._as_it_stands(mention, at), (mention,)
        capitals = [w for w in words if w[:1].isupper()]
        role, gender, rest = split_role(words)
        if rest and all(w[:1].isupper() for w in rest):
            source = self.add_name(Name(at, tuple(rest), role, gender, True if role else None))
            if source is not None:
                return self._met(source, at, mention)
        phrase = self.by_phrase.get(_key(" ".join(words))) or self._by_role(folded, bool(capitals))
        if phrase is not None:
            return self._met(phrase, at, mention)
        if capitals:
            known = self._known(tuple(words), None)
            if known is not None:
                return self._met(known, at, mention)
        return self._met(self._as_it_stands(" ".join(words), at), at, mention)

    def _met(self, source: Source, at: int, mention: str) -> tuple[Source, tuple[str, ...]]:
        source.seen, source.cited = at, True
        source.forms.setdefault(mention)
        if source in self.recent[-8:]:
            self.recent.remove(source)
        self.recent.append(source)
        chain = (mention,) if mention == source.name else (mention, source.name)
        return source, chain

    def _pronoun(self, word: str, folded: str, self_speaker: str | None) -> tuple[Source | None, tuple[str, ...]]:
        if folded in _SPEAKER_SELF:
            if self_speaker is None:
                return None, (word,)
            source, _ = self.resolve(self_speaker, 0, None)
            return source, (word, self_speaker)
        gender = "m" if folded in _HE else "f" if folded in _SHE else None
        for source in reversed(self.recent[-12:]):
            if gender and (source.person is False or (source.gender and source.gender != gender)):
                continue
            if folded in _THEY and source.person:
                continue
            if gender and source.person:
                source.gender = gender
            return source, (word, source.name)
        return None, (word,)

    def _by_role(self, folded: list[str], capital: bool) -> Source | None:
        head = folded[-1]
        if head not in PERSON_NOUNS:
            return None
        fitting = [
            s for s in self.sources if s.role and head in (plain(w) for w in s.role.split())
        ]
        return max(fitting, key=lambda s: s.seen, default=None)

    def _as_it_stands(self, words: str, at: int) -> Source:
        key = _key(words)
        source = self.by_phrase.get(key)
        if source is None:
            source = Source(words=tuple(words.split()), gender=gender_of_role(words), person=None)
            self.sources.append(source)
            self.by_phrase[key] = source
        return source

    def speakers(self) -> tuple[Speaker, ...]:
        """Return everybody who is the source of something."""
        return tuple(
            Speaker(s.name, tuple(dict.fromkeys((s.name, *s.forms))), s.role) for s in self.sources if s.cited
        )


def cast_of(document: Document, texts: Iterable[str]) -> Cast:
    """Take in every name of `document`: its cast of turns first, then its running text in order."""
    cast = Cast()
    for person in document.cast:
        words = split_role(person.name.split())[2] or person.name.split()
        cast.add_name(Name(0, tuple(words), person.office, None, True))
    for text in texts:
        for name in find_names(text):
            cast.add_name(name)
    for source in cast.sources:
        source.seen = -1
    return cast


def _key(words: str) -> str:
    kept = [plain(w) for w in words.split()]
    while kept and kept[0] in ("the", "a", "an", "its", "their", "his", "her", "our", "this"):
        kept = kept[1:]
    return " ".join(kept)


def _compatible(full: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Say whether two names may be one person's: "Sergei Lavrov" and "Sergey Lavrov", "Lavrov"."""
    a, b = [plain(w) for w in full], [plain(w) for w in words]
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if a[-1] != b[-1] or not a[:-1] or not b[:-1]:
        return False
    return _spelt_alike(a[0], b[0])


def _spelt_alike(one: str, other: str) -> bool:
    if one[0] != other[0]:
        return False
    if len(one) == 1 or len(other) == 1:
        return True
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 4:
        return False
    differing = sum(x != y for x, y in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return differing <= 1
