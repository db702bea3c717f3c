"""Where every word of a briefing stands: built once for each briefing, then asked many times."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from briefing_lessons.english.tokens import find_words
from briefing_lessons.spans import Annotated


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """All words of a text, in order, and the places of each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    places: dict[str, list[int]]  #: counted form -> numbers of the words with that form
    spellings: dict[str, list[str]]  #: lower case -> the forms that differ from it in capitals only


_built: WeakKeyDictionary[Annotated, Index] = WeakKeyDictionary()


def index_of(briefing: Annotated) -> Index:
    """Return the index of `briefing`, built on first use.

    >>> from briefing_lessons import load_briefing
    >>> len(index_of(load_briefing("000_95b79719e875266d.txt")).places["terrorism"])
    12
    """
    found = _built.get(briefing)
    if found is None:
        found = _build(briefing.text)
        _built[briefing] = found
    return found


def _build(text: str) -> Index:
    words = tuple(find_words(text))
    starts, ends, forms = zip(*words, strict=True) if words else ((), (), ())
    places: dict[str, list[int]] = {}
    for number, form in enumerate(forms):
        places.setdefault(form, []).append(number)
    spellings: dict[str, list[str]] = {}
    for form in places:
        spellings.setdefault(form.lower(), []).append(form)
    return Index(starts, ends, forms, places, spellings)


def count_inside(starts: Sequence[int], ends: Sequence[int], stretches: Sequence[tuple[int, int]]) -> int:
    """Count the ordered stretches (start, end) that lie in one of `stretches`, which do not overlap.

    >>> count_inside([0, 4, 9], [3, 8, 12], [(0, 8), (10, 20)])
    2
    """
    total = 0
    for first, last in stretches:
        low, high = bisect_left(starts, first), bisect_left(starts, last)
        total += high - low - (high > low and ends[high - 1] > last)
    return total


def which_lie_in(
    starts: Sequence[int], ends: Sequence[int], stretches: Sequence[tuple[int, int]]
) -> list[bool]:
    """Say for each of the ordered stretches (start, end) whether one of `stretches` contains it."""
    answers, at = [], 0
    for start, end in zip(starts, ends, strict=True):
        while at < len(stretches) and stretches[at][1] < end:
            at += 1
        answers.append(at < len(stretches) and stretches[at][0] <= start)
    return answers
