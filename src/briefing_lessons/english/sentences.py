"""Find where sentences begin and end, fast and without data; closing marks stay on their sentence."""

from __future__ import annotations

import re

from briefing_lessons.english.words import word_list

#: A full stop after one of these words rarely ends a sentence.
ABBREVIATIONS = word_list("abbreviations")

#: These are abbreviations only before a number: "No. 10", but "Is it over? No. It is not."
_BEFORE_NUMBER = word_list("abbreviations before a number")

#: These may end a sentence although they are abbreviations: "… of Acme Inc. The firm …".
_CLOSING = word_list("closing abbreviations")

_END = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"”’'»›)\]]*)(?P<gap>\s+)(?=[\"“”‘„«‹'(\[<]*(?P<next>[^\W_]|[<—–-]))"
)
_WORD_BEFORE = re.compile(r"[^\s\"“”‘’«»()\[\]—–-]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def sentence_bounds(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) of every sentence of `text`, in `str` characters, without outer white space.

    A sentence also ends inside a quotation, with the marks that close there; it never ends after a title,
    an initial or an abbreviation such as "U.S." before a name, nor before a word in lower case.

    >>> [text[s:e] for text in ['"Why? It rained." Dr. Abel said so.'] for s, e in sentence_bounds(text)]
    ['"Why?', 'It rained."', 'Dr. Abel said so.']
    """
    bounds: list[tuple[int, int]] = []
    start = _skip_space(text, 0)
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


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


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
    before = _WORD_BEFORE.search(text, max(0, at - 40), at)
    word = before.group() if before else ""
    folded = word.lower()
    if folded in _BEFORE_NUMBER:
        return closed or not _next_word(text, at + 1)[:1].isdigit()
    if folded in ABBREVIATIONS:
        return closed or (folded in _CLOSING and _next_word(text, at + 1) in _OPENERS)
    if _INITIALS.fullmatch(word):
        # "J. Smith" and "U.S. Senator" go on; "in the U.S. The" and "at 5 p.m. He" end.
        return closed or (len(word) > 1 and _next_word(text, at + 1) in _OPENERS)
    return True


#: A capital on one of these words can only come from the start of a sentence.
_OPENERS = word_list("sentence openers")


def _next_word(text: str, at: int) -> str:
    match = re.compile(r"[^\w]*(\w*)").match(text, at)
    return match[1].lower() if match else ""
