"""How a counted word is printed: "moscow" is what is counted, "Moscow" is what a reader knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from briefing_lessons.spans import Annotated
from briefing_lessons.topics.words import TOKEN, counted_parts

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
    for token in TOKEN.finditer(text):
        # a capital says nothing where a sentence, a line or a quotation begins
        mid_sentence = _MID_SENTENCE.search(text, max(0, token.start() - 2), token.start())
        for start, end, word in counted_parts(token.group()):
            if word in forms:
                (inside if mid_sentence else forms)[word][token.group()[start:end]] += 1
    seen = {word: inside[word] or forms[word] for word in forms}
    return {word: max(counts, key=counts.__getitem__, default=word) for word, counts in seen.items()}
