"""Whose words a stretch is: speaker, asker, reporter, heading or boilerplate, decided here for everybody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from briefing_lessons.spans import Annotated, Quote, Turn, Voice

#: the voices of running text, without headings and boilerplate
RUNNING: Final[tuple[Voice, ...]] = ("speaker", "asker", "reporter")
#: lines that nobody utters
_PRINTED_AROUND = ("metadata", "stage", "boilerplate")


def find_voices(briefing: Annotated) -> tuple[tuple[int, int, Voice], ...]:
    """Return (start, end, voice) for the whole text, in order and without gaps.

    A voice is whose words we read. The words of a question in a transcript are the asker's; those of any
    other turn, and what stands in quotation marks, the speaker's; headings are a voice of their own.
    Boilerplate is what is printed around the text: advertisements, page numbers, labels of speakers, stage
    directions, datelines. All the rest is the reporter's.

    >>> from briefing_lessons import parse_briefing
    >>> talk = parse_briefing("QUESTION: Is it open?\\n\\nMS. BREL: It may be open.\\n")
    >>> [(talk.text[start:end], voice) for start, end, voice in talk.voices][:2]
    [('QUESTION: ', 'boilerplate'), ('Is it open?', 'asker')]
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
    for line in briefing.lines:
        if line.role in _PRINTED_AROUND:
            yield line.start, line.end, "boilerplate"
    for owner in find_owners(briefing):
        asks = isinstance(owner, Turn) and owner.role == "question"
        yield *uttered_in(owner), "asker" if asks else "speaker"
        if isinstance(owner, Turn):
            yield owner.start, owner.body_start, "boilerplate"


def find_owners(briefing: Annotated) -> list[Turn | Quote]:
    """Return the turns, and the quotations in marks that stand in no turn and no other quotation, in order.

    Each word of a text has one owner at most: what a speaker quotes is that speaker's, too.
    """
    bodies = [uttered_in(turn) for turn in briefing.turns]
    found: list[Turn | Quote] = list(briefing.turns)
    last = 0
    for quote in briefing.quotes:
        if quote.kind not in ("direct", "mixed") or quote.start < last:
            continue
        at = bisect_left(bodies, (quote.end,)) - 1
        if at < 0 or bodies[at][1] <= quote.start:
            found.append(quote)
            last = quote.end
    return sorted(found, key=lambda owner: owner.start)


def uttered_in(owner: Turn | Quote) -> tuple[int, int]:
    """Return where the words of a turn or a quotation begin and end; a turn's label is not among them."""
    return (owner.body_start, owner.body_end) if isinstance(owner, Turn) else (owner.start, owner.end)


def name_of(owner: Turn | Quote) -> str | None:
    """Return who owns a turn or a quotation: the name, else the label; `None` where no source was found."""
    return owner.speaker or (owner.label.strip(" :.") if isinstance(owner, Turn) else None)
