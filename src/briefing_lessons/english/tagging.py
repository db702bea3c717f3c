"""Give every word its letter of the chunk grammar, first by itself, then by its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import lru_cache

from briefing_lessons.english.wordclasses import (
    CLASS_OF,
    NOUNS,
    PERSON_NOUNS,
    PHRASES,
    VERB_LIKE_NOUNS,
    VERBS,
    Expression,
    in_plural,
    listed,
)
from briefing_lessons.english.words import word_list

_MARK_CLASS = {
    **dict.fromkeys(",;:", ","),
    **dict.fromkeys("—–-―", "-"),
    **dict.fromkeys("([", "("),
    **dict.fromkeys(")]", ")"),
    **dict.fromkeys(".?!…", "."),
    **dict.fromkeys("'’", "'"),
    ";": ";",
    ":": ":",
}
_COMMON_TIME = word_list("common times")
_PLURALS = word_list("plurals")
#: Small words that stand between a given name and a surname.
PARTICLES = word_list("name particles")


@lru_cache(maxsize=1 << 16)
def tagged(word: str, before: str) -> tuple[str, str]:
    """Return the lower-case form of `word`, with straight apostrophes, and its letter.

    >>> tagged("Don’t", ".")
    ("don't", 'x')
    """
    folded = word.lower().replace("’", "'")
    return folded, letter_of(word, folded, before)


def letter_of(word: str, folded: str, before: str) -> str:
    """Return the letter of `word` given the letter before it; `folded` is its lower-case form.

    >>> letter_of("said", "said", "X"), letter_of("claim", "claim", "d"), letter_of("US", "us", "i")
    ('V', 'n', 'X')
    """
    first = word[0]
    if first.isupper() and (before not in '.Q(-:"' or folded not in CLASS_OF or _is_acronym(word)):
        return _letter_of_capital(folded, before)
    if word == "&":
        return "X" if before == "X" else "&"
    if len(word) > 4 and _WITH_ARTICLE.match(word):
        return "X"
    known = CLASS_OF.get(folded)
    if known:
        noun = before == "d" and (known == "v" or (known == "z" and folded in _COMMON_TIME))
        return "n" if noun else known
    if folded in VERBS:
        return _verb_or_noun(folded, before)
    if first.isalpha() or first == "@":
        return _open_class(folded, before)
    if first.isdigit() or (first in "$€£¥" and len(word) > 1):
        return "n" if "-" in word and word[-1].isalpha() else "#"  # "the 12-page report"
    if first in "'’" and len(word) > 1:
        return "'" if folded == "'s" else "x"
    return _MARK_CLASS.get(first, "…")


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


#: Words that stay what they are under the capitals of a headline.
_NEVER_NAMES = word_list("never names")


#: Words that open an answer and name nobody.
_INTERJECTIONS = word_list("interjections")


def _letter_of_capital(folded: str, before: str) -> str:
    """A capital is a name, unless it only opens a sentence or a headline gives one to every word."""
    if folded in _NEVER_NAMES and not (folded == "an" and before == "X"):
        return CLASS_OF[folded]
    if CLASS_OF.get(folded.rstrip(".")) == "z" and folded not in ("may", "march"):
        return "z"
    opens = before in ".:Q"
    if before in ".:Q)" and folded in _INTERJECTIONS:
        return "a"
    if opens and folded in PERSON_NOUNS and in_plural(folded):
        return "n"  # "Lawyers were furious"
    if folded in VERBS and folded not in VERB_LIKE_NOUNS and (opens or folded.endswith("s")):
        return "G" if folded.endswith("ing") else "V"
    return "X"


def _verb_or_noun(folded: str, before: str) -> str:
    """Tell "they report" from "the report", "he alleged" from "the alleged"."""
    if before in "d'i":
        if folded in NOUNS or folded in VERB_LIKE_NOUNS:
            return "n"
        if before in "d'" and folded.endswith(("ed", "ing")):
            return "e"
    return "G" if folded.endswith("ing") else "V"


def _open_class(folded: str, before: str) -> str:
    if before == "X" and folded in PARTICLES:
        return "X"  # "Fenna de Wit"
    if folded.endswith("ly") and len(folded) > 4:
        return "a"
    if folded.endswith("ed") and len(folded) > 4:
        return "e"
    if folded.endswith("ing") and len(folded) > 5:
        return "n" if before == "d" else "g"
    return "n"


def opens_name(word: str, letter: str, following: str, after: str, given: Container[str]) -> bool:
    """Say whether a word of a closed class is a first name before a surname: "Will Straw said", "Per Lund,".

    A capital beats the word list where a name can stand: an auxiliary asks no question there, a preposition
    would leave the verb without its subject, "an" stands before no consonant.

    >>> opens_name("Per", "i", "Lund", "V", ()), opens_name("Will", "x", "Rask", "n", ())
    (True, False)

    Parameters
    ----------
    word, letter
        The word with its capital, and the letter of its class.
    following, after
        The name that follows it, and the letter after that name.
    given
        Given names in lower case.
    """
    folded = word.lower()
    known, subject = folded in given, after in tuple("VvxX,'")
    if "-" in following and following.partition("-")[2][:1].islower() and len(word) < 4:
        return folded not in _NEVER_NAMES  # "So Min-jun"
    match letter:
        case "x":
            return len(word) < 5 and folded not in _NEVER_NAMES and (subject or after == ":")
        case "i":
            dated = CLASS_OF.get(following.lower()) == "z" or following in ("May", "March")
            return (
                not dated
                and folded not in _CONJUNCTIONS
                and (after == "V" or (known and (subject or after in ":e")))
            )
        case "d":
            return folded == "an" and following[:1].lower() not in "aeiouhy8"
        case "V":
            return known and after in (tuple("Vvx") if folded == "said" else tuple("Vvx,':e"))
        case "z":
            return after not in "#n"
        case "a" | "v":
            return known and (subject or after in ":e")
    return False


#: Prepositions that also open a clause: "After Abel said that …".
_CONJUNCTIONS = listed("before after since until till as like than")
_WITH_ARTICLE = re.compile(r"[a-z]{1,3}[-‐‑'’][A-ZÀ-Þ]")
PARTICIPLES = word_list("irregular participles")
#: Verbs by which a question is put; whatever follows them, their participle opens no report.
_PUT_TO = listed("asked pressed questioned quizzed")
_AFTER_PARTICIPLE = listed("by if whether that about on over of why how what when")
#: Words before "May" and "March" that make a date of them.
DATING = listed("in since until last next this early late mid")
_SEASONS = listed("winter spring summer summers autumn")


def is_participle(word: str) -> bool:
    """Say whether a word has the form of a past participle, which may be that of the past as well.

    >>> is_participle("asked"), is_participle("told"), is_participle("asks")
    (True, True, False)
    """
    return word.endswith("ed") or word in PARTICIPLES


def opens_with_participle(low: Sequence[str], first: int) -> bool:
    """Say whether a sentence opens with what was put to its subject: "Reminded by Abel that it leaks, she".

    >>> opens_with_participle(["told", "by", "abel", "that"], 0), opens_with_participle(["red", "tape"], 0)
    (True, False)
    """
    return low[first] in _PUT_TO or (
        is_participle(low[first]) and not _AFTER_PARTICIPLE.isdisjoint(low[first + 1 : first + 2])
    )


def with_name_openers(
    word_at: Callable[[int], str], letters: str, given: Container[str], asks: Callable[[int], bool]
) -> str:
    """Return the letters, with that of a name for every word of a closed class that is part of one.

    Parameters
    ----------
    word_at
        Given a unit, its word as printed.
    letters
        The letters of a stretch.
    given
        Given names in lower case.
    asks
        Given a unit, whether its sentence ends with a question mark.
    """
    settled = list(letters)
    for match in _BESIDE_NAME.finditer(letters):
        k, after = match.start(), match.start() + 1
        word, letter = word_at(k), letters[k]
        if len(word) < 2 or not word[0].isupper():
            continue
        before = letters[k - 1] if k else "."
        if letter == "z" and before == "X" and word.lower() in _SEASONS:
            settled[k] = "X"  # "Rose Winter"
            continue
        while after < len(letters) and letters[after] == "X":
            after += 1
        dated = letter == "z" and (before in "idz#" or (before == "V" and letters[k - 2 : k - 1] != "Q"))
        if after == k + 1 or dated:
            continue
        ends = letters[after] if after < len(letters) else "."
        if letter == "x" and asks(k):
            continue
        if opens_name(word, letter, word_at(k + 1), ends, given):
            settled[k] = "X"
    return "".join(settled)


#: A word before a name, or a word of time after one.
_BESIDE_NAME = re.compile("[xidVavzS](?=X)|(?<=X)z")


#: The class of the next unit, in a list of its own, where a phrase ends.
_ENDS = [[mark] for mark in ".,;:)Q"]


def settle(low: Sequence[str], letters: Sequence[str]) -> str:
    """Return the letters of a stretch once the neighbours of each word are known.

    The first word of a phrase such as "went on" becomes a reporting verb; a form that may be a noun
    ("six states", "officials claim") is one when it does not agree with the word before it.
    """
    settled = list(letters)
    for k, word in enumerate(low):
        if word in PHRASES and phrase_at(low, k):
            settled[k] = "G" if word.endswith("ing") else "V"
        elif letters[k] == "V" and k:
            settled[k] = _verb_or_not(low, letters, settled, k)
        elif letters[k] in "Ggvt" and k:
            settled[k] = _beside(low, letters, k)
        elif (
            letters[k] == "a" and low[max(k - 1, 0)] in ("the", "a", "an") and letters[k + 1 : k + 2] in _ENDS
        ):
            settled[k] = "n"  # "a man at the back,"
        elif letters[k] == "n" and k and word.endswith("s") and _does(low, letters, k):
            settled[k] = "v"  # "the harbour master walks to the quay"
        elif letters[k] == "X" and k and word in ("may", "march") and low[k - 1] in DATING:
            settled[k] = "z"  # "In May Abel said"
    return "".join(settled)


def _does(low: Sequence[str], letters: Sequence[str], k: int) -> bool:
    """Say whether a form in -s is what one person does: "the master walks to", but not "child deaths in"."""
    if low[k - 1] in ("he", "she"):
        return True  # "she relies on it"
    doer = low[k - 1] in PERSON_NOUNS and not in_plural(low[k - 1]) and letters[k - 1] == "n"
    return doer and not low[k].endswith("ss") and letters[k + 1 : k + 2] in (["T"], ["d"], ["o"], ["p"])


def _beside(low: Sequence[str], letters: Sequence[str], k: int) -> str:
    """Settle a form in -ing, a verb that reports only with "that", and "that" itself."""
    before, after = letters[k - 1], letters[k + 1] if k + 1 < len(letters) else "."
    match letters[k]:
        case "G" if before == "n" and after == "n" and _is_thing(low[k - 1]):
            return "n"  # "the check writing machine"
        case "g" if after in "Vx" and before in "ne":
            return "n"  # "the court filing says"
        case "g" if before in "ea" and letters[k - 2 : k - 1] == ["d"] and after in "i.,;tTQ":
            return "n"  # "told a packed meeting in town", "the minutes of an earlier meeting"
        case "G" if after == "i" and before == "n" and low[k] in NOUNS and _is_thing(low[k - 1]):
            return "n"  # "a court ruling from spring"
        case "v" if after == "t" and low[k] in VERBS:
            return "V"  # "the board held that"
        case "t" if after == "z":
            return "d"  # "that evening"
    return letters[k]


def _names(verb: str) -> bool:
    return verb.endswith("ed") and verb in VERBS and "names" in VERBS[verb].takes


def _is_thing(noun: str) -> bool:
    return noun not in PERSON_NOUNS and not in_plural(noun)


def _verb_or_not(low: Sequence[str], letters: Sequence[str], settled: Sequence[str], k: int) -> str:
    """Tell a reporting verb from its homographs by the words on both sides."""
    if (decided := _by_its_place(low, letters, settled, k)) is not None:
        return decided
    word, before = low[k], settled[k - 1]
    earlier = settled[k - 2] if k > 1 else "."
    if word not in NOUNS and word not in VERB_LIKE_NOUNS:
        return "V"
    if before == "z" and earlier == "d":
        return "n"  # "the April report"
    after = next((j for j in range(k + 1, len(letters)) if letters[j] != "a"), len(letters))
    following = letters[after] if after < len(letters) else "."
    faced = (
        before == "n"
        and word.endswith("s")
        and (earlier == "p" or (earlier == "n" and in_plural(low[k - 2])))
    )
    if faced or (letters[k + 1 : k + 2] == ["V"] and before in "nX"):
        return "n"  # "men face charges", "audit reports show"
    return "V" if _agrees(low[k - 1], before, word, following) else "n"


def _by_its_place(low: Sequence[str], letters: Sequence[str], settled: Sequence[str], k: int) -> str | None:
    """Return what a word is whose place leaves no doubt, whether it may be a noun or not."""
    word, before, following = low[k], settled[k - 1], letters[k + 1 : k + 2]
    earlier = settled[k - 2] if k > 1 else "."
    if before == "a" and earlier == "d":
        return "e"  # "the most commonly known effects"
    if low[k - 1] in ("the", "a", "an") and letters[k - 1] == "d":
        return "n"  # "put the sum at"
    base = VERBS[word].lemma == word if word in VERBS else False
    if before == "'" and earlier in "nX" and (base or word.endswith("s")):
        return "n"  # "Ms Darkoh's counsel"
    if base and before == "Q" and following == ["V"]:
        return "n"  # “No,” counsel said
    if word.endswith("s") and settled[max(k - 3, 0) : k] == ["Q", "d", "n"] and following in _ENDS:
        return "V"  # “No,” the donor reports.
    if base and before == "n" and low[k - 2] in ("a", "an"):
        return "n"  # "an extraordinary rebuke"
    if base and before == "n" and _is_thing(low[k - 1]) and following == ["x"]:
        return "n"  # "the 12-page document is"
    if before == "n" and _is_thing(low[k - 1]) and following == ["Q"] and _names(word):
        return "e"  # "wrote Abel in a note titled “Wet Linen”"
    if before in ("'", "d") and word in PARTICIPLES and following in (["n"], ["V"]):
        return "e"  # "the ministry's written answer", "his written report"
    if before == "," and word in PERSON_NOUNS and following == ["i"]:
        return "n"  # "Anna Abel, counsel for the owners"
    if before == "n" and earlier == "T" and word.endswith("s") and not in_plural(low[k - 1]):
        return "n"  # "free to raise worries"
    return None


def _agrees(before: str, letter: str, word: str, following: str) -> bool:
    if word == "read":
        if letter == "Q":
            return True  # “Stay inside,” read a notice
        return following in "tQ,:.od"  # past as well as present
    if letter in "nXe#":
        plural = (before.endswith("s") and not before.endswith("ss")) or before in _PLURALS
        singular_verb = word.endswith("s")
        if plural == singular_verb or (plural and before in PERSON_NOUNS and following == "z"):
            return (before in PERSON_NOUNS or letter == "X") and following in "tQz"
        if following in "ix&.)z,;:":
            return letter == "X" and following in ".,"
        return True
    if letter == "t":
        return following not in "iVG.,Q"
    if letter in "&,":
        return following in "tdpoQw"
    return True


def phrase_at(low: Sequence[str], k: int) -> tuple[int, Expression] | None:
    """Return the length in units of the reporting phrase that begins at unit `k`, and the phrase."""
    for words, expression in PHRASES.get(low[k], ()):
        if tuple(low[k : k + len(words)]) == words:
            return len(words), expression
    return None
