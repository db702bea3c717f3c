"""What lesson 06 asks agrees with what it shows, and a guess belongs to the text it was made on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing_lessons import ask, compare_guess, excerpt, load_briefing, parse_briefing
from briefing_lessons.exercises import lesson09
from briefing_lessons.exercises.bank import find_exercise
from briefing_lessons.exercises.baseline import try_rule
from briefing_lessons.exercises.clues import lines_to_cut, name_spans
from briefing_lessons.exercises.lesson03 import resolve_mention
from briefing_lessons.exercises.lesson08 import sentence_with_limits
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.picks import is_full
from briefing_lessons.exercises.session import keep_guess
from briefing_lessons.exercises.subjects import choose_words, hidden_word, inside_words


@pytest.mark.parametrize("name", ["000_95b79719e875266d.txt", "001_ferry_report.txt", "002_school_meals.txt"])
def test_the_rows_with_the_word_itself_add_up_to_the_answer(name: str) -> None:
    briefing = load_briefing(name)
    hidden = hidden_word(briefing)
    assert hidden is not None
    rows = inside_words(briefing, hidden.word)
    assert sum(times for word, times in rows if word.casefold() == hidden.word.casefold()) == hidden.whole


def test_a_word_that_also_stands_in_speaker_labels_is_not_asked_for(tmp_path: Path) -> None:
    text = "QUESTION (School Post): Is the school open?\n\nMINISTER VELK: The school is open. Schools wait.\n"
    path = tmp_path / "own.txt"
    path.write_text(text * 3, encoding="utf-8")
    hidden = hidden_word(load_briefing(path))
    assert hidden is None or not re.fullmatch("school", hidden.word)


def test_a_guess_about_one_text_is_not_shown_for_another() -> None:
    load_briefing("001_ferry_report.txt")
    keep_guess("topic.guess", "boats")
    assert "boats" in str(compare_guess("topic.guess", "ferry"))
    load_briefing("002_school_meals.txt")
    assert "boats" not in str(compare_guess("topic.guess", "lunch"))


def test_line_numbers_in_one_text_are_the_lines_they_name() -> None:
    briefing = load_briefing("001_ferry_report.txt")
    assert excerpt(briefing, "4 to 6") == excerpt(briefing, [4, 5, 6])
    assert excerpt(briefing, "3") == excerpt(briefing, 3)


def test_words_in_one_text_are_words_and_not_letters() -> None:
    briefing = load_briefing("000_95b79719e875266d.txt")
    assert choose_words(briefing, "Syria*, Damascus") == ("Syria*", "Damascus")
    assert choose_words(briefing, ["Syria*, Damascus"]) == ("Syria*", "Damascus")
    assert try_rule(briefing, "said, told") == try_rule(briefing, ["said", "told"])


def test_a_text_that_leaves_nobody_without_words_has_a_sample_of_its_own() -> None:
    briefing = parse_briefing("“It rains,” said Lena Orb. “Perhaps it stops.”")
    task = find_exercise("own.7").on(briefing)
    assert isinstance(task, Task)
    assert "found nobody who is named and not heard" in task.samples[0]


def test_a_guess_that_is_a_question_is_cited_with_one_stop() -> None:
    load_briefing("001_ferry_report.txt")
    assert "You wrote “who talks more?” Go on" in keep_guess("own.guess", "who talks more?").message
    assert "You wrote “the mayor”. Go on" in keep_guess("own.guess", "the mayor.").message
    assert "You said “the mayor”; it is Velk." in compare_guess("own.guess", "Velk").message


def test_an_earlier_answer_is_cited_without_its_stop() -> None:
    load_briefing("001_ferry_report.txt")
    shown = repr(ask("own.8", "In line 4 it is softer."))
    assert "Your answer: “In line 4 it is softer”\n✎ own.8  Kept." in shown


def test_lines_that_are_too_many_words_are_named_without_the_blank_ones() -> None:
    long = " ".join(f"word{number}" for number in range(150))
    briefing = parse_briefing("\n\n".join([long] * 5))
    shown = excerpt(briefing, range(1, 10))
    assert [number for number, _ in shown.lines] == [1, 3]
    assert shown.note == "Left out after 300 words: lines 5, 7, 9."
    assert excerpt(briefing, [1, 3, 5]).note == "Left out after 300 words: line 5."
    assert excerpt(briefing).note == ""
    assert excerpt(briefing, [0, 1, 10]).lines == ((1, long),)
    assert excerpt(briefing, 2).lines == ((2, ""),)


def test_a_word_in_quotation_marks_is_no_speech_and_a_rule_that_takes_it_is_wrong() -> None:
    found = try_rule(load_briefing("001_ferry_report.txt"))
    assert 5 in found.rule_only and 5 not in found.both + found.neither


def test_samples_for_a_rule_of_ones_own_say_which_text_they_are_of() -> None:
    for text, elsewhere in ((load_briefing("001_ferry_report.txt"), False), (parse_briefing("No."), True)):
        task = find_exercise("code.4").on(text)
        assert isinstance(task, Task) and task.samples
        assert all(sample.endswith("in the ferry report.") == elsewhere for sample in task.samples)


def test_a_quotation_is_full_only_with_a_source_and_the_words_that_name_it() -> None:
    ferry = load_briefing("001_ferry_report.txt")
    quotes = [quote for quote in ferry.quotes if quote.kind == "direct"]
    bare = [quote for quote in quotes if quote.speaker and not quote.attribution.cue]
    assert bare and not any(is_full(quote, ferry) for quote in bare)
    assert any(is_full(quote, ferry) for quote in quotes)


def test_two_sentences_of_one_speaker_are_spliced_at_a_word_that_both_have() -> None:
    one = lesson09._Said("we built the mill and we ran it", "Ana Ruiz", 1)
    other = lesson09._Said("they sold boats and the nets went along", "Ana Ruiz", 5)
    elsewhere = lesson09._Said("nobody came", "Omar Diaz", 9)
    spliced = [words for _, words in lesson09._spliced([one, other, elsewhere])]
    assert spliced[:2] == [
        "Ana Ruiz said: “we built the mill and the nets went along”",
        "Ana Ruiz said: “they sold boats and the mill and we ran it”",
    ]
    assert len(spliced) == 4, "and both ways without such a word"


def test_lines_of_six_to_thirty_words_are_cut() -> None:
    six, long = "It’s the town-hall’s clock that stopped.", "the old-time clock " * 11
    assert [line.number for line in lines_to_cut(parse_briefing(f"{six}\n{long}\nNo, it isn’t."))] == [1]


def test_a_name_at_the_very_end_is_a_name() -> None:
    spans = name_spans(parse_briefing("Nobody but Ana Ruiz saw it. It was seen by Omar Diaz"))
    assert [span.text for span in spans][-1].endswith("Diaz")


@pytest.mark.parametrize(("verbs", "asked"), [(4, False), (5, True)])
def test_a_share_of_verbs_is_asked_for_from_five_verbs_on(verbs: int, asked: bool) -> None:
    text = "\n".join(["Ana Ruiz said that it would rain."] * verbs)
    assert isinstance(find_exercise("hand.8").on(parse_briefing(text)), Task) == asked


def test_whose_turn_it_is_has_two_others_to_choose_from_whatever_their_names() -> None:
    names = ("ABEL RUUD", "MARA HOLT", "ZOE DUNN")
    for first in names:
        rest = [name for name in names if name != first]
        order = [rest[0], first, rest[1]]
        briefing = parse_briefing("".join(f"{name}: It rained here all day long.\n\n" for name in order))
        asked = resolve_mention.on(briefing)
        assert isinstance(asked, Task) and asked.expected == first.title()
        others = [mistake.example for mistake in asked.mistakes]
        assert others == [*(name.title() for name in rest), "The reporter"]


def test_the_sentence_with_limits_counts_the_words_of_the_one_it_names() -> None:
    briefing = parse_briefing("“It is open again,” Abel Ruud said. “No,” Mara Holt said.")
    asked = sentence_with_limits.on(briefing)
    assert isinstance(asked, Task)
    assert asked.expected == "In this text, Abel Ruud utters 4 of 5 quoted or spoken words"
    assert asked.mistakes[0].example == "The press is on the side of Abel Ruud"
