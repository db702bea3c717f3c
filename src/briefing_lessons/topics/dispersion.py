"""How evenly a word is spread over the parts of a text: the measures of the field side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2, nan, sqrt

from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.parts import By, find_parts
from briefing_lessons.topics.scopes import Scope
from briefing_lessons.topics.terms import count_in_parts


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Measures of dispersion of one word over `parts` parts.

    In `dp`, `dp_norm` and `dp_egbert` 0 is even and 1 is all in one place (Gries' direction); in `d`, `d2`,
    `s`, `da` and `dkl` it is the other way round.
    """

    range: int  #: parts with the word (Keniston 1920)
    parts: int  #: parts in all
    sd: float  #: standard deviation of the counts (population)
    vc: float  #: variation coefficient, sd over mean count
    d: float  #: Juilland's D (1964), over the rates, so that parts may differ in size
    d2: float  #: Carroll's D2 (1970)
    s: float  #: Rosengren's S (1971)
    dp: float  #: Gries' deviation of proportions (2008)
    dp_norm: float  #: DP over its largest value, 1 - smallest part (Lijffijt and Gries 2012)
    dp_egbert: float  #: the same with the smallest part that has the word (Egbert, Burch and Biber 2020)
    da: float  #: mean pairwise difference (Burch, Egbert and Biber 2017)
    kld: float  #: Kullback-Leibler divergence in bits (Gries 2020)
    dkl: float  #: 1 / (1 + kld): 1 is even (Gries 2024, turned to the conventional direction)


def measure_dispersion(counts: Sequence[int], sizes: Sequence[float]) -> Dispersion:
    """Return the measures of dispersion for a word's counts in parts of the given sizes.

    >>> found = measure_dispersion([2, 0, 1, 1, 3, 0, 3, 0, 0, 0],
    ...     [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930])
    >>> round(found.d, 4), round(found.d2, 4), round(found.dp, 4), round(found.da, 4)
    (0.6039, 0.6521, 0.4991, 0.3082)

    Parameters
    ----------
    counts
        How often the word occurs in each part.
    sizes
        Words in each part; parts without words are left out.

    Raises
    ------
    BriefingError
        If the lists differ in length, or the word does not occur, or there are fewer than two parts.
    """
    if len(counts) != len(sizes):
        raise BriefingError("Give one size for each part: the two lists differ in length.")
    pairs = [(count, size) for count, size in zip(counts, sizes, strict=True) if size > 0]
    if len(pairs) < 2 or not any(count for count, _ in pairs):
        raise BriefingError("Dispersion needs a word that occurs, and at least two parts with words in them.")
    counts, sizes = tuple(c for c, _ in pairs), tuple(s for _, s in pairs)
    n, total, words = len(pairs), sum(counts), sum(sizes)
    shares, due = [c / total for c in counts], [s / words for s in sizes]
    rates = [c / s for c, s in pairs]
    mean_rate, mean = sum(rates) / n, total / n
    sd = sqrt(sum((c - mean) ** 2 for c in counts) / n)
    sd_rate = sqrt(sum((r - mean_rate) ** 2 for r in rates) / n)
    parts_of_rate = [r / sum(rates) for r in rates]
    dp = sum(abs(s - d) for s, d in zip(shares, due, strict=True)) / 2
    kld = sum(s * log2(s / d) for s, d in zip(shares, due, strict=True) if s)
    smallest_with = min(d for c, d in zip(counts, due, strict=True) if c)
    return Dispersion(
        range=sum(1 for c in counts if c),
        parts=n,
        sd=sd,
        vc=sd / mean,
        d=1 - sd_rate / mean_rate / sqrt(n - 1),
        d2=-sum(r * log2(r) for r in parts_of_rate if r) / log2(n),
        s=sum(sqrt(d * c) for c, d in zip(counts, due, strict=True)) ** 2 / total,
        dp=dp,
        dp_norm=dp / (1 - min(due)),
        dp_egbert=dp / (1 - smallest_with) if smallest_with < 1 else nan,
        # the sum of all differences between two parts, from the sorted shares
        da=1 - sum((2 * at - n + 1) * r for at, r in enumerate(sorted(parts_of_rate))) / (n - 1),
        kld=kld,
        dkl=1 / (1 + kld),
    )


def find_dispersion(
    briefing: Annotated, terms: str | Sequence[str], by: By = "section", scope: Scope = "text"
) -> Dispersion:
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
    by, scope
        The parts, and which of their words: see `find_parts` and `find_stretches`.
    """
    parts = find_parts(briefing, by, scope)
    counts = count_in_parts(briefing, {"term": terms}, parts)["term"]
    return measure_dispersion(counts, [part.words for part in parts])
