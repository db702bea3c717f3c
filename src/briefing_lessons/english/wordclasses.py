"""The closed classes of English words, and the names of all word classes of the chunk grammar.

Every unit of a sentence has one letter, so that a sentence is a string that a regular expression can read;
`WordClass` gives each letter its name, and the sets below it name the groups that rules ask for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby, starmap
from pathlib import Path
from typing import Any, Final, Literal

from briefing_lessons.english.words import BE as BE
from briefing_lessons.english.words import read_words, word_list
from briefing_lessons.reading.lexicon import read_table


class WordClass:  # no enum: Python 3.11 takes ten times as long to look up a member of one
    """The classes of the units of a sentence; each is its letter, `WordClass.NAME == "X"`.

    A small class has the name of a word in it: `AND`, `BUT`, `HE`, `HIM`, `THAT`.
    """

    DET = "d"  #: determiner, possessive, quantifier: the, her, some
    HE = "p"  #: subject pronoun: he, we, everybody
    HIM = "o"  #: object pronoun: him, us, themselves
    WH = "w"  #: question or relative word: who, which, whether
    THAT = "t"
    TO = "T"
    PREP = "i"  #: preposition
    AND = "&"  #: coordinator: and, or
    BUT = "b"  #: contrast: but, yet
    BECAUSE = "S"  #: subordinator: because, although
    AUX = "x"  #: auxiliary: be, have, do, modal verbs
    ADV = "a"  #: adverb
    NOUN = "n"  #: any other word in lower case: noun, adjective, …
    NAME = "X"  #: a word with a capital: a name or part of one
    NUM = "#"  #: number
    TIME = "z"  #: Tuesday, yesterday
    SAID = "V"  #: finite form of a reporting verb: says, asked
    SAYING = "G"  #: reporting verb in -ing
    VERB = "v"  #: other finite verb
    ED = "e"  #: other word in -ed
    ING = "g"  #: other word in -ing
    POSSESSIVE = "'"  #: possessive or short verb form 's
    QUOTE = "Q"  #: a whole quotation
    COMMA = ","
    SEMICOLON = ";"
    COLON = ":"
    DASH = "-"
    OPEN = "("  #: opening bracket
    CLOSE = ")"  #: closing bracket
    STOP = "."  #: full stop, question mark, exclamation mark
    OTHER = "…"  #: any other mark


@cache
def classes(names: str) -> str:
    """Return the letters of the classes with these names, so that one may be `in` them.

    >>> WordClass.NOUN in classes("NAME NOUN"), classes("DET NAME")
    (True, 'dX')
    """
    return "".join(vars(WordClass)[name] for name in names.split())


@cache
def pattern(grammar: str) -> re.Pattern[str]:
    """Return the expression over the letters of a sentence that is written with the names of their classes.

    >>> pattern("DET? [NOUN NAME]+").pattern
    'd?[nX]+'
    """
    letters = re.sub("[A-Z_]{2,}", lambda name: re.escape(classes(name[0])), grammar)
    return re.compile("".join(letters.split()))


#: may be the head of a noun phrase
NOMINAL: Final = frozenset({WordClass.NOUN, WordClass.NAME})
#: tell a clause from a phrase
FINITE_VERB: Final = frozenset({WordClass.AUX, WordClass.VERB, WordClass.SAID})
#: may be a verb, finite or not
VERBAL: Final = FINITE_VERB | {WordClass.SAYING, WordClass.ED, WordClass.ING}
#: no words: punctuation and whole quotations
MARKS: Final = frozenset(",;:-().…Q")


def is_person_noun(word: str) -> bool:
    """Say whether a noun stands for a person, by its last or first part where it has several.

    >>> is_person_noun("vice-president"), is_person_noun("mayor-elect"), is_person_noun("sea-wall")
    (True, True, False)
    """
    parts = word.split("-")
    return word in PERSON_NOUNS or parts[-1] in PERSON_NOUNS or parts[0] in PERSON_NOUNS


def in_plural(noun: str) -> bool:
    """Say whether a noun has the ending of a plural.

    >>> in_plural("guests"), in_plural("hostess")
    (True, False)
    """
    return noun in _IRREGULAR or (noun.endswith("s") and not noun.endswith("ss"))


#: Nouns for persons whose plural has no "s".
_IRREGULAR: Final = frozenset(["people", "police", "men", "women", "children"])


def listed(words: str) -> frozenset[str]:
    """Return the words of a list written as text.

    >>> sorted(listed("some many"))
    ['many', 'some']
    """
    return frozenset(words.split())


#: lower-case word -> its class; where a word is in two lists the later class counts
CLASS_OF: Final[dict[str, str]] = {
    word: classes(name)
    for name in "VERB TIME ADV AUX BECAUSE BUT AND PREP TO THAT WH HIM HE DET".split()
    for word in word_list(f"class {name}")
}

#: Words of time, common ones included: "this month".
TIMES: Final = frozenset(word for word, letter in CLASS_OF.items() if letter == WordClass.TIME)


def _plural(noun: str) -> str:
    if noun.endswith(("man", "woman")):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2] not in "aeo":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch")) else "s")


#: Nouns that stand for persons: they may head a source, and they stand before a name as its role.
PERSON_NOUNS: Final = frozenset(
    form
    for noun in read_words(Path(__file__).with_name("person_nouns.txt"))
    for form in (noun, _plural(noun))
)


#: general noun -> the nouns for persons whom it may take up: "the barrister", and later "the lawyer"
KINDS: Final = {kind: word_list(f"kind {kind}") for kind in word_list("kinds of persons")}


#: Forms that are more often nouns than verbs after a determiner or a preposition.
VERB_LIKE_NOUNS: Final = word_list("verb-like nouns")


Stance = Literal["neutral", "structuring", "endorsing", "strong", "tentative", "distancing", "evaluative"]
PartOfSpeech = Literal["verb", "phrase", "adjective", "noun", "source"]

#: The file a teacher can read and extend: one expression a row, its inflected forms separated by " | ".
LEXICON_FILE: Final = Path(__file__).with_name("reporting.csv")


@dataclass(frozen=True, slots=True)
class Expression:
    """One reporting expression.

    >>> VERBS["stressed"].lemma, VERBS["claim"].stance
    ('stress', 'distancing')
    """

    lemma: str  #: dictionary form, e.g. "stress", "point out"
    pos: PartOfSpeech
    stance: Stance  #: what the choice of this expression does to the words it reports
    takes: frozenset[str]  #: what may follow: quote, that, bare, whether, to, person, to-person, thing, …
    forms: tuple[str, ...]  #: every inflected form in lower case
    note: str  #: the reason for the class, for a reader
    source: str

    @property
    def thought(self) -> bool:
        """Whether it reports a state of mind rather than words."""
        return "thought" in self.takes


def _expression(lemma: str, pos: Any, stance: Any, takes: str, forms: str, *told: str) -> Expression:
    every = dict.fromkeys([lemma.lower(), *filter(None, forms.split(" | "))])
    return Expression(lemma, pos, stance, frozenset(takes.split()), tuple(every), *told)


LEXICON: Final = tuple(starmap(_expression, read_table(LEXICON_FILE)))


def _by_form(pos: PartOfSpeech) -> Mapping[str, Expression]:
    told = (expression for expression in reversed(LEXICON) if expression.pos == pos)
    return {form: expression for expression in told for form in expression.forms}


#: inflected form -> expression, for single words
VERBS: Final = _by_form("verb")
NOUNS: Final = _by_form("noun")
ADJECTIVES: Final = _by_form("adjective")


def _phrases(pos: PartOfSpeech) -> Mapping[str, tuple[tuple[tuple[str, ...], Expression], ...]]:
    told = [(tuple(form.split()), expression) for form, expression in _by_form(pos).items()]
    told.sort(key=lambda phrase: (phrase[0][0], -len(phrase[0])))
    return {word: tuple(them) for word, them in groupby(told, lambda phrase: phrase[0][0])}


#: first word -> the phrases that begin with it, longest first
PHRASES: Final = _phrases("phrase")
SOURCES: Final = _phrases("source")
