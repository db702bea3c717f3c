"""From a file to a `Document`: text, lines with roles, sections, paragraphs, turns."""

from briefing_lessons.reading.corrections import (
    Corrections,
    corrections_path,
    read_corrections,
    write_corrections,
)
from briefing_lessons.reading.document import Document, Person, Source, View, view_of
from briefing_lessons.reading.files import read_source, source_from_bytes, source_from_text
from briefing_lessons.reading.parse import parse_source

__all__ = [
    "Corrections",
    "Document",
    "Person",
    "Source",
    "View",
    "corrections_path",
    "parse_source",
    "read_corrections",
    "read_source",
    "source_from_bytes",
    "source_from_text",
    "view_of",
    "write_corrections",
]
