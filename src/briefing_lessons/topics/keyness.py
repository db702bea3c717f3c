"""Which words mark one voice against another: how sure is each difference, and how big?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import copysign, isfinite, log10
from typing import Literal

from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.statistics import rate_per_thousand
from briefing_lessons.topics import measures
from briefing_lessons.topics.contrasts import log_odds, scaled_f
from briefing_lessons.topics.counting import count_words
from briefing_lessons.topics.exact import benjamini_hochberg, chi_squared_p, fisher_exact
from briefing_lessons.topics.printed import printed_forms
from briefing_lessons.topics.scopes import Scope, scope_name
from briefing_lessons.topics.stopwords import StopWords

Measure = Literal[
    "g2", "g2_two_term", "chi2", "chi2_yates", "chi2_quanteda", "fisher",
    "log_ratio", "lrc", "simple_maths", "percent_difference", "log_odds", "log_odds_exact", "scaled_f",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keyword:
    """One word compared between two voices."""

    word: str
    side: str  #: the voice that uses it more
    count: int  #: in the first voice
    rate: float  #: per 1,000 words of the first voice
    other_count: int  #: in the second voice
    other_rate: float  #: per 1,000 words of the second voice
    score: float  #: the measure asked for; above 0 (scaled F: 0.5) for the first voice
    log_ratio: float  #: doublings from the second rate to the first
    p: float  #: p-value of four-term G2, or of Fisher's test where that was asked for
    q: float  #: p after Benjamini and Hochberg's adjustment for all words tested


def find_keywords(
    briefing: Annotated,
    target: Scope = "speaker",
    reference: Scope = "reporter",
    *,
    measure: Measure = "g2",
    min_count: int = 3,
    stop_words: StopWords = False,
    confidence: float = 0.95,
) -> tuple[Keyword, ...]:
    """Compare the words of two voices, the strongest first.

    >>> from briefing_lessons import load_briefing
    >>> found = find_keywords(load_briefing("000_95b79719e875266d.txt"), stop_words=True)
    >>> [word.word for word in found if word.side == "reporter"][:3]
    ['Lavrov', 'said', 'Moscow']

    Parameters
    ----------
    briefing
        The briefing.
    target, reference
        The two voices: see `find_stretches`.
    measure
        "g2" (four-term log-likelihood), "g2_two_term", "chi2", "chi2_yates", "chi2_quanteda", "fisher" (minus
        log10 of the two-sided p), "log_ratio" (0.5 for a count of 0), "lrc" (Evert's conservative log ratio,
        adjusted for all words tested; 0 where the interval holds 0), "simple_maths" (smoothing 1),
        "percent_difference", "log_odds" (Monroe et al., z with approximate variance, prior 0.01),
        "log_odds_exact", "scaled_f" (scattertext, beta 2). Measures of evidence carry the difference's sign.
    min_count
        Words that occur less often in both together are not tested.
    stop_words
        As in `count_words`.
    confidence
        Of the interval of "lrc".

    Raises
    ------
    BriefingError
        If there is no such measure, or a voice has no words.
    """
    counts = count_words(briefing, target, stop_words=stop_words)
    others = count_words(briefing, reference, stop_words=stop_words)
    found = compare_counts(
        counts, others, names=(scope_name(target), scope_name(reference)), totals=(
            count_words(briefing, target).N(), count_words(briefing, reference).N()
        ), measure=measure, min_count=min_count, confidence=confidence,
    )  # fmt: skip
    printed = printed_forms(briefing, (keyword.word for keyword in found))
    return tuple(replace(keyword, word=printed[keyword.word]) for keyword in found)


def compare_counts(
    counts: Mapping[str, int],
    other_counts: Mapping[str, int],
    *,
    names: tuple[str, str] = ("first", "second"),
    totals: tuple[int, int] | None = None,
    measure: Measure = "g2",
    min_count: int = 1,
    confidence: float = 0.95,
) -> tuple[Keyword, ...]:
    """Compare two word counts, the strongest difference first; see `find_keywords`.

    >>> compare_counts({"a": 3, "b": 7}, {"a": 7, "b": 2}, measure="chi2_quanteda")[0].word
    'a'

    Parameters
    ----------
    counts, other_counts
        Word to count.
    names
        What to call the two.
    totals
        All words of each, if the counts leave some out.
    measure, min_count, confidence
        As in `find_keywords`.
    """
    if measure not in _BY_WORD and measure not in _BY_LIST:
        known = ", ".join([*_BY_WORD, *_BY_LIST])
        raise BriefingError(f"There is no measure {measure!r}: use one of {known}.")
    total, other_total = totals or (sum(counts.values()), sum(other_counts.values()))
    if not total or not other_total:
        empty = names[0] if not total else names[1]
        raise BriefingError(f"There are no words of {empty!r} to compare: choose another scope.")
    both = {word: (counts.get(word, 0), other_counts.get(word, 0)) for word in {**counts, **other_counts}}
    tested = {word: pair for word, pair in sorted(both.items()) if sum(pair) >= max(1, min_count)}
    rows = [(a, total, b, other_total) for a, b in tested.values()]
    if measure in _BY_WORD:
        family = len(rows)
        scores: Sequence[float] = [_BY_WORD[measure](*row, confidence, family) for row in rows]
    else:
        weighed = _BY_LIST[measure]([a for a, _ in both.values()], [b for _, b in both.values()])
        of_all = dict(zip(both, weighed, strict=True))  # rare words weigh in, though they are not shown
        scores = [of_all[word] for word in tested]
    if measure == "fisher":
        p_values = [fisher_exact(*row) for row in rows]
    else:
        p_values = [chi_squared_p(measures.log_likelihood(*row)) for row in rows]
    found = [
        Keyword(
            word, names[0] if a / total >= b / other_total else names[1],
            a, rate_per_thousand(a, total), b, rate_per_thousand(b, other_total),
            score, measures.log_ratio(a, total, b, other_total), p, q,
        )
        for (word, (a, b)), score, p, q in zip(
            tested.items(), scores, p_values, benjamini_hochberg(p_values), strict=True
        )
    ]  # fmt: skip
    middle = 0.5 if measure == "scaled_f" else 0.0
    return tuple(sorted(found, key=lambda word: (-abs(word.score - middle), word.p, word.word)))


def _signed(value: float, a: int, n1: int, b: int, n2: int) -> float:
    return copysign(value, a * n2 - b * n1) if value else 0.0


def _fisher(a: int, n1: int, b: int, n2: int) -> float:
    p = fisher_exact(a, n1, b, n2)
    score = -log10(p) if p > 0 else 350.0  # smaller than any float
    return _signed(score if isfinite(score) else 350.0, a, n1, b, n2)


#: measures of one word at a time: (a, n1, b, n2, confidence, words tested) -> score
_BY_WORD: Mapping[str, Callable[[int, int, int, int, float, int], float]] = {
    "g2": lambda a, n, b, m, _c, _f: _signed(measures.log_likelihood(a, n, b, m), a, n, b, m),
    "g2_two_term": lambda a, n, b, m, _c, _f: _signed(
        measures.log_likelihood(a, n, b, m, terms=2), a, n, b, m
    ),
    "chi2": lambda a, n, b, m, _c, _f: _signed(measures.chi_squared(a, n, b, m), a, n, b, m),
    "chi2_yates": lambda a, n, b, m, _c, _f: _signed(
        measures.chi_squared(a, n, b, m, correction="yates"), a, n, b, m
    ),
    "chi2_quanteda": lambda a, n, b, m, _c, _f: _signed(
        measures.chi_squared(a, n, b, m, correction="quanteda"), a, n, b, m
    ),
    "fisher": lambda a, n, b, m, _c, _f: _fisher(a, n, b, m),
    "log_ratio": lambda a, n, b, m, _c, _f: measures.log_ratio(a, n, b, m),
    "lrc": lambda a, n, b, m, confidence, family: measures.conservative_log_ratio(
        a, n, b, m, confidence=confidence, family=family
    ),
    "simple_maths": lambda a, n, b, m, _c, _f: measures.simple_maths(a, n, b, m),
    "percent_difference": lambda a, n, b, m, _c, _f: measures.percent_difference(a, n, b, m),
}

#: measures that look at all words at once: (counts, other counts) -> scores
_BY_LIST: Mapping[str, Callable[[Sequence[int], Sequence[int]], Sequence[float]]] = {
    "log_odds": lambda counts, others: log_odds(counts, others),
    "log_odds_exact": lambda counts, others: log_odds(counts, others, variance="exact"),
    "scaled_f": lambda counts, others: scaled_f(counts, others),
}
