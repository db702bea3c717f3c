"""The reporter's and the editor's hand: fragments quoted inside a sentence, and what stands in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing_lessons.rhetoric.passages import Passages
from briefing_lessons.spans import Mark

_BRACKETS = re.compile(
    r"(?P<gloss>\[(?!\d+\])[^\[\]\n]{1,120}\](?!\())"
    r"|(?P<omission><\s*(?:…|\.{3})\s*>|\(\s*(?:…|\.{3})\s*\))"
    r"|(?P<stage>\((?:laughter|laughs|applause|inaudible|crosstalk|cross-talk|pause|off-mike|off mic|smiles|"
    r"laughing|interruption|no response|unintelligible|via interpreter|through interpreter|as interpreted|in \w+|"
    r"speaks in \w+|gestures|nods|sighs|sic)\.?\))"
    r"|(?P<ellipsis>…|(?<!\.)\.{3}(?!\.)|(?<=\s)\. \. \.)",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"laugh|applause|inaudible|crosstalk|cross-talk|pause|off-mi|interrupt|unintelligible|cheer|silence|smile|"
    r"sigh|nod|gestur|points|break|music|recess|phone|coughs",
    re.IGNORECASE,
)


def partial_quote(passages: Passages) -> Iterator[Mark]:
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
    for part in passages.parts:
        if part.quote is not None and part.quote.kind == "mixed" and part.start == part.quote.start:
            count = part.last - part.first
            yield passages.mark_at(
                "partial_quote",
                part.quote.start,
                part.quote.end,
                f"{count} quoted word{'s' * (count != 1)} inside the reporter’s own sentence",
                "scare" if count == 1 else None,
                word=part.first,
            )


def bracket_edit(passages: Passages) -> Iterator[Mark]:
    """Mark what an editor put in or took out: […], <…>, an ellipsis, a stage direction.

    Not marked: ordinary round brackets, footnote numbers, links.

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> text = "We [Norvath] want … peace (PEACE) [1]. [Laughter.]"
    >>> [mark.text for mark in bracket_edit(cut_sentence(text))]
    ['[Norvath]', '…', '[Laughter.]']

    Source: *The Chicago Manual of Style* (17th ed.) §13.50-13.60.
    """
    for match in _BRACKETS.finditer(passages.text):
        kind = match.lastgroup or "gloss"
        if kind == "gloss":
            inside = match.group()[1:-1].strip()
            if inside in ("…", "...", ". . ."):
                kind = "omission"
            elif _STAGE.search(inside):
                kind = "stage"
        yield passages.mark_at(
            "bracket_edit", match.start(), match.end(), f"an editor’s {kind}: not the speaker’s words", kind
        )
