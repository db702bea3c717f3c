"""What Chromium tells a screen reader: of every explorer, and of an exported page."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from every_explorer import SEED, TOPICS, cell_of
from opened_notebook import Notebook

from briefing_lessons import (
    Briefing,
    compare_briefings,
    correct_briefing,
    explore_quotes,
    explore_rhetoric,
    explore_topics,
    load_briefing,
    mend_sources,
    paste_briefing,
    show_voices,
    swap_verbs,
    switch_devices,
    take_away,
    try_rules,
    uncover,
    vote,
)
from briefing_lessons.exercises.baseline import speaker_sheet
from briefing_lessons.widgets.explorer import Explorer, Pick
from briefing_lessons.widgets.labelling import label_spans
from briefing_lessons.widgets.topics import follow_word

#: a control with a name, in Chromium's account of the page
CONTROL = re.compile(
    r'''^ *- '?(?:combobox|textbox|spinbutton|checkbox|radio|button) "([^"]+)"''', re.MULTILINE
)
TWINS: dict[str, Callable[[Briefing], Explorer]] = {
    "quotes": explore_quotes,
    "rhetoric": explore_rhetoric,
    "topics": lambda briefing: explore_topics(briefing, TOPICS),
    "verbs": partial(swap_verbs, line=42),
    "compare": compare_briefings,
    "label": lambda briefing: label_spans(speaker_sheet(briefing), briefing=briefing),
    "paste": paste_briefing,
    "correct": correct_briefing,
    "voices": show_voices,
    "uncover": uncover,
    "rules": try_rules,
    "away": take_away,
    "vote": lambda _: ballot("who.vote"),
    "follow": follow_word,
    "switch": switch_devices,
    "mend": mend_sources,
}


def ballot(id: str) -> Explorer:
    """Return a vote on the text loaded last."""
    found = vote(id)
    assert isinstance(found, Explorer)
    return found


def labels(explorer: Explorer) -> Iterator[str]:
    """Yield the name of everything that can be reached by Tab, in the order of reading."""
    for control in explorer.controls:
        if isinstance(control, Pick) and control.radio:
            yield from (words for words, _ in control.options)
        else:
            yield control.label
        yield from (button.label for button in explorer.buttons if button.beside == control.name)
    yield from (button.label for button in explorer.buttons if not button.beside)


@pytest.mark.parametrize("name", TWINS)
def test_every_control_is_told_by_its_label_in_the_order_of_reading(notebook: Notebook, name: str) -> None:
    explorer = TWINS[name](load_briefing(SEED))
    heard = cell_of(notebook, name).locator(".bl-controls").aria_snapshot()
    # a button for files says how many were chosen
    assert [label.strip().removesuffix(" (0)") for label in CONTROL.findall(heard)] == list(labels(explorer))


@pytest.mark.parametrize("name", TWINS)
def test_the_result_has_a_name_and_what_is_in_it_too(notebook: Notebook, name: str) -> None:
    explorer = TWINS[name](load_briefing(SEED))
    heard = cell_of(notebook, name).locator(".bl-explorer").aria_snapshot()
    title = " ".join(explorer.title.split())
    assert heard.startswith(f'- group "{title}":')
    assert nameless(heard) == []


def test_a_mark_is_told_in_words(notebook: Notebook) -> None:
    quotes = cell_of(notebook, "quotes").locator("blockquote").first.aria_snapshot()
    for word in ("words", "cue", "source"):
        assert re.search(rf"- mark: .+\n *- subscript: {word}\b", quotes), word
    rhetoric = cell_of(notebook, "rhetoric").locator(".bl-numbered").aria_snapshot()
    assert rhetoric.count("- mark:") == rhetoric.count("- subscript:") > 0


def test_a_change_is_told_at_once_and_whole(notebook: Notebook) -> None:
    place = cell_of(notebook, "compare")
    place.get_by_label("Show", exact=True).select_option("sources")
    place.locator(".bl-said", has_text="leads with").wait_for()
    region = place.get_by_role("status")
    assert region.get_attribute("aria-live") == "assertive"
    assert region.text_content() == place.locator(".bl-said").inner_text()


@pytest.mark.parametrize(
    ("name", "control", "value", "heard"),
    [
        ("follow", "A word", "Trump", "“Trump” stands 14 times among 1,948 words"),
        ("switch", "antithesis", None, "antithesis, 002_school_meals.txt, line 17: as printed."),
        ("mend", "Rule switched off", "speaker follows quote", "Rule off: speaker follows quote."),
    ],
)
def test_a_toy_tells_what_it_shows(
    notebook: Notebook, name: str, control: str, value: str | None, heard: str
) -> None:
    place = cell_of(notebook, name)
    found = place.get_by_label(control, exact=True)
    match found.evaluate("element => element.tagName"), value:
        case "INPUT", None:
            found.check()
        case "SELECT", words:
            found.select_option(words)
        case _, words:
            found.fill(words)
            found.blur()
    place.locator(".bl-said", has_text=heard).wait_for()
    assert place.get_by_role("status").text_content() == place.locator(".bl-said").inner_text()


def test_a_refusal_is_told_and_nothing_is_kept(notebook: Notebook) -> None:
    place = cell_of(notebook, "mend")
    place.get_by_role("button", name="Mend it").click()
    place.locator(".bl-bad.bl-said", has_text="choose a quotation first").wait_for()
    assert place.get_by_role("status").text_content() == "Nothing was recorded: choose a quotation first."


def test_an_exported_page_has_landmarks_and_names(tab: Any, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefing_lessons", "run", "6", "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    tab.goto(next(tmp_path.glob("06*.html")).as_uri())
    heard = tab.locator("body").aria_snapshot()
    found = re.findall(r"^- (\w+)", heard, re.MULTILINE)
    assert found == ["link", "banner", "main", "contentinfo"]
    assert nameless(heard) == []


def nameless(heard: str) -> list[str]:
    """Return the tables, pictures, links and regions that have no name."""
    return re.findall(
        r"^ *- (?:table|figure|img|link|navigation|region|checkbox)(?::| *$)", heard, re.MULTILINE
    )
