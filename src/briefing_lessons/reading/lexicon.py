"""Words the reader knows: who asks, who leads, titles of office, forms of address, keys that are no labels.

They stand in `word_lists.csv`, with what each list means. Every list is short on purpose: a word is there
because published transcripts use it in a label. Other languages are listed where their transcripts are
common, so that structure is shown even there.
"""

from __future__ import annotations

import csv
from pathlib import Path


def _read_lists() -> dict[str, tuple[str, ...]]:
    """Return the words of each list; where a list holds phrases, they have semicolons between them."""
    with Path(__file__).with_name("word_lists.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["list"], row["words"]) for row in csv.DictReader(file)]
    return {name: tuple(words.split("; ") if "; " in words else words.split()) for name, words in rows}


LISTS = _read_lists()
ASKERS = frozenset(LISTS["askers"])
ANSWERERS = frozenset(LISTS["answerers"])
MODERATORS = frozenset(LISTS["moderators"])
PRESIDING = frozenset(LISTS["presiding"])
OUTLETS = frozenset(LISTS["outlets"])
UNNAMED = frozenset(LISTS["unnamed"])
ADDRESSES = frozenset(LISTS["addresses"])
OFFICES = frozenset(LISTS["offices"])
MODIFIERS = frozenset(LISTS["modifiers"])
PARTICLES = frozenset(LISTS["particles"])
KEYS = frozenset(LISTS["keys"])
LAST_WORDS = frozenset(LISTS["last_words"])
OPENERS = frozenset(LISTS["openers"])
OCCASIONS = LISTS["occasions"]
