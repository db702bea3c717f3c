"""Rules that tell what a single line is: date, number, notice to the reader, stage direction, heading."""

from __future__ import annotations

import re
from pathlib import Path

from briefing_lessons.reading.lexicon import KEYS, LAST_WORDS, OCCASIONS, read_patterns
from briefing_lessons.reading.lines import ends_like_a_sentence, ends_openly
from briefing_lessons.reading.pasted import worded_like_furniture

_LINE = {
    name: re.compile(pattern) for name, pattern in read_patterns(Path(__file__).with_suffix(".toml")).items()
}
_BEFORE_A_DATE = frozenset(
    "after at before by due for from in of on since the till to until".split()
)  # a place does not end so


def date_or_number(core: str) -> str | None:
    """Name the rule when a line holds nothing but a date, a time or a file number.

    >>> [date_or_number(line) for line in ("18 April 2033 14:20", "No. 0417-18-04-2033", "12:41 P.M. EST")]
    ['date line', 'number line', 'time line']
    """
    if len(core) > 80:
        return None
    if _LINE["only_date"].fullmatch(core):
        return "date line"
    if _LINE["only_time"].fullmatch(core) and not core.isdigit():
        return "time line"
    if _LINE["number"].fullmatch(core):
        return "number line"
    return None


def place_and_date(core: str) -> str | None:
    """Name the rule when a line holds nothing but a place and a date, or a date without its year.

    >>> place_and_date("Port Senna, 14 March"), place_and_date("Tuesday 4 May")
    ('place and date line', 'date line')
    >>> place_and_date("Quay to open on 14 March") or place_and_date("The Blackout of 6 January")
    """
    match = _LINE["place_and_date"].fullmatch(core) if len(core) <= 80 else None
    if match is None or names_an_occasion(core):
        return None
    if match["place"] and match["place"].split()[-1].casefold() in _BEFORE_A_DATE:
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
    if _LINE["url"].fullmatch(core):
        return "web address"
    if ("©" in core or _LINE["orders"].match(core)) and _LINE["invites"].search(core):
        return "asks the reader to sign up, watch or read elsewhere"
    return None


def stage_direction(core: str) -> bool:
    """Say whether a line is wholly in brackets: "(Laughter.)", "[media audio interruption]"."""
    return len(core) < 300 and bool(_LINE["stage"].fullmatch(core))


def closing(core: str) -> str | None:
    """Name the rule when a line after the last turn closes the record.

    >>> closing("(The briefing was concluded at 1:07 P.M.)"), closing("[ends]"), closing("DPB # 31")
    ('says that the briefing ended', 'says that the briefing ended', 'number line')
    """
    if _LINE["ending"].fullmatch(core) or (stage_direction(core) and _LINE["closing"].search(core)):
        return "says that the briefing ended"
    if rule := date_or_number(core) or notice(core) or disclaimer(core):
        return rule
    rule = worded_like_furniture(core)
    return f"looks like page furniture: {rule}" if rule else None


def disclaimer(core: str) -> str | None:
    """Name the rule for "E&OE" (errors and omissions excepted)."""
    return "disclaimer" if _LINE["disclaimer"].fullmatch(core) else None


def byline(core: str) -> str | None:
    """Name the rule for "By Anna Abel" and "By our rural correspondent", which say who wrote the report."""
    return "byline" if len(core) <= 80 and _LINE["byline"].fullmatch(core) else None


def keyed(core: str) -> str | None:
    """Name the rule when a line gives a property of the text: "Subject: …", "Date: …".

    >>> keyed("Witnesses: Odo Brandt and Pia Lund."), keyed("Witnesses: " + "A.B-" * 400 + "?")
    ('gives the witnesses', None)
    """
    match = _LINE["keyed"].match(core)
    if match is None or len(match["value"]) >= 200:
        return None
    names = _LINE["names_only"].fullmatch(match["value"])
    if not names and len(match["value"].split()) >= 3 and ends_like_a_sentence(match["value"]):
        return None  # "First: the pier will open."
    key = match["key"].strip().casefold()
    known = key.replace(" ", "-") in KEYS or (names and key.split()[-1] in LAST_WORDS)
    return f"gives the {key}" if known else None


def marked_heading(core: str) -> tuple[int, int] | None:
    """Return the (start, end) of the words of a heading marked with # or opening stars.

    >>> marked_heading("## Who pays"), marked_heading("**Food aid")
    ((3, 11), (2, 10))
    """
    match = _LINE["hashes"].match(core) or (_LINE["starred"].fullmatch(core) if ends_openly(core) else None)
    return match.span("text") if match and match["text"] else None


def bold_heading(core: str) -> tuple[int, int] | None:
    """Return the (start, end) of a line wholly in bold that does not end like a sentence or a label."""
    match = _LINE["bold_line"].fullmatch(core)
    if match and len(match["text"]) <= 120 and ends_openly(match["text"].strip()):
        return match.span("text")
    return None


def in_capitals(core: str) -> bool:
    """Say whether a line is a heading in capitals."""
    letters = _LINE["letter"].findall(core)
    return len(letters) >= 4 and len(core) <= 100 and core.isupper() and core[-1] not in ".,;:"


def short_without_full_stop(core: str, longest: int = 110) -> bool:
    """Say whether a line looks like a heading: short, begins large, ends without any mark.

    >>> short_without_full_stop("On talks with Sorvenia"), short_without_full_stop("“Yes,” he said")
    (True, False)
    """
    if words := _LINE["quote_and_gist"].match(core):  # “We were never asked”: row over a pier
        core = core[words.end() :].capitalize()
    first = core[:1]
    return (
        3 <= len(core) <= longest
        and len(core.split()) <= max(16, longest // 7)
        and (first.isupper() or first.isdigit() or not first.isascii())
        and first not in "\"“‘'«„(["
        and ends_openly(core)
        and core[-1] not in ",-\"”'"
        and bool(_LINE["letter"].search(core))
    )


def names_an_occasion(core: str) -> bool:
    """Say whether a line names the briefing: "Daily Press Briefing by …"."""
    folded = core.casefold()
    return len(core) <= 250 and any(word in folded for word in OCCASIONS)


def has_dateline(core: str) -> bool:
    """Say whether a paragraph opens with a dateline: "MERIDIA, Nov. 14 (Transpolar News) — ".

    >>> has_dateline("MERIDIA, Nov. 14 (Transpolar News) — The bank"), has_dateline("The bank — a large one")
    (True, False)
    """
    match = _LINE["dateline"].match(core[:140])
    if not match:
        return False
    head = match.group()
    return "(" in head or "," in head or head.split()[0].isupper()
