"""Quotations and the page: captions inside them, and block quotations without marks."""

from __future__ import annotations

import pytest

from briefing_lessons.briefing import Briefing
from briefing_lessons.reading import parse_source, source_from_bytes, source_from_text

SPOKEN = """Mayor Ines Falk said: “The council set out its reasons and it will act.

{between}

“But what people want is a boat.”

The yard was quiet on Monday, and nobody knew when it would open again."""


@pytest.mark.parametrize(
    "caption",
    [
        "Pictured: Tomas Berg at the yard on Monday",
        "Pictured above: Tomas Berg at the yard on Monday",
        "Photo, left: the yard",
        "Tomas Berg at the yard on Monday. Photo: Anna Lund",
    ],
)
def test_a_caption_is_nobodys_words_and_the_quotation_goes_on_behind_it(caption: str) -> None:
    briefing = Briefing(parse_source(source_from_text(SPOKEN.format(between=caption))))
    (quote,) = briefing.quotes
    assert (quote.kind, quote.speaker) == ("direct", "Ines Falk")
    assert quote.text.endswith("a boat.”")
    start = briefing.text.index(caption)
    inside = range(start, start + len(caption))
    spoken = [token for token in briefing.tokens if quote.start <= token.start < quote.end]
    assert {token.voice for token in spoken if token.start in inside} == {"boilerplate"}
    assert {token.voice for token in spoken if token.start not in inside} == {"speaker"}


def test_a_sentence_between_ends_the_quotation() -> None:
    sentence = "The picture above the desk was taken at the yard on Monday."
    briefing = Briefing(parse_source(source_from_text(SPOKEN.format(between=sentence))))
    assert [quote.text[:12] for quote in briefing.quotes] == ["“The council", "“But what pe"]


def _read(text: str, name: str) -> list[tuple[str, str | None, str]]:
    """Return the kind, the source and the words of every quotation."""
    quotes = Briefing(parse_source(source_from_bytes(text.encode(), name))).quotes
    return [(quote.kind, quote.speaker, " ".join(quote.content.text.split())) for quote in quotes]


MARKDOWN = """The mayor, Ines Falk, {said}:

> {block}

Tom Holm was not sure.
"""
BOAT = "We owe the island a boat. It will sail in June."


@pytest.mark.parametrize(
    "said", ["said", "wrote in a letter on Monday", "told the council", "then added", "said the following"]
)
def test_a_block_quotation_behind_a_reporting_expression_and_a_colon_is_said(said: str) -> None:
    assert _read(MARKDOWN.format(said=said, block=BOAT), "case.md") == [("direct", "Ines Falk", BOAT)]


def test_a_block_quotation_of_two_paragraphs_is_one_quotation() -> None:
    found = _read(MARKDOWN.format(said="replied", block=BOAT + "\n>\n> Nobody will wait."), "case.md")
    assert found == [("direct", "Ines Falk", BOAT + " > > Nobody will wait.")]


def test_what_is_quoted_in_a_block_quotation_is_nested_in_it() -> None:
    found = _read(MARKDOWN.format(said="said", block='Tom Holm said: "It leaks." It does.'), "case.md")
    assert found[1:] == [("direct", "Tom Holm", "It leaks.")]


@pytest.mark.parametrize(
    "said",
    [
        "lists what it takes",
        "said that the list was this",
        "thought of this",
        "knew the following",
        "was at the yard",
    ],
)
def test_without_a_reporting_expression_at_the_colon_a_block_is_no_quotation(said: str) -> None:
    found = _read(MARKDOWN.format(said=said, block="Bread and oil for everybody."), "case.md")
    assert [kind for kind, *_ in found if kind == "direct"] == []


def test_a_block_in_marks_is_read_by_its_marks() -> None:
    found = _read(MARKDOWN.format(said="said", block=f"“{BOAT}”"), "case.md")
    assert found == [("direct", "Ines Falk", BOAT)]


@pytest.mark.parametrize("block", [f"> {BOAT}", f"    {BOAT}"])
def test_a_mail_answered_or_an_indented_paragraph_is_no_block_quotation(block: str) -> None:
    assert _read(MARKDOWN.replace("> {block}", block).format(said="wrote"), "mail.txt") == []


PAGE = """<article><h1>Senate, Tuesday</h1>
<p><b>Senator TORVIK:</b> When asked by a reporter whether he backed it, Senator Quill {replied}</p>
{block}<p>That is plain enough.</p>
<p><b>Senator QUILL:</b> I stand by every word of that answer.</p>
<p><b>Senator TORVIK:</b> Then let us vote on it today.</p></article>"""


@pytest.mark.parametrize(
    ("replied", "block", "expected"),
    [
        ("replied:", "<blockquote><p>No, I never did.</p></blockquote>", ["No, I never did."]),
        ("replied:", "<blockquote>No, I <i>never</i> did.</blockquote>", ["No, I never did."]),
        ("replied:", "<p>No, I never did.</p>", []),
        ("left.", "<blockquote><p>No, I never did.</p></blockquote>", []),
    ],
)
def test_a_block_quotation_in_a_turn_is_a_quotation_inside_it(
    replied: str, block: str, expected: list[str]
) -> None:
    found = _read(PAGE.format(replied=replied, block=block), "senate.html")
    assert [words for kind, source, words in found if (kind, source) == ("direct", "Quill")] == expected


def test_the_colon_may_not_stand_in_the_block_itself() -> None:
    block = "<blockquote><p>The mayor said:</p><p>Come early, all of you.</p></blockquote>"
    assert _read(f"<article><p>The evening was long.</p>{block}</article>", "page.html") == []
