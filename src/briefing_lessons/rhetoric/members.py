"""Clauses and phrases as they follow each other in speech: what stands between marks and conjunctions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing_lessons.english.wordclasses import VERBS
from briefing_lessons.english.words import COORDINATORS, SUBJECTS, word_list
from briefing_lessons.rhetoric.wording import Segment, Wording

_BORDER = frozenset(",;:.—–!?…(")
_QUOTES = frozenset('"“”‘«»„(')
_TIES = word_list("ties")
#: what may stand between two items of a list
_SERIES = frozenset((",", ";", "…", "then", *COORDINATORS))


@dataclass(frozen=True, slots=True)
class Member:
    """A stretch between two borders, without the conjunction that opens it."""

    first: int  #: number of its first word
    last: int  #: number after its last word
    words: Sequence[str]
    joint: str  #: the punctuation or conjunction before it: ",", ".", "and", ", and" …

    @property
    def coordinated(self) -> bool:
        """Whether and, or joins it to the member before."""
        return not COORDINATORS.isdisjoint(self.joint.split())

    @property
    def marked(self) -> bool:
        """Whether a punctuation mark stands before it."""
        return not (self.joint[:1].isalpha() or self.joint == "")

    @property
    def serial(self) -> bool:
        """Whether it may be an item of a list: after a comma, after and, then."""
        return self.coordinated or _SERIES.issuperset(self.joint.split())

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
    found: list[list[Member]] = []
    breath: list[Member] = []
    quoted: Segment | None = None
    for segment in wording.segments:
        if segment.furniture:
            continue
        members = members_of(wording, segment.first, segment.last)
        on_one_line = "\n" not in wording.text[segment.start : segment.end]
        if quoted and not segment.spoken and segment.last - segment.first <= 10 and on_one_line:
            found.append(members)  # a cue between two quotations
            continue
        between = wording.text[quoted.end : segment.start] if quoted else "\n"
        if quoted and segment.quote and quoted.speaker == segment.speaker and "\n" not in between:
            ends = wording.text[quoted.end - 2] + between.rstrip()[-1:]
            breath += [replace(members[0], joint=("," if set(".!?").isdisjoint(ends) else ".")), *members[1:]]
        else:
            found.append(breath)
            breath = members
        quoted = segment if segment.quote else None
    return *found, breath


def members_of(wording: Wording, first: int, last: int) -> list[Member]:
    """Return the members of words `first` to `last`: cut at punctuation, and at and, or, but.

    A clause that opens with the same two words as its neighbour is cut off at before, because, than …, too.
    Interjected clauses of two or three words (", I believe,") are left out, and their neighbours joined.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> wording = cut_sentence("We have the boats, we have the law, and we have, I believe, the patience.")
    >>> for member in members_of(wording, 0, len(wording.words)):
    ...     print(member.joint or "-", " ".join(member.words))
    - we have the boats
    , we have the law
    , and we have i believe the patience
    """
    words = wording.words
    members: list[Member] = []
    number, start, joint = first, first, ""
    while number < last - 1:
        gap, following = wording.gaps[number].strip(), words[number + 1]
        border = "–" if gap in ("-", "--") else "".join(c for c in gap if c in _BORDER)
        if border == "," and not _QUOTES.isdisjoint(gap):
            border = "“"
        over = _interjection(wording, number + 1, last) if border == "," else None
        if over is not None and words[number + 1] != words[start]:  # but: we came, we saw, we went
            number = over
        elif border or following in ("and", "or", "but", "nor"):
            members.append(Member(start, number + 1, words[start : number + 1], joint))
            start, joint = _opening(wording, number + 1, last, border[:1])
            number = start
        elif following in _TIES and words[number + 2 : min(last, number + 4)] == words[start : start + 2]:
            members.append(Member(start, number + 1, words[start : number + 1], joint))
            number = start = number + 2
            joint = following
        else:
            number += 1
    return [*members, Member(start, last, words[start:last], joint)] if start < last else members


def _opening(wording: Wording, start: int, last: int, joint: str) -> tuple[int, str]:
    """Return where a member begins behind its conjunctions, and what joins it to the one before."""
    while start + 1 < last and wording.words[start] in word_list("openers"):
        joint = f"{joint} {wording.words[start]}".strip()
        aside = None if wording.joined(start) else _interjection(wording, start + 1, last, sure=True)
        start = aside or start + 1
    return start, joint


def _interjection(wording: Wording, number: int, last: int, sure: bool = False) -> int | None:
    """Return the word after an interjection that begins at `number`: I believe, of course; and, in May, …."""
    stop = next((n + 1 for n in range(number, min(last - 1, number + 3)) if not wording.joined(n)), number)
    aside = stop > number and "," in wording.gaps[stop - 1] and (sure or is_aside(wording, number, stop))
    return stop if aside else None


def is_aside(wording: Wording, first: int, last: int) -> bool:
    """Say whether the words between two commas are an aside: sadly, of course, I believe, Brel added.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> is_aside(cut_sentence("I am afraid"), 0, 3), is_aside(cut_sentence("they left"), 0, 2)
    (True, False)
    """
    words = wording.words[first:last]
    if len(words) == 1 or len(words) > 3:
        return len(words) == 1 and words[0].endswith("ly")
    verb = VERBS.get(words[-1])
    if words[0] in SUBJECTS:
        return verb is not None or words[-1] in word_list("opinion verbs")
    named = verb is not None and wording.raw(first)[:1].isupper()
    return named or words in (["of", "course"], ["in", "fact"])
