"""Every layout that people bring is read as its fixture says; see tests/fixtures/layouts/README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing_lessons.reading import Document, parse_source, source_from_bytes, source_from_text, view_of
from briefing_lessons.reading.labels import inside, is_long
from briefing_lessons.reading.lines import RawLine, in_capitals, worded_like_furniture

FOLDER = Path(__file__).parent / "fixtures" / "layouts"
_CASE = re.compile(
    r"\A(?P<title>.+)\n~~~ input (?P<name>\S+)(?P<options>.*)\n"
    r"(?P<text>[\s\S]*?)~~~ expected\n(?P<expected>[\s\S]*)\Z"
)


EXPECTED = set("layout title turn heading boilerplate paragraph warning placed".split()) | {"no warnings"}


@dataclass(frozen=True)
class Case:
    title: str
    name: str
    data: bytes
    expected: tuple[tuple[str, str], ...]

    def wanted(self, key: str) -> list[str]:
        return [value for name, value in self.expected if name == key]


def load_case(path: Path) -> Case:
    match = _CASE.match(path.read_text(encoding="utf-8"))
    assert match, f"{path.name} is not in the form that README.md describes"
    text = shown(match["text"])
    if "newlines: crlf" in match["options"]:
        text = text.replace("\n", "\r\n")
    encoding = re.search(r"encoding: (\S+)", match["options"])
    keys = {line.partition(":")[0].strip() for line in match["expected"].splitlines() if line.strip()}
    assert keys <= EXPECTED, f"{path.name}: {keys - EXPECTED} are not among what README.md describes"
    expected = tuple(
        (key.strip(), shown(value).strip(" "))
        for line in match["expected"].splitlines()
        if line.strip()
        for key, _, value in [line.partition(":")]
    )
    return Case(match["title"], match["name"], text.encode(encoding[1] if encoding else "utf-8"), expected)


def shown(text: str) -> str:
    return text.replace("⍽", "\u00a0").replace("␌", "\f").replace("␊", "")


CASES = {path.stem: load_case(path) for path in sorted(FOLDER.glob("*.txt"))}


def read(case: Case) -> Document:
    return parse_source(source_from_bytes(case.data, case.name))


@pytest.mark.parametrize("stem", CASES)
def test_layout_is_read_as_its_fixture_says(stem: str) -> None:
    case = CASES[stem]
    document = read(case)
    for layout in case.wanted("layout"):
        assert (document.layout, case.title) == (layout, case.title), document.layout_reason
    for title in case.wanted("title"):
        assert document.title is not None and document.title.replace("\u00a0", " ") == title
    if turns := case.wanted("turn"):
        found = [(turn.label, turn.speaker or "-", turn.role or "-") for turn in document.turns]
        wanted = [tuple(part.strip(" ") for part in turn.split("|")) for turn in turns]
        assert found == [turn[:3] for turn in wanted]
        for turn, (*_, words) in zip(document.turns, wanted, strict=True):
            assert document.text[turn.body_start : turn.body_end].startswith(words)
    if headings := case.wanted("heading"):
        assert [heading.text for heading in document.headings] == headings
    if boilerplate := case.wanted("boilerplate"):
        found_lines = [span.text for span in document.boilerplate]
        assert found_lines == boilerplate
    paragraphs = [view_of(document, paragraph).text for paragraph in document.paragraphs]
    for paragraph in case.wanted("paragraph"):
        assert paragraph in paragraphs
    for words in case.wanted("warning"):
        assert any(words in warning for warning in document.coverage.warnings), document.coverage.warnings
    if case.wanted("no warnings"):
        assert document.coverage.warnings == ()
    if case.wanted("placed"):
        assert document.coverage.unplaced == ()


@pytest.mark.parametrize("stem", CASES)
def test_every_span_is_exactly_the_text_it_covers(stem: str) -> None:
    document = read(CASES[stem])
    spans = (
        *document.lines,
        *document.headings,
        *document.sections,
        *document.paragraphs,
        *document.turns,
        *document.boilerplate,
    )
    assert all(document.text[span.start : span.end] == span.text for span in spans)
    assert "\n".join(line.text for line in document.lines) == document.text.removesuffix("\n")


def test_another_text_under_a_ruler_is_no_part_of_the_last_turn() -> None:
    talk = "MS LEE: Good morning. The lock opens today, after a long and cold winter.\n\nQUESTION: When?\n\n"
    talk += "MS LEE: At noon, when the mayor comes.\n\n"
    other = "---------\n\nIN BRIEF\n\nBread: a loaf costs more from Monday."
    document = parse_source(source_from_bytes((talk + other).encode(), "letter.txt"))
    assert document.text[document.turns[-1].body_start : document.turns[-1].body_end].endswith("mayor comes.")
    goes_on = parse_source(source_from_bytes(f"{talk}---------\n\nBread costs more.".encode(), "letter.txt"))
    assert goes_on.text[: goes_on.turns[-1].body_end].endswith("costs more.")


def test_a_pasted_news_page_has_one_heading_a_standfirst_and_furniture() -> None:
    page = (
        "The Lantern\nHome | World | Sport\nSubscribe now\n\nLock at Aune opens again after a long winter\n\n"
    )
    page += "Boats are back, and not everybody in the old town is pleased about it\n\n"
    page += "By Jon Abel, Harbour Correspondent\nPublished 6 April 2031\n\n"
    page += "The lock opened at noon, and the first boats came in an hour later, the mayor said.\n\n"
    page += "Additional reporting by Ilka Renn in Senna\n\nMost read\n1. A dog wins the vote. Again\n"
    page += "2. Why your bread is smaller than it was in the spring\n\n© 2031 The Lantern"
    document = parse_source(source_from_bytes(page.encode(), "lock.txt"))
    assert [heading.text for heading in document.headings] == ["Lock at Aune opens again after a long winter"]
    assert document.coverage.placed == document.coverage.lines
    assert [paragraph.text[:5] for paragraph in document.paragraphs] == ["Boats", "The l"]


FORMS = {
    "brackets": ("[Petra] We are here.\n[Odo] Who is?\n[Petra] All of us.", ["Petra", "Odo", "Petra"]),
    "dashes": (
        "Ilka Renn (S&D). – Madam President, the roads are shut.\n\nOdo Brandt, Commissioner. – They are not."
        "\n\nJon Abel (PPE). – How many are?\n\nOdo Brandt, Commissioner. – Four.\n\nPresident. – Thank you.",
        ["Ilka Renn", "Odo Brandt", "Jon Abel", "Odo Brandt", "President"],
    ),
    "letters and a dash": ("Q — When?\n\nA — In May.\n\nQ — Why?\n\nA — Because.", [None] * 4),
    "date and time": (
        "[12/05/2031, 17:33:02] Ana Ruiz: Good morning.\n[12/05/2031, 17:34] Odo Lund: When does it open?\n"
        "[12/05/2031, 17:35:10] Ana Ruiz: In May.",
        ["Ana Ruiz", "Odo Lund", "Ana Ruiz"],
    ),
    "a slash before a house": (
        "Ana Ruiz / Coastline Radio: When?\n\nMinister Osei: In May.\n\nJon Abel / The Lantern: Why?\n\n"
        "Minister Osei: Because.\n\nAna Ruiz / Coastline Radio: And?\n\nMinister Osei: No.",
        ["Ana Ruiz", "Osei", "Jon Abel", "Osei", "Ana Ruiz", "Osei"],
    ),
    "numbers before names": (
        "1. Ana Ruiz: Good morning.\n2. Odo Lund: When?\n3. Ana Ruiz: In May.\n4. Odo Lund: Why?",
        ["Ana Ruiz", "Odo Lund"] * 2,
    ),
    "a list with numbers": ("1. Roads: they are open.\n2. Food Aid: it is late.\n3. Bread: it is cheap.", []),
    "letters after a name": (
        "The Hon. Ana Ruiz MP: Welcome.\n\nQUESTION: When?\n\nAna Ruiz: In May.\n\nODO LUND KC: In June.",
        ["Ana Ruiz", None, "Ana Ruiz", "Odo Lund"],
    ),
    "an office above its holder": (
        "Ilka Renn\n(Aune North) (Lab)\n\nIs the road open, after all that time?\n\nThe Minister for Roads\n"
        "(Odo Brandt)\n\nThe road is open.\n\nIlka Renn\n\nIs it?\n\nOdo Brandt\n\nIt is.\n\nIlka Renn\n\nOh."
        "\n\nOdo Brandt\n\nYes.",
        ["Ilka Renn", "Odo Brandt"] * 3,
    ),
    "an office between a name and a dash": (
        "President. – The next item is the ice.\n\nAna Ruiz, Member of the Commission. – It is not new.\n\n"
        "Odo Brandt, on behalf of the Greens. – How thick is it?\n\nPia Renn (PPE). – Thick.\n\n"
        "Ana Ruiz, Member of the Commission. – We will write.\n\nPresident. – The debate is closed.",
        ["President", "Ana Ruiz", "Odo Brandt", "Pia Renn", "Ana Ruiz", "President"],
    ),
    "a greeting that ends with a comma": (
        "Talks in Liss\n\nPresident of Liss Pia Renn: Ms President, ladies and gentlemen,\n\nWe had a talk."
        "\n\nQUESTION: When will the ice be gone?\n\nPia Renn: In April.",
        ["Pia Renn", None, "Pia Renn"],
    ),
    "a house before a name": (
        "Renn Pia, Minister: I will go.\n\nCoastline Radio, Ruiz: When?\n\nRenn Pia, Minister: On Friday."
        "\n\nCoastline Radio, Ruiz: Why?\n\nRenn Pia, Minister: I am asked to.",
        ["Renn Pia", "Ruiz", "Renn Pia", "Ruiz", "Renn Pia"],
    ),
    "who presides, as the list above says": (
        "President: Ms. Renn (Liss)\n\nThe President (spoke in French): I give the floor to Mr. Lund.\n\n"
        "Mr. Lund: The ice came early.\n\nThe President (spoke in French): I thank Mr. Lund.\n\n"
        "The meeting rose at 10.45 a.m.",
        ["Renn", "Lund", "Renn"],
    ),
    "two brackets": (
        "((WN)) When?\n\nPia Renn: In May.\n\n((WN)) Why?\n\nRenn: It is warm.\n\n((WN)) Now?\n\nRenn: No.",
        ["WN", "Pia Renn"] * 3,
    ),
    "two arrows without a space are no quoted mail": (
        ">>Mayor Renn: The lock is open.\n>>Speaker: Since when?\n>>Mayor Renn: Monday.\n>>Speaker: Why?\n"
        ">>Mayor Renn: It rained.",
        ["Renn", None, "Renn", None, "Renn"],
    ),
    "a place and a topic are no label": (
        "Mr OSEI: The road is late.\n\nMs BECK: Is it?\n\nCobble Creek: Signs\n\nMr OSEI: They are dear.\n\n"
        "Ms BECK: Who pays?",
        ["Osei", "Beck", "Osei", "Beck"],
    ),
    "small letters throughout": (
        "ana ruiz: good morning.\n\nodo (on the phone): good morning.\n\nana ruiz: when does it open?\n\n"
        "odo: in may. the stones are late.",
        ["Ana Ruiz", "Odo", "Ana Ruiz", "Odo"],
    ),
    "a list in small letters": (
        "boots: they must be high\nrope: ten metres\nboots: for the dog too\nrope: for the boat",
        [],
    ),
    "a letter in italics": (
        "MS. LEE: It opens.\n\n*Q* When?\n\nMS. LEE: In May.\n\n*Q* Why?\n\nMS. LEE: It is warm.\n\n*Q* Oh.",
        ["Lee", None] * 3,
    ),
    "the house on the next line": (
        "Minister Odo Brandt\nThe wall is finished.\n\nAna Ruiz\nCoastline Radio\nWhen does it open?\n\n"
        "Minister Odo Brandt\nIn May.\n\nAna Ruiz\nCoastline Radio\nAnd who pays for it?\n\n"
        "Minister Odo Brandt\nThe town.",
        ["Odo Brandt", "Ana Ruiz", "Odo Brandt", "Ana Ruiz", "Odo Brandt"],
    ),
    "a button under every name": (
        "Ferries\n\nSir Odo Brandt\n(Aune North) (Ind)\nShare this contribution\n\n1. What steps she took."
        "\n\nThe Minister for Boats and Piers and for the Lakes and Rivers of the Whole Land (Ana Ruiz)\n"
        "Share this contribution\n\nFour, of late.\n\nColumn 12\n\nOdo Brandt\nShare this contribution"
        "\n\nIs it?\n\nAna Ruiz\nShare this contribution\n\nIn May.\n\nHon. Members\n"
        "Share this contribution\n\nOh!",
        ["Odo Brandt", "Ana Ruiz", "Odo Brandt", "Ana Ruiz", "Hon. Members"],
    ),
    "an office in italics behind a name in bold": (
        "# A Call\n\n## Prepared Remarks:\n\n**Operator**\n\nWelcome.\n\n**Ana Ruiz** -- *Chief Baker*\n\n"
        "It rose.\n\n**Operator**\n\nMr. Lund.\n\n**Odo Lund** -- *Aune Bank -- Analyst*\n\nBy how much?\n\n"
        "**Ana Ruiz** -- *Chief Baker*\n\nA hand.\n\n**Odo Lund** -- *Aune Bank -- Analyst*\n\nWhy?",
        ["Operator", "Ana Ruiz", "Operator", "Odo Lund", "Ana Ruiz", "Odo Lund"],
    ),
    "arrows before capitals that go on below": (
        ">> MAYOR RENN: THE LOCK IS OPEN.\n>> SINCE WHEN, AND FOR WHICH\nBOATS?\n>> MAYOR RENN: MONDAY.\n"
        ">> AND WHY?\n>> MAYOR RENN: IT RAINED.",
        ["Renn", None, "Renn", None, "Renn"],
    ),
    "a telephone that asks": (
        "00:00:01 Ana Ruiz: We take a call.\n00:00:04 iPhone (2): Hello? Is the lock open?\n"
        "00:00:09 Ana Ruiz: It is.\n00:00:12 iPhone (2): Why?\n00:00:15 Ana Ruiz: It rained.",
        ["Ana Ruiz", None, "Ana Ruiz", None, "Ana Ruiz"],
    ),
    "who calls in by telephone has a number": (
        "00:00:01 Ana Ruiz: We take a call.\n00:00:04 +44 7700 *** 118: Is the lock open?\n"
        "00:00:09 Ana Ruiz: It is.\n00:00:12 +44 7700 *** 118: Why?\n00:00:15 Ana Ruiz: It rained.",
        ["Ana Ruiz", "+44 7700 *** 118", "Ana Ruiz", "+44 7700 *** 118", "Ana Ruiz"],
    ),
    "letters, and names in capitals above a house": (
        "PR - Pia Renn (Press Officer)\nDG - Dr Odo Brandt (Director-General)\n\nPR\nGood morning.\n\nDG\n"
        "It is open.\n\nPR\nMs Ruiz.\n\nANA RUIZ\nThe Daily Coast\nSince when?\n\nDG\nMonday.\n\nPR\n"
        "That is all.",
        ["Pia Renn", "Odo Brandt", "Pia Renn", "Ana Ruiz", "Odo Brandt", "Pia Renn"],
    ),
}


@pytest.mark.parametrize(("text", "speakers"), FORMS.values(), ids=FORMS)
def test_a_form_of_labels_is_read(text: str, speakers: list[str | None]) -> None:
    assert [
        turn.speaker for turn in parse_source(source_from_bytes(text.encode(), "a.txt")).turns
    ] == speakers


def test_paragraphs_in_bold_ask_where_nobody_is_named() -> None:
    parts = ["# A wet cellar", "*The engineer Pia Renn. Interview by Ana Ruiz*", "**When did it rain?**"]
    parts += ["On Monday. It was not in the plan.", "It rained again on Tuesday.", "**Whose plan was it?**"]
    parts += [
        "Mine, I drew it in the spring.",
        "**The flood**",
        "**And now? Tell us.**",
        "I draw another one.",
        "**Where?**",
        "At home.",
    ]
    document = parse_source(source_from_bytes("\n\n".join(parts).encode(), "a.md"))
    assert [turn.role for turn in document.turns] == ["question", "answer"] * 4
    assert {turn.speaker for turn in document.turns[::2]} == {"Ana Ruiz"}
    assert "Nobody is named before the turns" in document.coverage.warnings[0]
    assert [heading.text for heading in document.headings] == ["A wet cellar", "The flood"]
    plain = parse_source(source_from_bytes("\n\n".join(parts).replace("**", "").encode(), "a.md"))
    assert plain.turns == ()
    parts += [
        "***Why there?***",
        "**Odo Brandt:** She says that: always.",
        "***Thanks.***",
        "---",
        "*Cut short.*",
    ]
    longer = parse_source(source_from_bytes("\n\n".join(parts).encode(), "a.md"))
    assert [(turn.speaker, turn.text[:4]) for turn in longer.turns[8:]] == [
        ("Ana Ruiz", "***W"),
        ("Odo Brandt", "**Od"),
        ("Ana Ruiz", "***T"),
    ]
    assert longer.lines[-1].role == "boilerplate"


CLUB = """# Every word

