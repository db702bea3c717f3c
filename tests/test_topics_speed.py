"""A class does not wait: large texts and charts stay within their time, measured in processor seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from time import process_time
from typing import Any

import pytest

from briefing_lessons.briefing import Briefing, load_briefing, parse_briefing
from briefing_lessons.charts.topics import plot_topics
from briefing_lessons.topics.concordance import concordance
from briefing_lessons.topics.counting import count_words

pytestmark = pytest.mark.slow  # a clock wants a machine that does nothing else

SEED = "000_95b79719e875266d.txt"


@pytest.fixture(scope="module")
def large() -> Iterator[Briefing]:
    """One million characters of briefing."""
    text = load_briefing(SEED).text.rpartition("\n")[0] + "\n"
    briefing = parse_briefing(text * (1_000_000 // len(text) + 1))
    count_words(briefing)
    yield briefing


def fastest(run: Callable[[], Any], times: int = 5) -> float:
    best = float("inf")
    for _ in range(times):
        start = process_time()
        run()
        best = min(best, process_time() - start)
    return best


def test_a_million_characters_are_counted_in_twice_the_time_of_nltks_plain_count(large: Briefing) -> None:
    from nltk.probability import FreqDist

    assert fastest(lambda: count_words(large)) <= 2 * fastest(lambda: FreqDist(large.text.split()))


def test_a_concordance_after_the_first_takes_no_longer_than_a_plain_count(large: Briefing) -> None:
    from nltk.probability import FreqDist

    assert len(concordance(large, "US")) > 1500
    assert fastest(lambda: concordance(large, "US")) <= fastest(lambda: FreqDist(large.text.split()))


def test_twice_the_text_takes_about_twice_the_time(large: Briefing) -> None:
    half = parse_briefing(large.text[: len(large.text) // 2])
    count_words(half)
    assert fastest(lambda: count_words(large)) <= 3 * fastest(lambda: count_words(half))


def test_a_chart_is_drawn_and_encoded_in_five_times_the_time_of_a_plain_one() -> None:
    from matplotlib.figure import Figure

    briefing = load_briefing(SEED)
    topics = {"Syria": ["Syria*", "Damascus", "Aleppo"], "Trump": "Trump", "Terrorism": ["*terror*"]}
    chart = plot_topics(briefing, topics)
    chart._repr_html_()

    def plain() -> None:
        figure = Figure(figsize=chart.figure.get_size_inches())
        ax = figure.subplots()
        for n in range(3):
            ax.barh([bar + n / 4 for bar in range(12)], range(12), height=0.25, xerr=1, label=str(n))
        ax.legend()
        figure.savefig(BytesIO(), dpi=chart.figure.dpi)

    assert fastest(lambda: plot_topics(briefing, topics)._repr_html_(), 3) <= 5 * fastest(plain, 3)
