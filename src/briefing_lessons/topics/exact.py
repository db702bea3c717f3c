"""Exact tests and bounds for counts, in plain Python: what scipy would answer, without loading it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import comb, erfc, exp, inf, lgamma, log, log1p, sqrt


def chi_squared_p(statistic: float) -> float:
    """Return the p-value of a chi-squared or log-likelihood statistic with one degree of freedom.

    >>> f"{chi_squared_p(3.841459):.6f}"
    '0.050000'
    """
    return erfc(sqrt(max(statistic, 0.0) / 2))


def fisher_exact(count: int, total: int, other_count: int, other_total: int) -> float:
    """Return the two-sided p-value of Fisher's exact test.

    >>> f"{fisher_exact(8, 10, 1, 6):.4f}"
    '0.0350'

    Parameters
    ----------
    count, total
        How often the word occurs among the words of the first text.
    other_count, other_total
        The same for the second text.

    All tables as unlikely as this one or more so are added up (R and scipy do the same), in whole numbers, so
    that tables of equal probability count as equal. Source: Fisher (1934); Agresti (2002), section 3.5.1.
    """
    hits = count + other_count
    low, high = max(0, hits - other_total), min(total, hits)
    weight = comb(total, low) * comb(other_total, hits - low)
    weights = []
    for k in range(low, high + 1):
        weights.append(weight)
        weight = weight * (total - k) * (hits - k) // ((k + 1) * (other_total - hits + k + 1))
    observed = weights[count - low]
    return float(Fraction(sum(w for w in weights if w <= observed), sum(weights)))


def binomial_bounds(successes: int, trials: int, alpha: float) -> tuple[float, float]:
    """Return Clopper and Pearson's bounds: each is passed with a probability of `alpha` / 2 at most.

    >>> low, high = binomial_bounds(8, 10, 0.05)
    >>> f"{low:.4f} {high:.4f}"
    '0.4439 0.9748'

    Source: Clopper and Pearson (1934).
    """
    low = _beta_quantile(alpha / 2, successes, trials - successes + 1) if successes else 0.0
    # the upper bound mirrored: precise even where it is close to 1
    high = 1 - _beta_quantile(alpha / 2, trials - successes, successes + 1) if successes < trials else 1.0
    return low, high


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values adjusted for many tests at once, in the order given.

    Of the words kept because theirs is under 0.05, about one in twenty is there by chance.

    >>> [round(p, 3) for p in benjamini_hochberg([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]

    Source: Benjamini and Hochberg (1995); adjusted values as in R's `p.adjust(method="BH")`.
    """
    tests = len(p_values)
    adjusted = [1.0] * tests
    smallest = 1.0
    for rank, at in enumerate(sorted(range(tests), key=lambda i: p_values[i], reverse=True)):
        smallest = min(smallest, p_values[at] * tests / (tests - rank))
        adjusted[at] = smallest
    return tuple(adjusted)


def _beta_quantile(probability: float, a: float, b: float) -> float:
    """Return x with I_x(a, b) = probability, by Newton's steps in the log-odds of x, kept between bounds."""
    log_beta = lgamma(a) + lgamma(b) - lgamma(a + b)
    low, high, t = -700.0, 700.0, log(a / b)
    for _ in range(200):
        x, y = 1 / (1 + exp(-t)), 1 / (1 + exp(t))
        error = _incomplete_beta(x, y, a, b, log_beta) - probability
        low, high = (low, t) if error > 0 else (t, high)
        slope = exp(a * -log1p(exp(-t)) + b * -log1p(exp(t)) - log_beta)
        step = t - error / slope if slope > 0 else inf
        following = step if low < step < high else (low + high) / 2
        if abs(following - t) < 1e-13 * max(1.0, abs(t)):
            return 1 / (1 + exp(-following))
        t = following
    return 1 / (1 + exp(-t))


def _incomplete_beta(x: float, y: float, a: float, b: float, log_beta: float) -> float:
    """Return the regularised incomplete beta function at x = 1 - y (continued fraction, DLMF 8.17.22)."""
    if x <= 0 or y <= 0:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(y, x, b, a, log_beta)
    front = exp(a * log(x) + b * log(y) - log_beta) / a
    tiny = 1e-300
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    value = d
    for m in range(1, 10_000):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + numerator * d
            d = 1 / (d if abs(d) > tiny else tiny)
            c = 1 + numerator / c
            c = c if abs(c) > tiny else tiny
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * value
