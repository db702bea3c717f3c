"""Pages pasted from the web and press releases: menus, buttons and notices around the words, a guess."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
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
#: what they begin goes on to the next blank line
_RUNS = ("links to other pages", "an advertisement", "a list of contents")


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
    for rule in (_pulled_quotes, _beside_accounts, _runs_of_links):
        found |= dict(rule(lines, words, found))
    above = [index for index in range(words[0]) if lines[index].core and index not in found]
    headline = next((index for index in above if _may_be_headline(lines[index].core)), None)
    if headline is not None:
        found |= {index: "stands above the headline" for index in above if index < headline}
    tail = next((index for index in sorted(found) if index > words[-1]), len(lines))
    found |= {index: "stands below the last words" for index in range(tail, len(lines)) if lines[index].core}
    return PastedPage(dict(sorted(found.items())), headline if min(found) < (headline or 0) else None)


Found = Iterator[tuple[int, str]]


def _pulled_quotes(lines: tuple[RawLine, ...], words: list[int], _: dict[int, str]) -> Found:
    """Yield lines that print words of the text again, with a name."""
    for index, line in enumerate(lines):
        pulled = _PULLED.fullmatch(line.core) if len(line.core) < 300 else None
        if pulled and any(pulled["words"] in lines[other].core for other in words):
            yield index, "repeats words of the text"


def _beside_accounts(lines: tuple[RawLine, ...], words: list[int], found: dict[int, str]) -> Found:
    """Yield the names above accounts, and the counts of those who liked what stands below."""
    accounts = [index for index, rule in found.items() if rule == "an account"]
    for index in accounts:
        if index and index - 1 not in words:
            yield index - 1, "a name above an account"
    for index, line in enumerate(lines if len(accounts) > 1 else ()):
        if _COUNT.fullmatch(line.core):
            yield index, "a count of readers"


def _runs_of_links(lines: tuple[RawLine, ...], words: list[int], found: dict[int, str]) -> Found:
    """Yield what links, contents and advertisements go on with, up to a blank line, words or a heading."""
    for index, rule in found.items():
        for below in range(index + 1, len(lines)) if rule in _RUNS else ():
            core = lines[below].core
            heading = any(lines[above].core.endswith(core) for above in range(index + 1, below))
            heading = heading or (rule == "an advertisement" and below + 1 in words)
            if not core or heading or below in words or below in found or _CLOCK.fullmatch(core):
                break
            yield below, rule


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
