"""Words that may say who speaks: their parts, their shape, and the forms in which they are printed."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from briefing_lessons.reading.lexicon import (
    ADDRESSES,
    ANSWERERS,
    ASKERS,
    KEYS,
    LAST_WORDS,
    MODERATORS,
    MODIFIERS,
    OFFICES,
    OPENERS,
    OUTLETS,
    PARTICLES,
    UNNAMED,
    fill,
)
from briefing_lessons.reading.lines import Lines, RawLine, date_or_number, ends_like_a_sentence

LONGEST = 160  #: characters in a label
Shape = Literal["generic", "capitals", "titled", "person", "other"]


@dataclass(frozen=True, slots=True)
class Label:
    """A place where a turn may begin."""

    line: int  #: index of its line
    start: int
    end: int  #: offset after the label and its punctuation
    printed: str  #: as printed: "MS. DELACROIX:"
    name: str  #: without punctuation, markup, time and remark: "MS. DELACROIX"
    form: str  #: name of the form that found it
    shape: Shape
    stamped: bool = False  #: carries a time stamp
    given: bool = False  #: the file format itself says that this is a label

    @property
    def key(self) -> str:
        """The name as it is counted: letters and digits only, folded."""
        return label_key(self.name)


Labels = tuple[Label, ...]
Spans = tuple[tuple[int, int], ...]  # first offsets, and those after the last
TITLES = OFFICES - MODIFIERS  #: words that make a label by themselves
_CLEAN = re.compile(r"^[*_#>\s\u00a0•§\-–—\[]+|[*_\s\u00a0:：.,;\]]+$")
_REMARK = re.compile(r"[ \u00a0]*[(\[][^()\[\]]*[)\]]")
_WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*\.?")
_NO_NAME = re.compile(r"[?!“”\"=|<>{}@/\\;%$€+]")
_NOT_KEY = re.compile(r"[\W_]+")
#: whom a member asks: "Ana Ruiz to the Minister of Ports"
_ASKED = re.compile(
    rf"(?<=\w) (?:to|to ask|asked) the (?:[A-Z]\w+ )*(?:{'|'.join(map(str.title, TITLES))})\b.*$"
)
_CONFUSED = str.maketrans("01l5|8", "oiisib")


@lru_cache(maxsize=20_000)
def label_key(name: str) -> str:
    """Return `name` as labels are counted: folded, punctuation as one space, no remarks in brackets.

    >>> label_key("MR. PRICE"), label_key("Mr Price (via video)")
    ('mr price', 'mr price')
    """
    return _NOT_KEY.sub(" ", _REMARK.sub("", name).casefold().replace("'", "").replace("’", "")).strip()


@lru_cache(maxsize=20_000)
def shape_of(name: str) -> Shape | None:
    """Say what kind of label `name` could be, or `None` when it is none.

    >>> [shape_of(name) for name in ("QUESTION", "MS. DELACROIX", "Deputy Minister Bassey", "Zhanar Bekova")]
    ['generic', 'capitals', 'titled', 'person']
    >>> shape_of("On the week ahead") is None
    True
    """
    plain = _REMARK.sub("", name).strip()
    words = _WORD.findall(plain)
    if not words or len(plain) > LONGEST or _NO_NAME.search(plain):
        return None
    folded = [word.casefold().rstrip(".") for word in words]
    if is_generic(folded):
        return "generic"
    if _describes(folded) or not plain[0].isalpha() or plain[0].islower():
        return None
    if any(map(str.isupper, plain)):
        return _shape_of_name(plain, words, folded)
    # scripts without capitals: Chinese, Arabic, Hindi
    return "other" if len(plain) <= 20 and not plain[0].isascii() and len(words) <= 4 else None


def _shape_of_name(plain: str, words: list[str], folded: list[str]) -> Shape | None:
    if _in_capitals(words):
        return "capitals"
    office = bool(TITLES & set(folded))
    joints = {"for"} if office else {"from"} if is_outlet(folded) else set()
    if not all(_in_a_name(word) or word in joints for word in words):
        return None
    if (len(words) > 1 and office) or folded[0] in ADDRESSES - {"the", "right"}:
        return "titled"
    fits = len(words) <= 6 or "," in plain if len(words) > 1 else len(plain) >= 3
    return "person" if fits else None


def _describes(folded: list[str]) -> bool:
    """Say whether words describe the text or open a sentence: "Subject:", "And for the lake:"."""
    key = "-".join(folded[:2]) in KEYS or folded[0] in KEYS or folded[-1] in LAST_WORDS
    return key or (len(folded) > 1 and folded[0] in OPENERS)


def _in_a_name(word: str) -> bool:
    return not word[0].islower() or word in PARTICLES | OFFICES or word.startswith(("al-", "el-"))


def is_generic(folded: list[str]) -> bool:
    """Say whether a label names a part, not a person: "QUESTION", "Unidentified Speaker", "Speaker 2"."""
    parts = [word for word in folded if not word.isdigit() and word != "the"]
    numbered = len(parts) < len(folded) or (len(parts) > 1 and len(parts[-1]) == 1)
    if not parts:
        return False
    core = [word for word in parts if word not in UNNAMED and not (len(word) == 1 and word not in "qa")]
    if core and all(word in ASKERS | ANSWERERS | MODERATORS for word in core):
        return True
    return not core and (
        numbered or len(parts) > 1 or parts[0] in {"voice", "voices", "speaker", "group", "all", "unknown"}
    )


def is_outlet(folded: list[str]) -> bool:
    """Say whether a label is the name of a house that reports news: "Coastline Radio", "Radio Salu"."""
    house = bool(folded) and (folded[-1] in OUTLETS or folded[0] in ("radio", "daily", "agence"))
    return house and not set(folded) & OFFICES


def _in_capitals(words: list[str]) -> bool:
    big = [word for word in words if len(word) > 1 and sum(c.isupper() for c in word) >= 2]
    return bool(big) and all(
        word.isupper() or word.casefold() in PARTICLES | {"i"} or word[0].isdigit()
        or (word[:2] == "Mc" and word[2:].isupper()) or (word[:3] == "Mac" and word[3:].isupper())
        or (word.rstrip(".") in {"Mr", "Ms", "Mrs", "Dr", "Hon", "Rt", "Miss", "The", "Prof", "Sir"})
        or word.casefold().rstrip(".") in {"rel", "dlx"}
        for word in words
    )  # fmt: skip


def clean(name: str) -> str:
    """Return a label without markup and punctuation at its ends, remarks, and whom it asks.

    >>> clean("**MR. PRICE:**"), clean("Ana Ruiz (Greens) to the Minister of Ports")
    ('MR. PRICE', 'Ana Ruiz')
    """
    name = _REMARK.sub("", name) if _REMARK.sub("", name).strip(" *_") else name
    name = _ASKED.sub("", name)
    cleaned = _CLEAN.sub("", _CLEAN.sub("", name))
    return cleaned.replace("\u00a0", " ").replace(" / ", ", ")


def unscanned(key: str) -> str:
    """Return `key` with the letters that scanners confuse made equal.

    >>> unscanned("mr prlce") == unscanned("mr price")
    True
    """
    return key.translate(_CONFUSED).replace("rn", "m").replace("vv", "w").replace(" ", "").replace("j", "i")


_C = "".join(filter(str.isupper, map(chr, range(0x530))))  # Latin, Greek and Cyrillic capitals
_S = " \u00a0"  # spaces
_TITLES = sorted(word.capitalize() for word in TITLES | ADDRESSES - {"the", "right"})
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
    table = tomllib.loads(Path(__file__).with_name("label_forms.toml").read_text(encoding="utf-8"))
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


_LEAD = re.compile(
    r"(?:[>*_#]+[ \u00a0]*|(?:[-–—][ \u00a0]+)|§[ \u00a0]*)*"
    r"(?:(?:Q\d{1,4}|\d{1,4}[.)])[ \t\u00a0]+(?=[^\W\d_a-z][^:.?!\n]{1,90}:))?"  # "Q12 Chair: Thank you."
)


def gather(lines: Lines, skip: Mapping[int, str], bolds: Spans, given: Mapping[int, int]) -> list[Label]:
    """Return every candidate label of the lines not in `skip`, in order.

    Parameters
    ----------
    lines
        All lines of the page.
    skip
        Indices of lines that are page furniture.
    bolds
        Offsets (start, end) that the file format sets in bold, rising.
    given
        Where the file format says that a label stands: first offset -> offset after it.
    """
    found: list[Label] = []
    written = sum(len(line.core) for line in lines)
    for index, line in enumerate(lines):
        if not line.core or index in skip:
            continue
        long, end = is_long(line, written), given.get(line.core_start)
        if end is None and (date_or_number(line.core) or (line.core[0].islower() and not long)):
            continue  # no label begins with a small letter
        label = _candidate(index, line, bolds, end)
        if label is not None:
            found.append(label)
        if long:
            after = label.end if label is not None and label.form != "dash" else line.start
            found.extend(inside(index, line, after))
    return found


def _candidate(index: int, line: RawLine, bolds: Spans, given: int | None) -> Label | None:
    """Return the candidate at the head of a line; one that the file format has `given` ends there."""
    lead = _LEAD.match(line.core[:200])
    label = label_at(index, line, lead.end() if lead else 0)
    if label is None or (label.form in ("dash", "alone") and bolds):
        label = bold_by_format(index, line, bolds) or label
    if given is None:
        return label
    if label is None or label.end < given or label.form == "arrow":
        label = by_format(index, line, given)
    return replace(label, given=True)


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


def bold_by_format(index: int, line: RawLine, bolds: Spans) -> Label | None:
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
    shouted = [word.isupper() and len(word) > 1 for word in words]
    capitals = next((place for place in range(len(words) - 1) if all(shouted[place:])), 0)
    if capitals:
        return name.index(words[capitals])
    addressed = _ADDRESSED.search(name)
    timed = _TIME_WORDS.match(name)
    return addressed.start() if addressed else timed.end() if timed else 0


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
