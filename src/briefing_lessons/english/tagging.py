"""Give every word its letter of the chunk grammar, first by itself, then by its neighbours."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

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
    pattern,
)
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import given_names, word_list

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


#: Nouns that have the ending of an adverb.
_NOUNS_IN_LY = word_list("nouns in -ly")


def _open_class(folded: str, before: str) -> str:
    if before == "X" and folded in PARTICLES:
        return "X"  # "Fenna de Wit"
    if folded.endswith("ly") and len(folded) > 4 and folded not in _NOUNS_IN_LY:
        return "a"
    if folded.endswith("ed") and len(folded) > 4:
        return "e"
    if folded.endswith("ing") and len(folded) > 5:
        return "n" if before == "d" else "g"
    return "n"


def opens_name(word: str, letter: str, following: str, after: str) -> bool:
    """Say whether a word of a closed class is a first name before a surname: "Will Straw said", "Per Lund,".

    A capital beats the word list where a name can stand: an auxiliary asks no question there, a preposition
    would leave the verb without its subject, "an" stands before no consonant.

    >>> opens_name("Per", "i", "Lund", "V"), opens_name("Will", "x", "Rask", "n")
    (True, False)

    Parameters
    ----------
    word, letter
        The word with its capital, and the letter of its class.
    following, after
        The name that follows it, and the letter after that name.
    """
    folded = word.lower()
    known, subject = folded in given_names(), after in tuple("VvxX,'")
    if "-" in following and following.partition("-")[2][:1].islower() and len(word) < 4:
        return folded not in _NEVER_NAMES  # "So Min-jun"
    match letter:
        case "x":
            return folded not in _NEVER_NAMES and (subject or after == ":")
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


def with_name_openers(word_at: Callable[[int], str], letters: str) -> str:
    """Return the letters, with that of a name for every word of a closed class that is part of one.

    Parameters
    ----------
    word_at
        Given a unit, its word as printed.
    letters
        The letters of a stretch.
    """
    settled = list(letters)
    for match in _BESIDE_NAME.finditer(letters):
        k, after = match.span()
        word, letter, before = word_at(k), letters[k], letters[k - 1 : k] or "."
        if len(word) < 2 or not word[0].isupper():
            continue
        alone = not match["name"] or before == W.NAME
        season = alone and word.lower() in _SEASONS and letter == W.TIME  # "Rose Winter", "Winter said"
        dated = letter == W.TIME and before in "idz#"
        opens = match["name"] and not dated
        if season or (opens and opens_name(word, letter, word_at(k + 1), letters[after : after + 1] or ".")):
            settled[k] = W.NAME
    return "".join(settled)


#: A word before a name, or a word of time after one or before a reporting verb.
_BESIDE_NAME = pattern(
    """[AUX PREP DET SAID ADV VERB TIME BECAUSE] (?P<name>NAME+)
    | (?<=NAME) TIME | TIME (?=ADV* SAID)"""
)


_Holds = Callable[[Sequence[str], int], bool]

#: What has to hold of a word, or of the words before it, for a row of `PLACES_FILE`.
_HOLDS: dict[str, _Holds] = {
    "article": lambda low, k: low[k - 1] in ("the", "a", "an"),
    "a": lambda low, k: low[k - 2] in ("a", "an"),
    "it": lambda low, k: low[k - 1] in ("he", "she", "it"),
    "one": lambda low, k: not in_plural(low[k - 1]),
    "one-person": lambda low, k: low[k - 1] in PERSON_NOUNS and not in_plural(low[k - 1]),
    "one-thing": lambda low, k: low[k - 1] not in PERSON_NOUNS and not in_plural(low[k - 1]),
    "in-s": lambda low, k: low[k].endswith("s") and not low[k].endswith("ss"),
    "in-ing": lambda low, k: low[k].endswith("ing"),
    "month": lambda low, k: low[k] in ("may", "march"),
    "base": lambda low, k: low[k] in VERBS and VERBS[low[k]].lemma == low[k],
    "names": lambda low, k: low[k].endswith("ed") and "names" in VERBS[low[k]].takes,
    "participle": lambda low, k: low[k] in PARTICIPLES,
    "person": lambda low, k: low[k] in PERSON_NOUNS,
    "noun": lambda low, k: low[k] in NOUNS or low[k] in VERB_LIKE_NOUNS,
    "verb": lambda low, k: low[k] in VERBS,
}
#: one place a row: the class of a word in < >, with those beside it; what holds; its class there; an example
PLACES_FILE: Final = Path(__file__).with_name("places.csv")


_Place = tuple[re.Pattern[str], list[_Holds], str]


@cache
def _places() -> dict[str, tuple[re.Pattern[str], list[_Place]]]:
    """Return class -> where a word of that class may be of another, all in one expression and one by one."""
    places: dict[str, list[_Place]] = {}
    with PLACES_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            before, word, after = re.split("[<>]", row["place"])
            place = pattern(f"(?<={before}).{after}" if before else f".{after}")
            rule = place, [_HOLDS[name] for name in row["holds"].split()], vars(W)[row["becomes"]]
            places.setdefault(vars(W)[word], []).append(rule)
    one = {word: re.compile("|".join(place.pattern for place, *_ in them)) for word, them in places.items()}
    return {word: (one[word], them) for word, them in places.items()}


def settle(low: Sequence[str], letters: str) -> str:
    """Return the letters of a stretch once the neighbours of each word are known.

    The first word of a phrase such as "went on" becomes a reporting verb; a form that may be a noun
    ("six states", "officials claim") is one when it does not agree with the word before it.
    """
    places, letters = _places(), W.STOP + letters
    for k, word in enumerate(low):
        letter, settled = letters[k + 1], ""
        if word in PHRASES and phrase_at(low, k):
            settled = "G" if word.endswith("ing") else "V"
        elif (place := places.get(letter)) and place[0].match(letters, k + 1):
            here = (row for row in place[1] if row[0].match(letters, k + 1))
            settled = next((becomes for _, hold, becomes in here if all(it(low, k) for it in hold)), "")
        if letter == "V" and not settled:
            settled = _verb_or_noun_between(low, letters, k)
        if settled and settled != letter:
            letters = letters[: k + 1] + settled + letters[k + 2 :]
    return letters[1:]


def _verb_or_noun_between(low: Sequence[str], letters: str, k: int) -> str:
    """Tell a reporting verb from a noun of the same form by the words on both sides."""
    if k == 0 or (low[k] not in NOUNS and low[k] not in VERB_LIKE_NOUNS):
        return "V"
    following = letters[k + 2 :].lstrip(W.ADV)[:1] or "."
    return "V" if _agrees(low[k - 1], letters[k], low[k], following) else "n"


def _agrees(before: str, letter: str, word: str, following: str) -> bool:
    if word == "read":  # past as well as present; “Stay inside,” read a notice
        return letter == "Q" or following in "tQ,:.od"
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
    return letter not in "&," or following in "tdpoQw"


def phrase_at(low: Sequence[str], k: int) -> tuple[int, Expression] | None:
    """Return the length in units of the reporting phrase that begins at unit `k`, and the phrase."""
    for words, expression in PHRASES.get(low[k], ()):
        if tuple(low[k : k + len(words)]) == words:
            return len(words), expression
    return None
