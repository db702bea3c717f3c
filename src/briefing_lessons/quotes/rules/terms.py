"""Rules for marks that hold no speech: a title, a nickname, a scare word."""

from __future__ import annotations

import re

from briefing_lessons.english.wordclasses import CLASS_OF, PERSON_NOUNS
from briefing_lessons.english.words import word_list
from briefing_lessons.quotes.cue import Cue
from briefing_lessons.quotes.rules.case import Case, Decision

_NAMING = word_list("naming words")


def named_by_its_marks(case: Case) -> Decision | None:
    """A word such as “so-called” or “titled” says that the marks hold a name or an expression."""
    units = case.scene.units
    if _has_definite_article(case) or _is_called(case) or _is_title(case):
        return Decision("term")
    k = case.unit - 1
    while k >= 0 and (units.tags[k] in ",'" or units.low[k] in ("as", "the", "a", "by", "of")):
        k -= 1
    if k < 0 or any(cue.after == k + 1 and _takes_words(cue) for cue in case.scene.cues_with(case.unit)):
        return None
    if any(
        "names" in cue.expression.takes and 0 <= k - cue.after < 3 for cue in case.scene.cues_with(case.unit)
    ):
        return None  # "calls the book “a novel with footnotes”"
    if any(cue.after == k + 1 and _terms(cue) for cue in case.scene.cues_with(case.unit)):
        return None  # "what Abel termed “…”"
    noun_called = units.low[k] == "called" and k > 0 and units.tags[k - 1] == "n"
    if noun_called and units.low[k - 1] not in PERSON_NOUNS:
        return Decision("term")
    return Decision("term") if units.low[k] in _NAMING and len(case.words.split()) <= 6 else None


def _terms(cue: Cue) -> bool:
    return cue.expression.lemma in ("term", "label") and cue.shape == "finite" and cue.subject is not None


def _takes_words(cue: Cue) -> bool:
    """In "he used the word “…”" and "in his words" the noun belongs to a reporting expression."""
    return cue.shape == "source" or len(cue.expression.lemma.split()) > 2


def _has_definite_article(case: Case) -> bool:
    """In "the ‘snow line’" and "called it the “Kettle.”" the article makes a name of the words."""
    units, k = case.scene.units, case.unit - 1
    if k < 0 or units.low[k] not in ("the", "so-called"):
        return False
    words = case.words.split()
    if len(words) > 3 or words[-1][-1:] in ",?!":
        return False
    return words[-1][-1:] != "." or words[0][:1].isupper()


def _is_title(case: Case) -> bool:
    """In "sang “Grey Water Song”" every word of weight has a capital: it is the title of a work."""
    words = case.words.split()
    weighty = [word for word in words if CLASS_OF.get(word.lower(), "n") not in "dipTt&"]
    inside = case.before not in ".,:Q-" and case.words.rstrip()[-1:] not in ",.?!"
    return inside and len(weighty) > 1 and words[0][:1].isupper() and all(w[:1].isupper() for w in weighty)


def _is_called(case: Case) -> bool:
    """In "people call it “the slow bridge”" and "call her “Lady Oak”" the words are a name."""
    units, words = case.scene.units, case.words.split()
    proper = len(words) > 1 and all(word[:1].isupper() for word in words) and "," not in case.words
    if not (case.words.lower().startswith("the ") or proper) or len(words) > 4:
        return False
    return any(
        "names" in cue.expression.takes
        and cue.first < case.unit <= cue.after + 4
        and units.low[max(cue.begin - 1, 0)] != "what"
        for cue in case.scene.cues_with(case.unit)
    )


def short_and_without_source(case: Case) -> Decision | None:
    """Nothing reports the marked words, and they are too few to be an utterance."""
    words = case.words.strip()
    stands_alone = case.before == "." and case.after == "." and words[:1].isupper() and " " in words
    if stands_alone and words[-1:] == ".":
        return None
    if len(re.findall(r"\w+", words)) <= 4 and words[-1:] not in "?!":
        return Decision("term")
    return None
