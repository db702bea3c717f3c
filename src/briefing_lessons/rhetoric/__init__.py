"""How it is said: candidates for rhetorical devices, with their evidence."""

from briefing_lessons.rhetoric.marks import DETECTORS, DEVICES, find_marks

__all__ = ["DETECTORS", "DEVICES", "find_marks"]
