"""A reader can put right what the rules got wrong, and it is kept beside the briefing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_lessons.briefing import load_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.reading import (
    Corrections,
    corrections_path,
    parse_source,
    read_corrections,
    source_from_text,
    write_corrections,
)
from briefing_lessons.reading.corrections import ROLES
from briefing_lessons.reading.labels import LONGEST

TALK = """MR. X: The lake is low.

The second point

QUESTION: How low?

MR. X: Low."""


def test_a_line_becomes_a_heading() -> None:
    document = parse_source(source_from_text(TALK), Corrections().with_line(7, "heading"))
    assert "MR. X: Low." in [heading.text for heading in document.headings]
    assert document.lines[6].rule == "corrected by hand"


def test_a_line_becomes_boilerplate_and_leaves_the_running_text() -> None:
    document = parse_source(source_from_text(TALK), Corrections().with_line(3, "boilerplate"))
    assert [span.text for span in document.boilerplate] == ["The second point"]
    assert "The second point" not in [paragraph.text for paragraph in document.paragraphs]


def test_a_heading_becomes_a_paragraph_again() -> None:
    document = parse_source(source_from_text(TALK), Corrections().with_line(3, "paragraph"))
    assert document.headings == ()


def test_a_label_is_given_a_name_an_office_and_a_role() -> None:
    made = Corrections().with_label("MR. X:", "Ilya Xu", office="deputy minister", role="moderator")
    document = parse_source(source_from_text(TALK), made)
    assert [turn.speaker for turn in document.turns] == ["Ilya Xu", None, "Ilya Xu"]
    assert document.turns[0].role == "moderator"
    assert (document.cast[0].name, document.cast[0].office) == ("Ilya Xu", "deputy minister")


def test_an_asker_can_be_named() -> None:
    document = parse_source(source_from_text(TALK), Corrections().with_label("QUESTION", "Ana Ruiz"))
    assert [(turn.speaker, turn.role) for turn in document.turns][1] == ("Ana Ruiz", "question")


def test_names_said_to_be_one_person_are_handed_on() -> None:
    document = parse_source(source_from_text(TALK), Corrections().with_person("Ilya Xu", "The deputy"))
    assert document.same_people == (("Ilya Xu", "The deputy"),)


def test_a_line_that_is_not_there_changes_nothing() -> None:
    assert (
        parse_source(source_from_text(TALK), Corrections().with_line(99, "heading")).headings
        == parse_source(source_from_text(TALK)).headings
    )


def test_corrections_beside_a_file_are_applied_when_it_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "monday.txt"
    path.write_text(TALK, encoding="utf-8")
    write_corrections(corrections_path(path), Corrections().with_label("MR. X", "Ilya Xu"))
    assert load_briefing(path).turns[0].speaker == "Ilya Xu"


@given(
    st.lists(st.tuples(st.integers(1, 99), st.sampled_from(ROLES)), max_size=4),
    st.lists(st.tuples(st.text(min_size=1, max_size=9), st.text(min_size=1, max_size=9)), max_size=3),
)
def test_what_is_written_is_read_again(lines: list[tuple[int, str]], labels: list[tuple[str, str]]) -> None:
    import tomllib

    from briefing_lessons.reading.corrections import format_corrections, parse_corrections

    made = Corrections()
    for number, role in lines:
        made = made.with_line(number, role)  # type: ignore[arg-type]
    for label, name in labels:
        made = made.with_label(label, name)
    try:
        text = format_corrections(made)
        text.encode()
    except UnicodeEncodeError:
        return
    assert parse_corrections(tomllib.loads(text)) == made


@pytest.mark.parametrize(
    "text",
    ["[[line]]\nnumber = 0\nis = 'heading'", "[[line]]\nnumber = 3\nis = 'title'", "[[label]]\nname = 'X'",
     "line = 3",
     "[[person]]\nnames = ['one']", "not toml", "[[label]]\nlabel = 'A'\nname = 'B'\nrole = 'boss'"],
)  # fmt: skip
def test_a_broken_corrections_file_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "monday.corrections.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(
        BriefingError, match=r"monday.corrections.toml cannot be used: .*Mend it, or delete it"
    ) as refusal:
        read_corrections(path)
    assert "\n" not in str(refusal.value)


def test_an_absent_file_holds_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.corrections.toml") == Corrections()


REPORT = """On the lake

