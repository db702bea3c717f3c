"""Each explorer moved by hand in JupyterLab: what it prints, reads aloud and draws must be the same."""

from __future__ import annotations

import re
from typing import Any

import pytest
from every_explorer import SEED, TOPICS, cell_of
from opened_notebook import Notebook, violations

from briefing_lessons import (
    compare_briefings,
    correct_briefing,
    explore_quotes,
    explore_rhetoric,
    explore_topics,
    load_briefing,
    show_voices,
    swap_verbs,
    take_away,
    try_rules,
    uncover,
)
from briefing_lessons.charts.topics import plot_topics
from briefing_lessons.tables import format_value

THEMES = ("JupyterLab Dark", "JupyterLab Dark High Contrast", "JupyterLab Light")


def says(notebook: Notebook, name: str, said: str) -> None:
    """Wait until the explorer prints `said`, and check that it is read aloud as well."""
    place = cell_of(notebook, name)
    place.locator(".bl-said", has_text=said).wait_for()
    assert place.locator(".bl-said").inner_text() == said
    assert place.locator("[role=status].bl-hidden").text_content() == said


def test_the_quotation_explorer_prints_what_it_shows(notebook: Notebook) -> None:
    place, twin = cell_of(notebook, "quotes"), explore_quotes(load_briefing(SEED))
    place.get_by_label("Kind", exact=True).select_option("direct")
    says(notebook, "quotes", twin.set(kind="direct").said)
    assert place.locator(".bl-list > li").count() == twin.view.html.count("<li>")
    assert set(place.locator(".bl-tag").all_inner_texts()) <= {"direct"}


def test_a_reading_that_differs_from_the_machine_is_kept(notebook: Notebook) -> None:
    place = cell_of(notebook, "quotes")
    place.get_by_role("button", name="Record my reading").click()
    place.locator(".bl-said", has_text="choose the source you read first").wait_for()
    place.get_by_label("Its source, as I read it").select_option("no source found")
    place.get_by_role("button", name="Record my reading").click()
    place.locator(".bl-said", has_text="You recorded 1 reading").wait_for()
    place.get_by_role("button", name="Forget it").click()
    place.locator(".bl-said", has_text="You recorded").wait_for(state="detached")


@pytest.mark.parametrize("name", ["away", "rules"])
def test_a_toy_follows_while_one_types(notebook: Notebook, name: str) -> None:
    twin = take_away(load_briefing(SEED)) if name == "away" else try_rules(load_briefing(SEED))
    box = cell_of(notebook, name).get_by_label(twin.controls[0].label)
    box.press("Control+End")
    for _ in range(len("Lavrov told reporters.") if name == "away" else len(" would wait.")):
        box.press("Backspace")  # nobody leaves the field
    says(notebook, name, twin.set(words=box.input_value()).said)


def test_names_and_voices_follow_a_click(notebook: Notebook) -> None:
    for name, twin, control in (
        ("uncover", uncover(load_briefing(SEED)), ("show", "names", "n")),
        ("voices", show_voices(load_briefing(SEED)), ("lit", "reporter", "reporter")),
    ):
        key, label, value = control
        assert twin.view.said != twin.set(**{key: value}).said
        cell_of(notebook, name).get_by_label(label, exact=True).check()
        says(notebook, name, twin.view.said)


def test_a_vote_is_taken_twice_and_the_line_it_is_about_is_shown(notebook: Notebook) -> None:
    place = cell_of(notebook, "vote")
    number = place.locator(".bl-controls .bl-excerpt th", has_text=re.compile(r"\d"))
    number.wait_for()  # a cell far below is drawn when it comes into view: until then inner_text is empty
    place.get_by_text(f"Line {number.text_content()} reports").first.wait_for()
    for option, said in (
        ("the reporter’s", "First vote: “the reporter’s"),
        ("both", "You changed your mind"),
    ):
        place.get_by_role("button", name="Vote", exact=True).click()  # nothing is chosen: nothing is kept
        place.get_by_label(option).check()
        place.get_by_role("button", name="Vote", exact=True).click()
        place.locator(".bl-note", has_text=said).wait_for()


def test_the_rhetoric_explorer_follows_its_device_and_counts_agreement(notebook: Notebook) -> None:
    place, twin = cell_of(notebook, "rhetoric"), explore_rhetoric(load_briefing(SEED))
    options = twin.controls[0].options  # type: ignore[union-attr]
    place.get_by_label("Device", exact=True).select_option(
        next(words for words, chosen in options if chosen == ("question",))
    )
    says(notebook, "rhetoric", twin.set(devices=("question",)).said)
    place.get_by_role("button", name="Accept, next", exact=True).click()
    says(notebook, "rhetoric", twin.press("accept").said)
    assert "You accepted 1" in twin.view.said


