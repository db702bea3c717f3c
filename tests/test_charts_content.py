"""What a chart says is what it draws: its table, its text alternative and its picture agree."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pytest
from matplotlib import rcParams
from matplotlib.figure import Figure

from briefing_lessons.briefing import Briefing, load_briefing, parse_briefing
from briefing_lessons.charts.core import Chart, format_figure
from briefing_lessons.charts.places import plot_dispersion
from briefing_lessons.charts.style import Unit
from briefing_lessons.charts.topics import plot_heatmap, plot_topics
from briefing_lessons.charts.words import plot_counts, plot_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.tables import Table

THREE = {"Syria": ["Syria*", "Damascus", "Aleppo"], "Trump": "Trump", "Terrorism": ["*terror*"]}
SIX = THREE | {
    "US": ["US", "United States"],
    "Belarus": ["Belarus*"],
    "Minsk agreements": ["Minsk*", "Ukraine"],
}


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return load_briefing("000_95b79719e875266d.txt")


def texts(chart: Chart) -> list[str]:
    return [text.get_text().strip() for text in chart.ax.texts if text.get_text().strip()]


def rates(chart: Chart, column: str, topic: str) -> list[float]:
    return [v for v, t in zip(chart.table[column], chart.table["topic"], strict=True) if t == topic]


class TestPictureAndTable:
    def test_word_bars_are_the_counts(self, briefing: Briefing) -> None:
        chart = plot_words(briefing)
        assert [bar.get_width() for bar in chart.ax.patches] == list(chart.table["count"])
        assert texts(chart) == [str(count) for count in chart.table["count"]]

    @pytest.mark.parametrize(("unit", "column"), [("rate", "per 1,000 words"), ("count", "count")])
    def test_topic_bars_are_the_tables_column(self, briefing: Briefing, unit: str, column: str) -> None:
        chart = plot_topics(briefing, THREE, unit=unit)  # type: ignore[arg-type]
        for topic, bars in zip(THREE, chart.ax.containers, strict=True):
            drawn = [row for row in chart.table if row[1] == topic and (unit == "count" or row[3] >= 100)]
            values = [row[chart.table.columns.index(column)] for row in drawn]
            assert [bar.get_width() for bar in bars] == values

    def test_heat_map_cells_are_the_counts(self, briefing: Briefing) -> None:
        chart = plot_heatmap(briefing, SIX)
        assert texts(chart) == [str(count) if count else "·" for count in chart.table["count"]]

    def test_heat_map_shades_rise_with_the_rate(self, briefing: Briefing) -> None:
        chart = plot_heatmap(briefing, SIX)
        cells = zip(chart.table, chart.ax.patches, strict=True)
        grey = [(row[4], sum(patch.get_facecolor()[:3])) for row, patch in cells if row[3] >= 100]
        assert all(
            b <= a + 1e-9 for (_, a), (_, b) in pairwise(sorted(grey, key=lambda pair: (pair[0], -pair[1])))
        )

    def test_every_stroke_is_a_row(self, briefing: Briefing) -> None:
        chart = plot_dispersion(briefing, SIX)
        borders = len(briefing.sections) - 1
        strokes = [line for line in chart.ax.get_lines() if line.get_xdata()[0] == line.get_xdata()[1]]
        assert len(strokes) - borders == len(chart.table)


class TestWords:
    def test_the_first_word_of_the_ranking_is_named(self, briefing: Briefing) -> None:
        chart = plot_words(briefing)
        assert f"“{chart.table['word'][0]}” comes first with {chart.table['count'][0]}" in chart.alt
        assert "not clearly more often than “said”" in chart.alt

    def test_no_lead_is_claimed_where_intervals_overlap_widely(self, briefing: Briefing) -> None:
        chart = plot_topics(briefing, SIX)
        leads: Counter[str] = Counter()
        for part in dict.fromkeys(row[0] for row in chart.table if row[3] >= 100):
            first, second, *_ = sorted((r for r in chart.table if r[0] == part), key=lambda r: -r[4])
            arms = (first[4] - first[5] + second[6] - second[4]) / 2
            leads[first[1]] += first[4] > second[4] and second[6] - first[5] <= arms / 2
        ((topic, number),) = [(t, n) for t, n in leads.items() if n]
        assert chart.alt.startswith(f"{topic} leads clearly in {number} of 12 sections; in 7 none does")

    def test_one_hit_against_none_is_no_lead(self) -> None:
        filler = "They walked on slowly along the pier and came back at night. " * 12
        briefing = parse_briefing(f"On ferries\nThe ferry is late. {filler}\nOn buses\n{filler}\n")
        alt = plot_topics(briefing, ["ferry", "bus"]).alt
        assert alt.startswith("None leads clearly in any of 2 sections; 1 has none of them.")

    def test_one_part_alone_is_called_the_only_one(self) -> None:
        briefing = parse_briefing("The ferry is late. The bus is late, too. The ferry comes.")
        alt = plot_topics(briefing, ["ferry", "bus"], by="voice").alt
        assert alt.startswith("None leads clearly in the only voice; 1 is too short")

    def test_sections_too_short_to_compare_are_counted_apart(self, briefing: Briefing) -> None:
        chart = plot_topics(briefing, SIX)
        short = {row[0] for row in chart.table if row[3] < 100}
        assert f"; {len(short)} are too short to compare." in chart.alt

    def test_where_all_parts_are_too_short_counts_are_drawn(self) -> None:
        briefing = parse_briefing(
            'On ferries\n"The ferry and the bus came late," said Ana Ruiz.\n'
            'On buses\n"The bus was full that day," said Ana Ruiz.\n'
            "On trains\nNothing was heard of trains that week.\n"
        )
        chart = plot_topics(briefing, ["ferry", "bus"], scope="speaker")
        assert chart.ax.get_xlabel() == "count"
        assert "No section has the 100 words that a rate needs: counts are drawn." in chart.caption
        assert "None leads clearly in any of 2 sections; 2 are too short to compare." in chart.alt

    def test_one_topic_names_its_densest_section_that_bears_a_rate(self, briefing: Briefing) -> None:
        chart = plot_topics(briefing, {"Syria": ["Syria*", "Damascus", "Aleppo"]})
        long_enough = [row for row in chart.table if row[3] >= 100]
        assert f"“{max(long_enough, key=lambda row: row[4])[0]}”" in chart.alt

    def test_a_topic_that_is_absent_is_said_to_be(self, briefing: Briefing) -> None:
        chart = plot_topics(briefing, {"Narnia": ["Narnia"]})
        assert "does not occur" in chart.alt
        assert "Not found here: Narnia" in chart.caption

    @pytest.mark.parametrize("unit", ["rate", "count"])
    def test_a_chart_of_absent_topics_counts_in_whole_numbers(self, briefing: Briefing, unit: Unit) -> None:
        chart = plot_topics(briefing, ["Narnia", "Mordor"], unit=unit)
        chart.png()
        assert [tick.get_text() for tick in chart.ax.get_xticklabels()] == ["0", "1"]
        assert "None of the terms occurs here." in chart.caption

    def test_topics_that_are_all_absent_are_told_in_one_sentence(self, briefing: Briefing) -> None:
        chart = plot_topics(briefing, ["Narnia", "Mordor"])
        assert chart.alt == "None of Narnia and Mordor occurs in any of 12 sections (1,948 words)."

    @pytest.mark.parametrize("draw", [plot_heatmap, plot_dispersion])
    def test_topics_that_are_absent_can_still_be_drawn(self, briefing: Briefing, draw: object) -> None:
        assert draw(briefing, ["Narnia", "Mordor"])._repr_html_()  # type: ignore[operator]

    def test_captions_name_their_denominator(self, briefing: Briefing) -> None:
        for chart in (plot_words(briefing), plot_topics(briefing, THREE), plot_dispersion(briefing, THREE)):
            assert any(size in chart.caption for size in ("2,012 words", "1,948 words"))

    def test_short_sections_are_named_in_the_caption_and_not_drawn(self, briefing: Briefing) -> None:
        chart = plot_topics(briefing, {"Syria": ["Syria*"]})
        assert "Not drawn: too short for a rate" in chart.caption
        assert "On expectations from Astana talks (16)" in chart.caption
        assert len(chart.ax.patches) == 8 == len({row[0] for row in chart.table if row[3] >= 100})

    def test_counts_stand_in_a_column_of_their_own(self, briefing: Briefing) -> None:
        for chart in (plot_words(briefing), plot_topics(briefing, THREE)):
            assert {text.get_position()[0] for text in chart.ax.texts} == {1.06}

    def test_a_single_bar_is_followed_by_none(self) -> None:
        assert plot_counts({"Ruiz": 3}).alt == "Bar chart of 1 words. “Ruiz” comes first with 3 of 3."
        assert plot_counts({"Ruiz": 3, "Lee": 1}).alt.endswith("; then Lee (1).")

    def test_an_axis_says_what_its_bars_are_of(self, briefing: Briefing) -> None:
        assert plot_words(briefing).ax.get_xlabel() == "count in 2,012 words"

    @pytest.mark.parametrize("sections", [30, 33])
    def test_sections_that_are_not_drawn_are_in_the_table(self, sections: int) -> None:
        long = "The ferry came late again, they said. " * 20
        text = "\n".join(f"On ferry {'I' * n}\n{long}" for n in range(1, sections + 1))
        chart = plot_topics(parse_briefing(text), ["ferry"])
        assert (len(chart.table), len(chart.ax.patches)) == (sections, 30)
        told = "Shown: the 30 sections with most mentions; 3 more are in the table."
        assert (told in chart.caption) == (sections > 30) == ("Shown:" in chart.caption)

    def test_captions_hold_no_python(self, briefing: Briefing) -> None:
        for chart in (plot_words(briefing), plot_topics(briefing, THREE), plot_topics(briefing, SIX)):
            assert not re.search(r"\w=|\w\(|_", chart.caption)


class TestFigure:
    def test_html_is_one_figure_with_alt_caption_and_numbers(self, briefing: Briefing) -> None:
        html = plot_words(briefing)._repr_html_()
        assert (
            html.count("<figure")
            == html.count("<img")
            == html.count("<figcaption>")
            == html.count("<details>")
            == 1
        )
        assert 'alt="Bar chart of 15 words. “Lavrov” comes first' in html
        assert 'src="data:image/png;base64,' in html

    def test_html_escapes_its_words(self) -> None:
        ax = Figure().add_subplot()
        html = format_figure(Chart(ax, 'a "<b>"', Table(("<i>",), [("&",)]), "<u>"))
        assert "<b>" not in html and "<i>" not in html and "<u>" not in html

    def test_a_png_tells_neither_date_nor_program(self, briefing: Briefing) -> None:
        png = plot_words(briefing).png()
        assert b"tEXt" not in png and b"tIME" not in png

    def test_axes_that_are_given_are_drawn_on(self, briefing: Briefing) -> None:
        left, right = Figure(figsize=(12, 5)).subplots(1, 2)
        assert plot_words(briefing, ax=left).ax is left
        assert plot_topics(briefing, THREE, ax=right).figure is right.figure
        for draw in (plot_heatmap, plot_dispersion):
            ax = Figure().add_subplot()
            assert draw(briefing, THREE, ax=ax).ax is ax

    def test_settings_of_matplotlib_stay_as_they_were(self, briefing: Briefing) -> None:
        before = dict(rcParams)
        plot_topics(briefing, THREE)._repr_html_()
        assert dict(rcParams) == before

    def test_modules_of_charts_and_topics_load_neither_matplotlib_nor_nltk(self) -> None:
        code = (
            "import sys, briefing_lessons.charts.topics, briefing_lessons.topics.keyness;"
            "import briefing_lessons.topics.keyness, briefing_lessons.topics.counting;"
            "print([m for m in ('matplotlib', 'nltk', 'numpy') if m in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"


class TestRefusals:
    def test_nothing_to_draw_is_said(self) -> None:
        with pytest.raises(BriefingError, match="no words to draw"):
            plot_counts({})
