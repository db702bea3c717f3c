"""How sure a small count lets us be: rates, Wilson's interval, p-values, many tests at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import comb, erfc, nan, sqrt
from statistics import NormalDist


def wilson_interval(successes: float, trials: float) -> tuple[float, float]:
    """Return Wilson's 95 % score interval for a proportion.

    >>> low, high = wilson_interval(1, 29)
    >>> f"{low:.4f} {high:.4f}"
    '0.0061 0.1718'

    Parameters
    ----------
    successes, trials
        How often it happened, out of how many; with no trials nothing is known and the answer is (0, 1).

    Source: Wilson (1927); Newcombe (1998), method 3 (without continuity correction).
    """
    if trials == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.975)
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


#: below this many words a rate per 1,000 says more about chance than about the text: one word
#: more or less moves it by 10 or more
SHORT = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one topic, or one device, occurs in one part of a text, or in one voice."""

    part: str  #: name of the part; of a device the voice: "speaker", "asker" or "reporter"
    topic: str  #: name of the topic or device
    count: int
    words: int  #: counted words in the part: the denominator
    rate: float  #: per 1,000 words; not a number where the part has no words
    low: float  #: lower end of Wilson's 95 % interval, per 1,000 words
    high: float  #: upper end
    short: bool  #: the part has too few words (under 100) to bear a rate


def rate_of(part: str, topic: str, count: int, words: int) -> Rate:
    """Return a rate with its interval, in a part of so many words.

    >>> rate_of("speaker", "hedge", 3, 600).rate
    5.0
    """
    low, high = wilson_interval(min(count, words), words)  # a mark may be shorter than a word
    rate = rate_per_thousand(count, words)
    return Rate(part, topic, count, words, rate, 1000 * low, 1000 * high, words < SHORT)


def warn_of_short(rates: Iterable[Rate]) -> str:
    """Return a sentence that names the parts too short to bear a rate; empty if there are none.

    >>> warn_of_short([rate_of("reporter", "hedge", 1, 16), rate_of("speaker", "hedge", 3, 600)])
    'Too short for a rate (under 100 words): reporter (16).'
    """
    short = {rate.part: rate.words for rate in rates if rate.short}
    named = [f"{name} ({words})" for name, words in list(short.items())[:5]]
    more = f" and {len(short) - 5} more" if len(short) > 5 else ""
    return f"Too short for a rate (under {SHORT} words): {', '.join(named)}{more}." if short else ""


def clearly_higher(rate: float, low: float, other: float, other_high: float) -> bool:
    """Say whether a rate is clearly higher than another, by how far their 95 % intervals overlap.

    They may overlap by half of the mean of the two arms that point at each other: about the 5 % level.

    >>> clearly_higher(5.0, 3.0, 2.0, 3.5), clearly_higher(5.0, 1.0, 2.0, 6.0)
    (True, False)

    Parameters
    ----------
    rate, low
        The higher rate, and the lower end of its interval.
    other, other_high
        The lower rate, and the upper end of its interval.

    Source: Cumming and Finch (2005), "Inference by eye", American Psychologist 60, rule 7.
    """
    return rate > other and other_high - low <= (rate - low + other_high - other) / 4


def chi_squared_p(statistic: float) -> float:
    """Return the p-value of a chi-squared or log-likelihood statistic with one degree of freedom.

    >>> f"{chi_squared_p(3.841459):.6f}"
    '0.050000'
    """
    return erfc(sqrt(max(statistic, 0.0) / 2))


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values adjusted for many tests at once, in the order given.

    Of the words kept because theirs is under 0.05, about one in twenty is there by chance.

    >>> [round(p, 3) for p in benjamini_hochberg([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]

    Source: Benjamini and Hochberg (1995); adjusted values as in R's `p.adjust(method="BH")`.
    """
    tests = len(p_values)
    order = sorted(range(tests), key=lambda at: p_values[at], reverse=True)
    scaled = (p_values[at] * tests / (tests - rank) for rank, at in enumerate(order))
    adjusted = dict(zip(order, accumulate(scaled, min), strict=True))
    return tuple(adjusted[at] for at in range(tests))


def rates_p_value(first: int, first_words: int, second: int, second_words: int) -> float:
    """Return the exact two-sided probability of rates at least as unequal, were both voices alike.

    Given the sum of both counts, the first is binomial with the share of its words.

    >>> round(rates_p_value(12, 1000, 3, 1000), 4)
    0.0352

    Parameters
    ----------
    first, second
        Counts of marks.
    first_words, second_words
        Words of each voice.

    Source: Przyborowski and Wilenski (1940), Biometrika 31.
    """
    total, words = first + second, first_words + second_words
    # exact in integers: every term times words ** total
    terms: list[int] = [
        comb(total, k) * first_words**k * second_words ** (total - k) for k in range(total + 1)
    ]
    as_unequal: int = sum(term for term in terms if term <= terms[first])
    return min(1.0, as_unequal / int(words**total))
