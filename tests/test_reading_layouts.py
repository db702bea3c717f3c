"""Every layout that people bring is read as its fixture says; see tests/fixtures/layouts/README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing_lessons.reading import Document, parse_source, source_from_bytes, view_of
from briefing_lessons.reading.labels import inside, is_long
from briefing_lessons.reading.lines import RawLine, in_capitals

FOLDER = Path(__file__).parent / "fixtures" / "layouts"
_CASE = re.compile(
    r"\A(?P<title>.+)\n~~~ input (?P<name>\S+)(?P<options>.*)\n"
    r"(?P<text>[\s\S]*?)~~~ expected\n(?P<expected>[\s\S]*)\Z"
)


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
}


@pytest.mark.parametrize(("text", "speakers"), FORMS.values(), ids=FORMS)
def test_a_form_of_labels_is_read(text: str, speakers: list[str | None]) -> None:
    assert [
        turn.speaker for turn in parse_source(source_from_bytes(text.encode(), "a.txt")).turns
    ] == speakers


def test_a_dash_after_a_letter_may_be_speech() -> None:
    text = (
        "MS. LEE: It opens.\n\nQ — in May, then?\n\nMS. LEE: In May.\n\nQ When?\n\nMS. LEE: Soon.\n\nQ Why?"
    )
    turn = parse_source(source_from_bytes(text.encode(), "a.txt")).turns[1]
    assert (turn.label, turn.text[-18:]) == ("Q", "Q — in May, then?"[-18:])


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


def raw_line(text: str, start: int = 0) -> RawLine:
    return RawLine(start, start + len(text), text, text.strip(), 1)


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
