"""Words that stand out in one part of a text: tf-idf, and words to make topics of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Literal

from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.counting import count_words, count_words_by
from briefing_lessons.topics.scopes import By, Scope
from briefing_lessons.topics.stopwords import load_stop_words

Idf = Literal["plain", "smooth"]


def inverse_document_frequency(parts_with: int, parts: int, variant: Idf = "plain") -> float:
    """Return how rare a word is among the parts.

    >>> round(inverse_document_frequency(66, 366, "smooth"), 8)
    2.70066923

    Parameters
    ----------
    parts_with
        Parts that have the word.
    parts
        Parts in all.
    variant
        "plain" ln(N / n) (Sparck Jones 1972); "smooth" ln((N + 1) / (n + 1)) + 1 (scikit-learn's default).
    """
    if variant not in ("plain", "smooth"):
        raise BriefingError(f"There is no idf {variant!r}: use one of plain, smooth.")
    if not 0 < parts_with <= parts:
        raise BriefingError(f"A word in {parts_with} of {parts} parts has no idf: count parts that have it.")
    return log(parts / parts_with) if variant == "plain" else log((parts + 1) / (parts_with + 1)) + 1


def tf_idf(counts: Mapping[str, Mapping[str, int]], *, idf: Idf = "plain") -> dict[str, dict[str, float]]:
    """Return tf-idf, count times idf, of each word in each part: `weights["On …"]["Syria"]`.

    >>> weights = tf_idf({"1": {"a": 2, "b": 1}, "2": {"a": 1}})
    >>> weights["1"]["a"], round(weights["1"]["b"], 4)
    (0.0, 0.6931)

    Parameters
    ----------
    counts
        Part to word to count, such as `count_words_by` returns.
    idf
        See `inverse_document_frequency`.
    """
    having: dict[str, int] = {}
    for words in counts.values():
        for word in words:
            having[word] = having.get(word, 0) + 1
    rarity = {word: inverse_document_frequency(number, len(counts), idf) for word, number in having.items()}
    return {
        part: {word: count * rarity[word] for word, count in words.items()} for part, words in counts.items()
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
