"""Forms of a label: one short function each, tried in one order on every line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from briefing_lessons.reading.labels import LONGEST, Label, clean, shape_of
from briefing_lessons.reading.lexicon import ASKERS, UNNAMED
from briefing_lessons.reading.lines import RawLine, ends_like_a_sentence

LONG_LINE = 1200  #: characters from which a line may hold several turns

_C = "A-ZÀ-ÖØ-Þ"  # capitals
_S = " \u00a0"  # spaces
_CAPITALS = rf"[{_C}][{_C}.'’\-]*"
_TIME = r"\d{1,2}:\d\d(?::\d\d)?"
_BRACKETED_TIME = rf"[\[(]{_TIME}[\])]"
_AFTER_SENTENCE = rf"(?<=[.?!)\]”\"—–…])[{_S}]+"

_COLON = re.compile(
    rf"(?P<name>[^\n:：]{{1,{LONGEST}}}?)(?P<remark>(?:[{_S}]*[(\[][^()\[\]\n]{{1,70}}[)\]]){{0,4}})"
    rf"[*_{_S}]*[:：][*_]*(?P<stamp>[{_S}]*{_BRACKETED_TIME})?(?=[\s\u00a0]|$|[“\"‘'(\[—–…*]|(?<=：).)"
)
_STAMP_FIRST = re.compile(
    rf"[\[(]?{_TIME}(?:[.,]\d+)?[\])]?[{_S}\-–]*(?P<name>[^\W\d_][^\n:：]{{0,{LONGEST}}}?)[{_S}]*(?:[:：](?=\s|$)|$)"
)
_STAMP_LAST = re.compile(
    rf"(?P<name>[^\W\d_][^\n:：\[(]{{0,{LONGEST}}}?)[{_S},\-–]*(?:{_BRACKETED_TIME}|[{_S}]{_TIME})[{_S}]*[:：]?(?=\s|$)"
)
_LETTER = re.compile(
    rf"(?P<name>[QA])\d{{0,3}}(?P<mark>[*_]*(?:[:.)][*_]*(?=[\s\u00a0]|$|[“\"])|[{_S}\t]+(?=\S)))"
)
_STOP_CAPITALS = re.compile(
    rf"(?P<name>{_CAPITALS}(?:[{_S}]+(?:{_CAPITALS}|Ma?c[A-Z]+|de|of|the)){{0,5}})\.(?P<gap>[{_S}]+)(?=[“\"(\[—–…]|[{_C}0-9])"
)
_STOP_TITLED = re.compile(
    rf"(?P<name>(?:Mr|Mrs|Ms|Miss|Dr|Hon|The)\.?[{_S}](?:[{_C}][{_C}'’.\-]+|Ma?c[A-Z]+)"
    rf"(?:[{_S}](?:[{_C}][{_C}'’\-]+|Ma?c[A-Z]+|of [A-Z][a-z]+(?: [A-Z][a-z]+)?|pro tempore)){{0,4}}"
    rf"(?:[{_S}]\([^()\n]{{1,60}}\))?)\.(?P<gap>[{_S}]+)(?=\S)"
)
_DASH = re.compile(
    rf"(?P<name>[{_C}][^\n:.–—]{{1,60}}?)(?:[{_S}]\([^()\n]{{1,60}}\))?\.?[{_S}]+[–—][{_S}]+(?=[“\"({_C}])"
)
_BOLD = re.compile(rf"(?P<open>\*\*|__)(?P<name>[^*_\n]{{1,90}}?)(?P=open)[{_S}]*(?=\S|$)")
_HEAD = re.compile(rf"#{{1,6}}[{_S}]+(?P<name>[^\n#]{{1,90}}?)[{_S}#]*$")
_INLINE = re.compile(
    rf"(?<![^\s\u00a0])(?P<name>[{_C}][{_C}.'’\-]+(?:[{_S}](?:{_CAPITALS}|Ma?c[A-Z]+|of|the)){{0,5}}|"
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|[A-Z])\.|[{_C}][\w'’\-]*)"
    rf"(?:[{_S}](?:[A-Z]\.|[{_C}][\w'’\-]*)){{0,4}})(?:[{_S}]\([^()\n]{{1,40}}\))?"
    rf"[:：](?:[{_S}]?{_BRACKETED_TIME})?(?=[\s\u00a0])"
)
_INLINE_STOP = re.compile(
    rf"(?<![^\s\u00a0])(?P<name>[{_C}][{_C}'’.\-]+(?:[{_S}][{_C}][{_C}'’\-]+){{1,3}})\.(?=[{_S}]+[“\"({_C}])"
)
_INLINE_Q = re.compile(rf"{_AFTER_SENTENCE}(?P<name>Q)[:.]?[{_S}]+(?=[{_C}“\"(—–0-9])")
_ACRONYM = re.compile(r"(?:[A-Z]\.)+[A-Z]?")
_TIME_WORDS = re.compile(r"(?:(?:[AP]\.?M\.?|[A-Z]{2,3}T|GMT|UTC|D\.C\.)\s+)+")
_ADDRESSED = re.compile(r"(?<=\s)(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.?\s")
_CLOCK = re.compile(r"\d:\d\d")


def time_stamp_first(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A time stamp, then a name: `[00:12:40] Ana Ruiz:`."""
    match = _STAMP_FIRST.match(core)
    label = _make(index, line, match, base, "time_stamp_first", stamped=True) if match else None
    if label is None or match is None:
        return None
    printed = core[: match.end()].rstrip()
    return Label(index, base, label.end, printed, label.name, label.form, label.shape, True)


