"""The word lists: every list says what it is, is used, and stands there once."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest

import briefing_lessons
from briefing_lessons.english.wordclasses import CLASS_OF, KINDS
from briefing_lessons.english.words import LISTS_FILE, word_list

with LISTS_FILE.open(encoding="utf-8", newline="") as file:
    ROWS = tuple(csv.DictReader(file))
PACKAGE = Path(briefing_lessons.__file__).parent
LEXICONS = " ".join(
    path.read_text(encoding="utf-8").replace(",", " ") for path in PACKAGE.glob("rhetoric/lexicons/*.csv")
)
CLASSES = {f"class {letter}" for letter in CLASS_OF.values()} | {f"kind {kind}" for kind in KINDS}
CODE = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["list"])
def test_a_list_has_a_meaning_no_word_twice_and_somebody_who_uses_it(row: dict[str, str]) -> None:
    words = row["words"].split()
    assert row["meaning"] and words
    assert len(words) == len(set(words))
    included = (
        f"+{row['list'].replace(' ', '_')}"
        in " ".join((LEXICONS, *(other["words"] for other in ROWS))).split()
    )
    assert included or f'word_list("{row["list"]}")' in CODE or row["list"] in CLASSES


def test_no_two_lists_are_the_same() -> None:
    lists = {row["list"]: word_list(row["list"]) for row in ROWS}
    assert [pair for pair in combinations(lists, 2) if lists[pair[0]] == lists[pair[1]]] == []
