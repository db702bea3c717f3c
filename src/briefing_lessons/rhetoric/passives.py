"""Sentences that leave out who did it; past participles, and the by-phrases that name who did."""

import re
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
from briefing_lessons.rhetoric.lexicon import load_lexicon
from briefing_lessons.rhetoric.wording import Wording
from briefing_lessons.spans import Mark

_MEASURES = word_list("measures") | word_list("ways") | POINTS_OF_TIME
_UNITS = word_list("units") | FUNCTION | POINTS_OF_TIME
_PREFIX = re.compile("(?:mis|out|over|under|re|fore|with)(?=...)")  #: "mislaid" is as irregular as "laid"
_UN_VERBS = tuple(word_list("un- verbs"))
_NEW_CLAUSE = frozenset("who which that because when if but while after before".split())


def _kind(word: str) -> str:
    """Return what `word` may be as a past participle: "regular", a class of the list, or nothing."""
    known = load_lexicon("participles")
    entry = known.get(word) or known.get(_PREFIX.sub("", word))
    if entry is not None:
        return entry.kind if entry.kind in ("irregular", "adjective", "result") else ""
    regular = word.endswith("ed") and (not word.startswith("un") or word.startswith(_UN_VERBS))
    joined = "-" not in word or word.split("-")[0] in ("re", "co", "pre", "de")
    return "regular" if regular and joined else ""


def has_agent(wording: Wording, participle: int) -> bool:
    """Say whether a by-phrase names who did it, in the same clause or after words quoted in it."""
    for number in range(participle + 1, min(len(wording.words), participle + 15)):
        gap, word = wording.gaps[number - 1], wording.words[number]
        breaks = any(mark in gap for mark in ".;:?!\n")
        comma = "," in gap and word != "by" and wording.segment(number).quote is None
        second = word == "by" and number > participle + 1 and _kind(wording.words[number - 1])
        if breaks or comma or second or word in _NEW_CLAUSE:
            return False
        if word == "by" and _names_agent(wording, number):
            return True
    return False


def _names_agent(wording: Wording, by: int) -> bool:
    """Say whether who did it follows; where by ends a segment, the quotation after it names the agent."""
    after, second = (wording.after(by, on) for on in (1, 2))
    if after in word_list("by means") | POINTS_OF_TIME or after.endswith("ing"):
        return False
    if is_number(after):  # by two engineers, but: by 40 per cent, by 2030, by nine
        return second not in _UNITS | {""} and not is_number(second)
    if after not in word_list("before a measure"):
        return True
    return second not in _MEASURES and not is_number(second)


_GROUP = word_list("verb group")
_HALF = word_list("half auxiliaries")
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
    taken = -1
    for number in wording.find(*BE, *GET):
        found = _participle(wording, number) if number > taken else None
        taken = found or taken
        if found is None or has_agent(wording, found):
            continue
        first, last = _first_auxiliary(wording, number), found + 1
        if wording.after(found) in word_list("particles"):
            last += 1
        why = f"{wording.quoted(first, last)} is a passive, and no “by …” names who did it"
        yield wording.mark("agentless_passive", wording.span(first, last), why)


def _participle(wording: Wording, at: int) -> int | None:
    """Return the number of the participle that goes with the auxiliary at `at`."""
    stop = wording.sentence(at).last
    chain = {wording.words[at]}
    number = at + 1
    while number < min(stop, at + 6) and wording.joined(number - 1):
        word = wording.words[number]
        if _kind(word) and not (word == "set" and wording.after(number) == "to"):
            event = _eventive(wording, number, word, chain)
            return number if event and not _has_in_short(wording, at, number) else None
        if word not in BETWEEN and not word.endswith("ly"):
            break
        chain.add(word)
        number += 1
    return _inverted(wording, at, stop)


def _has_in_short(wording: Wording, at: int, participle: int) -> bool:
    """Say whether 's stands for has: it's taken steps, it's offered help."""
    if wording.raw(at)[:1] not in "'’" or wording.words[at] != "is":
        return False
    return wording.joined(participle) and wording.after(participle) not in _AFTER_HAS


def _inverted(wording: Wording, at: int, stop: int) -> int | None:
    """Return the participle of a question: was the upper dam opened too late?"""
    if wording.words[at] not in ("is", "are", "was", "were") or not wording.asks(wording.sentence(at)):
        return None
    for number in range(at + 2, min(stop, at + 9)):
        word = wording.words[number]
        if not wording.joined(number - 1) or word in SUBORDINATORS:
            return None
        if _kind(word) and wording.words[number - 1] not in DETERMINERS:
            return number if _eventive(wording, number, word, {"was"}) else None
    return None


def _eventive(wording: Wording, number: int, word: str, chain: set[str]) -> bool:
    """Say whether the participle tells an event rather than a state."""
    kind = _kind(word)
    if kind == "adjective":
        return False
    if kind != "result" or {"being", "been"} & chain or wording.words[number - 1] in GET:
        return True
    if any(wording.before(number, back) in MODALS | {"to"} for back in (2, 3)):
        return True
    return bool({"was", "were"} & chain) and word in word_list("changed states")


def _first_auxiliary(wording: Wording, at: int) -> int:
    """Return the first word of the verb group of the auxiliary at `at`: need to have been."""
    first = at
    while wording.before(first) and wording.joined(first - 1):
        before, word = wording.before(first), wording.words[first]
        half = before in _HALF and word in ("to", "not")
        if not (before in _GROUP or half or (before == "to" and wording.before(first, 2) in _HALF)):
            break
        first -= 1
    return first + 1 if wording.words[first] in word_list("group adverbs") else first