def test_the_topic_lab_draws_what_its_alt_text_and_table_say(notebook: Notebook) -> None:
    place, briefing = cell_of(notebook, "topics"), load_briefing(SEED)
    twin = explore_topics(briefing, TOPICS)
    before = place.locator("figure img").get_attribute("src")
    place.get_by_label("Whose words", exact=True).select_option("the words of speakers")
    said = twin.set(scope="speaker").said
    says(notebook, "topics", said)
    chart = plot_topics(briefing, TOPICS, scope="speaker")
    picture = place.locator("figure img")
    assert picture.get_attribute("alt") == chart.alt and chart.alt in said
    assert picture.get_attribute("src") != before
    rows = place.locator("figure table tbody tr").all()
    shown = [tuple(part.strip() for part in row.locator("th, td").all_text_contents()) for row in rows]
    assert shown == [tuple(format_value(value) for value in row) for row in chart.table]


def test_the_topic_lab_takes_typed_topics_and_explains_an_empty_box(notebook: Notebook) -> None:
    place = cell_of(notebook, "topics")
    box = place.get_by_label("Topics, one a line")
    box.fill("US\nterror: *terror*")
    box.blur()
    place.locator("figcaption", has_text="terror").first.wait_for()
    box.fill("")
    box.blur()
    place.locator(".bl-said", has_text="There is no topic to count").wait_for()


def test_the_verb_swap_changes_one_word(notebook: Notebook) -> None:
    place, twin = cell_of(notebook, "verbs"), swap_verbs(load_briefing(SEED), line=42)
    place.get_by_label("Reporting verb", exact=True).select_option("insisted")
    says(notebook, "verbs", twin.set(verb="insisted").said)
    assert place.locator(".bl-cue").all_inner_texts()[1] == "insisted"


def test_two_briefings_are_compared_by_what_one_chooses(notebook: Notebook) -> None:
    place, twin = cell_of(notebook, "compare"), compare_briefings(load_briefing(SEED))
    place.get_by_label("Show", exact=True).select_option("words")
    says(notebook, "compare", twin.set(show="words").said)
    assert place.locator("table").count() == 2


def test_five_spans_are_labelled_by_clicking(notebook: Notebook) -> None:
    place = cell_of(notebook, "label")
    for done in range(1, 6):
        place.get_by_label("Lavrov").first.check()
        place.get_by_role("button", name="Keep label, next").click()
        place.locator(".bl-said", has_text=f"{done} of 20 labelled").wait_for()
    assert place.locator("tbody tr").count() == 5


def test_nothing_in_a_pasted_briefing_runs(notebook: Notebook) -> None:
    place, hostile = cell_of(notebook, "paste"), "<script>window.hacked=1</script>"
    picture = '<img src="x" onerror="window.hacked=2">'
    text = f'{hostile}\n"We {picture} agreed {hostile}," said Ana Ruiz{picture}, the mayor.\n' * 3
    place.get_by_label("Paste the text here").fill(text)
    place.get_by_role("button", name="Read it").click()
    place.locator(".bl-said", has_text="pasted text:").wait_for()
    notebook.tab.wait_for_timeout(300)
    assert notebook.tab.evaluate("window.hacked") is None
    assert place.locator(".bl script, .bl img").count() == 0


def test_a_long_reading_shows_progress_and_can_be_stopped(notebook: Notebook) -> None:
    place = cell_of(notebook, "paste")
    before = place.locator(".bl-said").text_content()
    line = '"The bridge will open on Friday," said Ana Ruiz, the mayor of Port Alder.\n'
    place.get_by_label("Paste the text here").fill("")
    long = {"name": "long.txt", "mimeType": "text/plain", "buffer": (line * 40_000).encode()}
    with notebook.tab.expect_file_chooser() as chooser:
        place.get_by_role("button", name="or choose a file").click()
    chooser.value.set_files(files=[long])
    place.get_by_role("button", name="or choose a file (1)").wait_for()
    place.get_by_role("button", name="Read it").click()
    place.locator(".progress").wait_for()
    place.get_by_role("button", name="Stop").click()
    place.locator("[role=status]", has_text="Stopped. Nothing has changed.").wait_for(state="attached")
    assert place.locator(".progress").count() == 0
    assert place.locator(".bl-said").text_content() == before
    place.get_by_role("button", name="Clear").click()


