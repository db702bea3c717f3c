"""Captions and other records of speech that do not say who speaks."""

from __future__ import annotations

import re
from itertools import pairwise

from briefing_lessons.reading.lines import ends_like_a_sentence, fits_on
from briefing_lessons.reading.page import Page
from briefing_lessons.reading.placing import Reading, place_what_is_plain

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d+)?"
_LEAD = re.compile(rf"[\[(]?{_CLOCK}(?:\s*-->\s*{_CLOCK})?[\])]?[ \t:\-–]+(?=\S)")
WARNING = "No speaker labels found: this looks like captions. Who speaks cannot be known from this text."


def captions(page: Page) -> Reading | None:
    """Read captions: short lines of running speech, from a caption file or with time stamps."""
    content = page.content()
    leads = stamped_leads(page, content)
    stamps = sum(rule in ("time stamp", "number of a caption") for rule in page.furniture.values())
    evidence = _evidence(page, content, stamps, len(leads))
    if evidence is None:
        return None
    placing = place_what_is_plain(page)
    for index in content:
        if placing.open(index):
            placing.place(index, "paragraph", "a caption")
    return Reading("captions", evidence, placing, warnings=(WARNING,), wrapped=True, leads=leads)


def stamped_leads(page: Page, content: list[int]) -> dict[int, int]:
    """Return, for each line that begins with a time stamp, how many characters the stamp takes."""
    found = {}
    for index in content:
        if match := _LEAD.match(page.lines[index].core):
            found[index] = match.end()
    return found


def _evidence(page: Page, content: list[int], stamps: int, leads: int) -> str | None:
    if page.source.format in ("vtt", "srt"):
        return f"a {page.source.format} file without names of speakers"
    if stamps >= 3 and stamps * 4 >= len(content):
        return f"{stamps} time stamps between short lines"
    if leads >= 3 and leads * 2 > len(content):
        return f"{leads} lines that begin with a time stamp"
    if len(content) < 12 or page.wrapping.spaced:
        return None
    short = sum(len(page.lines[index].core) > 130 for index in content) * 20 < len(content)
    breaks = [
        (page.lines[index], page.lines[following])
        for index, following in pairwise(content)
        if following == index + 1 and not ends_like_a_sentence(page.lines[index].core)
    ]
    early = sum(fits_on(line, following, page.wrapping.width) for line, following in breaks)
    if short and page.wrapped and len(breaks) * 2 > len(content) and early * 3 > len(breaks):
        return "short lines of uneven length that break off in mid-sentence"
    small = sum(page.lines[index].core.islower() for index in content)
    if short and small * 10 > 8 * len(content):
        return "short lines in small letters without punctuation"
    return None
