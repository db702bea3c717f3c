"""How sure a small count lets us be: rates, and Wilson's interval around them."""

from __future__ import annotations

from math import nan, sqrt
from statistics import NormalDist

from briefing_lessons.errors import BriefingError


def wilson_interval(successes: float, trials: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return Wilson's score interval for a proportion.

    >>> low, high = wilson_interval(1, 29)
    >>> f"{low:.4f} {high:.4f}"
    '0.0061 0.1718'

    Parameters
    ----------
    successes, trials
        How often it happened, out of how many; with no trials nothing is known and the answer is (0, 1).
    confidence
        Between 0 and 1, both excluded; 0.95 for the usual interval.

    Raises
    ------
    BriefingError
        If successes are not between 0 and trials, or the confidence not between 0 and 1.

    Source: Wilson (1927); Newcombe (1998), method 3 (without continuity correction).
    """
    if not 0 <= successes <= trials:
        raise BriefingError(
            f"{successes:g} of {trials:g} is not a proportion: give a count between 0 and the total."
        )
    if not 0 < confidence < 1:
        raise BriefingError(f"A confidence of {confidence:g} is not possible: give a number such as 0.95.")
    if trials == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = successes / trials
    shrunk = share + z * z / (2 * trials)
    spread = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    low = 0.0 if successes == 0 else (shrunk - spread) / scale
    high = 1.0 if successes == trials else (shrunk + spread) / scale
    return low, high


def rate_per_thousand(count: float, words: float) -> float:
    """Return how often something occurs per 1,000 words; not a number where there are no words.

    >>> rate_per_thousand(3, 600)
    5.0
    """
    return 1000 * count / words if words else nan


def rate_interval(count: float, words: float, confidence: float = 0.95) -> tuple[float, float]:
    """Return Wilson's interval around a rate per 1,000 words.

    >>> low, high = rate_interval(3, 600)
    >>> f"{low:.1f} to {high:.1f}"
    '1.7 to 14.6'
    """
    low, high = wilson_interval(count, words, confidence)
    return 1000 * low, 1000 * high
