"""Plain text: the file is the text, without byte-order mark, odd line ends and marks before its lines."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing_lessons.reading.decode import decode
from briefing_lessons.reading.document import Source

_NUMBERED = re.compile(r"(?m)^[ \f]*(\d{1,2})(?:[ \t]{2,}|$)")
_QUOTED = re.compile(r"(?m)^>(?: ?>)* ?(?!>)")
NUMBERS = "The numbers at the head of the lines are not in the text."
MARKS = "The marks “>” of a quoted mail are not in the text."


def read(data: bytes, name: str) -> Source:
    """Return the text of a file without what a court or a mail program sets before its lines."""
    source = decode(data, name)
    written = sum(bool(line.strip()) for line in source.text.split("\n"))
    numbers = list(map(int, _NUMBERED.findall(source.text)))
    rising = sum(number in (before + 1, 1) for before, number in zip([0, *numbers], numbers, strict=False))
    if len(numbers) >= 10 and rising * 10 >= 9 * len(numbers) and len(numbers) * 10 >= 9 * written:
        return _without(_NUMBERED, source, NUMBERS)
    quoted = len(_QUOTED.findall(source.text))
    if quoted >= 5 and quoted * 3 >= written and "\n>> " not in source.text:
        return _without(_QUOTED, source, MARKS)
    return source


def _without(marks: re.Pattern[str], source: Source, warning: str) -> Source:
    return replace(source, text=marks.sub("", source.text), warnings=(*source.warnings, warning))
