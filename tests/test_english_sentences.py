"""Sentences keep abbreviations whole, stay inside their paragraph and point at exact offsets."""

from __future__ import annotations

import re

import pytest
from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from briefing_lessons.briefing import load_briefing
from briefing_lessons.english.analysis import analyse_document, split_sentences
from briefing_lessons.english.units import ABBREVIATIONS
from briefing_lessons.files import seed_names
from briefing_lessons.reading import parse_source, source_from_text
from briefing_lessons.reading.document import view_of


def sentences(text: str) -> list[str]:
    document = parse_source(source_from_text(text))
    return [sentence.text for sentence in split_sentences(document, analyse_document(document))]


@pytest.mark.parametrize(
    "drawn",
    [
        "Dr. Lund came.|She left.",
        "The U.S. envoy met Sen. Reyes on Jan. 3 at 4 p.m. in Port Liss.|It rained.",
        "“Nobody came.”|She laughed.",
        "Is it over?|No!|It is not.",
        "He paid 3.5 marks.|It was dear.",
        "(Laughter.)|Next question.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(drawn: str) -> None:
    assert sentences(drawn.replace("|", " ")) == drawn.split("|")


def test_a_sentence_on_hard_wrapped_lines_is_one() -> None:
    first = "The bridge was closed on Monday because the river had risen, the mayor ob-\nserved."
    assert sentences(f"{first} It rained\nagain.") == [first, "It rained\nagain."]


def test_headings_are_no_sentences_and_none_crosses_a_paragraph() -> None:
    briefing = load_briefing("000_95b79719e875266d.txt")
    for sentence in briefing.sentences:
        assert any(paragraph.contains(sentence) for paragraph in briefing.paragraphs)
    assert all(briefing.text[s.start : s.end] == s.text for s in briefing.sentences)


class CurlyToo(PunktLanguageVars):  # type: ignore[misc]
    """Curly quotes and guillemets close a sentence like straight ones: NLTK 3.9 knows only those."""

    re_boundary_realignment = re.compile(r"""["')\]}‘’“”«»]+?(?:\s+|(?=--)|$)""", re.MULTILINE)
    _re_non_word_chars = r"""(?:[)";}\]*:@'({\[‘’“”«»?!])"""


@pytest.mark.parametrize("name", seed_names())
def test_punkt_cuts_the_seeds_into_as_many_sentences(name: str) -> None:
    """The reference: Kiss and Strunk (2006) as in NLTK, with our abbreviations in place of training."""
    parameters = PunktParameters()
    parameters.abbrev_types = {*ABBREVIATIONS, "a.m", "p.m", "u.s", "u.k", "u.n", "d.c"}
    punkt = PunktSentenceTokenizer(parameters, lang_vars=CurlyToo())
    briefing = load_briefing(name)
    views = [view_of(briefing.document, paragraph) for paragraph in briefing.paragraphs]
    assert len(briefing.sentences) == sum(len(punkt.tokenize(view.text)) for view in views)
