"""The word lists: every list says what it is, is used, and stands there once."""

from __future__ import annotations

import csv
import re
from itertools import combinations
from pathlib import Path

import pytest

import briefing_lessons
from briefing_lessons.english.analysis import analyse
from briefing_lessons.english.tagging import PLACES_FILE
from briefing_lessons.english.wordclasses import KINDS, WordClass, pattern
from briefing_lessons.english.words import LISTS_FILE, word_list

with LISTS_FILE.open(encoding="utf-8", newline="") as file:
    ROWS = tuple(csv.DictReader(file))
with PLACES_FILE.open(encoding="utf-8", newline="") as file:
    PLACES = tuple(csv.DictReader(file))
PACKAGE = Path(briefing_lessons.__file__).parent
LEXICONS = " ".join(
    path.read_text(encoding="utf-8").replace(",", " ") for path in PACKAGE.glob("rhetoric/lexicons/*.csv")
)
CLASSES = {f"class {name}" for name in vars(WordClass)} | {f"kind {kind}" for kind in KINDS}
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
    # a chairman and a chairwoman are called the same
    lists = {row["list"]: word_list(row["list"]) for row in ROWS if not row["list"].startswith("kind ")}
    assert [pair for pair in combinations(lists, 2) if lists[pair[0]] == lists[pair[1]]] == []


@pytest.mark.parametrize("row", PLACES, ids=[row["example"] for row in PLACES])
def test_the_example_of_a_place_has_a_word_of_the_class_that_the_row_gives(row: dict[str, str]) -> None:
    there = re.sub("<.*>", row["becomes"], row["place"])
    assert pattern(there).search("." + analyse(row["example"]).units.tags)
