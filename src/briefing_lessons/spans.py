"""What is found in a briefing, each a half-open span `[start, end)` of one unchanged text; whose words.

Whose words a stretch is (speaker, asker, reporter, heading or boilerplate) is decided here for everybody.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final, Literal, Protocol

from briefing_lessons.html import text_box

#: whose words a stretch is, decided by `voices.find_voices`
Voice = Literal["speaker", "asker", "reporter", "heading", "boilerplate"]
LineRole = Literal["heading", "paragraph", "turn", "stage", "metadata", "boilerplate", "blank"]
TurnRole = Literal["question", "answer", "moderator"]
Stance = Literal["said", "denied", "neither"]
QuoteKind = Literal["direct", "mixed", "indirect", "term"]


#: what is said where nothing in the text supports a source
NO_SOURCE = "no source found"
#: how the rule of a line begins that is a guess
LOOKS_LIKE = "looks like page furniture"


def shorten(text: str, width: int = 60) -> str:
    """Return `text` on one line, cut to at most `width` characters.

    >>> shorten("We are realists, we follow the preparation", width=20)
    'We are realists, we…'
    """
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def words_around(text: str, start: int, end: int, first: int, last: int, width: int) -> tuple[int, int]:
    """Return where to cut at most `width` characters on both sides of a stretch, at spaces.

    >>> text = "In the last few years they stepped up their efforts."
    >>> low, high = words_around(text, 22, 26, 0, len(text), 12)
    >>> text[low:high].strip()
    'few years they stepped up'
    """
    low, high = max(first, start - width), min(last, end + width)
    while first < low < start and not text[low - 1].isspace():
        low += 1
    while end < high < last and not text[high].isspace():
        high -= 1
    return low, high


@dataclass(frozen=True, slots=True, repr=False)
class Span:
    """A stretch of a briefing.

    >>> Span(0, 13, "Sergei Lavrov")
    Span(0:13 'Sergei Lavrov')
    """

    start: int  #: offset of the first character, counted in `str` characters from 0
    end: int  #: offset after the last character
    text: str  #: exactly `briefing.text[start:end]`

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.start}:{self.end} {shorten(self.text)!r})"

    def _repr_html_(self) -> str:
        return text_box(escape(self.text), f"bl-span bl-{type(self).__name__.lower()}", "span")

    def contains(self, other: "Span") -> bool:
        """Say whether `other` lies inside this span (equal spans contain each other)."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, repr=False)
class Line(Span):
    """One line of the file, without its line end, and what the reader took it for."""

    number: int  #: line number, from 1
    role: LineRole  #: what the line is
    rule: str | None  #: the rule that decided, in words; `None` when the role is only the default


@dataclass(frozen=True, slots=True, repr=False)
class Heading(Span):
    """The heading of a section."""


@dataclass(frozen=True, slots=True, repr=False)
class Paragraph(Span):
    """A paragraph of running text; on hard-wrapped pages it covers several lines."""

    pieces: tuple[tuple[int, int], ...]  #: (start, end) of its text without page furniture, in order


@dataclass(frozen=True, slots=True, repr=False)
class Section(Span):
    """A heading (or none, at the top) with the paragraphs under it."""

    heading: Heading | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Sentence(Span):
    """One sentence; never crosses a paragraph."""


@dataclass(frozen=True, slots=True, repr=False)
class Token(Span):
    """One word or number.

    `norm` is the form that is counted: lower case, but acronyms keep their capitals (`US` is not `us`),
    and curly apostrophes are straight.
    """

    norm: str
    voice: Voice


@dataclass(frozen=True, slots=True, repr=False)
class Turn(Span):
    """One turn of a labelled transcript, from its label up to the next label."""

    label: str  #: the label as printed, e.g. "MS. DELACROIX:"
    speaker: str | None  #: the canonical name, or `None` when the text gives none
    role: TurnRole | None
    body_start: int  #: offset after the label
    body_end: int  #: offset after the last word, without trailing headings, directions and boilerplate


@dataclass(frozen=True, slots=True)
class Link:
    """One step on the way from the words that name a source to its name."""

    text: str
    why: str  #: the evidence for this step, in words a learner can read


@dataclass(frozen=True, slots=True, repr=False)
class Attribution:
    """Who is the source of a quotation, and the evidence for saying so."""

    speaker: str | None  #: canonical name of the source; `None` when nothing in the text supports one
    mention: Span | None  #: the words that name the source here
    cue: Span | None  #: the reporting expression
    rule: str  #: the rule that decided, in words a learner can read
    chain: tuple[Link, ...] = ()  #: from the mention to the name, e.g. "he", then "Sergei Lavrov"
    tried: tuple[str, ...] = ()  #: names of the rules that were tried, in order; the last one decided
    sure: bool = False  #: False where two could be meant, or only nearness speaks for the source
    stance: Stance = "said"  #: whether the source says the words, denies them, or does neither

    def __repr__(self) -> str:
        return f"Attribution({self.speaker or NO_SOURCE}: {self.rule})"


@dataclass(frozen=True, slots=True, repr=False)
class Quote(Span):
    """A quotation or a piece of reported speech; quotation marks lie inside the span."""

    kind: QuoteKind
    content: Span  #: the words themselves, without the outer quotation marks
    attribution: Attribution

    @property
    def speaker(self) -> str | None:
        """The canonical name of the source."""
        return self.attribution.speaker


