"""Scores that weigh all words of two texts together: log-odds with a prior, and scattertext's scaled F."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, nan, sqrt
from statistics import NormalDist, fmean, pstdev, stdev
from typing import Literal

from briefing_lessons.errors import BriefingError


def log_odds(
    counts: Sequence[float],
    other_counts: Sequence[float],
    *,
    prior: float | Sequence[float] = 0.01,
    prior_total: float | None = None,
    variance: Literal["approximate", "exact"] = "approximate",
) -> tuple[float, ...]:
    """Return z-scores of the log-odds ratio with a Dirichlet prior ("Fightin' Words"), word by word.

    >>> [round(z, 3) for z in log_odds([10, 3, 0, 7, 1], [2, 8, 4, 7, 0], prior=0.1)]
    [2.772, -1.913, -1.225, 0.0, 0.74]

    Parameters
    ----------
    counts, other_counts
        The counts of the same words in the two texts.
    prior
        One pseudo-count for every word, or a background count for each word (informative).
    prior_total
        Scale the prior to this sum.
    variance
        "approximate" is equation 20 of Monroe et al.; "exact" keeps the terms they drop (equation 19),
        as ConvoKit and jmhessel/FightingWords do.

    Source: Monroe, Colaresi and Quinn (2008), "Fightin' Words", Political Analysis 16(4), eq. 16 to 22.
    """
    if len(counts) != len(other_counts):
        raise BriefingError(
            "Give the counts of the same words in both texts: the two lists differ in length."
        )
    pseudo = [float(prior)] * len(counts) if isinstance(prior, int | float) else [float(p) for p in prior]
    if len(pseudo) != len(counts) or min(pseudo, default=1) <= 0:
        raise BriefingError("The prior needs one number above 0 for each word, or one number for all.")
    if prior_total is not None:
        scale = prior_total / sum(pseudo)
        pseudo = [p * scale for p in pseudo]
    total, other_total = sum(counts) + sum(pseudo), sum(other_counts) + sum(pseudo)
    scores = []
    for count, other, extra in zip(counts, other_counts, pseudo, strict=True):
        y, z = count + extra, other + extra
        delta = log(y / (total - y)) - log(z / (other_total - z))
        spread = 1 / y + 1 / z
        if variance == "exact":
            spread += 1 / (total - y) + 1 / (other_total - z)
        scores.append(delta / sqrt(spread))
    return tuple(scores)


def scaled_f(
    counts: Sequence[float],
    other_counts: Sequence[float],
    *,
    beta: float = 2.0,
    balanced: bool = True,
    spread: Literal["population", "sample"] = "population",
) -> tuple[float, ...]:
    """Return scattertext's scaled F-score of each word: 1 belongs to the first text, 0 to the second.

    >>> [round(score, 2) for score in scaled_f([10, 3, 0, 7, 1], [2, 8, 4, 7, 0])]
    [1.0, 0.0, 0.5, 0.18, 0.5]

    Parameters
    ----------
    counts, other_counts
        The counts of the same words in the two texts; no word may be missing from both.
    beta
        Above 1 gives the share of the text more weight than the share of the word.
    balanced
        Set the scores of both texts against each other (scattertext's `get_scores`), or give those of the
        first text only (`get_scores_for_category`).
    spread
        Standard deviation over all words: "population" as for numpy arrays, "sample" as for pandas columns.

    Source: Kessler (2017), "Scattertext", and its class ScaledFScore.
    """
    mine = _harmonic(counts, other_counts, beta, spread)
    if not balanced:
        return mine
    theirs = _harmonic(other_counts, counts, beta, spread)
    signed = [m if m > t else -t if m < t else 0.0 for m, t in zip(mine, theirs, strict=True)]
    high, low = _stretch([s for s in signed if s > 0]), _stretch([-s for s in signed if s < 0])
    return tuple(((high[s] if s > 0 else -low[-s] if s < 0 else 0.0) + 1) / 2 for s in signed)


def _harmonic(
    counts: Sequence[float], others: Sequence[float], beta: float, spread: str
) -> tuple[float, ...]:
    if any(c + o == 0 for c, o in zip(counts, others, strict=True)):
        raise BriefingError("A word that occurs in neither text has no scaled F-score: leave it out.")
    total = sum(counts)
    precision = _scaled([c / (c + o) for c, o in zip(counts, others, strict=True)], spread)
    recall = _scaled([c / total for c in counts], spread)
    return tuple(
        (1 + beta**2) * p * r / (beta**2 * p + r) if p or r else 0.0
        for p, r in zip(precision, recall, strict=True)
    )


def _scaled(values: Sequence[float], spread: str) -> list[float]:
    """Return each value's place in a normal distribution with the values' mean and spread."""
    width = pstdev(values) if spread == "population" else stdev(values) if len(values) > 1 else nan
    if not width > 0:  # all alike: scattertext falls back on ranks, which are alike too
        return [(len(values) + 1) / 2 / len(values)] * len(values)
    normal = NormalDist(fmean(values), width)
    return [normal.cdf(value) for value in values]


def _stretch(values: Sequence[float]) -> dict[float, float]:
    """Return values spread over 0 to 1; 0.5 where all are equal."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    return {v: 0.5 if low == high else (v - low) / (high - low) for v in values}
