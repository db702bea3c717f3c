"""Reading an answer however it was written: number, name, words, lines or a choice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from typing import Any, Literal

from briefing_lessons.briefing import Briefing
from briefing_lessons.spans import Attribution, Line, Span, Speaker

Kind = Literal["choice", "number", "percent", "name", "words", "lines", "text"]

_QUOTE_MARKS = str.maketrans({**dict.fromkeys('"“”„«»‹›`'), "’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})
_SMALL_NUMBERS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_LIST_OF_LINES = r"\d+(?:-\d+)?(?:(?:\s*(?:,|&|and)\s*)+\d+(?:-\d+)?)*"
_AFTER_LINE = re.compile(rf"\blines?\s+({_LIST_OF_LINES})", re.IGNORECASE)
_DENIAL = re.compile(r"\b(?:not|never|no)\b|n't\b")
_PART_OF = re.compile(r"(\d+) (?:out )?of (\d+)")
_PER_THOUSAND = re.compile(
    r"\s*\b(?:per|in|out of)\s+(?:1[,.' ]?000|(?:(?:a|one)\s+)?thousand)(?:\s+words)?$"
)
_PER_CENT = re.compile(r"%|\bper ?cent\b|\bpercent(?:age)?\b", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,']\d+|\s\d{3}(?!\d))*")


def is_unanswered(value: Any) -> bool:
    """Say whether nothing has been filled in yet.

    >>> is_unanswered(...), is_unanswered(" … "), is_unanswered(0)
    (True, True, False)
    """
    if value is None or value is ...:
        return True
    if isinstance(value, str):
        return value.strip() in ("", "...", "…")
    return isinstance(value, (list, tuple, set, frozenset, dict)) and not value


def as_text(value: Any) -> str:
    """Return the words of an answer: of a text, a span, a speaker, or a collection with one of them.

    >>> as_text(["Moscow", "Russia"]), as_text(list), as_text(Span(0, 2, "US"))
    ('Moscow, Russia', 'list', 'US')
    """
    if isinstance(value, Span):
        return value.text
    if isinstance(value, Speaker):
        return value.name
    if isinstance(value, Attribution):
        return value.speaker or ""
    if isinstance(value, type):  # list typed without quote marks means the word
        return value.__name__
    if isinstance(value, (list, tuple)):
        return ", ".join(map(as_text, value))
    if isinstance(value, (set, frozenset)):
        return ", ".join(sorted(map(as_text, value)))
    return str(value)


def cited(value: Any) -> str:
    """Return an answer between quote marks, without its full stop: our sentence has one.

    >>> cited("about 2,000"), cited("In line 4 it is softer."), cited("who talks more?")
    ('“about 2,000”', '“In line 4 it is softer”', '“who talks more?”')
    """
    return f"“{as_text(value).strip().rstrip('.').rstrip()}”"


def fold_answer(value: Any) -> str:
    """Return an answer without capitals, quote marks, outer punctuation and doubled spaces.

    >>> fold_answer(' “Sergei  LAVROV.” ')
    'sergei lavrov'
    """
    plain = " ".join(as_text(value).translate(_QUOTE_MARKS).split())
    return plain.strip(" '.,;:!?()[]").casefold()


def read_numbers(value: Any) -> frozenset[float]:
    """Return every number an answer can stand for; "2,018" is two: a thousand mark or a decimal comma.

    >>> sorted(read_numbers("2,018")), sorted(read_numbers("50 %")), sorted(read_numbers("twelve"))
    ([2.018, 2018.0], [50.0], [12.0])
    >>> sorted(read_numbers("25 per 1,000 words"))
    [25.0]
    """
    if isinstance(value, bool):
        return frozenset()
    if isinstance(value, (int, float)):
        return frozenset([float(value)])
    if isinstance(value, (list, tuple, set, frozenset)):
        parts = list(value)
        if len(parts) == 1:
            return read_numbers(parts[0])
        # 0,5 typed without quote marks reaches us as two numbers
        whole = len(parts) == 2 and all(isinstance(part, int) for part in parts)
        return read_numbers(f"{parts[0]},{parts[1]}") if whole and isinstance(value, tuple) else frozenset()
    words = _PER_THOUSAND.sub("", fold_answer(value))
    if words in _SMALL_NUMBERS:
        return frozenset([float(_SMALL_NUMBERS.index(words))])
    if words == "none":
        return frozenset([0.0])
    if part := _PART_OF.fullmatch(words):
        return frozenset([float(part[1])])
    found = _NUMBER.findall(words)
    return frozenset(_readings(found[0])) if len(found) == 1 else frozenset()


def says_per_cent(value: Any) -> bool:
    """Say whether an answer is given in per cent.

    >>> says_per_cent("25.3 %"), says_per_cent("25 per 1,000")
    (True, False)
    """
    return bool(_PER_CENT.search(as_text(value)))


def _readings(digits: str) -> Iterable[float]:
    digits = re.sub(r"[\s']", "", digits)
    for thousands, decimal in ((",", "."), (".", ",")):
        head, _, tail = digits.partition(decimal)
        if not {",", "."} & set(tail):
            yield float(f"{head.replace(thousands, '')}.{tail or 0}")


def read_lines(value: Any, briefing: Briefing) -> frozenset[int]:
    """Return the line numbers an answer names: `[13, 14]`, "lines 13 to 15", or spans of the text.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> sorted(read_lines("lines 13 to 15", ferry)), sorted(read_lines(ferry.quotes[0], ferry))
    ([13, 14, 15], [3])
    """
    if isinstance(value, Line):
        return frozenset([value.number])
    if isinstance(value, Span):
        return frozenset([briefing.line_number(value)])
    if isinstance(value, (list, tuple, set, frozenset)):
        return frozenset().union(*(read_lines(part, briefing) for part in value))
    text = re.sub(r"(\d)\s*(?:-|–|to)\s*(\d)", r"\1-\2", str(value))
    text = " ".join(_AFTER_LINE.findall(text)) or text  # "Line 25: January 23" names one line
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", text):
        found.update(range(int(first), min(int(last or first), int(first) + 999) + 1))
    return frozenset(found)


def read_words(value: Any) -> frozenset[str]:
    """Return the set of words or phrases of an answer.

    >>> sorted(read_words("said, ‘told’ and STRESSED"))
    ['said', 'stressed', 'told']
    """
    several = isinstance(value, (list, tuple, set, frozenset, Mapping))
    parts = value if several else re.split(r"[,;\n]| and ", as_text(value))
    return frozenset(filter(None, map(fold_answer, parts)))


def listed(words: str | Iterable[Any]) -> tuple[Any, ...]:
    """Return words given as a list, or as one text with commas: a text is no row of letters.

    >>> listed("said, told"), listed(["said", "told"])
    (('said', 'told'), ('said', 'told'))
    """
    return tuple(part.strip() for part in words.split(",")) if isinstance(words, str) else tuple(words)


def reads_as(kind: Kind, given: Any, meant: Any, tolerance: float, briefing: Briefing) -> bool:
    """Say whether `given`, however it is written, is the answer `meant`.

    >>> from briefing_lessons import load_briefing
    >>> ferry = load_briefing("001_ferry_report.txt")
    >>> reads_as("percent", "4 of 8", 50, 1.0, ferry), reads_as("name", "the mayor", "Mayor", 0, ferry)
    (True, True)
    """
    if kind in ("number", "percent"):
        meanings = read_numbers(meant)
        numbers = read_numbers(given)
        if kind == "percent":  # a share may come as 0.5, as 50, or as 4 of 8
            part = _PART_OF.fullmatch(fold_answer(given))
            if part and int(part[2]):
                numbers = frozenset([100 * int(part[1]) / int(part[2])])
            numbers |= {100 * n for n in numbers if 0 < n <= 1}
        return any(abs(n - m) <= tolerance + 1e-9 for n in numbers for m in meanings)
    if kind == "lines":
        return read_lines(given, briefing) == read_lines(meant, briefing)
    if kind == "words":
        return read_words(given) == read_words(meant)
    if kind == "name":
        return fold_answer(given).removeprefix("the ") == fold_answer(meant).removeprefix("the ")
    return fold_answer(given) == fold_answer(meant)


def read_choice(given: Any, options: tuple[str, ...]) -> str | None:
    """Return the option an answer means: by its letter, its words, a part of it, or a misspelling.

    >>> read_choice("b)", ("Lavrov", "the reporter")), read_choice("reporter", ("Lavrov", "the reporter"))
    ('the reporter', 'the reporter')
    >>> read_choice("B) the reporter", ("Lavrov", "the reporter"))
    'the reporter'
    >>> read_choice("repitition", ("list", "repetition"))
    'repetition'
    >>> read_choice("It is a report, for a writer tells it", ("A report: a writer", "A speech: one"))
    'A report: a writer'
    """
    answer = fold_answer(given).removeprefix("option ")
    folded = [fold_answer(option) for option in options]
    if answer in folded:
        return options[folded.index(answer)]
    if len(answer) == 1 and 0 <= ord(answer) - ord("a") < len(options):
        return options[ord(answer) - ord("a")]
    pairs = tuple(zip(options, folded, strict=True)) if len(answer) > 2 else ()
    for fits in (str.startswith, str.__contains__):
        hits = [option for option, text in pairs if fits(text, answer)]
        if len(hits) == 1:
            return hits[0]
    return _in_sentence(answer, options) or _slip_of(answer, folded, options)


def _in_sentence(answer: str, options: tuple[str, ...]) -> str | None:
    """Return the one option whose first words, up to a comma or colon, stand in a sentence."""
    named = []
    for option in options:
        head = re.sub(r"^(?:an?|the) ", "", fold_answer(re.split(r"[:,;]", option)[0]))
        before, found, after = f" {answer} ".partition(head)
        whole_words = found and not (before[-1:].isalnum() or after[:1].isalnum())
        if len(head) > 3 and whole_words and not _DENIAL.search(before + after):
            named.append(option)
    return named[0] if len(named) == 1 else None


def _slip_of(answer: str, folded: list[str], options: tuple[str, ...]) -> str | None:
    """Return the option that `answer` misspells: a longer one, and no other is nearly as close."""
    near = get_close_matches(answer, folded, n=2, cutoff=0.8) if len(answer) > 4 else []
    if not near or (len(near) == 2 and _likeness(answer, near[0]) - _likeness(answer, near[1]) < 0.1):
        return None
    same_numbers = re.findall(r"\d+", answer) == re.findall(r"\d+", near[0])
    return options[folded.index(near[0])] if same_numbers else None


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, b, a).ratio()
