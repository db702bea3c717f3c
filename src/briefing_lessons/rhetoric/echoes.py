"""Paraphrases that are followed by the quotation they prepare."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from briefing_lessons.rhetoric.passages import Passages
from briefing_lessons.rhetoric.words import FUNCTION
from briefing_lessons.spans import Mark, Quote

_REACH = 700  # characters between the paraphrase and its quotation


def echo(passages: Passages) -> Iterator[Mark]:
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
    direct = [quote for quote in passages.quotes if quote.kind == "direct"]
    starts = [quote.start for quote in direct]
    for quote in passages.quotes:
        if quote.kind != "indirect":
            continue
        said = _content(passages, quote)
        if len(said) < 3:
            continue
        for later in direct[bisect_left(starts, quote.end) :][:2]:
            if later.start - quote.end > _REACH:
                break
            if quote.speaker and later.speaker and quote.speaker != later.speaker:
                continue
            shared = said.keys() & _content(passages, later).keys()
            if len(shared) >= 3 and len(shared) >= 0.37 * len(said):
                listed = ", ".join(said[stem] for stem in list(said) if stem in shared)
                yield passages.mark_at(
                    "echo", quote.start, quote.end, f"the quotation after it repeats: {listed}"
                )
                break


def _content(passages: Passages, quote: Quote) -> dict[str, str]:
    """Return stem -> word of the content words of a quotation."""
    first = bisect_left(passages.starts, quote.start)
    last = bisect_left(passages.starts, quote.end)
    return {
        _stem(word): word for word in passages.words[first:last] if word not in FUNCTION and len(word) > 2
    }


def _stem(word: str) -> str:
    """Return the first letters of `word`, enough to meet its other forms.

    >>> _stem("stopped") == _stem("stop"), _stem("Russian") == _stem("Russia")
    (False, True)
    """
    return word[:5]
