"""Forms of a label: one row of a table each, tried in one order on every line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from briefing_lessons.reading.labels import LONGEST, Label, Shape, clean, shape_of
from briefing_lessons.reading.lexicon import ADDRESSES, ASKERS, MODIFIERS, OFFICES, UNNAMED
from briefing_lessons.reading.lines import RawLine, ends_like_a_sentence

_C = "".join(filter(str.isupper, map(chr, range(0x530))))  # Latin, Greek and Cyrillic capitals
_S = " \u00a0"  # spaces
_CAPITALS = rf"[{_C}][{_C}.'’\-]*"
_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:[ \u00a0]?[AaPp]\.?[Mm]\b\.?)?"
_BRACKETED_TIME = rf"[\[(]{_TIME}[\])]"
_AFTER_SENTENCE = rf"(?<=[.?!)\]”\"—–…])[{_S}]+"
_MARK = r"[*_]*[:.)][*_]*(?=[\s\u00a0]|$|[“\"])"
_ACRONYM_OR_SHORT = rf"(?!(?:[A-Z]\.)+[A-Z]?\.?[{_S}]|[^{_S}.]{{1,3}}\.[{_S}]+(?![{_C}.'’\-]+\.))"
_STOP_TITLED = (
    rf"(?P<name>(?:Mr|Mrs|Ms|Miss|Dr|Hon|The)\.?[{_S}](?:[{_C}][{_C}'’.\-]+|Ma?c[A-Z]+)"
    rf"(?:[{_S}](?:[{_C}][{_C}'’\-]+|Ma?c[A-Z]+|of [A-Z][a-z]+(?: [A-Z][a-z]+)?|pro tempore)){{0,4}}"
    rf"(?:[{_S}]\([^()\n]{{1,60}}\))?)\."
)
_STOP_CAPITALS = (
    rf"{_ACRONYM_OR_SHORT}(?P<name>{_CAPITALS}(?:[{_S}]+(?:{_CAPITALS}|Ma?c[A-Z]+|de|of|the)){{0,5}})"
    rf"(?:[{_S}]\([^()\n]{{1,60}}\))?\."
)
_TITLES = "|".join(sorted(word.capitalize() for word in OFFICES - MODIFIERS | ADDRESSES - {"the", "right"}))
_STOP_OFFICE = (
    rf"(?P<name>The[{_S}](?:{_TITLES})|(?:{_TITLES})\.?[{_S}][{_C}][\w'’\-]+(?:[{_S}][{_C}][\w'’\-]+)?)"
    rf"(?:[{_S}]\[[^\[\]\n]{{1,40}}\])?"
)
_ONE_SPACE, _TWO_SPACES = rf"[{_S}]", rf"[{_S}]{{2,}}"
_SPOKEN = rf"(?=[“\"(\[—–…]|[{_C}0-9])"


@dataclass(frozen=True, slots=True)
class LabelForm:
    """One way in which houses print who speaks, and what it takes to believe it."""

    name: str
    described: str  #: in words, as the reason of a layout gives it
    example: str
    patterns: tuple[re.Pattern[str], ...]  #: each with a group `name`
    least: int = 1  #: candidates of this form that must stand in the text before one is believed
    returns: int = 2  #: times that a label must come back …
    many: int = 1_000_000  #: … unless so many candidates of this form stand in the text
    sure: frozenset[Shape] = frozenset()  #: shapes of name that are believed although they come once
    unsure: frozenset[Shape] = frozenset()  #: shapes of name that are not believed although they come back
    stand: int = 1  #: candidates of this form below which none holds: other lines are printed like this too
    own_line: bool = False  #: the words spoken begin on a line below
    words: int = 2  #: words in a name that is believed although it comes once, among labels of its form
    most: bool = False  #: half of all candidates must have this form
    repeats: bool = False  #: printed again where the same person goes on, on every line or after a time stamp


_ALL: frozenset[Shape] = frozenset({"generic", "capitals", "titled", "person", "other"})
_NAMED: frozenset[Shape] = frozenset({"generic", "capitals", "titled"})
_PERSON: frozenset[Shape] = frozenset({"person"})


def _patterns(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, patterns))


#: Tried in this order at the head of every line; the first that fits gives the candidate.
LABEL_FORMS = (
    LabelForm(
        "time_stamp_first", "after a time stamp", "[00:12:40] Ana Ruiz:",
        _patterns(
            rf"[\[(]?{_TIME}(?:[.,]\d+)?[\])]?[{_S}\-–]*(?:From[{_S}]+)?(?P<name>[^\W\d_][^\n:：]{{0,{LONGEST}}}?)"
            rf"(?:[{_S}]+(?i:to everyone|to all panelists)[^\n:]{{0,20}})?[{_S}]*(?:[:：](?=\s|$)|$)",
            rf"[\[(]?{_TIME}(?:[.,]\d+)?[\])]?[{_S}\-–]*[\[(](?P<name>[^\W\d_][^()\[\]\n:]{{1,40}})[\])](?:[:：]|(?=\s))",
        ),
        sure=_ALL,
    ),
    LabelForm(
        "time_stamp_last", "with a time stamp", "Ana Ruiz (12:40)",
        _patterns(
            rf"(?=[^\W\d_].*?\d:\d\d)(?P<name>[^\W\d_][^\n:：\[(]{{0,{LONGEST}}}?)(?:[{_S}]*\([^()\d]{{1,40}}\))?[{_S},\-–]*"
            rf"(?:{_BRACKETED_TIME}[{_S}]*[:：]?|[{_S}]{_TIME}[{_S}]*(?:[:：]|$))(?=\s|$)"
        ),
        sure=_ALL,
    ),
    LabelForm(
        "question_letter", "Q or A", "Q:  When will it open?",
        _patterns(rf"(?P<name>[QA])\d{{0,3}}(?:{_MARK}|[{_S}\t]{{2,}}(?=\S))"),
    ),
    LabelForm(
        "question_letter_one_space", "Q", "Q When will it open?",
        _patterns(rf"(?P<name>Q)\d{{0,3}}[{_S}\t](?=\S)"),
        least=3, unsure=_PERSON, stand=2,
    ),
    LabelForm(
        "initials", "letters or a name before a wide gap", "TW   Hello, everyone.",
        _patterns(
            rf"(?P<name>[{_C}]{{2,}}(?:[.'’\-]?{_ONE_SPACE}?[{_C}]+){{0,6}}|[{_C}][^\t\n:]{{0,40}}(?=\t))(?:\t|[{_S}]{{2,}})(?=[^\W\d_]|[“\"(\[—–…])(?![^\t]*\t)"
        ),
        least=3, words=1, most=True, repeats=True,
    ),
    LabelForm(
        "bracketed", "in brackets", "(Ana) How late is it?",
        _patterns(rf"[(\[](?P<name>[^()\[\]\n:]{{2,40}})[)\]][{_S}]+(?=\S)"),
        least=3, stand=3, words=1, most=True, repeats=True, sure=frozenset({"generic"}),
    ),
    LabelForm(
        "name_and_office", "a name, a dash and an office on one line", "Ana Ruiz -- Chief Engineer",
        _patterns(
            rf"(?P<name>[{_C}][\w'’\-]+(?:[{_S}][{_C}](?:[\w'’\-]+|\.)){{1,3}}),[{_S}](?!.*\w\w[.][{_S}])[^\n:?!]{{2,90}}[^\n.,;:?!]$",
            rf"(?P<name>[{_C}][^\n:–—]{{1,60}}?)[{_S}]+(?:--|–|—)[{_S}]+[{_C}][^\n:?!]{{1,90}}[^\n.,;:?!]$",
        ),
        least=3, stand=2, own_line=True,
    ),
    LabelForm(
        "colon", "ending in a colon", "MS. REYES (via video): Good morning.",
        _patterns(
            rf"(?=[^:：]+[:：])(?P<name>[^\n:：]{{1,{LONGEST}}}?)(?:(?:[{_S}]*[(\[][^()\[\]\n]{{1,70}}[)\]]){{0,4}})"
            rf"[*_{_S}]*[:：][*_]*(?:[{_S}]*{_BRACKETED_TIME})?(?=[\s\u00a0]|$|[“\"‘'(\[—–…*]|(?<=：).)"
        ),
        returns=1_000_000, sure=_NAMED,
    ),
    LabelForm(
        "full_stop_titled", "ending in a full stop", "Mr. REYES of Aune. Mr. Speaker, I rise.",
        _patterns(rf"{_STOP_TITLED}[{_S}]+(?=\S)"),
        least=2, sure=_ALL,
    ),
    LabelForm(
        "full_stop_office", "ending in a full stop", "Senator Pike. Whom did you tell?",
        _patterns(rf"{_STOP_OFFICE}\.[{_S}]+{_SPOKEN}"),
        least=4, stand=4,
    ),
    LabelForm(
        "full_stop", "ending in a full stop", "CHAIR ADU.  Good afternoon.",
        _patterns(rf"{_STOP_CAPITALS}{_TWO_SPACES}{_SPOKEN}"),
        many=4,
    ),
    LabelForm(
        "full_stop_one_space", "ending in a full stop", "CHAIR ADU. Good afternoon.",
        _patterns(rf"{_STOP_CAPITALS}{_ONE_SPACE}{_SPOKEN}"),
        least=3, unsure=_PERSON, stand=2,
    ),
    LabelForm(
        "bold", "in bold", "**Ana Ruiz** Good morning.",
        _patterns(
            rf"(?<=\*\*)(?P<name>[^*_\n]{{1,90}}?)\*\*[{_S}]*(?=[^\sa-zß-ÿ]|$)",
            rf"(?<=__)(?P<name>[^*_\n]{{1,90}}?)__[{_S}]*(?=[^\sa-zß-ÿ]|$)",
            rf"(?<=#[{_S}])(?P<name>[^\n#]{{1,90}}?)[{_S}#]*$",
        ),
        least=3, stand=2,
    ),
    LabelForm(
        "dash", "followed by a dash", "Ana Ruiz (Greens). – Madam President, I rise.",
        _patterns(
            rf"(?P<name>[{_C}][^\n:.–—]{{1,60}}?)(?:[{_S}]\([^()\n]{{1,60}}\))?\.?[{_S}]+[–—-][{_S}]+(?=[“\"({_C}])"
        ),
        least=4, stand=4,
    ),
    LabelForm(
        "alone", "alone on their lines", "MODERATOR",
        _patterns(r"(?P<name>[^\n]{0,69}[^\n.,;:!?])$"),
        least=3, unsure=_PERSON, stand=2, own_line=True,
    ),
    LabelForm(
        "arrow", "opened by arrows or dashes", ">> How late?", (),
        least=2, sure=_ALL, stand=2, words=0,
    ),
)  # fmt: skip
#: In the middle of a very long line, where several turns stand on one.
INSIDE_FORMS = (
    LabelForm(
        "inside", "inside long lines", "… is open. MS. REYES: Thank you. Q When?",
        _patterns(
            rf"(?<![^\s\u00a0])(?P<name>[{_C}][{_C}.'’\-]+(?:[{_S}](?:{_CAPITALS}|Ma?c[A-Z]+|of|the)){{0,5}}|"
            rf"(?:[{_C}]\.){{1,2}}[{_C}][\w'’\-]+|(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|[A-Z])\.|[{_C}][\w'’\-]*)"
            rf"(?:[{_S}](?:[A-Z]\.|[{_C}][\w'’\-]*)){{0,4}})(?:[{_S}]\([^()\n]{{1,40}}\))?"
            rf"[:：](?:[{_S}]?{_BRACKETED_TIME})?(?=[\s\u00a0])",
            rf"{_AFTER_SENTENCE}(?P<name>Q)[:.]?[{_S}]+(?=[{_C}“\"(—–0-9])",
        ),
        returns=3, sure=frozenset({"generic", "capitals"}),
    ),
    LabelForm(
        "inside_stop", "inside long lines, ending in a full stop", "… is open. CHAIR ADU. Thank you.",
        _patterns(
            rf"(?<![^\s\u00a0])(?P<name>[{_C}][{_C}'’.\-]+(?:[{_S}][{_C}][{_C}'’\-]+){{1,3}})\.[{_S}](?=[{_S}]*[“\"({_C}])"
        ),
        least=4, many=12,
    ),
)  # fmt: skip
#: by name; "bold" is also what the file format sets in bold
FORMS = {form.name: form for form in (*LABEL_FORMS, *INSIDE_FORMS)}
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
    for form in LABEL_FORMS:
        for pattern in form.patterns:
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
        for form in INSIDE_FORMS
        for pattern in form.patterns
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
