"""Rules that tell what a single line is: date, number, notice to the reader, stage direction, heading."""

from __future__ import annotations

import re

from briefing_lessons.reading.lexicon import KEYS, LAST_WORDS, OCCASIONS
from briefing_lessons.reading.lines import ends_like_a_sentence, ends_openly
from briefing_lessons.reading.pasted import worded_like_furniture

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|"
    r"juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    r"octubre|noviembre|diciembre|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\.?"
)
_DAY = r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,?"
_TIME = (
    r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\.?)?(?:\s*\(?(?:local(?: time)?|[A-Z]{2,5})\)?)?"
    r"|\d{1,2}\s*[ap]\.?m\.?"
)
_DATE = re.compile(
    rf"(?:{_DAY}\s*)?(?:(?:the\s)?\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s|de\s)?{_MONTHS},?\s*(?:de\s)?\d{{4}}|{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s*\d{{4}}|"
    rf"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|{_MONTHS}\s+\d{{4}})",
    re.I,
)
_ONLY_DATE = re.compile(rf"\W*{_DATE.pattern}(?:[\s,–—-]*(?:at\s)?(?:{_TIME}))?\W*", re.I)
_DAY_OF_YEAR = (
    rf"(?:{_DAY}\s*)?(?:(?:the\s)?\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:of\s|de\s)?{_MONTHS}|"
    rf"{_MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s(?:de\s)?\d{{4}})?"
)
_CAPITAL_WORD = r"(?-i:[^\W\d_a-zß-ÿ][\w.'’-]*)"
_PLACE = (
    rf"(?!(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b)"
    rf"{_CAPITAL_WORD}(?:,?\s(?:{_CAPITAL_WORD}|of|the|on|de|la|del|do|da)){{0,4}}"
)
_PLACE_AND_DATE = re.compile(
    rf"[*_(]*(?:(?P<place>{_PLACE})(?:,|\s?[—–-]{{1,2}})?\s)?{_DAY_OF_YEAR}"
    rf"(?:(?:,|\s?[—–-]{{1,2}})\s(?P<after>{_PLACE}))?[*_).]*",
    re.I,
)
_BEFORE_A_DATE = frozenset(
    "after at before by due for from in of on since the till to until".split()
)  # a place does not end so
_ONLY_TIME = re.compile(rf"(?:END\s+|\W*)(?:{_TIME})(?:\s*[-–—]\s*(?:{_TIME}))?(?:\s+[A-Z]{{2,5}})?\W*", re.I)
_NUMBER = re.compile(
    r"(?:No|Nr|№|DPB|Ref|Doc|Release|File|Press release)\.?\s*(?:no\.?\s*)?[#№:]?\s*"
    r"[\dA-Z][\dA-Z./\-–]*\d[\dA-Z]*|Vol(?:ume|\.)?\s*\d+\W+(?:No|Nr|Issue)\.?\s*\d+|[A-Z]{2,6}\s?#\s?\d+",
    re.I,
)
_ENDING = re.compile(
    r"(?:[\d:]+\s+)?[\[(#*–—\- ]*(?:ends?|fin|ende|close|end of (?:transcript|briefing|document))"
    r"[\])#*–—\- .]*(?:\d.*)?",
    re.I,
)
_BYLINE = re.compile(
    r"\W*(?:(?:Reporting|Words|Text|Interview|Written|Story) by|By) "
    r"(?:(?:our|a) [\w ]+|[^\W\d_a-z][\w.'’-]+(?: (?:and |de |van |von )?[^\W\d_a-z][\w.'’-]*){1,4})"
)
_DISCLAIMER = re.compile(r"E\s?&(?:amp;)?\s?O\s?E\W*", re.I)
_STAGE = re.compile(r"[(\[][^()\[\]]*[)\]][.\s]*")
_CLOSING = re.compile(r"\b(?:conclud|ended|adjourn|recess|end of|concluded|break in|suspend)", re.I)
_URL = re.compile(r"<?(?:https?://|www\.)\S+>?")
_KEYED = re.compile(r"[*_]*(?P<key>[A-Za-z][\w&' \-]{1,28}?)[*_]*\s?:[*_]*(?:\s+|$)(?P<value>.*)")
_NAMES_ONLY = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*|(?:and|of|for|the)\b|\([^()]*\)|[\s,;&.])+")
_INVITES = re.compile(
    r"\b(?:sign(?:ed)? up|subscri(?:be|ption)|newsletter|join our|follow us|our app\b|click here|read more|"
    r"(?:telegram|alert|whatsapp|youtube|our|ministry['’]s|free) channel|all rights reserved|terms of use|"
    r"privacy policy|cookies?\b|©|copyright \d|full (?:video|stream)|"
    r"(?:to|please) (?:view|watch|download|visit)\b|"
    r"for (?:more|further) information|advertisement|share this|like and share|donate|support our|follow @|"
    r"@\w{3,}|media contact|press contact|media enquiries)",
    re.I,
)
_ORDERS = re.compile(
    r"^\W*(?:subscribe|sign|join|follow|watch|read|click|download|visit|never|don['’]t miss|to view|"
    r"for (?:more|further)|share|like|contact|©|copyright|advertisement|media|donate|support|listen|"
    r"all rights|see|get|stay)\b",
    re.I,
)
_HASHES = re.compile(r"#{1,6}[ \t\u00a0]+(?P<text>.*?)[ \t#]*$")
_STARRED = re.compile(r"\*\*[ ]?(?P<text>[^*\n]{2,90})")  # without its closing stars
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<text>[^*_]+)(?:\*\*|__)")
_DATELINE = re.compile(
    r"[*_]{0,2}(?:[A-ZÀ-Þ][A-ZÀ-Þ .'’\-]{2,40}|[A-ZÀ-Þ][\w'’\-]+(?: [A-ZÀ-Þ][\w'’\-]+){0,2})"
    r"(?:,\s*[A-ZÀ-Þ][\w. ]{1,25})?(?:,\s*(?:\d{1,2}\.?\s)?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?)?[*_]{0,2}\s*"
    r"(?:\([A-Z][^()]{1,40}\))?\s*[*_]{0,2}\s*[—–-]{1,2}\s"
)
_QUOTE_AND_GIST = re.compile(r"[“‘«„\"'][^“”«»\"]{3,60}[”’»“\"']: (?=\w)")
_LETTER = re.compile(r"[^\W\d_]")