Ana Ruiz and captain Odo Brandt met the media on Thursday.

## Ana Ruiz

**Q. Who plays?**

Odo does. He ran well.

I saw it.

**Q. You lost in May.**

(Laughter)

We did.

## Odo Brandt

**Q. How is the knee?**

Better."""


def test_what_stands_below_a_labelled_question_is_its_answer_where_nothing_else_is_labelled() -> None:
    document = read_text(CLUB)
    assert [turn.speaker for turn in document.turns] == [*[None, "Ana Ruiz"] * 2, None, "Odo Brandt"]
    assert said(document)[1] == "Odo does. He ran well.\n\nI saw it."
    topics = read_text(CLUB.replace("## Ana Ruiz", "## Fit Again").replace("## Odo Brandt", "## The Knee"))
    assert {turn.speaker for turn in topics.turns} == {None} and len(topics.turns) == 6
    plain = "Q. Who plays?\n\nOdo does.\n\nQ. Is he fit?\n\nHe ran.\n\nQ. And you?\n\nI am."
    assert [turn.role for turn in read_text(plain).turns] == ["question", "answer"] * 3
    answered = plain.replace("Odo does", "MR LUND: Odo does")
    assert [turn.role for turn in read_text(answered).turns].count("answer") == 1
    asked = "Q: I have two. The first is on the knee.\n\nThe second is on the weather. Will it hold?\n\n"
    assert len(read_text(asked * 3).turns) == 3


def test_a_label_stands_behind_a_button_and_before_a_dash_in_bold() -> None:
    button = (
        "[Expand] Ms. Ana Ruiz (Liss, Ind.): How late?\n\n[Expand] Hon. Odo Brandt (Minister): Not late.\n\n"
    )
    document = read_text(
        button + "[Expand] Ms. Ana Ruiz: Thank you.\n\nHon. Odo Brandt: [Laughter] Thank you."
    )
    assert [turn.speaker for turn in document.turns] == ["Ana Ruiz", "Odo Brandt"] * 2
    names = ("Ana Ruiz, on behalf of the Greens", "Odo Brandt (PL), blue-card question", "Ana Ruiz (GR)")
    page = "".join(f"<p><b>{name}. –</b> Madam President, it is late.</p>" for name in (*names, "President"))
    spoken = parse_source(source_from_bytes(f"<html><body>{page}</body></html>".encode(), "a.html")).turns
    assert [turn.speaker for turn in spoken] == ["Ana Ruiz", "Odo Brandt", "Ana Ruiz", "President"]


def test_a_heading_of_another_level_than_names_have_is_no_label() -> None:
    talk = "### Quay Bridge (Liss)\n\n#### 1. Ana Ruiz (Liss)\n\nIs it open?\n\n#### Odo Brandt\n\nIt is.\n\n"
    talk += "#### Ana Ruiz\n\nSince when?\n\n#### Odo Brandt\n\nSince May.\n\n#### Pia Renn (Aune)\n\nIndeed."
    document = parse_source(source_from_bytes(talk.encode(), "a.md"))
    assert [turn.speaker for turn in document.turns] == [*["Ana Ruiz", "Odo Brandt"] * 2, "Pia Renn"]
    level = parse_source(source_from_bytes(talk.replace("### Quay", "#### Quay").encode(), "a.md"))
    assert level.turns[0].speaker == "Quay Bridge"  # printed like a name


def test_who_takes_the_chair_between_turns_does_not_speak() -> None:
    talk = TALK.replace("MS LEE: How old?", "PRESIDING: ANA RUIZ\n\nMS LEE: How old?")
    assert [turn.label for turn in read_text(talk).turns] == [turn.label for turn in read_text(TALK).turns]
    assert len(read_text(talk.replace("ANA RUIZ", "Good morning.")).turns) == len(read_text(TALK).turns) + 1


def test_a_full_name_may_ask_once_among_initials() -> None:
    talk = "AR\tWelcome.\nOB\tThank you.\nPetra Noll, Aune Anglers: Which weir?\nOB\tThat one.\nAR\tNext.\n"
    speakers = [
        turn.speaker for turn in read_text(talk + "Audience member: Why?\nAudience member: And?").turns
    ]
    assert speakers == ["AR", "OB", "Petra Noll", "OB", "AR", None, None]


def test_the_head_of_a_page_in_the_middle_of_a_sentence_is_furniture() -> None:
    head = "2/4                 32-11408\nThe quay of Aune    12/05/2032"
    page = f"MR HOLT: We ask the\n\n{head}\n\nmayor to report."
    assert "32-11408" in str(read_text(f"{TALK}{page}\n\nMS LEE: Yes.").boilerplate)
    for other in ("2 boats,", "2 boats left.", "- 2 boats"):  # a line of verse, a sentence, an item
        text = f"{TALK}{page}".replace(head, other)
        assert (other in str(read_text(text).boilerplate)) is (other == "2 boats,")
    ended = f"{TALK}{page}".replace("We ask the", "We ask.")
    assert "12/05/2032" not in str(read_text(ended).boilerplate)


def test_who_asks_for_the_floor_does_not_give_it() -> None:
    talk = TALK.replace(
        "A hundred years.", "I have asked for the floor to say that it is a hundred years old."
    )
    assert [turn.role for turn in read_text(talk).turns if turn.label == "MR HOLT:"] == ["answer"] * 2


def test_questions_in_bold_stand_between_answers_of_people_who_are_named() -> None:
    parts = ["**Since when is it open?**", "**Ana Ruiz:** Since May.", "**Odo Lund:** And a day in April."]
    parts += ["**Who paid?**", "**Ana Ruiz:** The town did."]

    def said(text: str) -> list[tuple[str | None, str | None]]:
        document = parse_source(source_from_bytes(text.encode(), "a.md"))
        return [(turn.speaker, turn.role) for turn in document.turns]

    asked, ruiz, lund = (None, "question"), ("Ana Ruiz", "answer"), ("Odo Lund", "answer")
    assert said("\n\n".join(parts)) == [asked, ruiz, lund, asked, ruiz]
    topic = "\n\n".join(parts).replace("Who paid?", "Who paid")
    assert [speaker for speaker, _ in said(topic)] == ["Ana Ruiz", "Odo Lund", "Ana Ruiz"]
    labelled = "\n\n".join(parts).replace("**Since", "**Question: Since").replace("**Who", "**Question: Who")
    assert said(labelled) == [asked, ruiz, lund, asked, ruiz]
    plain = "\n\n".join(parts).replace("**", "")
    assert [speaker for speaker, _ in said(plain)] == ["Ana Ruiz", "Odo Lund", "Ana Ruiz"]


def test_a_name_that_comes_back_makes_labels_of_names_like_it() -> None:
    turns = "Vera Holt: It is safe.\nTomas Lund: Is it?\nVera Holt: It is."
    found = parse_source(source_from_bytes(turns.encode(), "a.txt")).turns
    assert [turn.speaker for turn in found] == ["Vera Holt", "Tomas Lund", "Vera Holt"]
    once = turns.replace("Vera Holt: It is.", "It is, she said.")
    assert parse_source(source_from_bytes(once.encode(), "a.txt")).turns == ()


def test_a_dash_after_a_letter_may_be_speech() -> None:
    text = (
        "MS. LEE: It opens.\n\nQ — in May, then?\n\nMS. LEE: In May.\n\nQ When?\n\nMS. LEE: Soon.\n\nQ Why?"
    )
    turn = parse_source(source_from_bytes(text.encode(), "a.txt")).turns[1]
    assert (turn.label, turn.text[-18:]) == ("Q", "Q — in May, then?"[-18:])


def test_names_in_a_list_of_definitions_are_labels_and_keys_are_not() -> None:
    talk = "<dt>Odo Brandt</dt><dd>The wall is finished.</dd>"
    talk += "<dt>Ana Ruiz, Coastline Radio</dt><dd>Since when?</dd>"
    talk += "<dt>Odo Brandt</dt><dd>Monday.</dd><dt>Jon Abel</dt><dd>Who pays?</dd>"
    talk += "<dt>Odo Brandt</dt><dd>The town does.</dd>"
    keys = "<dt>From:</dt><dd>The harbour office</dd><dt>Published</dt><dd>3 June 2033</dd>"
    page = f"<html><h1>On the harbour wall</h1><dl>{keys}</dl><dl>{talk}</dl></html>"
    document = parse_source(source_from_bytes(page.encode(), "a.html"))
    found = [turn.speaker for turn in document.turns]
    assert found == ["Odo Brandt", "Ana Ruiz", "Odo Brandt", "Jon Abel", "Odo Brandt"]


def test_a_single_quotation_mark_between_turns_is_no_topic() -> None:
    text = 'MS. LEE: It opens.\n\n"\n\nQUESTION: When?\n\nMS. LEE: In May.'
    assert not parse_source(source_from_bytes(text.encode(), "a.txt")).headings


def test_arrows_in_the_middle_of_a_line_open_turns() -> None:
    text = (
        ">> MAYOR HOLT: THE FIRE IS AT ELEVEN\nHUNDRED ACRES. >> WHO LIT IT?\n>> MAYOR HOLT: NOBODY KNOWS.\n"
    )
    text += "WE WILL SEE. >> AND WHEN IS THE\nNEXT UPDATE? >> MAYOR HOLT: AT\nSIX.\n"
    document = parse_source(source_from_bytes(text.encode(), "a.txt"))
    assert [turn.speaker for turn in document.turns] == ["Holt", None, "Holt", None, "Holt"]
    assert document.turns[0].text.endswith("HUNDRED ACRES.") and len(document.text) == len(text)
    plain = "The sign x >> y is read as “far more than”.\nAnd a >> b as well.\n>> is no turn here."
    assert not parse_source(source_from_bytes(plain.encode(), "a.txt")).turns


def test_a_remark_in_brackets_with_a_colon_is_no_turn() -> None:
    text = "MS. LUND: It is open.\n\n[Note: an answer was added.]\n\nQUESTION: Why?\n\nMS. LUND: It rained."
    document = parse_source(source_from_bytes(text.encode(), "a.txt"))
    assert [turn.label for turn in document.turns] == ["MS. LUND:", "QUESTION:", "MS. LUND:"]
    assert [line.number for line in document.lines if line.role == "stage"] == [3]


def test_headings_above_the_first_turn_of_a_record_are_headings_and_a_motion_is_none() -> None:
    top = "House of Deputies\nTuesday 11 November 2031\n\nPrayers\n\nThe Ports Fund\n\nResolved,\nThat it "
    top += "be laid before the House as it stood in March of this year.\n\nOral Answers\n\nFERRIES\n\n"
    top += "The Minister was asked—\n\nWinter Crossings\n\n"
    talk = "1. Dame Orla Fenn: What steps is he taking?\n\nThe Minister for Ferries (Tomas Hale): Two.\n\n"
    document = parse_source(source_from_bytes(f"{top}{talk}Dame Orla Fenn: Which?".encode(), "a.txt"))
    wanted = ["Prayers", "The Ports Fund", "Oral Answers", "FERRIES", "Winter Crossings"]
    assert [heading.text for heading in document.headings][-5:] == wanted
    assert [line.role for line in document.lines][7:9] == ["paragraph", "paragraph"]
    letter = "Ministry of Ports\nPress office\n\n3 March 2031\n\nMS. LUND: It is open.\n\nQUESTION: Why?"
    assert "Press office" not in str(parse_source(source_from_bytes(letter.encode(), "a.txt")).headings)


def test_the_title_below_a_trail_of_links_may_end_with_its_year() -> None:
    page = "Home  /  Press  /  Briefings\n\nBriefing by Spokeswoman Ana Ruiz, May 21, 2031\n\nContents\n"
    page += "1. Ports\n\nPorts\n\nThe port of Liss is open again, and ferries go twice a day.\n\n"
    page += (
        "Question: Why?\n\nAnswer: It was wet.\n\nQuestion: Still?\n\nNo.\n\nBack to top\n\nShare on Facebook"
    )
    document = parse_source(source_from_bytes(page.encode(), "a.txt"))
    assert document.title == "Briefing by Spokeswoman Ana Ruiz, May 21, 2031"
    assert "Ports" in [heading.text for heading in document.headings]


@pytest.mark.parametrize(("top", "title"), [("Home > News > Quay", 1), ("Home > News", 0), ("Menu", 0)])
def test_the_title_of_a_pasted_page_is_what_its_trail_of_links_ends_with(top: str, title: int) -> None:
    heads = ["Ministry of Ports and Lakes", "Remarks on the new quay at Liss"]
    page = [top, "We use cookies to make the page work, accept them.", *heads, "Share this page", "", TALK]
    document = read_text(
        "\n".join([*page, "MS LEE: Come and see it, it is open to all of you now.", "Back to top"])
    )
    assert document.title == heads[title]


@pytest.mark.parametrize("gap", ["\n", ""])
def test_a_list_of_contents_may_stand_below_a_blank_line(gap: str) -> None:
    words = "MS LEE: Come and see it, it is open to all of you now.\n\nThe new wall:\n\n"
    foot = f"\n\n{words}{TALK}\n\nMore quay news\n\nAll quay transcripts"
    top = f"Quay talk of May, a transcript\n\nContents:\n{gap}"
    assert headings(f"{top}The quay\nThe new wall\n\nThe quay:{foot}")[1:] == ["The quay:", "The new wall:"]
    if gap:
        assert headings(f"{top}The quay{foot}")[1:] == ["The quay", "The new wall:"]


def test_what_a_record_of_a_house_prints_between_turns_is_not_spoken() -> None:
    heads = (
        "\n\n3 MAY 2031          Oral Answers          Column 12\n\n",
        "\n\nSome hon. Members rose\u2014\n\n",
    )
    document = read_text(
        f"{TALK}{heads[0]}MR HOLT: It is shut.{heads[1]}MS LEE: In column 12, the hon. Member rose."
    )
    assert said(document)[-2:] == ["It is shut.", "In column 12, the hon. Member rose."]
    assert document.headings == ()


def test_a_program_that_records_meetings_turns_names_round_and_has_callers() -> None:
    who = "Renn, Ilka (Port)", "Jon Abel (Guest)", "+4 555 01** (Unverified)"
    said = [f"{name}   0:{10 + k}\nIt is open now." for k, name in enumerate((*who, *who))]
    assert [turn.speaker for turn in read_text("\n\n".join(said)).turns][:2] == ["Ilka Renn", "Jon Abel"]
    assert len(read_text("\n\n".join(said)).turns) == 6


def test_numbered_topics_are_headings_and_no_title() -> None:
    text = (
        "1. Roads\nMinister Renn: The bridge opens.\n\n2. Bread\nAbel, Lantern: When does the bakery open?\n"
    )
    text += "Minister Renn: In May.\n\nReporter: And the road?\nMinister Renn: In June."
    document = parse_source(source_from_bytes(text.encode(), "a.txt"))
    assert [heading.text for heading in document.headings] == ["1. Roads", "2. Bread"]
    assert document.title is None
    assert [turn.speaker for turn in document.turns] == ["Renn", "Abel", "Renn", None, "Renn"]


def test_what_is_no_speech_ends_no_turn_as_speech() -> None:
    text = "THE COURT: Overruled.\n\nCROSS-EXAMINATION\n\nBY MS. RENN:\n\nQ.  Was it dark?\n\nA.  It was.\n\n"
    text += "*Laughter*\n\nQ.  Why?\n\nA.  It was late.\n\nTranscribed by https://words.example"
    document = parse_source(source_from_bytes(text.encode(), "a.md"))
    assert [heading.text for heading in document.headings] == ["CROSS-EXAMINATION", "BY MS. RENN:"]
    assert [line.text for line in document.lines if line.role == "stage"] == ["*Laughter*"]
    assert document.text[: document.turns[-1].body_end].endswith("late.")


def test_a_meeting_program_turns_names_round() -> None:
    cues = ["<v Ruiz, Ana>Good morning.</v>", "<v Lund, Odo (Guest)>When?</v>", "<v Ruiz, Ana>In May.</v>"]
    cues.append("<v Ana Ruiz, Chair>That is all.</v>")
    timed = (f"00:0{k}.000 --> 00:0{k + 1}.000\n{cue}" for k, cue in enumerate(cues))
    document = parse_source(source_from_bytes("\n\n".join(["WEBVTT", *timed]).encode(), "a.vtt"))
    assert [turn.speaker for turn in document.turns] == ["Ana Ruiz", "Odo Lund", "Ana Ruiz", "Ana Ruiz"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Download the Harbour Post app today and get your first month free!", "an advertisement"),
        ("Get the app approved, said Velk, and we can talk.", None),
        ("Download the report today.", None),
    ],
)
def test_an_advertisement_for_an_app_is_furniture(line: str, rule: str | None) -> None:
    assert worded_like_furniture(line) == rule


@pytest.mark.parametrize(
    ("asked", "layout"),
    [
        ("Why is it closed on day {}?", "unlabelled interview"),
        ("“Why is it closed on day {}?”", "headed report"),
    ],
)
def test_who_asks_in_quotation_marks_asks_in_a_report(asked: str, layout: str) -> None:
    told = "The keeper looked at the sea for a long time, and then at boat {}."
    pairs = (f"{asked.format(day)}\n\n{told.format(day)}" for day in range(5))
    assert parse_source(source_from_text("\n\n".join(["The pier", *pairs]))).layout == layout


def test_two_closing_lines_are_both_taken_off_the_last_turn() -> None:
    turns = "MINISTER ABEL: We sail at noon.\nQUESTION: Why at noon?\n" * 3
    document = parse_source(
        source_from_text(f"{turns}\n(The briefing was concluded at 1:07 P.M.)\nDPB # 31\n")
    )
    assert [line.role for line in document.lines[-2:]] == ["metadata", "metadata"]


@pytest.mark.parametrize(
    "end", ["END\nThe boats of Varn", "***\nTHE BOATS OF VARN", "***\n\nTHE BOATS OF VARN"]
)
def test_another_text_begins_right_below_the_end_or_a_ruler(end: str) -> None:
    turns = "MINISTER ABEL: We sail at noon.\nQUESTION: Why at noon?\n" * 3
    document = parse_source(source_from_text(f"{turns}{end}\nThey are nine.\n"))
    assert [line.role for line in document.lines[-2:]] == ["boilerplate", "boilerplate"]
    assert document.lines[5].role == "turn"


def raw_line(text: str, start: int = 0) -> RawLine:
    indent, core = len(text) - len(text.lstrip()), text.strip()
    first = start + indent
    return RawLine(start, start + len(text), text, core, 1, indent, first, first + len(core))


@pytest.mark.parametrize("start", [0, 10, 1001])
def test_a_name_inside_a_long_line_is_a_label_where_a_sentence_has_ended(start: int) -> None:
    line = raw_line(
        "Ben Moss: It rained. Anna Holt: I met Cora Dunn: she was wet. (Noise) Ivo Lund: No.", start
    )
    assert [label.name for label in inside(0, line, start)] == ["Ben Moss", "Anna Holt", "Ivo Lund"]


@pytest.mark.parametrize(
    ("length", "written", "long"),
    [
        (1200, 10_000, False),
        (1201, 10_000, True),
        (250, 250, False),
        (251, 251, True),
        (400, 500, False),
        (401, 501, True),
        (300, 10_000, False),
    ],
)
def test_a_line_is_long_by_itself_or_as_most_of_the_text(length: int, written: int, long: bool) -> None:
    assert is_long(raw_line("x" * length), written) == long


def test_a_heading_in_capitals_has_at_most_a_hundred_characters_and_at_least_four_letters() -> None:
    assert in_capitals("A" * 100) and not in_capitals("A" * 101)
    assert in_capitals("THE 4 B") and not in_capitals("THE 4") and not in_capitals("THE SEA:")


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        ("Got a story for the Ardal Echo? Call our newsdesk or drop in.", True),
        ("Thinking of selling? Don’t miss our supplement, free next week!", True),
        ("Get local news first. Subscribe to the Ardal Echo for a crown a week!", True),
        ("Got a story for the court? Then tell it, the judge said.", False),
        ("Get the news to your sister, she told him.", False),
    ],
)
def test_a_line_that_sells_something_to_the_reader_is_an_advertisement(line: str, apart: bool) -> None:
    text = f"The quay will close, the clerk said on Friday.\n\nIt opened in May.\n\n{line}"
    document = parse_source(source_from_text(text))
    assert (line in [span.text for span in document.boilerplate]) == apart


def said(document: Document) -> list[str]:
    return [document.text[turn.body_start : turn.body_end] for turn in document.turns]


def test_directions_at_the_end_are_no_words_of_a_turn_and_inside_or_alone_they_are() -> None:
    talk = (
        "MS LEE: It is open.\n\n(Laughter.)\n\nQUESTION: Why?\n\nMS LEE: (Inaudible.)\n\nQUESTION: When?\n\n"
    )
    talk += "MS LEE: Now.\n\n(Laughter.)\n\nIn May.\n\n(12.58 pm)\n(The luncheon adjournment)"
    wanted = ["It is open.", "Why?", "(Inaudible.)", "When?", "Now.\n\n(Laughter.)\n\nIn May."]
    assert said(read_text(talk)) == wanted
    assert said(read_text("MS LEE: Yes.\nQUESTION:\n(Inaudible.)\nMS LEE: No.")) == [
        "Yes.",
        "(Inaudible.)",
        "No.",
    ]


def read_text(text: str) -> Document:
    return parse_source(source_from_text(text, "a.txt"))


def test_who_examines_a_witness_asks_and_a_juror_does_not_answer_for_the_article() -> None:
    text = "THE CORONER: Sit down, please.\n\nANNA HOLT (sworn)\nExamined by MR LUND\n\n"
    text += (
        "MR LUND: Your rank, please.\n\nMS HOLT: Sergeant.\n\nMR LUND: You were on the river that night.\n\n"
    )
    text += "MS HOLT: I was.\n\nMR LUND: And the gate was open.\n\nMS HOLT: It was.\n\n"
    text += "A JUROR: Could anyone have heard him?\n\nMS HOLT: No."
    roles = {turn.label: turn.role for turn in read_text(text).turns}
    assert (roles["MR LUND:"], roles["MS HOLT:"], roles["A JUROR:"]) == ("question", "answer", "question")
    unexamined = read_text(text.replace("Examined by MR LUND\n", ""))
    assert [turn.role for turn in unexamined.turns if turn.label == "MR LUND:"] == ["answer"] * 3


def headings(text: str) -> list[str]:
    return [heading.text for heading in read_text(text).headings]


def test_a_topic_right_above_a_turn_is_a_heading_and_a_list_or_the_end_of_a_paragraph_is_none() -> None:
    talk = "MR HOLT: The pier is open.\n\nDredging: River Aune\nMS LEE: When?\n\nMR HOLT: In May.\n\n"
    talk += "Hearing of a witness\nWitness: Professor Anna Lund.\n\nMS LEE: Good morning."
    assert headings(talk) == ["Dredging: River Aune", "Hearing of a witness"]
    assert said(read_text(talk))[2] == "In May."
    for other in ("– the River Aune", "The House met at noon", "we saw it", "We had the boats\nRiver Aune"):
        assert not headings(f"MR HOLT: The pier is open.\n\n{other}\nMS LEE: When?\n\nMR HOLT: In May.")


def test_a_marked_topic_with_a_colon_is_a_heading_and_a_marked_name_is_a_label() -> None:
    talk = "- Ports: two quays\n\n## Ports: two quays\n\n**Ana Holt:** They open.\n\n**Odo Lund:** When?\n\n"
    talk += "**Ana Holt:** In May."
    assert [turn.label for turn in read_text(talk).turns] == [
        "**Ana Holt:**",
        "**Odo Lund:**",
        "**Ana Holt:**",
    ]
    assert headings(talk) == ["Ports: two quays"]
    assert len(read_text("## Ana Holt:\nIt is open.\n\n## Odo Lund:\nWhen?\n\n## Ana Holt:\nNow.").turns) == 3


@pytest.mark.parametrize(
    ("line", "spoken"),
    [
        ("Moved by Mr Lund, seconded by Ms Lee. For: 3.", False),
        ("Resolved, That the quay be closed.", False),
        ("Question put and agreed to.", False),
        ("Motion, by leave, withdrawn.", True),  # not every form is known
        ("It being seven o'clock, the debate stood adjourned.", False),
        ("Present: Anna Lund and Odo Brandt.", False),
        ("The meeting was called to order at 10.05 a.m.", False),
        ("A vote was taken by show of hands.", False),
        ("In favour:", False),
        ("The House divided: Ayes 12, Noes 4.", False),
        ("The Senate then proceeded to a division.", False),
        ("The House divided on Monday, and I went home.", True),
        ("The committee proceeded to a vote that nobody wanted.", True),
        ("The meeting was called off, and I am glad: nobody came.", True),
        ("A vote was what we asked for.", True),
        ("In favour: I am, and so is my sister.", True),
        ("Moved by her words, we stayed.", True),
        ("Question put to me in May, what would you do?", True),
        ("It being cold, I went home.", True),
        ("Present: I saw him.", True),
    ],
)
def test_what_minutes_record_is_not_spoken(line: str, spoken: bool) -> None:
    talk = f"MR HOLT: The quay is old.\n\n{line}\n\nMS LEE: I see.\n\nMR HOLT: Good.\n\nMS LEE: Yes."
    assert (line in said(read_text(talk))[0]) is spoken


TALK = "MR HOLT: The quay is old.\n\nMS LEE: How old?\n\nMR HOLT: A hundred years.\n\nMS LEE: Yes.\n\n"


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("*The briefing concluded at 12.41 p.m.*", True),
        ("The press conference ended at 7:07 PM.", True),
        ("The Committee adjourned until Tuesday.", True),
        ("Committee adjourned at 10:02", True),
        ("###", True),
        ("- 30 -", True),
        ("The briefing ended the dispute for good.", False),
        ("# 3", False),
        ("Thirty", False),
        ("The call ended badly, and nobody spoke.", False),
    ],
)
def test_what_stands_under_the_end_of_a_briefing_is_not_spoken(line: str, ends: bool) -> None:
    foot = "Signed: ________ (Mayor)\nCopies: all members; the library"
    document = read_text(f"{TALK}MR HOLT: That is all.\n\n{line}\n\n{foot}")
    assert (said(document)[-1] == "That is all.") is ends
    assert ("Copies" in str(document.boilerplate)) is ends


def test_minutes_go_on_under_a_numbered_heading_and_a_statement_under_a_plain_one() -> None:
    talk = TALK + "RESOLVED: that a quay be built.\n\n## {}\n\n30/04, Quay Row: a porch. No objection.\n\n"
    talk += "## 6. Date\n\nMR HOLT: In May."
    assert "porch" not in str(said(read_text(talk.format("5. Planning"))))
    assert "porch" in said(read_text(talk.format("Planning")))[3]
    assert "porch" in said(read_text(talk.format("5. Planning").replace("RESOLVED: that", "Now")))[3]


def test_feet_of_pages_and_an_index_are_furniture_also_where_they_end_like_sentences() -> None:
    foot = "Scripts by Holt House, and we are ready when you are.\n{} of 2\n\n"
    page = TALK + foot.format(1) + TALK + foot.format(2)
    assert "Scripts" not in str(said(read_text(page)))
    again = "Thank you, and we are ready when you are.\n\n"
    assert str(said(read_text(TALK + again + TALK + again))).count("ready") == 2
    index = "INDEX\nMR HOLT (called) ........ 6\n  Examined by MS LEE .......7"
    assert said(read_text(TALK + index))[-1] == "Yes."
    assert said(read_text(TALK + "LOT 6\nMR HOLT bought it ... for 6"))[-1] != "Yes."


def test_a_foot_that_asks_for_a_visit_names_its_address_and_a_speaker_names_none() -> None:
    assert said(read_text(TALK + "Get a transcript like this at words.example"))[-1] == "Yes."
    assert said(read_text(TALK + "Get a transcript like this at the door."))[-1].endswith("door.")


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Lock Talk, Episode 12: The weir", "Lock Talk, Episode 12: The weir"),
        ("Anna Lund, Lantern Weekly", None),
        ("The press conference was at the weir.", None),
        ("Assembly of Aune                    A/PV.17\nThe state of the quay", "The state of the quay"),
        ("Members:  Aune . . . . . . . . Mr Lund\nThe state of the quay", "The state of the quay"),
        ("Available at http://words.example/17\nThe state of the quay", "The state of the quay"),
        ("Home > News > Speeches\nSearch: type a keyword\nSkip to content\nPress conference at the weir",
         "Press conference at the weir"),
        ("Search at sea: the lost boats of the Aune", "Search at sea: the lost boats of the Aune"),
        ("Witnesses\nI: Dr Anna Lund, Head of Research, Aune Institute; and\nOdo Brandt, Director of Aune.\n"
         "II: Dr Pia Holm, University of Aune.", None),
    ],
)  # fmt: skip
def test_what_stands_above_the_turns_is_a_title_or_none(top: str, title: str | None) -> None:
    document = read_text(f"{top}\n\n{TALK}{TALK}")
    assert document.title == title
    assert {turn.label for turn in document.turns} == {"MR HOLT:", "MS LEE:"}


def test_a_title_in_capitals_with_a_colon_is_no_turn_where_labels_are_printed_otherwise() -> None:
    talk = TALK.replace("MR HOLT", "Mr. Holt").replace("MS LEE", "Ms. Lee") * 2
    document = read_text(f"LOW WATER: ARE OUR BOATS READY?\n\n{talk}")
    assert (document.title, len(document.turns)) == ("LOW WATER: ARE OUR BOATS READY?", 8)
    assert len(read_text(f"MAYOR OF AUNE: Are our boats ready?\n\n{talk}").turns) == 9


def test_a_topic_on_a_page_without_blank_lines_follows_a_sentence() -> None:
    talk = "MS LEE: Why?\nMR HOLT: It rained.\n{}\nMS LEE: When?\nMR HOLT: In May.\nMS LEE: Good."
    assert headings(talk.format("Eel fisheries")) == ["Eel fisheries"]
    for words in ("We saw it", "Exactly", "of eels", "It was so.\nof eels and\nEel fisheries"):
        assert not headings(talk.format(words))
    assert not headings(talk.replace("rained.", "rained on").format("Eel fisheries"))


def test_the_headline_under_a_letterhead_is_the_title_where_words_follow_it() -> None:
    top = "Ministry of Inland Waters\nRepublic of Aune\n\nPort Liss, 14 March 2031\n\nNew lock opens\n\n"
    words = "Minister Anna Lund opened the new lock at Aune before four hundred people this morning.\n\n"
    assert read_text(f"{top}{words}{TALK}").title == "New lock opens"
    assert read_text(f"{top}{TALK}").title == "Ministry of Inland Waters"


def test_a_card_above_a_report_gives_one_heading_and_two_lines_are_two() -> None:
    body = "It is wet, and it will be wet on Saturday, when both of the teams play on it.\n\n"
    card = read_text(f"Match preview\nSaturday\nHarbour Park\nKick-off 15.00\n\n{body}On the pitch\n{body}")
    assert [heading.text for heading in card.headings] == ["Match preview", "On the pitch"]
    assert headings(f"Match preview\nHarbour Park\n\n{body}") == ["Match preview", "Harbour Park"]


REPORT = "The hall was full, and {} spoke for an hour about the price of bread and milk in the valley.\n\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("“The hall is ours,” says the last tenant", "“The hall is ours,” says the last tenant"),
        ("‘The hall is ours’", "‘The hall is ours’"),
        ('Tenant calls the hall "ours"', 'Tenant calls the hall "ours"'),
        ("“The hall is ours,” says the last tenant.", None),  # a paragraph
        ("“The hall is ours.”", None),
        ("The last tenant of the old hall will not move", "The last tenant of the old hall will not move"),
        ("The last tenant", None),  # no longer than the heading below: it may head a section
    ],
)
def test_the_first_line_of_a_report_is_its_headline_where_it_quotes_or_says_most(
    head: str, title: str | None
) -> None:
    words = REPORT.format("Ana Ruiz"), "Bread and milk\n\n", REPORT.format("Odo Brandt")
    document = read_text(f"{head}\n\n{''.join(words)}")
    assert document.title == title
    assert [heading.text for heading in document.headings][-1] == "Bread and milk"


def test_a_short_line_in_quotation_marks_between_paragraphs_is_a_heading_and_a_remark_is_none() -> None:
    heads, said = "“Like a bus station”", "“It is like a bus station.”"
    words = REPORT.format("Ana Ruiz")
    document = read_text(f"{words}{heads}\n\n{words}{said}\n\n{words}")
    assert [heading.text for heading in document.headings] == [heads]


LIVE = """Harbour inquiry: live

