"""Write docs/licences.md: the licence of everything that `pip install briefing-lessons` installs.

Run it in an environment with nothing else:  python docs/licences.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

PAGE = Path(__file__).with_name("licences.md")
PINS = PAGE.parent.parent / "binder" / "constraints.txt"
HEAD = """# Licences of what is installed

Written by `docs/licences.py` from what the packages say of themselves, for all systems.
All of them may be used, shared and changed in a school; none asks for a fee or an account.
"""
#: what only Windows, macOS or Python 3.12 need, so that it may not be here to be asked
ELSEWHERE = {
    "aiohappyeyeballs": "Python Software Foundation License",
    "aiohttp": "Apache-2.0 AND MIT",
    "aiosignal": "Apache Software License",
    "appnope": "BSD-2-Clause",
    "colorama": "BSD License",
    "frozenlist": "Apache-2.0",
    "multidict": "Apache-2.0",
    "propcache": "Apache-2.0",
    "pywinpty": "MIT License",
    "yarl": "Apache-2.0",
}


def pinned() -> Iterator[str]:
    """Yield the name of every package that may be installed with ours: the pins are for all systems."""
    yield from dict.fromkeys(re.findall(r"^([\w.-]+)==", PINS.read_text(encoding="utf-8"), re.MULTILINE))


def licence(name: str) -> str:
    """Return the licence of a package by its metadata: SPDX expression, classifier, or its own words."""
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return ELSEWHERE[name]
    classifiers = metadata.get_all("Classifier") or []
    named = [c.split(" :: ")[-1] for c in classifiers if c.startswith("License ::") and c.count("::") > 1]
    first = (metadata.get("License") or "").strip().split("\n")[0]
    return metadata.get("License-Expression") or " and ".join(named) or first[:60] or "see its files"


def page() -> str:
    """Return the page: under each licence the packages that have it."""
    packages: dict[str, list[str]] = {}
    for name in pinned():
        packages.setdefault(licence(name), []).append(name)
    ranked = sorted(packages.items(), key=lambda group: (-len(group[1]), group[0]))
    return HEAD + "".join(f"\n**{named}**: {', '.join(names)}.\n" for named, names in ranked)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
