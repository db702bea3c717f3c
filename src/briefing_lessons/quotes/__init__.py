"""Who said what: quotations, reported speech and their sources."""

from briefing_lessons.quotes.find import Findings, find_quotes
from briefing_lessons.quotes.rules import ATTRIBUTION_RULES

__all__ = ["ATTRIBUTION_RULES", "Findings", "find_quotes"]
