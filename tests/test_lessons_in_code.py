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
from briefing_lessons.exercises.bank import find_exercise
from briefing_lessons.exercises.excerpts import excerpt
from briefing_lessons.exercises.lesson09 import (
    another_house,
    checked_summaries,
    class_summaries,
    names_change,
)
from briefing_lessons.exercises.lesson10 import plot_sources
from briefing_lessons.exercises.model import Task


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
        (lambda b: plot_sources(b).alt, "Bruno Tasker"),
        (lambda b: compare_counts(b, b)[0], "Keyword"),
    ],
)
def test_what_a_student_tries_first_works(ferry: Briefing, call: Callable[[Any], Any], said: str) -> None:
    assert said in repr(call(ferry))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda b: quotes_table(b, "Okafor"), "Sources of this text"),
        (lambda b: explain(b.quotes[0]), "explain\\(briefing, quote\\)"),
        (lambda b: explain(b.quotes[0], b), "explain\\(briefing, quote\\)"),
        (lambda b: compare_voices(b, ["hedge", "booster"]), "one device at a time"),
        (lambda b: check_quotations("a text", "another"), "load_briefing"),
        (lambda b: check_quotations(b, None), "The second is the text that quotes"),
    ],
)
def test_or_answers_with_a_sentence(ferry: Briefing, call: Callable[[Any], Any], said: str) -> None:
    with pytest.raises(BriefingError, match=said):
        call(ferry)


HERE = "The old harbour council decides slowly; the harbour council may decide in spring"


@pytest.mark.parametrize(
    ("theirs", "ours", "answer", "right"),
    [
        ("council", "", "council was dropped", True),
        ("council", "", "the council is missing", True),
        ("council", "", "after harbour the word 'council' is gone", True),
        ("council", "", "counsil", True),
        ("council", "", "harbour council", False),
        ("council", "", "harbour", False),
        ("council", "", "it is not council", False),
        ("council", "", "something was dropped", False),
        ("", "slowly", "slowly was added", True),
        ("", "slowly", "they put in slowly", True),
        ("may", "will", "they wrote will instead of may", True),
        ("may", "will", "it may be the spring", False),
        ("council", "", HERE, False),
    ],
)
def test_the_words_that_differ_are_taken_in_a_phrase_and_with_a_slip(
    theirs: str, ours: str, answer: str, right: bool
) -> None:
    assert names_change(answer.lower(), theirs=theirs, ours=ours, here=HERE) is right


@pytest.mark.parametrize("name", ["000_95b79719e875266d.txt", "001_ferry_report.txt", "002_school_meals.txt"])
def test_a_mistaken_word_is_pointed_to_where_the_change_stands(name: str) -> None:
    task = find_exercise("said.1").on(load_briefing(name))
    assert isinstance(task, Task) and task.mistakes
    wanted = task.question.index("“"), task.question.index(f"{task.mistakes[-1].example}”")
    assert wanted[0] < wanted[1] and "Look earlier in the sentence" in task.mistakes[-1].message


def test_summaries_are_numbered_through_and_only_what_neither_has_is_said_to_be_missing(
    ferry: Briefing,
) -> None:
    transcript = load_briefing("000_95b79719e875266d.txt")
    first, second = class_summaries(transcript)
    numbers = (first.first, second.first, another_house(transcript).first, another_house(ferry).first)
    assert numbers == (1, 3, 5, 9)
    assert "an invented quotation, another speaker’s." in second.note


def test_samples_of_a_paraphrase_are_true_of_their_line() -> None:
    transcript = load_briefing("000_95b79719e875266d.txt")
    task = find_exercise("said.3").on(transcript)
    assert isinstance(task, Task)
    (line,) = task.asked_lines(transcript)
    left_out, added = (sample.split("“")[1].split("”")[0] for sample in task.samples)
    assert left_out in transcript.line(line).text and added not in transcript.line(line).text


def test_an_excerpt_says_which_lines_it_leaves_out(ferry: Briefing) -> None:
    assert repr(excerpt(ferry, "4 to 23")).endswith("Left out after 300 words: lines 15 to 23.")
    assert "Left out" in excerpt(ferry, "4 to 23")._repr_html_()
    assert "Left out" not in repr(excerpt(ferry, "4 to 14")) + repr(excerpt(ferry))
