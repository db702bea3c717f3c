"""Lessons 09 and 10: summaries for any text, and what a student tries first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefing_lessons import (
    check_quotations,
    compare_counts,
    compare_voices,
    explain,
    load_briefing,
    quotes_table,
)
from briefing_lessons.briefing import Briefing, parse_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.lesson09 import checked_summaries, class_summaries
from briefing_lessons.exercises.lesson10 import plot_sources, turns_table
from briefing_lessons.exercises.picks import show_quotes


@pytest.fixture
def ferry() -> Briefing:
    return load_briefing("001_ferry_report.txt")


@pytest.mark.parametrize("name", ["001_ferry_report.txt", "002_school_meals.txt"])
def test_the_written_summaries_have_every_kind_and_are_equally_faulty(name: str) -> None:
    verdicts = [quotation.verdict for quotation in checked_summaries(load_briefing(name))]
    assert verdicts == [
        "exact", "exact", "altered", "another speaker's", "several places", "exact", "altered", "not found",
    ]  # fmt: skip


def test_the_transcript_is_only_dropped_spliced_and_reprinted_and_never_in_some_lines() -> None:
    checked = checked_summaries(load_briefing("000_95b79719e875266d.txt"))
    assert {q.verdict for q in checked} <= {"exact", "altered", "several places"}
    assert all(not theirs or not ours for q in checked for theirs, ours in q.changes), (
        "words are only dropped"
    )
    assert not {p.line for q in checked for p in q.places} & {37, 46, 55, 56, 57}


@pytest.mark.parametrize("text", ["The harbour is closed.", "„Wir öffnen im Mai“, sagte Ada Brennick."])
def test_kinds_that_a_text_cannot_bear_are_left_out_by_name(text: str) -> None:
    _, second = class_summaries(parse_briefing(text))
    assert "spliced" in second.note


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda b: quotes_table(speaker="orsolin"), "6 of Katja Orsolin"),
        (lambda b: quotes_table("Orsolin"), "6 of Katja Orsolin"),
        (lambda b: quotes_table(b, b.speakers[1]), "Ida Velk"),
        (lambda b: quotes_table(b, "Halvern"), "Halvern is named"),
        (lambda b: show_quotes(b, "Tasker"), "Bruno Tasker"),
        (lambda b: plot_sources("Tasker").alt, "Bruno Tasker"),
        (lambda b: turns_table(b), "it has no turns"),
        (lambda b: compare_counts(b, b)[0], "Keyword"),
    ],
)
def test_what_a_student_tries_first_works(ferry: Briefing, call: Callable[[Any], Any], said: str) -> None:
    assert said in repr(call(ferry))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda b: quotes_table(b, "Okafor"), "Sources of this text"),
        (lambda b: show_quotes(b, "Okafor"), "Sources of this text"),
        (lambda b: explain(b.quotes[0]), "explain\\(briefing, quote\\)"),
        (lambda b: explain(b.quotes[0], b), "explain\\(briefing, quote\\)"),
        (lambda b: compare_voices(b, ["hedge", "booster"]), "one device at a time"),
        (lambda b: plot_sources(b, "Halvern"), "nothing to draw"),
        (lambda b: check_quotations("a text", "another"), "load_briefing"),
    ],
)
def test_or_answers_with_a_sentence(ferry: Briefing, call: Callable[[Any], Any], said: str) -> None:
    with pytest.raises(BriefingError, match=said):
        call(ferry)
