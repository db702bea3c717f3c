"""The reporting expressions: verbs, phrases and nouns that introduce somebody's words, with a stance each."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, cast

Stance = Literal["neutral", "structuring", "endorsing", "strong", "tentative", "distancing", "evaluative"]
PartOfSpeech = Literal["verb", "phrase", "adjective", "noun", "source"]

#: The file a teacher can read and extend: one expression a row.
LEXICON_FILE: Final = Path(__file__).with_name("reporting.csv")


@dataclass(frozen=True, slots=True)
class Expression:
    """One reporting expression.

    >>> VERBS["stressed"].lemma
    'stress'
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


def read_expressions(path: Path = LEXICON_FILE) -> tuple[Expression, ...]:
    """Read the reporting expressions from a CSV file.

    >>> {e.stance for e in read_expressions() if e.lemma == "claim" and e.pos == "verb"}
    {'distancing'}

    Parameters
    ----------
    path
        UTF-8 CSV with the columns lemma, pos, stance, takes, forms, note, source; inflected forms are
        separated by " | ". A row may be added for any expression.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_expression(row) for row in csv.DictReader(file))


def _expression(row: Mapping[str, str]) -> Expression:
    forms = tuple(form for form in row["forms"].split(" | ") if form)
    return Expression(
        lemma=row["lemma"],
        pos=cast(PartOfSpeech, row["pos"]),
        stance=cast(Stance, row["stance"]),
        takes=frozenset(row["takes"].split()),
        forms=tuple(dict.fromkeys((row["lemma"].lower(), *forms))),
        note=row["note"],
        source=row["source"],
    )


LEXICON: Final = read_expressions()


def _by_form(pos: PartOfSpeech) -> Mapping[str, Expression]:
    table: dict[str, Expression] = {}
    for expression in LEXICON:
        if expression.pos == pos:
            for form in expression.forms:
                table.setdefault(form, expression)
    return MappingProxyType(table)


#: inflected form -> expression, for single words
VERBS: Final = _by_form("verb")
NOUNS: Final = _by_form("noun")
ADJECTIVES: Final = _by_form("adjective")


def _phrases(pos: PartOfSpeech) -> Mapping[str, tuple[tuple[tuple[str, ...], Expression], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], Expression]]] = {}
    for expression in LEXICON:
        if expression.pos == pos:
            for form in expression.forms:
                words = tuple(form.split())
                table.setdefault(words[0], []).append((words, expression))
    return MappingProxyType({w: tuple(sorted(v, key=lambda x: -len(x[0]))) for w, v in table.items()})


#: first word -> the phrases that begin with it, longest first
PHRASES: Final = _phrases("phrase")
SOURCES: Final = _phrases("source")
