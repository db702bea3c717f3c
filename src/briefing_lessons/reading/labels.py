"""Words that may say who speaks: their parts, their shape, and the forms in which they are printed."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from briefing_lessons.reading import lines as rules
from briefing_lessons.reading.lexicon import (
    ADDRESSES,
    ANSWERERS,
    ASKERS,
    KEYS,
    LISTS,
    MODERATORS,
    OFFICES,
    OPENERS,
    OUTLETS,
    PARTICLES,
    UNNAMED,
    fill,
)
from briefing_lessons.reading.lines import LINE, Lines, RawLine, ends_like_a_sentence

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
TITLES = OFFICES.difference(LISTS["modifiers"])  #: words that make a label by themselves
#: whom a member asks: "Ana Ruiz to the Minister of Ports"
_ASKED = rf"(?<=\w)\** (?:to|to ask|asked) the \**(?:[A-Z]\w+ )*(?:{'|'.join(map(str.title, TITLES))})\b.*$"
_CONFUSED = str.maketrans("01l5|8", "oiisib")


@lru_cache(maxsize=20_000)
def label_key(name: str) -> str:
    """Return `name` as labels are counted: folded, punctuation as one space, no remarks in brackets.

    >>> label_key("MR. PRICE"), label_key("Mr Price (via video)")
    ('mr price', 'mr price')
    """
    folded = LINE["remark"].sub("", name).casefold()
    return LINE["in_no_key"].sub(" ", folded.replace("'", "").replace("’", "")).strip()


@lru_cache(maxsize=20_000)
def shape_of(name: str) -> Shape | None:
    """Say what kind of label `name` could be, or `None` when it is none.

    >>> [shape_of(name) for name in ("QUESTION", "MS. DELACROIX", "Deputy Minister Bassey", "Zhanar Bekova")]
    ['generic', 'capitals', 'titled', 'person']
    >>> shape_of("On the week ahead") is None
    True
    """
    plain = LINE["remark"].sub("", name).strip()
    words = LINE["name_word"].findall(plain)
    if LINE["telephone"].fullmatch(plain):
        return "generic"
    if not words or len(plain) > LONGEST or LINE["in_no_name"].search(plain):
        return None
    folded = [word.casefold().rstrip(".") for word in words]
    if is_generic(folded):
        return "generic"
    if _describes(folded) or not plain[0].isalpha() or plain[0].islower():
        return None
    if not any(map(str.isupper, plain)):  # scripts without capitals: Chinese, Arabic, Hindi
        return "other" if len(plain) <= 20 and not plain[0].isascii() and len(words) <= 4 else None
    return "capitals" if _in_capitals(words) else _shape_of_name(plain, words, folded)


def _shape_of_name(plain: str, words: list[str], folded: list[str]) -> Shape | None:
    """Say whether words that begin with capitals are a name, with or without a title before it."""
    office = bool(TITLES & set("-".join(folded).split("-")))
    joints = PARTICLES | OFFICES | ({"for", "at"} if office else {"from"} if is_outlet(folded) else set())
    joints |= ASKERS if folded[0] in ASKERS else set()  # "Follow-up question Ruiz"
    small = {word for word in words if word[0].islower() and not word.startswith(("al-", "el-"))}
    if small - joints:
        return None
    if (len(words) > 1 and office) or folded[0] in ADDRESSES - {"the", "right"}:
        return "titled"
    fits = len(words) <= 6 or "," in plain if len(words) > 1 else len(plain) >= 3
    return "person" if fits else None


def _describes(folded: list[str]) -> bool:
    """Say whether words describe the text or open a sentence: "Subject:", "And for the lake:"."""
    first = folded[0] in KEYS and not TITLES & set(folded[1:])  # but "Programme Director Abel"
    key = "-".join(folded[:2]) in KEYS or first or folded[-1] in LISTS["last_words"]
    return key or (len(folded) > 1 and folded[0] in OPENERS)


_PARTS = ASKERS | ANSWERERS | MODERATORS  #: words that name a part by themselves


def is_generic(folded: list[str]) -> bool:
    """Say whether a label names a part, not a person: "QUESTION", "Unidentified Speaker", "Speaker 2"."""
    parts = [word for word in folded if not word.isdigit() and word != "the"]
    numbered = len(parts) < len(folded) or (len(parts) > 1 and len(parts[-1]) == 1)
    if not parts:
        return False
    core = [word for word in parts if word not in UNNAMED and not (len(word) == 1 and word not in "qa")]
    if core and _PARTS.issuperset(core):
        return True
    return not core and (
        numbered or len(parts) > 1 or parts[0] in {"voice", "voices", "speaker", "group", "all", "unknown"}
    )


def is_outlet(folded: list[str]) -> bool:
    """Say whether a label is the name of a house that reports news: "Coastline Radio", "Radio Salu"."""
    folded = folded[folded[:1] == ["the"] :]
    house = bool(folded) and (folded[-1] in OUTLETS or folded[0] in ("radio", "daily", "agence", "channel"))
    return house and not set(folded) & OFFICES


def _in_capitals(words: list[str]) -> bool:
    small = PARTICLES | ADDRESSES
    shouted = all(
        word.isupper() or word.casefold().rstrip(".") in small or LINE["shouted"].fullmatch(word)
        for word in words
    )
    return shouted and any(sum(map(str.isupper, word)) >= 2 for word in words)


def clean(name: str) -> str:
    """Return a label without markup and punctuation at its ends, remarks, and whom it asks.

    >>> clean("**MR. PRICE:**"), clean("Ana Ruiz (Greens) to the Minister of Ports")
    ('MR. PRICE', 'Ana Ruiz')
    """
    name = plain if (plain := LINE["remark"].sub("", name)).strip(" *_") else name
    name = re.sub(_ASKED, "", name) if " the " in name else name
    return LINE["label_edges"].sub("", name).replace("\u00a0", " ").replace(" / ", ", ")


def unscanned(key: str) -> str:
    """Return `key` with the letters that scanners confuse made equal.

    >>> unscanned("mr prlce") == unscanned("mr price")
    True
    """
    return key.translate(_CONFUSED).replace("rn", "m").replace(" ", "")


_S = " \u00a0"  # spaces
_KNOWN = {  #: fragments that are not in the file
    "capital": "".join(filter(str.isupper, map(chr, range(0x530)))),  # Latin, Greek and Cyrillic
    "space": _S,
    "titles": "|".join(sorted(word.capitalize() for word in TITLES | ADDRESSES - {"the", "right"})),
}


@dataclass(frozen=True, slots=True)
class LabelForm:
    """One way in which houses print who speaks, and what it takes to believe it."""

    name: str
    described: str  #: in words, as the reason of a layout gives it
    example: str
    patterns: Sequence[str] = ()  #: each with a group `name`; fragments are not filled in yet
    sure: Sequence[Shape] = ()  #: shapes of name that are believed although they come once
    stand: int = 1  #: candidates of this form below which none holds: other lines are printed like this too
    own_line: bool = False  #: the words spoken begin on a line below
    words: int = 2  #: words in a name that is believed although it comes once, among labels of its form
    most: bool = False  #: half of all candidates must have this form
    inside: bool = False  #: looked for in the middle of very long lines, where several turns stand on one
    repeats: bool = False  #: printed again where the same person goes on, on every line or after a time stamp


_TABLE = tomllib.loads(Path(__file__).with_name("label_forms.toml").read_text(encoding="utf-8"))
#: by name; "bold" is also what the file format sets in bold
FORMS = {row["name"]: LabelForm(**row) for row in _TABLE["form"]}
#: what is tried at the head of a line, in this order
_AT_HEADS = [(form, pattern) for form in FORMS.values() if not form.inside for pattern in form.patterns]
#: all of it at once: the number of the group that fits is that of the first that may; most lines have none
_ANY_AT_HEAD = "|".join(f"({pattern})" for _, pattern in _AT_HEADS)


@cache
def _compiled(
    pattern: str, accented: bool, name: str = "?P<name>", titles: str = _KNOWN["titles"]
) -> re.Pattern[str]:
    """Return a pattern for lines with or without `accented` capitals: all of them take long to compile."""
    known = _KNOWN | {"titles": titles} | ({} if accented else {"capital": "A-Z"})
    return re.compile(fill(_TABLE["fragments"] | {"": pattern}, known)[""].replace("?P<name>", name))


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
    small = _has_small_labels(lines)
    for index, line in enumerate(lines):
        if not line.core or index in skip:
            continue
        long, end = is_long(line, written), given.get(line.core_start)
        dated = rules.date_or_number(line.core) or rules.place_and_date(line.core)
        if end is None and (dated or LINE["topic"].fullmatch(line.core)):
            continue
        name = LINE["small_label"].match(line.core) if small else None
        head = (line.indent, line.indent + (name.end() if name else 0))
        label = name and _label(index, line, head, "colon", name["name"].title())
        label = label or _candidate(index, line, bolds, end)
        if label is not None:
            found.append(label)
        if long:
            after = label.end if label is not None and label.form != "dash" else line.start
            found.extend(inside(index, line, after))
    return found


def _has_small_labels(lines: Lines) -> bool:
    """Say whether names in small letters that come back begin most lines, and sentences follow."""
    heads = [(match["name"], line) for line in lines if (match := LINE["small_label"].match(line.core))]
    back = sum(count > 1 for count in Counter(name for name, _ in heads).values())
    spoken = sum(ends_like_a_sentence(line.core) for _, line in heads)
    return back > 1 and 2 * min(len(heads), 2 * spoken) >= sum(bool(line.core) for line in lines)


def _candidate(index: int, line: RawLine, bolds: Spans, given: int | None) -> Label | None:
    """Return the candidate at the head of a line; one that the file format has `given` ends there."""
    lead = LINE["lead"].match(line.core[:200])
    label = label_at(index, line, lead.end() if lead else 0)
    loose = label is None or label.form in ("dash", "alone") or label.printed.startswith(f"{label.name},")
    if loose and bolds and (bold := bold_by_format(index, line, bolds)):
        label = label if label and bold.printed.rstrip()[-1:] in "–—" else bold
    if given is None:
        return label
    if label is None or label.end < given or (given == line.core_start and label.form == "bracketed"):
        label = by_format(index, line, given)
    return replace(label, given=True)


def is_long(line: RawLine, written: int) -> bool:
    """Say whether a line may hold several turns: it is very long, or most of the `written` characters."""
    return len(line.core) > 1200 or (len(line.core) > 250 and len(line.core) * 10 > 8 * written)


def label_at(index: int, line: RawLine, lead: int) -> Label | None:
    """Return the candidate after the first `lead` characters of a line, markup or dashes."""
    start = line.indent + lead
    stop = min(start + 400, line.indent + len(line.core))
    arrow = ">>" in line.text[line.indent : start]
    accented = not line.text.isascii() and bool(LINE["accented"].search(line.text, start, stop))
    any_label = _compiled(_ANY_AT_HEAD, accented, "?:", r"\S+")
    fits = line.text[start : start + 1] not in '"“”' and any_label.match(line.text, start, stop)
    for form, pattern in _AT_HEADS[(fits.lastindex or 0) - 1 :] if fits else ():
        match = _compiled(pattern, accented).match(line.text, start, stop)
        if match is None or (arrow and form.own_line):
            continue
        label = _label(index, line, match.span(), form.name, match["name"])
        opens_a_name = form.name.startswith("full_stop") and label and label.key.split()[-1] in ADDRESSES
        if label and not opens_a_name:  # "OF HON."
            return label
    if arrow:
        return Label(index, line.core_start, line.start + start, ">>", "", "arrow", "generic")
    return None


def by_format(index: int, line: RawLine, end: int) -> Label:
    """A label that the file format marks as one, from the head of the line to `end`; a dash names nobody."""
    printed = line.text[line.indent : end - line.start]
    bracketed = printed[:1] in "(["
    name = clean(printed.strip("()[]:") if bracketed else printed)
    shape = shape_of(name) or "other" if name else "generic"
    alone = end == line.core_end and not bracketed and printed[-1] != ":"
    form = "arrow" if not name else "alone" if alone else "colon"
    return Label(index, line.core_start, end, printed, name, form, shape)


def bold_by_format(index: int, line: RawLine, bolds: Spans) -> Label | None:
    """A name that the file format sets in bold at the beginning of the line."""
    place = bisect_right(bolds, (line.core_start, 1 << 60)) - 1
    if place < 0 or bolds[place][0] != line.core_start:
        return None
    start, end = line.indent, min(bolds[place][1] - line.start, line.indent + len(line.core))
    if line.text[end:].lstrip(_S)[:1].islower():
        return None
    return _label(index, line, (start, end), "bold", line.text[start:end])


def inside(index: int, line: RawLine, after: int) -> Iterator[Label]:
    """Yield the candidates in the middle of a very long line, from offset `after`."""
    accented = bool(LINE["accented"].search(line.text))
    hits = [
        (match.start("name"), match, form)
        for form in FORMS.values()
        for pattern in (form.patterns if form.inside else ())
        for match in _compiled(pattern, accented).finditer(line.text, max(0, after - line.start))
    ]
    for start, match, form in sorted(hits, key=lambda hit: hit[0]):
        if line.start + start < after:
            continue
        name = clean(match["name"])
        cut = _words_before(name)
        label = _label(index, line, (start + cut, match.end()), form.name, name[cut:])
        before = line.text[max(0, start + cut - 3) : start + cut].rstrip()
        broken_off = not ends_like_a_sentence(before) and before[-1:] not in "—–)]-"
        if label is None or (label.shape == "person" and broken_off and "." not in label.name):
            continue
        after = label.end
        yield label


def _words_before(name: str) -> int:
    """Return how many characters at the head of `name` belong to the line before: "P.M. EDT MS. LUND"."""
    words = name.split()
    shouted = [word.isupper() and len(word) > 1 for word in words]
    capitals = next((place for place in range(len(words) - 1) if all(shouted[place:])), 0)
    if capitals:
        return name.index(words[capitals])
    timed = LINE["time_words"].match(name)
    return timed.end() if timed else 0


def _label(index: int, line: RawLine, span: tuple[int, int], form: str, words: str) -> Label | None:
    """Return the label printed at `span` of a line, with bold print before it, if `words` may be a name."""
    name = clean(words)
    shape = shape_of(name)
    if shape is None:
        return None
    start, end = len(line.text[: span[0]].rstrip("*_")), span[1]
    printed = line.text[start:end].rstrip()
    stamped = bool(LINE["clock_time"].search(printed))
    return Label(index, line.start + start, line.start + end, printed, name, form, shape, stamped)
