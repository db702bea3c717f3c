"""The one definition of every count: words and pairs of words, as NLTK counts them, lines and quotations.

What a word is says `english.words.find_words`, whose it is `voices.find_voices`.
The glossary of the lessons has these definitions in the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing_lessons.english.words import TOKEN, find_words, fold, join_broken_words
from briefing_lessons.html import plural
from briefing_lessons.spans import Annotated, Line, Quote
from briefing_lessons.topics.scopes import By, Scope, Stretch, find_parts, find_stretches
from briefing_lessons.topics.stopwords import StopWords, as_stop_words

if TYPE_CHECKING:
    from nltk.probability import ConditionalFreqDist, FreqDist


def count_words(briefing: Annotated, scope: Scope = "all", *, stop_words: StopWords = False) -> FreqDist:
    """Count the words of `scope`; "US" and "us" are two words.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> words = count_words(briefing)
    >>> words["US"], words["us"], words["terrorism"]
    (20, 1, 12)
    >>> count_words(briefing, "speaker", stop_words=True).most_common(2)
    [('terrorism', 9), ('US', 8)]

    Parameters
    ----------
    briefing
        The briefing.
    scope
        Which words: see `find_stretches`.
    stop_words
        `True` leaves out the function words of `load_stop_words`; or give the words to leave out.
    """
    return _count(briefing, find_stretches(briefing, scope), stop_words)


def count_words_by(
    briefing: Annotated, by: By = "section", scope: Scope = "text", *, stop_words: StopWords = False
) -> ConditionalFreqDist:
    """Count words part by part: by "section", "tenth", "turn", "speaker" or "voice".

    >>> from briefing_lessons import load_briefing
    >>> counts = count_words_by(load_briefing("000_95b79719e875266d.txt"))
    >>> counts["On expectations from Astana talks"].N()
    16

    Parameters
    ----------
    briefing
        The briefing.
    by
        What the parts are: see `find_parts`.
    scope
        Which words: see `find_stretches`; headings are left out unless the scope is "all".
    stop_words
        As in `count_words`.
    """
    from nltk.probability import ConditionalFreqDist

    table = ConditionalFreqDist()
    for part in find_parts(briefing, by, scope):
        table[part.name] = _count(briefing, part.stretches, stop_words)
    return table


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


def find_lines(briefing: Annotated) -> tuple[Line, ...]:
    """Return the lines that are counted.

    A line is counted where something stands on it; its number counts the empty lines, too.

    >>> from briefing_lessons import parse_briefing
    >>> [line.number for line in find_lines(parse_briefing("The pier is open.\\n\\nThe ferry sails."))]
    [1, 3]
    """
    return tuple(line for line in briefing.lines if line.role != "blank")


#: noun -> kinds of quotes it counts
QUOTE_KINDS = {"quotation": ("direct", "mixed"), "report": ("indirect",), "term": ("term",)}


def count_quotes(quotes: Iterable[Quote]) -> dict[str, int]:
    """Count quotations, reports and terms apart.

    A quotation is words in quotation marks, presented as somebody's own: whole sentences (direct, full), or a
    fragment inside another sentence (mixed, partial).
    A report is somebody's words retold without quotation marks (indirect, a paraphrase).
    A term is a name, a title or a doubtful word in quotation marks: nobody's utterance.

    >>> from briefing_lessons import load_briefing
    >>> count_quotes(load_briefing("001_ferry_report.txt").quotes)
    {'quotation': 15, 'report': 8, 'term': 2}
    """
    kinds: Counter[str] = Counter(quote.kind for quote in quotes)
    return {noun: sum(kinds[kind] for kind in known) for noun, known in QUOTE_KINDS.items()}


def say_quotes(quotes: Iterable[Quote]) -> str:
    """Return how many quotations, reports and terms there are, in words.

    >>> from briefing_lessons import load_briefing
    >>> say_quotes(load_briefing("001_ferry_report.txt").quotes)
    '15 quotations, 8 reports and 2 terms'
    """
    counts = [(number, noun) for noun, number in count_quotes(quotes).items() if number or noun != "term"]
    said = [plural(number, noun) for number, noun in counts]
    return f"{', '.join(said[:-1])} and {said[-1]}"


def _count(briefing: Annotated, stretches: tuple[Stretch, ...], stop_words: StopWords) -> FreqDist:
    from nltk.probability import FreqDist

    pieces = (join_broken_words(briefing.text, start, end) for start, end in stretches)
    chunks = Counter(chunk for piece in pieces for chunk in piece.split())
    counts: Counter[str] = Counter()
    for chunk, count in chunks.items():  # no token holds a space, so each chunk is read once
        for word in TOKEN.findall(chunk):
            counts[fold(word)] += count
    for word in as_stop_words(stop_words):
        counts.pop(word, None)
    return FreqDist(counts)
