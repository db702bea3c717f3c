"""Numbers, shares and names as people write them, in one place for every check."""

from __future__ import annotations

from typing import Any

import pytest

from briefing_lessons import load_briefing
from briefing_lessons.exercises.answers import Kind, read_choice, read_numbers, read_shares, reads_as
from briefing_lessons.exercises.bank import find_exercise
from briefing_lessons.exercises.marking import mark
from briefing_lessons.exercises.model import Task

FERRY = "001_ferry_report.txt"

SAME: tuple[tuple[Kind, Any, Any], ...] = (
    ("number", "seventy-one", 71),
    ("number", "Seventy one lines", 71),
    ("number", "a hundred and five", 105),
    ("number", "two hundred and seventy-one", 271),
    ("number", "a thousand", 1000),
    ("number", "a dozen", 12),
    ("number", "none", 0),
    ("number", "said 26", 26),
    ("number", "there are 26 of them", 26),
    ("number", "line 4: 26", 26),
    ("number", "It is 26.", 26),
    ("number", "26 lines", 26),
    ("number", "26 of 48", 26),
    ("number", "1,006", 1006),
    ("number", "1 006", 1006),
    ("percent", "69.6", 69.6),
    ("percent", "69,6 %", 69.6),
    ("percent", "48 of 69", 100 * 48 / 69),
    ("percent", "48 out of 69 verbs", 100 * 48 / 69),
    ("percent", "48 of the 69", 100 * 48 / 69),
    ("percent", "48/69", 100 * 48 / 69),
    ("percent", "a half", 50),
    ("percent", "half of them", 50),
    ("percent", "½", 50),
    ("percent", "three quarters", 75),
    ("percent", "two-thirds", 200 / 3),
    ("percent", "a hundred per cent", 100),
    ("percent", "1 of 1", 100),
    ("percent", "0.7", 70),
    ("percent", "seventy percent", 70),
    ("name", "Mr. Velk", "Velk"),
    ("name", "Dr. I. Velk", "Velk"),
    ("name", "Minister Velk", "Velk"),
    ("name", "it's Ida Velk", "Ida Velk"),
    ("name", "I think it is the mayor", "Mayor"),
    ("name", "Velk quoting Orsolin", "Velk"),
    ("words", "the word is On", "On"),
    ("words", "It is “said”.", "said"),
)

OTHER: tuple[tuple[Kind, Any, Any], ...] = (
    ("percent", 1, 100),
    ("percent", "1", 100),
    ("percent", "0.7 %", 70),
    ("percent", "2.5 %", 250),
    ("number", "26 or 27", 26),
    ("number", "one of the last", 26),
    ("name", "Orsolin, quoting Velk", "Velk"),
    ("name", "not Velk", "Velk"),
    ("words", "the word is not On", "On"),
)


@pytest.mark.parametrize(("kind", "given", "meant"), SAME)
def test_it_is_read_as_it_is_meant(kind: Kind, given: Any, meant: Any) -> None:
    assert reads_as(kind, given, meant, 0.05, load_briefing(FERRY))


@pytest.mark.parametrize(("kind", "given", "meant"), OTHER)
def test_it_is_not_taken_for_something_else(kind: Kind, given: Any, meant: Any) -> None:
    assert not reads_as(kind, given, meant, 0.05, load_briefing(FERRY))


def test_with_and_without_the_sign_a_share_is_the_same() -> None:
    assert read_shares("2.5%") == read_shares("2.5") == read_numbers(2.5)


@pytest.mark.parametrize(
    "answer", ["a partial quote", "It's a partial quotation", "partial quotation", "PARTIAL"]
)
def test_a_choice_is_found_in_a_sentence(answer: str) -> None:
    options = ("A full quotation: its own words", "A partial quotation: a fragment", "A paraphrase: a report")
    assert read_choice(answer, options) == options[1]


def test_a_count_with_a_sign_of_per_cent_is_told_apart() -> None:
    ferry = load_briefing(FERRY)
    task = find_exercise("start.1").on(ferry)
    assert isinstance(task, Task)
    assert mark(task, task.expected, ferry)[0] == "right"
    assert mark(task, f"{task.expected} %", ferry) == (
        "mistake",
        "This is a number of things, no share. Take the % away.",
    )
