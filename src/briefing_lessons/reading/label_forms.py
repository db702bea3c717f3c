"""Forms of a label: one row of a table each, tried in one order on every line."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing_lessons.reading.labels import Label, Shape, clean, shape_of
from briefing_lessons.reading.lexicon import ADDRESSES, ASKERS, MODIFIERS, OFFICES, UNNAMED, fill
from briefing_lessons.reading.lines import RawLine, ends_like_a_sentence

_C = "".join(filter(str.isupper, map(chr, range(0x530))))  # Latin, Greek and Cyrillic capitals
_S = " \u00a0"  # spaces
_TITLES = sorted(word.capitalize() for word in OFFICES - MODIFIERS | ADDRESSES - {"the", "right"})
_KNOWN = {"capital": _C, "space": _S, "titles": "|".join(_TITLES)}  #: fragments that are not in the file


@dataclass(frozen=True, slots=True)
class LabelForm:
    """One way in which houses print who speaks, and what it takes to believe it."""

    name: str
    described: str  #: in words, as the reason of a layout gives it
    example: str
    patterns: tuple[re.Pattern[str], ...] = ()  #: each with a group `name`
    least: int = 1  #: candidates of this form that must stand in the text before one is believed
    returns: int = 2  #: times that a label must come back …
    many: int = 1_000_000  #: … unless so many candidates of this form stand in the text
    sure: frozenset[Shape] = frozenset()  #: shapes of name that are believed although they come once
    unsure: frozenset[Shape] = frozenset()  #: shapes of name that are not believed although they come back
    stand: int = 1  #: candidates of this form below which none holds: other lines are printed like this too
    own_line: bool = False  #: the words spoken begin on a line below
    words: int = 2  #: words in a name that is believed although it comes once, among labels of its form
    most: bool = False  #: half of all candidates must have this form
    inside: bool = False  #: looked for in the middle of very long lines, where several turns stand on one
    repeats: bool = False  #: printed again where the same person goes on, on every line or after a time stamp


def _read_forms() -> Iterator[LabelForm]:
    """Yield the forms in `label_forms.toml`, in their order."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    fragments = fill(table["fragments"], _KNOWN)
    for row in table["form"]:
        row["patterns"] = tuple(
            re.compile(fill({"": pattern}, fragments)[""]) for pattern in row.get("patterns", ())
        )
        row |= {key: frozenset(row[key]) for key in ("sure", "unsure") if key in row}
        yield LabelForm(**row)


#: by name; "bold" is also what the file format sets in bold
FORMS = {form.name: form for form in _read_forms()}
_TIME_WORDS = re.compile(r"(?:(?:[AP]\.?M\.?|[A-Z]{2,3}T|GMT|UTC|D\.C\.)\s+)+")
_ADDRESSED = re.compile(r"(?<=\s)(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.?\s")
_CLOCK = re.compile(r"\d:\d\d")


def is_long(line: RawLine, written: int) -> bool:
    """Say whether a line may hold several turns: it is very long, or most of the `written` characters."""
    return len(line.core) > 1200 or (len(line.core) > 250 and len(line.core) * 10 > 8 * written)


def label_at(index: int, line: RawLine, lead: int) -> Label | None:
    """Return the candidate after the first `lead` characters of a line, markup or dashes."""
    indent = line.indent
    start = indent + lead
    stop = min(start + 400, indent + len(line.core))
    for form in FORMS.values():
        for pattern in () if form.inside else form.patterns:
            match = pattern.match(line.text, start, stop)
            if match and (label := _make(index, line, form, match)):
                return label
    if ">>" in line.text[indent:start]:
        return Label(index, line.core_start, line.start + start, ">>", "", "arrow", "generic")
    return None


def by_format(index: int, line: RawLine, end: int) -> Label:
    """A label that the file format marks as one, from the head of the line to `end`; a dash names nobody."""
    printed = line.text[line.indent : end - line.start]
    name = clean(printed.strip("()[]:"))
    shape = shape_of(name) or "other" if name else "generic"
    return Label(index, line.core_start, end, printed, name, "colon" if name else "arrow", shape)


def bold_by_format(index: int, line: RawLine, bolds: tuple[tuple[int, int], ...]) -> Label | None:
    """A name that the file format sets in bold at the beginning of the line."""
    place = bisect_right(bolds, (line.core_start, 1 << 60)) - 1
    if place < 0 or bolds[place][0] != line.core_start:
        return None
    start, end = line.core_start, min(bolds[place][1], line.core_end)
    printed = line.text[start - line.start : end - line.start]
    name = clean(printed)
    shape = shape_of(name) if name else None
    after = line.text[end - line.start :].lstrip(_S)
    if shape is None or after[:1].islower():
        return None
    return Label(index, start, end, printed, name, "bold", shape)


def inside(index: int, line: RawLine, after: int) -> Iterator[Label]:
    """Yield the candidates in the middle of a very long line, from offset `after`."""
    hits = [
        (match, form)
        for form in FORMS.values()
        for pattern in (form.patterns if form.inside else ())
        for match in pattern.finditer(line.text, max(0, after - line.start))
    ]
    for match, form in sorted(hits, key=lambda hit: hit[0].start("name")):
        start = line.start + match.start("name")
        if start < after:
            continue
        before = line.text[max(0, start - line.start - 3) : start - line.start].rstrip()
        name = clean(match["name"])
        cut = _words_before(name)
        start, name = start + cut, name[cut:]
        shape = shape_of(name)
        broken_off = not ends_like_a_sentence(before) and before[-1:] not in "—–)]-"
        if shape is None or (shape == "person" and broken_off and "." not in name):
            continue
        after = line.start + match.end()
        printed = line.text[start - line.start : after - line.start].rstrip()
        yield Label(index, start, after, printed, name, form.name, shape, bool(_CLOCK.search(match.group())))


def _words_before(name: str) -> int:
    """Return how many characters at the head of `name` belong to the line before: "P.M. EDT MS. LUND"."""
    words = name.split()
    last = words[-1].casefold() if len(words) > 1 else ""
    if last in ASKERS and words[-2].casefold() not in UNNAMED:
        return len(name) - len(last)
    capitals = next((place for place, word in enumerate(words) if name_is_capital(words[place:])), 0)
    if capitals:
        return name.index(words[capitals])
    addressed = _ADDRESSED.search(name)
    timed = _TIME_WORDS.match(name)
    return addressed.start() if addressed else timed.end() if timed else 0


def name_is_capital(words: list[str]) -> bool:
    """Say whether two or more words are all in capitals, as labels are and the words before them are not."""
    return len(words) >= 2 and all(word.isupper() and len(word) > 1 for word in words)


def _make(index: int, line: RawLine, form: LabelForm, match: re.Match[str]) -> Label | None:
    name = clean(match["name"])
    shape = shape_of(name)
    opens_a_name = form.name.startswith("full_stop") and name.split()[-1].casefold() in ADDRESSES  # "OF HON."
    if shape is None or opens_a_name:
        return None
    start, end = match.start(), match.end()
    while start and line.text[start - 1] in "*_":  # bold print belongs to the label
        start -= 1
    printed = line.text[start:end].rstrip()
    stamped = bool(_CLOCK.search(printed))
    return Label(index, line.start + start, line.start + end, printed, name, form.name, shape, stamped)
