"""Words: one documented regular expression, and the form in which a word is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A word is a run of letters, joined by inner apostrophes, hyphens or dots of an acronym;
#: a number keeps its inner points and commas. Give the same pattern to NLTK's
#: `RegexpTokenizer(TOKEN_PATTERN)` and it finds the same tokens.
TOKEN_PATTERN = r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’\-‐‑][^\W_]+)*|\d+(?:[.,:]\d+)*[^\W\d_]*(?:-[^\W\d_]+)*"
_TOKEN = re.compile(TOKEN_PATTERN)


def fold(word: str) -> str:
    """Return the form of `word` that is counted: lower case, but acronyms keep their capitals.

    >>> fold("Us"), fold("US"), fold("U.S."), fold("Don’t")
    ('us', 'US', 'US', "don't")
    """
    plain = word.replace("’", "'")
    if plain.count(".") >= 2 and plain.endswith("."):
        plain = plain.replace(".", "")
    return plain if len(plain) > 1 and plain.isupper() else plain.lower()


def find_words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, folded form) of every word of `text[start:end]`."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield match.start(), match.end(), fold(match.group())
