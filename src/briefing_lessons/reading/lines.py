"""Lines of a page: whether they are hard-wrapped, and rules that tell what a single one is."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from briefing_lessons.reading.lexicon import KEYS, LISTS, Patterns, read_patterns, read_table
from briefing_lessons.spans import LOOKS_LIKE

#: all that `str.strip` takes for a space, and the invisible characters that editors and web pages leave at
#: the ends of lines
INVISIBLE = (
    " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
#: letters that print runs together -> the letters
LIGATURES: dict[str, str] = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", "ff fi fl ffi ffl st st".split(), strict=True))


class RawLine(NamedTuple):
    """One line before anybody knows what it is."""

    start: int
    end: int
    text: str  #: without its line end
    core: str  #: without spaces and invisible characters at both ends
    number: int  #: from 1
    indent: int  #: number of characters before the first visible one
    core_start: int  #: offset of the first visible character
    core_end: int  #: offset after the last visible character


Lines = tuple[RawLine, ...]


def split_lines(text: str) -> Lines:
    r"""Cut `text` at its line feeds; one at the very end ends the last line and begins no other.

    >>> [line.core for line in split_lines("One. \n\n\fTwo.\n")]
    ['One.', '', 'Two.']
    """
    lines, start = [], 0
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        end = start + len(line)
        core = line.strip(INVISIBLE)
        first = start + (indent := line.find(core))
        lines.append(RawLine(start, end, line, core, number, indent, first, first + len(core)))
        start = end + 1
    return tuple(lines)


def ends_like_a_sentence(core: str) -> bool:
    """Say whether a line ends with a full stop, a question or exclamation mark, or a closing quotation mark.

    >>> ends_like_a_sentence("he said."), ends_like_a_sentence("On compensation")
    (True, False)
    """
    # an opening quotation mark after the last mark is a typing error for a closing one
    return bool(LINE["sentence_end"].search(core.rstrip(INVISIBLE + "“„")[-6:]))


def asks(core: str) -> bool:
    """Say whether a line, without its stars, ends with a question mark."""
    return core.rstrip("*_").endswith(("?", "?”", '?"'))


def ends_openly(core: str) -> bool:
    """Say whether a line ends without any mark that could close a paragraph, a label or a list."""
    return not LINE["closed"].search(core[-6:])


def starts_small(core: str) -> bool:
    """Say whether the first letter of a line is a small one.

    >>> starts_small("hours later."), starts_small("“hours later"), starts_small("Later")
    (True, True, False)
    """
    return next((c for c in core[:4] if c.isalnum()), "").islower()


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a page run on."""

    wrapped: bool  #: lines end at a margin, not at the end of a paragraph
    width: int  #: usual length of a full line, in characters
    spaced: bool  #: blank lines stand between paragraphs


def find_wrapping(lines: Lines, skip: Set[int] = frozenset()) -> Wrapping:
    """Decide whether lines end at a margin: then many break off in mid-sentence and go on in small letters.

    Parameters
    ----------
    lines
        All lines of the page.
    skip
        Indices of lines that are page furniture.
    """
    kept = [(index, line) for index, line in enumerate(lines) if index not in skip]
    pairs = [(one, two) for (_, one), (_, two) in pairwise(kept) if 0 < len(one.core) <= 250 and two.core]
    written = [index for index, line in kept if line.core]
    shouted = sum(line.core.isupper() for _, line in kept) > 0.9 * len(written)  # letters are all large
    broken = sum(_goes_on(one.core, two.core, shouted) for one, two in pairs)
    blanks = sum(not (lines[index - 1].core or {index - 1, index - 2} & skip) for index in written[1:])
    if broken < max(1, min(2, len(pairs)), 0.2 * len(pairs)):
        return Wrapping(False, 0, blanks > 0)
    lengths = sorted(len(one.text.rstrip()) for one, _ in pairs)
    full = [line for line in lines if len(line.core) > 20]
    return Wrapping(True, lengths[int(0.9 * (len(lengths) - 1))], blanks > max(1.0, 0.08 * len(full)))


