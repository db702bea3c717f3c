"""The toys with which lessons begin: on any text, and nothing in them that the text does not say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import notebook_form
from briefing_lessons import load_briefing, parse_briefing
from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.bank import BANK
from briefing_lessons.exercises.journal import journal, use_journal
from briefing_lessons.exercises.session import keep_guess
from briefing_lessons.files import seed_names
from briefing_lessons.widgets.ask import Asked, unseen
from briefing_lessons.widgets.explorer import Pick
from briefing_lessons.widgets.toys import hidden_verb, show_voices, swap_verbs, take_away, try_rules, uncover

LABELS_ONLY = "MS ORB: We have three points.\nMR VELK: When does it sail?\nMS ORB: On Friday.\nMR VELK: Why?"
TEXTS = (*seed_names(), "No.", LABELS_ONLY, "Der Bürgermeister sagte: „Wir öffnen am Freitag.“", "1234 5678")


@pytest.fixture(autouse=True)
def own_journal(tmp_path: Path) -> None:
    """Keep what the tests answer out of the working directory."""
    use_journal(tmp_path)


@pytest.fixture(params=TEXTS)
def briefing(request: pytest.FixtureRequest) -> Briefing:
    """Give each text in turn."""
    text: str = request.param
    return load_briefing(text) if text in seed_names() else parse_briefing(text)


def test_every_toy_opens_on_every_text(briefing: Briefing) -> None:
    for toy in (show_voices(briefing), uncover(briefing), try_rules(briefing), take_away(briefing)):
        assert len(toy.controls) == 1 and toy.view.html and toy.view.said
        assert getattr(toy.controls[0], "radio", True), "all that can be chosen is in sight"
    assert "______" in repr(hidden_verb(briefing))
    assert swap_verbs(briefing, hidden_verb(briefing).line).view.said


def test_every_voice_that_can_be_lit_has_words(briefing: Briefing) -> None:
    toy = show_voices(briefing)
    (pick,) = toy.controls
    assert isinstance(pick, Pick)
    for _, voice in pick.options:
        assert "per cent" in toy.set(lit=voice).said


def test_the_verb_to_guess_stands_in_a_report_that_can_be_read_at_a_glance() -> None:
    long = f"Ana Ruiz insisted that {'the old mill by the river ' * 9}was sold.\n"
    short = "Omar Diaz claimed that the gate was open."
    assert str(hidden_verb(parse_briefing(long + short))).startswith("Line 2: Omar Diaz ______ that")
    assert str(hidden_verb(parse_briefing(long))).startswith("Line 1: Ana Ruiz ______ that")


def test_a_guess_is_drawn_and_answered_in_words() -> None:
    text = load_briefing("001_ferry_report.txt")
    assert "#D55E00" not in show_voices(text).view.html
    keep_guess("start.share", "60 %")
    view = show_voices(text).view
    assert "You said 60 %; it is 24 per cent." in view.said and '<rect x="597.0"' in view.html


def test_covered_names_and_dates_do_not_stand_on_the_page_before_they_are_uncovered() -> None:
    toy = uncover(load_briefing("001_ferry_report.txt"))
    assert not re.search(r"Velk|Orsolin|Tuesday", toy.view.html)
    assert "Velk" in toy.set(show="n").html and "Tuesday" in toy.set(show="dn").html


def test_taking_words_away_is_told_from_a_sentence_of_ones_own() -> None:
    toy = take_away(load_briefing("001_ferry_report.txt"))
    printed = toy.controls[0].value
    assert "As printed. The machine’s source: Ida Velk." in toy.view.said
    keep_guess("who.fewest", "5")
    gone = toy.set(words=str(printed).split(" said ")[0]).said
    assert "altered for class" in gone and "nobody found. You said “5”; 9 are gone." in gone
    cut = "“I heard it before I saw it,” said Ida Velk."  # with marks where the cut is
    assert "13 words taken away" in toy.set(words=cut).said
    assert "A sentence of your own." in toy.set(words="“It floats,” said the moon.").said


def test_the_unseen_answers_are_kept_and_shown_again() -> None:
    first = unseen("start.before")
    assert isinstance(first, Asked) and "Nothing is kept" in first.press("keep").said
    question = first.controls[2].name
    first.set(**{question: "who he is"})
    assert "Kept: 1 of 3" in first.press("keep").said
    (entry,) = journal().entries
    assert (entry.kind, entry.exercise, entry.value) == ("unseen", "start.before", "who he is")
    again = unseen("start.before")
    assert isinstance(again, Asked) and again.state[question] == "who he is"
    assert "trust.after" in repr(unseen("questions"))


@pytest.mark.parametrize("path", notebook_form.lessons(), ids=lambda path: path.stem)
def test_the_minutes_of_a_plan_add_up(path: Path) -> None:
    card = notebook_form.text_of(notebook_form.read(path)["cells"][0])
    plan = re.search(r"^\| Plan \| (.+) \|$", card, re.MULTILINE)
    if not plan:
        pytest.skip("the card of this lesson has no plan")
    periods = plan[1].split("; then ")
    time = re.search(r"\| Time \| (.+) \|", card)
    assert time
    planned = int(re.findall(r"\d+", time[1])[-1])  # what is work, where some of the period is not
    minutes = [re.findall(r"([a-z][a-z ]*?) (\d+)", period) for period in periods]
    assert [sum(int(number) for _, number in period) for period in minutes] == [planned] * len(periods)
    asked = [e for e in BANK if f"{e.lesson:02}" == path.name[:2] and e.level != "stretch"]
    questions = sum(int(number) for period in minutes for what, number in period if what == "questions")
    assert sum(e.minutes for e in asked) == questions and len(asked) <= 5 * len(periods)


def test_lessons_00_to_08_ask_at_most_five_a_period() -> None:
    assert sum(e.lesson < 9 and e.level != "stretch" for e in BANK) <= 55


@pytest.mark.parametrize("number", range(9))
def test_a_lesson_has_one_exit_line_and_from_02_on_one_question_of_two_lessons_before(number: int) -> None:
    asked = [e for e in BANK if e.lesson == number and e.level != "stretch"]
    assert [e.minutes for e in asked if e.id.endswith(".exit")] == [2]
    back = [(e.title[:14], e.minutes) for e in asked if e.title.startswith("From lesson")]
    assert back == ([(f"From lesson {number - 2:02}", 2)] if number > 1 else [])
