"""Sentences that leave out who did it; past participles, and the by-phrases that name who did."""

from __future__ import annotations

from collections.abc import Iterator

from briefing_lessons.english.words import (
    BE,
    BETWEEN,
    DETERMINERS,
    FUNCTION,
    GET,
    MODALS,
    POINTS_OF_TIME,
    SUBORDINATORS,
    is_number,
    word_list,
)
from briefing_lessons.rhetoric.lexicon import Lexicon, load_lexicon
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_MEANS = word_list("by means")
_MEASURES = word_list("measures") | word_list("ways") | POINTS_OF_TIME
_UNITS = word_list("units") | FUNCTION | POINTS_OF_TIME
_BEFORE_MEASURE = word_list("before a measure")
_UN_VERBS = tuple(word_list("un- verbs"))
_NEW_CLAUSE = frozenset("who which that because when if but while after before".split())


def is_participle(word: str, lexicon: Lexicon) -> bool:
    """Say whether `word` has the form of a past participle."""
    if word in lexicon:
        return lexicon[word].kind in ("irregular", "adjective", "result")
    if not word.endswith("ed") or len(word) < 4 or (word.startswith("un") and not word.startswith(_UN_VERBS)):
        return False
    return "-" not in word or word.split("-")[0] in ("re", "co", "pre", "de")


def has_agent(wording: Wording, participle: int, lexicon: Lexicon) -> bool:
    """Say whether a by-phrase names who did it, in the same clause or after words quoted in it."""
    for number in range(participle + 1, min(len(wording.words), participle + 15)):
        gap, word = wording.gaps[number - 1], wording.words[number]
        breaks = any(mark in gap for mark in ".;:?!\n") and not gap.startswith((".”", '."'))
        comma = "," in gap and word != "by" and wording.segment(number).quote is None
        second = (
            word == "by" and number > participle + 1 and is_participle(wording.words[number - 1], lexicon)
        )
        if breaks or comma or second or word in _NEW_CLAUSE:
            return False
        if word == "by" and _names_agent(wording, number):
            return True
    return False


def _names_agent(wording: Wording, by: int) -> bool:
    """Say whether who did it follows; where by ends a segment, the quotation after it names the agent."""
    after, second, third = (wording.after(by, on) for on in (1, 2, 3))
    if after in _MEANS | POINTS_OF_TIME or after.endswith("ing"):
        return False
    if is_number(after):  # by two engineers, but: by 40 per cent, by 2030, by nine
        return second not in _UNITS | {""} and wording.joined(by + 1) and not is_number(second)
    if after not in _BEFORE_MEASURE:
        return True
    late = third in POINTS_OF_TIME and second in ("same", "very")
    return second not in _MEASURES and not is_number(second) and not late


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
    participles = load_lexicon("participles")
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
