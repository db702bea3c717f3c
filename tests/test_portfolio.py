"""What a learner takes home: saved, reopened, deleted, and counted by the teacher."""

import csv
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from briefing_lessons import (
    ask,
    collect_portfolios,
    delete_work,
    guess,
    load_briefing,
    progress,
    resume,
    save_portfolio,
)
from briefing_lessons.annotation.sheets import label, make_sheet
from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import axes
from briefing_lessons.command.cli import main
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.journal import Journal, adopt_journal, journal, use_journal
from briefing_lessons.exercises.session import check_answer, give_hint, keep_guess
from briefing_lessons.portfolio.desk import keep_thing
from briefing_lessons.tables import Table
from command_line import runner

NASTY = 'We <b>“read”</b> & wrote | *this* $x$\nsecond line <script>alert("x")</script>'


@pytest.fixture
def briefing() -> Briefing:
    return load_briefing("001_ferry_report.txt")


@pytest.fixture
def folder(briefing: Briefing, journal_of_this_test: Path) -> Path:
    """Some work: a guess, a wrong and a right answer, a hint, a quotation, a note and a chart."""
    keep_guess("start.lines", "about 50")
    check_answer("start.1", 1)
    give_hint("start.1")
    check_answer("start.1", len(briefing.lines))
    keep_thing(2, "it begins <here>")
    keep_thing(NASTY)
    with axes(None) as ax:
        ax.bar([0, 1], [13, 2])
    keep_thing(
        Chart(
            ax,
            'Two bars: "ferry" 13 & lake 2.',
            Table(("word", "count"), [("ferry", 13), ("lake", 2)]),
            "Counts.",
        )
    )
    return journal_of_this_test


def page_of(folder: Path) -> BeautifulSoup:
    path = folder / f"portfolio-{journal().code}.html"
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def test_nothing_is_written_before_there_is_something_to_save(journal_of_this_test: Path) -> None:
    assert "nothing to save yet" in repr(save_portfolio())
    assert list(journal_of_this_test.iterdir()) == []


def test_the_portfolio_is_one_page_and_one_markdown_file(folder: Path) -> None:
    message = repr(save_portfolio())
    assert f"portfolio-{journal().code}.html" in message and f"portfolio-{journal().code}.md" in message
    assert {path.suffix for path in folder.glob("portfolio-*")} == {".html", ".md"}


def test_the_page_loads_nothing_and_runs_nothing(folder: Path) -> None:
    save_portfolio()
    page = page_of(folder)
    assert not page.find_all(["script", "link", "iframe"])
    addresses = [tag[name] for name in ("src", "href") for tag in page.find_all(attrs={name: True})]
    assert all(str(address).startswith(("data:", "#")) for address in addresses)


def test_the_page_holds_guess_answer_attempts_hints_quotation_and_note(folder: Path) -> None:
    save_portfolio()
    words = page_of(folder).get_text(" ")
    for expected in ("about 50", "29", "line 2", "it begins <here>", "second line <script>"):
        assert expected in words
    assert "Right. Attempts: 2. Hints: 1." in words


def test_a_letter_is_shown_with_the_option_it_stands_for(folder: Path) -> None:
    check_answer("start.3", "a")
    save_portfolio()
    assert re.search(r"\ba: \w+", page_of(folder).get_text(" "))


def test_labelled_spans_are_counted(folder: Path, briefing: Briefing) -> None:
    label(make_sheet("devices", briefing, briefing.headings[:2], ["list", "hedge"]), {1: "list"})
    save_portfolio()
    assert "devices: 1 of 2 labelled" in page_of(folder).get_text(" ")


def test_a_chart_is_kept_with_its_words_and_its_numbers(folder: Path) -> None:
    save_portfolio()
    figure = page_of(folder).find("img").find_parent("figure")
    assert figure.img["alt"] == 'Two bars: "ferry" 13 & lake 2.'
    assert figure.find("table").get_text(" ", strip=True).endswith("lake 2")


def test_keeping_the_same_thing_twice_changes_nothing(folder: Path) -> None:
    before = len(journal().entries)
    keep_thing(2, "it begins <here>")
    assert len(journal().entries) == before


