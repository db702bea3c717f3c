"""A page before its layout is known: lines, wrapping, furniture and candidate labels, each measured once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from briefing_lessons.reading.document import Source
from briefing_lessons.reading.label_choice import accept, mend_punctuation, presented, unread
from briefing_lessons.reading.labels import Labels, gather, label_key
from briefing_lessons.reading.lines import (
    LINE,
    Lines,
    Wrapping,
    ends_like_a_sentence,
    find_wrapping,
    split_lines,
    worded_like_furniture,
)

_DIGITS = re.compile(r"\d+")
Found = Iterator[tuple[int, str]]


def find_furniture(lines: Lines) -> dict[int, str]:
    """Return the index of every line that is page furniture, with the rule that says so."""
    found: dict[int, str] = {}
    for rule in RULES:
        found |= dict(rule(lines, found))
    return found


def page_numbers(lines: Lines, _: dict[int, str]) -> Found:
    """Yield lines that end in "Page 3 of 27", and bare numbers that count the pages."""
    numbers = []
    wide: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.core) > 250 or not _DIGITS.search(line.core):
            continue
        if LINE["printed"].fullmatch(line.core):
            yield index, "printed by the browser"
        if len(line.core) > 120:
            continue
        if LINE["wide"].fullmatch(line.core):
            wide.setdefault(_DIGITS.sub("#", line.core), []).append(index)
        if LINE["page_of"].search(line.core) and not line.core.endswith((".", "?", "!")):
            yield index, "page number"
        elif match := LINE["bare_number"].fullmatch(line.core):
            numbers.append((index, int(match[1])))
    counting = [pair for pair in pairwise(numbers) if pair[1][1] == pair[0][1] + 1]
    for index, _number in chain.from_iterable(counting):
        yield index, "page number"
    for alike in wide.values():
        if len(alike) >= 2 and len({lines[index].core for index in alike}) == len(alike):
            yield from ((index, "page number") for index in alike)


def running_heads(lines: Lines, found: dict[int, str]) -> Found:
    """Yield lines printed again and again beside a page number or at the top of a page.

    A repeated line of speech ("Thank you.") stands beside neither, a label ends in a colon, a sentence in a
    full stop.
    """
    keys = {
        index: " ".join(_DIGITS.sub("#", line.core).split()).casefold()
        for index, line in enumerate(lines)
        if 3 <= len(line.core) <= 120
        and not line.core.endswith((":", "?", "!"))
        and not (line.core.endswith(".") and len(line.core.split()) > 6)
    }
    counts = Counter(keys.values())
    same = Counter(lines[index].core for index in keys)
    edges = {index for index in keys if _at_edge(lines, index, found)}
    tops = Counter(keys[index] for index in edges)
    edges |= {0, len(lines) - 1}
    for index, key in keys.items():
        edged = index in edges or same[lines[index].core] == counts[key]
        if counts[key] >= 2 and tops[key] >= max(1, counts[key] // 3) and edged and index not in found:
            yield index, "running head"


def _at_edge(lines: Lines, index: int, found: dict[int, str]) -> bool:
    """Say whether a line stands beside a page number, or first or last on a page."""
    beside = any(found.get(near) == "page number" for near in (index - 2, index - 1, index + 1, index + 2))
    around = lines[max(0, index - 1) : index + 2]
    return beside or any("\f" in line.text for line in around)


def rulers(lines: Lines, found: dict[int, str]) -> Found:
    """Yield lines without a letter or digit, such as "* * *"."""
    for index, line in enumerate(lines):
        if index not in found and LINE["ruler"].fullmatch(line.core) and not set("?!…") & set(line.core):
            yield index, "ruler"


def time_stamps(lines: Lines, _: dict[int, str]) -> Found:
    """Yield the timings of captions, with their counting numbers, and time stamps alone on their lines."""
    short = (index for index, line in enumerate(lines) if len(line.core) < 16)
    stamps = [index for index in short if LINE["stamp"].fullmatch(lines[index].core)]
    yield from ((index, "time stamp") for index in stamps if len(stamps) >= 3)
    for index, line in enumerate(lines):
        if len(line.core) < 120 and LINE["timing"].match(line.core):
            yield index, "time stamp"
            if index and LINE["bare_number"].fullmatch(lines[index - 1].core):
                yield index - 1, "number of a caption"


def _from(lines: Lines, first: int | None, rule: str) -> dict[int, str]:
    """Return every written line from `first` on, with `rule`."""
    rest = range(first, len(lines)) if first is not None else ()
    return {index: rule for index in rest if lines[index].core}


#: Each adds what it finds; later rules see what earlier ones found.
RULES = (page_numbers, running_heads, rulers, time_stamps)


#: what they begin goes on to the next blank line
_RUNS = ("links to other pages", "an advertisement", "a list of contents")


@dataclass(frozen=True, slots=True)
class PastedPage:
    """What stands around the words of a page: nothing, where there are too few signs of one."""

    lines: dict[int, str] = field(default_factory=dict)  #: index of line -> what it looks like
    headline: int | None = None  #: index of the line above the words, where things stand above it


def find_worded(lines: Lines) -> dict[int, str]:
    """Return the index of every line that is worded like furniture, with what it does on a page."""
    return {index: rule for index, line in enumerate(lines) if (rule := worded_like_furniture(line.core))}


def find_pasted(lines: Lines, worded: dict[int, str]) -> PastedPage:
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
    for rule in (_pulled_quotes, _runs_of_links):
        found |= dict(rule(lines, words, found))
    above = [index for index in range(words[0]) if lines[index].core and index not in found]
    headline = next((index for index in above if _may_be_headline(lines[index].core)), None)
    if headline is not None:
        found |= {index: "stands above the headline" for index in above if index < headline}
    tail = min((index for index in found if index > words[-1]), default=None)
    found |= _from(lines, tail, "stands below the last words")
    return PastedPage(dict(sorted(found.items())), headline if min(found) < (headline or 0) else None)


def _pulled_quotes(lines: Lines, words: list[int], _: dict[int, str]) -> Found:
    """Yield lines that print words of the text again, with a name."""
    for index, line in enumerate(lines):
        pulled = LINE["pulled"].fullmatch(line.core) if len(line.core) < 300 else None
        if pulled and any(pulled["words"] in lines[other].core for other in words if other != index):
            yield index, "repeats words of the text"


def _runs_of_links(lines: Lines, words: list[int], found: dict[int, str]) -> Found:
    """Yield what links, contents and advertisements go on with, up to a blank line, words or a heading."""
    for index, rule in found.items():
        for below in range(index + 1, len(lines)) if rule in _RUNS else ():
            core = lines[below].core
            heading = any(lines[above].core.endswith(core) for above in range(index + 1, below))
            heading = heading or (rule == "an advertisement" and below + 1 in words)
            if not core or heading or below in words or below in found or LINE["clock"].fullmatch(core):
                break
            yield below, rule


def _is_running(core: str) -> bool:
    core = LINE["listed"].sub("", core, count=1)
    sentences = ends_like_a_sentence(core) or ". " in core
    return len(core) > 200 or (len(core.split()) >= 8 and sentences)


def _may_be_headline(core: str) -> bool:
    words = core.split()
    return len(words) >= 4 and len(core) >= 20 and not ends_like_a_sentence(core) and not core[-4:].isdigit()


def _below_the_end(lines: Lines, found: dict[int, str]) -> dict[int, str]:
    """Return the furniture of a press release: what stands under its end is for editors."""
    if "a line of a press release" not in found.values():
        return {}
    found = {index: rule for index, rule in found.items() if rule == "a line of a press release"}
    ends = [index for index, line in enumerate(lines) if LINE["press_end"].fullmatch(line.core)]
    ends += (index for index in found if "editor" in lines[index].core.casefold())
    first = min(ends, default=0)
    return found | (
        _from(lines, first, "stands under the end of a press release") if first * 3 > len(lines) else {}
    )


@dataclass(frozen=True, slots=True)
class Page:
    """What every layout function looks at."""

    source: Source
    lines: Lines
    furniture: dict[int, str]  #: index of line -> rule
    front_matter: int  #: number of lines at the top that are front matter
    wrapping: Wrapping
    labels: Labels  #: labels that hold, judged together
    unread: tuple[int, ...]  #: lines that begin like turns, where there are none
    worded: dict[int, str]  #: index of line -> what it does on a page, by its wording
    pasted: PastedPage  #: what looks like furniture of a web page, a guess
    legend: dict[str, str]  #: key of a label -> whom the top gives for it: "TW   Tarika Wessel"

    @property
    def wrapped(self) -> bool:
        """Whether lines end at a margin."""
        return self.wrapping.wrapped

    def core(self, index: int) -> str:
        """Return a line without the spaces at its ends; "" above and below the page."""
        return self.lines[index].core if 0 <= index < len(self.lines) else ""

    def content(self) -> list[int]:
        """Return the indices of lines that are neither blank, furniture nor front matter."""
        apart = self.furniture.keys() | set(range(self.front_matter))
        return [index for index, line in enumerate(self.lines) if line.core and index not in apart]


def look_at(source: Source, set_apart: bool = True) -> Page:
    """Measure `source` once for all layouts; what looks like furniture of a web page is `set_apart`."""
    lines = split_lines(source.text)
    top = front_matter_lines(lines) if source.format == "md" or source.text.startswith("---\n") else 0
    furniture = {index: rule for index, rule in find_furniture(lines).items() if index >= top}
    worded = find_worded(lines)
    pasted = find_pasted(lines, worded) if set_apart else PastedPage()
    guessed = {index: f"looks like page furniture: {rule}" for index, rule in pasted.lines.items()}
    furniture = guessed | furniture
    legend = find_legend(lines)
    if source.format in ("vtt", "srt"):
        furniture |= {index: rule for index, rule in worded.items() if rule == "a notice of the house"}
    furniture |= dict.fromkeys(legend, "says whom letters stand for")
    skip = {**furniture, **dict.fromkeys(range(top), "front matter")}
    wrapping = find_wrapping(lines, set(skip))
    bolds = tuple((hint.start, hint.end) for hint in source.hints if hint.kind == "bold")
    given = {hint.start: hint.end for hint in source.hints if hint.kind == "label"}
    candidates = gather(lines, skip, bolds, given)
    labels = mend_punctuation(lines, accept(candidates, lines, wrapping.wrapped), skip)
    letters = presented(candidates, labels, lines) | dict(legend.values())
    begun = unread(candidates, labels, lines)
    return Page(source, lines, furniture, top, wrapping, labels, begun, worded, pasted, letters)


_LETTERS = re.compile(
    r"(?P<key>[A-Z]{2,4})(?:[ \t\u00a0]{2,}|\t|\s?[:=–—-]\s)[ \t]*(?P<words>[^\n]{4,120}[^.?!])"
)


def find_legend(lines: Lines) -> dict[int, tuple[str, str]]:
    """Return, by line, (key, words) of a list that says whom letters stand for: "TW   Tarika Wessel, Press".

    The letters begin words of the name, in their order.
    """
    found = {}
    for index, line in enumerate(lines):
        match = _LETTERS.fullmatch(line.core) if len(line.core) < 140 else None
        if match is None:
            continue
        initials = iter(
            word[0].upper() for word in re.findall(r"[^\W\d_]+", match["words"].partition(",")[0])
        )
        if all(letter in initials for letter in match["key"]):
            found[index] = (label_key(match["key"]), match["words"])
    return found if len(found) >= 2 else {}


def front_matter_lines(lines: Lines) -> int:
    """Return how many lines a front matter between two "---" takes, 0 where there is none."""
    if lines[0].core != "---":
        return 0
    for index, line in enumerate(lines[1:200], 1):
        if line.core in ("---", "..."):
            return index + 1
    return 0
