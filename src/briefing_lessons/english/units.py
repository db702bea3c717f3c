"""Cut running text into words and marks, each with its letter of the chunk grammar."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing_lessons.english.quotation_marks import Marked
from briefing_lessons.english.tagging import settle, tagged, with_name_openers
from briefing_lessons.english.wordclasses import WordClass, pattern
from briefing_lessons.english.words import word_list

#: A full stop after one of these words rarely ends a sentence.
ABBREVIATIONS = word_list("abbreviations")


#: These may end a sentence although they are abbreviations: "… of Acme Inc. The firm …".
_CLOSING_TOO = word_list("closing abbreviations")

_END = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"”’'»›)\]]*)(?P<gap>\s+)(?=[\"“”‘„«‹'(\[<]*(?P<next>[^\W_]|[<—–-]))"
)
_WORD_BEFORE = re.compile(r"(?s:.*[\s\"“”‘«»()\[\]—–-])?(.*)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def sentence_bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of every sentence of `text`, in `str` characters, without outer white space.

    A sentence also ends inside a quotation, with the marks that close there; it never ends after a title,
    an initial or an abbreviation such as "U.S." before a name, nor before a word in lower case.

    >>> [text[s:e] for text in ['"Why? It rained." Dr. Abel said so.'] for s, e in sentence_bounds(text)]
    ['"Why?', 'It rained."', 'Dr. Abel said so.']
    """
    bounds: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if not _ends_sentence(text, match):
            continue
        end = match.end("close")
        if end > start:
            bounds.append((start, end))
        start = match.end()
    end = len(text.rstrip())
    if end > start:
        bounds.append((start, end))
    return tuple(bounds)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if "\n\n" in match["gap"]:
        return True
    following = match["next"]
    if following.islower() and text[match.end()] != "[":  # "… fruit. [laughter] On Friday …"
        return False
    if match["stop"] != ".":
        return True
    return ends_with_full_stop(text, match.start(), match["close"] != "")


def ends_with_full_stop(text: str, at: int, closed: bool = False) -> bool:
    """Say whether the full stop at offset `at`, followed by a capital, ends a sentence."""
    before = _WORD_BEFORE.match(text, max(0, at - 40), at)
    word = before[1] if before else ""
    folded = word.lower()
    if folded in word_list("abbreviations before a number"):
        return closed or not _next_word(text, at + 1)[:1].isdigit()
    if folded in ABBREVIATIONS:
        return closed or (folded in _CLOSING_TOO and _next_word(text, at + 1) in _OPENERS)
    if _INITIALS.fullmatch(word):
        # "J. Smith" and "U.S. Senator" go on; "in the U.S. The" and "at 5 p.m. He" end.
        return closed or (len(word) > 1 and _next_word(text, at + 1) in _OPENERS)
    return True


#: A capital on one of these words can only come from the start of a sentence.
_OPENERS = word_list("sentence openers")


def _next_word(text: str, at: int) -> str:
    match = re.compile(r"[^\w]*(\w*)").match(text, at)
    return match[1].lower() if match else ""


_UNIT = re.compile(
    r"""(?!\s)(?:
        [A-Za-z]{2,}+(?![\w'’.-])                            # a plain word, by far the commonest
      | [,;:?!]
      | (?:[^\W\d_]\.){2,}                                   # U.S., e.g.
      | [^\W\d_]+(?=['’](?:s|S|d|ll|ve|re|m)\b)              # the host of a short form: he, Trump
      | ['’](?:s|S|d|ll|ve|re|m)\b                           # the short form: 's, ’ll
      | (?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|Jr|Sr|Lt|Col|Sgt|Rev|Sens|Reps|Messrs|Hon|Capt|Inc|Co|Corp|Ltd
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec)\.
      | [A-Z]\.(?=\s*[A-Z])                                  # an initial
      | @?[^\W\d_]+(?:[-‐‑.][^\W_]+|['’][^\W\d_]+)*          # a word, with inner hyphens and apostrophes
      | [$€£¥]?\d+(?:[.,:/]\d+)*[^\W\d_]*(?:-[^\W_]+)*%?     # a number
      | --+ | \.{2,} | [^\w\s])                              # a mark
    """,
    re.VERBOSE,
)
_CLOSING = "\"”’'»›“‘ \u00a0"

