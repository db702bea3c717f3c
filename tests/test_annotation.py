"""Labelling spans by code and by file, and agreement between two readers."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_lessons import find_terms, load_briefing
from briefing_lessons.annotation.exchange import read_sheet, write_sheet
from briefing_lessons.annotation.reliability import Agreement, agreement
from briefing_lessons.annotation.sheets import Sheet, label, label_by, make_sheet
from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.journal import use_journal

CHOICES = ("list", "hedge", "none of these")


@pytest.fixture
def briefing() -> Briefing:
    return load_briefing("001_ferry_report.txt")


@pytest.fixture
def sheet(briefing: Briefing) -> Sheet:
    spans = find_terms(briefing, ["perhaps", "the motor", "by nine", "somebody"])
    return make_sheet("try", briefing, spans[:3], CHOICES)


def test_a_label_may_be_written_in_any_case_or_as_a_letter(sheet: Sheet) -> None:
    assert label(sheet, {1: " HEDGE ", 2: "c", 3: "none"}).labels == (
        "hedge",
        "none of these",
        "none of these",
    )


def test_dots_leave_a_span_open(sheet: Sheet) -> None:
    assert label(sheet, [..., "list", "…"]).labels == (None, "list", None)


def test_a_label_outside_of_the_list_is_refused_with_the_list(sheet: Sheet) -> None:
    with pytest.raises(BriefingError, match="Use one of: list, hedge, none of these"):
        label(sheet, {1: "my friend Ann thinks so"})


def test_labels_come_back_after_a_restart(
    sheet: Sheet, briefing: Briefing, journal_of_this_test: Path
) -> None:
    label(sheet, {2: "list"})
    use_journal(journal_of_this_test)
    assert make_sheet("try", briefing, sheet.spans, CHOICES).labels == (None, "list", None)


def test_a_sheet_survives_the_way_through_a_file(sheet: Sheet, tmp_path: Path) -> None:
    filled = label(sheet, ["hedge", "list", "none of these"])
    assert read_sheet(write_sheet(filled, tmp_path), sheet).labels == filled.labels


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "cp1252"), ("\t", "utf-8"), (",", "utf-8-sig")])
def test_a_file_saved_by_any_spreadsheet_is_read(
    sheet: Sheet, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = write_sheet(label(sheet, ["hedge", "list", ...]), tmp_path)
    header, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    plain = [",".join([*row.split(",")[:6], "words", row.rsplit(",", 1)[1]]) for row in rows]
    path.write_text("\n".join([header, *plain]).replace(",", delimiter), encoding=encoding)
    assert read_sheet(path, sheet).labels == ("hedge", "list", None)


def test_a_partner_file_carries_no_free_text(sheet: Sheet, tmp_path: Path, briefing: Briefing) -> None:
    path = write_sheet(label(sheet, ["hedge", "list", ...]), tmp_path)
    for row in path.read_text(encoding="utf-8-sig").splitlines()[1:]:
        source, reader, *_, given = row.split(",")
        assert source == briefing.source and reader == sheet.reader and given in (*CHOICES, "")


def test_free_text_in_a_partner_file_is_not_taken_over(sheet: Sheet, tmp_path: Path) -> None:
    path = write_sheet(sheet, tmp_path)
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(
        text.replace("words,label", "words,label,remark").replace("\n", ",secret\n"), encoding="utf-8"
    )
    assert "secret" not in repr(read_sheet(path, sheet))


def test_a_file_of_another_text_is_refused(sheet: Sheet, tmp_path: Path) -> None:
    path = write_sheet(sheet, tmp_path)
    path.write_text(path.read_text(encoding="utf-8-sig").replace("001_ferry", "777_other"), encoding="utf-8")
    with pytest.raises(BriefingError, match="belong to 777_other_report"):
        read_sheet(path, sheet)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\x00\x01"])
def test_a_file_without_labels_is_refused(sheet: Sheet, tmp_path: Path, content: str) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BriefingError, match="not a file of labels"):
        read_sheet(path, sheet)


def test_a_missing_file_is_named(sheet: Sheet, tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="there is no such file"):
        read_sheet(tmp_path / "nowhere.csv", sheet)


def test_labels_that_exist_go_to_the_span_they_overlap_most(sheet: Sheet) -> None:
    other = label_by(
        sheet, "machine", [(sheet.spans[0], "hedge"), (sheet.spans[1], "booster")], "none of these"
    )
    assert other.labels == ("hedge", "none of these", "none of these")


def sheets(first: list[str | None], second: list[str | None]) -> Agreement:
    briefing = load_briefing("001_ferry_report.txt")
    lines = [line for line in briefing.lines if line.text][: len(first)]
    empty = make_sheet("pair", briefing, lines, ("a", "b", "c"), fresh=True)
    mine = [x or ... for x in first]
    return agreement(label(empty, mine), label(empty, [x or ... for x in second]))


def test_agreement_counts_only_spans_that_both_have_labelled() -> None:
    found = sheets(["a", "b", None, "c"], ["a", "c", "a", None])
    assert (found.same, len(found.pairs), found.percent) == (1, 2, 50.0)


def test_kappa_follows_cohens_formula() -> None:
    # Cohen (1960), equation 1: observed 0.7, by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5, kappa 0.2 / 0.5
    first = ["a"] * 5 + ["b"] * 5
    second = ["a"] * 4 + ["b"] + ["a"] * 2 + ["b"] * 3
    assert sheets(first, second).kappa == pytest.approx(0.4)


def test_kappa_says_nothing_where_one_label_was_used_throughout() -> None:
    assert sheets(["a", "a"], ["a", "a"]).kappa is None


@settings(max_examples=15)  # each labels two sheets
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=12))
def test_agreement_does_not_depend_on_who_comes_first(pairs: list[tuple[str, str]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    there, back = sheets(list(one), list(other)), sheets(list(other), list(one))
    assert there.percent == back.percent
    assert (there.kappa is None) == (back.kappa is None)
    assert there.kappa is None or there.kappa == pytest.approx(back.kappa)


def test_sheets_of_different_spans_are_not_compared(sheet: Sheet, briefing: Briefing) -> None:
    other = make_sheet("try", briefing, find_terms(briefing, "ferry")[:1], CHOICES)
    with pytest.raises(BriefingError, match="different spans"):
        agreement(sheet, other)


def test_the_result_is_a_sentence_and_the_spans_to_talk_about() -> None:
    found = sheets(["a", "b"], ["a", "c"])
    assert "agree on 1 of 2 spans (50 %)" in found.summary
    assert [row[0] for row in found.differences] == [2]
    assert "<table" in found._repr_html_()


def test_a_sheet_that_cannot_be_written_says_why(sheet: Sheet, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(BriefingError, match="in the way of a folder"):
        write_sheet(sheet, tmp_path / "file")


def test_labels_in_one_text_are_labels_and_not_letters(sheet: Sheet) -> None:
    assert label(sheet, "hedge, list").labels == label(sheet, ["hedge", "list"]).labels


def test_a_name_with_an_accent_survives_a_spreadsheet_of_windows(briefing: Briefing, tmp_path: Path) -> None:
    spans = find_terms(briefing, ["perhaps", "the motor"])
    sheet = label(make_sheet("who", briefing, spans[:2], ("José Peña", "nobody")), ["José Peña", "nobody"])
    path = write_sheet(sheet, tmp_path)
    path.write_text(path.read_text(encoding="utf-8-sig"), encoding="cp1252")
    assert read_sheet(path, sheet).labels == ("José Peña", "nobody")
