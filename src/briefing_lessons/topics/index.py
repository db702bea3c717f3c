"""Where every word stands, built once for each briefing and asked many times, and how it is printed."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from briefing_lessons.english.words import find_words
from briefing_lessons.spans import Annotated


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """All words of a text, in order, and the places of each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    places: dict[str, list[int]]  #: counted form -> numbers of the words with that form
    spellings: dict[str, list[str]]  #: lower case -> the forms that differ from it in capitals only


@lru_cache(maxsize=8)
def index_of(briefing: Annotated) -> Index:
    """Return the index of `briefing`, built on first use.

    >>> from briefing_lessons import load_briefing
    >>> len(index_of(load_briefing("000_95b79719e875266d.txt")).places["terrorism"])
    12
    """
    words = tuple(find_words(briefing.text))
    starts, ends, forms = zip(*words, strict=True) if words else ((), (), ())
    places: dict[str, list[int]] = {}
    for number, form in enumerate(forms):
        places.setdefault(form, []).append(number)
    spellings: dict[str, list[str]] = {}
    for form in places:
        spellings.setdefault(form.lower(), []).append(form)
    return Index(starts, ends, forms, places, spellings)


def find_inside(
    starts: Sequence[int], ends: Sequence[int], stretches: Iterable[tuple[int, int]]
) -> Iterator[range]:
    """Yield, for each of `stretches`, the numbers of the ordered places (start, end) that lie in it.

    >>> list(find_inside([0, 4, 9], [3, 8, 12], [(0, 8), (10, 20)]))
    [range(0, 2), range(3, 3)]
    """
    for first, last in stretches:
        low, high = bisect_left(starts, first), bisect_left(starts, last)
        yield range(low, high - (high > low and ends[high - 1] > last))


_MID_SENTENCE = re.compile(r"[\w,;] $")


def printed_forms(briefing: Annotated, words: Iterable[str]) -> dict[str, str]:
    """Return each counted word with the form that the text prints most, mid-sentence if it stands there.

    >>> from briefing_lessons import load_briefing
    >>> printed_forms(load_briefing("000_95b79719e875266d.txt"), ["moscow", "US", "we", "no such word"])
    {'moscow': 'Moscow', 'US': 'US', 'we': 'we', 'no such word': 'no such word'}

    Parameters
    ----------
    briefing
        The text.
    words
        Words as `count_words` counts them. A search for the printed form finds the same places.
    """
    text = briefing.text
    forms: dict[str, Counter[str]] = {word: Counter() for word in words}
    inside: dict[str, Counter[str]] = {word: Counter() for word in forms}
    for start, end, word in find_words(text):
        if word in forms:
            # a capital says nothing where a sentence, a line or a quotation begins
            mid_sentence = _MID_SENTENCE.search(text, max(0, start - 2), start)
            (inside if mid_sentence else forms)[word][text[start:end]] += 1
    seen = {word: inside[word] or forms[word] for word in forms}
    return {word: max(counts, key=counts.__getitem__, default=word) for word, counts in seen.items()}


def nearest_words(briefing: Annotated, word: str, limit: int = 3) -> tuple[str, ...]:
    """Return the words of the text spelled most like `word`, as they are printed, the nearest first.

    >>> from briefing_lessons import load_briefing
    >>> nearest_words(load_briefing("000_95b79719e875266d.txt"), "Siria")
    ('Syria',)

    Parameters
    ----------
    briefing
        The text.
    word
        A word that is perhaps misspelled; stars are left out.
    limit
        Words at most.
    """
    lower = {form.lower(): form for form in index_of(briefing).places}
    meant = word.replace("*", "").lower()
    close = get_close_matches(meant, lower, limit, cutoff=0.75)
    close = close or [form for form in lower if sorted(form) == sorted(meant)]  # two letters changed places
    return tuple(printed_forms(briefing, [lower[form] for form in close]).values())
