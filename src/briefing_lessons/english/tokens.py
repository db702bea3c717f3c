"""Words: one documented regular expression, and the form in which a word is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing_lessons.reading.lines import LIGATURES
from briefing_lessons.reading.paragraphs import soft_hyphens

#: here 's is a verb ("it's") or a pronoun ("let's"), not a possessive
_CONTRACTED = "it|he|she|that|what|who|there|here|where|how|when|why|let"
#: a hyphen that breaks a word, at the end of a line as a rule
_BREAK = r"(?:\u00ad\n?|-[ \t]*\n[ \t]*(?=[a-zß-ÿ]))"
#: The words of a text. Give the same pattern to NLTK's `RegexpTokenizer` and it finds the same.
TOKEN_PATTERN = (
    r"(?:[^\W\d_]\.){2,}"
    rf"|(?i:{_CONTRACTED})['’]s\b"
    rf"|(?<![\w.]['’])[^\W\d_]+(?:(?:['’](?![sS]\b)|{_BREAK})[^\W_]+)*"
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*"
)
TOKEN = re.compile(TOKEN_PATTERN)
_BROKEN = re.compile(_BREAK)
_LIGATURES = str.maketrans(LIGATURES)


def fold(word: str) -> str:
    r"""Return the form of `word` that is counted: lower case, but acronyms keep their capitals.

    >>> fold("Us"), fold("US"), fold("U.S."), fold("Don’t"), fold("Oﬃce"), fold("compa-\nny")
    ('us', 'US', 'US', "don't", 'office', 'company')
    """
    plain = _BROKEN.sub("", word).replace("’", "'").translate(_LIGATURES)
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
        at, last = match.span()
        if "\n" in match.group():
            for broken in _BROKEN.finditer(text, at, last):
                if _parts_words(text, broken.start()):
                    yield at, broken.start(), fold(text[at : broken.start()])
                    at = broken.end()
        yield at, last, fold(text[at:last])


def join_broken_words(text: str, start: int, end: int) -> str:
    r"""Return `text[start:end]` with the words joined that a hyphen breaks at the end of a line.

    >>> join_broken_words("The compa-\nny is well-\nknown.", 0, 29)
    'The company is well known.'
    """
    return _BROKEN.sub(
        lambda broken: " " if _parts_words(text, start + broken.start()) else "", text[start:end]
    )


def _parts_words(text: str, hyphen: int) -> bool:
    """Say whether a hyphen at the end of a line belongs to its word, as in "long-/term"."""
    return text[hyphen] == "-" and hyphen not in soft_hyphens(text)
