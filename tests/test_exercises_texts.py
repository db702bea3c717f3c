"""What lesson 06 asks agrees with what it shows, and a guess belongs to the text it was made on."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefing_lessons import ask, compare_guess, excerpt, load_briefing, parse_briefing
from briefing_lessons.exercises import clues, lesson09
from briefing_lessons.exercises.bank import find_exercise
from briefing_lessons.exercises.baseline import try_rule
from briefing_lessons.exercises.clues import find_dates, lines_to_cut, name_spans
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.picks import described, is_full
from briefing_lessons.exercises.session import check_answer, keep_guess
from briefing_lessons.exercises.subjects import choose_words, hidden_word, inside_words
from briefing_lessons.topics.terms import find_terms


@pytest.mark.parametrize("name", ["000_95b79719e875266d.txt", "001_ferry_report.txt", "002_school_meals.txt"])
def test_the_rows_with_the_word_itself_add_up_to_the_answer(name: str) -> None:
    briefing = load_briefing(name)
    hidden = hidden_word(briefing)
    assert hidden is not None
    rows, whole = inside_words(briefing, hidden), len(find_terms(briefing, hidden))
    assert sum(times for word, times in rows if word.casefold() == hidden.casefold()) == whole


def test_a_word_that_also_stands_in_speaker_labels_is_not_asked_for(tmp_path: Path) -> None:
    text = "QUESTION (School Post): Is the school open?\n\nMINISTER VELK: The school is open. Schools wait.\n"
    path = tmp_path / "own.txt"
    path.write_text(text * 3, encoding="utf-8")
    hidden = hidden_word(load_briefing(path))
    assert hidden is None or not re.fullmatch("school", hidden)


@pytest.mark.parametrize(
    ("words", "dated"),
    [
        ("May we ask who pays?", False),
        ("“May he rest,” she said.", False),
        ("March on, he said.", False),
        ("This May Be the Last Boat", False),
        ("The prime minister Una May left.", False),
        ("It was held in May.", True),
        ("Late March was wet.", True),
        ("May 12 was wet.", True),
        ("March and April were wet.", True),
        ("a mid-March poll", True),
        ("on 2 May", True),
        ("the end of March’s frost", True),
    ],
)
def test_a_modal_or_a_verb_with_a_capital_is_no_month(words: str, dated: bool) -> None:
    briefing = parse_briefing(f"“It rains,” said Lena Orb.\n\n{words}")
    assert bool(len(find_dates(briefing))) == dated


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


def build(id: str, words: str) -> Task:
    task = find_exercise(id).on(parse_briefing(words))
    assert isinstance(task, Task)
    return task


@pytest.mark.parametrize(
    ("report", "body"),
    [
        ("According to the town’s website, the bridge is shut.", "the town’s website"),
        ("The opposition says that the bridge is shut.", "The opposition"),
        ("The embassy said that the bridge is shut.", "The embassy"),
        ("The herder said that the bridge is shut.", None),
        ("The letter warns that the bridge is shut.", None),
    ],
)
def test_many_who_speak_as_one_are_a_body(report: str, body: str | None) -> None:
    sample = build("who.6", f"It rained in Ambly.\n\n{report}").samples[0]
    assert f"“{body}”" in sample if body else "found none" in sample


def test_who_types_the_body_or_that_nobody_is_named_has_seen_it() -> None:
    for said in ("the Lake Authority for Safe Transport", "LAST", "nobody", "no one is named"):
        answered = check_answer("who.6", said, briefing=load_briefing("001_ferry_report.txt"))
        assert answered.outcome == "right"
    transcript = load_briefing("000_95b79719e875266d.txt")
    said = check_answer("who.6", "the Russian foreign minister", briefing=transcript)
    assert said.outcome == "right"


def test_a_place_is_not_silent_where_its_mayor_or_its_minister_speaks() -> None:
    told = "“It is dear,” said Halm’s trade minister, Ida Marn. “It is,” said Ole Brand, mayor of Upper Tarn."
    text = f"{told}\n\nThe road from Halm to Upper Tarn is shut, and nobody in Halm or Ostrey knows why.\n"
    assert clues.names_without_words(parse_briefing(text)) == ("Ostrey",)
    assert all("Ostrey" in build(id, text).samples[0] for id in ("read.6", "own.7"))


PRESS = (
    "MS. HARN: Good morning. Professor Lind said on Monday that “the dam is tired, not dying,” and I agree. "
    "We will close the dam for six weeks, and we will open it in June.\n\n"
    "QUESTION: The opposition says that you knew. Is that true?\n\n"
    "MS. HARN: No. There are a lot of rumours about the dam.\n"
)


def test_words_in_marks_inside_a_turn_are_a_voice_inside_a_voice() -> None:
    briefing = parse_briefing(PRESS)
    asked = build("who.3", PRESS)
    assert "the dam is tired, not dying”" in asked.question and "“MS. HARN”" in asked.hints[0]
    given = {"Harn": "right", "Ms Harn": "right", "Lind": "mistake", "Professor Lind": "mistake"}
    assert {name: check_answer("who.3", name, briefing=briefing).outcome for name in given} == given
    ferry = load_briefing("001_ferry_report.txt")
    assert check_answer("who.3", "the baker", briefing=ferry).outcome == "mistake"


def test_one_main_speaker_in_two_lessons() -> None:
    for text in (PRESS, load_briefing("001_ferry_report.txt").text):
        name = clues.words_by_voice(parse_briefing(text))["voice"][0]
        assert name in build("trust.8", text).samples[0] and name in build("own.6", text).answer


def test_a_label_is_no_words_that_were_left_out() -> None:
    assert "“true”, for one, is left out" in build("said.3", PRESS).samples[0]


def test_where_every_verb_is_plain_a_report_of_the_ferry_is_rewritten() -> None:
    asked = build("hand.7", PRESS)
    assert "001_ferry_report.txt" in asked.question and "“said”" not in asked.question
    strong = PRESS.replace("opposition says", "opposition insists")
    assert "“insists”" in build("hand.7", strong).question


def test_words_of_close_counts_are_asked_for_with_their_counts() -> None:
    ferry = load_briefing("001_ferry_report.txt").text
    assert "“apple” stands 3 times and “boat” 3 times" in build("topic.6", ferry).question


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


def test_samples_for_a_rule_of_ones_own_are_true_of_the_text_they_name() -> None:
    ferry, task = load_briefing("001_ferry_report.txt"), find_exercise("code.4").on(parse_briefing("No."))
    assert isinstance(task, Task) and all("the ferry report" in sample for sample in task.samples)
    plain, asked, by = (
        try_rule(ferry, ["said", "told", "that", *word]) for word in ((), ("asked",), ("by",))
    )
    assert ({*asked.both} - {*plain.both}, {*asked.rule_only} - {*plain.rule_only}) == ({16}, set())
    assert ({*by.both} - {*plain.both}, {*by.rule_only} - {*plain.rule_only}) == (set(), {2})


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
    spliced = [f"{who} said: {words}" for _, who, words in lesson09._spliced([one, other, elsewhere])]
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
        asked = find_exercise("who.4").on(briefing)
        assert isinstance(asked, Task) and asked.expected == first.title()
        others = [mistake.example for mistake in asked.mistakes]
        assert others == [*(name.title() for name in rest), "The reporter"]


def test_the_sentence_with_limits_counts_the_words_of_the_one_it_names() -> None:
    briefing = parse_briefing("“It is open again,” Abel Ruud said. “No,” Mara Holt said.")
    asked = find_exercise("own.6").on(briefing)
    assert isinstance(asked, Task)
    assert asked.expected == "In this text, Abel Ruud utters 4 of 5 quoted or spoken words"
    assert asked.mistakes[0].example == "The press is on the side of Abel Ruud"


DAM = """MODERATOR: Minister Daro will take your questions. Ms Kessler, please.

