"""Who is one person: what a reader says goes before what the rules find."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing_lessons.briefing import Briefing
from briefing_lessons.reading import parse_source, source_from_text
from briefing_lessons.reading.corrections import Corrections

REPORT = """The harbour will close on Monday, Clara Okoro said.

"We have no choice," a deputy told reporters. "The walls are old."

"It is late," said Klara Okorow. She added that ships must go elsewhere.
"""


def sources(*joined: str) -> list[str | None]:
    corrections = Corrections().with_person(*joined) if joined else Corrections()
    return [quote.speaker for quote in Briefing(parse_source(source_from_text(REPORT), corrections)).quotes]


def test_without_a_correction_three_names_are_three_sources() -> None:
    assert len(set(sources())) == 3


def test_names_that_a_reader_joins_are_one_source_under_the_first_of_them() -> None:
    assert set(sources("Clara Okoro", "the deputy", "Klara Okorow")) == {"Clara Okoro"}


def test_a_name_that_is_not_joined_stays_a_source_of_its_own() -> None:
    assert list(dict.fromkeys(sources("the deputy", "Clara Okoro"))) == ["the deputy", "Klara Okorow"]


LINKED = (Path(__file__).parent / "fixtures" / "people.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", [line for line in LINKED if not line.startswith("#")])
def test_the_last_quotation_has_the_source_that_the_line_tells(line: str) -> None:
    text, source = line.replace("¶", "\n\n").split(" → ")
    quotes = Briefing(parse_source(source_from_text(text))).quotes
    marked = [quote for quote in quotes if quote.kind in ("direct", "mixed")]
    assert (marked[-1].speaker or "nobody").removeprefix("the ") == source
