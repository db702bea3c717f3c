"""Titles that a file carries in its properties: many are a program's, not the author's."""

from __future__ import annotations

import re

_PROGRAMS = re.compile(
    r"(?:created|generated|converted|produced|exported|made|printed|saved|powered|published)\s+(?:by|with|from|using)\b"
    r"|(?:microsoft|ms) (?:word|powerpoint)\b|(?:(?:new|blank|empty|word|text|my|untitled|html?)\s)*"
    r"(?:document|page|presentation|file|transcript|untitled|home|index|print)\W*\d*$|untitled\b|about:|https?:",
    re.I,
)
_FILE = re.compile(r"\.(?:docx?|odt|rtf|pdf|indd|qxd|pptx?|html?|txt|pages|md)$", re.I)
SHORTEST = 8  #: characters that a title is longer than


def usable_title(title: str | None) -> str | None:
    """Return `title` on one line, or `None` where it names a program, a file or nothing.

    >>> usable_title(" The harbour wall "), usable_title("Microsoft Word - talk7.doc")
    ('The harbour wall', None)
    """
    words = " ".join((title or "").replace("\0", " ").split())
    unusable = len(words) <= SHORTEST or _PROGRAMS.match(words) or _FILE.search(words)
    return None if unusable or not any(map(str.isalpha, words)) else words
