"""Speaker labels: every form in which a transcript names who speaks next, gathered as candidates and then weighed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing_lessons.reading.lexicon import (
    ADDRESSES,
    ANSWERERS,
    ASKERS,
    KEYS,
    MODERATORS,
    OFFICES,
    OPENERS,
    PARTICLES,
    UNNAMED,
)  # fmt: skip
from briefing_lessons.reading.line_rules import date_or_number
from briefing_lessons.reading.lines import RawLine, ends_like_a_sentence, starts_small

LONGEST = 90  #: characters in a label
LONG_LINE = 1200  #: characters from which a line may hold several turns


@dataclass(frozen=True, slots=True)
class Label:
    """A place where a turn may begin."""

    line: int  #: index of its line
    start: int
    end: int  #: offset after the label and its punctuation
    printed: str  #: as printed: "MS. DELACROIX:"
    name: str  #: without punctuation, markup, time and remark: "MS. DELACROIX"
    form: str  #: name of the function that found it
    shape: str  #: generic, capitals, titled, person or other
    stamped: bool = False  #: carries a time stamp
    given: bool = False  #: the file format itself says that this is a label

    @property
    def key(self) -> str:
        """The name as it is counted: letters and digits only, folded."""
        return label_key(self.name)


_STAMP = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?[\])]?"
_LEAD = re.compile(r"(?:[>*_#•]+[ \u00a0]*|(?:[-–—][ \u00a0]+)|>>+[ \u00a0]*|§[ \u00a0]*)*")
_COLON = re.compile(
    rf"(?P<name>[^\n:：]{{1,{LONGEST}}}?)(?P<remark>(?:[ \u00a0]*[(\[][^()\[\]\n]{{1,70}}[)\]]){{0,4}})[*_ \u00a0]*[:：][*_]*"
    rf"(?P<stamp>[ \u00a0]*[\[(]\d{{1,2}}:\d\d(?::\d\d)?[\])])?(?=[\s\u00a0]|$|[“\"‘'(\[—–…*]|(?<=：).)"
)
_STAMP_FIRST = re.compile(
    rf"{_STAMP}[ \u00a0\-–]*(?P<name>[^\W\d_][^\n:：]{{0,{LONGEST}}}?)[ \u00a0]*(?:[:：](?=\s|$)|$)"
)
_STAMP_LAST = re.compile(
    rf"(?P<name>[^\W\d_][^\n:：\[(]{{0,{LONGEST}}}?)[ \u00a0,\-–]*(?:[\[(]\d{{1,2}}:\d\d(?::\d\d)?[\])]|[ \u00a0]\d{{1,2}}:\d\d(?::\d\d)?)[ \u00a0]*[:：]?(?=\s|$)"
)
_LETTER = re.compile(
    r"(?P<name>[QA])(?P<number>\d{0,3})(?P<mark>[*_]*(?:[:.)][*_]*(?=[\s\u00a0]|$|[“\"])|[ \u00a0\t]+(?=\S)))"
)
_STOP_CAPITALS = re.compile(
    r"(?P<name>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]*(?:[ \u00a0]+(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]*|Mc[A-Z]+|Mac[A-Z]+|DE|de|of|the)){0,5})\.(?P<gap>[ \u00a0]+)(?=[“\"(\[—–…]|[A-Z0-9])"
)
_STOP_TITLED = re.compile(
    r"(?P<name>(?:Mr|Mrs|Ms|Miss|Dr|Hon|The)\.?[ \u00a0](?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]+|Mc[A-Z]+|pro|tempore|PRESIDING|OFFICER)(?:[ \u00a0](?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’\-]+|Mc[A-Z]+|of [A-Z][a-z]+(?: [A-Z][a-z]+)?|pro tempore)){0,4}(?:[ \u00a0]\([^()\n]{1,60}\))?)\.(?P<gap>[ \u00a0]+)(?=\S)"
)
_DASH = re.compile(
    r"(?P<name>[A-ZÀ-ÞĀ-Ž][^\n:.–—]{1,60}?)(?:[ \u00a0]\((?P<remark>[^()\n]{1,60})\))?\.?[ \u00a0]+[–—][ \u00a0]+(?=[“\"(]|[A-Z])"
)
_BOLD = re.compile(r"(?P<open>\*\*|__)(?P<name>[^*_\n]{1,90}?)(?P=open)[ \u00a0]*(?=\S|$)")
_HEAD = re.compile(r"#{1,6}[ \u00a0]+(?P<name>[^\n#]{1,90}?)[ \u00a0#]*$")
_INLINE = re.compile(
    r"(?<![^\s\u00a0])(?P<name>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]+(?:[ \u00a0](?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]*|Mc[A-Z]+|of|the)){0,5}|"
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|[A-Z])\.|[A-ZÀ-ÖØ-Þ][\w'’\-]*)"
    r"(?:[ \u00a0](?:[A-Z]\.|[A-ZÀ-ÖØ-Þ][\w'’\-]*)){0,4})(?:[ \u00a0]\([^()\n]{1,40}\))?"
    r"[:：](?:[ \u00a0]?[\[(]\d{1,2}:\d\d(?::\d\d)?[\])])?(?=[\s\u00a0])"
)
_INLINE_STOP = re.compile(
    r"(?<=[.?!)\]”\"—–…])[ \u00a0]+(?P<name>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.\-]+(?:[ \u00a0][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’\-]+){1,3})\.(?=[ \u00a0]{2,}[“\"(A-Z])"
)
_INLINE_Q = re.compile(r"(?<=[.?!)\]”\"—–…])[ \u00a0]+(?P<name>Q)(?P<mark>[:.]?[ \u00a0]+)(?=[A-Z“\"(—–0-9])")
_CLEAN = re.compile(r"^[*_#>\s\u00a0•§\-–—\[]+|[*_\s\u00a0:：.,;\]]+$")
_REMARK = re.compile(r"[ \u00a0]*[(\[][^()\[\]]*[)\]]")
_WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*\.?")
_NOT_KEY = re.compile(r"[\W_]+")
_CONFUSED = str.maketrans("01l5|8", "oii5ib")


@lru_cache(maxsize=20_000)
def label_key(name: str) -> str:
    """Return `name` as labels are counted: folded, punctuation as one space, remarks in brackets left out.

    >>> label_key("MR. PRICE"), label_key("Mr Price (via video)")
    ('mr price', 'mr price')
    """
    return _NOT_KEY.sub(" ", _REMARK.sub("", name).casefold().replace("'", "").replace("’", "")).strip()


@lru_cache(maxsize=20_000)
def shape_of(name: str) -> str | None:
    """Say what kind of label `name` could be, or `None` when it is none.

    >>> shape_of("QUESTION"), shape_of("MS. DELACROIX"), shape_of("Deputy Minister Bassey"), shape_of("Zhanar Bekova")
    ('generic', 'capitals', 'titled', 'person')
    >>> shape_of("On the week ahead") is None
    True
    """
    plain = _REMARK.sub("", name).strip()
    words = _WORD.findall(plain)
    if (
        not words
        or len(words) > 14
        or len(plain) > LONGEST
        or any(c in plain for c in '?!“”"=|<>{}@/\\;%$€+')
    ):
        return None
    folded = [word.casefold().rstrip(".") for word in words]
    if is_generic(folded):
        return "generic"
    if " ".join(folded[:2]).replace(" ", "-") in KEYS or folded[0] in KEYS or folded[-1] in KEYS - {"part"}:
        return None
    if not plain[0].isalpha() or plain[0].islower() or (len(words) > 1 and folded[0] in OPENERS):
        return None
    letters = [c for c in plain if c.isalpha()]
    if not any(c.isupper() for c in letters):  # scripts without capitals: Chinese, Arabic, Hindi
        return "other" if len(plain) <= 20 and not plain[0].isascii() and len(words) <= 4 else None
    if len(words) <= 10 and _in_capitals(words):
        return "capitals"
    named = [word for word in words if word[0].isupper() or word[0].isdigit()]
    small = [word for word in words if word[0].islower()]
    if any(word.casefold() not in PARTICLES and not word.startswith(("al-", "el-")) for word in small):
        return None
    if len(named) < 2 and folded[0] not in ADDRESSES | OFFICES:
        return "person" if len(words) == 1 and len(words[0]) >= 3 else None
    if folded[0].rstrip(".") in ADDRESSES - {"the", "right"} or (set(folded) & OFFICES and len(words) >= 2):
        return "titled"
    return "person" if len(words) <= 6 or "," in plain else None


def is_generic(folded: list[str]) -> bool:
    """Say whether the words of a label name a part, not a person: "QUESTION", "Unidentified Speaker", "Speaker 2"."""
    parts = [word for word in folded if not word.isdigit() and word != "the"]
    numbered = len(parts) < len(folded) or (len(parts) > 1 and len(parts[-1]) == 1)
    if not parts:
        return False
    core = [word for word in parts if word not in UNNAMED and not (len(word) == 1 and word not in "qa")]
    if core and all(word in ASKERS | ANSWERERS | MODERATORS for word in core):
        return True
    return not core and (
        numbered or len(parts) > 1 or parts[0] in {"voice", "voices", "speaker", "group", "all"}
    )


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
    """Return a label without markup and punctuation at its ends.

    >>> clean("**MR. PRICE:**")
    'MR. PRICE'
    """
    name = _REMARK.sub("", name) if _REMARK.sub("", name).strip(" *_") else name
    cleaned = _CLEAN.sub("", _CLEAN.sub("", name))
    return cleaned.replace("\u00a0", " ")


def _make(
    index: int, line: RawLine, match: re.Match[str], base: int, form: str, stamped: bool = False
) -> Label | None:
    name = clean(match["name"])
    shape = shape_of(name)
    if shape is None:
        return None
    start = base + match.start("name")
    while start > line.start and line.text[start - 1 - line.start] in "*_":
        start -= 1
    end = base + match.end()
    printed = line.text[start - line.start : end - line.start].rstrip()
    return Label(index, start, end, printed, name, form, shape, stamped)


def question_letter(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """`Q` or `A` with a colon, a full stop, or only spaces after it."""
    match = _LETTER.match(core)
    if not match:
        return None
    mark = match["mark"].strip("*_")
    if match["name"] == "A" and not mark.strip(" \u00a0\t") and len(mark) < 2:
        return None  # "A question was asked"
    form = "question_letter" if mark.strip(" \u00a0\t") or len(mark) >= 2 else "question_letter_one_space"
    start = base + match.start()
    while start > line.start and line.text[start - 1 - line.start] in "*_":
        start -= 1
    printed = line.text[start - line.start : base + match.end() - line.start].rstrip()
    return Label(index, start, base + match.end(), printed, match["name"], form, "generic")


def colon(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name, perhaps a remark in brackets, and a colon; perhaps a time stamp."""
    match = _COLON.match(core)
    if not match:
        return None
    stamped = bool(match["stamp"]) or bool(re.search(r"\d:\d\d", match["remark"] or ""))
    return _make(index, line, match, base, "colon", stamped)


