"""Every layout that people bring is read as its fixture says; see tests/fixtures/layouts/README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing_lessons.reading import Document, parse_source, source_from_bytes, view_of

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
