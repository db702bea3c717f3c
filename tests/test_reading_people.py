"""Labels become people: full names, offices, and whether they ask, answer or lead."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefing_lessons.reading import Document, parse_source, source_from_text


def read(*turns: str) -> Document:
    return parse_source(source_from_text("\n\n".join(turns)))


def said(document: Document) -> list[str]:
    return [document.text[turn.body_start : turn.body_end] for turn in document.turns]


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


def test_who_asks_under_a_label_for_all_stays_unnamed_though_she_says_her_name() -> None:
    document = read(
        "MS LEE: Next.",
        "QUESTION: Hi, Ms. Lee. Soledad Ibarra from Coastline Radio. Why?",
        "MS LEE: Because.",
        "QUESTION: And again why?",
    )
    assert [turn.speaker for turn in document.turns] == ["Lee", None, "Lee", None]


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
        ("On air, Monday 3 March. Odo Brandt talks to the keeper Ilka Renn.", "Ilka Renn"),
    ],
)
def test_the_introduction_of_an_interview_presents_who_answers(
    introduction: str, answers: str | None
) -> None:
    document = read(introduction, "Q: Why so late?", "A: The tide.", "Q: And now?", "A: It is low.")
    asks = "Odo Brandt" if "Monday" in introduction else None
    assert [turn.speaker for turn in document.turns] == [asks, answers] * 2


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


def roles(*turns: str) -> list[str | None]:
    return [turn.role for turn in read(*turns).turns]


def test_the_words_above_an_interview_are_no_turn() -> None:
    intro = "Welcome to our series. We met the pilot Odo Brandt on his boat, and he was wet."
    assert len(read(intro, "Q: Why so late?", "A: The tide.", "Q: And now?", "A: It is low.").turns) == 4
    talk = ("QUESTION: Is it open?", "MS. LUND: It is.", "QUESTION: Since when?", "MS. LUND: Monday.")
    assert len(read("The pier opened in May, after a long winter.", *talk).turns) == 4
    by = "A briefing by Pia Lund, Spokesperson for the Council"
    assert len(read(by, "It opened in May, after a long and wet winter.", *talk).turns) == 4
    opened = read(by, "It opens in May, and we are glad of it.", *talk).turns[0]
    assert (opened.label, opened.speaker, opened.role) == ("", "Pia Lund", "answer")
    opened = read("Good morning, everyone. The pier opens today.", *talk).turns[0]
    assert (opened.label, opened.speaker, opened.text[:12]) == ("", "Lund", "Good morning")


def test_a_chair_asks_where_somebody_answers_her_and_calls_where_somebody_asks() -> None:
    turns = ("CHAIR: Welcome. Mr. Brandt, how deep is the lock?", "MR. BRANDT: Two metres, when it rains.")
    turns += ("CHAIR: Thank you. Ms. Ruiz?", "MS. RUIZ: Who measures it, and how often?")
    turns += ("MR. BRANDT: I do, and my sister, every week.", "CHAIR: Thank you. Mr. Brandt?")
    turns += ("MR. BRANDT: She is better at it.", "MS. RUIZ: Is she here?", "MR. BRANDT: She is at the lock.")
    wanted = ["question", "answer", "moderator", "question", "answer", "moderator"]
    assert roles(*turns)[:6] == wanted


@pytest.mark.parametrize("label", ["Head of Press", "PRESS OFFICER", "Ana Ruiz", "Mayor Dahl"])
def test_who_gives_the_floor_leads_whatever_the_office(label: str) -> None:
    turns = (f"{label}: Good day. The Director will say a few words. Director.", "DIRECTOR: The lake is low.")
    turns += (f"{label}: I see a hand at the back.", "JO REED: Is there water for the towns?")
    turns += ("DIRECTOR: There is.", f"{label}: The lady in green.", "KAT MOSER: And for the farms?")
    turns += ("DIRECTOR: No.", f"{label}: We leave it there. Over to the Director for a last word.")
    said = roles(*turns, "DIRECTOR: Save water.")
    assert (said[::2][:2], said[5], said[8]) == (["moderator", "moderator"], "moderator", "moderator")
    assert set(said[3:7:3]) == {"question"}
    asked = ("PIA LUND: The lake is low. Director Odeh will say more.", "DIRECTOR ODEH: By two metres.")
    asked += ("JO REED: Is it safe?", "PIA LUND: It is. Go ahead.", "KAT MOSER: Since when?")
    asked += ("PIA LUND: Since May. Next question.", "JO REED: Who paid?", "DIRECTOR ODEH: The towns.")
    assert roles(*asked)[0:6:3] == ["answer", "answer"]  # who calls on others and is asked answers


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("Coach Ana Ruiz spoke to the media on Thursday.", "Ana Ruiz"),
        ("Briefing by Ministry Spokeswoman Ana Ruiz, Port Liss, May 21, 2031", "Ana Ruiz"),
        ("Briefing by Minister Ana Ruiz and Mayor Odo Brandt, Port Liss", None),
        ("Coach Ana Ruiz spoke to the players on Thursday.", None),
    ],
)
def test_who_speaks_to_the_press_or_gives_the_briefing_answers(above: str, name: str | None) -> None:
    talk = ("Question: Is it open?", "Answer: It is.", "Question: Since when?", "Answer: May.")
    assert [turn.speaker for turn in read(above, *talk).turns][1::2] == [name, name]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Question (Ruiz, Coastline Radio)", "Ruiz"),
        ("Question (Coastline Radio)", None),
        ("Question (Lobby, second row)", None),
        ("Ana Ruiz - Coastline Radio", "Ana Ruiz"),
        ("Coastline Radio - Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz-Lund", "Ana Ruiz-Lund"),
    ],
)
def test_a_house_beside_a_name_is_no_part_of_it(label: str, name: str | None) -> None:
    turns = (f"{label}: Is it open?", "MS. LUND: It is.", f"{label}: Since when?", "MS. LUND: Since May.")
    turn = read(*turns).turns[0]
    assert (turn.speaker, turn.role) == (name, "question")


@pytest.mark.parametrize(
    ("office", "read_as"),
    [
        ("Minister of State at the Department of Ports", "Pia Lund"),
        ("The Parliamentary Under-Secretary of State for Ports", "Pia Lund"),
        ("Here at the ports", None),
    ],
)
def test_an_office_of_many_words_names_its_holder(office: str, read_as: str | None) -> None:
    turns = ("Deputy Ana Ruiz: Is it open?", f"{office} (Pia Lund): It is.", "Deputy Ana Ruiz: Since when?")
    assert ([turn.speaker for turn in read(*turns).turns] + [None])[1] == (read_as or "Ana Ruiz")


def test_a_host_opens_and_closes_and_asks_also_where_callers_ask() -> None:
    turns = ("Ana Ruiz: This is the Morning Lock. With me is Odo Brandt, who counts eels.",)
    turns += ("Odo Brandt: Good morning. I count them for very nearly a living, and so did my mother.",)
    turns += ("Ana Ruiz: How do you count an eel?", "Odo Brandt: You wait, for hours, with a net and a lamp.")
    turns += ("Caller: Hello. Why is there one in my pond?", "Odo Brandt: It likes you, and the frogs in it.")
    turns += ("Ana Ruiz: And how many are there?", "Odo Brandt: Forty this year, and one of them is old.")
    turns += ("Ana Ruiz: What comes next?", "Odo Brandt: The sea. They all go there in the end, at night.")
    turns += ("Ana Ruiz: Thank you for coming in.",)
    assert roles(*turns)[::2] == ["moderator", *["question"] * 4, "moderator"]
    official = "MAYOR BRANDT: Good morning. Did I say that we open a second lock, next year?"
    assert roles(official, "REPORTER: Who pays?", "MAYOR BRANDT: We do.")[0] == "answer"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("An opposition member", "An opposition member"),
        ("Government members", "Government members"),
        ("Unknown speaker", "Unknown speaker"),
        ("Unidentified reporter", None),
        ("Audience member", None),
    ],
)
def test_who_has_no_name_is_called_as_printed_and_the_press_is_not_named(
    label: str, name: str | None
) -> None:
    turns = ("Mr BRANDT (Aune): The lock is open.", f"{label}: It is not!", "Mr BRANDT: It will be.")
    assert read(*turns, "Ms RENN: When?", "Mr BRANDT: In May.").turns[1].speaker == name


def test_letters_above_a_name_in_a_key_stand_for_it() -> None:
    key = "Key\nAR\nDr Ana Ruiz, Director\nOB\nOdo Brandt, Coastline Radio\nMORE\nSee the page below\n"
    talk = "AR\tGood morning. The lock is open.\nOB\tSince when?\nAR\tMonday.\nOB\tWhy?\nAR\tIt rained."
    assert [turn.speaker for turn in read(key + talk).turns] == ["Ana Ruiz", "Odo Brandt"] * 2 + ["Ana Ruiz"]


def test_a_menu_above_a_trail_of_links_asks_nothing() -> None:
    page = "Skip to main content\nEN | DE\nMinistry of Ports of the Republic of Aune\nNews\n"
    page += "Question: how to get a permit?\nContacts\nHome / News / Speeches\n"
    page += "Minister Odo Brandt answers questions of the press in Port Liss\nShare:  Print  E-mail\n\n"
    page += "Minister Odo Brandt: The lock opened at noon, and the boats came in.\n\nQuestion: Which?\n\n"
    page += (
        "Minister Odo Brandt: All of them, and two geese.\n\nAdditional materials\nPhotos\nRead also\nBread"
    )
    document = read(page)
    assert [turn.label[:8] for turn in document.turns] == ["Minister", "Question", "Minister"]
    assert document.title == "Minister Odo Brandt answers questions of the press in Port Liss"
    assert document.text[: document.turns[-1].body_end].endswith("two geese.")


def test_members_who_interject_are_a_remark_of_the_record() -> None:
    turns = (
        "Mr BRANDT: It is open.",
        "Opposition members interjecting—",
        "Mr BRANDT: It is.",
        "Ms RENN: No.",
    )
    document = read(*turns, "Mr BRANDT: It is, and I said that they keep interjecting.")
    assert [line.text for line in document.lines if line.role == "stage"] == [turns[1]]


def test_an_inquiry_says_who_asks_and_who_answers() -> None:
    lines = [
        "DAME ODA LUND: Good morning, everybody. Mr Abel.",
        "MS ILVA TARN (affirmed)",
        "Questions by MR ABEL",
        "Q. Could you give us your name, please?",
        "A. Ilva Tarn.",
        "Q. Was the gauge read?",
        "A. It was, on most days.",
        "Further questions by MS HOLT",
        "Q. Who read it?",
        "A. The night shift.",
    ]
    document = read(*lines)
    assert [(turn.speaker, turn.role) for turn in document.turns[1:]] == [
        ("Abel", "question"),
        ("Ilva Tarn", "answer"),
        ("Abel", "question"),
        ("Ilva Tarn", "answer"),
        ("Holt", "question"),
        ("Ilva Tarn", "answer"),
    ]
    assert [heading.text for heading in document.headings][-2:] == [lines[2], lines[7]]


@pytest.mark.parametrize("label, named", [("Programme Director Abel", True), ("Programme", False)])
def test_a_key_before_an_office_is_part_of_it(label: str, named: bool) -> None:
    parts = [
        f"Spokesperson: Go on.\nQuestion: Is it so, {k}?\n{label}: It has been so since May."
        for k in range(4)
    ]
    speakers = {turn.speaker for turn in read(*parts).turns}
    assert ("Abel" in speakers) == named and "Programme" not in speakers


@pytest.mark.parametrize(
    "opens, role", [("Whether it will reopen.", "question"), ("It will reopen.", "answer")]
)
def test_a_question_for_oral_answer_has_no_mark(opens: str, role: str) -> None:
    parts = [f"Ana Abel: {opens}\nMinister Holt: It will, in time.\nTom Lind: Why so late?" for _ in range(3)]
    turns = read(*parts).turns
    assert (turns[0].role == "question") == (role == "question")


def test_a_part_of_several_words_before_a_name_is_no_part_of_it() -> None:
    document = read(
        "Minister Osei: The wall is up.",
        "Question Ruiz: Since when?",
        "Minister Osei: Monday.",
        "Follow-up question Ruiz: It was not there on Tuesday.",
        "Minister Osei: It was dark.",
        "Follow-up question: So?",
        "Minister Osei: So look again.",
    )
    found = [(turn.speaker, turn.role) for turn in document.turns][1::2]
    assert found == [("Ruiz", "question"), ("Ruiz", "question"), (None, "question")]


def test_a_house_behind_a_name_asks_and_an_office_of_the_press_does_not() -> None:
    turns = ("OSEI: The wall is up.", "ANA RUIZ [Radio Aune]: Which?", "OSEI: The old one.")
    turns += ("ANA RUIZ [Radio Aune]: So it fell.", "OSEI: In March.")
    turns += ("ODO LUND (Head of Press): That is all.",)
    assert roles(*turns)[1::2] == ["question", "question", "answer"]


def test_among_those_who_answer_one_asks_another() -> None:
    turns = ("QUESTION: Is it late?", "RECTOR BRANDT: It is, as the report says.", "QUESTION: How late?")
    turns += ("LIBRARIAN RENN: A month, by our count.", "RECTOR BRANDT: Who counts it? I should know.")
    turns += ("LIBRARIAN RENN: I do, with a pencil.", "QUESTION: And the roof?")
    turns += ("RECTOR BRANDT: Why a new one? Because it rains.", "LIBRARIAN RENN: It does.")
    turns += ("QUESTION: Much?", "RECTOR BRANDT: Yes.", "LIBRARIAN RENN: Yes.")
    wanted = ["question", "answer", "question", "answer", "question", "answer", "question", "answer"]
    assert roles(*turns)[:8] == wanted


def test_a_witness_is_sworn_on_the_lines_below_the_name() -> None:
    lines = [
        "THE COURT: Call your witness.",
        "THE WITNESS: I do.",
        "ODO LUND,\ncalled as a witness by the town,",
    ]
    lines[2] += " having been\nfirst sworn, testified as follows:"
    lines += ["BY MS. ABEL:\nQ.  Where were you?", "A.  On the pier.", "Q.  All night?", "A.  Yes."]
    assert speakers(*lines)[1:] == ["Odo Lund", "Abel", "Odo Lund", "Abel", "Odo Lund"]


def test_counsel_who_asks_under_a_label_goes_on_as_q() -> None:
    lines = ["MR ODO LUND (continued)", "MS ABEL: Good morning. Is it page four?", "A. It is.", "Q. And now?"]
    lines += ["A. It is gone.", "THE CHAIR: Gone where?", "A. Out.", "MR HOLT: I object.", "Q. Who took it?"]
    assert speakers(*lines) == [
        "Abel", "Odo Lund", "Abel", "Odo Lund", "The Chair", "Odo Lund", "Holt", "Abel",
    ]  # fmt: skip


def test_a_host_of_several_guests_leads_and_the_date_of_a_recording_is_no_name() -> None:
    lines = ["Eels_final_mix", "Wed, Apr 9 • 12:31", "Ana Ruiz  0:03\nWelcome to Slow Eels. With me is Odo."]
    lines += [
        "Odo Lund  0:10\nHi. It is cold in here.",
        "Ana Ruiz  0:12\nIt is. Pia, how do you count an eel?",
    ]
    lines += ["Dr. Pia Renn  0:20\nYou wait, for hours, with a net and a lamp, and mostly it is a stick."]
    lines += ["Odo Lund  0:40\nAnd you stayed?", "Dr. Pia Renn  0:42\nFor twenty years, in the end, and dry."]
    lines += [
        "Ana Ruiz  1:00\nWhat would you buy?",
        "Dr. Pia Renn  1:04\nBrushes, of the soft and cheap kind.",
    ]
    lines += ["Ana Ruiz  1:10\nPia Renn, thank you. Bye."]
    document = read(*lines)
    assert [turn.role for turn in document.turns if turn.speaker == "Ana Ruiz"] == [
        "moderator", "question", "question", "moderator",
    ]  # fmt: skip
    assert {person.name for person in document.cast} == {"Ana Ruiz", "Odo Lund", "Pia Renn"}


def test_who_is_named_once_behind_an_office_that_no_list_has_goes_on_under_the_office() -> None:
    turns = ("The Convener (Pia Renn): Good morning.", "Ana Ruiz (Aune): Is the lock open?")
    turns += ("The Convener: Odo Lund.", "Odo Lund (Liss): It is.", "The Convener: Thank you.")
    assert speakers(*turns) == ["Pia Renn", "Ana Ruiz", "Pia Renn", "Odo Lund", "Pia Renn"]
    nobody = (turn.replace("The Convener (Pia Renn)", "The Convener") for turn in turns)
    assert speakers(*nobody)[::2] == ["The Convener"] * 3
    assert speakers(*(turn.replace("The Convener", "Mr Convener") for turn in turns))[2] == "Convener"


LISTS = {
    "a dash, under a heading": "Participants\n\nAna Ruiz – Chief Engineer\nOdo Brandt – Mayor of Aune",
    "a comma, under a key": "Speakers:\nAna Ruiz, Chief Engineer\nOdo Brandt, Mayor of Aune",
    "two columns": "PRESENT\nAna Ruiz          Chief Engineer\nOdo Brandt        Mayor of Aune",
    "brackets behind dots": "Panellists\n• Ana Ruiz (Chief Engineer)\n• Odo Brandt (Mayor of Aune)",
    "an office on the line below": "Attendees\n\nAna Ruiz\nChief Engineer\n\nOdo Brandt\nMayor of Aune",
    "one line": "Members present: Ana Ruiz (Chief Engineer); Odo Brandt (Mayor of Aune)",
    "offices before names, without a heading": "Chief Engineer: Ana Ruiz\nMayor of Aune: Odo Brandt",
    "offices behind names, without a heading": "Ana Ruiz, Chief Engineer\nOdo Brandt, Mayor of Aune",
    "a letterhead": "THE HON ANA RUIZ MP\nCHIEF ENGINEER\n\nTHE HON ODO BRANDT MP\nMAYOR OF AUNE",
}


@pytest.mark.parametrize("where", ["first", "last"])
@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_a_list_of_who_takes_part_is_no_turn_and_gives_their_offices(listed: str, where: str) -> None:
    talk = "RUIZ: The lock opens on Monday.\n\nBRANDT: And the gate?\n\nRUIZ: It opens with the lock."
    document = read(*([listed, talk] if where == "first" else [talk, listed]))
    assert [turn.speaker for turn in document.turns] == ["Ana Ruiz", "Odo Brandt", "Ana Ruiz"]
    assert [person.office for person in document.cast] == ["Chief Engineer", "Mayor of Aune"]
    assert said(document)[-1] == "It opens with the lock."


def test_lists_above_a_call_end_where_somebody_speaks() -> None:
    document = read(
        "Lumen Ferries Q2 2031 Call", "COMPANY PARTICIPANTS\nAda Quist - Chief Executive",
        "CONFERENCE CALL PARTICIPANTS\nEdda Vane - Harbour Bank", "Ada Quist\nThe boats came in on time.",
        "Edda Vane\nAll of them?", "Ada Quist\nAll but two.", "Edda Vane\nWhich two?",
    )  # fmt: skip
    assert [turn.label for turn in document.turns] == ["Ada Quist", "Edda Vane"] * 2
    assert document.cast[1].office == "Harbour Bank"


def test_people_who_are_told_of_in_sentences_are_no_list() -> None:
    document = read(
        "LUND: Ana Ruiz, the mayor, came.\nOdo Brandt, an engineer, did not come.", "PIKE: Why?",
        "LUND: The reasons:\n\nAune Bridge – Monday\nAune Lock – Tuesday", "PIKE: I see.",
    )  # fmt: skip
    assert said(document)[0].endswith("did not come.")
    placed = read("Tarn Hill, Valmoor\nOdo Brandt (Head Coach)", "Q: Why?", "THE COACH: It rained.", "Q: Oh.")
    lines = (*document.lines, *placed.lines)
    assert not [line for line in lines if line.rule == "names who takes part"]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Mr. Brandt, tell the inquiry what you saw.", "question"),
        ("Please describe the door.", "question"),
        ("I would like to hear about the door.", "question"),
        ("Perhaps you could say who held the key.", "question"),
        ("We will tell nobody. The inquiry rises at noon.", "moderator"),
        ("The witness may stand down when she likes.", "moderator"),
    ],
)
def test_a_chair_asks_also_without_a_question_mark(words: str, role: str) -> None:
    document = read(
        "CHAIR: Good morning.", "MR. BRANDT: Good morning.", f"CHAIR: {words}", "MR. BRANDT: A red door.",
        "MS. THORNE: Was it open?", "MR. BRANDT: It was shut.", "CHAIR: We rise.",
    )  # fmt: skip
    assert document.turns[2].role == role


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (("OKORO, Nadia", "BRANT, Felix"), ["Nadia Okoro", "Felix Brant"]),
        (("OKORO, Nadia (Spokesperson)", "DE VRIES, Anna"), ["Nadia Okoro", "Anna de Vries"]),
        (("Okoro, Nadia", "Brant, Felix", "Lind, Oda"), ["Nadia Okoro", "Felix Brant", "Oda Lind"]),
        (("Okoro, Greens", "Brant, Greens", "Lind, Reform"), ["Okoro", "Brant", "Lind"]),
        (("OKORO, Minister", "LINDEN, Coastline Radio"), ["Okoro", "Linden"]),
    ],
)
def test_a_surname_may_stand_first_and_a_party_is_no_given_name(
    labels: tuple[str, ...], names: list[str]
) -> None:
    words = ("The tap is safe.", "Since when?", "Since the storm, I hear.")
    turns = [f"{label}: {one}" for label, one in zip(labels * 2, words * 2, strict=False)]
    assert [turn.speaker for turn in read(*turns).turns][: len(names)] == names


def test_a_name_stands_above_the_house_it_asks_for() -> None:
    document = read(
        "DR. SEVRIN: It is falling.", "ANNA BLIX\nChannel 9:\nIs it over?", "DR. SEVRIN: It is not.",
        "Omar Tell\n(Northern Herald)\nAnd the schools?", "DR. SEVRIN: They open.\n\nSevrin\nHouse of Health",
    )  # fmt: skip
    assert [turn.speaker for turn in document.turns] == [
        "Sevrin",
        "Anna Blix",
        "Sevrin",
        "Omar Tell",
        "Sevrin",
    ]
    assert [turn.role for turn in document.turns] == ["answer", "question"] * 2 + ["answer"]


_TWO_LINES = """{first}\n{above}\n\nThe dam holds. We measured it at noon.\n
{second}\n{below}\n\nAnd will it hold in spring?\n
{first}\n{above}\n\nIt will, if the gates work.\n
{second}\n{below}\n\nWho looks after the gates?"""


def test_an_office_or_an_outlet_under_a_name_is_no_speaker() -> None:
    document = read(
        _TWO_LINES.format(first="Ilse Dorn", above="Water Engineer", second="Paul Renk", below="Dam & Valley")
    )
    assert [turn.speaker for turn in document.turns] == ["Ilse Dorn", "Paul Renk"] * 2
    assert [turn.role for turn in document.turns] == ["answer", "question"] * 2
    assert [person.office for person in document.cast] == ["Water Engineer", "Dam & Valley"]
    assert not any("Engineer" in words.text or "Valley" in words.text for words in document.paragraphs)


def test_words_under_a_name_are_spoken_where_they_end_or_do_not_come_back() -> None:
    said = _TWO_LINES.format(first="Ilse Dorn", above="Good day.", second="Paul Renk", below="Thanks.")
    document = read(said)
    assert [turn.speaker for turn in document.turns] == ["Ilse Dorn", "Paul Renk"] * 2
    assert [person.office for person in document.cast] == [None, None]
    assert "Good day." in document.turns[0].text and document.paragraphs[0].text.startswith("Good day.")


@pytest.mark.parametrize("word", ["Speech", "Contribution", "Intervention no."])
def test_a_speech_has_a_number_an_office_and_a_party(word: str) -> None:
    document = read(
        f"{word} 4 Minister for Roads LIV SAND-ORRE (N)\nThe road is open. It was closed for a week.",
        f"{word} 5 JON BEK (R)\nWhy was it closed for so long?",
        f"{word} 6 Minister for Roads LIV SAND-ORRE (N) reply\nThere was a tree on it.",
        f"{word} 7 JON BEK (R) reply\nFor a week?",
        f"{word} 8 THE DEPUTY SPEAKER\nThe debate is closed.",
    )
    names = [*["Liv Sand-Orre", "Jon Bek"] * 2, "The Deputy Speaker"]
    assert [turn.speaker for turn in document.turns] == names
    assert document.cast[0].office == "Minister for Roads"


def test_numbered_headings_are_no_speeches() -> None:
    lines = ("Section 4 ROADS AND BRIDGES", "Section 5 PAY", "Table 6 COSTS (in crowns)")
    assert not read(*(f"{line}\nThe committee met on Monday. It heard the engineer." for line in lines)).turns


def test_a_host_who_talks_most_leads_and_asks_and_answers_nothing() -> None:
    document = read(
        "Mara Quist: Good evening to all who came out in the rain. With me is the mayor. Mayor, why here?",
        "Mayor Dahl: The old one falls down.", "Mara Quist: And why now?", "Mayor Dahl: There is money.",
        "Mara Quist: We take questions from the floor. The lady at the back.", "Resident: Who pays?",
        "Mayor Dahl: The county.", "Mara Quist: Thank you all for coming out in the rain.",
    )  # fmt: skip
    asks = [turn.role for turn in document.turns if turn.speaker == "Mara Quist"]
    assert asks == ["question", "question", "moderator", "moderator"]
    assert {turn.role for turn in document.turns if turn.speaker == "Dahl"} == {"answer"}


@pytest.mark.parametrize(
    ("words", "role"),
    [("It does. It does.", "answer"), ("Or where?", "question"), ("I ask why.", "question")],
)
def test_who_asks_as_a_rule_may_be_asked(words: str, role: str) -> None:
    document = read(
        "Mayor Graves: I take a motion.", "Bea Oong: How long does it last?", "Mayor Graves: A year.",
        "Bea Oong: And then?", "Mayor Graves: We paint it.", "Town Clerk: Does it include the paint?",
        f"Bea Oong: {words}", "Mayor Graves: Then we have a bridge.",
    )  # fmt: skip
    assert document.turns[6].role == role


def test_letters_that_a_scanner_confused_are_a_misprint() -> None:
    turns = ("MR. KOLB: It is.", "QUESTION: Since when?")
    document = read(*turns, *turns, "MR. K0LB: Monday.", "QUESTl0N: Why?")
    assert [turn.speaker for turn in document.turns] == ["Kolb", None] * 3


def test_a_record_of_a_meeting_has_lines_that_nobody_speaks() -> None:
    document = read(
        "**Present:** Mayor Ottoline Graves; Councillors Luis Ferrando and Bea Oong",
        "**Mayor Graves:** I take a motion.", "**Moved:** Councillor Oong, that it be steel.",
        "**Councillor Ferrando:** I had a dog. The decision: steel.", "**A resident:** He would!",
        "**Mayor Graves:** Order.", "Ferrando rose—", "**Councillor Ferrando:** The sun rose.",
        "**Vote:** For 3, against 0.", "**Mayor Graves:** Carried.",
    )  # fmt: skip
    graves, luis = "Ottoline Graves", "Luis Ferrando"
    assert [turn.speaker for turn in document.turns] == [graves, luis, None, graves, luis, graves]
    rules = {line.rule for line in document.lines if "**Moved" in line.text or "**Vote" in line.text}
    assert rules == {"what the minutes record"}
    assert said(document)[1].endswith("The decision: steel.")


def test_a_given_name_alone_stands_for_the_full_name_above() -> None:
    document = read(
        "Coach Ragnar Tuomi and the captain, Kofi Lund, met the press.", "Q: How is the knee?",
        "Ragnar: It bends.", "Q: And yours?", "Kofi: We are on the line from Little Ern. Ragnar, listen!",
        "Q: Why?", "Ragnar: Ask Kofi.",
    )  # fmt: skip
    assert [turn.speaker for turn in document.turns if turn.speaker] == [
        "Ragnar Tuomi", "Kofi Lund", "Ragnar Tuomi",
    ]  # fmt: skip


def test_the_line_above_a_record_names_the_judge_and_a_certificate_is_no_speech() -> None:
    document = read(
        "BEFORE THE HONORABLE MIRELA OSTRAND", "P R O C E E D I N G S", "THE COURT: Good morning.",
        "MS. TARVIN: We are ready, Your Honor.", "THE COURT: Proceed.\n" + 40 * " " + "4\nWe begin.",
        "MS. TARVIN: Nothing further.", "THE COURT: We rise.", "C E R T I F I C A T E", "I certify it.",
    )  # fmt: skip
    assert document.turns[0].speaker == "Mirela Ostrand"
    assert said(document)[-1] == "We rise."
    assert [span.text.strip() for span in document.boilerplate][-3:] == [
        "4", "C E R T I F I C A T E", "I certify it.",
    ]  # fmt: skip


RELEASE = "New lock opens at Arne\n\nThe lock took three years to build, and barges use it now.\n\n"


def test_quotes_attributable_to_somebody_are_a_turn_of_a_press_release() -> None:
    page = f"{RELEASE}Quotes attributable to Minister for Waterways Ines Calder:\n\n“It was worth it.”\n\n"
    page += "“Nobody waits.”\n\nQuote attributable to the Mayor of Arne, Tomas Brill:\n\n“We have it.”"
    turns = read(page).turns
    assert [turn.speaker for turn in turns] == ["Ines Calder", "Tomas Brill"]
    assert page[turns[0].body_start : turns[0].body_end].count("“") == 2


@pytest.mark.parametrize(
    "line",
    [
        "Quotes attributable to the storm were collected by the Mayor, Tomas Brill.",
        "Quotes attributable to nobody are not printed here",
        "Comments attributed to Tomas Brill",
        "Delays attributable to Tomas Brill:",
    ],
)
def test_other_lines_that_attribute_are_no_label(line: str) -> None:
    assert (
        read(f"{RELEASE}{line}\n\n“It was worth every day of them,” said the mayor, who was there.").turns
        == ()
    )


PASTED = "Home\nSport\nShare on Facebook\nHarbour tunnel to close for nine nights\nBy Lena Marsh\n"
TUNNEL = "The tunnel closes on Monday so that the lamps can be replaced, the city said.\n"


def test_what_a_pasted_page_offers_to_read_and_who_writes_it_are_no_headings() -> None:
    page = f"{PASTED}Transport reporter\nPublished 4 May 2031\n{TUNNEL}"
    page += f"Read also: Why the old bridge may never open again\n{TUNNEL}86 comments"
    document = read(page)
    assert [heading.text for heading in document.headings] == ["Harbour tunnel to close for nine nights"]
    assert len(document.paragraphs) == 2


def test_a_headline_about_a_reporter_and_one_that_says_read_are_headings() -> None:
    page = f"City sues transport reporter\n{TUNNEL}\nRead aloud: a prize for pupils\n{TUNNEL}"
    assert [h.text for h in read(page).headings] == [
        "City sues transport reporter", "Read aloud: a prize for pupils"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        ("Fish Market Hall\n12 Quay Street\nPort Liss", 0),
        ("Water comes down\nAnd will not stay\nIt takes the bank\nIt takes the day", 0),
        ("Fisheries\nHerring in the north", 2),
        ("ORAL ANSWERS\n\nFisheries\n\nHerring in the north", 3),
    ],
)
def test_three_lines_in_a_row_above_a_turn_are_no_headings(lines: str, headings: int) -> None:
    turns = [
        "Ms LEE: It is open.",
        "Mr OKORO: Since when?",
        "Ms LEE: Since May.",
        lines,
        "Mr OKORO: And cod?",
    ]
    assert len(read("\n\n".join(turns)).headings) == headings


def test_a_label_without_words_at_the_end_of_a_wrapped_line_ends_the_turn_before() -> None:
    talk = (
        "MS LEE: The lock is open, and the boats that waited in\nthe basin have come since the\nwater rose. "
    )
    talk += "We are glad of it, as the crews are. " * 40
    talk += (
        "QUESTION: \nwhen will the other one open, and who\npays?\nMS LEE: In May, as we said when\nit began."
    )
    turns = read(talk).turns
    assert [turn.label for turn in turns] == ["MS LEE:", "QUESTION:", "MS LEE:"]
    assert all(turn.end <= following.start for turn, following in pairwise(turns))
