"""Neighbours that begin alike or end alike."""

from collections.abc import Callable, Iterator, Sequence
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
from briefing_lessons.rhetoric.members import Member, breaths
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark


def common_start(one: Sequence[str], two: Sequence[str]) -> int:
    """Return how many words `one` and `two` share from the start.

    >>> common_start(["we", "have", "beds"], ["we", "have", "staff"])
    2
    """
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))


_IDLE = word_list("idle words")
_AUXILIARIES = word_list("auxiliaries")
_Shares = Callable[[Wording, Member, Member], "_Match | None"]
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
    number = 0
    while number + 1 < len(members):
        match = shares(wording, members[number], members[number + 1])
        stop = number + 1
        if match is not None:
            start, words = match
            while stop + 1 < len(members) and (more := shares(wording, *members[stop : stop + 2])):
                words = min(words, more[1], key=len)
                stop += 1
            count = stop - number + 1
            if device == "epistrophe" or count > 2 or not _by_the_way(members, stop, words.split()):
                why = f"{count} neighbours {place} with “{words}”"
                span = wording.span(start, members[stop].last)
                yield wording.mark(device, span, why, words, weak=count == 2 and " " not in words)
        number = stop


def _by_the_way(members: Sequence[Member], stop: int, words: Sequence[str]) -> bool:
    """It is … It is …, or a list that goes on: by post, by telephone or at any counter."""
    if words[0] in PREPOSITIONS and len(words) == 1:
        return any(following.coordinated for following in members[stop + 1 : stop + 2])
    return members[stop].apart and len(words) == 2 and words[0] in SUBJECTS and words[1] in _AUXILIARIES


def _shared_opening(wording: Wording, left: Member, right: Member) -> _Match | None:
    words, one, two = wording.words, left.words, right.words
    if len(two) < 2:
        return None
    length = common_start(one, two)
    name = wording.raw(right.first)[:1].isupper() and not wording.opens(right.first)
    if (length == 1 and name) or length == len(one) <= 2:
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
            return (number, " ".join(tail[:length])) if _taken_up(tail, two, length, right) else None
    return None


def _opens_on_purpose(shared: Sequence[str], right: Member) -> bool:
    """Say whether words that open two members are more than an article or a pronoun that comes again."""
    first = shared[0]
    if first in ("as", "thank", "thanks"):
        return False
    if len(shared) == 1:
        if first in PREPOSITIONS:
            return not right.coordinated and not right.apart
        return first in word_list("telling words") or (first not in FUNCTION and not right.apart)
    return not (first in PREPOSITIONS and right.coordinated and FUNCTION.issuperset(shared))


def _taken_up(tail: Sequence[str], two: Sequence[str], length: int, right: Member) -> bool:
    """Say whether a phrase at the end of the left member is taken up by the start of the right one."""
    first = two[0]
    if len(tail) > 9 or is_number(first):
        return False
    if first in PREPOSITIONS:
        return right.joint == "," and len(tail) <= 4 and len(two) <= 5
    if length == 1:
        return first not in FUNCTION and len(tail) <= 5
    if all(word in FUNCTION for word in two[:length]):
        return first in SUBJECTS and two[1] in _AUXILIARIES
    return _AUXILIARIES.isdisjoint(two)


def _shared_ending(wording: Wording, left: Member, right: Member) -> _Match | None:
    one, two = left.words, right.words
    length = common_start(one[::-1], two[::-1])
    if not length or length in (len(one), len(two)):
        return None
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
    one, two = left.words, right.words
    if one[-2] in ("a", "an") and two[-2] in ("the", "this", "that"):
        return False  # a flood in a basement; I have seen the basement: the thing again, not the form
    verbs = [wording.has_verb(member.first, member.last) for member in (left, right)]
    if right.apart:
        return all(verbs) and abs(len(one) - len(two)) <= 2
    return all(verbs) or one[0] in ("if", "when") or (not right.coordinated and verbs[0] == verbs[1])
