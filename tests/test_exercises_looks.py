"""The small looks that lessons 05 to 08 take: sheets, readers, rules, subjects; and lessons on tiny texts."""

import ast
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import notebook_form
from briefing_lessons import load_briefing, parse_briefing
from briefing_lessons.annotation.exchange import read_sheet, write_sheet
from briefing_lessons.annotation.reliability import agreement
from briefing_lessons.annotation.sheets import label
from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.baseline import (
    NOBODY,
    denied_reports,
    hand_sheet,
    has_denial,
    labelled_texts,
    machine_sheet,
    partner_sheet,
    plot_lazy,
    rules_in_use,
    speaker_sheet,
    switch_off,
    trap_text,
    try_rule,
    try_sentence,
)
from briefing_lessons.exercises.devices import FOUR_DEVICES, NONE, device_sheet, plain_list_hits
from briefing_lessons.exercises.journal import use_journal
from briefing_lessons.exercises.subjects import (
    choose_words,
    comparable_parts,
    hidden_word,
    inside_words,
    key_words,
    plot_frequent_words,
    topic_words,
    uneven_pair,
)
from briefing_lessons.files import seed_names
from briefing_lessons.hand_labels import load_labels
from briefing_lessons.topics.terms import find_terms

TRANSCRIPT, FERRY, MEALS = seed_names()


@pytest.fixture(scope="module", params=seed_names())
def briefing(request: pytest.FixtureRequest) -> Briefing:
    """Give each text in turn."""
    name: str = request.param
    return load_briefing(name)


# Sheets and readers -----------------------------------------------------------------------------------------


def test_the_device_sheet_has_eight_spans_that_do_not_overlap(briefing: Briefing) -> None:
    spans = device_sheet(briefing).spans
    assert len(spans) == 8
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_the_device_sheet_has_several_devices_and_a_span_that_is_none_of_them(briefing: Briefing) -> None:
    labels = set(machine_sheet(device_sheet(briefing), briefing).labels)
    assert NONE in labels and len(labels & set(FOUR_DEVICES)) >= 3


def test_machine_and_hand_labels_fill_every_span(briefing: Briefing) -> None:
    for sheet in (device_sheet(briefing), speaker_sheet(briefing)):
        assert machine_sheet(sheet, briefing).done == hand_sheet(sheet, briefing).done == len(sheet.spans)


def test_machine_and_hand_agree_on_most_sources(briefing: Briefing) -> None:
    sheet = speaker_sheet(briefing)
    percent = agreement(machine_sheet(sheet, briefing), hand_sheet(sheet, briefing)).percent
    assert percent is not None and percent >= 80


def test_the_machine_and_the_labels_by_hand_are_called_so(briefing: Briefing) -> None:
    sheet = device_sheet(briefing)
    machine, hand = machine_sheet(sheet, briefing), hand_sheet(sheet, briefing)
    assert agreement(machine, hand).summary.startswith("The machine and the labels by hand agree on ")
    assert agreement(hand, machine).summary.startswith("The labels by hand and the machine agree on ")


def test_a_text_without_hand_labels_leaves_the_hand_sheet_empty() -> None:
    briefing = parse_briefing("“Of course it rains,” said Lena Orb. “Perhaps it stops.”")
    for sheet in (device_sheet(briefing), speaker_sheet(briefing)):
        assert set(hand_sheet(sheet, briefing).labels) <= {None}


def test_without_a_partner_file_the_hand_labels_stand_in() -> None:
    briefing = load_briefing(FERRY)
    sheet = label(device_sheet(briefing), {1: "none"})
    assert partner_sheet(sheet, briefing) == hand_sheet(sheet, briefing)


def run_cell(name: str, meanings: dict[str, Any]) -> Any:
    """Run a cell of lesson 05 and return what its last line gives."""
    lesson = notebook_form.read(notebook_form.NOTEBOOKS / "05_how_persuasion_works.ipynb")
    tree = ast.parse(next(notebook_form.text_of(cell) for cell in lesson["cells"] if cell["id"] == name))
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), meanings)
    return eval(compile(ast.Expression(last.value), name, "eval"), meanings) if last else None