#: After a quotation that ends a sentence: "he said." or "asked Lavrov", which still belong to it.
_CUE_AHEAD = pattern(
    """(?:HE | DET? [NOUN NAME]{1,4} (?:, [^, STOP QUOTE]{1,8} ,)?) ADV? SAID [,: STOP TIME PREP TO NUM]
    | SAID [HE NAME DET]"""
)


@dataclass(frozen=True, slots=True)
class Units:
    """The words and marks of a stretch of running text; a quotation is a single unit."""

    text: str  #: the running text the offsets count in
    starts: Sequence[int]
    ends: Sequence[int]
    low: Sequence[str]  #: lower-case form, with straight apostrophes
    tags: str  #: one letter per unit, see `wordclasses`
    marked: Mapping[int, Marked]  #: unit -> the quotation that it is
    sentences: Sequence[tuple[int, int]]  #: (first, after last) unit of every sentence

    def span(self, first: int, after: int) -> tuple[int, int]:
        """Return the offsets that units `first` to `after` (exclusive) cover."""
        return self.starts[first], self.ends[after - 1]

    def words(self, first: int, after: int) -> str:
        """Return the text of units `first` to `after` (exclusive)."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def sentence_of(self, unit: int) -> int:
        """Return the index of the sentence that unit lies in."""
        return bisect_left(self.sentences, (unit + 1,)) - 1

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that reaches over `offset`."""
        return self.sentence_of(bisect_right(self.starts, offset) - 1)


#: No sentence has more units; a text without full stops is cut so that reading it takes linear time.
_LONGEST = 250


def units_of(text: str, start: int, end: int, marked: Sequence[Marked]) -> Units:
    """Cut `text[start:end]` into units; the quotations in `marked` are one unit each."""
    cut: list[tuple[int, int, str, str]] = []
    owners: dict[int, Marked] = {}
    at, word = start, ("", ".")
    for quotation in (*marked, None):
        for found in _UNIT.findall(text, at, quotation.start if quotation else end):
            word, at = tagged(found, word[1]), text.index(found, at)
            cut.append((at, at := at + len(found), *word))
        if quotation:
            owners[len(cut)] = quotation
            at, word = quotation.end, ("", WordClass.QUOTE)
            cut.append((quotation.start, at, *word))
    starts, ends, low, tags = map(list, zip(*cut, strict=True)) if cut else ([], [], [], [])
    letters = settle(low, "".join(tags))
    letters = with_name_openers(lambda k: text[starts[k] : ends[k]], letters)
    cut_up = text, starts, ends, low, letters, owners
    return Units(*cut_up, _sentences(Units(*cut_up, ())))


def _sentences(units: Units) -> tuple[tuple[int, int], ...]:
    """A sentence ends at a final mark, or at a quotation that ends with one, before a capital."""
    found: list[tuple[int, int]] = []
    first, last, closing = 0, len(units.low) - 1, WordClass.QUOTE + ".)"
    words, tags = enumerate(units.low), units.tags
    may_end = [k for k, word in words if ("." in word and word[-1] == ".") or tags[k] in closing]
    for end in (*(k for k in may_end if k < last and _ends_here(units, k)), last):
        while first <= end:
            found.append((first, min(end, first + _LONGEST) + 1))
            first = found[-1][1]
    return tuple(found)


def _ends_here(units: Units, k: int) -> bool:
    """Say whether a sentence ends with unit `k`: a final or closing mark, a quotation or an abbreviation."""
    text, tags, word = units.text, units.tags, units.low[k]
    following, end = text[units.starts[k + 1]], units.ends[k]
    if following.islower():
        return False
    if tags[k] == ")":  # "(Laughter.) According to …"
        return tags[k - 1 : k] == "." and following.isupper()
    if tags[k] == WordClass.QUOTE:
        closes = text[units.starts[k] : end].rstrip(_CLOSING).endswith((".", "?", "!", "…"))
        # "Why?" he asked. is one sentence; "That was all." He added that … is two
        ahead = pattern("NAME{1,4} SAID STOP") if "." in text[end - 2 : end] else _CUE_AHEAD
        return tags[k + 1] not in ".,;:-)" and closes and not ahead.match(tags, k + 1)
    if tags[k] == ".":
        return tags[k + 1] not in ".)," and (word != "." or ends_with_full_stop(text, units.starts[k]))
    return word[:-1] not in ABBREVIATIONS and following.isupper() and ends_with_full_stop(text, end - 1)
