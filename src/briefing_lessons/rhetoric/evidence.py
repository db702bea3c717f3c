"""Where it comes from: words that name a source, hearsay or the speaker's own eyes."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_lessons.rhetoric.passages import Passages
from briefing_lessons.rhetoric.words import PERSONS, SUBJECTS
from briefing_lessons.spans import Mark

_WEAK = frozenset(
    ("we have seen", "we see that", "i see that", "some say", "reports that", "many say", "judging by")
)


def evidential(passages: Passages) -> Iterator[Mark]:
    """Mark words for the source of what is said: according to, reportedly, in her words, I saw.

    Not marked: "X said that", which names its source as reporting does, literal perception of others
    ("they could see nothing"), and "according to plan".

    >>> from briefing_lessons.rhetoric.passages import cut_sentence
    >>> [mark.text for mark in evidential(cut_sentence("I saw it. According to the crew it reportedly sank."))]
    ['I saw', 'According to', 'reportedly']
    >>> [mark.text for mark in evidential(cut_sentence("They could see nothing, and all went according to plan."))]
    []

    Source: Chafe (1986) "Evidentiality in English conversation and academic writing"; Aikhenvald (2004).
    """
    for first, last, entry in passages.lexicons["evidentials"].find(passages):
        if not _tells_source(passages, first, last, entry.text):
            continue
        why = f"{passages.quoted(first, last)} says where this comes from ({entry.kind})"
        yield passages.mark(
            "evidential", first, last, why, entry.kind, "weak" if entry.text in _WEAK else "strong"
        )


def _tells_source(passages: Passages, first: int, last: int, entry: str) -> bool:
    after = passages.after(last - 1)
    if entry == "according to":
        return after not in (
            "plan",
            "law",
            "schedule",
            "size",
            "age",
            "need",
            "type",
            "whether",
            "how",
            "which",
        )
    if entry in ("i saw", "we saw"):
        return after not in ("to", "off", "fit")
    if entry == "i read":
        return after in ("that", "the", "in", "it", "this", "your", "about")
    if entry == "i hear":
        return after in SUBJECTS | {"the", "a"}
    if entry == "citing":
        return not passages.part(first).spoken
    if entry in ("some say", "many say", "they say"):
        return after in PERSONS | SUBJECTS | {"the", "a", "no", "our", "your", "my"} or not passages.joined(
            last - 1
        )
    return True
