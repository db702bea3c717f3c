"""Words that keep company: pairs scored by NLTK's likelihood ratio, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from briefing_lessons.english.words import find_words
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.scopes import Scope, Stretch, find_stretches
from briefing_lessons.topics.stopwords import StopWords, as_stop_words


@dataclass(frozen=True, slots=True)
class Collocation:
    """Two words found together more often than their counts would make us expect."""

    words: tuple[str, str]
    count: int  #: times together
    first: int  #: times the first word begins a pair
    second: int  #: times the second word ends one
    pairs: int  #: pairs in all
    score: float  #: the likelihood ratio: see `association`


def association(together: int, first: int, second: int, pairs: int) -> float:
    """Score one pair of words by the likelihood ratio (four terms), as NLTK's `BigramAssocMeasures` does.

    >>> round(association(20, 42, 20, 14_307_668), 1)
    521.1

    Parameters
    ----------
    together
        Times the two words stand together.
    first, second
        Times each occurs.
    pairs
        Words (pairs) in all.

    Source: Dunning (1993); Manning and Schuetze (1999), chapter 5.
    """
    from nltk.metrics.association import BigramAssocMeasures

    return float(BigramAssocMeasures.likelihood_ratio(together, (first, second), pairs))


def find_collocations(
    briefing: Annotated,
    scope: Scope = "all",
    *,
    min_count: int = 3,
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
    min_count
        Rarer pairs are left out.
    stop_words
        Pairs with one of these are left out, though they still stand between words.
    """
    from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
    from nltk.probability import FreqDist

    words: Any = FreqDist()
    pairs: Any = FreqDist()
    for run in _runs(briefing, find_stretches(briefing, scope)):  # so that no pair joins two lines
        finder = BigramCollocationFinder.from_words(run)
        words.update(finder.word_fd)
        pairs.update(finder.ngram_fd)
    hidden = as_stop_words(stop_words)
    finder = BigramCollocationFinder(words, pairs)
    finder.apply_freq_filter(min_count)
    finder.apply_word_filter(lambda word: word in hidden)
    total = words.N()
    found = [
        Collocation(pair, pairs[pair], words[pair[0]], words[pair[1]], total, float(value))
        for pair, value in finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
    ]
    return tuple(sorted(found, key=lambda c: (-c.score, c.words)))


def _runs(briefing: Annotated, stretches: Iterable[Stretch]) -> Iterator[tuple[str, ...]]:
    """Yield the words that stand side by side: a run ends with its line and where the voice changes."""
    text = briefing.text
    for first, last in stretches:
        at = first
        while at < last:
            stop = text.find("\n", at, last)
            stop = last if stop < 0 else stop
            run = tuple(form for _, _, form in find_words(text, at, stop))
            if run:
                yield run
            at = stop + 1
