"""One paragraph read as English, once and for everybody: its quotations, units, sentences and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from briefing_lessons.english.quotation_marks import Marked, pair_marks
from briefing_lessons.english.units import Units, sentence_bounds, units_of
from briefing_lessons.english.wordclasses import MARKS, VERBAL, WordClass
from briefing_lessons.english.words import word_list
from briefing_lessons.reading.document import Document, View, view_of
from briefing_lessons.spans import Heading, Paragraph, Sentence, Span

#: the two words inside a contraction; the second begins at the apostrophe
_SHORT_FORMS = {"'s": "is", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_NEGATED = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}


class Word(NamedTuple):
    """One word where it stands in the unchanged text; "isn't" is two words, "is" and "not"."""

    start: int
    end: int
    form: str  #: lower case, but acronyms keep their capitals
    word_class: str  #: its `WordClass`


@dataclass(frozen=True, eq=False)  # not slotted: each part is computed on first use, then kept
class Analysis:
    """One paragraph, or one heading, as running text with everything that is read off it.

    >>> found = analyse("The mayor said it wasn’t late. “Rust,” she said.")
    >>> [word.form for word in found.words][:7]
    ['the', 'mayor', 'said', 'it', 'was', 'not', 'late']
    >>> found.units.tags, len(found.sentences), found.inside(found.marked[0]).tags
    ('dnVpxn.QpV.', 2, 'X,')
    """

    view: View  #: the running text, with the way back to the unchanged one
    block: bool = False  #: it is a block quotation, or part of one: all of it is quoted, without marks
    _inside: dict[int, Units] = field(default_factory=dict, repr=False)

    @property
    def start(self) -> int:
        """Where it begins in the unchanged text."""
        return self.view.source[0]

    @property
    def end(self) -> int:
        """Where it ends in the unchanged text."""
        return self.view.source_offset(len(self.view.text) - 1) + 1

    @cached_property
    def marked(self) -> tuple[Marked, ...]:
        """Its outermost quotations."""
        text, found = self.view.text, pair_marks(self.view.text)
        return (Marked(0, len(text), (0, len(text)), False, found),) if self.block else found

    @cached_property
    def units(self) -> Units:
        """Its words and marks with their classes; a quotation is one unit."""
        return units_of(self.view.text, 0, len(self.view.text), self.marked)

    def inside(self, marked: Marked) -> Units:
        """Return the units between the marks of one of its quotations, nested ones included."""
        if marked.start not in self._inside:
            self._inside[marked.start] = units_of(self.view.text, *marked.inner, marked.nested)
        return self._inside[marked.start]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """(start, end) of every sentence in the unchanged text."""
        return tuple(self.view.source_span(*bounds) for bounds in sentence_bounds(self.view.text))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words in order, those inside quotations included, contractions undone."""
        words: list[Word] = []
        self._add_words(words, self.units)
        return tuple(Word(*self.view.source_span(w.start, w.end), w.form, w.word_class) for w in words)

    def _add_words(self, words: list[Word], units: Units) -> None:
        for k, tag in enumerate(units.tags):
            low, start, end = units.low[k], units.starts[k], units.ends[k]
            if tag == WordClass.QUOTE:
                self._add_words(words, self.inside(units.marked[k]))
            elif low.isalpha():
                raw = units.text[start:end] if tag == WordClass.NAME and end - start > 1 else ""
                words.append(Word(start, end, raw if raw.isupper() else low, tag))
            elif (tag not in MARKS and len(low) > 1) or low.isalnum():
                word = Word(start, end, low, tag)
                _undo(words, word) if "'" in low else words.append(word)


def _undo(words: list[Word], word: Word) -> None:
    """Add the words inside a contraction to `words`; a possessive 's goes to its host."""
    start, end, low, tag = word
    host = words[-1] if words and words[-1].end == start else None
    if low.endswith("n't"):
        stem = low[:-3]
        words.append(Word(start, end - 3, _NEGATED.get(stem, stem), WordClass.AUX))
        words.append(Word(end - 3, end, "not", WordClass.ADV))
    elif low not in _SHORT_FORMS or host is None:
        words.append(word)
    elif low == "'s" and host.form == "let":
        words.append(Word(start, end, "us", WordClass.HIM))
    elif low == "'s" and host.form not in word_list("before is"):
        tag = WordClass.NOUN if host.word_class in VERBAL else host.word_class
        words[-1] = Word(host.start, end, host.form + low, tag)
    else:
        words.append(Word(start, end, _SHORT_FORMS[low], WordClass.AUX))


def analyse(span: Span | str) -> Analysis:
    """Return the analysis of a line, a heading or a bare example."""
    text, start = (span, 0) if isinstance(span, str) else (span.text, span.start)
    return Analysis(View(text, (0,), (start,)))


#: the analyses of a text, by where each begins
Analyses = Mapping[int, Analysis]


def analyse_document(document: Document) -> Analyses:
    """Return the analyses of all paragraphs and headings of `document`."""
    spans: list[Paragraph | Heading] = [*document.paragraphs, *document.headings]
    return {
        span.start: Analysis(view_of(document, span)) if isinstance(span, Paragraph) else analyse(span)
        for span in sorted(spans, key=lambda span: span.start)
    }


def split_sentences(document: Document, english: Analyses) -> tuple[Sentence, ...]:
    """Return the sentences of every paragraph; none crosses a paragraph, hard-wrapped lines are joined first.

    >>> from briefing_lessons.reading import parse_source, source_from_text
    >>> text = "Dr. Lund met the U.S. envoy at 4 p.m. on Friday. “Yes.” It rained."
    >>> document = parse_source(source_from_text(text))
    >>> [sentence.text for sentence in split_sentences(document, analyse_document(document))]
    ['Dr. Lund met the U.S. envoy at 4 p.m. on Friday.', '“Yes.”', 'It rained.']
    """
    bounds = (pair for p in document.paragraphs for pair in english[p.start].sentences)
    return tuple(Sentence(start, end, document.text[start:end]) for start, end in bounds)