def date_or_number(core: str) -> str | None:
    """Name the rule when a line holds nothing but a date, a time or a file number.

    >>> [date_or_number(line) for line in ("18 April 2033 14:20", "No. 0417-18-04-2033", "12:41 P.M. EST")]
    ['date line', 'number line', 'time line']
    """
    if len(core) > 80:
        return None
    if _ONLY_DATE.fullmatch(core):
        return "date line"
    if _ONLY_TIME.fullmatch(core) and not core.isdigit():
        return "time line"
    if _NUMBER.fullmatch(core):
        return "number line"
    return None


def place_and_date(core: str) -> str | None:
    """Name the rule when a line holds nothing but a place and a date, or a date without its year.

    >>> place_and_date("Port Senna, 14 March"), place_and_date("Tuesday 4 May")
    ('place and date line', 'date line')
    >>> place_and_date("Quay to open on 14 March") or place_and_date("The Blackout of 6 January")
    """
    match = _PLACE_AND_DATE.fullmatch(core) if len(core) <= 80 else None
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
    if _URL.fullmatch(core):
        return "web address"
    if ("©" in core or _ORDERS.match(core)) and _INVITES.search(core):
        return "asks the reader to sign up, watch or read elsewhere"
    return None


def stage_direction(core: str) -> bool:
    """Say whether a line is wholly in brackets: "(Laughter.)", "[media audio interruption]"."""
    return len(core) < 300 and bool(_STAGE.fullmatch(core))


def closing(core: str) -> str | None:
    """Name the rule when a line after the last turn closes the record.

    >>> closing("(The briefing was concluded at 1:07 P.M.)"), closing("[ends]"), closing("DPB # 31")
    ('says that the briefing ended', 'says that the briefing ended', 'number line')
    """
    if _ENDING.fullmatch(core) or (stage_direction(core) and _CLOSING.search(core)):
        return "says that the briefing ended"
    if rule := date_or_number(core) or notice(core) or disclaimer(core):
        return rule
    rule = worded_like_furniture(core)
    return f"looks like page furniture: {rule}" if rule else None


def disclaimer(core: str) -> str | None:
    """Name the rule for "E&OE" (errors and omissions excepted)."""
    return "disclaimer" if _DISCLAIMER.fullmatch(core) else None


def byline(core: str) -> str | None:
    """Name the rule for "By Anna Abel" and "By our rural correspondent", which say who wrote the report."""
    return "byline" if len(core) <= 80 and _BYLINE.fullmatch(core) else None


def keyed(core: str) -> str | None:
    """Name the rule when a line gives a property of the text: "Subject: …", "Date: …"."""
    match = _KEYED.match(core)
    if match is None or len(match["value"]) >= 200:
        return None
    names = _NAMES_ONLY.fullmatch(match["value"])
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
    match = _HASHES.match(core) or (_STARRED.fullmatch(core) if ends_openly(core) else None)
    return match.span("text") if match and match["text"] else None


def bold_heading(core: str) -> tuple[int, int] | None:
    """Return the (start, end) of a line wholly in bold that does not end like a sentence or a label."""
    match = _BOLD_LINE.fullmatch(core)
    if match and len(match["text"]) <= 120 and ends_openly(match["text"].strip()):
        return match.span("text")
    return None


def in_capitals(core: str) -> bool:
    """Say whether a line is a heading in capitals."""
    letters = _LETTER.findall(core)
    return len(letters) >= 4 and len(core) <= 100 and core.isupper() and core[-1] not in ".,;:"


def short_without_full_stop(core: str, longest: int = 110) -> bool:
    """Say whether a line looks like a heading: short, begins large, ends without any mark.

    >>> short_without_full_stop("On talks with Sorvenia"), short_without_full_stop("“Yes,” he said")
    (True, False)
    """
    if words := _QUOTE_AND_GIST.match(core):  # “We were never asked”: row over a pier
        core = core[words.end() :].capitalize()
    first = core[:1]
    return (
        3 <= len(core) <= longest
        and len(core.split()) <= max(16, longest // 7)
        and (first.isupper() or first.isdigit() or not first.isascii())
        and first not in "\"“‘'«„(["
        and ends_openly(core)
        and core[-1] not in ",-\"”'"
        and bool(_LETTER.search(core))
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
    match = _DATELINE.match(core[:140])
    if not match:
        return False
    head = match.group()
    return "(" in head or "," in head or head.split()[0].isupper()
