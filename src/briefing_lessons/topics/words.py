"""The words that are counted: tokens, with compounds taken apart and the possessive 's taken off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefing_lessons.english.tokens import TOKEN_PATTERN, fold
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.scopes import Stretch

Word = tuple[int, int, str]

TOKEN = re.compile(TOKEN_PATTERN)
_PART = re.compile(r"[^\-‐‑]+")
_POSSESSIVE = re.compile(r"['’][sS]$")
#: here 's is a verb ("it's") or a pronoun ("let's"), not a possessive
_CONTRACTED = frozenset(
    ("it", "he", "she", "that", "what", "who", "there", "here", "where", "how", "when", "why", "let")
)


@lru_cache(maxsize=65536)
def counted_parts(surface: str) -> tuple[Word, ...]:
    """Return (start, end, counted form) of the words in one token.

    A search for whole words in an editor finds the same: "US" in "US-Russia", "Syria" in "Syria’s".

    >>> [form for _, _, form in counted_parts("US-Russia")]
    ['US', 'russia']
    >>> [form for token in ("Syria’s", "it’s", "don’t") for _, _, form in counted_parts(token)]
    ['syria', "it's", "don't"]
    """
    parts = []
    for match in _PART.finditer(surface):
        start, end = match.span()
        tail = _POSSESSIVE.search(surface, start, end)
        if tail and surface[start : tail.start()].lower() not in _CONTRACTED:
            end = tail.start()
        if start < end:
            parts.append((start, end, fold(surface[start:end])))
    return tuple(parts)


def find_counted_words(text: str, stretches: Iterable[Stretch]) -> Iterator[Word]:
    """Yield (start, end, counted form) of every word in `stretches` of `text`, in order."""
    for first, last in stretches:
        for match in TOKEN.finditer(text, first, last):
            at = match.start()
            for start, end, form in counted_parts(match.group()):
                yield at + start, at + end, form


def find_runs(briefing: Annotated, stretches: Iterable[Stretch]) -> Iterator[tuple[str, ...]]:
    """Yield the words that stand next to each other: a run ends with its line and where the voice changes."""
    text = briefing.text
    for first, last in stretches:
        at = first
        while at < last:
            stop = text.find("\n", at, last)
            stop = last if stop < 0 else stop
            run = tuple(form for _, _, form in find_counted_words(text, ((at, stop),)))
            if run:
                yield run
            at = stop + 1