def test_what_is_clicked_after_all_cells_have_run_is_handed_over_and_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    use_journal(tmp_path)
    meanings: dict[str, Any] = {"briefing": load_briefing(FERRY), "__name__": "__main__"}
    all_cells = ("excerpt", "sheet-click", "hand-over")
    labelling = {name: run_cell(name, meanings) for name in all_cells}["sheet-click"]
    assert capsys.readouterr().out == "0 of 8 labelled\n"
    for _ in range(7):
        labelling.set(choice="list")
        labelling.press("keep")
    assert len(run_cell("hand-over", meanings).pairs) == 7
    assert capsys.readouterr().out.startswith(
        "7 of 8 labelled\nGive this file to your partner: labels-devices"
    )
    labelling.set(choice="hedge")
    labelling.press("keep")
    assert len(run_cell("hand-over", meanings).pairs) == 8


def test_labels_from_ones_own_spreadsheet_are_the_latest(tmp_path: Path) -> None:
    use_journal(tmp_path)
    briefing = load_briefing(FERRY)
    path = write_sheet(label(device_sheet(briefing), {1: "hedge"}), tmp_path)
    label(device_sheet(briefing), {1: "list"})
    read_sheet(path, device_sheet(briefing))
    assert device_sheet(briefing).labels[0] == "hedge"


def test_the_speaker_sheet_offers_every_source_and_nobody() -> None:
    choices = speaker_sheet(load_briefing(FERRY)).choices
    assert {"Ida Velk", "Jarn Velk", "Katja Orsolin", NOBODY} <= set(choices)


def test_the_plain_list_errs_on_every_text(briefing: Briefing) -> None:
    answers = plain_list_hits(briefing)["a hedge here?"]
    assert "no" in answers and "yes" in answers


def test_the_month_of_may_is_no_hedge() -> None:
    rows = {(row[1], row[3]) for row in plain_list_hits(load_briefing(FERRY))}
    assert {("May", "no"), ("may", "yes")} <= rows


# The lazy program and the word rule -------------------------------------------------------------------------


def test_the_lazy_programs_beat_the_rule_on_one_text_and_collapse_on_the_others() -> None:
    rows = {row[0]: row[1:] for row in plot_lazy(*labelled_texts(load_briefing(TRANSCRIPT))).table}
    assert rows[TRANSCRIPT] == (47, 45, 42, 31, 31)
    assert rows[FERRY] == (22, 17, 18, 15, 3)
    assert rows[MEALS] == (23, 7, 19, 5, 3)
    assert rows["four_minutes.txt"] == (11, 8, 7, 11, 3)


def test_a_text_without_labels_lends_the_trap_text_and_the_briefing_at_hand_stays() -> None:
    briefing = parse_briefing("Nobody has labelled this.")
    assert [text.source for text in labelled_texts(briefing)] == ["four_minutes.txt", *seed_names()]
    try_sentence("“It rains,” said Lena Orb.")
    assert latest_briefing() is briefing


# The text with traps ----------------------------------------------------------------------------------------


def test_the_machine_falls_into_three_traps_at_least() -> None:
    """When this fails the reader has become too good for the trap text: it needs new traps."""
    wrong = [q for q in trap_text().quotes if hand_names().get(q.start, q.speaker) != q.speaker]
    assert len({q.start for q in wrong}) >= 3, "seeds/traps/four_minutes.txt needs new traps"


def test_one_rule_rescues_and_misleads_on_the_trap_text() -> None:
    """When this fails no rule is worth switching off in lesson 07: the trap text needs new traps."""
    off = switch_off(trap_text(), "continues quotation")
    assert off.count("rescued") and off.count("lost"), "the trap text needs new traps"


def test_the_rules_in_the_table_decided_as_many_as_it_says() -> None:
    table = rules_in_use(trap_text())
    assert f"they decided {sum(table['decided'])}." in table.caption


def test_every_quotation_of_the_trap_text_is_found() -> None:
    assert hand_names().keys() <= {q.start for q in trap_text().quotes}
    assert 190 <= len(trap_text().text.split()) <= 210


def hand_names() -> dict[int, str | None]:
    """Return the source of each quotation in marks of the trap text, by hand."""
    return {label.start: label.speaker for label in load_labels(trap_text()) if label.kind == "direct"}


def test_every_line_of_running_text_is_in_one_of_four_groups(briefing: Briefing) -> None:
    found = try_rule(briefing)
    groups = (*found.both, *found.rule_only, *found.hand_only, *found.neither)
    running = [line.number for line in briefing.lines if line.role in ("paragraph", "turn")]
    assert sorted(groups) == running


def test_precision_and_recall_follow_their_definitions() -> None:
    found = try_rule(load_briefing(MEALS))
    assert found.precision == pytest.approx(100 * len(found.both) / len(found.both + found.rule_only))
    assert found.recall == pytest.approx(100 * len(found.both) / len(found.both + found.hand_only))
    assert 0 < found.precision < 100 and 0 < found.recall < 100


