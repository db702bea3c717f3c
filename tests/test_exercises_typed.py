"""What learners type without quote marks, or with curly ones, reaches the lesson as words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import notebook_form
from briefing_lessons import Briefing, keep, label, load_briefing, write_sheet
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises import Question, ask, check, hint
from briefing_lessons.exercises.answers import Kind, read_choice, reads_as
from briefing_lessons.exercises.bank import find_exercise
from briefing_lessons.exercises.devices import device_sheet
from briefing_lessons.exercises.marking import mark
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.readers import partner_sheet
from briefing_lessons.exercises.typed import (
    given_names,
    quote_bare_answer,
    quote_bare_words,
    straighten_quotes,
)
from briefing_lessons.widgets.choice import Choice

TRANSCRIPT = "000_95b79719e875266d.txt"
DEVICES = ("booster", "hedge", "list", "repetition")


def test_curly_quotes_become_straight_where_they_break_the_cell() -> None:
    assert straighten_quotes("choose_words(briefing, [“Syria*”, „Damascus“])") == (
        'choose_words(briefing, ["Syria*", "Damascus"])'
    )


@pytest.mark.parametrize("cell", ["try_sentence('“No,” she said.')", "# it's “so”\nx = 1", "“never closed"])
def test_curly_quotes_stay_where_they_do_no_harm_or_no_cure_is_known(cell: str) -> None:
    assert straighten_quotes(cell) == cell


def test_bare_labels_become_words_even_the_one_python_knows() -> None:
    cell = "from briefing_lessons import label\nsheet = label(device_sheet(b), [booster, list, ...])\n"
    assert quote_bare_words(cell, {"b", "list", "device_sheet"}) == cell.replace(
        "[booster, list", '["booster", "list"'
    )


def test_a_name_that_has_a_meaning_stays_a_name() -> None:
    cell = "mine = 'Syria'\nchoose_words(briefing, [mine, theirs])"
    assert quote_bare_words(cell, {"briefing", "theirs"}) == cell


def test_a_partner_file_needs_no_quote_marks() -> None:
    line = "partner_file = labels-devices-heron-123.csv  # the file"
    assert quote_bare_answer(line, ()) == "partner_file = 'labels-devices-heron-123.csv'  # the file"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("answer_own_3 = Ms. Okoro", "answer_own_3 = 'Ms. Okoro'"),
        ("answer_own_3 = Mr. Brandt", "answer_own_3 = 'Mr. Brandt'"),
        ("answer_trust_3 = 0 (zero)", "answer_trust_3 = '0 (zero)'"),
        ("answer_own_3 = list (of three)", "answer_own_3 = 'list (of three)'"),
        ("answer_own_3 = (line 4)", "answer_own_3 = '(line 4)'"),
        ("partner_file = partner.csv", "partner_file = 'partner.csv'"),
        ("partner_file = my partner.csv", "partner_file = 'my partner.csv'"),
        ('keep(line 4, note="")', "keep('line 4', note=\"\")"),
        ("keep(4, note=He hedges.)  # a line", "keep(4, note='He hedges.')  # a line"),
        ("partner_sheet(heron-123, sheet, briefing)", "partner_sheet('heron-123', sheet, briefing)"),
        ("show_marks(briefing, booster)", "show_marks(briefing, 'booster')"),
        ("switch_off(briefing, continues quotation)", "switch_off(briefing, 'continues quotation')"),
        ("label(sheet, [Ida's boat, ...])", 'label(sheet, ["Ida\'s boat", ...])'),
        ("keep('line 4', note=why not)", "keep('line 4', note='why not')"),
        ("keep(line 4, note=why not)", "keep('line 4', note='why not')"),
        ("w = choose_words(briefing, [Syria*], 2)", "w = choose_words(briefing, ['Syria*'], 2)"),
        (
            'choose_words(briefing, ["peace", White House, ...])',
            "choose_words(briefing, [\"peace\", 'White House', ...])",
        ),
    ],
)
def test_what_cannot_be_evaluated_becomes_words(typed: str, meant: str) -> None:
    assert quote_bare_answer(typed, {"briefing", "sheet", "list", "keep", "show_marks"}) == meant


@pytest.mark.parametrize(
    "line",
    [
        "answer_own_3 = briefing.turns[0].speaker",
        'answer_own_3 = "Ms. Okoro".upper()',
        'answer_own_3 = """In line 4',
        "answer_page_1 = [22,",
        'keep(..., note="")  # the number of a line, or chart; and what it shows',
        "keep(chart, note=mine)",
        "other = partner_sheet(partner_file, sheet, briefing)",
        'show_marks(briefing, "booster")',
        "my_words = choose_words(briefing, [...], 2)",
        "sheet = label(device_sheet(briefing), [..., ..., ...])",
        "choose_words(briefing, [mine[0], mine[1]])",
        "choose_words(briefing, [w for w in mine])",
        "show_marks(briefing, device=booster)",
        'keep([13, 14], note="x, note=y")',
    ],
)
def test_what_can_be_evaluated_stays_code(line: str) -> None:
    known = {"briefing", "sheet", "device_sheet", "chart", "mine", "partner_file"}
    assert quote_bare_answer(line, known) == line


