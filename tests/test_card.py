"""The card of a briefing: every number on it is one that the library counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from briefing_lessons import count_words, load_briefing, parse_briefing
from briefing_lessons.command.cli import main
from briefing_lessons.lessons.card import card_page
from briefing_lessons.resources import seed_names


@pytest.fixture(scope="module", params=seed_names())
def seed(request: pytest.FixtureRequest) -> tuple[object, BeautifulSoup]:
    briefing = load_briefing(request.param)
    return briefing, BeautifulSoup(card_page(briefing), "html.parser")


def test_its_numbers_are_those_of_the_library(seed: tuple[object, BeautifulSoup]) -> None:
    briefing, card = seed
    words = card.get_text(" ")
    assert f"{count_words(briefing, 'text').N():,}" in words
    reported = [quote for quote in briefing.quotes if quote.kind != "term"]
    rows = card.select("table")[1].select("tbody tr")
    assert sum(int(row.find_all("td")[-1].get_text()) for row in rows) <= len(reported)
    first = rows[0].th.get_text()
    assert int(rows[0].find_all("td")[-1].get_text()) == sum(quote.speaker == first for quote in reported)
    assert f"{briefing.coverage.placed:,} of {briefing.coverage.lines:,} line" in words


def test_its_quotations_are_sure_and_stand_on_the_line_it_names(seed: tuple[object, BeautifulSoup]) -> None:
    briefing, card = seed
    for item in card.select("ol.bl-list > li"):
        said, where = (p.get_text() for p in item.find_all("p"))
        number = int(where.split(", line ")[1].split(".")[0])
        quote = next(q for q in briefing.quotes if q.text.startswith(said.rstrip("…").strip()))
        assert quote.attribution.sure and where.startswith(quote.speaker)
        assert briefing.line_number(quote) == number


@pytest.mark.parametrize("text", ["Good morning.", "# Only <b>a</b> heading", "MS LEE: Yes.\nQUESTION: No?"])
def test_a_text_with_little_in_it_has_a_card(text: str) -> None:
    assert "<b>" not in card_page(parse_briefing(text))


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "card.html"
    for _ in range(2):  # its own page is made again
        ended = CliRunner().invoke(main, ["card", "001_ferry_report.txt", "--out", str(out)])
        assert ended.exit_code == 0, ended.output
    assert "What was found" in out.read_text(encoding="utf-8")
