"""Who said what: quotations, reported speech and their sources."""

from briefing_lessons.quotes.boundaries import sentence_bounds
from briefing_lessons.quotes.explain import Explanation, explain
from briefing_lessons.quotes.find import Findings, find_quotes
from briefing_lessons.quotes.lexicon import LEXICON, Expression, read_lexicon
from briefing_lessons.quotes.rules import ATTRIBUTION_RULES

__all__ = [
    "ATTRIBUTION_RULES",
    "LEXICON",
    "Explanation",
    "Expression",
    "Findings",
    "explain",
    "find_quotes",
    "read_lexicon",
    "sentence_bounds",
]
