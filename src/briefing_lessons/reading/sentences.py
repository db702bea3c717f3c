"""Sentences, found inside each paragraph by NLTK's untrained Punkt with our abbreviations."""

from functools import cache
from typing import Any

from briefing_lessons.reading.document import Document
from briefing_lessons.spans import Sentence

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt st jr sr vs no inc ltd co u.s u.k u.n e.g i.e a.m p.m".split()
)


@cache
def _splitter() -> Any:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters)


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of every paragraph."""
    return tuple(
        Sentence(p.start + s, p.start + e, p.text[s:e])
        for p in document.paragraphs
        for s, e in _splitter().span_tokenize(p.text)
    )
