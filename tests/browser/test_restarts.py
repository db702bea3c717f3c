"""A question by click and by key, after a restart, and with a slip beside it, in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from opened_notebook import Notebook, errors, open_from_list, write_notebook

from test_slips import ANY_ORDER, SLIPS

LESSON = "03_who_is_speaking.ipynb"


def run_cell(notebook: Notebook, place: Any) -> None:
    """Click into a cell and run it, as a learner does."""
    place.locator(".jp-InputArea").first.click()
    notebook.tab.keyboard.press("Control+Enter")
    notebook.idle()


def asked(notebook: Notebook, id: str) -> Any:
    """Return the cell that asks a question, in view."""
    place = notebook.tab.locator(".jp-Notebook .jp-CodeCell", has_text=f'ask("{id}"').first
    place.scroll_into_view_if_needed()
    return place


def kept(folder: Path) -> list[tuple[str, str, str]]:
    """Return what the newest journal of the folder holds."""
    newest = max(folder.glob("work-*.json"), key=lambda path: path.stat().st_mtime)
    entries = json.loads(newest.read_text(encoding="utf-8"))["entries"]
    return [(entry["kind"], entry["exercise"], entry["value"]) for entry in entries]


def test_a_question_is_answered_by_click_and_by_key_and_outlives_the_kernel(
    tab: Any, lab: tuple[str, Path]
) -> None:
    notebook = open_from_list(tab, lab, LESSON)
    place = asked(notebook, "who.4")
    run_cell(notebook, place)  # the first cell of the session: nothing is imported, nothing is loaded
    place.get_by_label("B. Sergei Lavrov").check()
    place.get_by_role("button", name="Check").click()
    place.locator(".bl-right").wait_for()
    place.get_by_label("Or type it").focus()
    notebook.tab.keyboard.type("the reporter")
    notebook.tab.keyboard.press("Tab")
    notebook.tab.keyboard.press("Space")
    place.locator(".bl-mistake").wait_for()
    assert not place.get_by_label("B. Sergei Lavrov").is_checked()
    notebook.tab.keyboard.press("Tab")
    notebook.tab.keyboard.press("Space")
    place.get_by_text("Hint 1 of 3.").first.wait_for()

    notebook.menu("Kernel", "Restart Kernel")
    notebook.tab.locator(".jp-Dialog button.jp-mod-accept").click()
    place.get_by_text("Run this cell again").wait_for()
    assert place.get_by_role("button", name="Check").count() == 0
    assert place.locator(".bl-paper").first.is_visible()
    run_cell(notebook, place)
    place.get_by_role("button", name="Check").wait_for()
    # what is for paper may be there as well, and is not seen
    tab.wait_for_function(
        "place => [...place.querySelectorAll('.bl-mistake')].filter(it => it.offsetParent).length === 1",
        arg=place.element_handle(),
    )
    assert place.get_by_label("The reporter", exact=False).is_checked()
    mine = [entry for entry in kept(lab[1]) if entry[1] == "who.4"]
    assert mine == [
        ("answer", "who.4", "Sergei Lavrov"),
        ("answer", "who.4", "the reporter"),
        ("hint", "who.4", "1"),
    ]


def test_what_is_answered_after_the_page_was_opened_again_is_what_is_shown(
    tab: Any, lab: tuple[str, Path]
) -> None:
    notebook = open_from_list(tab, lab, LESSON)
    place = asked(notebook, "who.4")
    run_cell(notebook, place)
    place.get_by_label("B. Sergei Lavrov").check()
    place.get_by_role("button", name="Check").click()
    place.locator(".bl-right").wait_for()
    notebook.saved_when(lambda cells: any(cell.outputs for cell in cells))

    tab.reload()
    place = asked(Notebook(tab, notebook.path), "who.4")
    place.locator(".bl-reopened .bl-right").wait_for()
    place.get_by_label("Or type it").fill("the reporter")
    place.get_by_role("button", name="Check").click()
    place.locator(".bl-reopened .bl-mistake").wait_for()
    assert not place.locator(".bl-right").is_visible()
    run_cell(notebook, place)
    place.locator(".bl-explorer .bl-mistake").wait_for()
    assert place.locator(".bl-reopened").count() == 0


def test_a_slip_in_a_cell_is_told_in_one_sentence(tab: Any, lab: tuple[str, Path]) -> None:
    write_notebook(lab[1] / "slip.ipynb", 'ask("hand.2")')
    notebook = open_from_list(tab, lab, "slip.ipynb")
    place = asked(notebook, "hand.2")
    place.locator(".cm-content").click()
    notebook.tab.keyboard.press("Control+End")
    notebook.tab.keyboard.press("Backspace")
    notebook.tab.keyboard.press("Control+Enter")
    place.get_by_text("Add its partner.").wait_for()
    assert place.locator(".jp-OutputArea-output").count() == 1
    assert errors(notebook.saved_when(bool)) == []


def test_no_slip_and_no_cell_out_of_order_ends_in_a_raw_error(tab: Any, lab: tuple[str, Path]) -> None:
    written = [cell for cell, _ in SLIPS.values()] + list(ANY_ORDER.values())
    write_notebook(lab[1] / "slips.ipynb", *written)
    notebook = open_from_list(tab, lab, "slips.ipynb")
    for number in range(len(written)):
        place = notebook.cell(number)
        run_cell(notebook, place)
        place.locator(".jp-OutputArea-output").first.wait_for(state="attached")
    cells = notebook.saved_when(lambda cells: all(cell.execution_count for cell in cells))
    assert errors(cells) == []
    assert [cell.source for cell in cells if "Traceback" in str(cell.outputs)] == []
