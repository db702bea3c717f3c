"""Sections: a heading with the paragraphs under it, and the title above them all."""

from __future__ import annotations

from bisect import bisect_left

from briefing_lessons.spans import Heading, Paragraph, Section


def build_sections(
    text: str, headings: tuple[Heading, ...], paragraphs: tuple[Paragraph, ...]
) -> tuple[Section, ...]:
    """Return the sections; paragraphs above the first heading form one without heading."""
    starts = [paragraph.start for paragraph in paragraphs]
    sections = []
    edges = [0, *(bisect_left(starts, heading.start) for heading in headings), len(paragraphs)]
    if edges[1] > 0:
        held = paragraphs[: edges[1]]
        sections.append(Section(held[0].start, held[-1].end, text[held[0].start : held[-1].end], None, held))
    for place, heading in enumerate(headings):
        held = paragraphs[edges[place + 1] : edges[place + 2]]
        end = max(heading.end, held[-1].end) if held else heading.end
        sections.append(Section(heading.start, end, text[heading.start : end], heading, held))
    return tuple(sections)
