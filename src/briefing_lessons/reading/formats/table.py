"""Transcripts as tables (.csv, .tsv): who speaks and what is said are found by what the columns hold."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import accumulate, groupby, pairwise
from operator import itemgetter

from briefing_lessons.reading.document import Source
from briefing_lessons.reading.files import MAX_TEXT, decode
from briefing_lessons.reading.formats.styled import StyledLine, write_styled
from briefing_lessons.reading.labels import label_key, shape_of
from briefing_lessons.reading.lexicon import LISTS, refusal
from briefing_lessons.reading.lines import in_capitals, stage_direction


def read(data: bytes, name: str) -> Source:
    """Return a table of speeches as turns, one a line; rows of one speaker that follow each other are one.

    Raises
    ------
    BriefingError
        When no column names who speaks, or none holds what is said.
    """
    source = decode(data, name)
    rows = max((_rows(source.text, mark) for mark in "\t|;,"), key=lambda table: table[0])[1]
    said = max(range(len(rows[0])), key=lambda place: sum(len(row[place]) for row in rows), default=0)
    speaks = _column_of_speakers(rows, said)
    if speaks is None or sum(len(row[said].split()) for row in rows) < 2 * len(rows):
        raise refusal("no_speeches", name)
    names = [_name(row[speaks]) for row in rows]
    if label_key(names[0]) in LISTS["speaker_columns"] or label_key(rows[0][said]) in LISTS["word_columns"]:
        rows, names = rows[1:], names[1:]
    aside = [row[said] if _is_aside(name, row[said]) else "" for name, row in zip(names, rows, strict=True)]
    named: Iterator[str] = accumulate(names, lambda before, now: now or before)
    lines = []
    for (speaker, apart), spoken in groupby(zip(named, aside, rows, strict=True), key=itemgetter(0, 1)):
        words = " ".join(row[said].strip() for *_, row in spoken)
        label = f"{speaker}: " if speaker and not apart else ""
        if apart and speaker.startswith("("):  # "(vote: 9 for)", "(Applause.)"
            words = f"({speaker[1:-1]}: {words.strip('()')})".replace("(: ", "(")
        heading = bool(apart) and not stage_direction(words)
        lines.append(StyledLine([(label + words, False)], heading, len(label) - 1 if label else None))
    text, hints = write_styled(lines)
    return replace(source, text=text, format="csv", hints=hints)


def _is_aside(name: str, words: str) -> bool:
    """Say whether nobody speaks in a row: a topic or a remark without a name, or "(vote)" for a name."""
    aside = in_capitals(words.strip()) or stage_direction(words.strip())
    return aside if not name else name.startswith("(") and name.endswith(")")


def _name(cell: str) -> str:
    """Return who is named in a cell, "()" where it states that it names nobody: "NA", "n/a", "-"."""
    name = " ".join(cell.split()).strip(" :")
    return "()" if name.casefold() in LISTS["empty_cells"] else name


def _rows(text: str, mark: str) -> tuple[float, list[list[str]]]:
    """Return how even the rows of a table are whose cells are parted by `mark`, and the rows at one width.

    The evenness is the share of rows with as many cells as most have, 0 where that is one. Cells beyond
    belong to the last: commas in what is said.
    """
    csv.field_size_limit(MAX_TEXT)
    try:
        rows = [row for row in csv.reader(StringIO(text, newline=""), delimiter=mark) if any(row)]
    except csv.Error:
        return 0, [[]]
    width, count = Counter(map(len, rows or [[]])).most_common(1)[0]
    padded = (row + [""] * (width - len(row)) for row in rows)
    even = [[*row[: width - 1], mark.join(row[width - 1 :])] for row in padded]
    return (count / len(rows) if width > 1 else 0), even or [[]]


def _column_of_speakers(rows: list[list[str]], said: int) -> int | None:
    """Return the column of names that come back and change most often, first one whose head says so."""
    best, changes = None, 0
    for place in range(len(rows[0])):
        cells = [name for row in rows if (name := _name(row[place])) not in ("", "()")]
        named = sum(shape_of(cell) is not None or (cell.isalpha() and cell[0].isupper()) for cell in cells)
        if place == said or not cells or named < 0.7 * len(cells):
            continue
        turns = sum(one != other for one, other in pairwise(cells))
        turns += len(rows) * (label_key(rows[0][place]) in LISTS["speaker_columns"])
        if turns > changes and len(set(cells)) < len(cells):
            best, changes = place, turns
    return best
