"""Write docs/licences.md: the licence of everything that `pip install briefing-lessons` installs.

Run it in an environment with nothing else:  python docs/licences.py
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).with_name("licences.md")
HEAD = """# Licences of what is installed

Written by `docs/licences.py` from what the packages say of themselves.
All of them may be used, shared and changed in a school; none asks for a fee or an account.

| Package | Licence |
|---|---|
"""


def needed(name: str, seen: dict[str, str] | None = None) -> dict[str, str]:
    """Return the packages that `name` needs, and itself, each with its licence."""
    seen = {} if seen is None else seen
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return seen
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return seen
    seen[key] = licence(found.metadata)
    for line in found.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed(requirement.name, seen)
    return seen


def licence(metadata: object) -> str:
    """Return the licence in a package's metadata: its SPDX expression, classifier, or own words."""
    get = metadata.get  # type: ignore[attr-defined]
    classifiers = metadata.get_all("Classifier") or []  # type: ignore[attr-defined]
    named = [c.split(" :: ")[-1] for c in classifiers if c.startswith("License ::") and c.count("::") > 1]
    first = (get("License") or "").strip().split("\n")[0]
    return get("License-Expression") or " and ".join(named) or first[:60] or "see its files"


if __name__ == "__main__":
    rows = sorted(
        (name, words) for name, words in needed("briefing-lessons").items() if name != "briefing-lessons"
    )
    PAGE.write_text(HEAD + "".join(f"| {name} | {words} |\n" for name, words in rows), encoding="utf-8")