def time_stamp_last(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name, then a time stamp, alone or with a colon: `Ana Ruiz (12:40)`."""
    match = _STAMP_LAST.match(core)
    if not match or (match.end() < len(core) and not match.group().rstrip().endswith((":", ")", "]"))):
        return None
    return _make(index, line, match, base, "time_stamp_last", stamped=True)


def question_letter(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """`Q` or `A` with a colon, a full stop, or only spaces after it."""
    match = _LETTER.match(core)
    if not match:
        return None
    mark = match["mark"].strip("*_")
    bare = not mark.strip(_S + "\t")
    if match["name"] == "A" and bare and len(mark) < 2:
        return None  # "A question was asked"
    form = "question_letter_one_space" if bare and len(mark) < 2 else "question_letter"
    start = _with_markup(line, base)
    printed = line.text[start - line.start : base + match.end() - line.start].rstrip()
    return Label(index, start, base + match.end(), printed, match["name"], form, "generic")


def colon(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name, perhaps a remark in brackets, and a colon; perhaps a time stamp."""
    match = _COLON.match(core)
    if not match:
        return None
    stamped = bool(match["stamp"] or _CLOCK.search(match["remark"] or ""))
    return _make(index, line, match, base, "colon", stamped=stamped)


def full_stop(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name in capitals and a full stop: `CHAIR ADU.  Good afternoon.`, `Mr. REYES of Aune. Mr. Speaker`."""
    for pattern in (_STOP_TITLED, _STOP_CAPITALS):
        match = pattern.match(core)
        if match and len(match["name"]) >= 4 and not _ACRONYM.fullmatch(match["name"]):
            wide = len(match["gap"]) >= 2
            return _make(index, line, match, base, "full_stop" if wide else "full_stop_one_space")
    return None


def bold(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name in bold, or as a Markdown heading, without a colon."""
    stripped = line.text.strip()
    match = _BOLD.match(stripped) or _HEAD.match(stripped)
    if not match or clean(match["name"]).endswith(".") or stripped[match.end() : match.end() + 1].islower():
        return None
    return _make(index, line, match, line.start + len(line.text) - len(line.text.lstrip()), "bold")


def dash(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name and a dash, as in parliamentary records: `Ana Ruiz (Greens). – Madam President, …`."""
    match = _DASH.match(core)
    return _make(index, line, match, base, "dash") if match else None


def alone(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name alone on its line, without any punctuation."""
    if len(core) > 70 or not core or core[-1] in ".,;:!?":
        return None
    match = _WHOLE.match(core)
    return _make(index, line, match, base, "alone") if match else None


_WHOLE = re.compile(r"(?P<name>.+)")
#: Tried in this order on every line; the first that fits gives the candidate.
FORMS = (time_stamp_first, time_stamp_last, question_letter, colon, full_stop, bold, dash, alone)
#: names of forms that need more evidence than one line
WEAK = frozenset({"alone", "dash", "bold", "full_stop_one_space", "question_letter_one_space"})


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
        (match, pattern)
        for pattern in (_INLINE, _INLINE_STOP, _INLINE_Q)
        for match in pattern.finditer(line.text, max(0, after - line.start))
    ]
    for match, pattern in sorted(hits, key=lambda hit: hit[0].start("name")):
        start = line.start + match.start("name")
        if start < after:
            continue
        before = line.text[max(0, start - line.start - 3) : start - line.start].rstrip()
        name = clean(match["name"])
        cut = _words_before(name)
        start, name = start + cut, name[cut:]
        shape = "generic" if pattern is _INLINE_Q else shape_of(name)
        broken_off = not ends_like_a_sentence(before) and before[-1:] not in "—–)]-"
        if shape is None or (shape == "person" and broken_off):
            continue
        after = line.start + match.end() + (pattern is _INLINE_STOP)
        printed = line.text[start - line.start : after - line.start].rstrip()
        form = "inside_stop" if pattern is _INLINE_STOP else "inside"
        yield Label(index, start, after, printed, name, form, shape, bool(_CLOCK.search(match.group())))


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


def _with_markup(line: RawLine, start: int) -> int:
    """Return where the stars of bold print before `start` begin."""
    while start > line.start and line.text[start - 1 - line.start] in "*_":
        start -= 1
    return start


def _make(
    index: int, line: RawLine, match: re.Match[str], base: int, form: str, *, stamped: bool = False
) -> Label | None:
    name = clean(match["name"])
    shape = shape_of(name)
    if shape is None:
        return None
    start, end = _with_markup(line, base + match.start("name")), base + match.end()
    printed = line.text[start - line.start : end - line.start].rstrip()
    return Label(index, start, end, printed, name, form, shape, stamped)
