"""Pages pasted from the web and press releases: menus, buttons and notices around the words, a guess."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from briefing_lessons.reading.lines import RawLine, ends_like_a_sentence


def _read_wordings() -> dict[str, re.Pattern[str]]:
    """Return what a line of page furniture does -> how it is worded, as a whole line."""
    wordings: dict[str, list[str]] = {}
    with Path(__file__).with_name("wordings.csv").open(encoding="utf-8", newline="") as file:
        for rule, wording in list(csv.reader(file))[1:]:
            wordings.setdefault(rule, []).append(wording)
    return {rule: re.compile(rf"\W*(?:{'|'.join(words)})\W*", re.I) for rule, words in wordings.items()}


_PATTERNS = _read_wordings()
_PULLED = re.compile(r"[“\"](?P<words>[^“”\"]{10,})[”\"]\W+[^\W\d_a-z].{2,40}")
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d(?: [AP]M)?(?: [A-Z]{2,4})?", re.I)
_COUNT = re.compile(r"[·•]|\d[\d.,]*[KM]?")
_ENDS = re.compile(r"\W*(?:ends?|-30-|###)\W*", re.I)
_RUNS = (
    "links to other pages",
    "an advertisement",
    "a list of contents",
)  #: what they begin goes on to the next blank line


@dataclass(frozen=True, slots=True)
class PastedPage:
    """What stands around the words of a page: nothing, where there are too few signs of one."""

    lines: dict[int, str] = field(default_factory=dict)  #: index of line -> what it looks like
    headline: int | None = None  #: index of the line above the words, where things stand above it


def find_worded(lines: tuple[RawLine, ...]) -> dict[int, str]:
    """Return the index of every line that is worded like furniture, with what it does on a page."""
    return {index: rule for index, line in enumerate(lines) if (rule := worded_like_furniture(line.core))}


def find_pasted(lines: tuple[RawLine, ...], worded: dict[int, str]) -> PastedPage:
    """Guess which lines are furniture of a web page or a press release.

    >>> from briefing_lessons.reading.lines import split_lines
    >>> page = "Home\\nSport\\nSkip to content\\nPier to open in the spring\\n86 comments\\n"
    >>> page += "The pier opens in May, and the boats are ready, the mayor said.\\nShare on Facebook"
    >>> lines = split_lines(page)
    >>> find_pasted(lines, find_worded(lines)).headline
    3
    """
    found = dict(worded)
    if len(set(found.values())) < 2 or len(found) < 3:
        return PastedPage(_below_the_end(lines, found))
    words = [index for index, line in enumerate(lines) if index not in found and _is_running(line.core)]
    if not words:
        return PastedPage()
    for index, line in enumerate(lines):
        pulled = _PULLED.fullmatch(line.core) if len(line.core) < 300 else None
        if pulled and any(pulled["words"] in lines[other].core for other in words):
            found[index] = "repeats words of the text"
    accounts = [index for index, rule in found.items() if rule == "an account"]
    found |= {index - 1: "a name above an account" for index in accounts if index and index - 1 not in words}
    if len(accounts) > 1:  # under each stand a dot, and counts of those who liked it
        found |= {
            index: "a count of readers" for index, line in enumerate(lines) if _COUNT.fullmatch(line.core)
        }
    for index, rule in list(found.items()):
        for below in range(index + 1, len(lines)) if rule in _RUNS else ():
            core = lines[below].core
            again = any(lines[above].core.endswith(core) for above in range(index + 1, below))
            again = again or (rule == "an advertisement" and below + 1 in words)  # a heading
            if not core or again or below in words or below in found or _CLOCK.fullmatch(core):
                break
            found[below] = rule
    above = [index for index in range(words[0]) if lines[index].core and index not in found]
    headline = next((index for index in above if _may_be_headline(lines[index].core)), None)
    if headline is not None:
        found |= {index: "stands above the headline" for index in above if index < headline}
    tail = next((index for index in sorted(found) if index > words[-1]), len(lines))
    found |= {index: "stands below the last words" for index in range(tail, len(lines)) if lines[index].core}
    return PastedPage(dict(sorted(found.items())), headline if min(found) < (headline or 0) else None)


def worded_like_furniture(core: str) -> str | None:
    """Say what a line does on a page, where its wording shows it.

    >>> worded_like_furniture("Share on Facebook"), worded_like_furniture("86 comments")
    ('a share button', 'a count of readers')
    >>> worded_like_furniture("We share the view of the council on the pier.") is None
    True
    """
    if not core or len(core) > 200 or core[0] in "“\"‘'":
        return None
    return next((rule for rule, pattern in _PATTERNS.items() if pattern.fullmatch(core)), None)


def _is_running(core: str) -> bool:
    sentences = ends_like_a_sentence(core) or ". " in core
    return len(core) > 200 or (len(core.split()) >= 8 and sentences)


def _may_be_headline(core: str) -> bool:
    words = core.split()
    return len(words) >= 4 and len(core) >= 20 and not ends_like_a_sentence(core) and not core[-4:].isdigit()


def _below_the_end(lines: tuple[RawLine, ...], found: dict[int, str]) -> dict[int, str]:
    """Return the furniture of a press release: what stands under its end is for editors."""
    if "a line of a press release" not in found.values():
        return {}
    found = {index: rule for index, rule in found.items() if rule == "a line of a press release"}
    ends = [index for index, line in enumerate(lines) if line.core and _ENDS.fullmatch(line.core)]
    first = min(
        [*ends, *(index for index in found if "editor" in lines[index].core.casefold())], default=None
    )
    if first is not None and first * 3 > len(lines):
        found |= {
            index: "stands under the end of a press release"
            for index in range(first, len(lines))
            if lines[index].core
        }
    return found
