"""Labels become people: full names, offices, and whether they ask, answer or lead."""

from __future__ import annotations

import pytest

from briefing_lessons.reading import Document, parse_source, source_from_text


def read(*turns: str) -> Document:
    return parse_source(source_from_text("\n\n".join(turns)))


@pytest.mark.parametrize(
    ("label", "words", "name"),
    [
        ("MS. JEAN-MOREL", "Press Secretary Ada Jean-Morel is here.", "Ada Jean-Morel"),
        ("MS. VAN DER BERG", "I am Uma van der Berg.", "Uma van der Berg"),
        ("SENATOR KING", "Good morning.", "King"),
        ("DR. MCADAM", "I am Dr. Ros McAdam.", "Ros McAdam"),
        ("SECRETARY O'NEAL", "Thank you.", "O'Neal"),
        ("SENIOR ADMINISTRATION OFFICIAL", "On background, please.", "Senior Administration Official"),
        ("SENIOR ADMINISTRATION OFFICIAL ONE", "Also.", "Senior Administration Official One"),
        ("THE PRIME MINISTER", "Welcome.", "The Prime Minister"),
        ("CHAIR ADU", "Mr. Speaker. Efua Adu speaking.", "Efua Adu"),
    ],
)
def test_a_label_gets_the_name_that_the_text_gives(label: str, words: str, name: str) -> None:
    document = read(f"{label}: {words}", "QUESTION: Why?", f"{label}: Because.")
    assert document.turns[0].speaker == name


def test_the_title_names_the_holder_of_an_office() -> None:
    document = read(
        "Remarks by President Ada Obi and Vice President Lem in a Press Briefing",
        "THE PRESIDENT: Welcome. President Tamm is not here.",
        "Q  Why?",
        "THE VICE PRESIDENT: He is not.",
    )
    assert [turn.speaker for turn in document.turns] == ["Ada Obi", None, "Lem"]


def test_two_spellings_of_a_label_are_one_person_and_that_is_said() -> None:
    document = read(
        "MINISTER TAVAN: Yes.", "QUESTION: Why?", "MINISTER TAVAN: So.", "MINISTER TAVEN: And so."
    )
    assert [person.name for person in document.cast] == ["Tavan"]
    assert any("TAVEN is read as a misprint of" in warning for warning in document.coverage.warnings)


def test_two_people_who_may_stand_under_one_label_are_said() -> None:
    document = read(
        "MR. SMITH: Good morning. John Smith and Paul Smith will both speak.",
        "QUESTION: Why?",
        "MR. SMITH: Because Paul Smith asked, and John Smith agreed.",
    )
    assert any("may stand for" in warning for warning in document.coverage.warnings)


def test_an_office_makes_two_labels_with_one_surname_two_warned_people_or_one() -> None:
    document = read("SECRETARY OSEI: Yes.", "QUESTION: Why?", "MS. OSEI: So.")
    assert any("are read as one person, Osei" in warning for warning in document.coverage.warnings)


def test_named_reporters_ask_and_whoever_calls_on_them_leads() -> None:
    document = read(
        "CHAIR ADU: We left the price where it is. " + "The water is low and it is dear. " * 20,
        "MICHELLE VANN: Howard.",
        "HOWARD BREE: Thank you. Is the price fair?",
        "CHAIR ADU: It is. " + "We looked at it for a long time. " * 10,
        "MICHELLE VANN: Nia.",
        "NIA MCKAY: Will it rise?",
        "CHAIR ADU: With the lake. " + "We shall look at it again. " * 10,
    )
    roles = {turn.speaker: turn.role for turn in document.turns}
    assert roles == {
        "Adu": "answer", "Michelle Vann": "moderator", "Howard Bree": "question", "Nia McKay": "question",
    }  # fmt: skip


def test_a_questioner_who_gives_a_full_name_has_it_for_that_turn_only() -> None:
    document = read(
        "MS LEE: Next.",
        "QUESTION: Hi, Ms. Lee. Soledad Ibarra from Coastline Radio. Why?",
        "MS LEE: Because.",
        "QUESTION: And again why?",
    )
    assert [turn.speaker for turn in document.turns] == ["Lee", "Soledad Ibarra", "Lee", None]


