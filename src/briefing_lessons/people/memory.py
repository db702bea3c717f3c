"""Remember who was mentioned while the text is read in order: what pronouns look back on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter

from briefing_lessons.english.units import Units
from briefing_lessons.people.entities import INDEFINITE, Cast, Source
from briefing_lessons.people.names import split_role
from briefing_lessons.reading.view import View

_NAMES = re.compile("X+")
#: How many mentions are kept for a pronoun to look back on.
_KEPT = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention of a source."""

    at: int  #: offset of the mention in the unchanged text
    sentence: int
    source: Source


@dataclass(slots=True)
class Memory:
    """Where the reader stands, who speaks there, and who was mentioned before."""

    cast: Cast
    view: View = field(default_factory=lambda: View("", (0,), (0,)))
    speaker: str | None = None  #: who says "I" here
    hearer: str | None = None  #: who is "you" here
    seen: list[Seen] = field(default_factory=list)
    first_sentence: int = 0  #: number of the first sentence of the present paragraph
    next_sentence: int = 0

    def enter(self, units: Units, view: View, speaker: str | None, hearer: str | None) -> None:
        """Begin a paragraph: take note of the names in it."""
        self.view, self.speaker, self.hearer = view, speaker, hearer
        self.first_sentence = self.next_sentence
        self.next_sentence += len(units.sentences)
        del self.seen[:-_KEPT]
        self._notice(units)

    @contextmanager
    def inside(self, units: Units, speaker: str | None) -> Iterator[None]:
        """Read the inside of a quotation, where "I" is its source."""
        before = (self.speaker, self.hearer, self.seen, self.first_sentence)
        self.speaker, self.hearer, self.seen = speaker, None, self.seen[-_KEPT:]
        self._notice(units)
        try:
            yield
        finally:
            self.speaker, self.hearer, self.seen, self.first_sentence = before

    def _notice(self, units: Units) -> None:
        found: list[tuple[int, Source]] = []
        for match in _NAMES.finditer(units.tags):
            first, after = match.span()
            if after < len(units.tags) and units.tags[after] == "'":
                continue  # an owner is rarely who "he" is
            name = split_role(tuple(units.words(first, after).split()))[2]
            titled = not name and first > 0 and units.low[first - 1] == "the"
            at = self.view.source_offset(units.starts[first])
            source = (
                self.cast.find(units.words(first, after), at) if titled else self.cast.known(name or ("",))
            )
            if source is not None:
                found.append((first, source))
        for unit, word in enumerate(units.low):
            taken_up = units.tags[unit - 1] in "dn" and units.low[unit - 1] not in INDEFINITE
            if word in self.cast.by_role and units.tags[unit] == "n" and taken_up:
                source = self.cast.with_role(units.words(max(unit - 1, 0), unit + 1))
                if source is not None:
                    found.append((unit, source))
        for unit, source in sorted(found, key=itemgetter(0)):
            self.remember(units, unit, source)

    def remember(self, units: Units, unit: int, source: Source) -> None:
        """Take note that `source` is mentioned at `unit`."""
        at = self.view.source_offset(units.starts[unit])
        self.seen.append(Seen(at, self.first_sentence + units.sentence_of(unit), source))