def test_a_line_put_right_is_read_again_and_can_be_undone(notebook: Notebook) -> None:
    place, twin = cell_of(notebook, "correct"), correct_briefing(load_briefing(SEED))
    place.get_by_label("Line", exact=True).fill("2")
    place.get_by_label("Line", exact=True).blur()
    place.locator("caption", has_text="Line 2, and what was put right.").wait_for()
    place.get_by_label("is a", exact=True).select_option("heading")
    place.get_by_role("button", name="Correct the line").click()
    twin.set(line=2, role="heading")
    says(notebook, "correct", twin.press("line").said)
    assert place.locator("tr", has_text="corrected line").locator("td").inner_text() == "2 is heading"
    assert "heading 13" in place.locator("tr", has_text="kinds of line").inner_text()
    place.get_by_role("button", name="Undo all").click()
    says(notebook, "correct", twin.press("undo").said)


def test_an_uploaded_file_is_read_under_its_own_name(notebook: Notebook) -> None:
    place = cell_of(notebook, "paste")
    words = b'"The bridge will open on Friday," said Ana Ruiz, the mayor of Port Alder.\n'
    with notebook.tab.expect_file_chooser() as chooser:
        place.get_by_role("button", name="or choose a file").click()
    chooser.value.set_files(files=[{"name": "bridge.txt", "mimeType": "text/plain", "buffer": words}])
    place.get_by_role("button", name="or choose a file (1)").wait_for()
    place.get_by_label("Paste the text here").fill("")
    place.get_by_role("button", name="Read it").click()
    place.locator(".bl-said", has_text="bridge.txt: 1 of 1 filled lines placed").wait_for()
    place.get_by_role("button", name="Clear").click()
    place.get_by_role("button", name="or choose a file (0)").wait_for()


def test_an_answer_is_wrong_then_right(notebook: Notebook) -> None:
    place = cell_of(notebook, "ask")
    from briefing_lessons.exercises.bank import find_exercise

    task = find_exercise("start.1").on(load_briefing(SEED))
    wrong = next(option for option in task.options if option != str(task.expected))
    for option, outcome in ((wrong, "Not yet."), (str(task.expected), "Right.")):
        place.get_by_label(option, exact=False).first.check()
        place.get_by_role("button", name="Check").click()
        place.locator(".bl-feedback", has_text=outcome).wait_for()


def test_the_portfolio_is_saved_and_opens(notebook: Notebook, tab: Any) -> None:
    cell_of(notebook, "save").locator(".jp-InputArea-editor").click()
    notebook.tab.keyboard.press("Shift+Enter")
    for _ in range(50):
        notebook.tab.wait_for_timeout(200)
        saved = sorted(notebook.path.parent.glob("*.html"))
        if saved:
            break
    tab.goto(saved[0].as_uri())
    assert tab.locator("h1").count() == 1
    assert "start.1" in tab.locator("main").inner_text()


def test_tab_goes_through_the_controls_in_the_order_of_reading(notebook: Notebook) -> None:
    place = cell_of(notebook, "compare")
    place.get_by_label("First briefing").focus()
    seen = []
    for _ in range(3):
        seen.append(notebook.tab.evaluate("document.activeElement.labels[0].textContent"))
        outline = notebook.tab.evaluate(
            "(e => e.matches(':focus-visible') && getComputedStyle(e).outlineStyle)(document.activeElement)"
        )
        assert outline == "solid"
        notebook.tab.keyboard.press("Tab")
    assert seen == ["First briefing", "Second briefing", "Show"]


def test_keys_pressed_in_a_control_stay_there_and_do_nothing_to_the_cells(notebook: Notebook) -> None:
    place, keyboard = cell_of(notebook, "quotes"), notebook.tab.keyboard
    kind = place.get_by_label("Kind", exact=True)
    kind.select_option("all kinds")
    kind.focus()
    keyboard.press("ArrowDown")
    place.locator(".bl-said", has_text="kind: direct").wait_for()
    cells = notebook.tab.locator(".jp-Notebook .jp-CodeCell").count()
    for key in "ddxm":  # in JupyterLab: delete, cut, turn into text
        keyboard.press(key)
    assert kind.evaluate("e => e === document.activeElement")
    assert notebook.tab.locator(".jp-Notebook .jp-CodeCell").count() == cells
    answers = cell_of(notebook, "ask").get_by_role("radio")
    answers.first.check()
    answers.first.focus()
    keyboard.press("ArrowDown")
    assert answers.nth(1).is_checked()


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_of_ours_in_any_theme(notebook: Notebook, axe_script: str, theme: str) -> None:
    tab = notebook.tab
    tab.get_by_role("menuitem", name="Settings", exact=True).first.click()
    tab.locator(".lm-Menu-itemLabel", has_text="Theme").first.hover()
    tab.locator(".lm-Menu-itemLabel").get_by_text(theme, exact=True).click()
    tab.wait_for_function(f"document.body.dataset.jpThemeName === '{theme}'")
    tab.wait_for_timeout(500)
    assert violations(tab, axe_script, ".jp-OutputArea-output") == []
