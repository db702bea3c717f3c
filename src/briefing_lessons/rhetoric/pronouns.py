"""Who is put into the sentence: we, I and you, in every voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing_lessons.english.words import word_list
from briefing_lessons.rhetoric.hits import Hit, find_hits
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_BEFORE_MINE = word_list("before mine")
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
    yield from _pronouns(wording, "first_person_plural")


def first_person_singular(wording: Wording) -> Iterator[Mark]:
    """Mark I, me, my, mine and myself.

    The numeral (World War I) and the pit (the coal mine) are not marked. "I, Donald Trump, see" inside a
    quotation is marked weak: somebody is being retold.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in first_person_singular(cut_sentence("I fought in World War I, not in a mine."))]
    ['I']

    Source: Quirk et al. (1985) §6.1-6.31.
    """
    yield from _pronouns(wording, "first_person_singular")


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
        if hit.entry.kind != device or hit.ruled_out or _no_pronoun(hit):
            continue
        mark = hit.mark(device, f"is one of {_NAMES[device]}")
        if hit.text == "i" and (name := _announced(hit)):
            why = f"I, then the name {name}: somebody is retold"
            yield replace(mark, evidence=why, category="retold", strength="weak")
        else:
            publisher = wording.segment(hit.first).voice == "boilerplate"
            yield replace(mark, category="publisher" if publisher else None)


def _no_pronoun(hit: Hit) -> bool:
    """All of Us; item i, I. Introduction; the coal mine."""
    if hit.text == "i":
        return not hit.capital or hit.wording.gaps[hit.last - 1][:1] == "."
    if hit.entry.kind == "first_person_plural":
        return hit.capital and hit.text != "we" and not hit.opens
    return hit.text == "mine" and hit.before not in _BEFORE_MINE


def _announced(hit: Hit) -> str:
    """Return the name in "I, NAME, …", or nothing."""
    wording, last = hit.wording, hit.last
    while last < wording.segment(hit.first).last and wording.raw(last)[:1].isupper():
        last += 1
        if not wording.joined(last - 1):
            break
    commas = hit.mark_after == "," and wording.gaps[last - 1].strip()[:1] == "," and last > hit.last
    return wording.text[slice(*wording.span(hit.last, last))] if commas else ""
