"""From a file to a `Document`: text, lines with roles, sections, paragraphs, turns."""

from briefing_lessons.reading.document import Document, Source
from briefing_lessons.reading.files import read_source
from briefing_lessons.reading.parse import parse_source
from briefing_lessons.reading.sentences import split_sentences
from briefing_lessons.reading.tokens import TOKEN_PATTERN, find_words, fold

__all__ = ["TOKEN_PATTERN", "Document", "Source", "find_words", "fold", "parse_source", "read_source", "split_sentences"]
