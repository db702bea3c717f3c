"""Lines with roles, sections and paragraphs."""

import re

from briefing_lessons.reading.document import Document, Source
from briefing_lessons.spans import Coverage, Heading, Line, Paragraph, Section, Span


def parse_source(source: Source) -> Document:
    """Place every line of `source`."""
    lines, at = [], 0
    for number, text in enumerate(source.text.split("\n"), 1):
        start, at = at, at + len(text) + 1
        role, rule = "paragraph", "ends like a sentence"
        if not text.strip():
            role, rule = "blank", "blank"
        elif re.search(r"\b(sign up|subscribe|join our)\b", text):
            role, rule = "boilerplate", "asks the reader to sign up"
        elif len(text) < 80 and text[-1] not in ".!?\"”":
            role, rule = "heading", "short, no full stop"
        lines.append(Line(start, start + len(text), text, number, role, rule))
    headings = tuple(Heading(x.start, x.end, x.text) for x in lines if x.role == "heading")
    paragraphs = tuple(Paragraph(x.start, x.end, x.text, ((x.start, x.end),)) for x in lines if x.role == "paragraph")
    ends = [h.start for h in headings[1:]] + [len(source.text)]
    sections = tuple(
        Section(h.start, e, source.text[h.start : e], h, tuple(p for p in paragraphs if h.end <= p.start < e))
        for h, e in zip(headings, ends)
    )
    placed = [x for x in lines if x.role != "blank"]
    return Document(
        source, "headed report", "lines without a full stop", headings[0].text if headings else None, tuple(lines), headings,
        sections, paragraphs, (), tuple(Span(x.start, x.end, x.text) for x in lines if x.role == "boilerplate"),
        Coverage(len(placed), len(placed), (), ()),
    )
