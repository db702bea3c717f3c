"""The wording of a briefing, cut for the detectors: segments of one voice, their sentences and words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Literal, Protocol

from briefing_lessons.english.analysis import Analyses, Analysis, Word, analyse
from briefing_lessons.english.wordclasses import WordClass
from briefing_lessons.english.words import FINITE
from briefing_lessons.spans import (
    Annotated,
    Mark,
    Quote,
    Turn,
    TurnRole,
    Voice,
    find_owners,
    name_of,
    uttered_in,
)


class Analysed(Annotated, Protocol):
    """A briefing whose paragraphs have been read as English."""

    @property
    def english(self) -> Analyses: ...


@dataclass(frozen=True, slots=True)
class SentencePart:
    """One sentence, or the part of it that stands in one segment."""

    start: int
    end: int
    first: int  #: number of its first word
    last: int  #: number after its last word


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one voice inside one paragraph; quotation marks bound it."""

    start: int
    end: int
    voice: Voice
    speaker: str | None  #: who utters it, where that is known
    role: TurnRole | None  #: what the turn does, in a transcript
    quote: Quote | None  #: the direct or mixed quotation it is
    sentences: tuple[SentencePart, ...] = ()
    first: int = 0  #: number of its first word
    last: int = 0  #: number after its last word

    @property
    def spoken(self) -> bool:
        """Whether somebody says these words aloud: a quotation or a turn."""
        return self.voice not in ("reporter", "heading", "boilerplate")

    @property
    def furniture(self) -> bool:
        """Whether it is a heading or an advertisement."""
        return self.voice in ("heading", "boilerplate")


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What the detectors read; words are numbered through the whole text."""

    text: str
    quotes: Sequence[Quote]
    segments: Sequence[Segment]
    words: list[str]  #: lower case but for acronyms; "isn't" is two words, "is" and "not"
    classes: Sequence[str]  #: the `WordClass` of each word
    starts: Sequence[int]  #: offset of each word
    ends: Sequence[int]  #: offset after each word
    gaps: Sequence[str] = field(repr=False)  #: what stands after each word
    places: Mapping[str, list[int]] = field(repr=False)  #: where each word stands, by number
    blocks: Sequence[Analysis] = field(repr=False)  #: the paragraphs, headings and lines, in order

    def segment(self, number: int) -> Segment:
        """Return the segment in which word `number` stands."""
        return self.segments[bisect_right(self.segments, number, key=lambda s: s.first) - 1]

    def sentence(self, number: int) -> SentencePart:
        """Return the sentence in which word `number` stands."""
        sentences = self.segment(number).sentences
        return sentences[max(0, bisect_right(sentences, number, key=lambda s: s.first) - 1)]

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
        return not self.gaps[number].strip()

    def opens(self, number: int) -> bool:
        """Say whether word `number` opens its sentence, or a clause after a comma, colon or dash."""
        return number == self.sentence(number).first or not self.joined(number - 1)

    def asks(self, sentence: SentencePart) -> bool:
        """Say whether `sentence` ends with a question mark."""
        return "?" in self.text[self.ends[sentence.last - 1] : sentence.end]

    def has_verb(self, first: int, last: int) -> bool:
        """Say whether one of the words `first` up to `last` is a finite verb."""
        return WordClass.VERB in self.classes[first:last] or not FINITE.isdisjoint(self.words[first:last])

    def quoted(self, first: int, last: int) -> str:
        """Return the words `first` up to `last` as printed, in quotation marks, for an evidence."""
        return f"“{self.text[self.starts[first] : self.ends[last - 1]]}”"

    def find(self, *words: str) -> Iterator[int]:
        """Yield the number of every one of `words`, in order."""
        yield from sorted(number for word in dict.fromkeys(words) for number in self.places.get(word, ()))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of the words `first` up to, but without, `last`."""
        return self.starts[first], self.ends[last - 1]

    def mark(
        self, device: str, span: tuple[int, int], why: str, category: str | None = None, weak: bool = False
    ) -> Mark:
        """Return a mark over `text[start:end]`, in the voice of its first word; `why` is the evidence."""
        start, end = span
        segment = self.segment(bisect_left(self.starts, start)) if self.segments else None
        voice, speaker = (segment.voice, segment.speaker) if segment else ("reporter", None)
        strength: Literal["strong", "weak"] = "weak" if weak else "strong"
        return Mark(start, end, self.text[start:end], device, voice, why, speaker, category, strength)


