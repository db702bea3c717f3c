"""Plain text: the file is the text, unchanged but for byte-order mark, line ends and printed line numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing_lessons.reading.decode import decode
from briefing_lessons.reading.document import Source

_NUMBERED = re.compile(r"(?m)^[ \f]*(\d{1,2})(?:[ \t]{2,}|$)")
NUMBERS = "The numbers at the head of the lines are not in the text."


def read(data: bytes, name: str) -> Source:
    """Return the text of a file; where a court numbers its lines, page by page, the numbers are left out."""
    source = decode(data, name)
    numbers = list(map(int, _NUMBERED.findall(source.text)))
    rising = sum(number in (before + 1, 1) for before, number in zip([0, *numbers], numbers, strict=False))
    written = sum(bool(line.strip()) for line in source.text.split("\n"))
    if len(numbers) < 10 or rising * 10 < 9 * len(numbers) or len(numbers) * 10 < 9 * written:
        return source
    text = _NUMBERED.sub("", source.text)
    return replace(source, text=text, warnings=(*source.warnings, NUMBERS))
