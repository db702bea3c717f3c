"""A briefing cut for the detectors: passages of one voice, sentences, words with contractions undone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefing_lessons.english.sentences import sentence_bounds
from briefing_lessons.english.tokens import find_words
from briefing_lessons.rhetoric.lexicon import Lexicon, load_lexicons
from briefing_lessons.rhetoric.regions import Region, find_regions
from briefing_lessons.spans import Annotated, Mark, Quote, TurnRole, Voice

#: the two words inside a contraction; the second begins at the apostrophe, or at the n of "n't"
_CLITICS = {"'s": "is", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
#: after these words 's is a verb; after any other it marks the possessive
_BEFORE_IS = frozenset("it he she that there what who this where here how when everybody nobody".split())
_NEGATED = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or the part of it that stands in one passage."""

    start: int
    end: int
    first: int  #: number of its first word
    last: int  #: number after its last word


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one voice inside one paragraph; quotation marks bound it."""

    start: int
    end: int
    voice: Voice
    speaker: str | None  #: who utters it, where that is known
    role: TurnRole | None  #: what the turn does, in a transcript
    quote: Quote | None  #: the direct or mixed quotation it is
    sentences: tuple[Sentence, ...]
    first: int  #: number of its first word
    last: int  #: number after its last word

    @property
    def spoken(self) -> bool:
        """Whether somebody says these words aloud: a quotation or a turn."""
        return self.quote is not None or self.role is not None or self.voice == "speaker"


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """What the detectors read; words are numbered through the whole text."""

    text: str
    quotes: Sequence[Quote]
    parts: tuple[Passage, ...]
    words: list[str]  #: as counted: lower case but for acronyms; "isn't" is two words, "is" and "not"
    starts: list[int]  #: offset of each word
    ends: list[int]  #: offset after each word
    lexicons: Mapping[str, Lexicon] = field(repr=False)
    places: Mapping[str, list[int]] = field(repr=False)  #: where each word stands, by number
    firsts: list[int] = field(repr=False)  #: the first word of each passage
    gaps: list[str] = field(repr=False)  #: what stands after each word

    def part(self, number: int) -> Passage:
        """Return the passage in which word `number` stands."""
        return self.parts[bisect_right(self.firsts, number) - 1]

    def sentence(self, number: int) -> Sentence:
        """Return the sentence in which word `number` stands."""
        sentences = self.part(number).sentences
        return sentences[max(0, bisect_right(sentences, number, key=lambda s: s.first) - 1)]

    def gap(self, number: int) -> str:
        """Return what stands between word `number` and the next one."""
        return self.gaps[number]

    def raw(self, number: int) -> str:
        """Return word `number` as it is printed."""
        return self.text[self.starts[number] : self.ends[number]]

    def before(self, number: int, back: int = 1) -> str:
        """Return the word `back` places earlier in the same sentence, or an empty string."""
        return self.words[number - back] if number - back >= self.sentence(number).first else ""

    def after(self, number: int, on: int = 1) -> str:
        """Return the word `on` places later in the same sentence, or an empty string."""
        return self.words[number + on] if number + on < self.sentence(number).last else ""

    def joined(self, number: int) -> bool:
        """Say whether only white space stands between word `number` and the next one."""
        gap = self.gaps[number]
        return gap == " " or not gap.strip()

    def opens(self, number: int) -> bool:
        """Say whether word `number` opens its sentence, or a clause after a comma, colon or dash."""
        return number == self.sentence(number).first or not self.joined(number - 1)

    def quoted(self, first: int, last: int) -> str:
        """Return the words `first` up to `last` as printed, in quotation marks, for an evidence."""
        return f"“{self.text[self.starts[first] : self.ends[last - 1]]}”"

    def find(self, *words: str) -> Iterator[int]:
        """Yield the number of every one of `words`, in order."""
        yield from sorted(number for word in dict.fromkeys(words) for number in self.places.get(word, ()))

    def mark(
        self,
        device: str,
        first: int,
        last: int,
        evidence: str,
        category: str | None = None,
        strength: Literal["strong", "weak"] = "strong",
    ) -> Mark:
        """Return a mark over the words `first` up to, but without, `last`."""
        return self.mark_at(
            device, self.starts[first], self.ends[last - 1], evidence, category, strength, first
        )

    def mark_at(
        self,
        device: str,
        start: int,
        end: int,
        evidence: str,
        category: str | None = None,
        strength: Literal["strong", "weak"] = "strong",
        word: int | None = None,
    ) -> Mark:
        """Return a mark over `text[start:end]`."""
        part = self.part(bisect_left(self.starts, start) if word is None else word) if self.parts else None
        voice: Voice = part.voice if part else "reporter"
        speaker = part.speaker if part else None
        return Mark(start, end, self.text[start:end], device, voice, evidence, speaker, category, strength)


def cut(briefing: Annotated, lexicons: Mapping[str, Lexicon] | None = None) -> Passages:
    """Cut `briefing` into passages.

    Parameters
    ----------
    briefing
        Anything with text, paragraphs, headings, turns, quotes and boilerplate.
    lexicons
        Edited word lists by name, from `load_lexicon`; the package's own stand in for those not given.
    """
    return _assemble(briefing.text, briefing.quotes, tuple(find_regions(briefing)), lexicons)


def cut_sentence(
    text: str, voice: Voice = "speaker", lexicons: Mapping[str, Lexicon] | None = None
) -> Passages:
    """Cut a bare example, heard in one voice; for documentation and tests."""
    return _assemble(text, (), ((0, len(text), voice, None, None, None),), lexicons)


def _assemble(
    text: str, quotes: Sequence[Quote], regions: Sequence[Region], lexicons: Mapping[str, Lexicon] | None
) -> Passages:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    parts: list[Passage] = []
    for start, end, voice, speaker, role, quote in regions:
        first = len(words)
        for left, right, norm in find_words(text, start, end):
            for piece_start, piece_end, word in (
                _undo(left, right, norm) if "'" in norm else ((left, right, norm),)
            ):
                words.append(word)
                starts.append(piece_start)
                ends.append(piece_end)
        if len(words) > first:
            sentences = _sentences(text, start, end, starts, first, len(words))
            parts.append(Passage(start, end, voice, speaker, role, quote, sentences, first, len(words)))
    places: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        places.setdefault(word, []).append(number)
    own = load_lexicons()
    return Passages(
        text,
        quotes,
        tuple(parts),
        words,
        starts,
        ends,
        {**own, **(lexicons or {})},
        places,
        [p.first for p in parts],
        [text[a:b] for a, b in zip(ends, [*starts[1:], len(text)], strict=True)] if words else [],
    )


def _sentences(
    text: str, start: int, end: int, starts: list[int], first: int, last: int
) -> tuple[Sentence, ...]:
    found = []
    for left, right in sentence_bounds(text[start:end]):
        a = bisect_left(starts, start + left, first, last)
        b = bisect_left(starts, start + right, first, last)
        if a < b:
            found.append(Sentence(start + left, start + right, a, b))
    return tuple(found) or (Sentence(start, end, first, last),)


def _undo(start: int, end: int, norm: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words inside a contraction.

    >>> [word for text in ("can't", "it's", "Norvath's", "we'll") for _, _, word in _undo(0, len(text), text)]
    ['can', 'not', 'it', 'is', "Norvath's", 'we', 'will']
    """
    if norm.endswith("n't"):
        stem = norm[:-3]
        yield start, end - 3, _NEGATED.get(stem, stem)
        yield end - 3, end, "not"
        return
    at = norm.rfind("'")
    head, tail = norm[:at], norm[at:]
    if tail in _CLITICS and (tail != "'s" or head in _BEFORE_IS):
        yield start, start + at, head
        yield start + at, end, _CLITICS[tail]
    elif norm == "let's":
        yield start, start + at, head
        yield start + at, end, "us"
    else:
        yield start, end, norm
