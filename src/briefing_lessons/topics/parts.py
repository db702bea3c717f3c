"""A briefing cut into parts that can be compared: sections, equal parts, turns, speakers or voices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Literal, get_args

from briefing_lessons.english.tokens import find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated, shorten
from briefing_lessons.topics.index import count_inside, index_of
from briefing_lessons.topics.scopes import (
    SCOPES,
    Scope,
    Stretch,
    find_stretches,
    intersect,
    people,
    section_names,
)

By = Literal["section", "tenth", "turn", "speaker", "voice", "quarter", "twentieth"]

#: below this many words a rate per 1,000 says more about chance than about the text: one word
#: more or less moves it by 10 or more
SHORT = 100
#: words that a text needs before a quarter of it holds anything
_FEWEST = 50


@dataclass(frozen=True, slots=True, repr=False)
class Part:
    """One part of a briefing, as far as its words are counted."""

    name: str  #: heading, "1st tenth", label of the turn, or name of the person
    stretches: tuple[Stretch, ...]  #: (start, end) of its counted text
    words: int  #: how many words are counted there

    def __repr__(self) -> str:
        return f"Part({self.name!r}, {self.words} words)"

    @property
    def short(self) -> bool:
        """Whether it has too few words (under 100) for a rate to mean much."""
        return self.words < SHORT


def find_parts(briefing: Annotated, by: By = "section", scope: Scope = "text") -> tuple[Part, ...]:
    """Cut `scope` into parts, in the order of the text.

    >>> from briefing_lessons import load_briefing
    >>> find_parts(load_briefing("000_95b79719e875266d.txt"))[-1]
    Part('On expectations from Astana talks', 16 words)

    Parameters
    ----------
    briefing
        The briefing.
    by
        "section"; "quarter", "tenth" or "twentieth", parts with equally many words; "turn"; "speaker", one
        part for each person; "voice", speaker, asker and reporter.
    scope
        Which words: see `find_stretches`.

    Raises
    ------
    BriefingError
        If the briefing has no parts of that kind.
    """
    if by not in get_args(By):
        raise BriefingError(f"A briefing cannot be cut by {by!r}: use one of {', '.join(get_args(By))}.")
    stretches = find_stretches(briefing, scope)
    named = tuple(_PARTS[by](briefing, stretches))
    if not named:
        raise BriefingError(f'This briefing has no {by}s to compare: use by="tenth".')
    words = index_of(briefing)
    return tuple(Part(name, inside, count_inside(words.starts, words.ends, inside)) for name, inside in named)


def comparable_parts(briefing: Annotated, scope: Scope = "text") -> By:
    """Return how to cut this text so that most parts bear a rate: sections, speakers, tenths, or quarters.

    >>> from briefing_lessons import load_briefing
    >>> comparable_parts(load_briefing("000_95b79719e875266d.txt"))
    'section'
    """
    cuts: tuple[By, ...] = ("section", "speaker", "tenth") if briefing.turns else ("section", "tenth")
    for by in cuts:
        try:
            parts = find_parts(briefing, by, scope)
        except BriefingError:  # no parts of that kind
            continue
        if len(parts) > 2 and 2 * sum(part.short for part in parts) <= len(parts):
            return by
    words = sum(part.words for part in find_parts(briefing, "voice", scope) or ())
    return "quarter" if words >= _FEWEST else "voice"


def _sections(briefing: Annotated, stretches: Sequence[Stretch]) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    for name, section in zip(section_names(briefing), briefing.sections, strict=True):
        yield name, tuple(intersect(stretches, ((section.start, section.end),)))


def _equal_parts(
    briefing: Annotated, stretches: Sequence[Stretch], *, count: int, name: str
) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    starts = [word for start, end in stretches for word, _, _ in find_words(briefing.text, start, end)]
    if len(starts) < count:
        return
    edges = [starts[len(starts) * number // count] for number in range(count)] + [len(briefing.text)]
    for number, (start, end) in enumerate(pairwise(edges), 1):
        yield f"{_ordinal(number)} {name}", tuple(intersect(stretches, ((start, end),)))


def _turns(briefing: Annotated, stretches: Sequence[Stretch]) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    for number, turn in enumerate(briefing.turns, 1):
        name = shorten(turn.speaker or turn.label, 40)
        yield f"{number} {name}", tuple(intersect(stretches, ((turn.body_start, turn.body_end),)))


def _speakers(briefing: Annotated, stretches: Sequence[Stretch]) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    for name in people(briefing):
        yield name, tuple(intersect(stretches, find_stretches(briefing, name)))


def _voices(briefing: Annotated, stretches: Sequence[Stretch]) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    for name in SCOPES["all"]:
        inside = tuple(intersect(stretches, find_stretches(briefing, name)))
        if inside:
            yield name, inside


def _ordinal(number: int) -> str:
    return str(number) + {1: "st", 2: "nd", 3: "rd"}.get(number, "th")


_PARTS: dict[str, Callable[[Annotated, Sequence[Stretch]], Iterator[tuple[str, tuple[Stretch, ...]]]]] = {
    "section": _sections,
    "quarter": partial(_equal_parts, count=4, name="quarter"),
    "tenth": partial(_equal_parts, count=10, name="tenth"),
    "twentieth": partial(_equal_parts, count=20, name="twentieth"),
    "turn": _turns,
    "speaker": _speakers,
    "voice": _voices,
}
