"""Slips in a cell, cells in any order, names that no import has brought: one sentence, no red error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing_lessons.exercises.journal import use_journal
from briefing_lessons.widgets import ask as asking
from briefing_lessons.widgets.notebook import install

LOAD = 'from briefing_lessons import load_briefing\nbriefing = load_briefing("000_95b79719e875266d.txt")'
AGAIN = "put it between quote marks"

#: a cell as learners leave it, and words of the one sentence that answers
SLIPS = {
    "a bare name as an answer": ('ask("who.3", Lavrov)', AGAIN),
    "a bare name as a guess": ('guess("who.guess", four)', AGAIN),
    "an id without marks": ("ask(who.3)", "quote marks"),
    "an id that does not exist": ('ask("who.33")', "No exercise is called"),
    "an id in capitals": ('ask("WHO.3")', "No exercise is called"),
    "marks of two kinds": ("ask(\"who.3')", "quote mark"),
    "no second mark": ('ask("who.3)', "quote mark"),
    "no second bracket": ('ask("who.3"', "bracket"),
    "a bracket too many": ('ask("who.3"))', "bracket has a partner"),
    "curly marks": ("ask(“who.3”)", "straight"),
    "low marks": ("ask(„who.3“)", "straight"),
    "no comma": ('ask("who.3" Lavrov)', "commas"),
    "a full stop for a comma": ("excerpt(briefing. 3)", "cannot be read"),
    "a colon for a comma": ("excerpt(briefing: 3)", "cannot be read"),
    "a space in a name": ("load briefing(source)", "cannot be read"),
    "a capital in a name": ("Ask('who.3')", "Did you mean “ask”"),
    "a letter left out": ("brefing", "Did you mean “briefing”"),
    "two letters changed": ("excrept(briefing)", "Did you mean “excerpt”"),
    "a name of a cell above": ("agreement(sheet, other)", "Run the cells above first"),
    "a table of a cell above": ("dates", "Run the cells above first"),
    "an indented second line": ("x = 1\n  y = 2", "space too many"),
    "a line that should be indented": ("for n in (1, 2):\nprint(n)", "four spaces"),
    "an = for a comma": ('ask("who.3" = 3)', "="),
    "a per cent without marks": ('ask("hand.8", 50%)', "cannot be read"),
    "a number with a name": ('guess("who.guess", 3rd)', "cannot be read"),
    "a device without marks": ("show_marks(briefing, booster)", AGAIN),
    "a device that does not exist": ('show_marks(briefing, "hedgehog")', "There is no device"),
    "a rule that does not exist": ('switch_off(briefing, "magic")', "There is no rule"),
    "a file that does not exist": ('load_briefing("no_such.txt")', "no_such.txt"),
    "a file without marks": ("source = 001_ferry_report.txt", "cannot be read"),
    "a sentence typed into a cell": ("I think Lavrov speaks", "cannot be read"),
    "a magic that was none": ("who is speaking", "has no meaning here"),
    "a word typed into a cell": ("Lavrov", AGAIN),
    "the sign of a comment lost": ("the number of your seat", "cannot be read"),
    "a list that is not closed": ("choose_words(briefing, ['Syria', 'Aleppo'", "bracket"),
    "a parameter that does not exist": (
        'concordance(briefing, "we", by="Lavrov")',
        "concordance takes (briefing",
    ),
    "a value too many": ('compare_counts(briefing, briefing, "US")', "compare_counts takes ("),
    "a method that does not exist": ('quotes_table(briefing).sort("line")', "It has: caption, columns"),
    "a column compared": (
        'quotes_table(briefing)[quotes_table(briefing)["kind"] == "direct"]',
        "one answer for all",
    ),
    "the old way to check": ('check("who.3", answer_who_3)', "has no meaning here"),
}

#: cells that a restart or a deleted import would break, and that just work
ANY_ORDER = {
    "a question first": 'ask("who.3")',
    "a guess first": 'guess("who.guess")',
    "a comparison first": 'compare_guess("who.guess", 3)',
    "the text without its cell": "excerpt(briefing, 3)",
    "loading without its import": "briefing = load_briefing(source)\nbriefing",
    "a form without its import": "keep()",
    "the portfolio first": "save_portfolio()",
}


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A kernel of its own, prepared as ours are; its notebook is lesson 00."""
    from traitlets.config import Config

    interactive = pytest.importorskip("IPython.core.interactiveshell").InteractiveShell
    lesson = Path(__file__).resolve().parent.parent / "notebooks" / "00_start_here.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(lesson))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("BRIEFING_LESSONS_STATIC", "1")
    monkeypatch.setattr("briefing_lessons.briefing._latest", None)
    monkeypatch.setattr(asking, "_passed", {})
    monkeypatch.chdir(tmp_path)
    use_journal(tmp_path)
    hook = sys.excepthook
    made = interactive.instance(config=Config({"HistoryManager": {"enabled": False}}))
    install(made)
    yield made
    interactive.clear_instance()
    sys.excepthook = hook


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_gets_one_sentence(shell: Any, slip: str, capsys: pytest.CaptureFixture[str]) -> None:
    cell, says = SLIPS[slip]
    shell.run_cell(LOAD)
    capsys.readouterr()
    shell.run_cell(cell)
    printed = "".join(capsys.readouterr())
    assert says in printed
    assert "Traceback" not in printed and "Error" not in printed


@pytest.mark.parametrize("case", ANY_ORDER)
def test_a_cell_runs_first(shell: Any, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert shell.run_cell(ANY_ORDER[case]).success
    printed = "".join(capsys.readouterr())
    assert "Traceback" not in printed and "Something is missing" not in printed


def test_a_slip_stops_the_cells_after_it(shell: Any) -> None:
    assert not shell.run_cell("Lavrov").success


@pytest.mark.parametrize(
    ("cell", "says"),
    [("1 / 0", "ZeroDivisionError"), ("len(5)", "TypeError"), ("'a'.sort()", "AttributeError")],
)
def test_other_errors_stay_as_they_are(
    shell: Any, cell: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.run_cell(cell)
    printed = "".join(capsys.readouterr())
    assert says in printed and "Traceback" in printed


def test_a_kernel_is_prepared_once_and_no_names_are_left_behind(shell: Any) -> None:
    before = dict(shell.user_ns)
    install(shell)
    assert len(shell.events.callbacks["pre_run_cell"]) == len(set(shell.events.callbacks["pre_run_cell"]))
    assert shell.user_ns == before