def test_a_rule_without_a_word_is_refused() -> None:
    with pytest.raises(BriefingError, match="needs a word"):
        try_rule(load_briefing(FERRY), [" "])


# Switches ---------------------------------------------------------------------------------------------------


def test_switching_a_rule_off_changes_only_what_it_decided(briefing: Briefing) -> None:
    for rule, decided, _ in rules_in_use(briefing):
        off = switch_off(briefing, rule)
        assert off.decided == decided
        assert not off.changes or decided


def test_a_rule_that_does_not_exist_is_refused_with_the_list() -> None:
    with pytest.raises(BriefingError, match="speaker follows quote"):
        switch_off(load_briefing(FERRY), "magic")


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [
        ("“It rains,” the mayor never said.", True),
        ("The mayor didn’t say that it rains.", True),
        ("“It never rains,” the mayor said.", False),
        ("Nobody said that it rains.", True),
    ],
)
def test_a_word_that_turns_a_report_round_counts_outside_of_marks_only(sentence: str, turned: bool) -> None:
    assert has_denial(sentence) is turned


def test_the_sentence_of_lesson_08_still_misleads_the_machine() -> None:
    assert try_sentence("“I will resign,” the mayor never said.")["source"] == ("mayor",)


def test_a_second_look_names_lines_with_a_report_and_a_denial(briefing: Briefing) -> None:
    for number, _ in denied_reports(briefing):
        line = briefing.line(number)
        assert has_denial(line.text) and any(line.contains(quote) for quote in briefing.quotes)


# Subjects ---------------------------------------------------------------------------------------------------


def test_topic_words_are_no_function_words_numbers_or_speakers(briefing: Briefing) -> None:
    words = topic_words(briefing, 30)
    assert len(words) >= 10
    assert not {word.casefold() for word in words} & {"the", "two", "said", "lavrov", "velk", "tavan"}


def test_the_hidden_word_is_counted_as_word_and_as_letters(briefing: Briefing) -> None:
    hidden = hidden_word(briefing)
    assert hidden is not None
    letters = len(re.findall(hidden, briefing.text, re.IGNORECASE))
    assert len(find_terms(briefing, hidden)) < letters
    assert sum(inside_words(briefing, hidden)["times"]) <= letters


def test_the_uneven_pair_is_equally_frequent_and_unequally_spread(briefing: Briefing) -> None:
    pair = uneven_pair(briefing)
    assert pair is not None
    (wide, much), (narrow, little) = pair
    counts = [len(find_terms(briefing, word, "text")) for word in (wide, narrow)]
    assert abs(counts[0] - counts[1]) <= 2 and much.range > little.range and much.dp < little.dp
    assert {wide, narrow} <= set(choose_words(briefing, count=6))  # the words of the plot above the question


def test_chosen_words_replace_the_proposal_and_dots_do_not() -> None:
    briefing = load_briefing(FERRY)
    assert choose_words(briefing, ["lake", ...]) == ("lake",)
    assert choose_words(briefing, [...]) == topic_words(briefing, 1)


def test_each_text_is_cut_into_parts_that_make_sense() -> None:
    cuts = [comparable_parts(load_briefing(name)) for name in (TRANSCRIPT, FERRY, MEALS)]
    assert cuts == ["section", "section", "quarter"]
    assert comparable_parts(parse_briefing("Hello.")) == "voice"


def test_key_words_and_charts_say_so_where_there_is_nothing_to_compare() -> None:
    briefing = parse_briefing("One word stands here.")
    assert "no two voices" in key_words(briefing).caption
    assert plot_frequent_words(briefing).alt.startswith("Bar chart of ")


# Any text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(5, 9))
@pytest.mark.parametrize(
    "text",
    ["Hello.", "1234 5678\n99\n", "It rained.\n\nNobody spoke for an hour.\n", "A: “Yes.”\nB: “No.”\n"],
    ids=["a word", "numbers", "no quotation", "two turns"],
)
def test_a_lesson_runs_on_the_smallest_texts(
    text: str,
    number: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "tiny.txt"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for cell in notebook_form.read(notebook_form.lessons()[number])["cells"]:
        if cell["cell_type"] == "code":
            code = re.sub(
                r'^source: str = ".*', f"source = {str(path)!r}", notebook_form.text_of(cell), flags=re.M
            )
            exec(compile(code, cell["id"], "exec"), names)
