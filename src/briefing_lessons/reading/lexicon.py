"""Words the reader knows: who asks, who leads, titles of office, forms of address, keys that are no labels.

They stand in `word_lists.csv`, with what each list means. Every list is short on purpose: a word is there
because published transcripts use it in a label. Other languages are listed where their transcripts are
common, so that structure is shown even there.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path


def _read_lists() -> dict[str, tuple[str, ...]]:
    """Return the words of each list; where a list holds phrases, they have semicolons between them."""
    with Path(__file__).with_name("word_lists.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["list"], row["words"]) for row in csv.DictReader(file)]
    return {name: tuple(words.split("; ") if "; " in words else words.split()) for name, words in rows}


def read_patterns(path: Path) -> dict[str, str]:
    """Return the patterns that a .toml file names."""
    return fill(tomllib.loads(path.read_text(encoding="utf-8")), {})


def fill(patterns: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    r"""Return patterns with every @name@ replaced by the pattern of that name above, or one `known` before.

    >>> fill({"clock": r"\d+:@two@", "range": "@clock@-@clock@"}, {"two": "[0-5]\\d"})["range"]
    '\\d+:[0-5]\\d-\\d+:[0-5]\\d'
    """
    filled = dict(known)
    for name, pattern in patterns.items():
        filled[name] = re.sub(r"@(\w+)@", lambda match: filled[match[1]], re.sub(r"\n *", "", pattern))
    return filled


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
