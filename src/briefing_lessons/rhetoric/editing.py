"""The reporter's and the editor's hand: fragments quoted inside a sentence, and what stands in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark, Quote

_BRACKETS = re.compile(
    r"(?=[\[<(….])"
    r"(?:(?P<gloss>\[(?![\d:.]+\])[^\[\]\n]{1,120}\](?!\())"
    r"|(?P<omission><\s*(?:…|\.{3})\s*>|\(\s*(?:…|\.{3})\s*\))"
    r"|(?P<stage>\((?:laughter|laughs|applause|inaudible|crosstalk|cross-talk|pause|off[- ]mike|off[- ]mic|"
    r"smiles|laughing|interruption|no response|unintelligible|via interpreter|as interpreted|in \w+|"
    r"through interpreter|speaks in \w+|gestures|nods|sighs|sic)\.?\))"
    r"|(?P<ellipsis>…|(?<!\.)\.{3}(?!\.)|(?<=\s)\. \. \.))",
    re.IGNORECASE,
)
#: before words in quotation marks that are named or spoken of, not quoted
_NAMING = re.compile(
    r"\b(?:so-called|called|known as|named|titled|entitled|dubbed|nicknamed|"
    r"words?|terms?|phrase|label|reading)$"
)
_STAGE = re.compile(
    r"laugh|applause|inaudible|crosstalk|cross-talk|pause|off-mi|interrupt|unintelligible|cheer|silence|smile|"
    r"sigh|nod|gestur|points|break|music|recess|phone|coughs",
    re.IGNORECASE,
)


def partial_quote(wording: Wording) -> Iterator[Mark]:
    """Mark a quoted fragment inside the reporter's own sentence, with its quotation marks.

    Not marked: a quotation that stands as an utterance, a title or name in quotation marks, and a
    quotation inside somebody's speech.

    >>> from briefing_lessons import parse_briefing
    >>> text = 'Olmeda said the answer was "polite, vague and late."'
    >>> [mark.text for mark in parse_briefing(text).marks if mark.device == "partial_quote"]
    ['"polite, vague and late."']
    >>> text = '"It was late," Olmeda said of the play "The Late Train".'
    >>> [mark.text for mark in parse_briefing(text).marks if mark.device == "partial_quote"]
    []

    Source: Bednarek and Caple (2012) *News Discourse*, ch. 4; Short (1988) on partial quotation.
    """
    for quote in wording.quotes:
        if quote.kind not in ("mixed", "term"):
            continue
        first = bisect_left(wording.starts, quote.start)
        if first == len(wording.starts) or wording.starts[first] >= quote.end:
            continue
        part = wording.segment(first)
        inside = part.quote is not None and part.quote is not quote  # a quotation inside a quotation
        named = quote.kind == "term" and not _fragment(wording, quote)
        if part.role is not None or part.furniture or inside or named:
            continue
        count = bisect_left(wording.starts, quote.end) - first
        evidence = f"{count} quoted word{'s' * (count != 1)} inside the reporter’s own sentence"
        mark = wording.mark("partial_quote", (quote.start, quote.end), evidence)
        yield replace(mark, voice="reporter", speaker=quote.speaker)


def _fragment(wording: Wording, quote: Quote) -> bool:
    """Say whether words in quotation marks without a source are a fragment of speech rather than a name."""
    if not quote.content.text[:1].islower():
        return False
    before = wording.text[max(0, quote.start - 40) : quote.start].lower().rstrip()
    if re.search(r"\bin (?:his|her|their|its)(?: own)? words,?$", before):
        return True
    return not _NAMING.search(before)


def bracket_edit(wording: Wording) -> Iterator[Mark]:
    """Mark what an editor put in or took out: […], <…>, an ellipsis, a stage direction.

    Not marked: ordinary round brackets, footnote numbers, times, links.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> text = "We [Norvath] want … peace (PEACE) [1]. [Laughter.]"
    >>> [mark.text for mark in bracket_edit(cut_sentence(text))]
    ['[Norvath]', '…', '[Laughter.]']

    Source: *The Chicago Manual of Style* (17th ed.) §13.50-13.60.
    """
    for match in _BRACKETS.finditer(wording.text):
        kind = match.lastgroup or "gloss"
        if kind == "gloss":
            inside = match.group()[1:-1].strip()
            omitted = inside in ("…", "...", ". . .")
            kind = "omission" if omitted else "stage" if _STAGE.search(inside) else kind
        yield wording.mark("bracket_edit", match.span(), f"an editor’s {kind}: not the speaker’s words", kind)
