"""Stop words: a list anyone can open and change, `data/stop_words.csv`, with a reason for each group."""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Literal

from briefing_lessons.english.words import fold
from briefing_lessons.errors import BriefingError

#: `True` for the function words, the words themselves, or nothing
StopWords = bool | Iterable[str]


@cache
def load_stop_words(*groups: Literal["function", "reporting"] | str) -> frozenset[str]:
    """Return the stop words of `groups`; without a group, the function words.

    The group "reporting" holds the reporter's verbs ("said", "told"): hide them to see topics, keep them
    to see the reporter.

    >>> "the" in load_stop_words(), "said" in load_stop_words(), "said" in load_stop_words("reporting")
    (True, False, True)
    >>> "us" in load_stop_words(), "US" in load_stop_words()
    (True, False)

    Raises
    ------
    BriefingError
        If there is no such group.
    """
    listed = files("briefing_lessons.topics") / "data" / "stop_words.csv"
    with listed.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    known = tuple(dict.fromkeys(row["group"] for row in rows))
    for group in groups:
        if group not in known:
            wrong = f"There is no group of stop words {group!r}: the groups are {', '.join(known)}."
            raise BriefingError(wrong)
    return frozenset(fold(row["word"]) for row in rows if row["group"] in (groups or ("function",)))


def as_stop_words(choice: StopWords) -> frozenset[str]:
    """Return the folded words of a `stop_words=` argument."""
    if isinstance(choice, bool):
        return load_stop_words() if choice else frozenset()
    words = (choice,) if isinstance(choice, str) else choice  # one word, not its letters
    return frozenset(map(fold, words))
