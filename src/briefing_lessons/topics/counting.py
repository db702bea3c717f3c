"""How often each word occurs, as NLTK's frequency distributions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefing_lessons.english.tokens import TOKEN, fold
from briefing_lessons.spans import Annotated, Section
from briefing_lessons.topics.parts import By, find_parts
from briefing_lessons.topics.scopes import Scope, Stretch, find_stretches
from briefing_lessons.topics.stopwords import StopWords, as_stop_words

if TYPE_CHECKING:
    from nltk.probability import ConditionalFreqDist, FreqDist


def count_words(
    briefing: Annotated,
    scope: Scope = "all",
    *,
    section: Section | int | str | None = None,
    stop_words: StopWords = False,
) -> FreqDist:
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
    scope, section
        Which words: see `find_stretches`.
    stop_words
        `True` leaves out the function words of `load_stop_words`; or give the words to leave out.
    """
    return _as_freqdist(_count(briefing, find_stretches(briefing, scope, section=section), stop_words))


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
        table[part.name] = _as_freqdist(_count(briefing, part.stretches, stop_words))
    return table


def _count(
    briefing: Annotated, stretches: tuple[Stretch, ...], stop_words: StopWords = False
) -> Counter[str]:
    chunks = Counter(chunk for start, end in stretches for chunk in briefing.text[start:end].split())
    counts: Counter[str] = Counter()
    for chunk, count in chunks.items():  # no token holds a space, so each chunk is read once
        for word in TOKEN.findall(chunk):
            counts[fold(word)] += count
    for word in as_stop_words(stop_words):
        counts.pop(word, None)
    return counts


def _as_freqdist(counts: Counter[str]) -> FreqDist:
    from nltk.probability import FreqDist

    found = FreqDist()
    Counter.update(found, counts)
    return found
