"""A page before its layout is known: lines, wrapping, furniture and candidate labels, each measured once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing_lessons.reading.document import Source
from briefing_lessons.reading.furniture import find_furniture
from briefing_lessons.reading.label_choice import accept, gather, mend_punctuation, presented, unread
from briefing_lessons.reading.labels import Label, label_key
from briefing_lessons.reading.lines import RawLine, Wrapping, find_wrapping, split_lines
from briefing_lessons.reading.pasted import PastedPage, find_pasted, find_worded


@dataclass(frozen=True, slots=True)
class Page:
    """What every layout function looks at."""

    source: Source
    lines: tuple[RawLine, ...]
    furniture: dict[int, str]  #: index of line -> rule
    front_matter: int  #: number of lines at the top that are front matter
    wrapping: Wrapping
    labels: tuple[Label, ...]  #: labels that hold, judged together
    unread: tuple[int, ...]  #: lines that begin like turns, where there are none
    worded: dict[int, str]  #: index of line -> what it does on a page, by its wording
    pasted: PastedPage  #: what looks like furniture of a web page, a guess
    legend: dict[str, str]  #: key of a label -> whom the top gives for it: "TW   Tarika Wessel"

    @property
    def wrapped(self) -> bool:
        """Whether lines end at a margin."""
        return self.wrapping.wrapped

    def content(self) -> list[int]:
        """Return the indices of lines that are neither blank, furniture nor front matter."""
        return [
            index
            for index, line in enumerate(self.lines)
            if line.core and index >= self.front_matter and index not in self.furniture
        ]


def look_at(source: Source, set_apart: bool = True) -> Page:
    """Measure `source` once for all layouts; what looks like furniture of a web page is `set_apart`."""
    lines = split_lines(source.text)
    top = front_matter_lines(lines) if source.format == "md" or source.text.startswith("---\n") else 0
    furniture = {index: rule for index, rule in find_furniture(lines).items() if index >= top}
    worded = find_worded(lines)
    pasted = find_pasted(lines, worded) if set_apart else PastedPage()
    furniture = {
        **{index: f"looks like page furniture: {rule}" for index, rule in pasted.lines.items()},
        **furniture,
    }
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
    return Page(
        source,
        lines,
        furniture,
        top,
        wrapping,
        labels,
        unread(candidates, labels, lines),
        worded,
        pasted,
        letters,
    )


_LETTERS = re.compile(
    r"(?P<key>[A-Z]{2,4})(?:[ \t\u00a0]{2,}|\t|\s?[:=–—-]\s)[ \t]*(?P<words>[^\n]{4,120}[^.?!])"
)


def find_legend(lines: tuple[RawLine, ...]) -> dict[int, tuple[str, str]]:
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


def front_matter_lines(lines: tuple[RawLine, ...]) -> int:
    """Return how many lines a front matter between two "---" takes, 0 where there is none."""
    if lines[0].core != "---":
        return 0
    for index, line in enumerate(lines[1:200], 1):
        if line.core in ("---", "..."):
            return index + 1
    return 0
