"""Words that keep company: pairs scored by NLTK's measures, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.scopes import Scope, find_stretches
from briefing_lessons.topics.stopwords import StopWords, as_stop_words
from briefing_lessons.topics.words import find_runs

CollocationMeasure = Literal["likelihood_ratio", "pmi", "student_t", "chi_sq"]
_MEASURES = ("likelihood_ratio", "pmi", "student_t", "chi_sq")


@dataclass(frozen=True, slots=True)
class Collocation:
    """Two words found together more often than their counts would make us expect."""

    words: tuple[str, str]
    count: int  #: times together
    first: int  #: times the first word begins a pair
    second: int  #: times the second word ends one
    pairs: int  #: pairs in all
    score: float


def association(
    together: int, first: int, second: int, pairs: int, measure: CollocationMeasure = "likelihood_ratio"
) -> float:
    """Score one pair of words by NLTK's `BigramAssocMeasures`.

    >>> round(association(20, 42, 20, 14_307_668, "pmi"), 2)
    18.38

    Parameters
    ----------
    together
        Times the two words stand together.
    first, second
        Times each occurs.
    pairs
        Words (pairs) in all.
    measure
        "likelihood_ratio" (Dunning 1993, four terms); "pmi" in bits; "student_t"; "chi_sq" (uncorrected).

    Source: Manning and Schuetze (1999), chapter 5.
    """
    return float(getattr(_measures(), _checked(measure))(together, (first, second), pairs))


def find_collocations(
    briefing: Annotated,
    scope: Scope = "all",
    *,
    measure: CollocationMeasure = "likelihood_ratio",
    min_count: int = 3,
    window: int = 2,
    stop_words: StopWords = True,
) -> tuple[Collocation, ...]:
    """Find pairs of words that keep company, strongest first; none crosses a line end or a change of voice.

    >>> from briefing_lessons import load_briefing
    >>> find_collocations(load_briefing("000_95b79719e875266d.txt"), "speaker")[0].words
    ('donald', 'trump')

    Parameters
    ----------
    briefing
        The briefing.
    scope
        Which words: see `find_stretches`.
    measure
        See `association`.
    min_count
        Rarer pairs are left out: PMI loves pairs that occur once.
    window
        2 for neighbours; larger windows pair a word with each of the next `window` - 1.
    stop_words
        Pairs with one of these are left out, though they still stand between words.
    """
    from nltk.collocations import BigramCollocationFinder
    from nltk.probability import FreqDist

    if window < 2:
        raise BriefingError(f"A window of {window} holds no pair: use 2 for neighbours.")
    score = getattr(_measures(), _checked(measure))
    words: Any = FreqDist()
    pairs: Any = FreqDist()
    for run in find_runs(briefing, find_stretches(briefing, scope)):  # so that no pair joins two lines
        finder = BigramCollocationFinder.from_words(run, window_size=window)
        words.update(finder.word_fd)
        pairs.update(finder.ngram_fd)
    hidden = as_stop_words(stop_words)
    finder = BigramCollocationFinder(words, pairs, window_size=window)
    finder.apply_freq_filter(min_count)
    finder.apply_word_filter(lambda word: word in hidden)
    total = words.N()
    found = [
        Collocation(pair, pairs[pair], words[pair[0]], words[pair[1]], total, float(value))
        for pair, value in finder.score_ngrams(score)
    ]
    return tuple(sorted(found, key=lambda c: (-c.score, c.words)))


def _measures() -> Any:
    from nltk.metrics.association import BigramAssocMeasures

    return BigramAssocMeasures


def _checked(measure: str) -> str:
    if measure not in _MEASURES:
        raise BriefingError(f"There is no measure {measure!r}: use one of {', '.join(_MEASURES)}.")
    return measure
