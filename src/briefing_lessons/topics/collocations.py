"""Words that keep company: pairs scored by NLTK's likelihood ratio, line by line."""

from dataclasses import dataclass
from typing import Any

from briefing_lessons.english.words import find_words
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.scopes import Scope, find_stretches
from briefing_lessons.topics.stopwords import StopWords, as_stop_words


@dataclass(frozen=True, slots=True)
class Collocation:
    """Two words found together more often than their counts would make us expect."""

    words: tuple[str, str]
    count: int  #: times together
    first: int  #: times the first word begins a pair
    second: int  #: times the second word ends one
    of_words: int  #: words in all; each begins a pair, the last of a line with nothing
    score: float  #: the likelihood ratio, four terms (Dunning 1993)


def find_collocations(
    briefing: Annotated, scope: Scope = "all", *, min_count: int = 3, stop_words: StopWords = True
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

    parts = (briefing.text[start:end] for start, end in find_stretches(briefing, scope))
    lines = ([form for *_, form in find_words(line)] for part in parts for line in part.split("\n"))
    finder: Any = BigramCollocationFinder.from_documents(lines)  # so that no pair joins two lines
    hidden = as_stop_words(stop_words)
    words, pairs = finder.word_fd, dict(finder.ngram_fd)
    finder.apply_freq_filter(min_count)
    finder.apply_word_filter(lambda word: word in hidden)
    found = [
        Collocation((one, two), pairs[one, two], words[one], words[two], words.N(), float(value))
        for (one, two), value in finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
    ]
    return tuple(sorted(found, key=lambda c: (-c.score, c.words)))
