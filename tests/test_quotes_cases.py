"""Every case of fixtures/quotes.md: the kind, the source, the cue and the words of each quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_lessons.quotes import find_quotes
from briefing_lessons.reading import Source, parse_source
from briefing_lessons.spans import Quote

FIXTURE = Path(__file__).parent / "fixtures" / "quotes.md"


def _cases() -> Iterator[object]:
    for block in re.split(r"^## ", FIXTURE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, *lines = re.split(r"^# ", block, flags=re.MULTILINE)[0].splitlines()
        text = "\n".join(line[2:] for line in lines if line.startswith(">"))
        expected = [line[2:] for line in lines if line.startswith("- ")]
        reason = next(
            (line.removeprefix("Unsolved: ") for line in lines if line.startswith("Unsolved: ")), None
        )
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        yield pytest.param(text, expected, id=title, marks=marks)


def _row(quote: Quote) -> str:
    cue = quote.attribution.cue
    words = " ".join(quote.text.split())
    return f"{quote.kind} | {quote.speaker or 'nobody'} | {cue.text if cue else '-'} | {words}"


@pytest.mark.parametrize(("text", "expected"), list(_cases()))
def test_case_is_read_as_expected(text: str, expected: list[str]) -> None:
    """The quotations of the text, with their sources and cues, are the expected ones."""
    document = parse_source(Source("case.txt", text, "utf-8"))
    assert [_row(quote) for quote in find_quotes(document).quotes] == expected


def test_there_are_enough_cases() -> None:
    """The fixture keeps at least the 120 cases it was made with."""
    assert sum(1 for _ in _cases()) >= 120
