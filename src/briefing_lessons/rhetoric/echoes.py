"""Paraphrases that are followed by the quotation they prepare."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from briefing_lessons.english.words import FUNCTION
from briefing_lessons.rhetoric.wording import Wording, stem
from briefing_lessons.spans import Mark, Quote

_REACH = 700  # characters between the paraphrase and its quotation
_FEWEST = 3  # content words in common
_SHARE = 0.37  # of the content words of the paraphrase


def echo(wording: Wording) -> Iterator[Mark]:
    """Mark a paraphrase whose words come back in a direct quotation of the same source soon after.

    Compare the two: where the reporter says more, or less, than the quotation, the paraphrase is a reading.
    Not marked: a paraphrase that shares only a word or two with what follows.

    >>> from briefing_lessons import parse_briefing
    >>> text = 'War can be stopped only by force, Lavrov said.\\n'
    >>> text += '"The war may be stopped by force," Lavrov said.'
    >>> [mark.text for mark in parse_briefing(text).marks if mark.device == "echo"]
    ['War can be stopped only by force']

    Source: Bell (1991) *The Language of News Media*, ch. 9-10, on lead and quotation.
    """
    direct = [quote for quote in wording.quotes if quote.kind == "direct"]
    starts = [quote.start for quote in direct]
    best: dict[int, tuple[float, Mark]] = {}  # by quotation: how much of the paraphrase comes back
    for quote in wording.quotes:
        said = _content(wording, quote) if quote.kind == "indirect" else {}
        if len(said) < _FEWEST:
            continue
        at = bisect_left(starts, quote.end)
        for later in direct[at : at + 2]:
            others = quote.speaker and later.speaker and quote.speaker != later.speaker
            if later.start > quote.end + _REACH or others:
                continue
            quoted = _content(wording, later)
            shared = [word for stem, word in said.items() if stem in quoted]
            share = len(shared) / len(said)
            if len(shared) >= _FEWEST and share >= _SHARE and share > best.get(later.start, (0.0,))[0]:
                why = f"the quotation after it repeats: {', '.join(shared)}"
                mark = wording.mark("echo", (quote.start, quote.end), why)
                best[later.start] = share, replace(mark, voice="reporter", speaker=quote.speaker)
                break
    yield from (mark for _, mark in best.values())


def _content(wording: Wording, quote: Quote) -> dict[str, str]:
    """Return stem -> word of the content words of a quotation."""
    first = bisect_left(wording.starts, quote.start)
    last = bisect_left(wording.starts, quote.end)
    return {stem(word): word for word in wording.words[first:last] if word not in FUNCTION and len(word) > 2}
