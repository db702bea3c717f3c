"""Explorers without a browser: what they show, say and keep, and what they show where nobody can click."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefing_lessons import (
    ask,
    compare_briefings,
    concordance,
    correct_briefing,
    explore_quotes,
    explore_rhetoric,
    explore_topics,
    guess,
    load_briefing,
    mend_sources,
    parse_briefing,
    paste_briefing,
    swap_verbs,
    switch_devices,
    use_journal,
    vote,
)
from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.baseline import speaker_sheet, trap_text
from briefing_lessons.exercises.devices import three_devices
from briefing_lessons.exercises.excerpts import LEFT_ALONE
from briefing_lessons.exercises.session import keep_guess
from briefing_lessons.files import seed_names
from briefing_lessons.spans import NO_SOURCE
from briefing_lessons.widgets.ask import unseen
from briefing_lessons.widgets.check import quote_from_memory
from briefing_lessons.widgets.explorer import (
    Button,
    Explorer,
    Number,
    Panel,
    Pick,
    View,
    Words,
    in_own_process,
    settled,
)
from briefing_lessons.widgets.labelling import label_spans
from briefing_lessons.widgets.markup import Note, mark_up
from briefing_lessons.widgets.paste import read_input
from briefing_lessons.widgets.topics import follow_word, read_topics
from shown import settings

SEED = "000_95b79719e875266d.txt"


def label_speakers(briefing: Briefing) -> Explorer:
    """Label who speaks in five quotations."""
    return label_spans(speaker_sheet(briefing, 5), briefing=briefing)


EXPLORERS = {
    "quotes": explore_quotes,
    "rhetoric": explore_rhetoric,
    "topics": explore_topics,
    "verbs": swap_verbs,
    "compare": compare_briefings,
    "label": label_speakers,
    "paste": paste_briefing,
    "correct": correct_briefing,
    "mend": mend_sources,
    "devices": switch_devices,
    "follow": follow_word,
}
HOSTILE = (
    "On <script>alert(1)</script>\n"
    '"We <img src=x onerror=alert(1)> agreed on $x$ & more," said Ana </div><b>Ruiz</b>, the mayor.\n'
    "Ana Ruiz claimed that <iframe src='javascript:alert(1)'></iframe> it was late.\n"
) * 2


@pytest.fixture(autouse=True)
def journal_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    use_journal(tmp_path)


@pytest.fixture(scope="module")
def transcript() -> Briefing:
    return load_briefing(SEED)


@pytest.mark.parametrize("seed", seed_names())
@pytest.mark.parametrize("name", EXPLORERS)
def test_every_explorer_opens_on_every_seed(name: str, seed: str) -> None:
    view = EXPLORERS[name](load_briefing(seed)).view
    assert view.html and view.said.endswith((".", ")"))


@pytest.mark.parametrize(
    "text", ["One line without anybody.", "MS LEE: Good morning.\nQUESTION: Is it open?"]
)
@pytest.mark.parametrize("name", EXPLORERS)
def test_every_explorer_says_something_about_a_tiny_text(name: str, text: str) -> None:
    assert EXPLORERS[name](parse_briefing(text)).view.said


@pytest.mark.parametrize("name", EXPLORERS)
def test_nothing_from_the_text_becomes_markup(name: str) -> None:
    html = EXPLORERS[name](parse_briefing(HOSTILE))._repr_html_()
    assert not re.search(r"<(script|img src=x|iframe|/div><b)", html)


@pytest.mark.parametrize("name", EXPLORERS)
def test_the_same_state_gives_the_same_bytes(name: str) -> None:
    first, second = (EXPLORERS[name](load_briefing(SEED))._repr_html_() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_control_has_a_label_and_every_button_words(name: str, transcript: Briefing) -> None:
    explorer = EXPLORERS[name](transcript)
    assert all(item.label.strip() for item in (*explorer.controls, *explorer.buttons))
    assert len({control.label for control in explorer.controls}) == len(explorer.controls)


@pytest.mark.parametrize(
    ("make", "label"),
    [
        (explore_quotes, "Record my reading"),
        (explore_rhetoric, "Accept, next"),
        (label_speakers, "Keep label, next"),
        (paste_briefing, "Read it"),
        (mend_sources, "Mend it"),
        (switch_devices, "Switch it off, or on"),
        (quote_from_memory, "Hide"),
    ],
)
def test_the_usual_next_step_stands_out(make: Any, label: str, transcript: Briefing) -> None:
    assert [button.label for button in make(transcript).buttons if button.main] == [label]


def test_filters_of_the_quotation_explorer_add_up(transcript: Briefing) -> None:
    explorer = explore_quotes(transcript)
    shown = [int(explorer.set(kind=kind).said.split()[1]) for kind in ("direct", "mixed", "indirect", "term")]
    assert sum(shown) == len(transcript.quotes)


def test_a_page_too_high_shows_the_last_one(transcript: Briefing) -> None:
    explorer = explore_quotes(transcript)
    assert "Page 1 of 1." in explorer.set(kind="term", page=9).said


def test_a_reading_of_ones_own_stands_beside_the_machine(transcript: Briefing) -> None:
    explorer = explore_quotes(transcript)
    explorer.set(number=2, instead=transcript.quotes[1].speaker)
    assert "You recorded 1 reading, the last for No. 2; 0 differ" in explorer.press("record").said
    explorer.press("forget")
    explorer.set(number=1, instead=NO_SOURCE)
    assert "You recorded 1 reading, the last for No. 1; 1 differ" in explorer.press("record").said
    assert "My reading" in explorer.view.html
    assert "recorded" not in explorer.press("forget").said


def test_the_number_follows_the_list_so_that_what_is_recorded_is_on_the_screen(transcript: Briefing) -> None:
    explorer = explore_quotes(transcript)
    shown = explorer.set(speaker=NO_SOURCE)
    assert f"No. {explorer.state['number']}," in shown.html and explorer.state["number"] > 1
    explorer.set(instead="Sergei Lavrov")
    assert f"the last for No. {explorer.state['number']};" in explorer.press("record").said
    explorer.set(speaker="all", page=2)
    assert explorer.state["number"] == 7
    explorer.set(page=99)
    assert f"No. {explorer.state['number']}," in explorer.view.html


def test_candidates_are_accepted_and_rejected(transcript: Briefing) -> None:
    explorer = explore_rhetoric(transcript, ["question"])
    assert explorer.press("reject").said.endswith("You accepted 0 and rejected 1 (line 4).")


def test_a_candidate_that_is_not_there_is_named_and_the_last_one_shown(transcript: Briefing) -> None:
    explorer = explore_rhetoric(transcript, ["question"])
    assert explorer.set(number=219).said.startswith("There is no candidate 219 among these: here is the last")
    assert "There is no" not in explorer.press("next").said


def test_the_rhetoric_explorer_takes_devices_as_learners_write_them(transcript: Briefing) -> None:
    assert explore_rhetoric(transcript, ["Questions"]).view == explore_rhetoric(transcript, ["question"]).view
    with pytest.raises(BriefingError, match="There is no device 'hedgehog'"):
        explore_rhetoric(transcript, ["hedgehog"])


def test_candidates_of_a_device_not_ticked_are_not_marked(transcript: Briefing) -> None:
    explorer = explore_rhetoric(transcript, ["question"])
    assert "bl-device" in explorer.view.html
    assert "question</sub>" in explorer.view.html and "list</sub>" not in explorer.view.html


def test_the_topic_lab_says_which_terms_are_nowhere(transcript: Briefing) -> None:
    lab = explore_topics(transcript, {"Syria": ["Syria*", "Palmyra"]})
    assert "Not found here: Palmyra." in lab.view.html


@pytest.mark.parametrize(
    ("typed", "name", "terms"),
    [
        ("“Syria*”, Damascus", "Syria*, Damascus", ("Syria*", "Damascus")),
        ('"Syria*", "Damascus"', "Syria*, Damascus", ("Syria*", "Damascus")),
        ("“Syria”: ‘Syria*’, Damascus", "Syria", ("Syria*", "Damascus")),
        ("Peace = peace", "Peace", ("peace",)),
        ("ministry of *", "ministry of *", ("ministry of *",)),
        (": Syria*", "Syria*", ("Syria*",)),
    ],
)
def test_the_topic_lab_reads_what_learners_type(typed: str, name: str, terms: tuple[str, ...]) -> None:
    assert read_topics(typed) == {name: terms}


def test_the_topic_lab_finds_a_term_between_quotation_marks(transcript: Briefing) -> None:
    assert "Not found" not in explore_topics(transcript).set(terms="“Syria*”, Damascus").said
    assert "no places" not in explore_topics(transcript).set(terms="“Syria*”, Damascus").said


@pytest.mark.parametrize("typed", ["Syria* Damascus", "my topic: Syria* Damascus; war"])
def test_words_without_a_comma_that_never_stand_together_get_a_hint(transcript: Briefing, typed: str) -> None:
    said = "“Syria* Damascus” never stands together: put a comma between the words."
    found = concordance(transcript, read_topics(typed).popitem()[1])
    assert said in repr(found) and said in found._repr_html_()
    assert said in explore_topics(transcript).set(terms=typed).said
    assert "comma" not in repr(concordance(transcript, ("war on terror", "war", "Palmyra today")))


@pytest.mark.parametrize("typed", ["*", "Syria: Syria*, *", "“*”"])
def test_the_topic_lab_refuses_a_bare_star_with_what_to_do(transcript: Briefing, typed: str) -> None:
    assert "put letters before it" in explore_topics(transcript).set(terms=typed).said


def test_the_topic_lab_counts_places_and_says_how_many_it_shows(transcript: Briefing) -> None:
    html = explore_topics(transcript, ["US"]).view.html
    assert "The places behind US: 18 places" in html
    assert "US: the first 12 of 18 places" in html
    assert html.count('<th scope="row"') - len(re.findall("<td[^>]*>US</td>", html)) == 12


def test_the_topic_lab_says_what_is_missing_in_an_empty_box(transcript: Briefing) -> None:
    assert explore_topics(transcript).set(terms=" ").said.startswith("There is no topic to count")


def test_the_verb_swap_changes_the_verb_and_nothing_else(transcript: Briefing) -> None:
    html = swap_verbs(transcript, line=42).set(verb="insisted").html
    plain = re.sub(r"<[^>]+>", "", html)
    before, after = plain.split("With another verb", 1)
    assert "he added" in before and "he insisted" in after and "he added" not in after


def test_a_sentence_in_which_a_quotation_only_ends_shows_its_opening_mark(transcript: Briefing) -> None:
    switch = switch_devices(transcript)
    switch.press("switch")
    assert switch.view.html.count("<p>&quot;[…] Apart from espionage") == 2
    assert "<p><mark" in switch_devices(load_briefing("002_school_meals.txt")).view.html


def test_the_whole_text_of_a_question_about_another_text_is_that_text(transcript: Briefing) -> None:
    asked = ask("device.4", briefing=transcript)
    assert "002_school_meals.txt" in asked.press("text").html


def test_a_label_is_kept_and_the_next_span_comes(transcript: Briefing) -> None:
    labelling = label_speakers(transcript)
    labelling.set(choice="Sergei Lavrov")
    assert "labelled." not in labelling.view.html
    assert labelling.press("keep").said.startswith("Span 2 of 5")
    assert labelling.state["sheet"].labels[0] == "Sergei Lavrov" and labelling.state["choice"] is None
    assert "1 of 5 labelled." in labelling.view.html


def test_no_label_is_given_without_a_choice(transcript: Briefing) -> None:
    labelling = label_speakers(transcript)
    assert (
        labelling.press("keep").said.startswith("Nothing was recorded") and labelling.state["sheet"].done == 0
    )


def test_once_all_have_a_label_it_is_said_which_span_is_open(transcript: Briefing) -> None:
    labelling = label_speakers(transcript)
    labelling.press("skip")
    for _ in range(5):
        labelling.set(choice="Sergei Lavrov")
        labelling.press("keep")
    assert labelling.view.said.startswith("Span 1 of 5")  # the one that was skipped comes last
    assert "All have a label. Open is No. " in labelling.view.said


def test_labels_given_by_clicking_are_there_when_the_lesson_is_opened_again(transcript: Briefing) -> None:
    labelling = label_speakers(transcript)
    labelling.set(choice="Sergei Lavrov")
    labelling.press("keep")
    assert label_speakers(transcript).state["sheet"].labels[0] == "Sergei Lavrov"


def test_a_pasted_text_becomes_the_briefing() -> None:
    box = paste_briefing(load_briefing(SEED))
    box.set(text='"We will reopen on Friday," said Ana Ruiz, the mayor.')
    box.press("read")
    assert box.briefing.source == "pasted text" and len(box.briefing.quotes) == 1


def test_a_text_without_menus_says_that_there_are_none() -> None:
    box = paste_briefing(load_briefing(SEED))
    assert "no menus" in box.press("furniture").said and box.briefing.source == SEED


def test_an_uploaded_file_becomes_the_briefing_under_its_own_name() -> None:
    box = paste_briefing(load_briefing(SEED))
    box.set(file=("..\\talks\\monday.txt", "MS LEE: Good morning.".encode("utf-16")))
    box.press("read")
    assert box.briefing.source == "monday.txt"


@pytest.mark.parametrize("file", [None, ("empty.txt", b""), ("picture.png", bytes(range(256)) * 9)])
def test_what_cannot_be_read_is_explained_and_changes_nothing(file: tuple[str, bytes] | None) -> None:
    box = paste_briefing(load_briefing(SEED))
    box.set(file=file)
    assert "bl-bad" not in box.result
    box.press("read")
    assert box.refused and "bl-bad" in box.result
    assert box.briefing.source == SEED


def test_corrections_are_read_again_and_kept_beside_the_text(tmp_path: Path) -> None:
    desk = correct_briefing(load_briefing(SEED))
    assert (desk.state["line"], desk.state["report"]) == (1, 1)
    desk.set(line=2, role="heading")
    desk.press("line")
    assert len(desk.briefing.headings) == 13
    desk.press("keep")
    assert len(load_briefing(tmp_path / SEED).headings) == 13


def test_the_desk_goes_on_from_the_corrections_that_were_kept(tmp_path: Path) -> None:
    desk = correct_briefing(load_briefing(SEED))
    desk.set(line=2, role="heading")
    desk.press("line")
    desk.press("keep")
    again = correct_briefing(load_briefing(tmp_path / SEED))
    assert again.view.said.startswith("1 correction.")
    again.set(line=3, role="heading")
    again.press("line")
    again.press("keep")
    assert len(load_briefing(tmp_path / SEED).headings) == 14


def test_a_name_that_is_not_in_the_text_is_no_correction() -> None:
    desk = correct_briefing(parse_briefing("“We shall see,” Okoro said to the deputy.\nOkoro left."))
    desk.set(people="Okoro, Clara Okoro")
    assert desk.press("people").said == "“Clara Okoro” is not in this text. Copy the name as it is printed."
    desk.set(people="Okoro, the deputy")
    assert desk.press("people").said.startswith("1 correction.")


def test_part_of_a_word_is_no_name_in_the_text() -> None:
    desk = correct_briefing(parse_briefing("“We shall see,” Okoro said to the deputy."))
    desk.set(people="Okor, the deputy")
    assert desk.press("people").said.startswith("“Okor” is not in this text.")


def test_who_speaks_in_turns_may_be_given_a_fuller_name() -> None:
    desk = correct_briefing(parse_briefing("MR. LEE: Good morning.\nQUESTION: Is it open?\nMR. LEE: Yes."))
    desk.set(people="Anna Lee, Lee")
    desk.press("people")
    assert desk.briefing.turns[0].speaker == "Anna Lee"


def test_a_label_that_begins_no_line_is_no_correction() -> None:
    desk = correct_briefing(parse_briefing("“We shall see,” Lena Okoro said to the deputy."))
    desk.set(label="Lena:", name="Lena Okoro")
    said = desk.press("label").said
    assert said == "No line begins with the label “Lena:”. Copy a label as it is printed."
    assert "corrected label" not in desk.view.html


@pytest.mark.parametrize("label", ["MR. LEE", "Mr Lee:", "QUESTION"])
def test_a_label_is_corrected_however_it_is_spelt(label: str) -> None:
    desk = correct_briefing(parse_briefing("MR. LEE: Good morning.\nQUESTION: Is it open?\nMR. LEE: Yes."))
    desk.set(label=label, name="Ana Ruiz")
    assert desk.press("label").said.startswith("1 correction.")
    assert "Ana Ruiz" in [turn.speaker for turn in desk.briefing.turns]


def test_a_kept_text_never_replaces_another(tmp_path: Path) -> None:
    desk = correct_briefing(load_briefing("001_ferry_report.txt"))
    (tmp_path / "001_ferry_report.txt").write_text("mine", encoding="utf-8")
    assert "001_ferry_report_2.txt" in desk.press("keep").said
    assert (tmp_path / "001_ferry_report.txt").read_text(encoding="utf-8") == "mine"


def test_a_button_stands_in_the_row_of_what_it_does(transcript: Briefing) -> None:
    from briefing_lessons.widgets.explorer import Panel

    rows = Panel(correct_briefing(transcript)).box.children[1:-1]
    names = [[widget.description for widget in row.children] for row in rows]
    assert names == [
        ["Line", "is a", "Correct the line"],
        ["Label as printed", "stands for", "Correct the label"],
        ["One person, names with commas", "Join the names"],
        [
            "Quotation or report",
            "Its source",
            "Its words, where others",
            "Correct the report",
            "It is no report",
        ],
        ["Undo all", "Keep text and corrections"],
    ]


def test_a_text_without_spans_has_nothing_to_press() -> None:
    from briefing_lessons.widgets.explorer import Panel

    labelling = label_speakers(parse_briefing("The mayor spoke.\nNobody asked."))
    assert labelling.view.said == "Nothing to label: choose another text."
    assert len(Panel(labelling).box.children) == 2  # the title, and what is read aloud


def test_the_paste_box_says_where_a_reading_is_put_right(transcript: Briefing) -> None:
    assert "correct_briefing()" in paste_briefing(transcript).view.html


@pytest.mark.parametrize(("by", "last"), [("quarter", "4th quarter"), ("twentieth", "20th twentieth")])
def test_the_topic_lab_cuts_the_text_as_finely_as_one_likes(transcript: Briefing, by: str, last: str) -> None:
    lab = explore_topics(transcript, ["Trump"])
    html = lab.set(by=by, scope="speaker").html
    assert f'<th scope="row" style="text-align:left">{last}</th>' in html
    assert lab.view.said.startswith(f"Bars by {by}, counted in the words of speakers.")


@pytest.mark.parametrize("text", ["No.", "The mayor spoke.\nNobody asked.", "1234 5678"])
def test_the_topic_lab_opens_on_a_text_too_short_to_cut(text: str) -> None:
    from briefing_lessons.widgets.explorer import Panel

    lab = explore_topics(parse_briefing(text), ["mayor"])
    Panel(lab)
    assert lab.view.said.startswith("Bars by voice, counted in the text without headings.")


def test_overlapping_marks_keep_every_letter() -> None:
    html = mark_up("abcdef", 0, 6, [Note(0, 4, "x"), Note(2, 6, "y", "label")])
    assert re.sub(r"<sub.*?</sub>|<[^>]+>", "", html) == "abcdef"
    assert '<mark class="bl-x bl-y">cd</mark>' in html


def test_a_value_a_control_cannot_hold_is_brought_back() -> None:
    assert settled(Number("n", "N", 1, 1, 5), 99) == 5
    assert settled(Pick("p", "P", (("a", 1),), 1), 7) == 1


def test_a_view_is_drawn_once_for_each_state(transcript: Briefing) -> None:
    drawn = []
    explorer = explore_quotes(transcript)
    draw, explorer.draw = explorer.draw, lambda **state: drawn.append(state) or draw(**state)
    explorer.set(kind="direct")
    explorer.set(kind="mixed")
    explorer.set(kind="direct")
    assert len(drawn) == 2


def test_what_does_not_change_the_view_is_not_drawn_again() -> None:
    """On a slow computer a chart that is drawn at every choice loses the click that comes next."""
    from briefing_lessons.widgets.explorer import Panel

    drawn: list[dict[str, Any]] = []
    bench = mend_sources(trap_text())
    bench.draw = partial(noted, drawn, bench.draw)
    panel = Panel(bench, lambda: drawn.append({}))
    first = len(bench.view.html) and len(drawn)
    panel.made["number"].value = 1
    panel.made["instead"].value = "Otto Varn"
    assert len(drawn) == first
    panel.buttons["record"].click()
    assert len(drawn) == first + 2 and bench.view.said.startswith("Mended: 1 is now Otto Varn.")


def noted(drawn: list[dict[str, Any]], draw: Any, *, rule: str, corrections: Any, **_: Any) -> Any:
    drawn.append({"rule": rule, "corrections": corrections})
    return draw(rule=rule, corrections=corrections)


def test_an_explorer_prints_its_finding_in_a_terminal(transcript: Briefing) -> None:
    assert repr(explore_quotes(transcript)).startswith("Quotation explorer: Showing ")


def test_importing_the_explorers_loads_no_ipywidgets() -> None:
    code = (
        "import sys, briefing_lessons.widgets.quotes, briefing_lessons.widgets.paste\n"
        "assert 'ipywidgets' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_moved_widget_changes_the_state_and_redraws(name: str, transcript: Briefing) -> None:
    from briefing_lessons.widgets.explorer import Panel, make, read, write

    redrawn: list[int] = []
    explorer = EXPLORERS[name](transcript)
    before = explorer.view
    panel = Panel(explorer, lambda: redrawn.append(1)).box
    fields = ("Dropdown", "RadioButtons", "TextArea", "Text")
    for widget in [widget for widget in walk(panel) if type(widget).__name__ in fields]:
        if type(widget).__name__ in ("Dropdown", "RadioButtons"):
            widget.value = next(value for _, value in reversed(widget.options) if value != widget.value)
        else:
            widget.value = "Lavrov"
    assert redrawn or explorer.view == before
    assert all(read(control, make(control)) == control.value for control in explorer.controls)
    for control in explorer.controls:
        widget = make(control)
        if type(control).__name__ == "File":
            widget.value = [
                {
                    "name": "a.txt",
                    "type": "",
                    "size": 1,
                    "content": b"a",
                    "last_modified": datetime(2031, 5, 4),
                }
            ]
            assert read(control, widget) == ("a.txt", b"a")
        for value in (
            *(value for setting, value in settings(explorer) if setting == control.name),
            control.value,
        ):
            write(control, widget, value)
            assert read(control, widget) == value


def walk(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


@pytest.mark.parametrize(("lines", "kind", "width"), [(1, "Text", "auto"), (3, "Textarea", "100%")])
def test_words_of_several_lines_have_a_box_of_their_own(lines: int, kind: str, width: str) -> None:
    from briefing_lessons.widgets.explorer import make

    box = make(Words("said", "What you say", lines=lines))
    assert (type(box).__name__.replace("TextArea", "Textarea"), box.layout.width) == (kind, width)
    assert lines == 1 or box.rows == lines


def test_words_of_no_source_are_counted_and_a_term_of_none_is_not() -> None:
    text = parse_briefing("“The ice held. We ran home.”\nAna Ruiz called it “green”. It was “red”.")
    assert [quote.kind for quote in text.quotes] == ["direct", "mixed", "term"]
    said = compare_briefings(text, load_briefing(SEED)).set(show="sources").said
    assert f"pasted text: {NO_SOURCE} leads with 1 of 2;" in said


def test_two_lines_of_one_name_are_one_topic() -> None:
    assert read_topics("a: US\na: Moscow") == {"a": ("US", "Moscow")}


def test_the_topic_lab_calls_a_heat_map_by_its_name(transcript: Briefing) -> None:
    said = explore_topics(transcript, ["US", "Moscow", "Trump", "Syria"]).view.said
    assert said.startswith("Heat map by section (more than three topics are too many for bars)")


def test_no_reading_is_recorded_before_a_source_is_chosen(transcript: Briefing) -> None:
    explorer = explore_quotes(transcript)
    assert "choose the source you read first" in explorer.press("record").said
    assert "My reading" not in explorer.view.html


def test_a_quotation_number_that_does_not_exist_is_refused(transcript: Briefing) -> None:
    explorer = explore_quotes(transcript)
    explorer.set(number=999, instead=NO_SOURCE)
    said = explorer.press("record").said
    assert f"There is no quotation 999: they are numbered from 1 to {len(transcript.quotes)}." in said
    assert explorer.state["corrections"] == ()
    explorer.set(number=8)
    page = explorer.view.html
    refused = explorer.set(number=len(transcript.quotes) + 1)
    assert "There is no quotation" in refused.said and "There is no quotation" in explorer.result
    assert refused.html == page, "the list stays where it was"
    assert "Page 2 of" in explorer.set(number=len(transcript.quotes)).said or explorer.state["page"] > 2


def test_no_source_found_is_among_the_sources(transcript: Briefing) -> None:
    sources = explore_quotes(transcript).controls[0]
    assert NO_SOURCE in [value for _, value in sources.options]


def test_an_empty_result_says_why(transcript: Briefing) -> None:
    explorer = explore_quotes(transcript)
    html = explorer.set(speaker=NO_SOURCE, kind="mixed").html
    assert "None of them fits (source: no source found, kind: mixed)" in html
    nobody = explore_quotes(parse_briefing("The pier is open."))
    assert "If you find one, cite its line." in nobody.view.html


def test_the_rhetoric_explorer_never_opens_empty() -> None:
    filler = "The pier is open. "
    text = parse_briefing(f"On piers\n{filler}\nOn boats\nPerhaps the boats sail on Monday, perhaps not.\n")
    explorer = explore_rhetoric(text, ["hedge"])
    assert explorer.view.said.startswith("2 candidates (hedge 2). No. 1 stands in “On boats”.")
    for nothing in (explore_rhetoric(text, ["list"]), explore_rhetoric(parse_briefing(filler))):
        assert "If you find one, cite its line." in nothing.view.said


# Reports put right at the desk, and sources at the bench ----------------------------------------------------

RINK = "“The ice held,” Ellen Rask said. It was late, she said.\nOmar Diaz had left."


def test_the_desk_mends_the_source_the_extent_and_a_false_report() -> None:
    desk = correct_briefing(parse_briefing(RINK))
    assert [quote.speaker for quote in desk.briefing.quotes] == ["Ellen Rask", "Ellen Rask"]
    desk.set(report=2, source="Omar Diaz")
    assert desk.press("report").said.startswith("1 correction.")
    desk.set(report=2, extent="late")
    desk.press("report")
    mended = desk.briefing.quotes[1]
    assert (mended.speaker, mended.text, mended.kind) == ("Omar Diaz", "late", "indirect")
    desk.set(report=2)
    desk.press("drop")
    assert [quote.text for quote in desk.briefing.quotes] == ["“The ice held,”"]
    desk.press("undo")
    assert len(desk.briefing.quotes) == 2


def test_the_desk_refuses_what_is_not_there_and_records_no_empty_report() -> None:
    desk = correct_briefing(parse_briefing(RINK))
    assert desk.press("report").said.startswith("Nothing was recorded")
    desk.set(report=9)
    assert "There is no quotation 9: they are numbered from 1 to 2." in desk.press("drop").said
    desk.set(report=1, source="Nina Tal")
    assert "is not in this text" in desk.press("report").said
    desk.set(report=1, source="", extent="words of nobody")
    assert "do not stand in line 1" in desk.press("report").said
    assert not desk.state["corrections"].reports


def test_reports_put_right_are_kept_beside_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk = correct_briefing(parse_briefing(RINK, name="rink"))
    desk.set(report=2, source="no source found", extent="late")
    desk.press("report")
    desk.press("keep")
    again = load_briefing(tmp_path / "rink.txt").quotes[1]
    assert (again.speaker, again.text) == (None, "late")


def test_the_list_follows_the_number_entered() -> None:
    explorer = explore_quotes(load_briefing(SEED))
    assert "Page 3 of" in explorer.set(kind="direct", number=14).said
    assert "No. 14," in explorer.view.html and explorer.state["page"] == 3


def test_the_bench_moves_table_chart_and_score() -> None:
    bench = mend_sources(trap_text())
    assert bench.view.said.endswith("Right by the labels: 7 of 12 (58 %).")
    assert "choose a quotation first" in bench.press("record").said
    bench.set(number=2, instead="Tom Quill")
    before = bench.view.html
    assert bench.press("record").said.endswith("Right by the labels: 8 of 12 (67 %).")
    assert bench.view.html != before and "mended" in bench.view.html
    bench.press("forget")
    assert "1 rescued, 2 lost" in bench.set(rule="continues quotation").said
    assert "so there is no score" in mend_sources(parse_briefing(RINK)).view.said
    assert mend_sources(parse_briefing("Nobody spoke.")).controls == ()


@pytest.mark.parametrize("name", seed_names())
def test_words_of_a_real_person_are_only_left_out_and_never_in_some_lines(name: str) -> None:
    for device in three_devices(load_briefing(name)):
        kept = device.off.replace("[…]", "").split()
        printed = iter(device.sentence.text.split())
        assert all(any(word.strip('.,”"') in other for other in printed) for word in kept)
        assert device.text.line_number(device.mark) not in LEFT_ALONE.get(device.text.source, ())
    switch = switch_devices(load_briefing(name))
    assert "altered for class" not in switch.view.html
    switch.press("switch")
    assert "altered for class" in switch.view.html and "As printed" in switch.view.html
    assert "as printed" in switch.set(device="we").said  # one alone is switched off
    assert "grammar needs the word" in switch.press("switch").said


def test_a_word_is_followed_while_it_is_typed() -> None:
    ferry = load_briefing("001_ferry_report.txt")
    keep_guess("topic.guess", "lake")
    toy = follow_word(ferry)
    assert toy.controls[0].live and "That is your guess; “two” comes first, with 6" in toy.view.said
    assert toy.set(word="zebra").said == "“zebra” is not in this text."
    assert toy.set(word="lake’s").said == toy.set(word="lake's").said == toy.set(word="lake").said


def test_capitals_that_make_another_word_are_told(transcript: Briefing) -> None:
    toy = follow_word(transcript)
    us, both = toy.set(word="us").said, toy.set(word="US").said
    assert us.endswith("Counted apart: “US”, 18 times.") and both.endswith("Counted apart: “us”, 1 time.")
    assert toy.set(word="russia").said == toy.set(word="Russia").said.replace("“Russia”", "“russia”")
    ferry = follow_word(load_briefing("001_ferry_report.txt"))
    assert ferry.set(word="US").said.endswith("It is printed “us” here.")


@pytest.mark.parametrize("typed", ["Sirya", "Siria", "syriaa"])
def test_a_misspelt_word_is_answered_with_the_nearest_one(transcript: Briefing, typed: str) -> None:
    said = f"“{typed}” is not in this text. The nearest words: Syria"
    assert follow_word(transcript).set(word=typed).said.startswith(said)
    assert said in explore_topics(transcript).set(terms=typed).said


def test_two_texts_are_compared_in_their_numbers() -> None:
    first = parse_briefing("“One two three,” said Ana Ruiz. Four five six seven.", name="first")
    second = parse_briefing("“Nobody came,” said Omar Diaz.\nOmar Diaz said that nobody left.", name="second")
    both = compare_briefings(first, second)
    assert both.view.said.startswith(
        "first: 10 words, 1 source, 30 % of the words spoken by a source; second: 11 words, 1 source, 18 %"
    )
    said, html = both.set(show="sources").said, both.view.html
    assert said == "first: Ana Ruiz leads with 1 of 1; second: Omar Diaz leads with 2 of 2."
    assert html.index("Sources in first.") < html.index("Ana Ruiz") < html.index("Sources in second.")
    assert both.set(show="words").said.endswith("; second: nobody 2, said 2, Omar 2. 1 word in both lists.")
    assert both.set(first="second").said.count("second: ") == 2


def test_words_may_have_semicolons_between() -> None:
    assert read_topics("lake: Lake*; pier, boat") == {"lake": ("Lake*", "pier", "boat")}
    assert (
        follow_word(load_briefing("001_ferry_report.txt")).set(word="lake; pier").said.startswith("Type one")
    )


def test_without_candidates_no_candidate_is_asked_for() -> None:
    empty = explore_rhetoric(parse_briefing("Der See steht hoch.\nDer Hafen steht leer."))
    assert not empty.controls and not empty.buttons and "If you find one" in empty.view.said
    nothing = explore_rhetoric(load_briefing("001_ferry_report.txt"), ["question"])
    nothing.set(voice="reporter")
    assert nothing.press("accept").said.startswith("There is no candidate here.")


def test_enter_presses_the_button_of_a_field_and_late_words_are_not_lost() -> None:
    """A browser sends Enter, and a quick click, before the last words of the field."""
    keep = Button("keep", "Keep", lambda state: {"kept": state["typed"]}, main=True)
    field = Words("typed", "Your guess", live=True)
    explorer = Explorer("Guess", lambda typed, kept: View("", f"kept: {kept}"), [field], [keep], kept="")
    box = next(w for w in walk(Panel(explorer).box) if type(w).__name__ == "Text")
    box.value = "thre"
    assert explorer.state["kept"] == ""
    box._handle_custom_msg({"event": "submit"}, [])
    assert explorer.view.said == "kept: thre"
    box.value = "three"
    assert explorer.view.said == "kept: three"


@pytest.mark.parametrize(
    ("make", "typed", "button", "said"),
    [
        (lambda: unseen("trust.after"), ("one", "two"), "keep", "Kept: 1 of 3"),
        (lambda: vote("who.vote"), None, "vote", "First vote: "),
        (lambda: guess("page.guess"), ("about 2,000", "about 3,000"), "keep", "about"),
    ],
)
def test_a_page_that_is_opened_again_gets_what_is_kept_and_can_keep_again(
    transcript: Briefing,
    monkeypatch: pytest.MonkeyPatch,
    make: Any,
    typed: Any,
    button: str,
    said: str,
) -> None:
    """The output in its file is as it was saved, perhaps before the answer; the kernel knows better."""
    page = ["first"]
    monkeypatch.setattr("briefing_lessons.widgets.explorer.opened_page", lambda: page[0])
    explorer = make()
    panel = Panel(explorer)
    name = explorer.controls[0].name
    one, other = typed or [words for words, _ in explorer.controls[0].options][:2]
    panel.made[name].value = one
    panel.buttons[button].click()
    assert "bl-reopened" not in panel.status.get_state()["value"]
    page[0] = "second"
    shown = panel.status.get_state()["value"]  # a page asks for this as it opens
    assert "bl-reopened" in shown and said in shown and "Nothing is kept" not in shown
    panel.made[name].value = other
    panel.buttons[button].click()
    assert "bl-reopened" in panel.status.value and explorer.view.html in panel.status.value


@pytest.mark.parametrize("work", [partial(os._exit, 1), partial(int, "no number")])
def test_a_long_reading_whose_process_ends_without_a_result_is_a_reading_that_was_stopped(work: Any) -> None:
    def watch(gone: float) -> bool:
        assert gone < 60, "it waits for a process that is gone"
        return False

    assert asyncio.run(in_own_process(work, watch)) is None
    assert asyncio.run(in_own_process(partial(int, "7"), watch)) == 7


@pytest.mark.parametrize(
    ("changes", "said"), [(None, "Stopped. Nothing has changed."), ({"kept": "three"}, "kept: three")]
)
def test_what_takes_long_can_be_stopped_beside_its_controls(
    changes: dict[str, str] | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(work: Any, watch: Any) -> Any:
        during.extend(panel.box.children)
        asked = [watch(1.0)]
        next(w for w in walk(during[-2]) if getattr(w, "description", "") == "Stop").click()
        assert [*asked, watch(2.0)] == [False, True]
        return asyncio.sleep(0, changes)

    keep = Button("keep", "Keep", lambda state: {"kept": state["typed"]})
    field = Words("typed", "Your guess")
    panel = Panel(
        Explorer("Guess", lambda typed, kept: View("", f"kept: {kept}"), [field], [keep], kept="two")
    )
    before, during = [*panel.box.children], []
    monkeypatch.setattr("briefing_lessons.widgets.explorer.in_own_process", stopped)
    asyncio.run(panel.follow_slow(partial(dict)))
    assert [*during[:-2], during[-1]] == before == [*panel.box.children]
    assert said in panel.status.value and panel.explorer.state["kept"] == ("three" if changes else "two")


def test_what_another_process_read_is_the_latest_briefing_here(transcript: Briefing) -> None:
    box = paste_briefing(transcript)
    read = read_input({"text": "“Yes,” said Ana Ruiz, the mayor.", "file": None})
    load_briefing(SEED)
    box.change(read)
    assert latest_briefing() is read["briefing"]
