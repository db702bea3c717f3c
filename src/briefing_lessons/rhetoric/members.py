"""Clauses and phrases by their borders: the pieces that repetition and parallel form are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from briefing_lessons.english.words import word_list
from briefing_lessons.rhetoric.pieces import is_aside
from briefing_lessons.rhetoric.wording import Segment, Wording

_OPENERS = word_list("openers")
_BORDER = frozenset(",;:.—–!?…")
_TIES = word_list("ties")
_CUTTING = ("and", "or", "but", "nor")


@dataclass(frozen=True, slots=True)
class Member:
    """A stretch between two borders, without the conjunction that opens it."""

    first: int  #: number of its first word
    last: int  #: number after its last word
    joint: str  #: the punctuation or conjunction before it: ",", ".", "and", ", and" …

    @property
    def coordinated(self) -> bool:
        """Whether and, or joins it to the member before."""
        return self.joint.endswith(("and", "or", "nor"))

    @property
    def apart(self) -> bool:
        """Whether a sentence ended before it."""
        return any(mark in self.joint for mark in ".!?")


@lru_cache(maxsize=1)  # three detectors ask for the same text in turn
def breaths(wording: Wording) -> tuple[list[Member], ...]:
    """Return the members of everything said in one breath: a turn, a quotation, the reporter's own stretch.

    A quotation that goes on after its cue ("It was cold," she said, "and it was dark.") is one breath.
    Headings and advertisements are left out.
    """
    return tuple(_breaths(wording))


def _breaths(wording: Wording) -> Iterator[list[Member]]:
    breath: list[Member] = []
    quoted: Segment | None = None
    for segment in wording.segments:
        if segment.furniture:
            continue
        members = members_of(wording, segment.first, segment.last)
        if quoted is not None and not segment.spoken and _short_cue(wording, segment):
            yield members  # a cue between two quotations
            continue
        if quoted is not None and segment.quote is not None and _goes_on(wording, quoted, segment):
            between = wording.text[quoted.end - 2 : segment.start].rstrip()
            joint = "." if {between[0], between[-1]} & set(".!?") else ","
            breath += [Member(members[0].first, members[0].last, joint), *members[1:]]
        else:
            if breath:
                yield breath
            breath = members
        quoted = segment if segment.quote is not None else None
    if breath:
        yield breath


def _short_cue(wording: Wording, segment: Segment) -> bool:
    return segment.last - segment.first <= 10 and "\n" not in wording.text[segment.start : segment.end]


def _goes_on(wording: Wording, left: Segment, right: Segment) -> bool:
    between = wording.text[left.end : right.start]
    return left.speaker == right.speaker and "\n" not in between and len(between) < 90


def members_of(wording: Wording, first: int, last: int) -> list[Member]:
    """Return the members of words `first` to `last`: cut at punctuation, and at and, or, but.

    A clause that opens with the same two words as its neighbour is cut off at before, because, than …, too.
    Interjected clauses of two or three words (", I believe,") are left out, and their neighbours joined.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> wording = cut_sentence("We have the boats, we have the law, and we have, I believe, the patience.")
    >>> for member in members_of(wording, 0, len(wording.words)):
    ...     print(member.joint or "-", " ".join(wording.words[member.first : member.last]))
    - we have the boats
    , we have the law
    , and we have i believe the patience
    """
    words = wording.words
    members: list[Member] = []
    number, start, joint = first, first, ""
    while number < last - 1:
        gap, following = wording.gaps[number].strip(), words[number + 1]
        border = "," if gap in ("-", "--") else "".join(c for c in gap if c in _BORDER)
        over = _interjection(wording, number + 1, last) if border == "," else None
        if over is not None and words[number + 1 : number + 3] != words[start : start + 2]:
            number = over  # but: we came, we saw, we went
        elif border or following in _CUTTING:
            members.append(Member(start, number + 1, joint))
            start, joint = _opening(wording, number + 1, last, border[:1])
            number = start
        elif following in _TIES and words[number + 2 : min(last, number + 4)] == words[start : start + 2]:
            members.append(Member(start, number + 1, joint))
            number = start = number + 2
            joint = following
        else:
            number += 1
    return [*members, Member(start, last, joint)] if start < last else members


def _opening(wording: Wording, start: int, last: int, joint: str) -> tuple[int, str]:
    """Return where a member begins behind its conjunctions, and what joins it to the one before."""
    while start + 1 < last and wording.words[start] in _OPENERS:
        over = start + 1 if wording.joined(start) else _interjection(wording, start + 1, last)
        if over is None:
            break
        joint, start = f"{joint} {wording.words[start]}".strip(), over
    return start, joint


def _interjection(wording: Wording, number: int, last: int) -> int | None:
    """Return the word after an interjection that begins at `number`: I believe, I hope, of course."""
    stop = next((n + 1 for n in range(number, min(last - 1, number + 3)) if not wording.joined(n)), number)
    aside = stop > number and "," in wording.gaps[stop - 1] and is_aside(wording, number, stop)
    return stop if aside else None


def common_start(one: Sequence[str], two: Sequence[str]) -> int:
    """Return how many words `one` and `two` share from the start.

    >>> common_start(["we", "have", "beds"], ["we", "have", "staff"])
    2
    """
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
