"""Measures for a word in two texts, each named with its variant: how sure, and how big, is the difference?

All take `count` of `total` words in the first text and `other_count` of `other_total` in the second.
"""

from __future__ import annotations

from math import inf, log, log2
from typing import Literal

from briefing_lessons.errors import BriefingError
from briefing_lessons.topics.exact import binomial_bounds


def log_likelihood(
    count: float,
    total: float,
    other_count: float,
    other_total: float,
    *,
    terms: Literal[2, 4] = 4,
    correction: Literal["none", "williams", "quanteda"] = "none",
) -> float:
    """Return the log-likelihood ratio G2 of a word's counts in two texts, 0 or more.

    >>> round(log_likelihood(52, 50_000, 57, 75_000, terms=2), 4)
    2.6517
    >>> round(log_likelihood(52, 50_000, 57, 75_000), 4)
    2.6541

    Parameters
    ----------
    terms
        4 sums over the whole table (Dunning 1993; AntConc's default); 2 leaves out the words that are other
        words (Rayson and Garside 2000, the log-likelihood wizard).
    correction
        "williams" divides by Williams' q; "quanteda" moves the counts by 0.5 where a cell is small, as
        quanteda does by default. Both for four terms.
    """
    table = _table(count, total, other_count, other_total)
    shrink = 1.0
    if correction == "quanteda" and _small(table):
        table = _moved_by_half(table)
    if correction == "williams":
        (a, b), (c, d), n = table[0], table[1], sum(map(sum, table))
        rows, columns = n / (a + b) + n / (c + d), n / (a + c) + n / (b + d)
        shrink = 1 + (rows - 1) * (columns - 1) / (6 * n)
    expected = _expected(table)
    rows_used = 1 if terms == 2 else 2
    pairs = [(table[r][c], expected[r][c]) for r in range(rows_used) for c in (0, 1)]
    return max(0.0, 2 * sum(seen * log(seen / due) for seen, due in pairs if seen > 0) / shrink)


def chi_squared(
    count: float,
    total: float,
    other_count: float,
    other_total: float,
    *,
    correction: Literal["none", "yates", "quanteda"] = "none",
) -> float:
    """Return Pearson's chi-squared of a word's counts in two texts.

    >>> round(chi_squared(3, 10, 7, 9), 4), round(chi_squared(3, 10, 7, 9, correction="yates"), 4)
    (4.3372, 2.6324)

    Parameters
    ----------
    correction
        "yates" brings each count up to 0.5 closer to its expectation (Yates 1934; as R and scipy do);
        "quanteda" does so only where an expected count is under 5 and the difference is large enough.
    """
    table = _table(count, total, other_count, other_total)
    (a, b), (c, d), n = table[0], table[1], sum(map(sum, table))
    product = (a + b) * (c + d) * (a + c) * (b + d)
    if product == 0:
        return 0.0
    difference = abs(a * d - b * c)
    if correction == "yates" or (correction == "quanteda" and _small(table)):
        difference = max(0.0, difference - n / 2)
    return n * difference**2 / product


def pointwise_mutual_information(count: float, total: float, other_count: float, other_total: float) -> float:
    """Return the natural logarithm of observed over expected (quanteda's "pmi").

    >>> round(pointwise_mutual_information(3, 17, 2, 12), 4)
    0.0233
    """
    expected = _expected(_table(count, total, other_count, other_total))[0][0]
    return log(count / expected) if count else -inf


def log_ratio(
    count: float,
    total: float,
    other_count: float,
    other_total: float,
    *,
    zero: Literal["half", "walter"] = "half",
) -> float:
    """Return how many times the rate doubles from the second text to the first.

    >>> log_ratio(40, 1000, 10, 1000), log_ratio(8, 1000, 0, 1000)
    (2.0, 4.0)

    Parameters
    ----------
    zero
        "half" puts 0.5 for a count of 0 (Hardie 2014); "walter" adds 0.5 to every count and total
        (Walter 1975; Evert's choice).
    """
    if zero == "walter":
        return log2((count + 0.5) / (total + 0.5)) - log2((other_count + 0.5) / (other_total + 0.5))
    return log2(((count or 0.5) / total) / ((other_count or 0.5) / other_total))


