"""The words of a text, and the closed classes and other short lists of English words, each once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from briefing_lessons.reading.lexicon import read_table
from briefing_lessons.reading.lines import LIGATURES
from briefing_lessons.reading.paragraphs import soft_hyphens

#: one list a row: its name, what its words have in common, the words; +name stands for a whole list
LISTS_FILE: Final = Path(__file__).with_name("word_lists.csv")


_WRITTEN = {name: words for name, _, words in read_table(LISTS_FILE)}


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of a list.

    >>> sorted(word_list("coordinators"))
    ['and', 'nor', 'or']
    """
    return expand(_WRITTEN[name])


def expand(words: str) -> frozenset[str]:
    """Return the words of a list written as text: +name stands for a list, -word takes a word out.

    >>> sorted(expand("but +coordinators -or"))
    ['and', 'but', 'nor']
    """
    found: set[str] = set()
    for word in words.split():
        found |= word_list(word[1:].replace("_", " ")) if word[0] == "+" else {word}
    return frozenset(word for word in found if word[0] != "-" and f"-{word}" not in found)


def read_words(file: Path) -> frozenset[str]:
    """Return the words of a list that has a file of its own, in lower case; # opens a comment."""
    return frozenset(re.sub("(?m)^#.*", "", file.read_text(encoding="utf-8")).lower().split())


DETERMINERS: Final = word_list("determiners")
SUBJECTS: Final = word_list("subjects")
PRONOUNS: Final = word_list("pronouns")
PERSONS: Final = word_list("persons")
PREPOSITIONS: Final = word_list("prepositions")
MODALS: Final = word_list("modals")
BE: Final = word_list("be")
HAVE: Final = word_list("have")
DO: Final = word_list("do")
GET: Final = word_list("get")
FINITE: Final = word_list("finite")
COORDINATORS: Final = word_list("coordinators")
SUBORDINATORS: Final = word_list("subordinators")
WH: Final = word_list("question words")
BETWEEN: Final = word_list("mid adverbs")
POINTS_OF_TIME: Final = word_list("times")
FUNCTION: Final = word_list("function words")
_NUMBER_WORDS = word_list("number words")


def denies(words: Collection[str]) -> bool:
    """Say whether one of `words` turns a report round.

    >>> denies(["didn't"]), denies(["nobody"]), denies(["said"])
    (True, True, False)
    """
    return not word_list("denials").isdisjoint(words) or any(word.endswith("n't") for word in words)


def is_number(word: str) -> bool:
    """Say whether `word` is a number, in figures or letters.

    >>> is_number("$140"), is_number("sixty-two"), is_number("most")
    (True, True, False)
    """
    return word.lstrip("$€£¥")[:1].isdigit() or word in _NUMBER_WORDS or word.split("-")[0] in _NUMBER_WORDS


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


@cache
def given_names() -> dict[str, str]:
    """Return given name in lower case -> "f" or "m", whichever most of its bearers are.

    >>> given_names()["kwabena"], given_names().get("kim")
    ('m', None)
    """
    names: dict[str, str] = {}
    for line in Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8").splitlines():
        if line[0] in "FM":
            names |= dict.fromkeys(line[2:].split(), line[0].lower())
    return names