def time_stamp_first(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A time stamp, then a name: `[00:12:40] Ana Ruiz:`."""
    match = _STAMP_FIRST.match(core)
    label = match and _make(index, line, match, base, "time_stamp_first", True)
    if not label or not match:
        return None
    return Label(
        index, base, label.end, core[: match.end()].rstrip(), label.name, label.form, label.shape, True
    )


def time_stamp_last(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name, then a time stamp, alone or with a colon: `Ana Ruiz (12:40)`."""
    match = _STAMP_LAST.match(core)
    if not match or (match.end() < len(core) and not match.group().rstrip().endswith((":", ")", "]"))):
        return None
    return _make(index, line, match, base, "time_stamp_last", True)


def full_stop(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name in capitals and a full stop: `CHAIR OYELARAN.  Good afternoon.`, `Mr. OYELARAN of Ohio. Mr. Speaker`."""
    for pattern in (_STOP_TITLED, _STOP_CAPITALS):
        match = pattern.match(core)
        if match and len(match["name"]) >= 4 and not re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?", match["name"]):
            wide = len(match["gap"]) >= 2
            return _make(index, line, match, base, "full_stop" if wide else "full_stop_one_space")
    return None


def bold(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name in bold, or as a Markdown heading, without a colon."""
    match = _BOLD.match(line.text.strip()) or _HEAD.match(line.text.strip())
    if not match or clean(match["name"]).endswith("."):
        return None
    return _make(index, line, match, line.start + len(line.text) - len(line.text.lstrip()), "bold")


def dash(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name and a dash, as in parliamentary records: `Ana Ruiz (Greens). – Madam President, …`."""
    match = _DASH.match(core)
    return (match and _make(index, line, match, base, "dash")) or None


def alone(index: int, line: RawLine, core: str, base: int) -> Label | None:
    """A name alone on its line, without any punctuation."""
    if len(core) > 70 or not core or core[-1] in ".,;:!?":
        return None
    match = re.match(r"(?P<name>.+)", core)
    return (match and _make(index, line, match, base, "alone")) or None


#: The forms of a label, tried in this order on every line; the first that fits gives the candidate.
FORMS = (time_stamp_first, time_stamp_last, question_letter, colon, full_stop, bold, dash, alone)


def gather(
    lines: tuple[RawLine, ...],
    skip: dict[int, str],
    bolds: tuple[tuple[int, int], ...] = (),
    given: frozenset[int] = frozenset(),
) -> list[Label]:
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
        Offsets where the file format says that a label begins.
    """
    found: list[Label] = []
    for index, line in enumerate(lines):
        if not line.core or index in skip or date_or_number(line.core):
            continue
        lead = _LEAD.match(line.core[:200])
        shift = lead.end() if lead else 0
        core, base = line.core[shift : shift + 400], line.core_start + shift
        label = next((label for form in FORMS if (label := form(index, line, core, base))), None)
        if label is None or (label.form in ("dash", "alone") and bolds):
            label = _bold_by_format(index, line, bolds) or label
        if label is not None and label.start in given:
            label = replace(label, given=True)
        if label is not None and not (label.form == "alone" and shift + len(core) < len(line.core)):
            found.append(label)
        if len(line.core) > LONG_LINE:
            after = label.end if label is not None and label.form != "dash" else line.start
            found.extend(inside(index, line, after))
    return found


def inside(index: int, line: RawLine, after: int) -> Iterator[Label]:
    """Yield the candidates in the middle of a very long line, from offset `after`."""
    hits = [
        (match, pattern)
        for pattern in (_INLINE, _INLINE_STOP, _INLINE_Q)
        for match in pattern.finditer(line.text, max(0, after - line.start))
    ]
    last = after
    for match, pattern in sorted(hits, key=lambda hit: hit[0].start("name")):
        start = line.start + match.start("name")
        if start < last:
            continue
        before = line.text[max(0, start - line.start - 3) : start - line.start].rstrip()
        name, form = clean(match["name"]), "inside"
        if cut := _words_before_a_label(name):
            start += cut
            name = name[cut:]
        shape = "generic" if pattern is _INLINE_Q else shape_of(name)
        if shape is None or (
            shape == "person" and not ends_like_a_sentence(before) and before[-1:] not in "—–)]-"
        ):
            continue
        end = line.start + match.end() + (1 if pattern is _INLINE_STOP else 0)
        last = end
        printed = line.text[start - line.start : end - line.start].rstrip()
        yield Label(index, start, end, printed, name, form, shape, bool(re.search(r"\d:\d\d", match.group())))


_TIME_WORDS = re.compile(r"(?:(?:[AP]\.?M\.?|[A-Z]{2,3}T|GMT|UTC|D\.C\.)\s+)+")
_ADDRESSED = re.compile(r"(?<=\s)(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.?\s")


def _words_before_a_label(name: str) -> int:
    """Return how many characters at the head of `name` belong to the line before: "P.M. EDT MS. LUND"."""
    words = name.split()
    last = words[-1].casefold() if len(words) > 1 else ""
    if last in ASKERS and words[-2].casefold() not in UNNAMED:
        return len(name) - len(last)
    addressed = _ADDRESSED.search(name)
    timed = _TIME_WORDS.match(name)
    return addressed.start() if addressed else timed.end() if timed else 0


def _bold_by_format(index: int, line: RawLine, bolds: tuple[tuple[int, int], ...]) -> Label | None:
    place = bisect_right(bolds, (line.core_start, 1 << 60)) - 1
    if place < 0 or bolds[place][0] != line.core_start:
        return None
    end = min(bolds[place][1], line.core_end)
    name = clean(line.text[line.core_start - line.start : end - line.start])
    shape = shape_of(name) if name else None
    if shape is None:
        return None
    return Label(
        index,
        line.core_start,
        end,
        line.text[line.core_start - line.start : end - line.start],
        name,
        "bold",
        shape,
    )


def accept(candidates: list[Label], lines: tuple[RawLine, ...], wrapped: bool) -> tuple[Label, ...]:
    """Return the candidates that are labels, judged together.

    One line with a colon proves nothing; a name that comes back, or stands among other labels, does.
    """
    counts = Counter(label.key for label in candidates)
    by_form = Counter(label.form for label in candidates)
    sure = [label for label in candidates if is_sure(label, counts, by_form)]
    known = {label.key for label in sure}
    persons = {
        label.key for label in candidates if label.shape in ("person", "other") and label.form not in WEAK
    }
    returning = {key for key in persons if counts[key] >= 2}
    if (
        len(sure) >= 2
        or len(returning) >= 2
        or (sure and returning)
        or (returning and max(counts[key] for key in returning) >= 3)
    ):
        surnames = {key.split()[-1] for key in known | returning}
        for label in candidates:
            if label.form in WEAK or label.shape not in ("person", "other") or label.key in known:
                continue
            opens = _opens_a_paragraph(label, lines, wrapped)
            many = len(label.key.split()) >= 2 or label.shape == "other"
            if label.key in returning or (opens and (many or label.key in surnames)):
                known.add(label.key)
    if any(label.form == "alone" for label in sure):
        known |= {
            label.key
            for label in candidates
            if label.form == "alone" and label.shape in ("generic", "titled")
        }
    known |= {key for key in _misprints(candidates, known, counts)}
    kept = [
        label for label in candidates
        if label.key in known and (label.form not in WEAK or _weak_form_holds(label, lines, counts, by_form, known))
    ]  # fmt: skip
    return tuple(kept)


#: forms that need more evidence than one line
WEAK = frozenset({"alone", "dash", "bold", "full_stop_one_space", "question_letter_one_space"})


def is_sure(label: Label, counts: Counter[str], by_form: Counter[str]) -> bool:
    """Say whether a candidate is a label whatever stands around it."""
    if label.given:
        return True
    if label.form in WEAK:
        return by_form[label.form] >= 3 and counts[label.key] >= 2 and label.shape != "person"
    if label.form == "inside":
        return label.shape in ("generic", "capitals") or counts[label.key] >= 3
    if label.form == "question_letter":
        return label.name == "Q" or counts[label.key] >= 2
    if label.form == "full_stop":
        return counts[label.key] >= 2 or by_form["full_stop"] >= 4
    return label.stamped or label.shape in ("generic", "capitals", "titled")


def _weak_form_holds(
    label: Label, lines: tuple[RawLine, ...], counts: Counter[str], by_form: Counter[str], known: set[str]
) -> bool:
    if label.form == "alone":
        following = next((line.core for line in lines[label.line + 1 : label.line + 4] if line.core), "")
        return len(following) > 0 and not (label.shape == "person" and counts[label.key] < 3)
    if label.form == "dash":
        return by_form["dash"] >= 4 and counts[label.key] >= 1
    if label.form == "full_stop_one_space" and label.key in {
        key for key, count in counts.items() if count >= 3
    }:
        return True  # the same label stands elsewhere with its usual two spaces
    return by_form[label.form] >= 2


def _opens_a_paragraph(label: Label, lines: tuple[RawLine, ...], wrapped: bool) -> bool:
    if not wrapped or label.line == 0:
        return True
    before = lines[label.line - 1].core
    return not before or ends_like_a_sentence(before)


def _misprints(candidates: list[Label], known: set[str], counts: Counter[str]) -> Iterator[str]:
    """Yield keys that differ from a frequent label only as scanned letters do ("MR PRlCE", "QUESTI0N")."""
    frequent = {unscanned(key): key for key in known if counts[key] >= 2}
    for label in candidates:
        if label.key not in known and unscanned(label.key) in frequent and label.form not in WEAK:
            yield label.key


def unscanned(key: str) -> str:
    """Return `key` with the letters that scanners confuse made equal.

    >>> unscanned("mr prlce") == unscanned("mr price")
    True
    """
    return key.translate(_CONFUSED).replace("rn", "m").replace("vv", "w").replace(" ", "").replace("j", "i")


def mend_punctuation(
    lines: tuple[RawLine, ...], labels: tuple[Label, ...], skip: dict[int, str]
) -> tuple[Label, ...]:
    """Add labels that lost or changed their mark: `MR PRICE; Yes`, `MR. PRICE. Yes`, `QUESTION Thank you`."""
    colons = [label for label in labels if label.form == "colon" and len(label.name) >= 4]
    counts = Counter(unscanned(label.key) for label in colons)
    names = {label.name for label in colons if counts[unscanned(label.key)] >= 2 and label.name.isupper()}
    if not names:
        return labels
    spelled = "|".join(
        re.escape(name).replace(r"\.", r"[.,]?").replace(r"\ ", r"[ \u00a0]*")
        for name in sorted(names, key=len, reverse=True)
    )
    pattern = re.compile(
        rf"(?P<name>{spelled})[ \u00a0]*[;.,:]{{1,2}}(?=[ \u00a0])|(?P<bare>{spelled})(?=[ \u00a0][A-Z“\"(])"
    )
    taken = {label.line for label in labels}
    added = []
    for index, line in enumerate(lines):
        if index in taken or index in skip or not line.core or starts_small(line.core):
            continue
        if match := pattern.match(line.core):
            name = match["name"] or match["bare"]
            end = line.core_start + match.end()
            added.append(Label(index, line.core_start, end, match.group(), clean(name), "colon", "capitals"))
    return tuple(sorted([*labels, *added], key=lambda label: label.start)) if added else labels