def conservative_log_ratio(
    count: int,
    total: int,
    other_count: int,
    other_total: int,
    *,
    confidence: float = 0.95,
    family: int = 1,
    positive: bool = False,
) -> float:
    """Return Evert's conservative log ratio: the end nearer to 0 of an exact interval, 0 if that contains 0.

    >>> round(conservative_log_ratio(22, 1177, 9, 341_805, family=20_109), 4)
    6.8607

    Parameters
    ----------
    confidence
        Of the interval.
    family
        How many words are tested together: the interval is widened for all of them (Bonferroni).
    positive
        One-sided, for words over-used in the first text only; may be negative.

    Source: Evert (2022), "Measuring keyness", and the R package corpora 0.6 (`keyness`, "LRC").
    """
    if count + other_count == 0:
        raise BriefingError("A word that occurs in neither text has no log ratio: leave it out.")
    alpha = (1 - confidence) / family
    low, high = binomial_bounds(count, count + other_count, 2 * alpha if positive else alpha)
    scale = other_total / total
    if positive:
        return log2(scale * low / (1 - low)) if low else -inf
    if count / total >= other_count / other_total:
        return max(0.0, log2(scale * low / (1 - low))) if low else 0.0
    return min(0.0, log2(scale * high / (1 - high))) if high < 1 else 0.0


def simple_maths(
    count: float, total: float, other_count: float, other_total: float, *, smoothing: float = 1.0
) -> float:
    """Return the ratio of the rates per million, `smoothing` added to each (Kilgarriff 2009).

    >>> round(simple_maths(22, 1177, 9, 341_805, smoothing=100), 4)
    148.7491
    """
    return (1e6 * count / total + smoothing) / (1e6 * other_count / other_total + smoothing)


def relative_risk(count: float, total: float, other_count: float, other_total: float) -> float:
    """Return the ratio of the two rates; infinite where the second is 0.

    >>> relative_risk(30, 1000, 10, 1000)
    3.0
    """
    return (count / total) / (other_count / other_total) if other_count else inf


def odds_ratio(count: float, total: float, other_count: float, other_total: float) -> float:
    """Return the ratio of the odds; infinite where the second text lacks the word.

    >>> round(odds_ratio(30, 1000, 10, 1000), 3)
    3.062
    """
    if not other_count or count == total:
        return inf
    return (count / (total - count)) / (other_count / (other_total - other_count))


def percent_difference(
    count: float, total: float, other_count: float, other_total: float, *, zero: float = 1e-18
) -> float:
    """Return by how many per cent the first rate exceeds the second (%DIFF).

    >>> round(percent_difference(30, 1000, 10, 1000), 6)
    200.0

    Parameters
    ----------
    zero
        Stands in for a second rate of 0.

    Source: Gabrielatos and Marchi (2011).
    """
    rate, other = count / total, other_count / other_total
    return (rate - other) * 100 / (other or zero)


def bayes_factor(count: float, total: float, other_count: float, other_total: float) -> float:
    """Return the Bayes factor approximated by BIC, from two-term G2: over 2 is positive, over 10 very strong.

    >>> round(bayes_factor(52, 50_000, 57, 75_000), 3)
    -9.084

    Source: Wilson (2013).
    """
    return log_likelihood(count, total, other_count, other_total, terms=2) - log(total + other_total)


def effect_size_of_log_likelihood(
    count: float, total: float, other_count: float, other_total: float
) -> float:
    """Return ELL, two-term G2 as a share of its largest value.

    >>> f"{effect_size_of_log_likelihood(52, 50_000, 57, 75_000):.3e}"
    '5.619e-06'

    Source: Johnston, Berry and Mielke (2006), as on the log-likelihood wizard's page.
    """
    expected = _expected(_table(count, total, other_count, other_total))[0]
    g2 = log_likelihood(count, total, other_count, other_total, terms=2)
    return g2 / ((total + other_total) * log(min(expected)))


Row = tuple[float, float]


def _table(count: float, total: float, other_count: float, other_total: float) -> tuple[Row, Row]:
    if not (0 <= count <= total and 0 <= other_count <= other_total and total and other_total):
        raise BriefingError(
            f"{count:g} of {total:g} and {other_count:g} of {other_total:g} are not counts of a word "
            "in two texts: each count lies between 0 and its total, and no text is empty."
        )
    return (count, other_count), (total - count, other_total - other_count)


def _expected(table: tuple[Row, Row]) -> tuple[Row, Row]:
    (a, b), (c, d) = table
    n = a + b + c + d
    first, second = (a + b) / n, (c + d) / n
    return (first * (a + c), first * (b + d)), (second * (a + c), second * (b + d))


def _small(table: tuple[Row, Row]) -> bool:
    """Say whether quanteda would correct: an expected count under 5, and a difference that survives it."""
    (a, b), (c, d) = table
    return abs(a * d - b * c) >= (a + b + c + d) / 2 and min(map(min, _expected(table))) < 5


def _moved_by_half(table: tuple[Row, Row]) -> tuple[Row, Row]:
    (a, b), (c, d) = table
    step = -0.5 if a * d > b * c else 0.5
    return (a + step, b - step), (c - step, d + step)