def cut(briefing: Analysed) -> Wording:
    """Cut a briefing whose voices and quotations are known into segments."""
    running = (piece for paragraph in briefing.paragraphs for piece in paragraph.pieces)
    placed = sorted((*running, *((s.start, s.end) for s in (*briefing.headings, *briefing.boilerplate))))
    strays = (line for line in briefing.lines if not covers(placed, line.start, line.end))
    others = [analyse(span) for span in (*briefing.boilerplate, *strays) if span.text.strip()]
    blocks = sorted([*briefing.english.values(), *others], key=lambda block: block.start)
    return _assemble(briefing.text, briefing.quotes, blocks, tuple(_regions(briefing)))


def cut_sentence(text: str, voice: Voice = "speaker") -> Wording:
    """Cut a bare example, heard in one voice; for documentation and tests."""
    return _assemble(text, (), [analyse(text)], (Segment(0, len(text), voice, None, None, None),))


def covers(pieces: Sequence[tuple[int, int]], start: int, end: int = 0) -> bool:
    """Say whether one of `pieces`, in order, reaches into `start` to `end`, or over the offset `start`."""
    at = bisect_left(pieces, (max(end, start + 1),)) - 1
    return at >= 0 and pieces[at][1] > start


def stem(word: str) -> str:
    """Return the first letters of `word`, enough to meet its other forms.

    >>> stem("prices") == stem("price"), stem("Russian") == stem("Russia"), stem("stopped") == stem("stop")
    (True, True, False)
    """
    last = word.rpartition("-")[2]
    return last[:5] if len(last) > 5 else last.rstrip("s")


def _regions(briefing: Analysed) -> Iterator[Segment]:
    """Yield the stretches of one voice and one speaker, in order; the words of a label are nobody's."""
    owners = find_owners(briefing)
    starts = [owner.start for owner in owners]
    edges = sorted({edge for owner in owners for edge in (owner.start, *uttered_in(owner))})
    for start, end, voice in briefing.voices:
        borders = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        for left, right in zip([start, *borders], [*borders, end], strict=True):
            at = bisect_right(starts, left) - 1
            owner = owners[at] if at >= 0 and left < uttered_in(owners[at])[1] else None
            if owner is None or voice in ("heading", "boilerplate"):
                yield Segment(left, right, voice, None, None, None)
            elif not isinstance(owner, Turn):
                yield Segment(left, right, voice, owner.speaker, None, owner)
            elif left >= owner.body_start:
                yield Segment(left, right, voice, name_of(owner), owner.role or "answer", None)


def _assemble(
    text: str, quotes: Sequence[Quote], blocks: Sequence[Analysis], regions: Sequence[Segment]
) -> Wording:
    words: list[Word] = []
    segments: list[Segment] = []
    for inside, region, block in sorted(_pieces(blocks, regions), key=lambda piece: piece[0][0].start):
        segments.append(_segment(text, region, block, inside, len(words)))
        words += inside
    starts = [word.start for word in words]
    places: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        places.setdefault(word.form, []).append(number)
    return Wording(
        text,
        quotes,
        segments,
        [word.form for word in words],
        [word.word_class for word in words],
        starts,
        [word.end for word in words],
        [text[a.end : b] for a, b in zip(words, [*starts[1:], len(text)], strict=False)],
        places,
        blocks,
    )


def _pieces(
    blocks: Sequence[Analysis], regions: Sequence[Segment]
) -> Iterator[tuple[Sequence[Word], Segment, Analysis]]:
    """Yield the words that each block has in each region, with both."""
    for block in blocks:
        at = bisect_right(regions, block.start, key=lambda region: region.end)
        for region in islice(regions, at, None):
            if region.start >= block.end:
                break
            first, last = (bisect_left(block.words, (edge,)) for edge in (region.start, region.end))
            if first < last:
                yield block.words[first:last], region, block


def _segment(text: str, region: Segment, block: Analysis, words: Sequence[Word], first: int) -> Segment:
    """Return `region` cut to `block`, with its sentences and its `words`, numbered from `first`."""
    start, end = max(region.start, block.start), min(region.end, block.end)
    parts = []
    for sentence in block.sentences:
        left, right = max(sentence[0], start), min(sentence[1], end)
        a, b = bisect_left(words, (left,)), bisect_left(words, (right,))
        if a < b:
            stretch = text[left:right]
            left += len(stretch) - len(stretch.lstrip())
            parts.append(SentencePart(left, left + len(stretch.strip()), first + a, first + b))
    return replace(region, start=start, end=end, sentences=tuple(parts), first=first, last=first + len(words))
