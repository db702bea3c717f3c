"""Whose voice is heard where: a briefing cut into stretches of speaker, reporter, heading and boilerplate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from briefing_lessons.spans import Annotated, Voice


def find_voices(briefing: Annotated) -> tuple[tuple[int, int, Voice], ...]:
    """Return (start, end, voice) for the whole text, in order and without gaps.

    Advertisements and headings come first; then turns (a journalist who asks is a speaker, too: these are
    uttered words, and `turn.role` says whose); then direct and mixed quotations; the rest is the reporter's.

    >>> from briefing_lessons import load_briefing
    >>> find_voices(load_briefing("000_95b79719e875266d.txt"))[0]
    (0, 30, 'heading')
    """
    layers = tuple(_layers(briefing))
    borders = sorted({0, len(briefing.text), *(edge for start, end, _ in layers for edge in (start, end))})
    at = {edge: number for number, edge in enumerate(borders)}
    voices: list[Voice] = ["reporter"] * (len(borders) - 1)
    for start, end, voice in reversed(layers):  # the first layer is painted last and wins
        voices[at[start] : at[end]] = [voice] * (at[end] - at[start])
    pieces = zip(borders, borders[1:], voices, strict=False)
    return tuple(
        (run[0][0], run[-1][1], voice)
        for voice, group in groupby(pieces, key=lambda piece: piece[2])
        for run in [list(group)]
    )


def _layers(briefing: Annotated) -> Iterator[tuple[int, int, Voice]]:
    for span in briefing.boilerplate:
        yield span.start, span.end, "boilerplate"
    for heading in briefing.headings:
        yield heading.start, heading.end, "heading"
    for turn in briefing.turns:
        yield turn.body_start, turn.body_end, "speaker"
    for quote in briefing.quotes:
        if quote.kind in ("direct", "mixed"):
            yield quote.start, quote.end, "speaker"
