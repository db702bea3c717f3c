"""Give every word its letter of the chunk grammar, first by itself, then by its neighbours."""

from __future__ import annotations

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
    classes,
    in_plural,
    listed,
    pattern,
)
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import given_names, word_list
from briefing_lessons.reading.lexicon import read_table

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
#: A capital behind one of these may come from the start of a sentence.
_BEFORE_FIRST = classes("STOP QUOTE OPEN DASH COLON")
_COMMON_TIME = word_list("common times")
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
    if word[0].isupper() and (before not in _BEFORE_FIRST or folded not in CLASS_OF or word[1:].isupper()):
        return _letter_of_capital(folded, before)
    if (word == "&" and before == W.NAME) or (len(word) > 4 and _WITH_ARTICLE.match(word)):
        return W.NAME
    known = CLASS_OF.get(folded)
    if known:
        noun = before == W.DET and (known == W.VERB or (known == W.TIME and folded in _COMMON_TIME))
        return W.NOUN if noun else known
    if folded in VERBS:
        return _verb_or_noun(folded, before)
    if word[0].isalpha() or word[0] == "@":
        return _open_class(folded, before)
    return _number_or_mark(word, folded)


def _number_or_mark(word: str, folded: str) -> str:
    if word[0].isdigit() or (word[0] in "$€£¥" and len(word) > 1):
        return W.NOUN if "-" in word and word[-1].isalpha() else W.NUM  # "the 12-page report"
    if word[0] in "'’" and len(word) > 1:
        return W.POSSESSIVE if folded == "'s" else W.AUX
    return _MARK_CLASS.get(word[0], W.OTHER)


#: Ends of adverbs that no surname has: "Shortly before ten"; but "Connolly said".
_ADVERB = re.compile("..(?:[st]ly|[^n]ally|fully|ively|[ai]bly|ingly|edly)$")
#: Words that stay what they are under the capitals of a headline.
_NEVER_NAMES = word_list("never names")


def _letter_of_capital(folded: str, before: str) -> str:
    """A capital is a name, unless it only opens a sentence or a headline gives one to every word."""
    if folded in _NEVER_NAMES and not (folded == "an" and before == W.NAME):
        return CLASS_OF[folded]
    if CLASS_OF.get(folded.rstrip(".")) == W.TIME and folded not in ("may", "march"):
        return W.TIME
    opens = before in W.QUOTE + ".:"
    if before in W.QUOTE + ".:)" and (folded in word_list("interjections") or _ADVERB.search(folded)):
        return W.ADV
    if opens and folded in PERSON_NOUNS and in_plural(folded):
        return W.NOUN  # "Lawyers were furious"
    if folded in VERBS and folded not in VERB_LIKE_NOUNS and (opens or folded.endswith("s")):
        return W.SAYING if folded.endswith("ing") else W.SAID
    return W.NAME


def _verb_or_noun(folded: str, before: str) -> str:
    """Tell "they report" from "the report", "he alleged" from "the alleged"."""
    if before in classes("DET POSSESSIVE PREP"):
        if folded in NOUNS or folded in VERB_LIKE_NOUNS:
            return W.NOUN
        if before in classes("DET POSSESSIVE") and folded.endswith(("ed", "ing")):
            return W.ED
    return W.SAYING if folded.endswith("ing") else W.SAID


def _open_class(folded: str, before: str) -> str:
    if before == W.NAME and folded in PARTICLES:
        return W.NAME  # "Fenna de Wit"
    if folded.endswith("ly") and len(folded) > 4 and folded not in word_list("no adverbs in -ly"):
        return W.ADV
    if folded.endswith("ed") and len(folded) > 4:
        return W.ED
    if folded.endswith("ing") and len(folded) > 5:
        return W.NOUN if before == W.DET else W.ING
    return W.NOUN


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
    if "-" in following and following.partition("-")[2][:1].islower() and len(word) < 4:
        return folded not in _NEVER_NAMES  # "So Min-jun"
    known = folded in given_names()
    dated = CLASS_OF.get(following.lower()) == W.TIME or following in ("May", "March")
    match letter:
        case W.AUX:
            return folded not in _NEVER_NAMES and after in _BEHIND_NAME + ":"
        case W.DET:
            return folded == "an" and following[:1].lower() not in "aeiouhy8"
        case W.TIME:
            return after not in classes("NUM NOUN")
        case W.SAID:
            spoken = classes("SAID VERB AUX") if folded == "said" else _BEHIND_FIRST_NAME
            return known and after in spoken and after != W.NAME
        case W.PREP if dated or folded in word_list("opening prepositions"):
            return False
        case W.PREP | W.ADV | W.VERB:
            return (known and after in _BEHIND_FIRST_NAME) or letter + after == W.PREP + W.SAID
    return False