@dataclass(frozen=True, slots=True)
class Speaker:
    """One source under all the spellings and descriptions the text uses."""

    name: str  #: canonical name, the fullest form in the text
    aliases: tuple[str, ...]  #: every form in order of first use, the canonical one included
    role: str | None  #: office or description in the text's words, e.g. "Russian Foreign Minister"

    def __repr__(self) -> str:
        return f"Speaker({self.name!r}, {self.role!r})" if self.role else f"Speaker({self.name!r})"


@dataclass(frozen=True, slots=True, repr=False)
class Mark(Span):
    """A candidate for a rhetorical device: the learner accepts or rejects it."""

    device: str  #: one of `rhetoric.DEVICES`
    voice: Voice
    evidence: str  #: why it was marked, in words
    speaker: str | None = None  #: who utters the words, where that is known
    category: str | None = None  #: finer class, e.g. "distancing" for a reporting verb
    strength: Literal["strong", "weak"] = "strong"  #: weak: the surface alone cannot decide


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the reader understood: a line counts as placed only when a rule gave it its role."""

    lines: int  #: lines that are not blank
    placed: int
    unplaced: tuple[Line, ...]
    warnings: tuple[str, ...]  #: in plain words, each with what to do


class Annotated(Protocol):
    """What the rhetoric and topic engines read; `Briefing` offers it."""

    text: str
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    turns: tuple[Turn, ...]
    boilerplate: tuple[Span, ...]

    def __hash__(self) -> int: ...
    @property
    def tokens(self) -> Sequence[Token]: ...
    @property
    def quotes(self) -> Sequence[Quote]: ...
    @property
    def speakers(self) -> Sequence[Speaker]: ...
    @property
    def voices(self) -> Sequence[tuple[int, int, Voice]]: ...


#: the voices of running text, without headings and boilerplate
RUNNING: Final[tuple[Voice, ...]] = ("speaker", "asker", "reporter")


def find_voices(briefing: Annotated) -> tuple[tuple[int, int, Voice], ...]:
    """Return (start, end, voice) for the whole text, in order and without gaps.

    A voice is whose words we read. The words of a question in a transcript are the asker's; those of any
    other turn, and what stands in quotation marks, the speaker's; headings are a voice of their own.
    Boilerplate is what is printed around the text: advertisements, page numbers, labels of speakers, stage
    directions, datelines. All the rest is the reporter's.

    >>> from briefing_lessons import parse_briefing
    >>> talk = parse_briefing("QUESTION: Is it open?\\n\\nMS. BREL: It may be open.\\n")
    >>> [(talk.text[start:end], voice) for start, end, voice in talk.voices][:2]
    [('QUESTION: ', 'boilerplate'), ('Is it open?', 'asker')]
    """
    layers = tuple(_layers(briefing))
    borders = sorted({0, len(briefing.text), *(edge for start, end, _ in layers for edge in (start, end))})
    at = {edge: number for number, edge in enumerate(borders)}
    voices: list[Voice] = ["reporter"] * (len(borders) - 1)
    for start, end, voice in reversed(layers):  # the first layer is painted last and wins
        voices[at[start] : at[end]] = [voice] * (at[end] - at[start])
    changes = [number for number, voice in enumerate(voices) if number == 0 or voice != voices[number - 1]]
    runs = pairwise([*changes, len(voices)])
    return tuple((borders[first], borders[last], voices[first]) for first, last in runs)


def _layers(briefing: Annotated) -> Iterator[tuple[int, int, Voice]]:
    for span in briefing.boilerplate:
        yield span.start, span.end, "boilerplate"
    for heading in briefing.headings:
        yield heading.start, heading.end, "heading"
    for line in briefing.lines:
        if line.role in ("metadata", "stage", "boilerplate"):
            yield line.start, line.end, "boilerplate"
    for owner in find_owners(briefing):
        asks = isinstance(owner, Turn) and owner.role == "question"
        yield *uttered_in(owner), "asker" if asks else "speaker"
        if isinstance(owner, Turn):
            yield owner.start, owner.body_start, "boilerplate"


def find_owners(briefing: Annotated) -> list[Turn | Quote]:
    """Return the turns, and the quotations in marks that stand in no turn and no other quotation, in order.

    Each word of a text has one owner at most: what a speaker quotes is that speaker's, too.
    """
    bodies = [uttered_in(turn) for turn in briefing.turns]
    found: list[Turn | Quote] = list(briefing.turns)
    last = 0
    for quote in briefing.quotes:
        if quote.kind not in ("direct", "mixed") or quote.start < last:
            continue
        at = bisect_left(bodies, (quote.end,)) - 1
        if at < 0 or bodies[at][1] <= quote.start:
            found.append(quote)
            last = quote.end
    return sorted(found, key=lambda owner: owner.start)


def uttered_in(owner: Turn | Quote) -> tuple[int, int]:
    """Return where the words of a turn or a quotation begin and end; a turn's label is not among them."""
    return (owner.body_start, owner.body_end) if isinstance(owner, Turn) else (owner.start, owner.end)


def name_of(owner: Turn | Quote) -> str | None:
    """Return who owns a turn or a quotation: the name, else the label; `None` where no source was found."""
    return owner.speaker or (owner.label.strip(" :.") if isinstance(owner, Turn) else None)
