"""The quotations of one text laid beside another: verdict, place, speaker, changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing_lessons import check_quotations, load_briefing
from briefing_lessons.briefing import Briefing, parse_briefing
from briefing_lessons.command.cli import main
from command_line import runner

PAIR = Path(__file__).parent / "fixtures" / "check"
TRANSCRIPT, REPORT = str(PAIR / "transcript.txt"), str(PAIR / "report.txt")


@pytest.fixture(scope="module")
def transcript() -> Briefing:
    return load_briefing(TRANSCRIPT)


@pytest.fixture(scope="module")
def ferry() -> Briefing:
    return load_briefing("001_ferry_report.txt")


def test_a_report_is_checked_against_its_transcript(transcript: Briefing) -> None:
    checked = check_quotations(transcript, load_briefing(REPORT))
    assert [q.verdict for q in checked] == [
        "exact", "exact", "altered", "another speaker's", "several places", "not found",
    ]  # fmt: skip
    assert [q.found.line if q.found else None for q in checked] == [5, 5, 9, 9, 13, None]
    assert [q.summary_line for q in checked] == [3, 5, 7, 7, 9, 9]
    assert checked[2].changes == (("two", "three"),)
    assert checked[3].found is not None and checked[3].found.speaker == "Pavel Brandt"
    assert [p.line for p in checked[4].places] == [13, 5]
    assert "If the rain holds" not in checked[1].text


def test_a_paraphrase_lies_beside_its_nearest_line(transcript: Briefing) -> None:
    paraphrase = check_quotations(transcript, load_briefing(REPORT)).paraphrases[0]
    assert "parliament" in paraphrase.text
    assert (paraphrase.summary_line, paraphrase.nearest[0].line) == (5, 13)


@pytest.mark.parametrize(
    ("said", "printers"),
    [
        ("'Turn off the noise and it comes home', he said.", ("kind of marks", "final stop")),
        ("“turn off the noise and it comes home.”", ("first capital",)),
        ("“TURN OFF THE NOISE AND IT COMES HOME”", ("final stop",)),
        ("“Turn off the noise and [the perch] comes home.”", ("brackets",)),
        ("“[t]urn off the noise and it comes home.”", ("brackets",)),
        ("“Turn off … and it comes home.”", ("ellipsis",)),
        ("“A fish is not stupid. Turn off the noise and it comes home.”", ("interruption closed",)),
        ("“Never miss the boat again - join our lake letter”", ("dash or hyphen",)),
    ],
)  # fmt: skip
def test_what_a_printer_changes_is_named_and_alters_nothing(
    ferry: Briefing, said: str, printers: tuple[str, ...]
) -> None:
    (checked,) = check_quotations(ferry, f"Jarn Velk said: {said}")
    assert (checked.verdict, checked.changes) == ("exact", ())
    assert set(printers) <= set(checked.printers)


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("Half of our bread is probably eaten on your side", (("", "probably"),)),
        ("Half of our bread is eaten on our side of the water", (("your", "our"),)),
        ("We have the boat back for the apple market", (("hope to", ""),)),
        ("a bang like a wardrobe falling upstairs", (("downstairs", "upstairs"),)),
        ("Perch read timetables, not thermometers",
         (("thermometers", "timetables"), ("timetables", "thermometers"))),
        ("Shall I bake for one country or for two. I had no answer for her", (("?", "."),)),
    ],
)  # fmt: skip
def test_changed_words_stand_in_place(
    ferry: Briefing, said: str, changes: tuple[tuple[str, str], ...]
) -> None:
    (checked,) = check_quotations(ferry, f"“{said}”, a passenger read out.")
    assert (checked.verdict, checked.changes) == ("altered", changes)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Ida Velk said: “Turn off the noise and it comes home.”", "another speaker's"),
        ("Velk said: “Turn off the noise and it comes home.”", "exact"),
        ("The fisher said: “Turn off the noise and it comes home.”", "exact"),
        ("Milo Quandt said: “Turn off the noise and it comes home.”", "another speaker's"),
        ("The ministry said: “Turn off the noise and it comes home.”", "exact"),
        ("The report says: “Turn off the noise and it comes home.”", "exact"),
        ("Katya Orsolin said: “We have paid, we have the receipt.”", "exact"),
    ],
)
def test_names_are_compared_as_people(ferry: Briefing, text: str, verdict: str) -> None:
    (checked,) = check_quotations(ferry, text)
    assert checked.verdict == verdict


RACE = """\
Olle Brask won by a wheel and gave his jersey away. “I wear it because they make me,” the Corvian said.

