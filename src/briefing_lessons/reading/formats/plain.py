"""Plain text: the file is the text, unchanged but for byte-order mark and line ends."""

from __future__ import annotations

from briefing_lessons.reading.decode import decode as read

__all__ = ["read"]
