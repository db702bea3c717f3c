"""The command `briefing-lessons`, and what only it needs."""
