"""Which words stand out: in one voice against another (how sure, how big?), or in one part of a text."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import copysign, log, log2

from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.statistics import benjamini_hochberg, chi_squared_p, rate_per_thousand
from briefing_lessons.topics.counting import count_words, count_words_by
from briefing_lessons.topics.index import printed_forms
from briefing_lessons.topics.scopes import By, Scope, scope_name
from briefing_lessons.topics.stopwords import StopWords, load_stop_words


@dataclass(frozen=True, slots=True)
class Keyword:
    """One word compared between two voices."""

    word: str
    side: str  #: the voice that uses it more
    count: int  #: in the first voice
    rate: float  #: per 1,000 words of the first voice
    other_count: int  #: in the second voice
    other_rate: float  #: per 1,000 words of the second voice
    score: float  #: how sure: log-likelihood G2 (four terms), above 0 for the first voice
    log_ratio: float  #: how big: doublings from the second rate to the first
    p: float  #: p-value of G2
    q: float  #: p after Benjamini and Hochberg's adjustment for all words tested


def find_keywords(
    briefing: Annotated,
    target: Scope = "speaker",
    reference: Scope = "reporter",
    *,
    min_count: int = 3,
    stop_words: StopWords = False,
) -> tuple[Keyword, ...]:
    """Compare the words of two voices, the surest difference first.

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
    min_count
        Words that occur less often in both together are not tested.
    stop_words
        As in `count_words`.

    Raises
    ------
    BriefingError
        If a voice has no words.
    """
    found = compare_counts(
        count_words(briefing, target, stop_words=stop_words),
        count_words(briefing, reference, stop_words=stop_words),
        names=(scope_name(target), scope_name(reference)),
        totals=(count_words(briefing, target).N(), count_words(briefing, reference).N()),
        min_count=min_count,
    )
    printed = printed_forms(briefing, (keyword.word for keyword in found))
    return tuple(replace(keyword, word=printed[keyword.word]) for keyword in found)


def compare_counts(
    counts: Mapping[str, int] | Annotated,
    other_counts: Mapping[str, int] | Annotated,
    *,
    names: tuple[str, str] = ("first", "second"),
    totals: tuple[int, int] | None = None,
    min_count: int = 1,
) -> tuple[Keyword, ...]:
    """Compare two word counts, the surest difference first: of two voices, or of two briefings.

    >>> compare_counts({"a": 3, "b": 7}, {"a": 7, "b": 2})[0].side
    'second'

    Parameters
    ----------
    counts, other_counts
        Word to count; or briefings, whose running words are counted.
    names
        What to call the two.
    totals
        All words of each, if the counts leave some out.
    min_count
        As in `find_keywords`.
    """
    counts, other_counts = (
        one if isinstance(one, Mapping) else count_words(one, "text") for one in (counts, other_counts)
    )
    total, other_total = totals or (sum(counts.values()), sum(other_counts.values()))
    if not total or not other_total:
        empty = names[0] if not total else names[1]
        raise BriefingError(f"There are no words of {empty!r} to compare: choose another scope.")
    both = {word: (counts.get(word, 0), other_counts.get(word, 0)) for word in {**counts, **other_counts}}
    tested = {word: pair for word, pair in sorted(both.items()) if sum(pair) >= max(1, min_count)}
    evidence = [log_likelihood(a, total, b, other_total) for a, b in tested.values()]
    p_values = [chi_squared_p(g2) for g2 in evidence]
    found = []
    rows = zip(tested.items(), evidence, p_values, benjamini_hochberg(p_values), strict=True)
    for (word, (a, b)), g2, p, q in rows:
        rate, other = rate_per_thousand(a, total), rate_per_thousand(b, other_total)
        side = names[0] if rate >= other else names[1]
        effect = log_ratio(a, total, b, other_total)
        found.append(Keyword(word, side, a, rate, b, other, copysign(g2, rate - other), effect, p, q))
    return tuple(sorted(found, key=lambda word: (-abs(word.score), word.p, word.word)))


def log_likelihood(count: float, total: float, other_count: float, other_total: float) -> float:
    """Return the log-likelihood ratio G2 of a word's counts in two texts, over the whole table (four terms).

    >>> round(log_likelihood(52, 50_000, 57, 75_000), 4)
    2.6541

    Parameters
    ----------
    count, total
        How often the word occurs among the words of the first text.
    other_count, other_total
        The same for the second text.

    Source: Dunning (1993); AntConc's default.
    """
    share = (count + other_count) / (total + other_total)
    cells = [
        (count, total * share),
        (other_count, other_total * share),
        (total - count, total * (1 - share)),
        (other_total - other_count, other_total * (1 - share)),
    ]
    return max(0.0, 2 * sum(seen * log(seen / due) for seen, due in cells if seen > 0))


def log_ratio(count: float, total: float, other_count: float, other_total: float) -> float:
    """Return how many times the rate doubles from the second text to the first; 0.5 stands for a count of 0.

    >>> log_ratio(40, 1000, 10, 1000), log_ratio(8, 1000, 0, 1000)
    (2.0, 4.0)

    Source: Hardie (2014).
    """
    return log2(((count or 0.5) / total) / ((other_count or 0.5) / other_total))


def tf_idf(counts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, float]]:
    """Return tf-idf of each word in each part, count times ln(parts / parts with it): `weights["1"]["US"]`.

    >>> weights = tf_idf({"1": {"a": 2, "b": 1}, "2": {"a": 1}})
    >>> weights["1"]["a"], round(weights["1"]["b"], 4)
    (0.0, 0.6931)

    Parameters
    ----------
    counts
        Part to word to count, such as `count_words_by` returns.

    Source: Sparck Jones (1972).
    """
    having = Counter(word for words in counts.values() for word in words)
    return {
        part: {word: count * log(len(counts) / having[word]) for word, count in words.items()}
        for part, words in counts.items()
    }


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that might belong to a topic: the learner decides which."""

    word: str
    count: int  #: in the whole text
    score: float  #: the measure that proposed it
    where: str  #: the part or voice it stands out in


def suggest_terms(
    briefing: Annotated, limit: int = 20, *, by: By = "section", scope: Scope = "text"
) -> tuple[Suggestion, ...]:
    """Propose words to make topics of, strongest first: frequent in one part and rare in the others.

    The measure is count times plain idf, the best part of each word. Function words, reporting verbs and
    words that come once are left out.

    >>> from briefing_lessons import load_briefing
    >>> [s.word for s in suggest_terms(load_briefing("000_95b79719e875266d.txt"), 4)]
    ['diplomats', 'armed', 'belarus', 'embassy']

    Parameters
    ----------
    briefing
        The briefing.
    limit
        How many words at most.
    by, scope
        The parts, and which of their words.
    """
    hidden = load_stop_words("function", "reporting")
    counts = count_words(briefing, scope, stop_words=hidden)
    best: dict[str, tuple[float, str]] = {}
    for part, words in tf_idf(count_words_by(briefing, by, scope, stop_words=hidden)).items():
        for word, weight in words.items():
            best[word] = max(best.get(word, (0.0, "")), (weight, part))
    found = [Suggestion(word, counts[word], weight, part) for word, (weight, part) in best.items()]
    kept = [s for s in found if s.count > 1 and not s.word[0].isdigit()]
    return tuple(sorted(kept, key=lambda s: (-s.score, s.word))[:limit])