KESSLER (LAKE TIMES): Minister, will prices rise by a fifth before the dam opens?

MINISTER DARO: Prices may rise a little before the dam opens, but not by a fifth.

TAMSIN (DELTA PRESS): Your neighbour called it “a theft in slow motion”. Have you spoken to her?

MINISTER DARO: I spoke to her on Sunday.
"""


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("the minister", "Daro"),
        ("the reporter of Delta Press", "Tamsin"),
        ("the Lake Times journalist", "Kessler"),
        ("the reporter", ""),  # there are two
        ("the minister of Delta Press", ""),
    ],
)
def test_a_speaker_may_be_called_as_the_label_has_it(said: str, name: str) -> None:
    briefing = parse_briefing(DAM)
    called = [turn.speaker for turn in briefing.turns if str(turn.speaker) in described(briefing, said)]
    assert called[:1] == ([name] if name else [])


def test_a_question_and_its_answer_are_not_one_statement_in_two_wordings() -> None:
    assert not clues.shared_words(parse_briefing(DAM))
    assert clues.shared_words(parse_briefing(DAM.replace("?", ".")))


@pytest.mark.parametrize(
    ("enough", "expected", "left"), [(1, (5, 3), (5,)), (1, (3,), None), (0, (5, 3), None), (0, (5,), (5,))]
)
def test_a_line_that_no_rule_placed_is_no_answer(
    enough: int, expected: tuple[int, ...], left: tuple[int, ...] | None
) -> None:
    briefing = parse_briefing("Remarks\n\n18042033\n\nWe sail at noon, the minister said on Monday.\n")
    assert [line.number for line in briefing.coverage.unplaced] == [3]
    task = Task(question="Which line?", kind="lines", expected=expected, hints=("", ""), enough=enough)
    built = replace(find_exercise("read.2"), build=lambda _: task).on(briefing)
    assert (built.expected if isinstance(built, Task) else None) == left


def test_a_name_of_three_letters_may_be_silent() -> None:
    text = """Harbour news

The mayor of Varn, Ida Velk, said that the boats were old. “We paint them in May,” Velk said.

On the pier the crew met Orb, and in the evening Orb went home.
"""
    assert build("code.2", text).question.startswith("Orb is named in line 5")


def test_a_headline_may_say_what_was_done_by_nobody() -> None:
    told = "{}\n\nThe mayor said that the ferry was sold in May.\n"
    assert build("hand.5", told.format("How a warning was set aside")).expected == (3, 1)
    assert build("hand.5", told.format("The warning is a new one")).expected == (3,)


@pytest.mark.parametrize(
    ("told", "said", "meant"),
    [
        (
            "the minister of water and the director of the lake board, Mr Emil Stroud",
            "the director",
            {"Emil Stroud"},
        ),
        ("Emil Stroud, the director of the lake board", "the director of the board", {"Emil Stroud"}),
        ("Emil Stroud, the director of the lake board", "the minister", set()),
        ("the director, Emil Stroud and Ida Velk", "the director", set()),  # a list of three, it may be
        ("Mr Emil Stroud", "the director", set()),
    ],
)
def test_an_office_that_only_somebody_else_tells_is_that_of_the_speaker(
    told: str, said: str, meant: set[str]
) -> None:
    text = f"MODERATOR: Welcome. With me is {told}.\n\nMR STROUD: The lake is low.\n\nMS QUILL: Why?"
    assert described(parse_briefing(text), said) == meant
