"""One truth by example: each thing that broke trust once, by its kind, and what holds it now.

Most kinds are held by the checks of `truth.py` or by a test elsewhere: two tables point to them.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from briefing_lessons import find_terms, load_briefing, parse_briefing
from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.answers import read_choice
from briefing_lessons.exercises.bank import find_exercise
from briefing_lessons.exercises.clues import find_twin_words, names_without_words
from briefing_lessons.exercises.marking import mark
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.openanswers import read_open_answer
from briefing_lessons.exercises.session import check_answer
from briefing_lessons.exercises.subjects import main_rates
from briefing_lessons.reading import read_source
from truth import CHECKS

HERE = Path(__file__).parent
TRANSCRIPT, FERRY, MEALS = "000_95b79719e875266d.txt", "001_ferry_report.txt", "002_school_meals.txt"

#: a check of `truth.py` -> examples that it fails on
HELD_BY_CHECKS = {
    "words counted": ("a word 13 times in a chart and 17 times in the next cell",),
    "counts": (
        "1,006 or 1,010 words of one voice",
        "31, 33, 70 or 72 quotations",
        "14 or 27 lines of one text",
    ),
    "charts": ("“US occurs 47 times” for three topics together",),
    "pictures": ("a word asked about that is not in the picture",),
    "contradictions": ("a line that names no source, and is one of the sourced lines elsewhere",),
    "tables": ("“every reporting verb”: 12 rows of 17 under “69 verbs”",),
    "worked": ("hints that lead to 48 of 64, and a key of 48 of 69",),
    "accepted": ("69.6 per cent refused where the key says 70",),
    "samples": ("a sample without the line, the number or the words that its rubric asks for",),
    "not found": ("“nobody is quoted” on a text in another language",),
    "unplaced": ("“Cookie settings” as running text",),
    "lines": ("a question about line 31, which the page does not show",),
    "refusals": ("“Look at the very first and last lines” to the last line",),
    "unsure": ("a guessed source asked as a fact",),
}
#: a test elsewhere -> the example that it fails on
HELD_BY_TESTS = {
    "test_topics_counting": {
        "test_capitals_bind_only_where_the_text_has_both_forms": "“RUSSIA” is found nowhere",
    },
    "test_widgets": {
        "test_two_lines_of_one_name_are_one_topic": "of “a: US” and “a: Moscow” one is dropped",
        "test_the_topic_lab_calls_a_heat_map_by_its_name": "bars asked for, a heat map drawn",
        "test_the_verb_swap_changes_the_verb_and_nothing_else": "“Lavrov admitted reporters”",
    },
    "test_answers": {"test_it_is_not_taken_for_something_else": "`1` for 100 per cent"},
    "test_charts_content": {
        "test_no_lead_is_claimed_where_intervals_overlap_widely": "a lead with overlapping intervals",
        "test_one_hit_against_none_is_no_lead": "a lead of 1 against 0",
        "test_short_sections_are_named_in_the_caption_and_not_drawn": "the longest bar: 1 hit in 16 words",
        "test_where_all_parts_are_too_short_counts_are_drawn": "every part too short, cut into tenths",
        "test_counts_stand_in_a_column_of_their_own": "counts read as the value at the whisker's end",
    },
    "test_exercises_looks": {
        "test_the_machine_and_the_labels_by_hand_are_called_so": "labels by hand in the machine's list",
    },
}


def test_every_check_holds_an_example() -> None:
    assert HELD_BY_CHECKS.keys() | {"cells"} == CHECKS.keys()


@pytest.mark.parametrize("module", HELD_BY_TESTS)
def test_the_tests_that_hold_examples_exist(module: str) -> None:
    tree = ast.walk(ast.parse((HERE / f"{module}.py").read_text(encoding="utf-8")))
    assert HELD_BY_TESTS[module].keys() <= {node.name for node in tree if isinstance(node, ast.FunctionDef)}


def task(id: str, briefing: Briefing) -> Task:
    found = find_exercise(id).on(briefing)
    assert isinstance(found, Task), id
    return found


def fixture(name: str) -> Briefing:
    from briefing_lessons.reading import parse_source

    return Briefing(parse_source(read_source(HERE / "fixtures/truth" / name)))


# Counts and questions ---------------------------------------------------------------------------------------


def test_a_country_is_found_in_any_capitals() -> None:
    transcript = load_briefing(TRANSCRIPT)
    found = {len(find_terms(transcript, spelt)) for spelt in ("Russia", "russia", "RUSSIA")}
    assert len(found) == 1 and found != {0}


def test_a_place_that_opens_a_report_in_capitals_is_no_acronym() -> None:
    text = parse_briefing("DUNMARK, Pellam – The river at Dunmark is back. All of us were there, the US too.")
    assert find_twin_words(text)["acronym"] == ("US",)


def test_a_heading_in_capitals_has_no_acronyms() -> None:
    text = parse_briefing("BUDGET FOR THE YEAR\n\nThe budget has two pages, Ida Velk said.\n")
    assert not len(find_twin_words(text))


def test_a_banner_in_capitals_has_no_acronyms() -> None:
    text = parse_briefing(
        "We drink it. The sign said: “WE DO NOT DRINK MUD.” All of us saw it, and the US do."
    )
    assert find_twin_words(text)["acronym"] == ("US",)


def test_a_rate_of_a_short_part_is_said_to_be_one() -> None:
    assert "This part is short" in task("topic.3", fixture("sixty_words.txt")).right
    assert "This part is short" not in task("topic.3", load_briefing(FERRY)).right


def test_one_word_of_sixteen_is_not_rounded_away() -> None:
    right = task("topic.4", load_briefing(TRANSCRIPT)).right
    words, per_thousand = map(float, re.findall(r"[\d.]*\d", right)[:2])
    assert per_thousand == round(1000 / words, 1)


@pytest.mark.parametrize("name", [TRANSCRIPT, FERRY, MEALS])
def test_a_word_of_both_voices_is_used_by_both(name: str) -> None:
    from briefing_lessons import count_words
    from briefing_lessons.english.words import fold
    from briefing_lessons.topics.scopes import contrast_scopes

    briefing = load_briefing(name)
    shared = [m.example for m in task("topic.8", briefing).mistakes if "both voices" in m.message]
    for scope in contrast_scopes(briefing):
        assert all(count_words(briefing, scope)[fold(word)] for word in shared)


def test_equal_rates_are_not_called_unequal() -> None:
    text = fixture("sixty_words.txt")
    same = check_answer("code.3", "in both the same", briefing=text).message
    assert len(set(re.findall(r"\d+\.\d", same))) == 1 and "not equal" not in same


def test_a_word_that_a_voice_says_once_does_not_mark_it() -> None:
    once = "It is late, Ida Velk said. “One company is not a town,” she said. The company said it was sorry."
    assert not isinstance(find_exercise("topic.8").on(parse_briefing(once)), Task)


def test_nobody_is_asked_whom_a_relative_pronoun_stands_for() -> None:
    talk = (
        "Ana Sand: The ice held.\n\nJournalist: And people who say that it did not – what of them?\n\n"
        "Ana Sand: Let them look.\n\nJournalist: When?\n\nAna Sand: On Mondays, with *Rolf Tein* here."
    )
    briefing = parse_briefing(talk)
    assert "“who”" not in task("who.4", briefing).question
    named = names_without_words(briefing)
    assert "Rolf Tein" in named and "Mondays" not in named


def test_a_part_is_one_of_all_parts() -> None:
    sample = task("own.8", load_briefing(FERRY)).samples[1]
    of = re.search(r"one of (\d+) parts", sample)
    assert of and int(of[1]) == len(main_rates(load_briefing(FERRY)))


# Samples ----------------------------------------------------------------------------------------------------

PARAGRAPH = (
    "The ferry stays in port, Ida Velk said on Monday. “We count every bolt,” she said.\n\n"
    "The Lake Authority said that the ramp was “safe, dry and new”. It never answered the baker.\n\n"
    "The mayor, Bruno Tasker, warned that the town would close the road. “It is late,” Tasker claimed."
)


def test_a_body_that_speaks_is_not_said_to_be_silent() -> None:
    samples = task("who.6", parse_briefing(PARAGRAPH)).samples
    assert any("Lake Authority" in sample for sample in samples)
    assert not any("no body" in sample or "none" in sample for sample in samples)


def test_the_doctor_of_a_team_is_no_body() -> None:
    samples = task(
        "who.6", parse_briefing("The team doctor, Oona Prak, said that the scans were clear.")
    ).samples
    assert not any("Prak" in sample for sample in samples)


def test_a_hint_cites_a_name_as_it_stands_there() -> None:
    report = (
        "Joren Kast came home on Sunday, he said.\n\n"
        "Kast laughed. “Bea Nwosu was on the radio. Bea said: ‘How many fingers do you see?’ I saw none.”"
    )
    briefing = parse_briefing(report)
    asked = task("who.3", briefing)
    cited = re.findall("“([^”]+)”", " ".join((*asked.hints, asked.otherwise)))
    assert cited and all(words in briefing.line(3).text for words in cited)


def test_a_name_with_a_hyphen_is_one_name() -> None:
    text = parse_briefing("The team, said Ida Velk, never met Arkan-Veld. “It was late,” she said.")
    assert names_without_words(text) == ("Arkan-Veld",)


def test_a_name_with_a_hyphen_that_is_heard_is_not_silent() -> None:
    text = parse_briefing(
        "“It was late,” Arkan-Veld said. Nobody met old Captain Arkan-Veld or Ole Marn-Tide."
    )
    assert names_without_words(text) == ("Ole Marn-Tide",)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("the foreign minister of Sorvia", "right"),
        ("Sorvia’s foreign minister", "right"),
        ("I think it is the foreign minister of Sorvia", "right"),
        ("the Sorvian minister", "right"),
        ("the foreign minister of Halvern", "wrong"),
        ("Sorvia", "wrong"),
    ],
)
def test_an_office_that_the_text_gives_is_an_answer(answer: str, outcome: str) -> None:
    text = parse_briefing("Sorvian Foreign Minister Bea Lund came to Halvern. “It is late,” she said.")
    assert check_answer("who.4", answer, briefing=text).outcome == outcome


def test_an_office_is_named_in_any_order_and_only_where_one_person_has_it() -> None:
    council = (
        "The boat is late, said Ida Velk, leader of Port Sellin Town Council. She added that it is here."
    )
    for answer in ("the council leader", "leader of the town council"):
        assert check_answer("who.4", answer, briefing=parse_briefing(council)).outcome == "right"
    two = f"{council}\n\n“Wait,” said Jon Marr, leader of the Dunmark Union.\n"
    assert check_answer("who.4", "the leader", briefing=parse_briefing(two)).outcome == "wrong"
    assert check_answer("who.4", "the council leader", briefing=parse_briefing(two)).outcome == "right"


def test_a_ward_with_its_number_is_nobody_who_could_speak() -> None:
    text = parse_briefing(
        "She lay in Ward 6, said Ida Velk. “It hums,” Velk said of Ward 6. Old Jon Marr left."
    )
    assert "Ward" not in " ".join(names_without_words(text))


def test_a_spokesman_of_a_ministry_is_no_body_that_speaks() -> None:
    report = "The roof is late. A Ministry of Schools spokesman said it would come. The union called it late."
    assert not any("spokesman" in sample for sample in task("who.6", parse_briefing(report)).samples)


def test_one_candidate_is_not_kept_and_rejected_in_one_answer() -> None:
    text = parse_briefing("The boat has a deck, a roof and a bell. It came late on the day of the fair.")
    for sample in task("device.5", text).samples:
        assert not ("keep" in sample and "reject" in sample)


def test_what_the_text_calls_a_source_names_it() -> None:
    report = "PC Owen Thrush led the dog. “She ran,” the constable said. “It was late,” he added."
    assert check_answer("who.4", "the constable", briefing=parse_briefing(report)).outcome == "right"


def test_another_person_of_the_same_surname_is_not_said_to_be_heard() -> None:
    report = "Jon Marr is lost. “I saw him,” said Ida Marr. “He ran,” Ida Marr said. Old Bo Rask came, too."
    said = check_answer("read.5", "Jon Marr", briefing=parse_briefing(report)).message
    assert "Ida Marr is heard" not in said


def test_words_that_another_option_goes_on_from_are_not_that_option() -> None:
    options = ("In this file; if not, we say so", "On the web, and in the file’s name")
    assert read_choice("in the file", options) != options[1]
    assert read_choice("on the web", options) == options[1]


def test_quotations_without_a_source_are_not_said_to_be_none() -> None:
    asked = task("own.6", fixture("german_report.txt"))
    assert "4 quotations and no source" in asked.expected


@pytest.mark.parametrize("answer", ["the rusty cargo ferry", "dropped: cargo ferry"])
def test_the_right_words_among_others_are_not_called_wrong(answer: str) -> None:
    task = Task(question="Which words?", kind="words", expected="cargo", hints=("", ""), otherwise="Look.")
    briefing = load_briefing(FERRY)
    assert mark(task, answer, briefing) == (
        "wrong",
        "It is in there. Name only the words that are asked for.",
    )
    assert mark(task, "not the cargo ferry", briefing)[1] == "Look."


def test_a_report_with_a_source_is_not_said_to_have_none() -> None:
    samples = task("hand.7", parse_briefing(PARAGRAPH)).samples
    assert all("Tasker" in sample for sample in samples)


def test_no_sample_claims_that_a_negation_could_go() -> None:
    for sample in task("device.5", parse_briefing(PARAGRAPH)).samples:
        assert "says and sounds the same" not in sample


def test_the_words_of_a_reporter_are_not_given_to_somebody() -> None:
    for sample in task("device.7", fixture("sixty_words.txt")).samples:
        assert "somebody says" not in sample


@pytest.mark.parametrize("id", ["read.6", "own.7"])
def test_a_name_beside_a_quotation_without_a_source_is_not_called_silent(id: str) -> None:
    german = fixture("german_report.txt")
    assert not any("Holm" in name for name in names_without_words(german))
    assert not any("Holm" in sample for sample in task(id, german).samples)


def test_where_no_report_has_a_source_none_is_said_to_lack_it() -> None:
    assert not isinstance(find_exercise("who.7").on(fixture("german_report.txt")), Task)
    assert "has a name" not in task("own.4", fixture("german_report.txt")).right


def test_said_is_not_compared_with_said() -> None:
    asked = task("hand.2", fixture("sixty_words.txt"))
    assert "“said”" in asked.question and "“said”" not in asked.hints[0]


# Answers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "answer", "outcome"),
    [
        ("read.7", "the last line", "right"),
        ("read.2", "the second line", "right"),
        ("read.7", "the last line but one", "wrong"),
        ("page.6", "lines 50 and 51", "right"),  # another report beside its quotation
        ("page.6", "13 and 14", "right"),
        ("page.6", "lines 3 and 20", "wrong"),
        ("own.4", "all of them have a source", "unread"),
        ("read.2", "the text does not say", "unread"),
        ("who.3", "Lavrov quoting Trump", "right"),
        ("who.3", "Sergej Lawrow", "right"),
        ("read.5", "Barack Obama", "right"),
        ("read.5", "Lavrov or Trump", "wrong"),
        ("read.5", "Trump is never quoted", "right"),
        ("read.5", "Trump is not it", "wrong"),
        ("read.5", "Lavrov", "mistake"),
        ("said.4", "the file", "unread"),
        ("own.4", "nobody", "right"),
        ("trust.9", "1", "wrong"),
    ],
)
def test_an_answer_gets_the_verdict_it_deserves(id: str, answer: str, outcome: str) -> None:
    assert check_answer(id, answer, briefing=load_briefing(TRANSCRIPT)).outcome == outcome


@pytest.mark.parametrize("number", [46, 1, 60])
def test_one_line_is_not_told_to_be_one(number: int) -> None:
    transcript = load_briefing(TRANSCRIPT)
    for id in ("read.2", "read.7", "who.7", "hand.5"):
        said = check_answer(id, number, briefing=transcript).message
        assert "Name only one line" not in said and "first and last" not in said


def test_a_line_that_does_not_exist_is_told_once() -> None:
    read = read_open_answer("Line 99 shows it; it may be wrong.", ("line", "limit"), load_briefing(FERRY))
    assert read.comment.count("line") == 1 and "no line 99" in read.comment


@pytest.mark.parametrize("limit", ["it doesnt show why", "it does not show why", "it may be chance"])
def test_a_limit_is_found_as_people_type_it(limit: str) -> None:
    assert not read_open_answer(f"Line 3 shows a rate, {limit}.", ("limit",), load_briefing(FERRY)).missing


def test_an_answer_in_other_words_is_not_called_wrong() -> None:
    said = check_answer("own.2", "I would look at what they have in common", briefing=load_briefing(FERRY))
    assert said.head == "Not read." and "letter" in said.message


ASKED: tuple[tuple[str, Any], ...] = (("hand.5", 51), ("hand.5", 30), ("hand.5", 58))


@pytest.mark.parametrize(("id", "answer"), ASKED)
def test_a_deed_with_its_doer_is_not_said_to_have_no_verb(id: str, answer: Any) -> None:
    assert "no such verb" not in check_answer(id, answer, briefing=load_briefing(TRANSCRIPT)).message
