"""The marked reading view, the charts and the concordance of marks."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup

from briefing_lessons import (
    list_marks,
    load_briefing,
    parse_briefing,
    plot_devices,
    plot_marks,
    plot_reporting_verbs,
    read_marked,
)
from briefing_lessons.charts.reading_view import STYLES
from briefing_lessons.errors import BriefingError
from briefing_lessons.resources import seed_names
from briefing_lessons.rhetoric import DEVICES

TRANSCRIPT = "000_95b79719e875266d.txt"
_VOID = {"input", "br", "meta"}


class _Nesting(HTMLParser):
    """Fails on an end tag that does not close the innermost element."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", seed_names())
def test_overlapping_marks_nest_as_elements(name: str) -> None:
    parser = _Nesting()
    parser.feed(read_marked(load_briefing(name))._repr_html_())
    assert parser.open == []


@pytest.mark.parametrize("name", seed_names())
def test_the_words_of_the_text_are_unchanged(name: str) -> None:
    briefing = load_briefing(name)
    soup = BeautifulSoup(read_marked(briefing)._repr_html_(), "html.parser")
    for label in soup.find_all("small"):
        label.decompose()
    shown = [row.get_text() for row in soup.select(".bl-lines > li")]
    assert shown == [line.text for line in briefing.lines if line.text.strip()]


def test_lines_carry_their_numbers() -> None:
    briefing = load_briefing("002_school_meals.txt")
    soup = BeautifulSoup(read_marked(briefing)._repr_html_(), "html.parser")
    for row in soup.select(".bl-lines > li"):
        assert row.get_text()[:9] == briefing.line(int(str(row["value"]))).text[:9]


def test_text_is_escaped() -> None:
    html = read_marked(parse_briefing('"We <b>must</b> & shall," Ana Brel said.'))._repr_html_()
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_every_mark_has_a_label_in_words() -> None:
    view = read_marked(load_briefing(TRANSCRIPT))
    soup = BeautifulSoup(view._repr_html_(), "html.parser")
    assert len(soup.select("small.bl-what")) == len(view.marks)


def test_weak_marks_have_their_label_in_brackets() -> None:
    view = read_marked(load_briefing(TRANSCRIPT))
    soup = BeautifulSoup(view._repr_html_(), "html.parser")
    bracketed = [s for s in soup.select("small.bl-what") if s.get_text().startswith("(")]
    assert len(bracketed) == sum(mark.strength == "weak" for mark in view.marks)


def test_the_legend_has_a_box_for_each_device_and_the_page_no_script() -> None:
    view = read_marked(load_briefing(TRANSCRIPT), ["hedge", "booster"])
    html = view._repr_html_()
    assert html.count('type="checkbox"') == 2
    assert "<script" not in html


def test_every_device_has_its_own_line_and_label() -> None:
    assert list(STYLES) == list(DEVICES)
    assert len({style[0] for style in STYLES.values()}) == len(DEVICES)
    assert len({style[1:3] for style in STYLES.values()}) == len(DEVICES)


def test_the_view_is_the_same_every_time() -> None:
    briefing = load_briefing(TRANSCRIPT)
    assert read_marked(briefing)._repr_html_() == read_marked(briefing)._repr_html_()


@pytest.mark.parametrize("lines", [(0, 3), (5, 2), (1, 1000)])
def test_lines_that_are_not_there_are_refused(lines: tuple[int, int]) -> None:
    with pytest.raises(BriefingError, match="Give the first and the last line"):
        read_marked(load_briefing(TRANSCRIPT), lines=lines)


@pytest.mark.parametrize("name", seed_names())
def test_charts_say_in_words_what_they_show(name: str) -> None:
    briefing = load_briefing(name)
    for chart in (plot_devices(briefing), plot_devices(briefing, by="person"), plot_marks(briefing)):
        assert "hedge" in chart.alt
        assert len(chart.table) > 0
        assert chart.png().startswith(b"\x89PNG")


def test_every_bar_of_verbs_has_its_sentences() -> None:
    briefing = load_briefing(TRANSCRIPT)
    table = plot_reporting_verbs(briefing).table
    assert len(table) == sum(mark.device == "reporting_verb" for mark in briefing.marks)
    for _, verb, line, words in table:
        assert f"‹{verb}›" in words
        assert verb in briefing.line(line).text


def test_a_transcript_of_turns_has_no_chart_of_verbs() -> None:
    with pytest.raises(BriefingError, match="no reporting verbs"):
        plot_reporting_verbs(parse_briefing("QUESTION: Is it open?\n\nMS. BREL: It is open, I think.\n"))


def test_nothing_marked_is_said_so() -> None:
    briefing = parse_briefing("The pier is open.")
    with pytest.raises(BriefingError, match="None of these devices"):
        plot_devices(briefing, ["antithesis"])
    assert "No device is marked here" in read_marked(briefing, ["antithesis"])._repr_html_()


def test_the_concordance_has_a_row_for_each_mark() -> None:
    briefing = load_briefing(TRANSCRIPT)
    table = list_marks(briefing, ["hedge"])
    assert len(table) == sum(mark.device == "hedge" for mark in briefing.marks)
    assert all("‹" in words for words in table["in its line"])
