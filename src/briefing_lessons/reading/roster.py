"""Lists of who takes part: names with offices, in the forms that houses print."""

from __future__ import annotations

import re
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
    r"""Return the lists of who takes part: under a heading that says so, or several offices in a row.

    >>> from briefing_lessons.reading.lines import split_lines
    >>> top = "Participants\n* Ana Ruiz – Chief Engineer\n* Odo Brandt (Mayor)\n\nRuiz: Good morning."
    >>> [(row.name, row.office) for row in find_roster(split_lines(top))]
    [('', ''), ('Ana Ruiz', 'Chief Engineer'), ('Odo Brandt', 'Mayor')]
    """
    found: list[Listed] = []
    block: list[Listed] = []
    for line in filter(lambda line: line.core, lines):
        rows = _rows(line, block) if len(line.core) < 300 or ":" in line.core[:80] else []
        if block and not rows:
            found += _settled(block, line)
            block = []
        block += rows
    return (*found, *_settled(block, None))


def _rows(line: RawLine, block: list[Listed]) -> list[Listed]:
    """Return what a line says below the `block` of a list, nothing where it belongs to none."""
    index, core = line.number - 1, line.core[:400]
    head, _, named = core.partition(":")
    if LINE["roster_head"].fullmatch(head):
        found = map(_match, re.split(r"; |(?<=\)), ", named.strip(" *_.")))
        return [Listed(index), *(Listed(index, *one) for one in found if one)]
    if judge := LINE["bench"].fullmatch(core):
        return [Listed(index), Listed(index, proper(judge["name"]), "Judge")]
    bare = ends_openly(core) and ":" not in core
    above = block[-1] if block and bare else Listed(index)
    if above.name and not above.office and index == above.line + 1:
        return [Listed(index, above.name, proper(core))]  # the office of who stands on the line above
    headed = any(not row.name for row in block) and not core.isupper()
    alone = bare and (headed or LINE["member"].fullmatch(core))
    name, office = _match(core) or (_name(core) if alone else "", "")
    return [Listed(index, name, office)] if name and all(row.name != name for row in block) else []


def _match(words: str) -> tuple[str, str] | None:
    """Return the name and the office in words that give both."""
    match = LINE["roster_entry"].fullmatch(words) or LINE["roster_office"].fullmatch(words)
    name = _name(match["name"]) if match else ""
    return (name, match["office"].strip()) if match and name else None


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
    return block if len(block) > 1 and offices * 2 > sum(row.office != "" for row in block) else []
