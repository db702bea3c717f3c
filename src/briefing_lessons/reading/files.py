"""Bytes to text: decode a file and say how."""

from pathlib import Path

from briefing_lessons.reading.document import Source


def read_source(path: Path) -> Source:
    """Read and decode one file."""
    return Source(name=path.name, text=path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"), encoding="utf-8")
