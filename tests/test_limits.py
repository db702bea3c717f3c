"""Limits, on both sides: what still holds at one, and what no longer holds one step beyond."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import cast
from unittest.mock import MagicMock

import click
import nbformat
import pytest

from briefing_lessons import load_briefing
from briefing_lessons.briefing import parse_briefing
from briefing_lessons.charts.places import _draw_strokes
from briefing_lessons.charts.style import Axes, name_all, wrapped
from briefing_lessons.command.cli import main
from briefing_lessons.command.refusals import DEBUG, OneLine
from briefing_lessons.command.report import _tally
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import as_text, read_lines
from briefing_lessons.exercises.bank import answer_key
from briefing_lessons.exercises.excerpts import _name_lines
from briefing_lessons.exercises.lesson09 import _without_a_word
from briefing_lessons.exercises.marking import _line_meant
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.openanswers import is_at_a_loss
from briefing_lessons.exercises.session import check_answer
from briefing_lessons.files import seed_names
from briefing_lessons.lessons.class_view import _starter
from briefing_lessons.lessons.course import find_lessons
from briefing_lessons.lessons.run import WIDGET, _tidy
from briefing_lessons.portfolio.classroom import SheetCount, SpanCount
from briefing_lessons.reading.formats.captions import LONG, find_captions, overlap
from briefing_lessons.reading.formats.captions import read as read_captions
from briefing_lessons.reading.labels import LONGEST, shape_of
from briefing_lessons.reading.names import NameIndex, holder_in_text
from briefing_lessons.reading.naming import one_letter_apart
from briefing_lessons.spans import Span, shorten
from briefing_lessons.statistics import rate_of, warn_of_short
from briefing_lessons.tables import format_value, table_of
from command_line import runner


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("Li", None),
        ("Ana", "person"),
        ("Ana Bo Cy Di Ed Flo", "person"),
        ("Ana Bo Cy Di Ed Flo Gus", None),
        ("Ana Bo, Cy Di Ed Flo Gus", "person"),
        ("記" * 20, "other"),
        ("記" * 21, None),
        (f"Ana, {'B' * (LONGEST - 5)}", "person"),
        (f"Ana, {'B' * (LONGEST - 4)}", None),
        ("Voice", "generic"),
        ("B", None),
        ("Q", "generic"),
        ("McLEE", "capitals"),
        ("Mclee", "person"),
    ],
)
def test_the_shape_of_a_label(name: str, shape: str | None) -> None:
    assert shape_of(name) == shape


@pytest.mark.parametrize(
    ("one", "other", "misprint"),
    [
        ("lund", "lunt", False),
        ("lunde", "lunte", True),
        ("lunde", "lund", False),
        ("ana lund", "ana lunt", True),
        ("ana lun", "ana lut", False),
        ("minister lund", "minister lunt", False),
        ("lunde", "lnude", True),
        ("lunde", "lunxyz", False),
    ],
)
def test_a_misprint_is_one_letter_in_a_long_word(one: str, other: str, misprint: bool) -> None:
    assert one_letter_apart(one, other) == one_letter_apart(other, one) == misprint


@pytest.mark.parametrize(("pause", "paragraphs"), [("4.000", 1), ("4.001", 2)])
def test_a_pause_of_two_seconds_begins_no_paragraph(pause: str, paragraphs: int) -> None:
    shown = f"WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:0{pause} --> 00:09.000\nTwo.\n"
    assert len(read_captions(shown.encode(), "a.vtt").text.strip().split("\n\n")) == paragraphs


@pytest.mark.parametrize(("length", "paragraphs"), [(LONG, 1), (LONG + 1, 2)])
def test_speech_without_a_pause_is_cut_after_a_full_stop(length: int, paragraphs: int) -> None:
    shown = f"WEBVTT\n\n00:01.000 --> 00:02.000\n{'x' * (length - 1)}.\n\n00:02.000 --> 00:09.000\nTwo.\n"
    assert len(read_captions(shown.encode(), "a.vtt").text.strip().split("\n\n")) == paragraphs


def test_two_captions_share_at_most_sixty_words() -> None:
    words = [str(number) for number in range(70)]
    assert overlap(words[:60], words[:60]) == 60
    assert overlap(words, words) == 0 and overlap([], words) == 0
    assert [round(caption.end, 3) for caption in find_captions("1:00:01,5 --> 1:01:02,25\nYes")] == [3662.25]
    assert [caption.end for caption in find_captions("59:57.000 --> 59:59.500\nNo")] == [3599.5]


@pytest.mark.parametrize(
    ("names", "limit", "said"),
    [
        ([], 2, "nothing"),
        (["a"], 2, "a"),
        (["a", "b"], 2, "a and b"),
        (["a", "b", "c"], 2, "a, b and 1 more"),
    ],
)
def test_names_are_told_up_to_a_limit(names: Sequence[str], limit: int, said: str) -> None:
    assert name_all(names, limit) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], "no lines"),
        ([4], "line 4"),
        ([4, 5], "lines 4 to 5"),
        ([4, 6], "lines 4, 6"),
        ([4, 5, 7], "lines 4, 5, 7"),
    ],
)
def test_lines_are_named_by_first_and_last_where_they_follow_each_other(
    numbers: list[int], said: str
) -> None:
    assert _name_lines(numbers) == said


def test_words_are_cut_where_they_are_too_long() -> None:
    assert (shorten("abcdef", 6), shorten("abcdefg", 6), shorten("abcd efg", 6)) == (
        "abcdef",
        "abcde…",
        "abcd…",
    )
    assert wrapped("one two three four", 7, 2) == "one two\nthree…"
    assert wrapped("", 7, 2) == ""


@pytest.mark.parametrize(
    ("answer", "lines"),
    [("3", [3]), ("lines 3 to 5", [3, 4, 5]), ("3-3", [3]), ([2, "4 to 5"], [2, 4, 5]), ("none", [])],
)
def test_lines_of_an_answer(answer: object, lines: list[int]) -> None:
    assert sorted(read_lines(answer, load_briefing("001_ferry_report.txt"))) == lines


def test_a_range_of_lines_ends_after_a_thousand() -> None:
    assert max(read_lines("1 to 99999", load_briefing("001_ferry_report.txt"))) == 1000


def test_the_key_is_that_of_the_first_briefing_unless_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing_lessons.lessons.key.key_data", lambda text: {"source": text.source})
    assert runner().invoke(main, ["key", "--out", str(tmp_path / "key.json")]).exit_code == 0
    made = json.loads((tmp_path / "key.json").read_text(encoding="utf-8"))
    assert made["source"] == seed_names()[0] == "000_95b79719e875266d.txt"


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    ("end", "status", "said"),
    [
        (None, 0, ""),
        (3, 3, ""),
        (BriefingError("It is late."), 2, "briefing-lessons: It is late.\n"),
        (KeyboardInterrupt(), 130, "briefing-lessons: stopped.\n"),
        (PermissionError(13, "no", "a.txt"), 2, "briefing-lessons: "),
        (click.UsageError("No such thing"), 2, "briefing-lessons: No such thing. Run `"),
        (click.UsageError("Why?"), 2, "briefing-lessons: Why? Run `"),
        (ZeroDivisionError("by nothing"), 2, "briefing-lessons: ZeroDivisionError: by nothing. This is our"),
    ],
)
def test_what_a_command_ends_with(
    end: object, status: int, said: str, debug: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.group(cls=OneLine)
    def commands() -> None: ...

    @commands.command()
    def go() -> object:
        if isinstance(end, BaseException):
            raise end
        return end

    if debug:
        monkeypatch.setenv(DEBUG, "1")
    ended = runner().invoke(commands, ["go"])
    if debug and isinstance(end, ZeroDivisionError):
        assert ended.exception is end
    else:
        assert (
            ended.exit_code == status and ended.stderr.startswith(said) and bool(said) == bool(ended.stderr)
        )
        assert ended.stderr.count("\n") <= 1


def test_widgets_of_a_lesson_that_ran_are_numbered_from_one(tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(metadata={"widgets": {}, "papermill": {"input_path": "/tmp/a"}})
    views = [{"data": {WIDGET: {"model_id": letter}}, "output_type": "display_data"} for letter in "ab"]
    notebook.cells = [
        nbformat.v4.new_code_cell("1", outputs=[nbformat.from_dict(v | {"metadata": {}}) for v in views])
    ]
    nbformat.write(notebook, tmp_path / "a.ipynb")
    tidy = _tidy(tmp_path / "a.ipynb", find_lessons()[0])
    named = [output["data"][WIDGET]["model_id"] for output in tidy.cells[0].outputs]
    assert named == ["widget-1", "widget-2"] and "widgets" not in tidy.metadata
    assert tidy.metadata["papermill"]["input_path"] == find_lessons()[0].path.name


def test_the_cell_that_papermill_adds_has_the_same_name_each_time(tmp_path: Path) -> None:
    cells = [nbformat.v4.new_code_cell("x", id=name) for name in ("9f3c", "kept")]
    cells[0].metadata["tags"] = ["injected-parameters"]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    tidy = _tidy(tmp_path / "a.ipynb", find_lessons()[0])
    assert [cell.id for cell in tidy.cells] == ["injected-parameters", "kept"]


@pytest.mark.parametrize(("parts", "more"), [(5, ""), (6, " and 1 more"), (7, " and 2 more")])
def test_five_short_parts_are_named(parts: int, more: str) -> None:
    said = warn_of_short([rate_of(f"part {n}", "hedge", 1, 16) for n in range(parts)])
    assert said.endswith(f"part 4 (16){more}.")


@pytest.mark.parametrize(("kinds", "more"), [(8, ""), (9, " and 1 more")])
def test_eight_kinds_are_counted_by_name(kinds: int, more: str) -> None:
    said = _tally((f"kind {n}", 1) for n in range(kinds))
    assert said.endswith(f"kind 7 1{more}") and said.count(",") == 7


def test_whose_office_it_is_may_be_the_first_word() -> None:
    assert holder_in_text("President", "Kestorian President Ada Obi signed it.") is None
    assert holder_in_text("President", "The President Ada Obi signed it.") == "Ada Obi"


@pytest.mark.parametrize(("words", "left"), [("We will go on", "“We go on”"), ("We may go on", "")])
def test_a_word_of_four_letters_can_be_left_out(words: str, left: str) -> None:
    assert _without_a_word(words) == left


def test_numbers_that_do_not_count_on_are_no_pages() -> None:
    story = "The ferry was late again, and nobody on the pier knew why it was."
    kept = {n: parse_briefing(f"{story}\n\n{n}\n\n{story}\n\n{n - 2}\n").line(3).role for n in (5, 9)}
    assert "boilerplate" not in kept.values()
    assert parse_briefing(f"{story}\n\n5\n\n{story}\n\n6\n").line(3).role == "boilerplate"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (float("inf"), "∞"),
        (float("-inf"), "-∞"),
        (0.0, "0.00"),
        (0.01, "0.01"),
        (0.0099996, "0.01"),
        (0.00999, "0.00999"),
        (-0.02, "-0.02"),
        (1234.5, "1,234.50"),
        ((1, None), "1 –"),
        (False, "no"),
    ],
)
def test_values_in_a_table(value: object, shown: str) -> None:
    assert format_value(value) == shown


def test_three_small_words_name_a_line() -> None:
    ferry = load_briefing("001_ferry_report.txt")
    task = next(task for exercise, task in answer_key(ferry) if exercise.id == "read.2")
    assert isinstance(task, Task)
    assert _line_meant(task, "as a wrist", ferry) == [7]
    assert _line_meant(task, "a wrist", ferry) == "a wrist"
    for line in (1, 2):
        assert _line_meant(task, f"Line {line}, not “as a wrist”", ferry) == f"Line {line}, not “as a wrist”"


@pytest.mark.parametrize(("said", "lost"), [("line is", True), ("line is about", False)])
def test_nine_words_are_no_shrug(said: str, lost: bool) -> None:
    assert is_at_a_loss(f"I have no idea what this {said}") is lost


@pytest.mark.parametrize(("letters", "whole"), [(160, True), (161, False)])
def test_a_talk_of_the_class_begins_with_160_characters(letters: int, whole: bool) -> None:
    words = ("oars " * 33)[: letters - 1] + "s"
    labels = Counter({"hedge": 3, "none": 2})
    sheet = SheetCount("", parse_briefing(words), 5, ((SpanCount(Span(0, letters, words), 1, labels),),))
    assert (words in _starter(sheet)) is whole


@pytest.mark.parametrize(("stamps", "layout"), [(2, False), (3, True), (4, True)])
def test_three_time_stamps_make_captions(stamps: int, layout: bool) -> None:
    shown = "\n".join(f"00:0{n}:12\nand so the boat went out again" for n in range(stamps))
    assert (parse_briefing(shown).layout == "captions") is layout


@pytest.mark.parametrize(("word", "near"), [("fer", False), ("ferr", True)])
def test_four_letters_of_a_name_bring_the_file(word: str, near: bool, tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as refused:
        load_briefing(tmp_path / f"{word}.txt")
    assert ("001_ferry_report.txt" in str(refused.value)) is near


@pytest.mark.parametrize(
    ("list_", "found"),
    [("bread, milk and salt", 1), ("bread, … milk and salt", 0), ("bread, milk … and salt", 0)],
)
def test_dots_between_two_items_end_a_list(list_: str, found: int) -> None:
    marks = parse_briefing(f"Anna Abel said: “We need {list_} before the winter.”\n").marks
    assert sum(mark.device == "list" for mark in marks) == found


def test_a_set_has_no_order_of_its_own_and_a_list_has() -> None:
    assert as_text({"b", "a", "c"}) == "a, b, c" and as_text(["b", "a", "c"]) == "b, a, c"


@pytest.mark.parametrize("voice", [None, "reporter", "speaker"])
def test_the_legend_names_the_voices_that_are_drawn(voice: str | None) -> None:
    rows = [("bread", 1, 5, "", voice)] if voice else []
    assert len(_draw_strokes(cast("Axes", MagicMock()), ["bread"], rows)) == 1


@pytest.mark.parametrize(
    ("text", "kind", "speaker", "words"),
    [
        ("Ida Marn said that it was slow; a tall tower “of glass” stood there.", "term", None, "of glass"),
        ("She owns a shop called “Bread and butter and more to eat”.", "term", None, "Bread and butter"),
        ("Ole Brand answered, “Good Day” and left.", "direct", "Ole Brand", "Good Day"),
        (
            "It was shut. “Is it late?” came a voice from the cellar.",
            "direct",
            "voice from the cellar",
            "late",
        ),
        ("Marn, saying that the ramp was safe, left the pier.", "indirect", "Marn", "ramp was safe"),
        ("Ole Brand, known as “Two Oars” told us that it was slow.", "indirect", "Ole Brand", "it was slow"),
        ("But the ramp is safe, according to Ole Brand.", "indirect", "Ole Brand", "the ramp is safe"),
        ("It opens, according to Ole Brand, and has a roof.", "indirect", "Ole Brand", "and has a roof"),
        (
            "It came from a house in Upper Halm, which said that it was full.",
            "indirect",
            "Upper Halm",
            "full",
        ),
    ],
)
def test_what_few_texts_have_is_read(text: str, kind: str, speaker: str | None, words: str) -> None:
    (found,) = [quote for quote in parse_briefing(text).quotes if words in quote.text]
    assert (found.kind, found.speaker) == (kind, speaker)


def test_the_honourable_lady_is_whoever_has_just_spoken() -> None:
    turns = ("SPEAKER: Order.", "ANA RUIZ: It was late.", "ODO BRANDT: The hon. Lady said that it was late.")
    text = "\n\n".join([*turns, "ANA RUIZ: It was.", "ODO BRANDT: It was not."])
    assert [quote.speaker for quote in parse_briefing(text).quotes] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ana Bo Cy Di Marn was late.", "Ana Bo Cy Di Marn"),
        ("Ana Bo Cy Di Ed Marn was late.", "Marn"),
        ("A Marn is never late.", "Marn"),
        ("J. Marn was late.", "J. Marn"),
    ],
)
def test_one_to_four_words_before_a_last_name_are_given_names(printed: str, name: str) -> None:
    assert NameIndex({"marn"}, [], printed, {}).full("Marn") == name


def test_who_opens_a_text_is_not_introduced_when_named_again() -> None:
    below = "It rained.\n\nIt was cold.\n\nThe guests met Ida Abel and Nora Brook. “It was cold,” she said."
    for opening in ("Warden Ida Abel was up.", "At noon Warden Ida Abel was up."):
        assert parse_briefing(f"{opening}\n\n{below}").quotes[-1].speaker == "Nora Brook"


def test_who_comes_only_below_is_not_meant_above() -> None:
    below = "The doctor Ida Marn came later. Ole Brand left."
    found = parse_briefing(f"“It is late,” the team doctor said.\n\n{below}\n").quotes[0]
    assert found.speaker == "team doctor" and not found.attribution.sure


def test_small_letters_without_marks_are_captions() -> None:
    shown = "so we waited here all day long\nand then it rained on the pier\n" * 8
    assert parse_briefing(shown).layout == "captions"


def test_a_list_of_anything_is_a_table_and_no_error() -> None:
    assert table_of([1, 2]).rows == ((1,), (2,))


def test_the_things_themselves_are_no_number_of_things() -> None:
    found = check_answer("start.1", [1, 2, 3], briefing=load_briefing("001_ferry_report.txt"))
    assert found.outcome != "right" and "len( )" in found.message
