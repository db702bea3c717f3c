"""Numbers, shares and names as people write them, in one place for every check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest

from briefing_lessons import Briefing, load_briefing, parse_briefing
from briefing_lessons.exercises.answers import (
    Kind,
    _alike,
    fold_answer,
    is_slip,
    read_choice,
    read_numbers,
    read_shares,
    reads_as,
    stem,
)
from briefing_lessons.exercises.bank import BANK, answer_key, find_exercise
from briefing_lessons.exercises.clues import find_dates, tell_heard
from briefing_lessons.exercises.journal import journal, use_journal
from briefing_lessons.exercises.marking import mark
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.openanswers import read_open_answer
from briefing_lessons.exercises.session import check_answer
from briefing_lessons.files import seed_names
from briefing_lessons.portfolio.desk import Portfolio
from texts import FERRY, TRANSCRIPT, seed

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
    ("number", ".5", 0.5),
    ("number", "r = .25", 0.25),
    ("number", "1/4", 0.25),
    ("number", "a half", 0.5),
    ("number", "point five", 0.5),
    ("number", "two point five", 2.5),
    ("lines", "thirteen", 13),
    ("lines", "Line twenty-one", 21),
    ("lines", "it's line four", 4),
    ("lines", "lines four and five", [4, 5]),
    ("lines", "line four, for 2 reasons", 4),
    ("lines", "lines two to four", [2, 3, 4]),
    ("number", "1,006", 1006),
    ("number", "1 006", 1006),
    ("percent", "69.6", 69.6),
    ("percent", "69,6 %", 69.6),
    ("percent", "48 of 69", 100 * 48 / 69),
    ("percent", "48 out of 69 verbs", 100 * 48 / 69),
    ("percent", "48 of the 69", 100 * 48 / 69),
    ("percent", "48/69", 100 * 48 / 69),
    ("percent", "20/23.84", 2000 / 23.84),
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
    ("name", "Velk, who cites Orsolin", "Velk"),
    ("name", "Velk says what Orsolin said", "Velk"),
    ("name", "not Orsolin but Velk", "Velk"),
    ("name", "Velk, not Orsolin", "Velk"),
    ("name", "not Orsolin, Velk", "Velk"),
    ("name", "Jarn Welk", "Jarn Velk"),
    ("name", "Sergej Orlow", "Sergey Orlov"),
    ("name", "Jose Alvarez", "José Álvarez"),
    ("name", "the minister of transport", "transport minister"),
    ("name", "minister of foreign affairs", "foreign minister"),
    ("lines", "the second line", 2),
    ("lines", "line 8: 8 October", 8),
    ("lines", "8, on 3 October", 8),
    ("lines", "It is the last line, the advertisement", 29),
    ("number", "nobody", 0),
    ("number", "two of 13", 2),
    ("percent", "three fourths", 75),
    ("words", "the word is On", "On"),
    ("words", "It is “said”.", "said"),
)

OTHER: tuple[tuple[Kind, Any, Any], ...] = (
    ("percent", 1, 100),
    ("percent", "1", 100),
    ("percent", "0.7 %", 70),
    ("percent", "2.5 %", 250),
    ("number", "26 or 27", 26),
    ("number", "26.", 0.26),
    ("number", "0.026", 26),
    ("number", "four and five", 9),
    ("lines", "one of them", 1),
    ("lines", "none", 0),
    ("lines", "lines 4 or 5", 4),
    ("lines", "lines four or five", 4),
    ("number", "one of the last", 26),
    ("name", "Orsolin, quoting Velk", "Velk"),
    ("name", "not Velk", "Velk"),
    ("name", "not Velk but Orsolin", "Velk"),
    ("name", "Velk is not it", "Velk"),
    ("name", "the minister of health", "transport minister"),
    ("lines", "the last line but one", 29),
    ("lines", "8 October", 8),
    ("lines", "October 8th", 8),
    ("lines", "the first one (of 12)", 1),
    ("words", "the word is not On", "On"),
)


@pytest.mark.parametrize(("kind", "given", "meant"), SAME)
def test_it_is_read_as_it_is_meant(kind: Kind, given: Any, meant: Any) -> None:
    assert reads_as(kind, given, meant, 0.05, seed(FERRY))


@pytest.mark.parametrize(("kind", "given", "meant"), OTHER)
def test_it_is_not_taken_for_something_else(kind: Kind, given: Any, meant: Any) -> None:
    assert not reads_as(kind, given, meant, 0.05, seed(FERRY))


def test_with_and_without_the_sign_a_share_is_the_same() -> None:
    assert read_shares("2.5%") == read_shares("2.5") == read_numbers(2.5)


@pytest.mark.parametrize(
    "answer", ["a partial quote", "It's a partial quotation", "partial quotation", "PARTIAL"]
)
def test_a_choice_is_found_in_a_sentence(answer: str) -> None:
    options = ("A full quotation: its own words", "A partial quotation: a fragment", "A paraphrase: a report")
    assert read_choice(answer, options) == options[1]


FINDINGS = (
    "It is not in this file, as far as the checker sees",
    "It was never said",
    "The checker is broken",
    "The writer lied",
)


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ("that it isn't in the file", 0),
        ("the checker must be broken here", 2),
        ("he lied", 3),
        ("it was never said", 1),
        ("the file", None),  # what denies something is not meant by an answer that does not
        ("the file is broken", None),
        ("the writer or the checker", None),
        ("idk", None),
    ],
)
def test_own_words_mean_the_one_option_that_has_most_of_them(answer: str, place: int | None) -> None:
    assert read_choice(answer, FINDINGS) == (None if place is None else FINDINGS[place])


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("who.3", "Lavrov speaks Trump's words", "right"),
        ("who.3", "Trump, quoted by Lavrov", "mistake"),
        ("who.4", "Lavrov and Trump", "wrong"),
        ("who.4", "Lavrov or Trump", "wrong"),
        ("who.4", "the minister of health", "wrong"),
        ("hand.3", "it says they took part in protests", "right"),
        ("hand.3", "“took part in protests organized by Russian opposition”", "right"),
        ("hand.3", "they took part in protests on numerous occasions", "wrong"),
        ("hand.3", "it does not say that they took part", "wrong"),
        ("start.2", "“On” is the first word", "right"),
        ("start.2", "“On” is not the first word", "wrong"),
        ("start.2", "On international terror threat", "mistake"),
        ("page.2", "a letter to the king", "unread"),
    ],
)
def test_a_sentence_is_read_to_its_end(id: str, answer: str, outcome: str) -> None:
    assert check_answer(id, answer, briefing=seed(TRANSCRIPT)).outcome == outcome


READ = (
    ("The last line shows an advertisement, perhaps.", "line 29"),
    ("Line 3 says ‘Lake Authority’; it may be wrong.", "“Lake Authority”"),
    ("Line 3: 'Lake Authority' shows it, perhaps.", "“Lake Authority”"),
    ("Bars of ferry, most 16 per 1,000", "the number 16"),
    ("Ferry: 2 times in 187 words", "the number 2"),
    ("I reject it in lines four and seven", "line 4"),
    ("The intervals overlap here.", "a limit"),
    ("In line 8 I read “Lake Authority”.", "does not stand in line 8"),
)


@pytest.mark.parametrize(("answer", "found"), READ)
def test_what_an_open_answer_has_is_found(answer: str, found: str) -> None:
    looks = ["line", "words", "number", "limit"]
    assert found in read_open_answer(answer, looks, seed(FERRY)).comment


OFFICES = (
    ("who.3", FERRY, "the mayor", "right"),
    ("who.3", FERRY, "the mayor of Lower Brack", "right"),
    ("who.3", FERRY, "the minister", "wrong"),
    ("who.3", TRANSCRIPT, "the foreign minister", "right"),
    ("who.4", FERRY, "the minister", "right"),
    ("who.4", FERRY, "Halvern's transport minister", "right"),
    ("who.4", FERRY, "the mayor", "wrong"),
    ("who.4", FERRY, "Costrel's transport minister", "wrong"),
    ("who.4", TRANSCRIPT, "the foreign minister", "right"),
    ("who.4", TRANSCRIPT, "he", "mistake"),
    ("who.4", TRANSCRIPT, "Lavrov or Trump", "wrong"),
)


@pytest.mark.parametrize(("id", "name", "answer", "outcome"), OFFICES)
def test_an_office_names_who_holds_it(id: str, name: str, answer: str, outcome: str) -> None:
    briefing = seed(name)
    task = find_exercise(id).on(briefing)
    assert isinstance(task, Task)
    assert mark(task, answer, briefing)[0] == outcome


@pytest.mark.parametrize(("answer", "outcome"), [("half", "right"), ("50", "wrong"), ("50 %", "wrong")])
def test_kappa_is_a_half_and_no_per_cent(answer: str, outcome: str) -> None:
    ferry = seed(FERRY)
    task = find_exercise("device.8").on(ferry)
    assert isinstance(task, Task)
    said = mark(task, answer, ferry)
    assert said[0] == outcome and (outcome == "right" or "Kappa is no per cent" in said[1])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("(0.75 - 0.5) / (1 - 0.5)", "They came half of the way"),
        ("0.25 : 0.5", "They came half of the way"),
        ("(0,75 − 0,5) ÷ 0,5", "They came half of the way"),
        ("(75 - 50) x 2", "Kappa is no per cent"),
        ("0.75 / 0.5", "That divides agreement by chance"),
        ("halfway", "They came half of the way"),
        ("minus 0.5", "Kappa is no per cent"),
        ("75 - 50 = 25", "Kappa is no per cent"),
        ("0.75 - 0.5 / 0.5 = 0.5", "They came half of the way"),
        ("between 0 and 1", "Give one number."),
        ("0.25", "That is how far"),
    ],
)
def test_a_sum_and_two_numbers_are_told_from_a_number(answer: str, said: str) -> None:
    ferry = seed(FERRY)
    task = find_exercise("device.8").on(ferry)
    assert isinstance(task, Task)
    assert mark(task, answer, ferry)[1].startswith(said)


def test_the_number_of_a_candidate_is_no_line() -> None:
    comment = read_open_answer("I reject candidate 2, for it is none.", ("line",), seed(FERRY)).comment
    assert "We did not find a line of this text." in comment


def test_a_count_with_a_sign_of_per_cent_is_told_apart() -> None:
    ferry = seed(FERRY)
    task = find_exercise("start.1").on(ferry)
    assert isinstance(task, Task)
    assert mark(task, task.expected, ferry)[0] == "right"
    assert mark(task, f"{task.expected} %", ferry) == (
        "mistake",
        "This is a number of things, no share. Take the % away.",
    )


def text_tasks(name: str) -> Iterator[tuple[str, Task, Briefing]]:
    briefing = seed(name) if name in seed_names() else parse_briefing(name, name="small")
    for exercise in BANK:
        task = exercise.on(briefing)
        if isinstance(task, Task) and task.kind == "text":
            yield exercise.id, task, briefing


SMALL = (
    "The ferry is closed.\nNobody spoke about it for an hour.",
    "MINISTER VELK: We open on Friday.\n\nQUESTION: Why?\n\nMINISTER VELK: Because the ramp is mended.",
    "„Wir öffnen am Freitag“, sagte Velk.\nDie Rampe ist repariert.",
)


@pytest.mark.parametrize("name", [*seed_names(), *SMALL])
def test_a_sample_has_what_its_rubric_asks_for(name: str) -> None:
    for id, task, briefing in text_tasks(name):
        assert task.looks_for, id
        for sample in task.samples:
            read = read_open_answer(sample, task.looks_for, task.text or briefing, task.choices)
            assert not read.missing and not read.untrue, f"{id}: {sample} {read}"


@pytest.mark.parametrize(
    ("answer", "comment"),
    [
        ("Line 99 says that the ferry is late.", "This text has no line 99."),
        (
            "Line 3 says “the ferry sank in spring”.",
            "“the ferry sank in spring” does not stand in this text so.",
        ),
        ("Line 3 says “boats of tin”.", "“boats of tin” does not stand in this text so."),
        ("I think that somebody is missing here.", "We did not find a line of this text"),
        (
            "The text does not say who: I searched for “captain” and “owner” in it.",
            "Compare with the samples",
        ),
    ],
)
def test_an_open_answer_is_read_before_samples_are_shown(answer: str, comment: str) -> None:
    ferry = seed(FERRY)
    assert comment in read_open_answer(answer, ("line",), ferry).comment


def test_form_is_not_praised_as_content() -> None:
    comment = read_open_answer("Line 1 is a good line.", ("line",), seed(FERRY)).comment
    assert comment == "We found line 1. Compare with the samples, then improve one sentence."


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("said.5", "“We hope to have the boat back” is exact.", "We found “We hope to have the boat back”"),
        ("said.5", "“We have the boat back” is exact.", "does not stand in this text so"),
        ("said.5", "cut the “if”", "We found “if”"),  # three words with something in them are an answer
        ("said.5", "cut the ifs", "Write one sentence"),
        ("code.4", "I added “joked”: line 11 is won.", "We found what becomes of a line, “won”"),
        ("code.4", "I added a word, nice.", "We did not find a line that is won or lost"),
        ("code.5", "len(lines) shows 9, not who speaks", "We found code, “len” and a word for a limit"),
        ("code.5", "All of them are nice.", "We did not find a line of code or a limit"),
    ],
)
def test_every_open_answer_is_told_what_was_found_in_it(id: str, answer: str, said: str) -> None:
    text = parse_briefing(
        "MINISTER VELK: We open on Friday.\n\nQUESTION: Why?\n\nMINISTER VELK: It is mended."
    )
    assert said in check_answer(id, answer, briefing=text).message


def test_a_report_is_more_less_or_the_same() -> None:
    told = parse_briefing("The ferry is late.\n\nIda Velk said that the ramp is broken. It is a new ramp.")
    kept, bare = (
        check_answer("said.3", words, briefing=told).message
        for words in ("Mine says less.", "It is so, I think.")
    )
    assert "We found “less”" in kept and "We did not find “more”, “less” or “the same”" in bare


def test_what_is_said_of_one_right_answer_is_true_of_the_others() -> None:
    said = [
        mark(find_exercise("hand.3").on(seed(FERRY)), words, seed(FERRY))
        for words in ("promised", "18 October")
    ]
    assert said[0] == said[1] and said[0][1].startswith(
        "Line 9 does not say it so. Ours is “promised”: a hope"
    )


@pytest.mark.parametrize(
    ("words", "begun"),
    [
        ("The transport will begin again on Monday at noon.", []),  # no “The will”
        ("We will begin the transport again on Monday at noon.", ["We will"]),
    ],
)
def test_a_wrong_option_is_no_cut_across_the_change(words: str, begun: list[str]) -> None:
    lead = "MR ABEL: Nobody came to the harbour at noon today."
    asked = find_exercise("said.1").on(parse_briefing(f"{lead}\n\nMS VELK: {words}\n\nMR ABEL: Yes."))
    assert [option for option in asked.options if len(option.split()) == 2] == begun


def test_somebody_at_a_loss_is_asked_once_and_may_leave_it(tmp_path: Path) -> None:
    use_journal(tmp_path)
    ferry = seed(FERRY)
    first = check_answer("start.exit", "idk", briefing=ferry)
    assert first.outcome == "thin" and "Write one sentence" in first.message
    assert check_answer("start.exit", briefing=ferry).outcome == "thin"  # the cell ran again
    assert check_answer("start.exit", "idk", briefing=ferry).outcome == "left"
    assert check_answer("start.exit", briefing=ferry).outcome == "left"
    (work,) = Portfolio(journal()).works
    assert not work.done
    assert (
        check_answer("start.exit", "I expect a ferry, for line 1 names a ramp.", briefing=ferry).outcome
        == "kept"
    )


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("who.3", "Russian foreign minister speaks as if he was Trump", "right"),
        ("who.3", "Trump through Lavrov", "right"),
        ("who.3", "Lavrov through Trump", "mistake"),
        ("who.3", "Trump speaks like Lavrov", "mistake"),
        ("who.3", "the journalist", "mistake"),
        ("who.4", "the forign minister of russia", "right"),
        ("who.4", "the foreign minster", "right"),
        ("who.4", "the foreign minister of Prussia", "wrong"),
        ("who.4", "the journalist", "mistake"),
        ("topic.3", "5/198*1000", "right"),
        ("topic.3", "5/198*100", "mistake"),
        ("topic.3", "198/5", "mistake"),
        ("trust.3", "two wrong out of 44 so about 95 percent", "right"),
        ("trust.3", "42/(42+2)", "right"),
        ("trust.3", "96%", "wrong"),  # the share of the program that never reads
        ("trust.6", "1 but it loses 2", "right"),
        ("trust.6", "1 (and 2 lost)", "right"),
        ("trust.6", "2 (and 1 rescued)", "mistake"),
        ("trust.6", "minus one net", "wrong"),
        ("trust.6", "-1", "wrong"),
        ("who.3", "lavrov in trumps mouth", "mistake"),
        ("who.3", "trump in lavrovs mouth", "right"),
        ("who.3", "Lavrov is talking, he only puts words in Trump's mouth", "right"),
        ("who.3", "Trump puts words in Lavrov's mouth", "mistake"),
        ("start.2", "The headline starts with the word On", "right"),
        ("start.2", "It starts with international", "mistake"),
        ("hand.3", "taking part", "right"),
        ("code.3", "too few to tell", "right"),
        ("who.1", "Answer D", "right"),
        ("hand.3", "took part, because in line 14 they only look", "right"),
        ("code.3", "not too few to tell", "unread"),
    ],
)
def test_the_kind_of_answer_that_learners_gave_is_read(id: str, answer: str, outcome: str) -> None:
    """What two learners typed in a browser, with near misses."""
    assert check_answer(id, answer, briefing=seed(TRANSCRIPT)).outcome == outcome


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("hand.3", "on 18 October", "right"),  # a date that line 9 has not
        ("hand.3", "promised, line 8", "right"),
        ("hand.3", "“promised” (line 8)", "right"),
        ("hand.3", "In line 8 it says promised", "right"),
        ("hand.3", "promised because she hopes", "right"),
        ("hand.3", "promised, in 9 it is only a hope", "wrong"),  # a line is called a line
        ("hand.3", "promised, in line 9 it is only a hope", "right"),
        ("hand.3", "hope, in line 8 she promised", "wrong"),
        ("hand.3", "in time for the apple market, line 8", "mistake"),
        ("start.2", "A, it stands in line 1", "right"),
        ("start.2", "ramp, line 1 has it", "mistake"),
        ("start.1", "29, because the last number is 29", "right"),
        ("start.1", "29, I counted 29", "right"),
        ("start.1", "29 or 28", "wrong"),
        ("who.3", "Tasker, because he told the meeting", "right"),
        ("page.6", "lines 8 and 9 because 10 is about money", "right"),
        ("page.6", "line 8, line 9", "right"),
        ("page.6", "line 8, line 9, line 10", "wrong"),
        ("hand.5", "line 2, because line 1 is a title", "right"),
        ("hand.5", "line 2 and line 1", "wrong"),  # two lines where one is asked for
        ("hand.5", "line 2, line 1", "wrong"),
        ("hand.5", "2 (or 1)", "wrong"),
        ("start.2", "A (or The)", "wrong"),
    ],
)
def test_a_line_or_a_reason_beside_an_answer_changes_nothing(id: str, answer: str, outcome: str) -> None:
    assert check_answer(id, answer, briefing=seed(FERRY)).outcome == outcome


@pytest.mark.parametrize(
    ("id", "answer", "said"),
    [
        ("who.exit", "“We are looking for closer ties” – Lavrov told", "We found line 6."),
        (
            "who.exit",
            "line 6 shows it; it dosnt show that he means it",
            "We found line 6 and a word for a limit, “dosnt”.",
        ),
        ("device.7", "In line 2, Trump says “Moscow regrets”; others may sleep", "Look at line 3."),
        ("device.7", "In line 3, Lavrov says “Moscow regrets”; others may sleep", "We found line 3, “Moscow"),
        ("hand.7", "Orsolin insisted on it, line 9.", "We did not find a verb that adds nothing"),
        ("hand.7", "Orsolin said it would be late, line 9.", "plain words, “said”"),
        ("hand.7", "Line 9, Orsolin: it will be late.", "plain words, “:”"),
        ("device.3", "because it sounds nice", "We did not find one choice."),
        ("device.3", "a and b because both", "We did not find one choice."),
        ("device.3", "C, it just lists places", "We did not find a “because”."),
        ("device.3", "I choose B because it may be said again", "We found a “because”. Compare"),
        ("device.3", "c becuase he just lists the places", "We found a “because”. Compare"),
        ("device.3", "C, it becomes a basis of places", "We did not find a “because”."),
        ("topic.5", "In eight parts per 1000 words US is most, 5 times", "We found the number 5"),
        ("trust.exit", "Line 99 shows nothing; it does not show anything", "This text has no line 99."),
        (
            "trust.exit",
            "Line 8 shows “I have paid until June”, not why",
            "We found line 8 and a word for a limit, “not”.",
        ),
        ("trust.8", "was it tried on texts like ours", "We found a question and a test. We did not find"),
        ("trust.8", "I would ask nothing, I trust computers", "We did not find a question, "),
        ("trust.8", "is it any good at all?", "We found a question. We did not find a test, a rule "),
        ("trust.8", "yes if somebody checks it first", "We found somebody who checks or is hurt. We did not"),
        (
            "trust.8",
            "On which texts was it tested? A rule took the wrong he, and a wrong name hurts somebody.",
            "We found a question, a test, an error or a rule and somebody who checks or is hurt. Compare",
        ),
        (
            "topic.5",
            "In the section on diplomats there are 5 hits; it may be chance",
            "We found the number 5",
        ),
        (
            "topic.exit",
            "numbers are boring and prove nothing",
            "We did not find a line of this text or a limit",
        ),
    ],
)
def test_an_open_answer_is_told_what_it_has_and_lacks(id: str, answer: str, said: str) -> None:
    found = check_answer(id, answer, briefing=seed(TRANSCRIPT))
    assert found.outcome == "kept" and said in found.message


@pytest.mark.parametrize(("id", "line"), [("device.3", False), ("who.exit", True)])
def test_a_short_answer_is_asked_for_no_more_than_the_task_asks(id: str, line: bool) -> None:
    said = check_answer(id, "dunno", briefing=seed(TRANSCRIPT))
    assert said.outcome == "thin" and ("line" in said.message) == line


SQUARE = """A bus stop moved
The stop at Lorne Street was moved on Friday. Mr. Dane is the owner of the corner shop. Mrs. Alba Reyes left.
“We were told nothing,” said Petra Holm, a driver.
“It was not us,” said the Norland minister Jon Marr. Nobody in Norland or at the EU knew of it.
The North Bridge is shut, and Dr. Venn lives behind it.
"""


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("Mr. Dane", "right"),
        ("dane", "right"),
        ("the owner Dane", "right"),
        ("alba", "right"),
        ("Mrs. Reyes, line 2", "right"),
        ("Venn", "right"),
        ("the EU", "right"),
        ("Norland", "right"),
        ("North Bridge", "right"),
        ("Petra", "mistake"),
        ("Jon", "mistake"),
        ("Petra Marr", "wrong"),
        ("Dane or Venn", "wrong"),
        ("not Dane", "unread"),
        ("the shop keeper", "wrong"),
        ("the driver", "wrong"),
        ("the stop", "wrong"),
        ("Santa Claus", "wrong"),
    ],
)
def test_one_rule_says_which_names_are_never_heard(answer: str, outcome: str) -> None:
    """Names with a title, an office or a part of them, places and bodies; not who is heard, no mix of two."""
    said = check_answer("read.5", answer, briefing=parse_briefing(SQUARE))
    assert said.outcome == outcome
    assert ("does not stand in the text" in said.message) == (answer == "Santa Claus")


@pytest.mark.parametrize(
    ("lines", "outcome"),
    [
        ("3 and 4", "right"),
        ("2 and 7", "right"),
        ("2 and 3", "wrong"),
        ("4 and 6", "wrong"),
        ("6 and 7", "wrong"),
    ],
)
def test_lines_with_words_that_no_other_line_has_are_a_pair(lines: str, outcome: str) -> None:
    """One word where a quotation follows its report, three further apart; a name is no such word."""
    text = """Tolls
