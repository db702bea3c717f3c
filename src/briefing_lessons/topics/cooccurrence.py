"""Which topics are named together: in how many paragraphs two of them stand side by side."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import combinations

from briefing_lessons.spans import Annotated
from briefing_lessons.topics.scopes import Scope, find_stretches, intersect
from briefing_lessons.topics.terms import Topics, as_topics, find_terms


@dataclass(frozen=True, slots=True)
class Pair:
    """Two topics and the paragraphs that name them."""

    first: str
    second: str
    together: int  #: paragraphs that name both
    with_first: int  #: paragraphs that name the first
    with_second: int  #: paragraphs that name the second
    expected: float  #: paragraphs with both if the two had nothing to do with each other
    paragraphs: int  #: paragraphs in all


def find_pairs(briefing: Annotated, topics: Topics, scope: Scope = "text") -> tuple[Pair, ...]:
    """Return every pair of topics, those named together most often first.

    >>> from briefing_lessons import load_briefing
    >>> pairs = find_pairs(load_briefing("000_95b79719e875266d.txt"), ["Syria*", "*terror*", "Japan*"])
    >>> pairs[0].first, pairs[0].second, pairs[0].paragraphs
    ('Syria*', '*terror*', 47)

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Names with their terms, or a list of words: see `find_terms`.
    scope
        Which words: see `find_stretches`.
    """
    stretches = find_stretches(briefing, scope)
    paragraphs = [p for p in briefing.paragraphs if intersect(stretches, ((p.start, p.end),))]
    starts = [p.start for p in paragraphs]
    where: dict[str, set[int]] = {}
    for name, terms in as_topics(topics).items():
        spans = find_terms(briefing, terms, scope)
        places = [(bisect_right(starts, span.start) - 1, span) for span in spans]
        where[name] = {at for at, span in places if at >= 0 and span.end <= paragraphs[at].end}
    total = len(paragraphs)
    pairs = [
        Pair(
            a, b, len(where[a] & where[b]), len(where[a]), len(where[b]),
            len(where[a]) * len(where[b]) / total if total else 0.0, total,
        )
        for a, b in combinations(where, 2)
    ]  # fmt: skip
    return tuple(sorted(pairs, key=lambda pair: -pair.together))