#: What follows a whole name; and one whose first word is known to be given.
_BEHIND_NAME = classes("SAID VERB AUX NAME POSSESSIVE COMMA")
_BEHIND_FIRST_NAME = _BEHIND_NAME + classes("COLON ED")
_WITH_ARTICLE = re.compile(r"[a-z]{1,3}[-‐‑'’][A-ZÀ-Þ]")
PARTICIPLES = word_list("irregular participles")
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
    return low[first] in word_list("put to somebody") or (
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
        opens = match["name"] and not (letter == W.TIME and before in classes("PREP DET TIME NUM"))
        if season or (opens and opens_name(word, letter, word_at(k + 1), letters[after : after + 1] or ".")):
            settled[k] = W.NAME
    return "".join(settled)


#: A word before a name, or a word of time after one or before a reporting verb.
_BESIDE_NAME = pattern(
    """[AUX PREP DET SAID ADV VERB TIME BECAUSE]
    (?: (?P<name>NAME+) | (?<=NAME TIME) | (?<=TIME) (?=ADV* SAID) )"""
)


_Holds = Callable[[Sequence[str], int], bool]

#: What has to hold of a word, or of the words before it, for a row of `PLACES_FILE`.
_HOLDS: dict[str, _Holds] = {
    "article": lambda low, k: low[k - 1] in ("the", "a", "an"),
    "a": lambda low, k: low[k - 2] in ("a", "an"),
    "owned": lambda low, k: low[k - 1] in ("its", "his", "their"),
    "her": lambda low, k: low[k] == "her",
    "it": lambda low, k: low[k - 1] in ("he", "she", "it"),
    "one": lambda low, k: not in_plural(low[k - 1]),
    "one-person": lambda low, k: low[k - 1] in PERSON_NOUNS and not in_plural(low[k - 1]),
    "one-thing": lambda low, k: low[k - 1] not in PERSON_NOUNS and not in_plural(low[k - 1]),
    "in-s": lambda low, k: low[k].endswith("s") and not low[k].endswith("ss"),
    "particle": lambda low, k: low[k + 1] in ("out", "off", "away", "over"),
    "in-ing": lambda low, k: low[k].endswith("ing"),
    "late": lambda low, k: low[k] in ("late", "early"),
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
def _places() -> tuple[re.Pattern[str], dict[str, list[_Place]]]:
    """Return where a word may be of another class, in one expression; and class -> the places one by one."""
    places: dict[str, list[_Place]] = {}
    for written, holds, becomes, _ in read_table(PLACES_FILE):
        before, word, after = re.split("[<>]", written)
        place = pattern(f"{word} (?<={before} {word}) {after}")
        rule = place, [_HOLDS[name] for name in holds.split()], classes(becomes)
        places.setdefault(classes(word), []).append(rule)
    fits = {word: "|".join(place.pattern[1:] for place, *_ in them) for word, them in places.items()}
    one = (f"{word}({either}){'?' * (word == W.SAID)}" for word, either in fits.items())
    return re.compile("|".join(one)), places


def settle(low: Sequence[str], letters: str) -> str:
    """Return the letters of a stretch once the neighbours of each word are known.

    The first word of a phrase such as "went on" becomes a reporting verb; a form that may be a noun
    ("six states", "officials claim") is one when it does not agree with the word before it.
    """
    (anywhere, places), letters, k = _places(), W.STOP + letters, 0
    phrases = [k for k, word in enumerate(low, 1) if word in PHRASES and phrase_at(low, k - 1)]
    for phrase in (*phrases, len(letters)):
        while (found := anywhere.search(letters, k + 1)) and (at := found.start()) < phrase:
            k, letter, settled = at, letters[at], ""
            if found.lastindex:
                here = (row for row in places[letter] if row[0].match(letters, k))
                settled = next((to for _, hold, to in here if all(it(low, k - 1) for it in hold)), "")
            if letter == W.SAID and not settled:
                settled = _verb_or_noun_between(low, letters, k - 1)
            letters = letters[:k] + (settled or letter) + letters[k + 1 :]
        if (k := phrase) < len(letters):
            letters = letters[:k] + (W.SAYING if low[k - 1].endswith("ing") else W.SAID) + letters[k + 1 :]
    return letters[1:]


def _verb_or_noun_between(low: Sequence[str], letters: str, k: int) -> str:
    """Tell a reporting verb from a noun of the same form by the words on both sides."""
    if k == 0 or (low[k] not in NOUNS and low[k] not in VERB_LIKE_NOUNS):
        return W.SAID
    following = letters[k + 2 :].lstrip(W.ADV)[:1] or "."
    return W.SAID if _agrees(low[k - 1], letters[k], low[k], following) else W.NOUN


def _agrees(before: str, letter: str, word: str, following: str) -> bool:
    if word == "read":  # past as well as present; “Stay inside,” read a notice
        return letter == W.QUOTE or following in classes("THAT QUOTE HIM DET") + ",:."
    if letter in classes("NOUN NAME ED NUM"):
        plural = (before.endswith("s") and not before.endswith("ss")) or before in word_list("plurals")
        singular_verb = word.endswith("s")
        if plural == singular_verb or (plural and before in PERSON_NOUNS and following == W.TIME):
            return (before in PERSON_NOUNS or letter == W.NAME) and following in classes("THAT QUOTE TIME")
        if following in classes("PREP AUX AND TIME") + ".),;:":
            # "forty children shout:"
            return (letter == W.NAME and following in ".,") or (following == ":" and before in PERSON_NOUNS)
        return True
    if letter == W.THAT:
        return following not in classes("PREP SAID SAYING QUOTE") + ".,"
    return letter not in W.AND + "," or following in classes("THAT DET HE HIM QUOTE WH TO")


def phrase_at(low: Sequence[str], k: int) -> tuple[int, Expression] | None:
    """Return the length in units of the reporting phrase that begins at unit `k`, and the phrase."""
    for words, expression in PHRASES.get(low[k], ()):
        if tuple(low[k : k + len(words)]) == words:
            return len(words), expression
    return None
