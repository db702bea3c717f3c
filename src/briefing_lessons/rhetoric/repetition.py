"""Neighbours that begin alike, and neighbours that end alike."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_lessons.rhetoric.passages import Passages
from briefing_lessons.rhetoric.units import Unit, units_of
from briefing_lessons.rhetoric.words import BE, DETERMINERS, FUNCTION, HAVE, MODALS, PREPOSITIONS, SUBJECTS
from briefing_lessons.spans import Mark

#: quantifiers and question words that are repeated on purpose
_TELLING = frozenset(
    """
    some every no never nobody nothing all if when who why how what more less too always not one
    another enough until because
    """.split()
)


def anaphora(passages: Passages) -> Iterator[Mark]:
    """Mark neighbouring phrases, clauses or sentences that begin with the same words.

    Two words, or one that is telling (some, every, no, a verb, a noun), must come again; a preposition only
    without "and" between. Not marked: a bare the, that or pronoun; "in the media and in the community".

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> text = "They were cold, they were tired and they were frightened."
    >>> [mark.text for mark in anaphora(cut_sentence(text))]
    ['They were cold, they were tired and they were frightened']
    >>> [mark.text for mark in anaphora(cut_sentence("The water is falling. The rain has stopped."))]
    []

    Source: Lanham (1991) *A Handlist of Rhetorical Terms*; Leech (1969) ch. 5.
    """
    for part in passages.parts:
        if part.voice in ("heading", "boilerplate"):
            continue
        units = units_of(passages, part.first, part.last)
        yield from _runs(passages, units, "anaphora")


def epistrophe(passages: Passages) -> Iterator[Mark]:
    """Mark neighbouring phrases, clauses or sentences that end with the same words.

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in epistrophe(cut_sentence("If the riders stop, we stop."))]
    ['If the riders stop, we stop']
    >>> [mark.text for mark in epistrophe(cut_sentence("He asked for it, and we did it."))]
    []

    Source: Lanham (1991) *A Handlist of Rhetorical Terms*.
    """
    for part in passages.parts:
        if part.voice in ("heading", "boilerplate"):
            continue
        units = units_of(passages, part.first, part.last)
        yield from _runs(passages, units, "epistrophe")


def _runs(passages: Passages, units: list[Unit], device: str) -> Iterator[Mark]:
    """Join neighbours that match into one mark."""
    shares = _shared_opening if device == "anaphora" else _shared_ending
    number = 0
    while number + 1 < len(units):
        match = shares(passages, units[number], units[number + 1])
        if match is None:
            number += 1
            continue
        start, words = match
        stop = number + 1
        while stop + 1 < len(units):
            more = shares(passages, units[stop], units[stop + 1])
            if more is None or more[1].split()[0] != words.split()[0]:
                break
            stop += 1
        count = stop - number + 1
        place = "begin" if device == "anaphora" else "end"
        weak = count == 2 and len(words.split()) == 1
        yield passages.mark(
            device,
            start,
            units[stop].last,
            f"{count} neighbours {place} with “{words}”",
            words,
            "weak" if weak else "strong",
        )
        number = stop


def _shared_opening(passages: Passages, left: Unit, right: Unit) -> tuple[int, str] | None:
    """Return (first word of the mark, the shared words), or nothing."""
    words = passages.words
    one, two = words[left.first : left.last], words[right.first : right.last]
    length = _prefix(one, two)
    sentences = any(mark in right.joint for mark in ".!?")
    if length and _tells(passages, one[:length], two, right, sentences):
        return left.first, " ".join(one[:length])
    if sentences or not two:
        return None
    # feeling the responsibility before the people of … and the people of …
    for number in range(left.last - 1, left.first, -1):
        if words[number] != two[0]:
            continue
        tail = words[number : left.last]
        length = _prefix(tail, two)
        if _echoes(tail, two, length, right):
            return number, " ".join(tail[:length])
        break
    return None


def _prefix(one: list[str], two: list[str]) -> int:
    length = 0
    while length < min(len(one), len(two)) and one[length] == two[length]:
        length += 1
    return length


def _tells(passages: Passages, shared: list[str], two: list[str], right: Unit, sentences: bool) -> bool:
    first = shared[0]
    if len(two) < 2:
        return False
    if len(shared) == 1:
        if first in PREPOSITIONS:
            return "and" not in right.joint and "or" not in right.joint and not sentences
        return first in _TELLING or (
            first not in FUNCTION and not sentences and not first[0].isdigit() and len(first) > 2
        )
    if first in DETERMINERS and len(shared) == 2 and first not in _TELLING:
        return not sentences or shared[1] not in FUNCTION
    if first in PREPOSITIONS and all(word in FUNCTION for word in shared):
        return "and" not in right.joint
    return not (
        first in SUBJECTS
        and shared[1] in ("will", "is", "was", "are", "were", "have", "has", "had")
        and sentences
        and len(shared) == 2
        and first in ("it", "there")
        and len(two) > 12
    )


def _echoes(tail: list[str], two: list[str], length: int, right: Unit) -> bool:
    """Say whether a phrase in the middle of the left unit is taken up at the start of the right one."""
    if len(tail) > 9 or len(two) < 2:
        return False
    first = two[0]
    if first in PREPOSITIONS:
        return length >= 1 and right.joint == "," and len(tail) <= 4 and len(two) <= 5 and (length < len(two))
    if length == 1:
        return (
            first not in FUNCTION
            and not first[0].isdigit()
            and len(tail) <= 5
            and first not in ("year", "years", "per")
        )
    if all(word in FUNCTION for word in two[:length]):
        return first in SUBJECTS and two[1] in BE | HAVE | MODALS and length >= 2
    return length >= 2


def _shared_ending(passages: Passages, left: Unit, right: Unit) -> tuple[int, str] | None:
    words = passages.words
    one, two = words[left.first : left.last], words[right.first : right.last]
    length = _prefix(one[::-1], two[::-1])
    if not length or len(one) > 14 or len(two) > 14:
        return None
    shared = two[len(two) - length :]
    if length == len(one) == len(two):
        return None
    content = [word for word in shared if word not in FUNCTION and not word[0].isdigit()]
    if not content and length < 2:
        return None
    if not content and not (length >= 2 and shared[0] in PREPOSITIONS | BE | HAVE):
        return None
    if len(two) == length and right.joint in ("and", "or"):
        return None
    start = left.first if len(one) <= 9 else left.last - length
    return start, " ".join(shared)