Petrosian shook his head. “In my day nobody gave anything away,” Petrosian said.

The doctors, in Brask’s words, were “gentle and then very firm”.

“There is no quarrel between our two clubs and the race committee when it comes to the date,” Brask added.

“The valley and its roads belong to us all,” he said.
"""


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Olle Brask said: “I wear it because they make me.”", "exact"),
        ("Olle Brask said: “In my day nobody gave anything away.”", "another speaker's"),
        ("Brask called them “very firm and then gentle”.", "altered"),
        ("Brask called them “firm”.", "exact"),
        ("Brask called them “very loud and then cheap”.", "not found"),
        ("“No quarrel between our two clubs and its roads belong when it comes to the date”.", "altered"),
        ("“No quarrel between our two clubs and the valley and its roads belong”.", "several places"),
        ("“I wear it because nobody gave anything away and its roads belong to us”.", "several places"),
    ],
)  # fmt: skip
def test_a_nationality_is_no_name_and_another_order_or_middle_is_an_alteration(
    text: str, verdict: str
) -> None:
    checked = check_quotations(parse_briefing(RACE, name="race.txt"), text)
    assert [each.verdict for each in checked] == [verdict]


def test_three_words_in_another_order_are_one_alteration() -> None:
    briefing = parse_briefing("The mayor of Varn, Ida Velk, said: “We never sail late.”")
    (three,) = check_quotations(briefing, "Velk said: “never we sail”")
    assert (three.verdict, three.changes) == ("altered", (("We never", "never we"),))


def test_an_office_is_that_of_the_person_who_holds_it_in_the_text() -> None:
    turns = (
        "FOREIGN MINISTER OSK: Thank you. We are on the same page on many issues.",
        "MODERATOR: Thank you both.",
        "SECRETARY LUND: I agree with Foreign Minister Ada Osk, and I thank her.",
    )
    briefing = parse_briefing("\n\n".join(turns), name="turns.txt")
    (checked,) = check_quotations(briefing, "The Corvian foreign minister said: “We are on the same page.”")
    assert checked.verdict == "exact"


def test_of_two_places_that_fit_the_claimed_speakers_is_taken() -> None:
    briefing = Briefing(load_briefing(TRANSCRIPT).document)
    (checked,) = check_quotations(briefing, "Brandt said: “It is safe.”")
    assert checked.found is not None and checked.found.speaker == "Pavel Brandt"


def test_words_that_somebody_quotes_are_those_of_the_one_quoted(transcript: Briefing) -> None:
    (checked,) = check_quotations(transcript, "The mayor said: “A leak is a river that nobody voted for.”")
    assert checked.verdict == "exact"


def test_a_fragment_in_a_report_of_a_report_may_be_the_outer_speakers(transcript: Briefing) -> None:
    (checked,) = check_quotations(
        transcript, "Okoro said that Voss had asked every town to “mend its pipes first”."
    )
    assert checked.verdict == "exact"


def test_a_sentence_cut_short_is_exact_and_its_rest_is_shown(ferry: Briefing) -> None:
    (checked,) = check_quotations(
        ferry, "Orsolin: “We hope to have the boat back for the apple market”, she said."
    )
    assert checked.verdict == "exact"
    assert "if the new steel arrives" in checked.note


def test_a_text_without_quotations_has_none(ferry: Briefing) -> None:
    assert list(check_quotations(ferry, "The ferry is broken. Nobody knows for how long.")) == []


# ---- the command


def check(*arguments: str) -> tuple[int, str]:
    result = runner().invoke(main, ["check", *arguments])
    return result.exit_code, result.output


def test_the_command_says_it_in_json_as_fixed() -> None:
    status, output = check(REPORT, "--against", TRANSCRIPT, "--format", "json")
    rows = json.loads(output)
    assert status == 1
    assert {"text", "line", "claimed_speaker", "verdict", "found", "changes"} <= set(rows[0])
    assert set(rows[0]["found"]) == {"start", "end", "text", "speaker"}
    assert rows[2]["changes"] == [{"from": "two", "to": "three"}]
    assert rows[5]["found"] is None


def test_the_status_is_0_where_every_quotation_is_exact(tmp_path: Path) -> None:
    summary = tmp_path / "summary.txt"
    summary.write_text("Brandt said: “It is safe.”", encoding="utf-8")
    assert check(str(summary), "--against", TRANSCRIPT)[0] == 0
    assert check(str(summary), "--against", TRANSCRIPT, "--format", "csv")[1].count("\n") == 2


def test_bad_use_is_status_2_and_no_input_is_written_over(tmp_path: Path) -> None:
    summary = tmp_path / "summary.txt"
    summary.write_text("Brandt said: “It is safe.”", encoding="utf-8")
    assert check(str(summary))[0] == check("-", "--against", "-")[0] == 2
    assert check(TRANSCRIPT, "--against", TRANSCRIPT)[0] == 0
    assert check(str(tmp_path / "none.txt"), "--against", TRANSCRIPT)[0] == 2
    assert check(str(summary), "--against", TRANSCRIPT, "--out", str(summary), "--force")[0] == 2
    assert summary.read_text(encoding="utf-8").startswith("Brandt")


@pytest.mark.parametrize("form", ["summary", "json", "csv"])
def test_what_the_command_wrote_it_may_write_again(tmp_path: Path, form: str) -> None:
    out = tmp_path / "checked"
    for _ in range(2):
        assert check(REPORT, "--against", TRANSCRIPT, "--format", form, "--out", str(out))[0] == 1


REPORTED = """The harbour council met on Monday, and the old crane was sold.
Ada Brennick said the pier had been measured twice. “The crane was slow, and nobody misses it,” she added.
"""


@pytest.mark.parametrize(
    ("said", "unmarked"),
    [
        ("The pier had been measured twice", True),
        ("The pier had been measured once", True),
        ("The old crane was sold", True),
        ("The crane was slow, and nobody misses it", False),
        ("Nobody misses it", False),
    ],
)
def test_words_without_marks_in_a_report_are_said_to_be_the_reporters(said: str, unmarked: bool) -> None:
    (checked,) = check_quotations(parse_briefing(REPORTED), f"“{said},” Ada Brennick said.")
    assert checked.verdict in ("exact", "altered")
    assert ("the wording is the reporter’s" in checked.note) is unmarked


def test_words_of_a_turn_need_no_marks(transcript: Briefing) -> None:
    (checked,) = check_quotations(transcript, "“A leak is a river that nobody voted for.”")
    assert checked.verdict == "exact" and "without quotation marks" not in checked.note


def test_a_compound_is_shown_as_it_was_typed_and_no_stop_is_missed_within_a_sentence(ferry: Briefing) -> None:
    one, two = check_quotations(
        ferry,
        "Ida Velk said: “Perch read thermometers, not time-tables”. “Perch read thermometers”, she said.",
    )
    assert one.changes == (("timetables", "time-tables"),)
    assert "final stop" not in two.printers and two.verdict == "exact"


def test_a_check_without_its_briefing_is_refused(tmp_path: Path) -> None:
    ended = runner().invoke(main, ["check", str(tmp_path / "summary.txt")])
    assert ended.exit_code == 2 and "--against" in ended.stderr
