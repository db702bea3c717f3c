"""The card of a briefing: every number on it is one that the library counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from briefing_lessons import count_words, load_briefing, parse_briefing
from briefing_lessons.briefing import Briefing
from briefing_lessons.command.cli import main
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import seed_names
from briefing_lessons.lessons.card import REPORTER, card_page
from briefing_lessons.lessons.course import find_lessons, index_page
from briefing_lessons.spans import NO_SOURCE
from briefing_lessons.topics.counting import count_quotes, say_quotes
from command_line import runner

SHARED = Path(__file__).resolve().parents[2] / "shared" / "transcripts"
TEXTS = {
    "sixty words": "The mayor of Tolm opened the bridge on Monday. " + "It is long and made of oak. " * 7,
    "German": "„Wir werden die Brücke im Mai öffnen“, sagte die Ministerin Anna Holt. „Niemand muss warten.“",
    "labels only": "MS LEE: Yes.\nQUESTION: No?\n",
    "one line": "Good morning.",
    "a title with marks": "# Only <b>a</b> heading",
    "a crowd": "\n\n".join(f"“We waited for hour {n},” said Anna H{'abcdefghijkl'[n]}lt." for n in range(12)),
}


def number(cell: Tag) -> int:
    return int(cell.get_text().replace(",", ""))


def check_card(briefing: Briefing) -> None:
    """Recompute from the briefing whatever the card says, but for the captions of the charts."""
    card = BeautifulSoup(card_page(briefing), "html.parser")
    facts = {dt.get_text(): dt.find_next("dd").get_text() for dt in card.select("dl.facts dt")}
    words = count_words(briefing, "text").N()
    assert facts["title"] == (briefing.title or "not found")
    assert re.match(rf"{words:,} words?\b", facts["running text"])
    assert facts["in other people’s words"] == say_quotes(briefing.quotes)
    rows = card.select("table.who tbody tr")
    told = [(row.th.find(string=True).strip(), *map(number, row.select("td.num"))) for row in rows]
    every = count_quotes(briefing.quotes)
    sums = [sum(row[at] for row in told) for at in (1, 2, 3)]
    assert sums == [words, every["quotation"], every["report"]]
    for name, _, quoted, reported in told:
        if name != REPORTER and not re.fullmatch(r"\(\d+ more\)", name):
            owner = None if name == NO_SOURCE else name
            own = count_quotes(quote for quote in briefing.quotes if quote.speaker == owner)
            assert (quoted, reported) == (own["quotation"], own["report"]), name
    check_evidence(briefing, card)
    said = card.get_text(" ")
    assert f"{briefing.coverage.placed:,} of {briefing.coverage.lines:,} filled line" in said
    assert said.count("Not placed: line") == min(8, len(briefing.coverage.unplaced))
    spoken = [quote for quote in briefing.quotes if quote.kind != "term"]
    unsure = [quote for quote in spoken if quote.speaker and not quote.attribution.sure]
    for words_before, quotes in (
        ("No source found: ", [quote for quote in spoken if not quote.speaker]),
        ("A guess at the source: ", unsure),
        ("guesses among them: ", unsure),
    ):
        assert re.findall(rf"{words_before}(\d+)", said) == ([str(len(quotes))] if quotes else [])
        for listed in re.findall(rf"{words_before}\d+ \(lines? ([^)]+)\)", said):
            assert set(map(int, re.findall(r"\d+\b(?! more)", listed))) <= set(
                map(briefing.line_number, quotes)
            )


def check_evidence(briefing: Briefing, card: BeautifulSoup) -> None:
    """Hold each of the three against the text: who, on which line, and that the reader is sure."""
    for item in card.select("ol.bl-list > li"):
        name, where = item.strong.get_text(), item.select("p")[-1].get_text()
        line = int(re.search(r", line (\d+)\.", where)[1])
        mark = item.select_one("mark.bl-quote")
        if mark is None:
            turn = next(turn for turn in briefing.turns if briefing.line_number(turn) == line)
            assert turn.speaker == name and turn.label.strip() in where
            continue
        here = [q for q in briefing.quotes if briefing.line_number(q) == line and q.speaker == name]
        quote = next(quote for quote in here if quote.text.startswith(mark.get_text()))
        assert quote.attribution.sure and quote.attribution.stance == "said"
        assert quote.attribution.rule in where


@pytest.mark.parametrize("name", seed_names())
def test_every_number_on_it_is_that_of_the_library(name: str) -> None:
    check_card(load_briefing(name))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_number_is_that_of_the_library_on_any_text(text: str) -> None:
    check_card(parse_briefing(text))


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Source: Lake Courier", "Lake Courier"),
        ("By Anna Bell for the Lake Courier", "Lake Courier"),
        ("PORT LISS, Tolm (Lake Courier) – The pier opens in May, the mayor said.", "Lake Courier"),
        ("PORT LISS, May 3 (Lake News) – The pier opens in May, the mayor said.", "Lake News"),
        ("By the time (Monday) – the pier was open – all was lost.", None),
        ("Source: https://pier.example", None),
        ("The source said: Lake Courier.", None),
    ],
)
def test_an_outlet_is_told_where_the_text_states_one(line: str, outlet: str | None) -> None:
    briefing = parse_briefing(f"Pier to open in the spring\n{line}\n\nThe pier opens in May, the mayor said.")
    facts = BeautifulSoup(card_page(briefing), "html.parser").select("dl.facts dt")
    assert {dt.get_text(): dt.find_next("dd").get_text() for dt in facts}.get("outlet") == outlet


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared transcripts are not here")
def test_every_number_is_that_of_the_library_on_shared_transcripts() -> None:
    read = 0
    for path in sorted(SHARED.rglob("*")):
        if path.is_file() and path.suffix in (".txt", ".md", ".html", ".xml"):
            try:
                briefing = load_briefing(path)
            except BriefingError:
                continue
            check_card(briefing)
            read += 1
    assert read > 10


def test_the_page_that_a_run_opens_has_the_findings_and_leads_to_their_lessons() -> None:
    lessons = find_lessons()
    page = BeautifulSoup(
        index_page(load_briefing(seed_names()[1]), [(lesson, None) for lesson in lessons]), "html.parser"
    )
    led = {heading.a["href"] for heading in page.select(".card h2")}
    assert len(led) == len(page.select(".card h2")) and led < {f"{lesson.name}.html" for lesson in lessons}
    assert [a["href"] for a in page.select("ul.lessons a")] == [f"{lesson.name}.html" for lesson in lessons]


@pytest.mark.parametrize("text", ["Good morning.", "# Only <b>a</b> heading", "MS LEE: Yes.\nQUESTION: No?"])
def test_a_text_with_little_in_it_has_a_card(text: str) -> None:
    assert "<b>" not in card_page(parse_briefing(text))


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "card.html"
    for _ in range(2):  # its own page is made again
        ended = runner().invoke(main, ["card", "001_ferry_report.txt", "--out", str(out)])
        assert ended.exit_code == 0, ended.output
    assert "What was found" in out.read_text(encoding="utf-8")


def test_a_label_says_who_speaks_only_where_it_has_the_whole_name() -> None:
    talk = "SPOKESPERSON ANNA HOLT: Good morning.\n\n{label}: It is open again, and it will stay open.\n"
    whole, short = (card_page(parse_briefing(talk.format(label=one))) for one in ("ANNA HOLT", "MS HOLT"))
    assert "who that is stands elsewhere" not in whole
    assert "The label is “MS HOLT:”; who that is stands elsewhere." in short