@pytest.mark.parametrize(("thing", "says"), [(..., "Nothing is kept yet"), (999, "There is no line 999")])
def test_keep_says_what_it_needs(briefing: Briefing, thing: object, says: str) -> None:
    assert says in repr(keep_thing(thing))


def test_markdown_shows_what_the_learner_typed_as_it_is(folder: Path) -> None:
    save_portfolio()
    text = next(folder.glob("portfolio-*.md")).read_text(encoding="utf-8")
    assert "<script>" not in text.replace("\\<script", "") and "\\*this\\*" in text
    assert "![Two bars" in text and "In words: Two bars" in text


def test_nobody_is_named_only_a_code(folder: Path) -> None:
    save_portfolio()
    assert page_of(folder).h1.text == f"Portfolio {journal().code}"


def test_reopened_work_goes_on_where_it_stopped(folder: Path) -> None:
    code = journal().code
    use_journal(folder)
    assert f"Welcome back, {code}: 1 exercise done" in repr(progress())
    assert "Go on with" in repr(progress())


def test_work_goes_on_from_the_page_alone_on_another_computer(folder: Path, tmp_path: Path) -> None:
    save_portfolio()
    page, entries = folder / f"portfolio-{journal().code}.html", list(journal().entries)
    use_journal(tmp_path)
    resume(page)
    assert journal().entries == entries and journal().path.parent == tmp_path and journal().path.is_file()


def test_a_note_or_an_id_that_is_a_number_does_not_keep_the_portfolio_from_being_saved(folder: Path) -> None:
    keep_thing(3, 5)  # type: ignore[arg-type]
    keep_guess(7, "about 2,000")  # type: ignore[arg-type]
    assert repr(save_portfolio()).startswith("Saved:")


def test_an_older_page_does_not_undo_newer_work(folder: Path) -> None:
    save_portfolio()
    page = folder / f"portfolio-{journal().code}.html"
    keep_thing("something newer")
    count = len(journal().entries)
    resume(page)
    assert len(journal().entries) == count


def test_two_learners_on_one_computer_are_told_apart_by_code(folder: Path, briefing: Briefing) -> None:
    first = journal().code
    adopt_journal(Journal(folder))
    check_answer("start.1", 3)
    assert journal().code != first
    resume(first)
    assert journal().code == first and len(journal().entries) > 1


@pytest.mark.parametrize("work", ["heron-000", "portfolio-nowhere.html", "../secret"])
def test_work_that_is_not_there_is_named(folder: Path, work: str) -> None:
    with pytest.raises(BriefingError, match=re.escape(work)):
        resume(work)


def test_a_code_that_is_not_here_is_answered_with_what_to_give_instead(folder: Path) -> None:
    code = journal().code
    with pytest.raises(BriefingError, match=f"Give one of these codes: {code}"):
        resume("heron-000")
    delete_work()
    with pytest.raises(BriefingError, match="Put your portfolio page beside"):
        resume("heron-000")


def test_a_page_that_is_no_portfolio_is_refused(folder: Path) -> None:
    (folder / "page.html").write_text("<p>hello</p>", encoding="utf-8")
    with pytest.raises(BriefingError, match="not a portfolio"):
        resume(folder / "page.html")


@pytest.mark.parametrize("code", ["../../elsewhere", "=cmd()", "a*", ""])
def test_a_code_that_could_do_harm_is_refused(folder: Path, code: str) -> None:
    save_portfolio()
    good = next(folder.glob("portfolio-*.html")).read_text(encoding="utf-8")
    (folder / "portfolio-bad.html").write_text(good.replace(journal().code, code), encoding="utf-8")
    with pytest.raises(BriefingError, match="not a portfolio"):
        resume(folder / "portfolio-bad.html")
    assert code not in collect_portfolios(folder)["code"]


def test_one_call_deletes_everything_of_this_learner_and_nothing_else(folder: Path) -> None:
    save_portfolio()
    (folder / f"labels-try-{journal().code}.csv").write_text("x", encoding="utf-8")
    (folder / "work-other-111.json").write_text("{}", encoding="utf-8")
    code = journal().code
    assert "Deleted for good" in repr(delete_work())
    assert [path.name for path in folder.iterdir()] == ["work-other-111.json"]
    assert journal().code != code and journal().entries == []


