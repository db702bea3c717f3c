"""Turns: from each label to the next, with the name and the part of whoever speaks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from briefing_lessons.reading.cast import CastList, find_cast
from briefing_lessons.reading.corrections import Corrections
from briefing_lessons.reading.document import Source
from briefing_lessons.reading.label_forms import FORMS
from briefing_lessons.reading.labels import Label
from briefing_lessons.reading.lines import RawLine
from briefing_lessons.reading.page import Page
from briefing_lessons.reading.placing import Reading
from briefing_lessons.spans import Paragraph, Turn


def merge_repeated(reading: Reading, lines: tuple[RawLine, ...]) -> Reading:
    """Drop labels that only repeat the speaker under a new time stamp, as some transcripts do each minute."""
    kept: list[Label] = []
    leads = dict(reading.leads)
    for label in reading.labels:
        again = label.stamped or FORMS[label.form].repeats
        if kept and again and kept[-1].key == label.key and kept[-1].form == label.form:
            alone = reading.placing.roles[label.line]
            if alone is not None and not label.form.startswith("inside"):
                reading.placing.place(label.line, "turn", "repeats the label under a new time stamp")
                leads[label.line] = label.end - lines[label.line].core_start
            continue
        kept.append(label)
    return replace(reading, labels=tuple(kept), leads=leads)


def build_turns(
    page: Page,
    reading: Reading,
    paragraphs: tuple[Paragraph, ...],
    title: str | None,
    corrections: Corrections,
) -> tuple[tuple[Turn, ...], CastList]:
    """Return the turns of a labelled transcript, and its cast."""
    labels, text = reading.labels, page.source.text
    if not labels:
        return (), CastList((), (), ())
    starts = [paragraph.start for paragraph in paragraphs]
    spans = []
    for place, label in enumerate(labels):
        limit = labels[place + 1].start if place + 1 < len(labels) else len(text)
        end = limit - (len(text[label.start : limit]) - len(text[label.start : limit].rstrip()))
        first, after = bisect_left(starts, label.end), bisect_left(starts, limit)
        body = (
            (paragraphs[first].start, paragraphs[after - 1].end) if first < after else (label.end, label.end)
        )
        spans.append((label, end, _with_stage(page, reading, body, end)))
    bodies = tuple(text[start:end] for _, _, (start, end) in spans)
    cast = find_cast(labels, bodies, _headers(page, labels[0], title), text, corrections, page.legend)
    turns = []
    for (label, end, body), (speaker, role) in zip(spans, cast.parts, strict=True):
        end = max(end, body[1], label.end)
        words = text[label.start : end]
        turns.append(Turn(label.start, end, words, label.printed, speaker, role, *body))
    return tuple(turns), cast


def _with_stage(page: Page, reading: Reading, body: tuple[int, int], end: int) -> tuple[int, int]:
    """Let the body of a turn end with the stage directions that follow it."""
    start, last = body
    line = bisect_right(page.lines, last, key=lambda raw: raw.start)
    while line < len(page.lines) and page.lines[line].start < end:
        role = reading.placing.roles[line]
        if role is None or role[0] not in ("stage", "blank"):
            break
        if role[0] == "stage":
            last = page.lines[line].core_end
        line += 1
    return start, last


def _headers(page: Page, first: Label, title: str | None) -> tuple[str, ...]:
    """Return the places where names stand in full: title, metadata, and the lines above the first turn."""
    source: Source = page.source
    lines = [line.core for line in page.lines[: first.line] if line.core and len(line.core) < 400]
    given = [title or "", source.title or "", *source.people, *source.metadata.values()]
    return tuple(dict.fromkeys(header for header in [*given, *lines] if header))