The bridge needs painters, rivets and patience before winter, Ana Ruiz said.
Ruiz promised that the toll would fall.
“I hope for a lower toll one day,” she told reporters.

Omar Diaz waits at the bridge for a bus.
“Rivets! Patience! Painters!” said Omar Diaz.
"""
    assert check_answer("page.6", lines, briefing=parse_briefing(text)).outcome == outcome


@pytest.mark.parametrize(
    ("source", "id", "answer", "outcome"),
    [
        (FERRY, "who.4", "Katja", "right"),
        (FERRY, "who.4", "Katja Velk", "wrong"),
        (FERRY, "who.4", "Orsolin’s baker", "wrong"),
        (FERRY, "who.4", "Halvern’s minister Orsolin", "right"),
        (FERRY, "who.4", "Ms Orsolin", "right"),
        (FERRY, "who.4", "Mr Orsolin", "wrong"),
        (FERRY, "who.4", "mayor Orsolin", "wrong"),
        (FERRY, "who.4", "the transport minister said it", "right"),
        (FERRY, "who.4", "the transport minister’s office", "wrong"),
        (FERRY, "who.3", "the mayor, not his baker", "right"),
        (FERRY, "who.3", "the baker asked it", "mistake"),
        (FERRY, "who.3", "the mayor is quoting his baker", "right"),
        (FERRY, "who.3", "the baker, quoted by the mayor", "mistake"),
        (FERRY, "who.4", "the minister Ida Velk", "wrong"),
        (FERRY, "hand.3", "that she promised it", "right"),
        (FERRY, "hand.3", "promised instead of hope", "right"),
        (FERRY, "hand.3", "hope instead of promised", "wrong"),
        (FERRY, "said.1", "they took out probably", "wrong"),
        (FERRY, "said.1", "they added probably", "right"),
        (FERRY, "said.1", "probably is new", "right"),
        (FERRY, "said.1", "probably is not in the quotation", "wrong"),
        (FERRY, "page.2", "B, it asks me to sign up", "right"),
        (TRANSCRIPT, "who.4", "Sergei Trump", "wrong"),
        (TRANSCRIPT, "topic.8", "fight and US", "unread"),
        (TRANSCRIPT, "topic.8", "fight", "right"),
        (TRANSCRIPT, "hand.8", "46/66*10", "wrong"),
        (TRANSCRIPT, "hand.8", "46/66*100", "right"),
        (TRANSCRIPT, "hand.8", "46/66", "right"),
        (FERRY, "page.7", "It was said twice or one of them is not exact", "right"),
        (FERRY, "page.7", "it was said twice or invented", "unread"),
        (TRANSCRIPT, "page.2", "ad", "right"),
        (FERRY, "read.1", "not a transcript but a report", "right"),
        (FERRY, "read.1", "not a report but a transcript", "mistake"),
        (FERRY, "read.1", "a report or a novel", "unread"),
        (FERRY, "read.3", "in this file or “not stated”", "right"),
    ],
)
def test_what_is_mixed_is_not_right_and_what_is_nearly_the_option_is(
    source: str, id: str, answer: str, outcome: str
) -> None:
    assert check_answer(id, answer, briefing=seed(source)).outcome == outcome


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("The letters were sometimes mislaid", True),
        ("The sign was misread", True),
        ("The shop was outbid", True),
        ("The old rules were overthrown", True),
        ("The money was withheld", True),
        ("The roof got torn", True),
        ("The sky was overcast", False),
        ("The mayor was outspoken", False),
        ("The mayor was mistaken", False),
        ("The driver was upset", False),
    ],
)
def test_a_prefix_leaves_a_participle_irregular(sentence: str, passive: bool) -> None:
    text = parse_briefing(f"Lake news\n{sentence} on Friday.\n“It rained,” said Ana Ruiz.\n")
    assert any(mark.device == "agentless_passive" for mark in text.marks) == passive


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("start.3", "the last line says why", "right"),
        ("start.3", "the first line says why", "unread"),
        ("start.3", "the cell is not broken, it finished", "unread"),
        ("start.4", "after I run the changed cell", "right"),
        ("start.4", "before I run the changed cell", "unread"),
        ("trust.2", "lines on which the lazy answer is wrong", "right"),
        ("trust.2", "lines on which the lazy answer is right", "unread"),
        ("said.2", "its words come from several places", "right"),
        ("said.2", "its words come from one place", "unread"),
        ("code.2", "we found no words of Port Sellin", "right"),
        ("code.2", "we found words of Port Sellin in this file", "unread"),
        ("hand.back", "each count has its rule", "right"),
        ("hand.back", "no count has its own rule", "unread"),
        ("hand.back", "the rules are the same", "unread"),
        ("device.1", "not how the sentence is built", "unread"),
        ("device.1", "how the sentence is built and that it is false", "unread"),
        ("read.3", "in this file, and else we guess", "unread"),
        ("page.7", "it was not said twice", "unread"),
        ("own.6", "In this text, Bruno Tasker utters 65 of 183 words", "right"),
        ("own.6", "In this text, Bruno Tasker utters 183 of 65 quoted or spoken words", "unread"),
        ("who.5", "said Ida Velk", "right"),
        ("who.5", "said ida velk", "right"),
        ("who.5", "said Jarn Velk", "unread"),
        ("who.5", "Jarn Velk said", "unread"),
        ("who.5", "he said", "unread"),
        ("own.6", "In this text, Katja Orsolin utters 65 of 183 quoted or spoken words", "unread"),
        ("said.4", "It is in this file, as far as the checker sees", "unread"),
        ("said.4", "it isn't in this file", "right"),
        ("start.3", "the cell could finish, and its last line says why", "unread"),
        ("trust.2", "lines on which the lazy answer is never wrong", "unread"),
        ("trust.back", "how a line sounds does tell whether it is true", "unread"),
        ("own.2", "read the lines that were placed, and see what they share", "unread"),
        ("own.back", "In the short part, and two hits are enough", "unread"),
        ("device.back", "a name without a verb of saying", "unread"),
        ("device.back", "a name with a verb of saying", "right"),
        ("code.3", "we can tell from so few", "unread"),
        ("code.3", "we cannot tell", "right"),
        ("page.7", "that it was said once", "unread"),
    ],
)
def test_an_answer_that_turns_an_option_round_is_not_that_option(id: str, answer: str, outcome: str) -> None:
    """By a small word, a denial, its numbers or another name; a slip of the pen is no other word."""
    assert check_answer(id, answer, briefing=seed(FERRY)).outcome == outcome


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("start.1", "not 29", "unread"),
        ("start.1", "it is not 29", "unread"),
        ("start.1", "not 28 but 29", "right"),
        ("start.1", "not 28, 29", "right"),
        ("start.1", "29, not 28", "right"),
        ("read.7", "not 29", "unread"),
        ("read.7", "not 27 but 29", "right"),
        ("hand.8", "not 67", "unread"),
        ("who.3", "not Tasker", "unread"),
        ("who.3", "not the reporter but Tasker", "right"),
    ],
)
def test_what_an_answer_only_denies_is_not_its_answer(id: str, answer: str, outcome: str) -> None:
    assert check_answer(id, answer, briefing=seed(FERRY)).outcome == outcome


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("read.5", "Port Sellin", "right"),
        ("read.5", "Costrel", "right"),
        ("read.5", "Costrel is never quoted", "right"),
        ("read.5", "Costrel official", "wrong"),
        ("read.5", "the harbour master", "right"),
        ("read.5", "the mayor", "wrong"),
        ("who.4", "the minister", "right"),
        ("who.4", "the prime minister", "wrong"),
        ("page.6", "8 and 9", "right"),
        ("page.6", "4 and 5", "wrong"),
        ("page.6", "12 and 13", "right"),
        ("page.2", "an advertisement", "right"),
        ("page.2", "headline", "mistake"),
    ],
)
def test_an_office_belongs_to_who_holds_it_and_a_pair_to_one_source(
    id: str, answer: str, outcome: str
) -> None:
    assert check_answer(id, answer, briefing=seed(FERRY)).outcome == outcome


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("The council meets again on 14 March.", True),
        ("The council meets again on the 4 May.", True),
        ("The council will March on 14 roads.", False),
        ("You May go.", False),
    ],
)
def test_the_number_of_a_day_makes_a_month(line: str, dated: bool) -> None:
    assert bool(len(find_dates(parse_briefing(line)))) == dated


def test_a_text_in_another_language_is_asked_nothing_that_needs_english() -> None:
    """Its speakers, verbs and dates are not read; what any text bears is still asked."""
    german = load_briefing(str(Path(__file__).parent / "fixtures/truth/german_report.txt"))
    offered = {exercise.id for exercise, task in answer_key(german) if task.kind is not None}
    assert offered.isdisjoint(["read.2", "read.5", "who.7", "hand.8", "topic.3", "code.2"])
    assert offered >= {"start.1", "read.3", "page.7", "trust.2", "own.2"}
    everywhere = {exercise.id for exercise, task in answer_key(seed(FERRY)) if task.kind is not None}
    assert everywhere >= {"read.2", "read.5", "hand.8", "topic.3", "code.2"}


def test_a_sample_cites_no_sentence_whose_marks_it_would_lose() -> None:
    """“It is late”, she said, is no sentence to put between marks; what stands whole is."""
    text = parse_briefing("“It is late,” said Ida Velk. The ferry was tied to the pier all day.")
    task = find_exercise("start.exit").on(text)
    assert all("The ferry was tied" in sample for sample in task.samples)


#: two people of one last name, a person without a name, a date and a by-line
QUAY = """Quay shut after flood
By Lena Orb
Mayor Hella Brandt told a full hall that the quay would open by May. “We will mend it,” she said.
She claimed that nobody had been warned.
Otto Brandt, a fisher in the old harbour and no relation of the mayor, lost two of his green boats.
“My mother asked me, ‘Will you swim or will you sell?’ I want neither,” he said.
“It will be a dry winter,” said Otto Brandt. “I have seen it all before.”
The dockers’ union claimed on Tuesday that the hall was half empty.
The road to Sellin is open.
© Quay News
"""
#: a woman who reads out another one's letter, a doctor, and a union that is told about in a question
BRIEFING = """MODERATOR: Commissioner Rehm will speak. Then she will take questions.
COMMISSIONER ILSE REHM: We asked. Mr Lasker, the mayor of Untertal, wrote: “Our children walk.”
QUESTION: The drivers’ union argues that jobs are lost. Are they?
DR. EMIL SAAR: I say that no job is lost.
COMMISSIONER ILSE REHM: I said in January that we would ask again.
"""


@pytest.mark.parametrize(
    ("text", "id", "answer", "right"),
    [
        (QUAY, "who.4", "Hella Brandt", True),
        (QUAY, "who.4", "Brandt", False),  # which of the two?
        (QUAY, "who.4", "Ms Brandt", True),
        (QUAY, "who.4", "H. Brandt", True),
        (QUAY, "who.4", "Mayor Brandt", True),
        (QUAY, "who.4", "Hela Brandt", True),
        (QUAY, "who.4", "Ella Brandt", False),  # another first name is no slip
        (QUAY, "who.4", "Lord Mayor Hella Brandt", False),
        (QUAY, "who.4", "Dr Hella Brandt", False),
        (QUAY, "who.4", "Otto Brandt", False),
        (QUAY, "who.4", "she = Hella Brandt", True),
        (QUAY, "who.3", "the fisher", True),
        (QUAY, "who.3", "the man with the green boats", True),
        (QUAY, "who.3", "the woman with the green boats", False),
        (QUAY, "who.3", "the man with the red boats", False),
        (QUAY, "who.3", "fisher Brandt", True),
        (QUAY, "who.3", "Brandt, the mayor", False),
        (QUAY, "who.3", "the fisher (but first his mother asked it)", True),
        (QUAY, "who.5", "said Otto Brandt", True),
        (QUAY, "who.5", "Brandt said", False),
        (QUAY, "who.5", "said Otto, the mayor", False),
        (QUAY, "read.2", "line 8 because of Tuesday", True),
        (QUAY, "read.2", "line 3 because of Tuesday", False),
        (QUAY, "read.2", "3 May", True),
        (QUAY, "read.2", "4 May", False),
        (QUAY, "read.7", "2", True),
        (QUAY, "read.5", "the union", False),  # it is heard in a report
        (QUAY, "read.5", "Selin", True),  # a slip of a name
        (QUAY, "read.5", "the fisher", False),
        (BRIEFING, "who.3", "Rehm", True),
        (BRIEFING, "who.3", "the commissioner reads out what the mayor wrote", True),
        (BRIEFING, "who.3", "the mayor reads out what the commissioner wrote", False),
        (BRIEFING, "who.3", "Dr Rehm", False),
        (BRIEFING, "who.3", "Mr Rehm", False),
    ],
)
def test_who_is_meant_is_the_one_and_nobody_who_shares_a_word(
    text: str, id: str, answer: str, right: bool
) -> None:
    said = check_answer(id, answer, briefing=parse_briefing(text))
    assert (said.outcome == "right") is right, said


def test_a_word_of_four_letters_may_have_a_slip_and_one_of_three_none() -> None:
    assert is_slip("forn", "form") and not is_slip("orp", "orb")


def test_an_option_of_more_words_is_no_slip_of_one_word() -> None:
    assert read_choice("repitition", ("repetition", "repetition of an end")) == "repetition"
    assert read_choice("repitition", ("repetition of an end", "list")) is None


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("own.2", "look at the lines that were not placed", "right"),
        ("own.2", "read the three lines it didnt place", "right"),
        ("own.2", "look at the lines that were placed", "unread"),
        ("own.2", "delete the lines it did not place", "unread"),
        ("own.2", "read another text", "unread"),
        ("hand.back", "each has a different rule", "right"),
        ("hand.back", "the rules are different", "right"),
        ("hand.back", "there must be a mistake", "mistake"),
        ("hand.back", "they have the same rule", "unread"),
        ("hand.back", "the rule is wrong", "unread"),
        ("hand.6", "the reporter isn't sure", "right"),
        ("hand.6", "the reporter is sure", "unread"),
        ("hand.6", "the reporter does not like the claim", "unread"),
        ("hand.6", "the speaker lies", "mistake"),
        ("said.2", "the words come from different places", "right"),
        ("said.2", "its words were changed in several places", "unread"),
        ("code.3", "too few hits to tell", "right"),
        ("code.3", "we cant tell", "right"),
        ("code.3", "the numbers are too small to say it", "right"),
        ("code.3", "not too few", "unread"),
        ("page.2", "its an advert", "right"),
        ("page.2", "a title", "mistake"),
        ("page.2", "It is not a heading, it is an ad", "right"),
        ("trust.2", "lines where “always speech” is wrong", "right"),
        ("trust.2", "lines where “always speech” is right", "unread"),
        ("trust.back", "sound does not prove truth", "right"),
        ("trust.back", "a good sound proves truth", "unread"),
        ("code.2", "that we didnt find any words of Port Sellin", "right"),
        ("who.1", "that the writer presents them as somebody's words", "right"),
        ("who.1", "D of course", "right"),
        ("who.1", "D or A", "wrong"),
        ("read.1", "it isnt a transcript, its a report", "right"),
        ("read.1", "a news report", "right"),
        ("read.3", "in the file", "right"),
        ("read.3", "google it", "mistake"),
        ("read.3", "in the text of another house", "unread"),
        ("page.7", "one of them is not exact", "unread"),  # the option leaves open which it was
        ("device.back", "a verb", "unread"),
    ],
)
def test_a_choice_in_own_words_is_the_option_with_its_words_or_their_like(
    id: str, answer: str, outcome: str
) -> None:
    """A word of the question changes nothing, one that turns it round does, and one alone needs no other."""
    assert check_answer(id, answer, briefing=seed(FERRY)).outcome == outcome


@pytest.mark.parametrize("name", [FERRY, TRANSCRIPT, "002_school_meals.txt"])
def test_words_that_learners_use_for_one_another_tell_no_two_options_apart(name: str) -> None:
    for exercise in BANK:
        options = exercise.on(seed(name)).options
        apart = [{*re.findall(r"\w+", fold_answer(option))} for option in options]
        for one, other in permutations(apart, 2):
            differ = product(one - other, other - one)
            assert not any(_alike(a) == _alike(b) and stem(a) != stem(b) for a, b in differ), exercise.id


SPREE = """Bus strike in Port Callow, 14 May
MAYOR ABEL: On 3 March the drivers met. Last night I made an offer.
Q: Will the buses run tomorrow, as Nora Lind said on January 23?
MAYOR ABEL: They will, by 2030, with Tarvik and Halden.
"""


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("read.2", "line 2 March 3", "right"),
        ("read.2", "2, 3 March", "right"),
        ("read.2", "line 3 January 23", "right"),
        ("read.2", "line 2 January 23", "wrong"),  # a date of another line
        ("read.2", "line 4, 2030", "right"),
        ("read.2", "line 1, 14th of May", "right"),
        ("read.2", "line 2 last night", "right"),
        ("read.2", "all lines but 2", "unread"),
        ("read.2", "line 2 has none", "unread"),
        ("read.5", "Tarvik", "right"),
        ("read.5", "Tarvik and Halden", "right"),
        ("read.5", "Tarvik and Abel", "wrong"),
        ("read.5", "Tarvik is quoted", "unread"),
        ("read.5", "Tarvik, not Abel", "right"),
    ],
)
def test_a_line_with_its_date_and_names_of_which_one_is_heard(id: str, answer: str, outcome: str) -> None:
    assert check_answer(id, answer, briefing=parse_briefing(SPREE)).outcome == outcome


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("hand.3", "promised, not hope", "right"),
        ("hand.3", "all but promised", "unread"),
        ("said.1", "probably was not added", "wrong"),
        ("said.1", "probably is in both", "wrong"),
        ("said.1", "propably", "right"),
        ("own.4", "none has a source", "unread"),
        ("own.4", "none", "right"),
    ],
)
def test_what_is_said_to_stay_is_not_what_differs(id: str, answer: str, outcome: str) -> None:
    assert check_answer(id, answer, briefing=seed(FERRY)).outcome == outcome


def test_a_number_is_the_mistake_that_it_is_not_one_nearby() -> None:
    text = seed(TRANSCRIPT)
    assert "per hundred" in check_answer("topic.3", "2.5", briefing=text).message
    assert "the count itself" in check_answer("topic.3", "5", briefing=text).message


def test_the_colon_behind_a_line_number_is_no_plain_verb() -> None:
    read = partial(read_open_answer, looks_for=["plain"], briefing=seed(FERRY))
    assert read("Line 7: Velk claimed that it passed.").missing
    assert read("Line 7: Velk said that it passed.").found and read("Velk, line 7: it passed.").found


def test_lines_in_which_one_speaker_goes_on_are_no_pair() -> None:
    text = """MAYOR ABEL: The drivers of this city left children without buses.
