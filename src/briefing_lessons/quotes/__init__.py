"""Who said what: quotations, reported speech and their sources."""

from briefing_lessons.quotes.find import Findings, find_quotes

__all__ = ["Findings", "find_quotes"]
