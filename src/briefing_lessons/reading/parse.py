"""From a decoded file to a `Document`: look at the page, choose the layout, put the parts together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing_lessons.reading.corrections import Corrections
from briefing_lessons.reading.coverage import find_warnings, furniture_warning, measure_coverage
from briefing_lessons.reading.document import Document, Source
from briefing_lessons.reading.layouts import LAYOUTS
from briefing_lessons.reading.lexicon import WARNINGS
from briefing_lessons.reading.lines import ends_like_a_sentence
from briefing_lessons.reading.page import Page, look_at
from briefing_lessons.reading.paragraphs import build_paragraphs, build_sections, find_hyphens
from briefing_lessons.reading.placing import Reading, correct_lines
from briefing_lessons.reading.turns import build_turns, merge_repeated
from briefing_lessons.spans import Heading, Line, Paragraph, Span


def parse_source(source: Source, corrections: Corrections | None = None) -> Document:
    """Find the lines, headings, sections, paragraphs and turns of `source`.

    >>> talk = "MS LEE: Good morning.\\nQUESTION: Is it open?\\nMS LEE: Yes."
    >>> document = parse_source(Source("talk.txt", talk, "utf-8"))
    >>> document.layout, [(turn.speaker, turn.role) for turn in document.turns]
    ('labelled turns', [('Lee', 'answer'), (None, 'question'), ('Lee', 'answer')])

    Parameters
    ----------
    source
        A decoded file.
    corrections
        What a reader of the briefing has put right, applied over the rules.
    """
    corrections = corrections or Corrections()
    page = look_at(source, corrections.furniture != "text")
    reading = next(reading for layout in LAYOUTS if (reading := layout(page)) is not None)
    reading = merge_repeated(correct_lines(page, reading, corrections), page.lines)
    paragraphs, by_line = build_paragraphs(page, reading)
    lines = _lines(page, reading, by_line)
    headings = tuple(
        Heading(start, end, source.text[start:end])
        for _, (start, end) in sorted(reading.placing.headings.items())
    )
    title = _title(page, reading, headings)
    turns, cast, doubts = build_turns(page, reading, paragraphs, title, corrections)
    found = find_warnings(page, reading.layout, turns, paragraphs)
    guessed = furniture_warning(sorted(page.pasted.lines)) if corrections.furniture is None else ()
    warnings = tuple(dict.fromkeys((*source.warnings, *guessed, *reading.warnings, *doubts, *found)))
    document = Document(
        source=source,
        layout=reading.layout,
        layout_reason=reading.reason,
        title=title,
        lines=lines,
        headings=headings,
        sections=build_sections(source.text, headings, paragraphs),
        paragraphs=paragraphs,
        turns=turns,
        boilerplate=tuple(_boilerplate(page, reading)),
        coverage=measure_coverage(lines, warnings),
        cast=cast,
        corrections=corrections,
        hyphens=find_hyphens(page, paragraphs),
    )
    unmet = tuple(_unmet(corrections, document))
    return replace(document, coverage=measure_coverage(lines, (*warnings, *unmet))) if unmet else document


def _unmet(corrections: Corrections, document: Document) -> Iterator[str]:
    """Say which corrections speak of a label or a name that the text does not have."""
    for label in corrections.labels:
        if not document.has_label(label.label):
            yield WARNINGS["no_label"].format(name=label.label)
    cast = {person.name for person in document.cast}  # who speaks may be given a name that is not printed
    for name in (name for names in corrections.people if names[0] not in cast for name in names):
        if not document.has_name(name):
            yield WARNINGS["no_name"].format(name=name)


def _lines(page: Page, reading: Reading, by_line: dict[int, Paragraph]) -> tuple[Line, ...]:
    """Return every line with its role; an open line is running text, by rule if its paragraph ends so."""
    lines = []
    for index, raw in enumerate(page.lines):
        role, rule = reading.placing.roles[index] or ("paragraph", _running_text(by_line.get(index)))
        lines.append(Line(raw.start, raw.end, raw.text, raw.number, role, rule))
    return tuple(lines)


def _running_text(paragraph: Paragraph | None) -> str | None:
    words = paragraph.text.strip("*_ ") if paragraph else ""
    if ends_like_a_sentence(words):
        return "part of a paragraph that ends like a sentence"
    if words.startswith(tuple('"“‘«„')):
        return "part of a paragraph that opens with a quotation mark"
    if words.endswith((":", ";")) and len(words) > 20:
        return "part of a paragraph that leads to the next"
    return None


def _boilerplate(page: Page, reading: Reading) -> Iterator[Span]:
    for index, line in enumerate(page.lines):
        if lead := reading.leads.get(index):
            start, words = line.core_start, line.core[:lead].rstrip()
        elif reading.placing.role(index) in ("boilerplate", "metadata"):
            start, words = line.start, line.text.rstrip()
        else:
            continue
        yield Span(start, start + len(words), words)


def _title(page: Page, reading: Reading, headings: tuple[Heading, ...]) -> str | None:
    """Return what the file calls its title, the heading that names the briefing, or one above all others."""
    placing = reading.placing
    if page.source.title:
        return page.source.title
    if placing.title is not None:
        start, end = placing.headings.get(placing.title, (0, 0))
        return page.source.text[start:end] or None
    if subject := next((line.core for line in page.lines[:12] if line.core.startswith("Subject: ")), None):
        return subject.removeprefix("Subject: ").strip()
    if not headings or (reading.labels and min(placing.headings) > reading.labels[0].line):
        return None
    first = min(placing.headings)
    lower = filter(page.core, range(first + 1, len(page.lines)))
    below = next((placing.role(i) for i in lower if page.furniture.get(i) != "ruler"), "")
    stands_above = page.core(first).startswith("# ") or below in ("metadata", "heading")
    words = (i for i in page.content() if placing.role(i) not in ("metadata", "boilerplate"))
    # a headline quotes, or says more than the headings of sections do
    longest = max((len(heading.text.split()) + 2 for heading in headings[1:]), default=0)
    most = len(headings[0].text.split()) > longest or not set('“‘«„"').isdisjoint(headings[0].text)
    return headings[0].text if stands_above or (most and first == next(words, 0)) else None
