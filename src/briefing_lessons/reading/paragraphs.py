"""Paragraphs and sections, put together from lines whose roles are known."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefing_lessons.reading.labels import Label
from briefing_lessons.reading.lines import INVISIBLE, ends_like_a_sentence, ends_openly, starts_small
from briefing_lessons.reading.page import Page
from briefing_lessons.reading.placing import Reading
from briefing_lessons.spans import Heading, Paragraph, Section

_BULLET = re.compile(r"(?:[•·▪‣*–—-]|\d{1,2}[.)]|\([a-z\d]\))[ \u00a0\t]+\S")


@dataclass(frozen=True, slots=True)
class LineStretch:
    """A stretch of running text on one line."""

    start: int
    end: int
    line: int
    opens_turn: bool
    indent: int


def find_stretches(page: Page, reading: Reading) -> Iterator[LineStretch]:
    """Yield the running text of every line, cut at labels and without them."""
    text = page.source.text
    by_line: dict[int, list[Label]] = {}
    for label in reading.labels:
        by_line.setdefault(label.line, []).append(label)
    for index, line in enumerate(page.lines):
        role = reading.placing.roles[index]
        if role is not None and role[0] not in ("paragraph", "turn"):
            continue
        if not line.core:
            continue
        labels = by_line.get(index, [])
        cuts = []
        if not labels or labels[0].form.startswith("inside"):  # before other labels stands only markup
            words = line.core_start + reading.leads.get(index, 0)
            cuts.append((words, labels[0].start if labels else line.core_end, False))
        for place, label in enumerate(labels):
            following = labels[place + 1].start if place + 1 < len(labels) else line.core_end
            cuts.append((label.end, following, True))
        for start, end, opens in cuts:
            start, end = trim(text, start, end)
            if start < end:
                yield LineStretch(start, end, index, opens, line.indent)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the (start, end) of `text[start:end]` without invisible characters at its ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(INVISIBLE))
    right = len(piece.rstrip(INVISIBLE))
    return (start + left, start + right) if left < right else (start, start)


def build_paragraphs(page: Page, reading: Reading) -> tuple[tuple[Paragraph, ...], dict[int, Paragraph]]:
    """Return the paragraphs, and the paragraph that each line of running text belongs to (its last)."""
    wrapped = page.wrapped if reading.wrapped is None else reading.wrapped
    groups: list[list[LineStretch]] = []
    labelled = {label.line for label in reading.labels}
    before: LineStretch | None = None
    for piece in find_stretches(page, reading):
        joins = (
            wrapped and before is not None and not piece.opens_turn and piece.line > before.line
            and piece.line not in labelled and _runs_on(page, reading, before, piece)
        )  # fmt: skip
        if joins:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        before = piece
    text = page.source.text
    paragraphs = []
    by_line: dict[int, Paragraph] = {}
    for group in groups:
        start, end = group[0].start, group[-1].end
        paragraph = Paragraph(start, end, text[start:end], _merge(group, reading.leads))
        paragraphs.append(paragraph)
        for piece in group:
            by_line[piece.line] = paragraph
    return tuple(paragraphs), by_line


def _runs_on(page: Page, reading: Reading, before: LineStretch, piece: LineStretch) -> bool:
    """Say whether `piece` continues the paragraph that `before` ends."""
    text, width = page.source.text, page.wrapping.width
    last, first = text[before.start : before.end][-8:], text[piece.start : piece.end][:8]
    between = range(before.line + 1, piece.line)
    roles = {reading.placing.role(index) for index in between}
    if roles & {"heading", "metadata", "stage", "turn"}:
        return False
    stops, small, bullet = ends_like_a_sentence(last), starts_small(first), _BULLET.match(text, piece.start)
    full, spaced = len(page.lines[before.line].text.rstrip()) >= 0.8 * width, page.wrapping.spaced
    apart = {page.furniture.get(index) for index in filter(page.core, between)}
    if "boilerplate" in roles and apart != {"time stamp"}:
        even = full and piece.indent <= before.indent and not (stops and spaced)
        return even or small or last.endswith("-") or (ends_openly(last) and not bullet)
    indented = piece.indent >= before.indent + 2 and (stops or not small)
    short = stops and not (spaced or full) and len(page.core(before.line)) < 0.75 * width
    return not any((indented, short, stops and bullet, not all(map(page.core, between))))


def _merge(group: list[LineStretch], leads: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """Join pieces of following lines; furniture and time stamps part them."""
    merged = [(group[0].start, group[0].end)]
    for before, piece in pairwise(group):
        if piece.line == before.line + 1 and piece.line not in leads:
            merged[-1] = (merged[-1][0], piece.end)
        else:
            merged.append((piece.start, piece.end))
    return tuple(merged)


_BROKEN = re.compile(r"([-\u00ad])[ \t\u00a0]*\n\s*([^\W\d_]+)")
_HALF = re.compile(r"[^\W\d_]+\Z")
_WRITTEN = re.compile(r"[^\n]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: first halves of words that are written as one: "any-/one", "with-/out"
_CLOSED = frozenset(
    "any every some no with in out up down over under fore here there there what who when".split()
)


#: first halves of words that keep their hyphen: "long-/term", "well-/known"
_COMPOUNDED = frozenset("well ill long short high low self half".split())


def find_hyphens(page: Page, paragraphs: tuple[Paragraph, ...]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the offsets of hyphens at line ends: those that only break a word, and those that belong to it.

    A hyphen stays before a capital ("Mbeki-/Roy"), where the hyphenated word stands elsewhere in the text,
    and where both halves are words of the text and the joined word is not ("long-/term").
    """
    text, at = page.source.text, 0
    shown = []  # the text with all that is in no paragraph blotted out, and a mark at the end of each
    for paragraph in paragraphs:
        for start, end in paragraph.pieces:
            shown += [_WRITTEN.sub(" ", text[at:start]), text[start:end]]
            at = end
        shown.append("." if at < len(text) else "")
        at += 1
    return _judge("".join(shown), text)


