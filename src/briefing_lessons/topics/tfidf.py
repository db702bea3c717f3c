"""Words that stand out in one part of a text: tf-idf, and words to make topics of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from briefing_lessons.spans import Annotated
from briefing_lessons.topics.counting import count_words, count_words_by
from briefing_lessons.topics.scopes import By, Scope
from briefing_lessons.topics.stopwords import load_stop_words


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
