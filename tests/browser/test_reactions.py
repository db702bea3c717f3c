"""How long a reader waits: from a change of a control to the new text on the page, on the transcript.

`python -m pytest -m browser tests/browser/test_reactions.py -s` prints the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from every_explorer import cell_of
from opened_notebook import Notebook

#: seconds; the machines of CI are slow and shared, and even there nobody should wonder about a click
BOUND = 1.0

#: script: the result of an explorer in a cell is another than before
CHANGED = "([cell, before]) => cell.querySelector('.bl-explorer').innerHTML != before"

Change = Callable[[], Any]


def choose(label: str, *options: str) -> Callable[[Any], Iterator[Change]]:
    """Choose one option of a list after another."""
    return lambda place: (
        lambda option=option: place.get_by_label(label, exact=True).select_option(option)  # type: ignore[misc]
        for option in options
    )


def press(button: str) -> Callable[[Any], Iterator[Change]]:
    """Press a button five times."""
    return lambda place: (place.get_by_role("button", name=button, exact=True).click for _ in range(5))


def read_texts(place: Any) -> Iterator[Change]:
    """Paste one text after another, then press."""
    for name in ("Ana Ruiz", "Ilya Xu", "Mia Roe", "Jo Velk", "Sam Oak"):
        box = place.get_by_label("Paste the text here")
        box.fill("".join(f'"It opens on day {day}," said {name}, the mayor.\n' for day in range(len(name))))
        box.blur()
        place.page.wait_for_timeout(300)  # the text is on its way, and nothing is shown of it
        yield place.get_by_role("button", name="Read it").click


def correct_lines(place: Any) -> Iterator[Change]:
    """Go to one line after another."""
    for line in range(2, 7):
        place.get_by_label("Line", exact=True).fill(str(line))
        yield place.get_by_label("Line", exact=True).blur


def answer(place: Any) -> Iterator[Change]:
    """Click one answer after another, then press.

    The page holds back a second choice while the kernel takes the first, so each is waited for.
    """
    for number, option in enumerate(place.get_by_role("radio").all()):
        option.check()
        if number:
            place.locator(".bl-note", has_text="Press the button again").wait_for()
        yield place.get_by_role("button", name="Check").click


CHANGES: dict[str, Callable[[Any], Iterator[Change]]] = {
    "quotes": choose("Kind", "direct", "mixed", "indirect", "term", "all kinds"),
    "rhetoric": press("Skip"),
    "topics": choose("Parts", "by quarter", "by tenth", "by twentieth", "by section", "by tenth"),
    "verbs": choose("Reporting verb", "said", "pointed out", "insisted", "admitted", "claimed"),
    "compare": choose("Second briefing", *("002_school_meals.txt", "001_ferry_report.txt") * 2),
    "label": press("Skip"),
    "paste": read_texts,
    "correct": correct_lines,
    "ask": answer,
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_answer_is_there_within_a_second(
    notebook: Notebook, name: str, record_property: Callable[[str, object], None]
) -> None:
    place, waits = cell_of(notebook, name), []
    cell = place.element_handle()
    for change in CHANGES[name](place):
        before = place.locator(".bl-explorer").inner_html()
        begun = perf_counter()
        change()
        notebook.tab.wait_for_function(CHANGED, arg=[cell, before])
        waits.append(perf_counter() - begun)
    record_property("milliseconds", [round(1000 * wait) for wait in waits])
    print(f"{name}: {1000 * median(waits):.0f} ms (slowest {1000 * max(waits):.0f})")
    assert median(waits) < BOUND
