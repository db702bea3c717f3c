"""The stretches of a briefing with one voice and one speaker, block by block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from briefing_lessons.spans import Annotated, Quote, TurnRole, Voice

_Block = tuple[int, int, Voice]
#: start, end, voice, who utters it, what the turn does, the quotation it is
Region = tuple[int, int, Voice, str | None, TurnRole | None, Quote | None]


def find_regions(briefing: Annotated) -> Iterator[Region]:
    """Yield the stretches of one voice, block by block, in order."""
    turns, turn_starts = briefing.turns, [turn.body_start for turn in briefing.turns]
    spoken = _outermost(briefing.quotes)
    quote_ends = [quote.end for quote in spoken]
    for start, end, voice in _blocks(briefing):
        if voice != "reporter":
            yield start, end, voice, None, None, None
            continue
        at = bisect_right(turn_starts, start) - 1
        # a block may begin at the label of a turn: the words of the label are nobody's
        if at + 1 < len(turns) and turns[at + 1].start <= start < turns[at + 1].body_start < end:
            at, start = at + 1, turns[at + 1].body_start
        if at >= 0 and start < turns[at].body_end:
            turn = turns[at]
            yield start, end, "speaker", turn.speaker or turn.label.strip(" :"), turn.role or "answer", None
            continue
        for number in range(bisect_right(quote_ends, start), len(spoken)):
            quote = spoken[number]
            if quote.start >= end:
                break
            if start < quote.start:
                yield start, quote.start, "reporter", None, None, None
            yield max(start, quote.start), min(end, quote.end), "speaker", quote.speaker, None, quote
            start = min(end, quote.end)
        if start < end:
            yield start, end, "reporter", None, None, None


def _outermost(quotes: Sequence[Quote]) -> list[Quote]:
    kept: list[Quote] = []
    for quote in quotes:
        if quote.kind in ("direct", "mixed") and (not kept or quote.start >= kept[-1].end):
            kept.append(quote)
    return kept


def _blocks(briefing: Annotated) -> Iterator[_Block]:
    """Yield (start, end, voice) of headings, boilerplate, paragraphs, and lines that are none of these."""
    taken: list[_Block] = [(s.start, s.end, "boilerplate") for s in briefing.boilerplate]
    taken += [(h.start, h.end, "heading") for h in briefing.headings]
    taken.sort()
    running = [(p.start, p.end) for p in briefing.paragraphs]
    covered = _merge(sorted(running + [(start, end) for start, end, _ in taken]))
    starts = [start for start, _ in covered]
    for line in briefing.lines:
        at = bisect_right(starts, line.start) - 1
        inside = at >= 0 and line.start < covered[at][1]
        if line.text.strip() and not inside and (at + 1 == len(covered) or covered[at + 1][0] >= line.end):
            running.append((line.start, line.end))
    blocks = list(taken)
    for start, end in running:
        blocks += _around(start, end, taken)
    return _cut_at_turns(sorted(blocks), briefing)


def _merge(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _around(start: int, end: int, taken: Sequence[_Block]) -> Iterator[_Block]:
    """Yield what is left of a paragraph around furniture inside it, such as a page break."""
    first = max(0, bisect_right(taken, (start,)) - 1)
    for left, right, _ in islice(taken, first, None):
        if left >= end:
            break
        if right > start:
            if start < left:
                yield start, left, "reporter"
            start = max(start, right)
    if start < end:
        yield start, end, "reporter"


def _cut_at_turns(blocks: Sequence[_Block], briefing: Annotated) -> Iterator[_Block]:
    """Yield `blocks`, cut where a turn begins or its body ends."""
    borders = sorted({edge for turn in briefing.turns for edge in (turn.start, turn.body_end)})
    for start, end, voice in blocks:
        for border in borders[bisect_right(borders, start) : bisect_left(borders, end)]:
            yield start, border, voice
            start = border
        yield start, end, voice
