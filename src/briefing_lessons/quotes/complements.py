"""Read on from a reporting verb: whom it addresses, and what kind of content follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing_lessons.english.phrases import phrase_after
from briefing_lessons.english.units import Units
from briefing_lessons.english.wordclasses import NOUNS, PERSON_NOUNS, TIMES
from briefing_lessons.english.words import word_list
from briefing_lessons.quotes.cues import Cue

Kind = Literal["quote", "that", "whether", "to", "bare", "thing", "none"]

#: Verbs whose hearer follows at once, and cannot be left out.
_HEARER_FIRST = word_list("hearer first")
#: After these whatever has more than a noun phrase is a clause.
_SAYING = frozenset(["say", "tell", "think", "believe"])
_NAMED = re.compile(",X+,")
_THIS = frozenset(["this", "last", "next", "that"])
_FINITE = frozenset("xvVe")
_SAID_THINGS = frozenset(["thing", "things", "word", "words"])
_COPULA = frozenset(["is", "was", "'s"])


@dataclass(frozen=True, slots=True)
class Complement:
    """What follows a reporting verb."""

    kind: Kind
    first: int  #: first unit of the content
    hearer: tuple[int, int] | None = None  #: units of the addressee that follows the verb at once


def complement_of(units: Units, cue: Cue) -> Complement:
    """Return what `cue` introduces to its right."""
    high = cue.sentence[1]
    takes = cue.expression.takes
    k, hearer = cue.end if cue.inverted else cue.after, None
    if "person" in takes and not cue.inverted:
        hearer = _hearer(units, cue, k, high)
        if hearer:
            k = hearer[1]
    if cue.shape == "noun" and units.tags[k : k + 2] == ",t":
        k += 1  # "the claim by the mayor, Anna Abel, that"
    if cue.shape == "noun" and k < high and units.tags[k] == ",":
        k = units.tags.find(",", k + 1, high) + 1 or k  # "the claim by Abel, mayor of Ardal, that"
    if cue.shape == "noun" and k < high and units.tags[k] == "x":
        k += 1
    if cue.inverted and cue.shape == "finite":
        k = _behind_description(units, k, high)
    k = _skip_adverbials(units, k, high, stop_at_infinitive="to" in takes or "to-person" in takes)
    k = _behind_cleft(units, cue, k, high)
    return Complement(_kind(units, cue, k, high), k, hearer)


def _behind_description(units: Units, k: int, high: int) -> int:
    """In “No,” said Abel, who owns two boats, “never” the quotation goes on behind the description."""
    tags = units.tags
    if k + 1 < high and tags[k] == "," and tags[k + 1] in "dnXw":
        close = tags.find(",", k + 1, min(high, k + 20))
        if 0 < close < high - 1 and tags[close + 1] == "Q":
            return close
    return k


def _behind_cleft(units: Units, cue: Cue, k: int, high: int) -> int:
    """In "What he told us, and often, was that" the content stands behind the form of "be"."""
    if cue.shape != "finite" or cue.begin <= cue.sentence[0] or not _opens_cleft(units, cue.begin - 1):
        return k
    for j in range(k, high - 1):
        if units.low[j] in _COPULA and re.match("[tpT]|[,:]?Q", units.tags[j + 1 : j + 3]):
            return j + 1
    return k


def _opens_cleft(units: Units, k: int) -> bool:
    """ "What she said was", "the first thing she said was", but not "the man she told was"."""
    word = units.low[k]
    return word in ("what", "all") or (word in _SAID_THINGS and k > 0 and units.tags[k - 1] in "dane#")


def _hearer(units: Units, cue: Cue, k: int, high: int) -> tuple[int, int] | None:
    person = phrase_after(units, k, high, whole=cue.expression.lemma == "tell")
    if person is None:
        return None
    following = units.tags[person.after] if person.after < high else "."
    if cue.expression.lemma in _HEARER_FIRST or following in "tTQw" or units.tags[k] == "o":
        return (k, person.after)
    if following in ",:" and person.after + 1 < high and units.tags[person.after + 1] in "Qt":
        return (k, person.after)
    return None


def _skip_adverbials(units: Units, k: int, high: int, stop_at_infinitive: bool) -> int:
    """Step over adverbs, times and prepositional phrases: "said on Tuesday in an interview"."""
    while k < high:
        after = _adverbial(units, k, high, stop_at_infinitive)
        if after is None:
            return k
        k = after
    return k


def _adverbial(units: Units, k: int, high: int, stop_at_infinitive: bool) -> int | None:
    """Return the unit after the adverbial that begins at unit `k`, if one does."""
    tags, word = units.tags, units.low[k]
    tag, following = tags[k], tags[k + 1] if k + 1 < high else ""
    if tag in "az" and following != "'":
        return k + 1
    if word in ("more", "most") and following == "a":
        return k + 2
    if word in _THIS and following and units.low[k + 1] in TIMES:
        return k + 2
    if tag in ",-" and following and units.low[k + 1] == "quote":  # "he said, quote, “…”"
        return k + 2
    if word in ("before", "since") and following == "t":  # "told the House before that"
        return k + 1
    if tag == "i" or (tag == "T" and not stop_at_infinitive):
        return _prepositional(units, k, high)
    if tag == "," and following and following in "iazgGS":
        close = tags.find(",", k + 1, min(high, k + 14))
        return close + 1 if 0 <= close < high - 1 and tags[close + 1] in "tQw" else None
    return None


def _prepositional(units: Units, k: int, high: int) -> int | None:
    tags = units.tags
    if k + 1 < high and tags[k + 1] in "az":
        return k + 2
    phrase = phrase_after(units, k + 1, high, whole=False)
    if phrase is None:
        if k + 1 < high and tags[k + 1] in "gG":
            phrase = phrase_after(units, k + 2, high, whole=False)
            return phrase.after if phrase else k + 2
        return None
    after = phrase.after
    if after < high and tags[after] in "xvV" and tags[after - 1] in "nXpz" and after - k > 2:
        return _split_subject(units, k, after)
    return after


def _split_subject(units: Units, k: int, after: int) -> int | None:
    """In "said in Iowa Trump was wrong" the last name is the subject of what follows."""
    if units.tags[after - 1] == "X" and after - 1 > k + 1:
        return after - 1
    return None


def _kind(units: Units, cue: Cue, k: int, high: int) -> Kind:
    takes, tags = cue.expression.takes, units.tags
    while k < high and tags[k] in ",:-":
        if k + 1 < high and tags[k + 1] == "Q":
            return "quote"
        if tags[k] == ":" and k + 2 < high:
            return "bare"
        return "none"
    if k >= high:
        return "none"
    tag = tags[k]
    if tag == "Q":
        return "quote"
    if tag == "t" and _is_pronoun(units, k, high):
        return "thing"
    if tag == "t" and ("that" in takes or "bare" in takes):
        return "that"
    if tag == "w" and units.low[k] in ("when", "who", "which", "where") and cue.expression.lemma in _SAYING:
        return "none"
    if tag == "w" and cue.inverted and units.low[k] in ("who", "which", "whose"):
        return "none"  # "sighed the ranger who had been on duty"
    if tag == "w":
        return "whether" if takes & {"whether", "that", "bare"} else "none"
    if tag == "T" and _is_anonymity(units.low[k + 1 : k + 3]):
        return "none"
    if tag == "T":
        infinitive = k + 1 < high and units.tags[k + 1] not in "dXo#p"
        return "to" if infinitive and takes & {"to", "to-person"} else "none"
    if tag == "G":
        return "none"
    if "bare" in takes and (tag in "dpnX#toizgGSeax'V" or tag == "("):
        return "bare" if _has_clause(units, cue, k, high) else "thing"
    return "thing" if tag in "dpnX#oeg" else "none"


def _is_pronoun(units: Units, k: int, high: int) -> bool:
    """In "she knows that; …" and "considers that question premature" no clause follows "that"."""
    if k + 1 >= high or units.tags[k + 1] in ".;)":
        return True
    if units.tags[k + 1] == "x" and units.low[k - 1] in NOUNS:
        return True  # "phrases that cannot be beaten"
    singular = not units.low[k + 1].endswith("s") and units.low[k + 1] not in PERSON_NOUNS
    return singular and re.match("nn?n?([.;]|$)", units.tags[k + 1 : high]) is not None


def _is_anonymity(low: Sequence[str]) -> bool:
    """In "an official who asked not to be named" nothing is reported: it says how to cite the source."""
    return tuple(low) in (("be", "named"), ("be", "identified"), ("be", "quoted"))


def _has_clause(units: Units, cue: Cue, k: int, high: int) -> bool:
    """Say whether a subject and a finite verb follow before the next comma but one."""
    tags = units.tags
    if tags[k] in "iaSz.)&b":
        return False
    limit = tags.find(";", k, high)
    limit = high if limit < 0 else limit
    commas = 0
    if cue.expression.lemma in _SAYING and (subject := phrase_after(units, k, high)) is not None:
        if units.low[k] == "it" and tags[subject.after : subject.after + 1] not in "xvVea'":
            return False
        goes_on = subject.after < high and (
            tags[subject.after] not in ",.;:-)Q" or _verb_behind_insertion(units, subject.after, high)
        )
        return goes_on or _noun_and_verb(units, subject.first, subject.after)
    passed = k
    for j in range(k + 1, limit):
        tag = tags[j]
        if j < passed:
            continue
        if (tag == "t" and tags[j - 1] == "n") or (tag == "w" and tags[j - 1] == "i"):
            return False  # "reiterated the position that the tower must go", "wrote songs that had charm"
        if tag in "&b" and tags[j + 1 : j + 2] in ("x", "v", "V") and commas == 0:
            return False  # "confirmed the visit but would not say when"
        if tag in _FINITE and not (tag == "e" and tags[j - 1] in "d'"):
            return True
        if tag == "'" and tags[j - 1] in "p":
            return True
        if tag == ",":
            if tags[j + 1 : j + 2] == "w":
                return False  # "answered a question about the bridge, which is open"
            if tags[j + 1 : j + 2] == "x" and commas == 0:
                return False  # "the student who found the first timber, was late"
            if named := _NAMED.match(tags, j):  # "added her deputy, Anna Abel, had left"
                passed = named.end()
                continue
            commas += 1
            if (tags[j + 1 : j + 2] == "&" and tags[j - 1] == "i") or re.match("S|ip", tags[j + 1 : j + 3]):
                return False  # "wrote this down, and he watched", "knows this better, because he was there"
            if commas > 1 and tags[k] != "w":
                return False
        if tag in "Q" and commas == 0 and cue.expression.lemma in ("say", "think", "believe", "tell"):
            return True
    return False


def _verb_behind_insertion(units: Units, k: int, high: int) -> bool:
    """In "said Abel, a baker, was late" and "said the “twins”, as we call them, were late" a verb follows."""
    tags = units.tags
    k += tags[k] == "Q" and tags[k - 1] == "d"
    close = tags.find(",", k + 1, min(high, k + 20)) if tags[k : k + 1] == "," else -1
    return close > 0 and tags[close + 1 : close + 2] in tuple("xvV")


def _noun_and_verb(units: Units, first: int, after: int) -> bool:
    """A plural noun before another word that is no noun in the plural: "fewer children fall asleep"."""
    return any(
        units.tags[k] == units.tags[k + 1] == "n"
        and (units.low[k].endswith("s") or units.low[k] in ("children", "people", "men", "women"))
        and not units.low[k].endswith("ss")
        for k in range(first, after - 1)
    )
