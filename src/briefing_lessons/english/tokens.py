"""Words: one documented regular expression, and the form in which a word is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: here 's is a verb ("it's") or a pronoun ("let's"), not a possessive
_CONTRACTED = "it|he|she|that|what|who|there|here|where|how|when|why|let"
#: The words of a text. Give the same pattern to NLTK's `RegexpTokenizer` and it finds the same.
TOKEN_PATTERN = (
    r"(?:[^\W\d_]\.){2,}"
    rf"|(?i:{_CONTRACTED})['’]s\b"
    r"|(?<![\w.]['’])[^\W\d_]+(?:['’](?![sS]\b)[^\W_]+)*"
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*"
)
TOKEN = re.compile(TOKEN_PATTERN)


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
    """Yield (start, end, counted form) of every word of `text[start:end]`.

    A word is a run of letters, with apostrophes inside, or a number.
    A hyphen parts two words, and the 's of a possessive is left off.
    A search for whole words in an editor finds the same: "US" in "US-Russia", "Syria" in "Syria’s".

    >>> [form for _, _, form in find_words("US-Russia talks: it’s Syria’s, don’t go.")]
    ['US', 'russia', 'talks', "it's", 'syria', "don't", 'go']
    """
    for match in TOKEN.finditer(text, start, len(text) if end is None else end):
        yield match.start(), match.end(), fold(match.group())
