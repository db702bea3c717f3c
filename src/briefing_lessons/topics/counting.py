"""The one definition of every count: words, as NLTK's frequency distributions, lines and quotations.

What a word is says `english.words.find_words`, whose it is `voices.find_voices`.
The glossary of the lessons has these definitions in the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing_lessons.english.words import TOKEN, fold, join_broken_words
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
