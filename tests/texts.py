"""Texts that many tests ask about: each is read once, and its exercises are put to it once."""

from functools import cache

from briefing_lessons import Briefing, load_briefing

FERRY, TRANSCRIPT = "001_ferry_report.txt", "000_95b79719e875266d.txt"


@cache
def seed(name: str) -> Briefing:
    """Return a briefing of `seeds/`; nothing that a test does changes it."""
    return load_briefing(name)