def test_a_name_that_the_same_cell_gives_a_meaning_is_known() -> None:
    assert given_names("partner_file = ...\nother = partner_sheet(partner_file)") == {"partner_file", "other"}


@pytest.mark.parametrize("answer", ["D", "d) repetition", "repitition", "Repetion"])
def test_a_letter_with_its_words_or_a_misspelling_names_the_option(answer: str) -> None:
    assert read_choice(answer, DEVICES) == "repetition"


@pytest.mark.parametrize("answer", ["metaphor", "repeated words"])
def test_another_word_names_no_option(answer: str) -> None:
    assert read_choice(answer, DEVICES) is None


def test_two_options_that_are_nearly_alike_are_not_guessed_between() -> None:
    assert read_choice("said so ofter", ("said so often", "said so after")) is None


def put(id: str, briefing: Briefing) -> Task:
    task = find_exercise(id).on(briefing)
    assert isinstance(task, Task)
    return task


def test_the_letter_of_a_number_is_that_number() -> None:
    briefing = load_briefing(TRANSCRIPT)
    task = put("topic.2", briefing)
    letter = "ABCD"[task.options.index(str(task.expected))]
    assert mark(task, letter, briefing)[0] == "right"


def test_two_right_lines_are_as_good_as_one() -> None:
    briefing = load_briefing(TRANSCRIPT)
    assert mark(put("device.3", briefing), "25, 46", briefing)[0] == "right"


def test_a_line_number_in_quote_marks_keeps_the_line() -> None:
    load_briefing(TRANSCRIPT)
    assert "line 23" in str(keep("line 23"))


def test_the_code_of_a_partner_finds_the_file_and_ones_own_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    briefing = load_briefing(TRANSCRIPT)
    sheet = label(device_sheet(briefing), ["booster"])
    own = write_sheet(sheet)
    theirs = own.read_text(encoding="utf-8").replace(sheet.reader, "heron-123")
    Path("labels-devices-heron-123.csv").write_text(theirs, encoding="utf-8")
    assert partner_sheet("heron-123", sheet, briefing).reader == "heron-123"
    with pytest.raises(BriefingError, match="your own file"):
        partner_sheet(own.name, sheet, briefing)


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [("percent", "4 of 8", 50.0), ("number", "10 out of 18", 10), ("number", "none", 0)],
)
def test_a_part_of_a_whole_is_a_share_or_a_count(kind: Kind, typed: str, meant: float) -> None:
    assert reads_as(kind, typed, meant, 0.0, load_briefing(TRANSCRIPT))


def clickable(id: str, briefing: Briefing) -> Choice:
    question = ask(id, briefing=briefing)
    assert isinstance(question, Question)
    return Choice(question, briefing)


def test_a_clicked_answer_hides_the_message_that_nothing_was_typed() -> None:
    briefing = load_briefing(TRANSCRIPT)
    card = clickable("device.1", briefing)
    hides = ".bl-untyped-device-1 { display: none }"
    assert 'class="bl-untyped-device-1 ' in check("device.1", ...)._repr_html_()
    assert hides not in card.view.html
    card.set(answer="How the sentence is built")
    assert hides in card.press("check").html
    assert 'class="bl-untyped' not in card.view.html


def test_a_hint_does_not_hide_anything_and_is_not_hidden() -> None:
    briefing = load_briefing(TRANSCRIPT)
    card = clickable("device.1", briefing)
    assert "bl-untyped" not in card.press("hint").html
    assert "bl-untyped" not in hint("device.1")._repr_html_()


@pytest.mark.parametrize("unit", ["", " per 1000", " per 1,000 words", " per thousand", " in 1,000", "‰"])
def test_a_rate_may_say_of_how_many_words_it_is(unit: str) -> None:
    briefing = load_briefing(TRANSCRIPT)
    task = put("topic.3", briefing)
    assert mark(task, f"{task.expected}{unit}", briefing)[0] == "right"


@pytest.mark.parametrize("unit", ["%", " per cent", " percent"])
def test_a_rate_per_thousand_is_no_per_cent(unit: str) -> None:
    briefing = load_briefing(TRANSCRIPT)
    task = put("topic.3", briefing)
    assert mark(task, f"{task.expected}{unit}", briefing) == ("mistake", task.no_per_cent)


@pytest.mark.parametrize(("id", "wrong"), [("device.2", "hedge"), ("device.3", "line 1")])
def test_after_a_wrong_answer_the_button_above_is_named_first(id: str, wrong: str) -> None:
    found = check(id, wrong, briefing=load_briefing(TRANSCRIPT))
    assert found.offer == f'Stuck? Press Hint above, or run hint("{id}") in a new cell.'


def test_every_check_of_the_lessons_has_its_buttons_in_the_same_cell() -> None:
    for lesson in notebook_form.NOTEBOOKS.glob("*.ipynb"):
        for cell in notebook_form.read(lesson)["cells"]:
            checked = re.findall(r'^check\("([\w.]+)"', notebook_form.text_of(cell), re.MULTILINE)
            assert all(f'choose("{id}")' in notebook_form.text_of(cell) for id in checked), cell["id"]
