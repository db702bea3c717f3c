"""The closed classes of English words and other short lists, each once, from a file that anybody may read."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

#: one list a row: its name, what its words have in common, the words; +name stands for a whole list
LISTS_FILE: Final = Path(__file__).with_name("word_lists.csv")


@cache
def _rows() -> dict[str, str]:
    with LISTS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["list"]: row["words"] for row in csv.DictReader(file)}


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of a list.

    >>> sorted(word_list("coordinators"))
    ['and', 'nor', 'or']
    """
    return expand(_rows()[name])


def expand(words: str) -> frozenset[str]:
    """Return the words of a list written as text: +name stands for a list, -word takes a word out.

    >>> sorted(expand("but +coordinators -or"))
    ['and', 'but', 'nor']
    """
    found: set[str] = set()
    for word in words.split():
        found |= word_list(word[1:].replace("_", " ")) if word[0] == "+" else {word}
    return frozenset(word for word in found if word[0] != "-" and f"-{word}" not in found)


DETERMINERS: Final = word_list("determiners")
POSSESSIVES: Final = word_list("possessives")
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


def is_number(word: str) -> bool:
    """Say whether `word` is a number, in figures or letters.

    >>> is_number("$140"), is_number("sixty-two"), is_number("most")
    (True, True, False)
    """
    return word.lstrip("$€£¥")[:1].isdigit() or word in _NUMBER_WORDS or word.split("-")[0] in _NUMBER_WORDS
