"""Given names that *she* or *he* often goes with: one piece of evidence, and no statement about anybody."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

_NAME: Final = re.compile(r"(\d)(\D+)")


@cache
def given_names() -> dict[str, str]:
    """Return given name in lower case -> "f" or "m", whichever most of its bearers are.

    >>> given_names()["kwabena"], given_names().get("kim")
    ('m', None)
    """
    names: dict[str, str] = {}
    file = files("briefing_lessons.english") / "given_names.txt"
    before = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line[0] in "FM":
            for shared, rest in _NAME.findall(line[2:]):
                before = before[: int(shared)] + rest
                names[before] = line[0].lower()
    return names
