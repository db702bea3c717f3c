"""How it is said: candidates for rhetorical devices, with their evidence."""

from briefing_lessons.rhetoric.marks import DEVICES, find_marks

__all__ = ["DEVICES", "find_marks"]
