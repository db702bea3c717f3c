"""What holds for the quotations of any text whatever."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_lessons.english.quotation_marks import pair_marks
from briefing_lessons.english.units import sentence_bounds
from briefing_lessons.quotes import find_quotes
from briefing_lessons.quotes.explain import explain
from briefing_lessons.reading import Document, Source, parse_source

_MARKS = "“ ” \" ‘ ’ ' '' « » „ , . ? : ; — ( ) … \u00a0".split(" ")
_WORDS = """
    “The bridge” is safe, safe.” Abel said told she he who adding that claim to I Mr. U.S. ’98 [we] QUESTION:
    not    Abel’s called so-called a 12 according words minister the in his
    """
_PIECES = st.sampled_from([*_MARKS, *_WORDS.split(), "\n", "\n\n", "said that", "according to", "Anna Abel"])
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=40).map(" ".join))


def _document(text: str) -> Document:
    return parse_source(Source("any.txt", text.replace("\r", ""), "utf-8"))


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_quotations_of_any_text_are_its_words_in_order_and_found_again(text: str) -> None:
    """What is found slices to its own words; of two one contains the other, or they do not touch."""
    document = _document(text)
    quotes = find_quotes(document).quotes
    for quote in quotes:
        found = quote.attribution
        for span in (quote, quote.content, found.mention, found.cue):
            assert span is None or document.text[span.start : span.end] == span.text
    for one, other in combinations(quotes, 2):
        apart = one.end <= other.start or other.end <= one.start
        assert apart or one.contains(other) or other.contains(one)
    assert find_quotes(document).quotes == quotes


@settings(max_examples=60, deadline=None)
@given(_TEXTS)
def test_every_quotation_can_be_explained(text: str) -> None:
    """An explanation always shows the quotation and never breaks its page."""
    document = _document(text)
    for quote in find_quotes(document).quotes:
        page = explain(document, quote)._repr_html_()
        assert page.startswith("<div") and page.endswith("</div>")
        assert str(explain(document, quote))


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_sentences_cover_all_words_in_order(text: str) -> None:
    """Sentences do not overlap, and between them lies only white space."""
    bounds = sentence_bounds(text)
    at = 0
    for start, end in bounds:
        assert at <= start < end and not text[at:start].strip()
        at = end
    assert not text[at:].strip()


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_outermost_marks_follow_one_another(text: str) -> None:
    """Outermost quotations come in order and never overlap."""
    at = 0
    for marked in pair_marks(text):
        assert at <= marked.start < marked.end
        at = marked.end
