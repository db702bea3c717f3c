"""Neighbours that begin alike or end alike, and the clauses and phrases they are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from briefing_lessons.english.words import (
    BE,
    DETERMINERS,
    FUNCTION,
    PREPOSITIONS,
    SUBJECTS,
    is_number,
    word_list,
)
from briefing_lessons.rhetoric.lists import is_aside
from briefing_lessons.rhetoric.wording import Segment, Wording
from briefing_lessons.spans import Mark

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


#: small words that are repeated on purpose
_TELLING = word_list("telling words")
#: repeated without any purpose
_IDLE = word_list("idle words")
_AUXILIARIES = word_list("auxiliaries")
_Shares = Callable[[Wording, Member, Member], "_Match | None"]
_RELATIVE = frozenset(("who", "which", "that"))
_LONGEST = 14  # words of one member
_Match = tuple[int, str]  # first word of the mark, the shared words


def anaphora(wording: Wording) -> Iterator[Mark]:
    """Mark neighbouring phrases, clauses or sentences that begin with the same words.

    Two words, or one that is telling (some, every, no, a verb, a noun), must come again; a preposition only
    without "and" between. Not marked: a bare the, that or pronoun; "in the media and in the community".

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> text = "They were cold, they were tired and they were frightened."
    >>> [mark.text for mark in anaphora(cut_sentence(text))]
    ['They were cold, they were tired and they were frightened']
    >>> [mark.text for mark in anaphora(cut_sentence("The water is falling. The rain has stopped."))]
    []

    Source: Lanham (1991) *A Handlist of Rhetorical Terms*; Leech (1969) ch. 5.
    """
    for members in breaths(wording):
        yield from _runs(wording, members, "anaphora", "begin", _shared_opening)


def epistrophe(wording: Wording) -> Iterator[Mark]:
    """Mark neighbouring phrases, clauses or sentences that end with the same words.

    Both must be clauses, or both phrases. Not marked: a bare function word, "this year … next year".

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in epistrophe(cut_sentence("If the riders stop, we stop."))]
    ['If the riders stop, we stop']
    >>> [mark.text for mark in epistrophe(cut_sentence("He asked this year, and we did it this year."))]
    []

    Source: Lanham (1991) *A Handlist of Rhetorical Terms*.
    """
    for members in breaths(wording):
        yield from _runs(wording, members, "epistrophe", "end", _shared_ending)


def _runs(
    wording: Wording, members: list[Member], device: str, place: str, shares: _Shares
) -> Iterator[Mark]:
    """Join neighbours that match into one mark."""
    edge = 0 if device == "anaphora" else -1
    number = 0
    while number + 1 < len(members):
        match = shares(wording, members[number], members[number + 1])
        stop = number + 1
        if match is not None:
            start, words = match
            while stop + 1 < len(members):
                more = shares(wording, members[stop], members[stop + 1])
                if more is None or more[1].split()[edge] != words.split()[edge]:
                    break
                words = min(words, more[1], key=len)
                stop += 1
            count = stop - number + 1
            if edge or count > 2 or not _by_the_way(members, stop, words.split()):
                why = f"{count} neighbours {place} with “{words}”"
                span = wording.span(start, members[stop].last)
                yield wording.mark(device, span, why, words, weak=count == 2 and " " not in words)
        number = stop


def _by_the_way(members: Sequence[Member], stop: int, words: Sequence[str]) -> bool:
    """It is … It is …, or a list that goes on: by post, by telephone or at any counter."""
    if words[0] in PREPOSITIONS and len(words) == 1:
        following = members[stop + 1] if stop + 1 < len(members) else None
        return following is not None and following.coordinated and not following.apart
    return members[stop].apart and len(words) == 2 and words[0] in SUBJECTS and words[1] in _AUXILIARIES


def _shared_opening(wording: Wording, left: Member, right: Member) -> _Match | None:
    words = wording.words
    one, two = words[left.first : left.last], words[right.first : right.last]
    if len(two) < 2:
        return None
    length = common_start(one, two)
    if (length == 1 and _is_name(wording, right.first)) or length == len(one) <= 2:
        return None  # President Yoon and President Biden; together, together with
    if length and _opens_on_purpose(one[:length], right):
        return left.first, " ".join(one[:length])
    if right.apart or right.joint.endswith(("because", "but", "so", "yet", "then")):
        return None
    # feeling the responsibility before the people of … and the people of …
    for number in range(left.last - 1, left.first, -1):
        if words[number] == two[0]:
            tail = words[number : left.last]
            length = common_start(tail, two)
            if length == 1 and _is_name(wording, right.first):
                return None
            return (number, " ".join(tail[:length])) if _taken_up(tail, two, length, right) else None
    return None


def _is_name(wording: Wording, number: int) -> bool:
    capital = wording.raw(number)[:1].isupper() and not wording.opens(number)
    return capital and wording.words[number] not in FUNCTION


def _opens_on_purpose(shared: list[str], right: Member) -> bool:
    """Say whether words that open two members are more than an article or a pronoun that comes again."""
    first = shared[0]
    if first in ("as", "thank", "thanks"):
        return False
    if len(shared) == 1:
        if first in PREPOSITIONS:
            return not right.coordinated and not right.apart
        return first in _TELLING or (first not in FUNCTION and not right.apart and not first[0].isdigit())
    if first in PREPOSITIONS and all(word in FUNCTION for word in shared):
        return not right.coordinated
    if first in DETERMINERS - _TELLING and len(shared) == 2:
        return not right.apart or shared[1] not in FUNCTION
    return True


def _taken_up(tail: list[str], two: list[str], length: int, right: Member) -> bool:
    """Say whether a phrase at the end of the left member is taken up by the start of the right one."""
    first = two[0]
    if len(tail) > 9 or first in _IDLE or is_number(first):
        return False
    if first in PREPOSITIONS:
        return first != "as" and right.joint == "," and len(tail) <= 4 and len(two) <= 5 and length < len(two)
    if length == 1:
        return first not in FUNCTION and len(tail) <= 5
    if all(word in FUNCTION for word in two[:length]):
        return first in SUBJECTS and two[1] in _AUXILIARIES
    return first not in DETERMINERS or _AUXILIARIES.isdisjoint(two) or not _RELATIVE.isdisjoint(two)


def _shared_ending(wording: Wording, left: Member, right: Member) -> _Match | None:
    words = wording.words
    one, two = words[left.first : left.last], words[right.first : right.last]
    length = common_start(one[::-1], two[::-1])
    if not length or length in (len(one), len(two)) or max(len(one), len(two)) > _LONGEST:
        return None
    if "?" in right.joint:
        return None  # an answer takes up the words of its question
    shared = two[len(two) - length :]
    short = length == 1 or (shared[0] in DETERMINERS and length == 2)
    if short and not _balanced(wording, left, right):
        return None
    content = [word for word in shared if word not in FUNCTION | _IDLE and not is_number(word)]
    if len(content) == 1 and wording.raw(right.last - 1)[:1].isupper():
        return None  # South Australia, Western Australia
    hiring_is_down = length == 1 and {one[-2], two[-2]} <= BE
    if content or hiring_is_down or (length > 1 and shared[0] in PREPOSITIONS - {"of"}):
        return left.first if len(one) <= 9 else left.last - length, " ".join(shared)
    return None


def _balanced(wording: Wording, left: Member, right: Member) -> bool:
    """Say whether two neighbours with the same last word are both clauses, or both phrases."""
    one, two = (wording.words[member.first : member.last] for member in (left, right))
    if one[-2] in ("a", "an") and two[-2] in ("the", "this", "that"):
        return False  # a flood in a basement; I have seen the basement: the thing again, not the form
    verbs = [wording.has_verb(member.first, member.last) for member in (left, right)]
    if right.apart:
        return all(verbs) and abs(len(one) - len(two)) <= 2 and max(len(one), len(two)) <= 7
    clauses = all(verbs) or (right.joint == "," and one[0] in ("if", "when"))
    return clauses or (not right.coordinated and verbs[0] == verbs[1])