11.42

The judge is back
{above}

11.58

WARDEN PELL: It was never my key.

COUNSEL: Whose was it?

WARDEN PELL: The harbour master's.

12.10

{below}"""
LUNCH = "The inquiry has risen for lunch, and two women from the gallery are still arguing about the key."


def test_what_stands_in_the_next_post_of_a_live_page_is_nobodys_turn() -> None:
    document = read_text(LIVE.format(above="She has a new folder with her.", below=LUNCH))
    assert said(document)[-1] == "The harbour master's."
    assert [paragraph.text for paragraph in document.paragraphs][-1] == LUNCH
    assert document.title == "Harbour inquiry: live"
    resumed = read_text(LIVE.format(above="It is noon.", below="COUNSEL: Was it in May?\n\nWARDEN PELL: No."))
    assert len(resumed.turns) == 5 and said(resumed)[-1] == "No."
    closed = read_text(f"{TALK}11.58\n\nMR HOLT: We go on.\n\n12.10\n\nThe quay is closed.")
    assert said(closed)[-1].endswith("The quay is closed.")  # times between turns are no posts


@pytest.mark.parametrize(
    ("below", "last"),
    [
        ("## About the quay\n\nThe quay was built in 1911.", "Better."),
        ("The quay was built in 1911.", "Better.\n\nThe quay was built in 1911."),
    ],
)
def test_a_marked_heading_below_the_last_turn_heads_another_text_where_the_others_head_turns(
    below: str, last: str
) -> None:
    assert said(read_text(f"{CLUB}\n\n{below}"))[-1] == last
    topic = CLUB.replace("## Odo Brandt", "## The Knee\n\nIt was a long week.")
    heads_none = read_text(f"{topic.replace('## Ana Ruiz', '')}\n\n{below}")
    assert said(heads_none)[-1].endswith("1911.")


def test_words_of_an_answer_printed_again_are_no_part_of_it_and_a_quotation_is() -> None:
    pulled = "“If you hurry it, the gas has nowhere to go.”"
    answer = "MR HOLT: I told them so. If you hurry it, the gas has nowhere to go."
    assert said(read_text(f"{TALK}{answer}\n\n{pulled}\n\nMS LEE: Yes."))[-2] == answer[9:]
    for other in ("“Nobody told the men who built it where to go.”", "“The gas.”"):
        assert said(read_text(f"{TALK}{answer}\n\n{other}\n\nMS LEE: Yes."))[-2].endswith(other)


@pytest.mark.parametrize(
    ("lines", "spoken"),
    [
        ("[The statement of Mr. Holt follows in the ap-\npendix.]", False),
        ("(A list was handed\nround.)", False),
        ("[The statement of Mr. Holt\n\nfollows.]", True),
        ("(a) the old quay\n(b) the new one", True),
    ],
)
def test_a_direction_may_go_over_two_lines(lines: str, spoken: bool) -> None:
    document = read_text(f"{TALK}MR HOLT: That is all.\n{lines}\n\nMS LEE: Yes.")
    assert (said(document)[-2] != "That is all.") is spoken


@pytest.mark.parametrize(
    ("lines", "spoken"),
    [
        ("In favour:\nBrevania, Caldria", False),
        ("Against: none", False),
        ("In favour of what?\nOf Brevania.", True),
        ("There are two:\nBrevania, Caldria", True),
    ],
)
def test_how_members_voted_is_minuted(lines: str, spoken: bool) -> None:
    document = read_text(f"{TALK}MR HOLT: We vote.\n\n{lines}\n\nMS LEE: Yes.")
    assert (said(document)[-2] != "We vote.") is spoken


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("We asked Ana Ruiz and her captain.", "Ana Ruiz"),
        ("The team came with Ruiz in front.", "Ana Ruiz"),
        ("Ana Ruiz is what fans call the stand.", None),
    ],
)
def test_a_heading_is_whose_answers_stand_below_where_the_text_speaks_of_somebody(
    sentence: str, speaker: str | None
) -> None:
    document = read_text(CLUB.replace("Ana Ruiz and captain Odo Brandt met the media on Thursday.", sentence))
    assert document.turns[1].speaker == speaker


INTERVIEW = """# The ferry is for everybody

