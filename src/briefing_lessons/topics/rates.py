"""How often a topic occurs per 1,000 words, with the interval that says how sure the rate is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing_lessons.spans import Annotated
from briefing_lessons.statistics import rate_interval, rate_per_thousand
from briefing_lessons.topics.parts import SHORT, By, Part, find_parts
from briefing_lessons.topics.scopes import Scope
from briefing_lessons.topics.terms import Topics, count_in_parts


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one topic occurs in one part."""

    part: str  #: name of the part
    topic: str
    count: int
    words: int  #: counted words in the part
    rate: float  #: per 1,000 words; not a number where the part has no words
    low: float  #: lower end of Wilson's 95 % interval, per 1,000 words
    high: float  #: upper end
    short: bool  #: the part has too few words (under 100) to bear a rate


def find_rates(
    briefing: Annotated, topics: Topics, by: By = "section", scope: Scope = "text"
) -> tuple[Rate, ...]:
    """Return the rate of each topic in each part, parts in the order of the text.

    >>> from briefing_lessons import load_briefing
    >>> rates = find_rates(load_briefing("000_95b79719e875266d.txt"), {"Syria": ["Syria*"]})
    >>> rates[-1].count, rates[-1].words, rates[-1].short
    (1, 16, True)

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Names with their terms, or a list of words: see `find_terms`.
    by, scope
        The parts, and which of their words: see `find_parts` and `find_stretches`.
    """
    parts = find_parts(briefing, by, scope)
    counts = count_in_parts(briefing, topics, parts)
    return tuple(
        _rate(part, name, found[at]) for name, found in counts.items() for at, part in enumerate(parts)
    )


def warn_of_short_parts(parts: Iterable[Part] | Sequence[Rate]) -> str:
    """Return a sentence that names the parts too short to bear a rate; empty if there are none.

    >>> from briefing_lessons import load_briefing
    >>> warn_of_short_parts(find_parts(load_briefing("000_95b79719e875266d.txt"))[-2:])
    'Too short for a rate (under 100 words): On expectations from Astana talks (16).'
    """
    short = {p.name if isinstance(p, Part) else p.part: p.words for p in parts if p.short}
    if not short:
        return ""
    named = [f"{name} ({words})" for name, words in list(short.items())[:5]]
    more = f" and {len(short) - 5} more" if len(short) > 5 else ""
    return f"Too short for a rate (under {SHORT} words): {', '.join(named)}{more}."


def _rate(part: Part, topic: str, count: int) -> Rate:
    # a phrase is counted once but has several words: the rate stays a share of the words
    low, high = rate_interval(min(count, part.words), part.words)
    rate = rate_per_thousand(count, part.words)
    return Rate(part.name, topic, count, part.words, rate, low, high, part.short)
