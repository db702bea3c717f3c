"""How evenly a word is spread over the parts of a text: in how many it stands, and Gries' DP."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.scopes import By, find_parts
from briefing_lessons.topics.terms import count_in_parts


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How evenly one word is spread over `parts` parts."""

    range: int  #: parts with the word (Keniston 1920)
    parts: int  #: parts in all
    dp: float  #: deviation of proportions (Gries 2008): 0 is even
    dp_norm: float  #: DP over its largest value: 1 is all in the smallest part (Lijffijt and Gries 2012)


def measure_dispersion(counts: Sequence[int], sizes: Sequence[float]) -> Dispersion:
    """Return how evenly a word with these counts is spread over parts of these sizes.

    >>> found = measure_dispersion([2, 0, 1, 1, 3, 0, 3, 0, 0, 0],
    ...     [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930])
    >>> found.range, round(found.dp, 4)
    (5, 0.4991)

    Parameters
    ----------
    counts
        How often the word occurs in each part.
    sizes
        Words in each part; parts without words are left out.

    Raises
    ------
    BriefingError
        If the word does not occur, or there are fewer than two parts.
    """
    pairs = [(count, size) for count, size in zip(counts, sizes, strict=True) if size > 0]
    total, words = sum(count for count, _ in pairs), sum(size for _, size in pairs)
    if len(pairs) < 2 or not total:
        raise BriefingError("Dispersion needs a word that occurs, and at least two parts with words in them.")
    dp = sum(abs(count / total - size / words) for count, size in pairs) / 2
    most = 1 - min(size for _, size in pairs) / words
    return Dispersion(sum(1 for count, _ in pairs if count), len(pairs), dp, dp / most)


def find_dispersion(briefing: Annotated, terms: str | Sequence[str], by: By = "section") -> Dispersion:
    """Return how evenly a word or topic is spread over the sections (or tenths, turns) of a briefing.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> found = find_dispersion(briefing, "terrorism")
    >>> found.range, found.parts
    (5, 12)

    Parameters
    ----------
    briefing
        The briefing.
    terms
        A word, or the terms of a topic, with wildcards.
    by
        The parts: see `find_parts`.
    """
    parts = find_parts(briefing, by)
    counts = count_in_parts(briefing, {"term": terms}, parts)["term"]
    return measure_dispersion(counts, [part.words for part in parts])