def _goes_on(core: str, below: str, shouted: bool) -> bool:
    """Say whether a sentence runs on in the line below: in small letters, or `shouted` after a full line."""
    return ends_openly(core) and (starts_small(below) or (shouted and len(core) > 25 and below[0].isalpha()))


_ROWS = read_table("wordings.csv")
#: what a line of page furniture does -> how it is worded, as a whole line
_WORDINGS = Patterns(
    {
        rule: rf"(?i:\W*(?:{'|'.join(words for name, words in _ROWS if name == rule)})\W*)"
        for rule in dict.fromkeys(name for name, _ in _ROWS)
    }
)
#: all of them, for folded words: without re.I a pattern fails on most lines at their first letter
_WORDED = re.compile(rf"\W*(?:{'|'.join(words for _, words in _ROWS).replace('_a-z]', '_]')})\W*")
LINE = read_patterns(Path(__file__).with_name("line_rules.toml"))

_DATED = ("date line", "time line", "number line", "disclaimer")


def date_or_number(core: str) -> str | None:
    """Name the rule when a line holds nothing but a date, a time or a file number.

    >>> [date_or_number(line) for line in ("18 April 2033 14:20", "No. 0417-18-04-2033", "12:41 P.M. EST")]
    ['date line', 'number line', 'time line']
    """
    if len(core) > 80 or not LINE["dated"].search(core):
        return None
    return next((rule for rule in _DATED if LINE[rule].fullmatch(core)), None)


def place_and_date(core: str) -> str | None:
    """Name the rule when a line holds nothing but a place and a date, or a date without its year.

    >>> place_and_date("Port Senna, 14 March"), place_and_date("Tuesday 4 May")
    ('place and date line', 'date line')
    >>> place_and_date("Quay to open on 14 March") or place_and_date("The Blackout of 6 January")
    """
    match = LINE["place_and_date"].fullmatch(core) if len(core) <= 80 and LINE["dated"].search(core) else None
    last = (match["place"] or "").casefold().rpartition(" ")[2] if match else ""
    if match is None or names_an_occasion(core) or last in LISTS["before_a_date"]:
        return None  # "The Blackout of 6 January" is a title
    return "place and date line" if match["place"] or match["after"] else "date line"


def notice(core: str) -> str | None:
    """Name the rule when a line speaks to the reader of the page: sign up, watch the video, copyright.

    >>> notice("Subscribe to the Ministry’s channel for the full video recording.")
    'asks the reader to sign up, watch or read elsewhere'
    >>> notice("She asked the fishers to sign up by Friday.") is None
    True
    """
    if len(core) > 300 or core[:1] in '"“‘«„':
        return None
    if ("©" in core or LINE["orders"].match(core)) and LINE["invites"].search(core):
        return "asks the reader to sign up, watch or read elsewhere"
    return None


def stage_direction(core: str) -> bool:
    """Say whether a line is wholly in brackets: "(Laughter.)", "[media audio interruption]"."""
    return len(core) < 300 and bool(LINE["stage"].fullmatch(core))


def closing(core: str) -> str | None:
    """Name the rule when a line after the last turn closes the record.

    >>> closing("(The briefing was concluded at 1:07 P.M.)"), closing("[ends]"), closing("DPB # 31")
    ('says that the briefing ended', 'says that the briefing ended', 'number line')
    """
    if LINE["ending"].fullmatch(core) or (stage_direction(core) and LINE["closing"].search(core)):
        return "says that the briefing ended"
    if rule := date_or_number(core) or notice(core):
        return rule
    rule = worded_like_furniture(core)
    return f"{LOOKS_LIKE}: {rule}" if rule else None


def byline(core: str, above: str = "") -> str | None:
    """Name the rule for "By Anna Abel", which says who wrote the report, and "Rural reporter" below that.

    >>> byline("By our rural correspondent"), byline("Rural reporter", "By Anna Abel")
    ('byline', 'byline')
    >>> byline("City sues rural reporter") or byline("Rural roads", "By Anna Abel")
    """
    signed = (core, above if LINE["writes"].fullmatch(core) else "")
    return "byline" if any(len(one) <= 80 and LINE["byline"].fullmatch(one) for one in signed) else None