def test_a_file_that_another_program_holds_is_named_and_the_next_call_deletes_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = journal().code
    sheet = folder / f"labels-try-{code}.csv"
    sheet.write_text("x", encoding="utf-8")
    with monkeypatch.context() as held:
        held.setattr(Path, "unlink", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
        assert f"{sheet.name} could not be deleted" in repr(delete_work())
    assert journal().code == code
    delete_work()
    assert list(folder.iterdir()) == []


def test_the_teacher_gets_one_row_for_each_code(folder: Path) -> None:
    save_portfolio()
    first = journal().code
    adopt_journal(Journal(folder))
    check_answer("start.1", 2)
    save_portfolio()
    table = collect_portfolios(folder)
    rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table}
    assert set(rows) == {first, journal().code}
    assert (rows[first]["done"], rows[first]["attempts"], rows[first]["hints"]) == (1, 2, 1)
    assert [rows[first][name] for name in ("must", "should", "stretch", "lesson 00", "lesson 01")] == [
        1,
        0,
        0,
        1,
        0,
    ]
    assert (rows[journal().code]["done"], rows[journal().code]["attempts"]) == (0, 1)
    with (folder / "portfolios.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2


def test_guesses_and_answers_stay_out_of_the_teacher_table(folder: Path) -> None:
    save_portfolio()
    collect_portfolios(folder)
    text = (folder / "portfolios.csv").read_text(encoding="utf-8")
    assert "about 50" not in text and "second line" not in text and "start.lines" not in text


def test_a_damaged_portfolio_is_named_and_the_others_are_counted(folder: Path) -> None:
    save_portfolio()
    (folder / "portfolio-broken-1.html").write_text("<p>", encoding="utf-8")
    (folder / "work-broken-2.json").write_text(json.dumps(["no"]), encoding="utf-8")
    table = collect_portfolios(folder)
    assert len(table) == 1
    assert "portfolio-broken-1.html" in table.caption and "work-broken-2.json" in table.caption


def test_the_command_collects_a_folder(folder: Path) -> None:
    save_portfolio()
    done = runner().invoke(main, ["collect", str(folder), "--out", str(folder / "class.csv")])
    assert done.exit_code == 0 and done.output.startswith("1 portfolio")
    assert journal().code in (folder / "class.csv").read_text(encoding="utf-8")
    assert runner().invoke(main, ["collect", str(folder / "nowhere")]).exit_code == 2


def test_a_folder_without_portfolios_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="no portfolio was found"):
        collect_portfolios(tmp_path)
    with pytest.raises(BriefingError, match="no such folder"):
        collect_portfolios(tmp_path / "nowhere")


def test_a_folder_that_cannot_be_written_gives_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("briefing_lessons.portfolio.desk.write_whole", refuse)
    assert "could not be saved" in repr(save_portfolio())


FIRST_EDITION = """{
 "schema": 1, "code": "heron-123", "entries": [
  {"kind": "guess", "exercise": "start.guess", "value": "40", "outcome": "kept",
   "source": "001_ferry_report.txt", "at": "2026-03-02T09:10"},
  {"kind": "answer", "exercise": "start.1", "value": "29", "outcome": "right",
   "source": "001_ferry_report.txt", "at": "2026-03-02T09:12"},
  {"kind": "answer", "exercise": "page.1", "value": "6", "outcome": "right",
   "source": "001_ferry_report.txt", "at": "2026-03-02T09:30"},
  {"kind": "answer", "exercise": "start.5", "value": "I expect a ferry", "outcome": "kept",
   "source": "001_ferry_report.txt", "at": "2026-03-02T09:40"}]}
"""


def test_a_work_file_and_a_portfolio_of_the_first_edition_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work-heron-123.json").write_text(FIRST_EDITION, encoding="utf-8")
    use_journal(tmp_path)
    load_briefing("001_ferry_report.txt")
    assert "29" in repr(ask("start.1")) and "✓" in repr(ask("start.1"))
    assert "40" in repr(guess("start.guess"))
    save_portfolio()
    page = (tmp_path / "portfolio-heron-123.html").read_text(encoding="utf-8")
    assert "Questions of an earlier edition" in page and "page.1: 6 (right)" in page
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    use_journal(elsewhere)
    assert "heron-123" in repr(resume(tmp_path / "portfolio-heron-123.html"))
    assert {entry.exercise for entry in journal().entries} >= {"page.1", "start.1"}