@lru_cache(maxsize=2)
def soft_hyphens(text: str) -> frozenset[int]:
    r"""Return the offsets of hyphens in `text` that only break a word at the end of a line.

    >>> soft_hyphens("The compa-\nny is well-\nknown in the Mbeki-\nRoy case.")
    frozenset({9})
    """
    return _judge(text, text)[0]


def _judge(shown: str, text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Part the hyphens at line ends of `shown` that only break a word from those that belong to it."""
    breaks = [
        (match.start(), half.group(), match[1], match[2])
        for match in _BROKEN.finditer(shown)
        if (half := _HALF.search(shown, max(0, match.start() - 60), match.start()))
    ]
    if not breaks:
        return frozenset(), frozenset()
    counts = Counter(word.casefold() for word in _WORD.findall(text))
    counts.subtract(half.casefold() for _, left, _, right in breaks for half in (left, right))
    words = {word for word, count in counts.items() if count > 0}
    soft: set[int] = set()
    hard: set[int] = set()
    for offset, left, mark, right in breaks:
        first, second = left.casefold(), right.casefold()
        joined = f"{first}{second}"
        kept = right[0].isupper() or f"{first}-{second}" in words
        kept = kept or (first in _COMPOUNDED and len(second) > 3 and joined not in words)
        broken = joined in words or first in _CLOSED or first not in words or second not in words
        (soft if mark == "\u00ad" or (broken and not kept) else hard).add(offset)
    return frozenset(soft), frozenset(hard)


def build_sections(
    text: str, headings: tuple[Heading, ...], paragraphs: tuple[Paragraph, ...]
) -> tuple[Section, ...]:
    """Return the sections; paragraphs above the first heading form one without heading."""
    starts = [paragraph.start for paragraph in paragraphs]
    sections = []
    edges = [0, *(bisect_left(starts, heading.start) for heading in headings), len(paragraphs)]
    if edges[1] > 0:
        held = paragraphs[: edges[1]]
        sections.append(Section(held[0].start, held[-1].end, text[held[0].start : held[-1].end], None, held))
    for place, heading in enumerate(headings):
        held = paragraphs[edges[place + 1] : edges[place + 2]]
        end = max(heading.end, held[-1].end) if held else heading.end
        sections.append(Section(heading.start, end, text[heading.start : end], heading, held))
    return tuple(sections)