def test_a_place_and_its_country_are_no_name() -> None:
    document = read("MS LEE: Next.", "QUESTION: On Port Liss, Sorven. Why is it closed?", "MS LEE: So.")
    assert document.turns[1].speaker is None


def test_a_name_in_brackets_after_the_label_is_taken() -> None:
    document = read("MS LEE: Next.", "QUESTION (Ana Ruiz, Coastline Radio): Why?", "MS LEE: So.")
    assert (document.turns[1].speaker, document.turns[1].role) == ("Ana Ruiz", "question")


def test_everybody_is_listed_with_labels_and_office() -> None:
    document = read("Foreign Ministry Spokesperson Zora Beck: Yes.", "Question: Why?", "Zora Beck: So.")
    [person] = document.cast
    assert (person.name, person.office, person.role) == (
        "Zora Beck",
        "Foreign Ministry Spokesperson",
        "answer",
    )
    assert person.labels == ("Foreign Ministry Spokesperson Zora Beck", "Zora Beck")


def test_who_answers_beside_labelled_questions_answers_also_when_asking_back() -> None:
    long = "We look at it every day, and it is falling. Who would have thought so? " * 3
    document = read(
        "DR. LEE: We begin with the lake. " + long, "Q: Is it low?", "DR. ABE: It is. Is that not plain?",
        "Q: How low?", "DR. LEE: Three hands.",
    )  # fmt: skip
    assert [turn.role for turn in document.turns] == ["answer", "question", "answer", "question", "answer"]


def test_a_part_before_a_name_is_no_part_of_it() -> None:
    document = read(
        "Host Ilka Renn: Welcome.",
        "Reporter Jon Abel: Is it open?",
        "Minister Osei: It is.",
        "Host Ilka Renn: Thank you.",
    )
    named = [(turn.speaker, turn.role) for turn in document.turns]
    assert named[:2] == [("Ilka Renn", "moderator"), ("Jon Abel", "question")]
    assert named[3] == ("Ilka Renn", "moderator")


@pytest.mark.parametrize(
    ("label", "speaker", "role"),
    [
        ("A JOURNALIST", None, "question"),
        ("A CORRESPONDENT", None, "question"),
        ("A", None, "answer"),
        ("THE GOVERNOR OF THE LAKE BANK", "The Governor of the Lake Bank", "answer"),
        ("THE EDITOR OF THE COURIER (Ms Abel)", "Abel", None),
        ("THE EARL OF AUNE", "Earl of Aune", None),
        ("SECRETARY OF STATE OSEI", "Osei", None),
    ],
)
def test_an_article_or_a_house_in_a_label_is_no_name(
    label: str, speaker: str | None, role: str | None
) -> None:
    document = read(
        "Q: Who drew the border?", f"{label}: Nobody drew it.", "Q: And now?", f"{label}: It is there."
    )
    assert document.turns[1].speaker == speaker
    assert role is None or document.turns[1].role == role


@pytest.mark.parametrize(
    ("introduction", "answers"),
    [
        ("Ilka Renn, 61, keeps the lock at Aune.", "Ilka Renn"),
        ("For years nobody came. Ilka Renn is the last keeper of the lock.", "Ilka Renn"),
        ("Ilka Renn, who came in 2011, is one of three keepers. Jon Abel is a reporter here.", "Ilka Renn"),
        ("Ilka Renn is a keeper. Odo Brandt is a pilot.", None),  # one of the two
        ("Ilka Renn was late, and the lock was shut.", None),
    ],
)
def test_the_introduction_of_an_interview_presents_who_answers(
    introduction: str, answers: str | None
) -> None:
    document = read(introduction, "Q: Why so late?", "A: The tide.", "Q: And now?", "A: It is low.")
    assert [turn.speaker for turn in document.turns] == [None, answers] * 2


def speakers(*turns: str) -> list[str | None]:
    return [turn.speaker for turn in read(*turns).turns]


