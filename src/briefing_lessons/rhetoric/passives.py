"""Sentences that leave out who did it."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_lessons.english.words import BE, BETWEEN, DETERMINERS, GET, MODALS, SUBORDINATORS, word_list
from briefing_lessons.rhetoric.agents import has_agent, is_participle
from briefing_lessons.rhetoric.lexicon import Lexicon
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_PARTICLES = word_list("particles")
_GROUP = word_list("verb group")
_HALF = word_list("half auxiliaries")
_ADVERBS = word_list("group adverbs")
_CHANGED = word_list("changed states")
_INVERTING = ("is", "are", "was", "were")
_BEFORE_QUESTION = word_list("before a question")
#: after a participle: nothing that it modifies follows
_AFTER_PASSIVE = word_list("after a passive") | {""}
_AFTER_HAS = word_list("after has") | {""}


def agentless_passive(wording: Wording) -> Iterator[Mark]:
    """Mark a passive without a by-agent: it says what was done and leaves out who did it.

    From the first auxiliary to the participle. "by a fifth" and "by Friday" are no agents. Not marked:
    "was closed by her office", adjectives ("were tired"), reduced relatives.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> [mark.text for mark in agentless_passive(cut_sentence("The quota had been cut by a fifth."))]
    ['had been cut']
    >>> [mark.text for mark in agentless_passive(cut_sentence("They were tired. It was cut by us."))]
    []

    Source: Biber (1988) on agentless and by-passives; Quirk et al. (1985) §3.63-3.78.
    """
    participles = wording.lexicons["participles"]
    taken = -1
    for number in wording.find(*BE, *GET):
        if number <= taken:
            continue
        found = _participle(wording, number, participles)
        if found is None:
            continue
        taken = found
        if has_agent(wording, found, participles):
            continue
        first, last = _first_auxiliary(wording, number), found + 1
        if wording.after(found) in _PARTICLES and wording.joined(found):
            last += 1
        why = f"{wording.quoted(first, last)} is a passive, and no “by …” names who did it"
        yield wording.mark("agentless_passive", wording.span(first, last), why)


def _participle(wording: Wording, at: int, lexicon: Lexicon) -> int | None:
    """Return the number of the participle that goes with the auxiliary at `at`."""
    stop = wording.sentence(at).last
    chain = {wording.words[at]}
    number = at + 1
    while number < min(stop, at + 6) and wording.joined(number - 1):
        word = wording.words[number]
        if is_participle(word, lexicon) and not (word == "set" and wording.after(number) == "to"):
            event = _eventive(wording, number, word, chain, lexicon)
            return number if event and not _has_in_short(wording, at, number) else None
        if word not in BETWEEN and not (word.endswith("ly") and len(word) > 4):
            break
        chain.add(word)
        number += 1
    return _inverted(wording, at, stop, lexicon)


def _has_in_short(wording: Wording, at: int, participle: int) -> bool:
    """Say whether 's stands for has: it's taken steps, it's offered help."""
    if wording.raw(at)[:1] not in "'’" or wording.words[at] != "is":
        return False
    return wording.joined(participle) and wording.after(participle) not in _AFTER_HAS


def _inverted(wording: Wording, at: int, stop: int, lexicon: Lexicon) -> int | None:
    """Return the participle of a question: was the upper dam opened too late?"""
    if wording.words[at] not in _INVERTING or not wording.asks(wording.sentence(at)):
        return None
    if not (wording.opens(at) or wording.before(at) in _BEFORE_QUESTION):
        return None
    for number in range(at + 2, min(stop, at + 9)):
        word = wording.words[number]
        if not wording.joined(number - 1) or word in SUBORDINATORS:
            return None
        if not is_participle(word, lexicon) or wording.words[number - 1] in DETERMINERS:
            continue
        attributive = wording.joined(number) and wording.after(number) not in _AFTER_PASSIVE
        if not attributive:
            return number if _eventive(wording, number, word, {"was"}, lexicon) else None
    return None


def _eventive(wording: Wording, number: int, word: str, chain: set[str], lexicon: Lexicon) -> bool:
    """Say whether the participle tells an event rather than a state."""
    kind = lexicon[word].kind if word in lexicon else "regular"
    if kind == "adjective" or (word == "left" and wording.after(number) == "of"):
        return False
    if kind != "result" or {"being", "been"} & chain or wording.words[number - 1] in GET:
        return True
    if any(wording.before(number, back) in MODALS | {"to"} for back in (2, 3)):
        return True
    return bool({"was", "were"} & chain) and word in _CHANGED


def _first_auxiliary(wording: Wording, at: int) -> int:
    """Return the first word of the verb group of the auxiliary at `at`: need to have been."""
    first = at
    while wording.before(first) and wording.joined(first - 1):
        before, word = wording.before(first), wording.words[first]
        half = before in _HALF and word in ("to", "not")
        if not (before in _GROUP or half or (before == "to" and wording.before(first, 2) in _HALF)):
            break
        first -= 1
    return first + (wording.words[first] in _ADVERBS)
