"""Paragraphs and sections, put together from lines whose roles are known."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefing_lessons.reading.labels import Label
from briefing_lessons.reading.lexicon import LISTS
from briefing_lessons.reading.lines import INVISIBLE, LINE, ends_like_a_sentence, ends_openly, starts_small
from briefing_lessons.reading.page import Page
from briefing_lessons.reading.placing import Reading
from briefing_lessons.spans import Heading, Paragraph, Section


class LineStretch(NamedTuple):
    """A stretch of running text on one line."""

    start: int
    end: int
    line: int


def find_stretches(page: Page, reading: Reading) -> Iterator[LineStretch]:
    """Yield the running text of every line, cut at labels and without them."""
    by_line: dict[int, list[Label]] = {}
    for label in reading.labels:
        by_line.setdefault(label.line, []).append(label)
    quoted = {hint.end: hint.start for hint in page.source.hints if hint.kind == "quotation"}
    for index, line in enumerate(page.lines):
        if reading.placing.role(index) not in ("open", "paragraph", "turn"):
            continue
        labels = by_line.get(index, [])
        first = quoted.get(line.end, line.core_start) + reading.leads.get(index, 0)
        starts = [first, *(label.end for label in labels)]
        ends = [*(label.start for label in labels), line.core_end]
        markup = bool(labels) and not labels[0].form.startswith("inside")  # all that stands before the label
        for start, end in [*zip(starts, ends, strict=True)][markup:]:
            start, end = trim(page.source.text, start, end)
            if start < end:
                yield LineStretch(start, end, index)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the (start, end) of `text[start:end]` without invisible characters at its ends."""
    core = text[start:end].strip(INVISIBLE)
    first = text.find(core, start)
    return first, first + len(core)


def build_paragraphs(page: Page, reading: Reading) -> tuple[tuple[Paragraph, ...], dict[int, Paragraph]]:
    """Return the paragraphs, and the paragraph that each line of running text belongs to (its last)."""
    wrapped = page.wrapping.wrapped if reading.wrapped is None else reading.wrapped
    groups: list[list[LineStretch]] = []
    after = {label.line: label.end for label in reading.labels}  # the last label of each line
    for piece in find_stretches(page, reading):
        before = groups[-1][-1] if groups else piece
        joins = wrapped and piece.line not in after and after.get(before.line, 0) <= before.start
        if groups and joins and _runs_on(page, reading, before, piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    paragraphs = []
    by_line: dict[int, Paragraph] = {}
    for group in groups:
        pieces = tuple((piece.start, piece.end) for piece in group)
        start, end = pieces[0][0], pieces[-1][1]
        paragraphs.append(Paragraph(start, end, page.source.text[start:end], pieces))
        by_line |= dict.fromkeys((piece.line for piece in group), paragraphs[-1])
    return tuple(paragraphs), by_line


def _runs_on(page: Page, reading: Reading, before: LineStretch, piece: LineStretch) -> bool:
    """Say whether `piece` continues the paragraph that `before` ends."""
    text, width, spaced = page.source.text, page.wrapping.width, page.wrapping.spaced
    last, first = text[before.start : before.end][-8:], text[piece.start : piece.end][:8]
    between = range(before.line + 1, piece.line)
    roles = {reading.placing.role(index) for index in between}
    if roles & {"heading", "metadata", "stage", "turn"}:
        return False
    stops, small = ends_like_a_sentence(last), starts_small(first)
    bullet = LINE["bullet"].match(text, piece.start)
    above, line = page.lines[before.line], page.lines[piece.line]
    if "boilerplate" in roles and {page.furniture.get(i) for i in filter(page.core, between)} != {
        "time stamp"
    }:
        full = len(above.text.rstrip()) >= 0.8 * width
        return small or (full and not (stops and spaced)) or (ends_openly(last) and not bullet)
    indented = line.indent >= above.indent + 2 and not small
    short = stops and not spaced and len(above.core) < 0.75 * width
    return not (indented or short or (stops and bullet)) and all(map(page.core, between))


def find_hyphens(page: Page, paragraphs: tuple[Paragraph, ...]) -> dict[int, bool]:
    """Return the offset of every hyphen that breaks a word at a line end, and whether the word keeps it.

    A hyphen stays before a capital ("Mbeki-/Roy"), where the hyphenated word stands elsewhere in the text,
    and where both halves are words of the text and the joined word is not ("long-/term").
    """
    text, at = page.source.text, 0
    if not any(line.text.rstrip().endswith(("-", "\u00ad")) for line in page.lines):
        return {}
    shown = []  # the text with all that is in no paragraph blotted out, and a mark at the end of each
    for paragraph in paragraphs:
        for start, end in paragraph.pieces:
            shown += [LINE["shown"].sub(" ", text[at:start]), text[start:end]]
            at = end
        shown.append(".")
        at += 1
    return _judge("".join(shown), text)


@lru_cache(maxsize=2)
def soft_hyphens(text: str) -> frozenset[int]:
    r"""Return the offsets of hyphens in `text` that only break a word at the end of a line.

    >>> soft_hyphens("The compa-\nny is well-\nknown in the Mbeki-\nRoy case.")
    frozenset({9})
    """
    return frozenset(offset for offset, kept in _judge(text, text).items() if not kept)


def _judge(shown: str, text: str) -> dict[int, bool]:
    """Say of the hyphens at line ends of `shown` which belong to their words, and do not only break them."""
    breaks = [
        (match.start(), half[0].casefold(), match[1], match[2])
        for match in LINE["broken_word"].finditer(shown)
        if (half := LINE["half_word"].search(shown, max(0, match.start() - 60), match.start()))
    ]
    counts = Counter(word.casefold() for word in LINE["hyphenated"].findall(text)) if breaks else Counter()
    counts.subtract(half for _, first, _, right in breaks for half in (first, right.casefold()))
    words = {word for word, count in counts.items() if count > 0}
    found: dict[int, bool] = {}
    for offset, first, mark, right in breaks:
        second = right.casefold()
        whole = first + second in words
        kept = right[0].isupper() or f"{first}-{second}" in words
        kept = kept or (first in LISTS["compounded"] and len(second) > 3 and not whole)
        known = first in words and second in words and first not in LISTS["closed"]
        found[offset] = mark == "-" and (kept or (known and not whole))
    return found


def build_sections(
    text: str, headings: tuple[Heading, ...], paragraphs: tuple[Paragraph, ...]
) -> tuple[Section, ...]:
    """Return the sections; paragraphs above the first heading form one without heading."""
    starts = [paragraph.start for paragraph in paragraphs]
    edges = [0, *(bisect_left(starts, heading.start) for heading in headings), len(paragraphs)]
    sections = []
    for heading, (first, after) in zip((None, *headings), pairwise(edges), strict=True):
        held = paragraphs[first:after]
        spans = [*filter(None, (heading,)), *held]
        if spans:
            start, end = spans[0].start, max(spans[0].end, spans[-1].end)
            sections.append(Section(start, end, text[start:end], heading, held))
    return tuple(sections)
