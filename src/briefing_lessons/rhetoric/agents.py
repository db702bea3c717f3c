"""Past participles, and the by-phrases that name who did it."""

from __future__ import annotations

from briefing_lessons.english.words import FUNCTION, POINTS_OF_TIME, is_number, word_list
from briefing_lessons.rhetoric.lexicon import Lexicon
from briefing_lessons.rhetoric.wording import Wording

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
