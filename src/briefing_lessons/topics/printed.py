"""How a counted word is printed: "moscow" is what is counted, "Moscow" is what a reader knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from briefing_lessons.english.tokens import find_words
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.index import index_of

#: how like a word must be to be suggested for another, by difflib's measure
_LIKENESS = 0.75
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
    close = get_close_matches(word.replace("*", "").lower(), lower, limit, _LIKENESS)
    return tuple(printed_forms(briefing, [lower[form] for form in close]).values())