def test_two_letters_turned_or_one_in_a_short_surname_are_a_misprint_and_two_people_are_none() -> None:
    turns = ("COACH HARLOW: Yes.", "Q: Why?", "COACH HARLOW: So.", "COACH HALROW: And so.")
    assert set(speakers(*turns)) == {"Harlow", None}
    turns = ("Odo Lund: Yes.", "Ana Ruiz: Why?", "Odo Lund: So.", "Odo Lunt: And so.", "MINISTER LEE: No.")
    assert speakers(*turns)[3] == "Odo Lund"
    assert speakers("MS. LEE: Yes.", "Q: Why?", "MS. LEE: So.", "MS. LEO: And so.")[3] == "Leo"
    document = read("ANA: Yes.", "QUESTION: Why?", "ANA: So.", "QUESTION: Who?", "ANA: I.", "QEUSTION: When?")
    assert (document.turns[5].speaker, document.turns[5].role) == (None, "question")


def test_a_member_asks_a_minister_and_the_speaker_presides_over_a_house() -> None:
    document = read(
        "1. Hon ADA OBI (Greens) to the Minister of Ports: Is the pier open?",
        "Hon ODO LUND (Minister of Ports): It is, Madam Speaker.",
        "Hon Members: Hear, hear!",
        "SPEAKER: Order!",
        "Hon ADA OBI: Since when?",
        "Hon ODO LUND: Monday.",
        "SPEAKER: Next.",
    )
    found = [turn.speaker for turn in document.turns]
    assert found == [
        "Ada Obi",
        "Odo Lund",
        "Hon Members",
        "The Speaker",
        "Ada Obi",
        "Odo Lund",
        "The Speaker",
    ]
    assert document.turns[3].role == "moderator"
    assert speakers("SPEAKER: Is it open?", "Speaker 2: It is.", "SPEAKER: Since when?")[0] is None


def test_in_court_the_line_above_names_who_asks_and_who_is_sworn_answers() -> None:
    document = read(
        "THE COURT: Call your witness.",
        "MS. ABEL: Uma Abel for the town. We call Odo Lund.",
        "ODO LUND, having been first duly sworn, testified as follows:",
        "DIRECT EXAMINATION",
        "BY MS. ABEL:",
        "Q.  Where were you?",
        "A.  On the pier.",
        "CROSS-EXAMINATION",
        "BY MR. PIKE:",
        "Q.  All night?",
        "THE WITNESS: All night.",
        "MS. ABEL: By the way, your Honor, we are done.",
    )
    found = [turn.speaker for turn in document.turns[2:]]
    assert found == ["Uma Abel", "Odo Lund", "Pike", "Odo Lund", "Uma Abel"]
    assert "BY MS. ABEL" not in "".join(paragraph.text for paragraph in document.paragraphs)
    assert speakers("BY THE LAKE", "Q. Who is there?", "A. Nobody.", "Q. Why?", "A. Rain.")[0] is None


def test_initials_belong_to_the_full_name_that_came_first() -> None:
    turns = (
        "Ana Ruiz: Is it open?",
        "Odo Lund: It is.",
        "AR: Since when?",
        "OL: May.",
        "AR: Why?",
        "OL: So.",
    )
    assert speakers(*turns) == ["Ana Ruiz", "Odo Lund"] * 3


def test_a_long_office_stands_before_a_time_and_an_interpreter_asks_what_others_ask() -> None:
    office = "Head of Harbours and Piers, Department of Coasts and Lakes, Office for Public Works and Waters"
    document = read(
        f"Ms Ana Ruiz, {office}\t00:00:14", "Good morning.", "Odo Lund, Fjord News\t00:00:42", "Is it open?",
        "Ana Ruiz\t00:01:00", "It is.", "Interpreter\t00:01:10", "Since when?", "Ana Ruiz\t00:01:20", "May.",
    )  # fmt: skip
    assert [turn.speaker for turn in document.turns] == [
        "Ana Ruiz", "Odo Lund", "Ana Ruiz", "Interpreter", "Ana Ruiz",
    ]  # fmt: skip
    assert document.turns[3].role == "question"


def test_an_office_that_is_asked_answers_and_is_no_moderator() -> None:
    document = read(
        "Spokesperson: Good morning. " + "The pier is open again, and the boats will go. " * 20,
        "Question: Is it safe?",
        "Deputy Spokesperson: It is.",
        "Question: Since when?",
        "Deputy Spokesperson: Since May.",
        "Question: Who paid?",
        "Spokesperson: The town paid.",
    )
    assert document.turns[2].role == "answer"
