"""Prepare, open and run the lessons: what `briefing-lessons` does with the notebooks."""
