"""How it is said: candidates for rhetorical devices, with their evidence."""

from briefing_lessons.rhetoric.lexicon import Lexicon, load_lexicon
from briefing_lessons.rhetoric.marks import DETECTORS, DEVICES, find_marks

__all__ = ["DETECTORS", "DEVICES", "Lexicon", "find_marks", "load_lexicon"]