{}

**{}**

Because nobody else wanted it.

**Was it hard?**

It was wet.

**And the fares?**

They stay."""


@pytest.mark.parametrize(
    ("above", "asked", "speaker"),
    [
        ("Ines Dorn has a boat.", "Ms Dorn, why the ferry?", "Ines Dorn"),
        ("Ines Dorn heads the ferry line. She has a boat.", "Why the ferry?", "Ines Dorn"),
        ("Ines Dorn has a boat.", "Why the ferry?", None),
        ("Ines Dorn has a boat.", "Is Ms Lund on the ferry?", None),
    ],
)
def test_whom_a_question_greets_answers_in_an_interview(above: str, asked: str, speaker: str | None) -> None:
    assert read_text(INTERVIEW.format(above, asked)).turns[1].speaker == speaker


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("**2. PELL RASK (Green)** to the **Minister for Trade**", "Pell Rask"),
        ("**PELL RASK** to the **Minister for Trade**", "Pell Rask"),
        ("Q2 (from Pell Rask, Lantern)", "Pell Rask"),
        ("Q2 (from the gallery)", None),
    ],
)
def test_whom_a_member_asks_is_no_part_of_the_label(label: str, name: str | None) -> None:
    document = read_text(f"{TALK}{label}: What does a loaf cost?\n\nMR HOLT: Four crowns.")
    assert (document.turns[-2].speaker, len(document.turns)) == (name, 6)


def test_the_names_of_a_case_and_a_place_with_a_date_are_no_labels() -> None:
    case = "PELL RASK,            :\n   Petitioner         :\n   v.                 : No. 31-0220\n"
    case += "HARBOUR BOARD,        :\n   Respondent         :\n\n"
    assert len(read_text(case + TALK).turns) == 4
    debate = "Ana Ruiz (GR). – It is late.\n\nOdo Brandt (HG). – It is not.\n\n"
    dated = read_text(f"Wednesday, 4 February 2032 - Port Halvard\n\nRevised edition\n\n{debate * 3}")
    assert {turn.speaker for turn in dated.turns} == {"Ana Ruiz", "Odo Brandt"}


@pytest.mark.parametrize(("tail", "role"), [("Yes or no.", "question"), ("It is a fair one.", "moderator")])
def test_a_question_may_be_followed_by_how_to_answer_it(tail: str, role: str) -> None:
    text = "MODERATOR: Welcome.\n\nMS LEE: It is open.\n\nQUESTION: Since when?\n\nMS LEE: Since noon.\n\n"
    text += f"MODERATOR: Is it deep enough for every boat of the line? {tail}\n\nMS LEE: Yes."
    assert read_text(text).turns[-2].role == role


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Legal notice - Privacy policy", "a menu"),
        ("[Contact](/c) [Jobs](/j) © The House", "a menu"),
        ("The views expressed are those of the speakers.", "a notice of the house"),
        ("Subtitles: Harbour Access Television", "a notice of the house"),
        ("Privacy is what we want, and jobs.", None),
        ("[Contact](/c) us before you jump into the water from this quay", None),
        ("The views from the quay are fine.", None),
        ("Create an alert | Sign in", "a menu"),
        ("We sign in | out", None),
    ],
)
def test_foot_lines_of_pages_are_told_by_their_wording(line: str, kind: str | None) -> None:
    assert worded_like_furniture(line) == kind


SHOUTED = (
    "THE RIVER IS AT FOUR METERS AND THE\nSCHOOL IS OPEN FOR ALL OF YOU.\nWE WILL KNOW MORE BY {}\nTONIGHT."
)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (SHOUTED.format("EIGHT O'CLOCK"), 1),
        (SHOUTED.format("EIGHT O'CLOCK").capitalize().replace("\nwe", "\nWe"), 1),
        ("THE RIVER IS HIGH.\nTHE SCHOOL IS OPEN.\nWE KNOW MORE TONIGHT.", 3),
        ("THE RIVER\nTHE SCHOOL\nTHE BRIDGE", 0),  # short: a list, or headings
    ],
)
def test_lines_in_capitals_that_end_at_a_margin_run_on(text: str, paragraphs: int) -> None:
    found = [paragraph for paragraph in read_text(text).paragraphs if "\n" in paragraph.text]
    assert bool(found) is (paragraphs == 1)


def test_a_full_name_with_an_office_and_the_surname_alone_are_one_person_without_a_doubt() -> None:
    text = "ANA RUIZ, MODERATOR: Good evening.\n\nODO LUND: Good evening.\n\nRUIZ: Is it late?\n\nLUND: Yes."
    assert read_text(text).coverage.warnings == ()
    assert [turn.speaker for turn in read_text(text).turns] == ["Ana Ruiz", "Odo Lund"] * 2


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’", "'{}'"])
def test_words_in_any_marks_say_who_speaks_and_apostrophes_do_not(marks: str) -> None:
    words = "We don’t know why the engines of our boats have stopped, and I can’t say when we’ll know"
    words = words if "’" in marks else words.replace("’", "'")
    asked = "No speaker labels and hardly any quotation marks found"
    quoted = "".join(f"{marks.format(words)}, Ana Ruiz said on day {day}.\n\n" for day in range(6))
    assert asked not in "".join(read_text(quoted).coverage.warnings)
    spoken = "".join(f"{words}, so please wait until day {day}.\n\n" for day in range(6))
    assert asked in "".join(read_text(spoken).coverage.warnings)


_LONG = "The council voted on Monday to close the pier at the end of March after a long debate in the hall.\n"
_HEADED = f"Council closes the pier\n{_LONG}Votes against the pier\n{_LONG}What it costs\n{_LONG}"


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (f"{_HEADED}A buyer in the wings?\n{_LONG}", 4),
        (f"{_HEADED.replace('Council closes', 'Who pays for')}".replace("pier\n", "pier?\n", 1), 3),
        (f"{_HEADED}“We cannot stay, and nobody helps.\nWhere, then?\n“We do not know,” said Ida Velk.\n", 3),
        (f"{_HEADED}Who will pay for it?\n{_LONG}When will it open?\n{_LONG}Will it last?\n{_LONG}", 3),
        (f"{_HEADED}She came late. Why?\n{_LONG}", 3),
        (
            f"Council closes the pier\n{_LONG}A buyer in the wings?\n{_LONG}",
            1,
        ),  # no other heading speaks for it
    ],
)
def test_a_question_is_a_heading_where_more_others_are_none(text: str, headings: int) -> None:
    assert len(read_text(text).headings) == headings