MAYOR ABEL: We respect drivers, and the city leaves no children in the rain.
Q: Is that so?
MAYOR ABEL: It is.
"""
    assert check_answer("page.6", "1, 2", briefing=parse_briefing(text)).outcome == "not here"


PORT = """A ferry for Marvel Bay
The opposition Coast Party promised to buy a second ferry, the party said.
“The Coast Party has no money,” said Runa Estby, the head of the fishers.
A report by the Harbour Office warned on Monday that the hull was “close to the limit”. Few go to Costrel.
"""


@pytest.mark.parametrize(
    ("said", "line"),
    [("the Coast Party", "line 2"), ("the Harbour Office", "line 4"), ("Costrel", ""), ("Marvel Bay", "")],
)
def test_a_body_behind_what_it_is_is_heard(said: str, line: str) -> None:
    told = tell_heard(parse_briefing(PORT), said)
    assert line in told and bool(line) == bool(told)


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("start.2", "{letter}, A", "right"),
        ("start.2", "{letter} a", "right"),
        ("start.2", "{other}, A", "wrong"),  # a letter that is not that of the word
        ("start.2", "A is the first word", "right"),
        ("start.2", "A is not the first word", "wrong"),
    ],
)
def test_a_letter_beside_its_word_and_the_words_of_the_question_change_nothing(
    id: str, answer: str, outcome: str
) -> None:
    options = find_exercise(id).on(seed(FERRY)).options
    letter = "ABCD"[[option.casefold() for option in options].index("a")]
    said = answer.format(letter=letter, other="D" if letter != "D" else "C")
    assert check_answer(id, said, briefing=seed(FERRY)).outcome == outcome


def test_a_quotation_and_a_report_of_something_else_are_no_pair() -> None:
    task = find_exercise("page.6").on(seed(TRANSCRIPT))
    assert (9, 10) in task.also and not {(6, 7), (27, 28), (31, 32)} & {*task.also}


def test_one_word_is_looked_for_in_its_line() -> None:
    ferry = seed(FERRY)
    assert (
        "does not stand in line 2"
        in read_open_answer("Line 2 shows “promised”, not why.", ("line",), ferry).comment
    )
    assert read_open_answer("Line 8 shows “promised”, not why.", ("line",), ferry).untrue == ""
