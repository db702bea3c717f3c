"""How varied the words are: types, tokens and measures that allow for length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefing_lessons.errors import BriefingError


def type_token_ratio(tokens: Sequence[str]) -> float:
    """Return different words over all words; falls as a text grows, so compare equal lengths only.

    >>> type_token_ratio("b a b a b a b a".split())
    0.25
    """
    if not tokens:
        raise BriefingError("There are no words to measure.")
    return len(set(tokens)) / len(tokens)


def moving_average_ttr(tokens: Sequence[str], window: int = 100) -> float:
    """Return MATTR, the mean type-token ratio of all windows of `window` words.

    >>> round(moving_average_ttr("one one two one one two one".split(), window=3), 4)
    0.6667

    Raises
    ------
    BriefingError
        If the text is shorter than the window.

    Source: Covington and McFall (2010).
    """
    if not 1 <= window <= len(tokens):
        raise BriefingError(f"A window of {window} does not fit {len(tokens)} words: choose a smaller one.")
    inside = Counter(tokens[:window])
    types = [len(inside)]
    for leaving, entering in zip(tokens, tokens[window:], strict=False):
        inside[leaving] -= 1
        if not inside[leaving]:
            del inside[leaving]
        inside[entering] += 1
        types.append(len(inside))
    return sum(types) / len(types) / window


def yules_k(counts: Mapping[str, int] | Sequence[str]) -> float:
    """Return Yule's K of word counts, or of words: higher means more repetition, whatever the length.

    >>> round(yules_k({"the": 3, "bear": 1, "talks": 2}), 1)
    2222.2

    Source: Yule (1944), K = 10,000 (sum of squared counts - N) / N squared.
    """
    values = list((counts if isinstance(counts, Mapping) else Counter(counts)).values())
    total = sum(values)
    if not total:
        raise BriefingError("There are no words to measure.")
    return 1e4 * (sum(value * value for value in values) - total) / total**2
