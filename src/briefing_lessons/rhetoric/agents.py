"""Past participles, and the by-phrases that name who did it."""

from __future__ import annotations

from briefing_lessons.english.words import FUNCTION, POINTS_OF_TIME, is_number, word_list
from briefing_lessons.rhetoric.lexicon import Lexicon
from briefing_lessons.rhetoric.wording import Wording

#: by + these is a measure, a manner or a way, and nobody's deed
_MEANS = word_list("by means")
_MEASURES = word_list("measures")
_UNITS = word_list("units")
_UN_VERBS = (
    "under",
    "unit",
    "unveil",
    "uncover",
    "undo",
    "undone",
    "unleash",
    "unload",
    "unlock",
    "untie",
    "unseat",
)


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
        if any(mark in gap for mark in ".;:?!\n") and not gap.startswith((".”", '."')):
            return False
        quoted = wording.segment(number).quote is not None
        if "," in gap and word != "by" and not quoted:
            return False
        if word == "by":
            if number > participle + 1 and is_participle(wording.words[number - 1], lexicon):
                return False
            if _names_agent(wording, number):
                return True
        elif word in ("who", "which", "that", "because", "when", "if", "but", "while", "after", "before"):
            return False
    return False


def _names_agent(wording: Wording, by: int) -> bool:
    after, second = wording.after(by), wording.after(by, 2)
    if not after:
        # "by" at the end of a passage: a quotation follows that names the agent
        return True
    if after in _MEANS | POINTS_OF_TIME or after.endswith("ing"):
        return False
    if is_number(after):  # by two engineers, but: by 40 per cent, by 2030, by nine
        return (
            bool(second)
            and wording.joined(by + 1)
            and second not in _UNITS | FUNCTION | POINTS_OF_TIME
            and not is_number(second)
        )
    if after in (
        "a",
        "an",
        "the",
        "at",
        "about",
        "around",
        "up",
        "nearly",
        "almost",
        "some",
        "this",
        "next",
        "last",
    ):
        third = wording.after(by, 3)
        if (
            second in _MEASURES | POINTS_OF_TIME
            or is_number(second)
            or (third in POINTS_OF_TIME and second in POINTS_OF_TIME | {"same", "very"})
        ):
            return False
        if second in ("means", "use", "way", "sea", "road", "river"):
            return False
    return True
