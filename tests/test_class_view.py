"""The class at a glance: every number of it against a class that was simulated with known answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import perf_counter

import pytest
from bs4 import BeautifulSoup, Tag

from briefing_lessons import load_briefing
from briefing_lessons.command.cli import main
from briefing_lessons.exercises.excerpts import LEFT_ALONE
from briefing_lessons.exercises.session import VOTES, put_vote
from command_line import runner
from simulated_class import SOURCE, Expected, simulate_class


def collect(folder: Path, *options: str) -> BeautifulSoup:
    out = folder / "class.html"
    ended = runner().invoke(main, ["collect", str(folder), "--out", str(out), *options])
    assert ended.exit_code == 0, ended.output
    return BeautifulSoup(out.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("class")


@pytest.fixture(scope="module")
def simulated(folder: Path) -> tuple[Expected, BeautifulSoup]:
    """A class of thirty, a broken page among them, and its page."""
    expected = simulate_class(folder, 30)
    (folder / "portfolio-broken-1.html").write_text("<p>half a page", encoding="utf-8")
    return expected, collect(folder)


def numbers(row: Tag) -> list[int]:
    return [int(cell.get_text().replace(",", "")) for cell in row.select("td.num")]


def heading(page: BeautifulSoup, words: str) -> Tag:
    return next(tag for tag in page.select("h2, h3") if tag.get_text().startswith(words))


def test_every_exercise_has_its_numbers(simulated: tuple[Expected, BeautifulSoup]) -> None:
    expected, page = simulated
    found = {}
    for row in page.select("tr"):
        if len(cells := numbers(row)) == 4:
            found[row.th.find(string=True).strip()] = cells
    assert found == {
        id: [expected.right[id], expected.answered[id], expected.at_once[id], expected.hints[id]]
        for id in {*expected.answered, *expected.hints}
    }


def test_usual_mistakes_are_counted_by_learners(simulated: tuple[Expected, BeautifulSoup]) -> None:
    expected, page = simulated
    for row in page.select("tr"):
        if len(numbers(row)) == 4:
            id, below = row.th.find(string=True).strip(), row.find_next_sibling("tr")
            items = [li.get_text() for li in below.select("td[colspan] li")] if below else []
            told = dict(expected.mistakes[id])
            others = [item for item in items if item.endswith("× another wrong answer")]
            assert others == (
                [f"{expected.others[id]} × another wrong answer"] if expected.others[id] else []
            )
            known = [item for item in items if item not in others]
            assert len(known) == len(told)
            assert {m: int(i.split(" ×")[0]) for m in told for i in known if i.endswith(f"”: {m}")} == told


def test_all_free_answers_stand_by_code_beside_their_rubric(
    simulated: tuple[Expected, BeautifulSoup],
) -> None:
    expected, page = simulated
    assert expected.texts
    for id, texts in expected.texts.items():
        title = heading(page, f"{id}: ")
        rows = title.find_next("table").select("tbody tr")
        found = {row.th.get_text(): row.td.get_text("\n") for row in rows}
        assert found.keys() == texts.keys()
        assert all(found[code].startswith(words) for code, words in texts.items())
        left = {code for code, words in found.items() if "not counted as done" in words}
        assert left == {code for code, words in texts.items() if words == "idk"}
        assert title.find_next("ul").select("li")


def test_both_unseen_texts_stand_beside_each_other(simulated: tuple[Expected, BeautifulSoup]) -> None:
    expected, page = simulated
    found = {}
    for table in page.select("table"):
        if table.caption.get_text().endswith(" Nobody marks it."):
            question = table.caption.get_text().removesuffix(" Nobody marks it.")
            for row in table.select("tbody tr"):
                for id, cell in zip(("start.before", "trust.after"), row.select("td"), strict=True):
                    if cell.get_text() != "–":
                        found[question, row.th.get_text(), id] = cell.get_text()
    assert found == expected.unseen
    assert "A title" not in page.get_text()


def test_votes_are_counted_before_and_after(simulated: tuple[Expected, BeautifulSoup]) -> None:
    expected, page = simulated
    briefing = load_briefing(SOURCE)
    captions = [table for table in page.select("table") if " voted before, " in table.caption.get_text()]
    assert [table.caption.get_text().split(",")[0] for table in captions] == list(VOTES)
    for table in captions:
        id = table.caption.get_text().split(",")[0]
        before, after = expected.votes[id]["before"], expected.votes[id]["after"]
        told = list(map(int, re.findall(r"(\d+) (?:voted|after|changed)", table.caption.get_text())))
        assert told == [before.total(), after.total(), expected.changed[id]]
        rows = {row.th.get_text(): numbers(row) for row in table.select("tbody tr")}
        assert rows == {option: [before[option], after[option]] for option in put_vote(id, briefing).options}


def test_the_map_counts_who_saw_what_and_begins_with_the_most_divided_line(
    simulated: tuple[Expected, BeautifulSoup],
) -> None:
    expected, page = simulated
    briefing = load_briefing(SOURCE)
    want, share = {}, {}
    for (start, _), labels in expected.labels.items():
        line = briefing.line_number(start)
        if line not in LEFT_ALONE[SOURCE]:
            want.setdefault(line, []).append(labels)
    for line, spans in want.items():
        same = sum(n * (n - 1) for labels in spans for n in labels.values())
        share[line] = same / sum(labels.total() * (labels.total() - 1) for labels in spans)
    items = heading(page, "devices: ").find_next("ol").select("li")
    lines = [int(item.select_one(".bl-line").get_text().split()[1]) for item in items]
    assert lines == sorted(share, key=lambda line: (share[line], line))
    for line, item in zip(lines, items, strict=True):
        assert item.select_one(".bl-tag").get_text() == f"{100 * share[line]:.0f} % agreement"
        found = [
            {
                name: int(count)
                for name, count in (part.rsplit(" ", 1) for part in sub.get_text().split(" · "))
            }
            for sub in item.select("sub.bl-what")
        ]
        assert sorted(map(sorted, map(dict.items, found))) == sorted(sorted(x.items()) for x in want[line])
    starter = page.select_one(".starter").get_text()
    assert f"line {lines[0]}," in starter
    many, fewer = map(int, re.search(r"(\d+) read it as .*?, (\d+) as", starter).groups())
    assert any([n for _, n in labels.most_common(2)] == [many, fewer] for labels in want[lines[0]])


def test_guesses_are_nowhere_and_texts_and_codes_are_not_projected(
    simulated: tuple[Expected, BeautifulSoup],
) -> None:
    expected, page = simulated
    assert "about 7" not in page.get_text()
    page = BeautifulSoup(str(page), "html.parser")  # the other tests want all of it
    for hidden in page.select("main .by-code"):
        hidden.decompose()
    shown = page.main.get_text(" ")
    assert not any(code in shown for code in expected.codes)
    assert "I <b>think</b>" not in shown and "idk" not in shown and "portfolio-broken" not in shown


def test_the_broken_are_named_and_nothing_is_loaded_or_run(simulated: tuple[Expected, BeautifulSoup]) -> None:
    _, page = simulated
    assert page.h1.get_text() == "The class: 30 portfolios"
    assert "Could not be read: portfolio-broken-1.html." in page.get_text(" ")
    assert not page.find_all(["script", "link", "iframe", "img"])
    assert all(str(tag["href"]).startswith("#") for tag in page.find_all(href=True))


@pytest.mark.slow
def test_nothing_of_the_map_is_shown_below_five(tmp_path: Path) -> None:
    simulate_class(tmp_path, 4)
    page = collect(tmp_path)
    assert "It needs 5 portfolios" in page.get_text(" ") and not page.select("sub.bl-what, .starter")


def test_lines_that_the_teacher_leaves_out_are_not_on_the_map(
    folder: Path, simulated: tuple[Expected, BeautifulSoup]
) -> None:
    first = {int(tag.get_text().split()[1]) for tag in simulated[1].select("li .bl-line")}
    gone = min(first)
    second = {
        int(tag.get_text().split()[1])
        for tag in collect(folder, "--without", f"{gone}").select("li .bl-line")
    }
    assert second == first - {gone}
    assert not first & LEFT_ALONE[SOURCE]
    refused = runner().invoke(
        main, ["collect", str(folder), "--out", str(folder / "class.html"), "--without", "the second"]
    )
    assert refused.exit_code == 2 and "names no lines" in refused.stderr


def test_a_text_of_the_class_is_looked_for_in_its_folder(tmp_path: Path) -> None:
    work = (
        '{"schema": 1, "code": "wren-%d", "entries": [{"kind": "label", "exercise": "sheet.own", '
        '"value": "0-4=list", "outcome": "1 of 1", "source": "own.txt", "at": "2031-03-04T09:10"}]}'
    )
    for number in range(101, 107):
        (tmp_path / f"work-wren-{number}.json").write_text(work % number, encoding="utf-8")
    assert "Put own.txt into the folder" in collect(tmp_path).get_text(" ")
    (tmp_path / "own.txt").write_text("Oaks & <elms> are cut.\n", encoding="utf-8")
    page = collect(tmp_path)
    assert "Put own.txt" not in page.get_text(" ")
    assert page.select_one("mark").get_text() == "Oaks" and "& <elms> are cut" in page.get_text()
    assert "All readers agree" in page.get_text(" ")


READINGS = (
    "Line 7 shows that the minister thanks the crew; it does not show why.",
    "Line 7 shows that the minister thanks the crew; it does not show when.",
    "In line 7 somebody is blamed, politely, for every delay since spring.",
    "Line 9 lists boats.",
    "Line 12 shows nobody at all.",
)


def test_the_two_readings_of_one_line_that_differ_most_begin_the_talk(tmp_path: Path) -> None:
    for number, words in enumerate((*READINGS, READINGS[0]), 101):
        answer = {"kind": "answer", "exercise": "who.exit", "value": words, "outcome": "kept"}
        entry = answer | {"source": "001_ferry_report.txt", "at": "2031-03-04T09:10"}
        work = {"schema": 1, "code": f"wren-{number}", "entries": [entry]}
        (tmp_path / f"work-wren-{number}.json").write_text(json.dumps(work), encoding="utf-8")
    starter = heading(collect(tmp_path), "who.exit: ").find_next(string="To talk about:").find_parent("p")
    assert f"line 7. “{READINGS[0]}” – “{READINGS[2]}”" in starter.get_text()
    assert "wren" not in starter.get_text()


@pytest.mark.slow
def test_five_hundred_portfolios_take_seconds(tmp_path: Path) -> None:
    simulate_class(tmp_path, 500)
    began = perf_counter()
    page = collect(tmp_path)
    assert perf_counter() - began < 60  # 20 on a machine that does nothing else: benchmarks/class_view.py
    assert page.h1.get_text() == "The class: 500 portfolios"
