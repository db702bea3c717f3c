"""Lists of who takes part: names with offices, in the forms that houses print."""

from __future__ import annotations

from typing import NamedTuple

from briefing_lessons.reading.labels import shape_of
from briefing_lessons.reading.lexicon import MODERATORS, OFFICES
from briefing_lessons.reading.lines import LINE, Lines, RawLine, ends_like_a_sentence, ends_openly
from briefing_lessons.reading.names import proper, split_label

LISTED = "names who takes part"  #: the rule for such lines


class Listed(NamedTuple):
    """A line of a list of who takes part."""

    line: int  #: its index
    name: str = ""  #: "" where the line heads the list
    office: str = ""


def find_roster(lines: Lines) -> tuple[Listed, ...]:
    """Return the lists of who takes part: under a heading that says so, or several offices in a row.

    >>> from briefing_lessons.reading.lines import split_lines
    >>> top = "Participants\n* Ana Ruiz – Chief Engineer\n* Odo Brandt (Mayor)\n\nRuiz: Good morning."
    >>> [(row.name, row.office) for row in find_roster(split_lines(top))]
    [('', ''), ('Ana Ruiz', 'Chief Engineer'), ('Odo Brandt', 'Mayor')]
    """
    found: list[Listed] = []
    block: list[Listed] = []
    for line in filter(lambda line: line.core, lines):
        row = _row(line, block)
        if row is None:
            found += _settled(block, line)
            block = []
        else:
            block.append(row)
    return (*found, *_settled(block, None))


def _row(line: RawLine, block: list[Listed]) -> Listed | None:
    """Return what a line says below the `block` of a list, `None` where it belongs to none."""
    index, core = line.number - 1, line.core[:200]
    if LINE["roster_head"].fullmatch(core):
        return Listed(index)
    match = LINE["roster_entry"].fullmatch(core) or LINE["roster_office"].fullmatch(core)
    headed = any(not row.name for row in block)
    bare = headed and ":" not in core and ends_openly(core)
    if bare and block[-1].name and not block[-1].office and (index == block[-1].line + 1 or not _name(core)):
        return Listed(index, block[-1].name, core)  # the office of who stands on the line above
    name = _name(match["name"] if match else core if bare and not core.isupper() else "")
    again = any(row.name == name for row in block)
    return None if not name or again else Listed(index, name, match["office"].strip() if match else "")


def _name(words: str) -> str:
    """Return the name in words that are a name, with or without a title before it; "" else."""
    named = split_label(words).name if shape_of(words) in ("person", "titled", "capitals") else ()
    return proper(" ".join(named)) if len(words.split()) > 1 else ""


def _settled(block: list[Listed], below: RawLine | None) -> list[Listed]:
    """Return the rows of a block that is a list; above speech its last name may be a label."""
    if any(not row.name for row in block):
        speech = below is not None and ends_like_a_sentence(below.core)
        rows = block[:-1] if speech and not block[-1].office else block
        return rows if any(row.name for row in rows) else []
    offices = sum(not (OFFICES | MODERATORS).isdisjoint(row.office.casefold().split()) for row in block)
    return block if offices > 1 and offices * 2 >= len(block) else []
