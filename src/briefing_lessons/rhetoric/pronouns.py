"""Who is put into the sentence: we, I and you, in every voice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from briefing_lessons.english.words import word_list
from briefing_lessons.rhetoric.hits import find_hits
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_NUMBERED = word_list("numbered things")
_MINE = word_list("before mine")
_NAMES = {
    "first_person_plural": "we and its forms",
    "first_person_singular": "I and its forms",
    "second_person": "you and its forms",
}


def first_person_plural(wording: Wording) -> Iterator[Mark]:
    """Mark we, us, our, ours and ourselves; who is meant by them is for the reader to say.

    An acronym (US, U.S.) and a word of a title ("All of Us") are not marked; the "we" of an
    advertisement is, as the publisher's.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in first_person_plural(cut_sentence("We told the US what troubles us."))]
    ['We', 'us']

    Source: Quirk et al. (1985) §6.1-6.31; Íñigo-Mora (2004) on who "we" is in political speech.
    """
    for mark in _pronouns(wording, "first_person_plural"):
        printed = mark.text
        if printed[:1].isupper() and printed.lower() != "we" and not _opens(wording, mark):
            continue
        yield mark


def first_person_singular(wording: Wording) -> Iterator[Mark]:
    """Mark I, me, my, mine and myself.

    The numeral (World War I) and the pit (the coal mine) are not marked. "I, Donald Trump, see" inside a
    quotation is marked weak: somebody is being retold.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in first_person_singular(cut_sentence("I fought in World War I, not in a mine."))]
    ['I']

    Source: Quirk et al. (1985) §6.1-6.31.
    """
    for mark in _pronouns(wording, "first_person_singular"):
        word = mark.text.lower()
        at = _number(wording, mark)
        before = wording.before(at)
        if word == "i":
            if mark.text == "i" or before in _NUMBERED or wording.text[mark.end : mark.end + 1] == ".":
                continue
            name = _announced(wording, at)
            if name:
                yield wording.mark(
                    "first_person_singular",
                    at,
                    at + 1,
                    f"I, then the name {name}: somebody is retold",
                    "retold",
                    "weak",
                )
                continue
        if word == "mine" and before not in _MINE:
            continue
        yield mark


def second_person(wording: Wording) -> Iterator[Mark]:
    """Mark you, your, yours and yourself: the addressee, people in general, the reader of an advertisement.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in second_person(cut_sentence("You cannot sell your youth."))]
    ['You', 'your']

    Source: Quirk et al. (1985) §6.1-6.31, §6.21 for the generic use.
    """
    yield from _pronouns(wording, "second_person")


def _pronouns(wording: Wording, device: str) -> Iterator[Mark]:
    for hit in find_hits(wording, "pronouns"):
        if hit.kind == device:
            publisher = wording.segment(hit.first).voice == "boilerplate"
            mark = hit.mark(device, f"is one of {_NAMES[device]}")
            yield replace(mark, category="publisher" if publisher else None)


def _number(wording: Wording, mark: Mark) -> int:
    return bisect_left(wording.starts, mark.start)


def _opens(wording: Wording, mark: Mark) -> bool:
    return wording.opens(_number(wording, mark))


def _announced(wording: Wording, at: int) -> str | None:
    """Return the name in "I, NAME, …", or nothing."""
    if wording.gaps[at].strip() != ",":
        return None
    last = at + 1
    while last < wording.segment(at).last and wording.raw(last)[:1].isupper():
        last += 1
        if not wording.joined(last - 1):
            break
    if last == at + 1 or wording.gaps[last - 1].strip()[:1] != ",":
        return None
    return wording.text[wording.starts[at + 1] : wording.ends[last - 1]]
