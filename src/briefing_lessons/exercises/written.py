"""What is written beside the code: the words of questions, notes on texts, and how learners put an answer."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def written_in(name: str) -> dict[str, Any]:
    """Return what is written in a file of words of the exercises, such as "seed_notes.toml"."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def ways_to_say(part: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of one part of `patterns.toml`, by name.

    >>> ways_to_say("answers")["denial"].search("it is not Velk")[0]
    'not'
    """
    return {name: re.compile(pattern) for name, pattern in written_in("patterns.toml")[part].items()}