def keyed(core: str) -> str | None:
    """Name the rule when a line gives a property of the text: "Subject: …", "Date: …".

    >>> keyed("Witnesses: Odo Brandt and Pia Lund."), keyed("Witnesses: " + "A.B-" * 400 + "?")
    ('gives the witnesses', None)
    """
    match = LINE["keyed"].match(core)
    if match is None or len(match["value"]) >= 400:
        return None
    names = LINE["names_only"].fullmatch(match["value"])
    if not names and len(match["value"].split()) >= 3 and ends_like_a_sentence(match["value"]):
        return None  # "First: the pier will open."
    key = match["key"].strip().casefold()
    known = key.replace(" ", "-") in KEYS or (names and key.split()[-1] in LISTS["last_words"])
    return f"gives the {key}" if known else None


def marked_heading(core: str) -> tuple[int, int] | None:
    """Return the (start, end) of the words of a heading marked with # or opening stars.

    >>> marked_heading("## Who pays"), marked_heading("**Food aid")
    ((3, 11), (2, 10))
    """
    match = LINE["hashes"].match(core) or (LINE["starred"].fullmatch(core) if ends_openly(core) else None)
    return match.span("text") if match and match["text"] else None


def bold_heading(core: str) -> tuple[int, int] | None:
    """Return the (start, end) of a line wholly in bold that does not end like a sentence or a label."""
    match = LINE["bold_line"].fullmatch(core)
    return match.span("text") if match and ends_openly(match["text"].strip()) else None


def in_capitals(core: str) -> bool:
    """Say whether a line is a heading in capitals."""
    letters = LINE["letter"].findall(core)
    return len(letters) >= 4 and len(core) <= 100 and core.isupper() and core[-1] not in ".,;:"


def short_without_full_stop(core: str, longest: int = 110) -> bool:
    """Say whether a line looks like a heading: short, begins large, ends without any mark.

    >>> short_without_full_stop("On talks with Sorvenia"), short_without_full_stop("“Yes,” he said")
    (True, False)
    """
    if words := LINE["quote_and_gist"].match(core):  # “We were never asked”: row over a pier
        core = core[words.end() :].capitalize()
    if whole := LINE["quoted_whole"].fullmatch(core):  # “Like a bus station”, between two sections
        core = whole["words"]
    few = 3 <= len(core) <= longest and len(core.split()) <= max(16, longest // 7)
    return few and bool(LINE["headed"].fullmatch(core)) and ends_openly(core)


def names_an_occasion(core: str) -> bool:
    """Say whether a line names the briefing: "Daily Press Briefing by …"."""
    return len(core) <= 250 and any(word in core.casefold() for word in LISTS["occasions"])


def has_dateline(core: str) -> bool:
    """Say whether a paragraph opens with a dateline: "MERIDIA, Nov. 14 (Transpolar News) — ".

    >>> has_dateline("MERIDIA, Nov. 14 (Transpolar News) — The bank"), has_dateline("The bank — a large one")
    (True, False)
    """
    match = LINE["dateline"].match(core[:140])
    return match is not None and ("(" in match[0] or "," in match[0] or match[0].split()[0].isupper())


def worded_like_furniture(core: str) -> str | None:
    """Say what a line does on a page, where its wording shows it.

    >>> worded_like_furniture("Share on Facebook"), worded_like_furniture("86 comments")
    ('a share button', 'a count of readers')
    >>> worded_like_furniture("We share the view of the council on the pier.") is None
    True
    """
    if not core or len(core) > 200 or core[0] in "“\"‘'" or not _WORDED.fullmatch(core.casefold()):
        return None
    return next((rule for rule in _WORDINGS.written if _WORDINGS[rule].fullmatch(core)), None)
