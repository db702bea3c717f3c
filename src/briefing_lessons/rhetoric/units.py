"""Clauses and phrases by their borders: the pieces that repetition and parallel form are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing_lessons.english.words import word_list
from briefing_lessons.rhetoric.pieces import is_aside
from briefing_lessons.rhetoric.wording import Segment, Wording

_OPENERS = word_list("openers")
_BORDER = frozenset(",;:.—–!?…")
_TIES = word_list("ties")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch between two borders, without the conjunction that opens it."""

    first: int  #: number of its first word
    last: int  #: number after its last word
    joint: str  #: the punctuation or conjunction before it: ",", ".", "and", ", and" …

    @property
    def coordinated(self) -> bool:
        """Whether and, or joins it to the unit before."""
        return self.joint.endswith(("and", "or", "nor"))

    @property
    def apart(self) -> bool:
        """Whether a sentence ended before it."""
        return any(mark in self.joint for mark in ".!?")


@lru_cache(maxsize=1)  # three detectors ask for the same text in turn
def utterances(wording: Wording) -> tuple[list[Unit], ...]:
    """Return the units of everything said in one breath: a turn, a quotation, the reporter's own stretch.

    A quotation that goes on after its cue ("It was cold," she said, "and it was dark.") is one breath.
    Headings and advertisements are left out.
    """
    return tuple(_breaths(wording))


def _breaths(wording: Wording) -> Iterator[list[Unit]]:
    breath: list[Unit] = []
    before: Segment | None = None
    quoted: Segment | None = None
    for part in wording.segments:
        if part.voice in ("heading", "boilerplate"):
            continue
        if part.quote is None and not part.spoken and quoted is not None and _short_cue(wording, part):
            yield units_of(wording, part.first, part.last)
            continue  # a cue between two quotations
        units = units_of(wording, part.first, part.last)
        if quoted is not None and part.quote is not None and _goes_on(wording, quoted, part):
            between = wording.text[quoted.end - 2 : part.start].rstrip()
            joint = "." if between[0] in ".!?" or between[-1] in ".!?" else ","
            breath += [Unit(units[0].first, units[0].last, joint), *units[1:]]
        else:
            if breath:
                yield breath
            breath = units
        before = part
        quoted = part if part.quote is not None else None
    if breath and before is not None:
        yield breath


def _short_cue(wording: Wording, part: Segment) -> bool:
    return part.last - part.first <= 10 and "\n" not in wording.text[part.start : part.end]


def _goes_on(wording: Wording, left: Segment, right: Segment) -> bool:
    between = wording.text[left.end : right.start]
    return left.speaker == right.speaker and "\n" not in between and len(between) < 90


def units_of(wording: Wording, first: int, last: int) -> list[Unit]:
    """Return the units of words `first` to `last`: cut at punctuation, and at and, or, but.

    A clause that opens with the same two words as its neighbour is cut off at before, because, than …, too.
    Interjected clauses of two or three words (", I believe,") are left out, and their neighbours joined.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> wording = cut_sentence("We have the boats, we have the law, and we have, I believe, the patience.")
    >>> for unit in units_of(wording, 0, len(wording.words)):
    ...     print(unit.joint or "-", " ".join(wording.words[unit.first : unit.last]))
    - we have the boats
    , we have the law
    , and we have i believe the patience
    """
    words = wording.words
    units: list[Unit] = []
    joint, start = "", first
    number = first
    while number < last:
        gap = wording.gaps[number].strip() if number + 1 < last else ""
        border = "".join(c for c in gap if c in _BORDER) if gap else ""
        if gap in ("-", "--"):
            border = ","
        if border == ",":
            over = _interjection(wording, number + 1, last)
            alike = words[number + 1 : number + 3] == words[start : start + 2]  # we came, we saw, we went
            if over is not None and not alike:
                number = over
                continue
        following = words[number + 1] if number + 1 < last else ""
        if border or following in ("and", "or", "but", "nor"):
            units.append(Unit(start, number + 1, joint))
            start, joint = number + 1, border[:1]
            while start + 1 < last and words[start] in _OPENERS:
                over = None if wording.joined(start) else _interjection(wording, start + 1, last)
                if over is None and not wording.joined(start):
                    break
                joint = f"{joint} {words[start]}".strip()
                start = start + 1 if over is None else over
            number = max(number + 1, start)
            continue
        if (
            following in _TIES
            and number + 3 < last
            and words[number + 2 : number + 4] == words[start : start + 2]
        ):
            units.append(Unit(start, number + 1, joint))
            start, joint = number + 2, following
            number = start
            continue
        number += 1
    if start < last:
        units.append(Unit(start, last, joint))
    return units


def _interjection(wording: Wording, number: int, last: int) -> int | None:
    """Return the word after an interjection that begins at `number`: I believe, I hope, of course."""
    for length in (1, 2, 3):
        stop = number + length
        if stop >= last or "," not in wording.gaps[stop - 1]:
            continue
        if all(map(wording.joined, range(number, stop - 1))) and is_aside(wording, number, stop):
            return stop
    return None


def common_start(one: Sequence[str], two: Sequence[str]) -> int:
    """Return how many words `one` and `two` share from the start.

    >>> common_start(["we", "have", "beds"], ["we", "have", "staff"])
    2
    """
    length = 0
    while length < min(len(one), len(two)) and one[length] == two[length]:
        length += 1
    return length
