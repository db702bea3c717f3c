"""Plain text: the file is the text."""

from __future__ import annotations

from briefing_lessons.reading.decode import decode
from briefing_lessons.reading.document import Source


def read(data: bytes, name: str) -> Source:
    """Return the text of a .txt file, unchanged but for byte-order mark and line ends."""
    decoded = decode(data, name)
    return Source(name=name, text=decoded.text, encoding=decoded.encoding, warnings=decoded.warnings)
