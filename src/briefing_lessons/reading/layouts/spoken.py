"""Captions and other records of speech that do not say who speaks."""

from __future__ import annotations

from briefing_lessons.reading.lines import ends_like_a_sentence
from briefing_lessons.reading.page import Page
from briefing_lessons.reading.placing import Reading, place_what_is_plain

WARNING = "No speaker labels found: this looks like captions. Who speaks cannot be known from this text."


def captions(page: Page) -> Reading | None:
    """Read captions: short lines of running speech, from a caption file or with time stamps."""
    if page.labels:
        return None
    content = page.content()
    stamps = sum(rule in ("time stamp", "number of a caption") for rule in page.furniture.values())
    evidence = _evidence(page, content, stamps)
    if evidence is None:
        return None
    placing = place_what_is_plain(page)
    for index in content:
        if placing.open(index):
            placing.place(index, "paragraph", "a caption")
    return Reading("captions", evidence, placing, warnings=(WARNING,), wrapped=True)


def _evidence(page: Page, content: list[int], stamps: int) -> str | None:
    if page.source.format in ("vtt", "srt"):
        return f"a {page.source.format} file without names of speakers"
    if stamps >= 3 and stamps * 4 >= len(content):
        return f"{stamps} time stamps between short lines"
    if len(content) < 12 or page.wrapping.spaced:
        return None
    lengths = [len(page.lines[index].core) for index in content]
    short = max(lengths) <= 130
    full = sum(length >= 0.75 * page.wrapping.width for length in lengths)
    breaks = sum(not ends_like_a_sentence(page.lines[index].core) for index in content)
    if short and page.wrapped and full * 2 < len(content) and breaks * 2 > len(content):
        return "short lines of uneven length that break off in mid-sentence"
    small = sum(page.lines[index].core.islower() for index in content)
    if short and small * 10 > 8 * len(content):
        return "short lines in small letters without punctuation"
    return None
