"""What holds for every text, however strange."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading import Document, parse_source, source_from_bytes, source_from_text, view_of
from briefing_lessons.reading.lines import LIGATURES

SCRAPS = st.sampled_from(
    [
        "MR. LEE: ", "QUESTION: ", "Q    ",
        "Q\u00a0\u00a0 ", "CHAIR ADU.  ", "Ana Ruiz (12:40): ", "[00:01:02] Ana: ",
        "**Dr Nand:** ", "# Heading\n", "---\n", "title: x\n", "\n",
        "\n\n", "\f", "\0", "\u2028", "\u202e", "\x1b[31m",
        "“Yes,” ", "‘no’ ", '"', "(Laughter.)\n",
        "[ends]\n", "Page 3 of 27\n", "ob-\nserved ", "Mbeki-\nRoy ",
        "12 May 2031\n", "<p>", "<b>", "WEBVTT\n\n",
        "00:00:01.000 --> 00:00:02.000\n", "記者：", "Вопрос: ", "é",
        "The lake is low. ", "What of it?\n", "They said so, and\nso it was.\n", "MODERATOR\n", "Subject:\n",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(SCRAPS, st.text(max_size=12)), max_size=40).map("".join)


def parsed(text: str) -> Document | None:
    try:
        return parse_source(source_from_text(text))
    except BriefingError:
        return None


@given(TEXTS)
@settings(deadline=None, max_examples=150)
def test_spans_are_exact_in_order_and_lines_make_up_the_text(text: str) -> None:
    document = parsed(text)
    if document is None:
        return
    assert "\n".join(line.text for line in document.lines) == document.text.removesuffix("\n")
    for span in (
        *document.headings,
        *document.sections,
        *document.paragraphs,
        *document.turns,
        *document.boilerplate,
    ):
        assert document.text[span.start : span.end] == span.text

    for spans in (document.turns, document.paragraphs):
        assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(turn.start <= turn.body_start <= turn.body_end <= turn.end for turn in document.turns)
    coverage = document.coverage
    assert coverage.lines == sum(line.role != "blank" for line in document.lines)
    assert coverage.placed + len(coverage.unplaced) == coverage.lines


@given(TEXTS)
@example("ﬀ")
@example("\x1f# Heading\n<p>")  # a space to Python, though hardly anyone types it
@settings(deadline=None, max_examples=100)
def test_a_view_leads_back_to_the_words_it_shows(text: str) -> None:
    document = parsed(text)
    if document is None:
        return
    for paragraph in document.paragraphs:
        view = view_of(document, paragraph)
        assert "\n" not in view.text
        assert view.source_span(0, len(view.text)) == (paragraph.start, paragraph.end)
        for offset, shown in enumerate(view.text):
            original = document.text[view.source_offset(offset)]
            joined = shown in LIGATURES.get(original, "")
            assert (
                joined
                or shown == original
                or (shown == " " and original.isspace() | (original in "\u200b\u00ad\0\ufeff\u200e"))
            )


@given(
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.md", "a.html", "a.xml", "a.vtt", "a.srt", "a.docx", "a.pdf"]),
)
@settings(deadline=None, max_examples=200)
def test_bytes_are_read_or_refused_in_a_sentence(data: bytes, name: str) -> None:
    try:
        document = parse_source(source_from_bytes(data, name))
    except BriefingError as refusal:
        assert str(refusal).endswith(".")
        assert "\n" not in str(refusal)
    else:
        assert document.text


@given(TEXTS)
@settings(deadline=None, max_examples=40)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert repr(parsed(text)) == repr(parsed(text))