The mayor opened the meeting.

Ana Ruiz: The water is low, and it will stay low.

It has not rained since May.

Ivo Brandt: That is so."""


def test_paragraph_lines_become_turns() -> None:
    made = Corrections().with_line(5, "turn").with_line(9, "turn")
    document = parse_source(source_from_text(REPORT), made)
    assert [(turn.label, turn.speaker) for turn in document.turns] == [
        ("Ana Ruiz:", "Ana Ruiz"),
        ("Ivo Brandt:", "Ivo Brandt"),
    ]
    body = REPORT[document.turns[0].body_start : document.turns[0].body_end]
    assert body.startswith("The water") and body.endswith("since May.")
    assert document.lines[4].rule == "corrected by hand"


def test_a_line_without_a_name_in_front_is_said_to_be_no_turn() -> None:
    document = parse_source(source_from_text(REPORT), Corrections().with_line(7, "turn"))
    assert document.turns == () and any("Line 7 is no turn" in w for w in document.coverage.warnings)


def test_a_label_that_the_rules_take_for_a_misprint_can_be_corrected() -> None:
    talk = "MINISTER TAVEN: Yes.\nQUESTION: Who?\n" * 4 + "MINISTER TAVAN: I am her brother."
    rules = parse_source(source_from_text(talk))
    assert len({turn.speaker for turn in rules.turns if turn.speaker}) == 1
    made = Corrections().with_label("MINISTER TAVAN", "Olo Tavan")
    document = parse_source(source_from_text(talk), made)
    assert document.turns[-1].speaker == "Olo Tavan" and document.turns[0].speaker != "Olo Tavan"
    assert not any("misprint" in warning for warning in document.coverage.warnings)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (Corrections().with_line(99, "heading"), "name line 99"),
        (Corrections().with_line(2, "heading"), "name line 2"),  # it is blank
        (Corrections().with_label("MS. NOBODY", "Ana Ruiz"), "the label MS. NOBODY"),
        (Corrections().with_person("Olo Tavan", "the deputy"), "name Olo Tavan"),
    ],
)
def test_a_correction_of_what_is_not_there_is_said(made: Corrections, said: str) -> None:
    warnings = parse_source(source_from_text(TALK), made).coverage.warnings
    assert any(said in warning for warning in warnings), warnings


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('[[lines]]\nnumber = 1\nis = "heading"', "“lines” is no table"),
        ('heading = "x"', "[[line]], [[label]], [[person]]"),
        ('[[line]]\nnumber = 1\nis = "heading"\nwhy = "x"', "no “why”"),
        ('[[line]]\nnumber = true\nis = "heading"', "needs number"),
        ('[line]\nnumber = 1\nis = "heading"', "[[line]]"),
        ('[[person]]\nname = ["A", "B"]', "no “name”"),
        ("x = " + "[" * 100_000, "cannot be used"),
    ],
)
def test_what_is_no_correction_is_said(words: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "talk.corrections.toml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(BriefingError) as told:
        read_corrections(path)
    assert said in str(told.value) and path.name in str(told.value)


@pytest.mark.parametrize(("label", "turns"), [("A" * LONGEST, 1), ("A" * (LONGEST + 1), 0), ("**", 0)])
def test_a_turn_by_hand_has_a_label_that_could_be_one(label: str, turns: int) -> None:
    page = f"The lake is low.\n\n{label}: It rained.\n\nIt is low."
    document = parse_source(source_from_text(page), Corrections().with_line(3, "turn"))
    assert len(document.turns) == turns


def test_a_line_below_the_end_is_no_turn_and_that_is_said() -> None:
    document = parse_source(source_from_text("Lee: It is low."), Corrections().with_line(9, "turn"))
    assert not document.turns
    assert any("line 9, which this text does not have" in warning for warning in document.coverage.warnings)
