"""Sentences, found inside each paragraph by NLTK's untrained Punkt with our abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from briefing_lessons.reading.document import Document
from briefing_lessons.reading.view import view_of
from briefing_lessons.spans import Sentence

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

#: a full stop after one of these ends no sentence; Punkt wants them without it, in small letters
ABBREVIATIONS = frozenset(
    """
    mr mrs ms mx messrs mme dr prof rev hon sen sens rep reps gov gen col maj capt cmdr lt sgt adm
    pres st jr sr vs no nos art fig vol pp cf approx dept inc ltd co corp univ mt ft jan feb mar apr
    jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun e.g i.e a.m p.m u.s
    u.k u.n d.c viz
    """.split()
)
#: closing marks that Punkt leaves at the head of the next sentence
_CLOSING = re.compile(r"[”’»)\]]+\s+")


@cache
def _splitter() -> PunktSentenceTokenizer:
    from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

    class CurlyToo(PunktLanguageVars):  # type: ignore[misc]
        """Curly quotes and guillemets close a sentence like straight ones: NLTK 3.9 knows only those."""

        re_boundary_realignment = re.compile(r"""["')\]}‘’“”«»]+?(?:\s+|(?=--)|$)""", re.MULTILINE)
        _re_non_word_chars = r"""(?:[)";}\]*:@'({\[‘’“”«»?!])"""

    parameters = PunktParameters()
    parameters.abbrev_types = set(ABBREVIATIONS)
    return PunktSentenceTokenizer(parameters, lang_vars=CurlyToo())


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of every paragraph; none crosses a paragraph, hard-wrapped lines are joined first.

    >>> from briefing_lessons.reading import parse_source, source_from_text
    >>> text = "Dr. Lund met the U.S. envoy at 4 p.m. on Friday. “Yes.” It rained."
    >>> document = parse_source(source_from_text(text))
    >>> [sentence.text for sentence in split_sentences(document)]
    ['Dr. Lund met the U.S. envoy at 4 p.m. on Friday.', '“Yes.”', 'It rained.']

    Method: Kiss and Strunk (2006), "Unsupervised Multilingual Sentence Boundary Detection", Computational
    Linguistics 32(4), as in NLTK, with a list of abbreviations in place of training.
    """
    found = []
    for paragraph in document.paragraphs:
        view = view_of(document, paragraph)
        for start, end in _bounds(view.text):
            first, last = view.source_span(start, end)
            found.append(Sentence(first, last, document.text[first:last]))
    return tuple(found)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence, closing quotation marks kept with the sentence they close."""
    spans = list(_splitter().span_tokenize(text))
    carried: int | None = None  # start of a sentence whose closing mark Punkt cut off
    for place, (start, end) in enumerate(spans):
        start = start if carried is None else carried
        carried = None
        following = spans[place + 1] if place + 1 < len(spans) else None
        closing = _CLOSING.match(text, following[0]) if following else None
        if following and closing and closing.end() < following[1]:
            end, carried = closing.start() + len(closing.group().rstrip()), closing.end()
        yield start, end
