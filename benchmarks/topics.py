"""Time counting, keyness, concordance and charts beside NLTK and scikit-learn: python benchmarks/topics.py.

Every line gives the fastest of several runs in this process; ratios are taken in the same run.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from time import perf_counter
from typing import Any

from briefing_lessons.briefing import Briefing, load_briefing, parse_briefing
from briefing_lessons.charts.topics import plot_topics
from briefing_lessons.charts.words import plot_words
from briefing_lessons.topics.concordance import concordance
from briefing_lessons.topics.counting import count_words
from briefing_lessons.topics.index import index_of
from briefing_lessons.topics.keyness import find_keywords

SEED = "000_95b79719e875266d.txt"
TOPICS = {"Syria": ["Syria*", "Damascus", "Aleppo"], "Trump": "Trump", "Terrorism": ["*terror*"]}


def fastest(run: Callable[[], Any], times: int = 5) -> float:
    """Return the seconds of the fastest of several runs."""
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        run()
        best = min(best, perf_counter() - start)
    return best


def grown(text: str, size: int) -> Briefing:
    """Return a briefing of at least `size` characters made of copies of `text`."""
    briefing = parse_briefing((text.rstrip("\n") + "\n") * (size // len(text) + 1))
    _ = briefing.voices  # reading and attributing is not what is timed here
    return briefing


def report(name: str, seconds: float, note: str = "") -> None:
    """Print one figure."""
    print(f"{name:<58}{seconds * 1000:>10.1f} ms  {note}")


def compare_counting(briefing: Briefing) -> None:
    """Count the words of a large text, ours beside others'."""
    from nltk import FreqDist

    text, size = briefing.text, len(briefing.text) / 1e6
    theirs = fastest(lambda: FreqDist(text.split()))
    ours = fastest(lambda: count_words(briefing))
    report(f"NLTK FreqDist over str.split, {size:.2f} MB", theirs)
    report(
        "count_words, with its own tokens, folding and scopes", ours, f"{ours / theirs:.2f} of NLTK's time"
    )
    try:
        from sklearn.feature_extraction.text import CountVectorizer
    except ImportError:
        print("scikit-learn is not installed: no comparison with CountVectorizer")
    else:
        vectors = fastest(lambda: CountVectorizer(token_pattern=r"\b\w+\b").fit_transform(text.splitlines()))
        report("scikit-learn CountVectorizer over lines", vectors, f"ours {ours / vectors:.2f} of its time")


def compare_concordance(briefing: Briefing) -> None:
    """Look up one word in a large text, ours beside NLTK's."""
    from nltk.text import ConcordanceIndex, Text

    tokens = [token.text for token in briefing.tokens]
    first = fastest(lambda: concordance(parse_copy(briefing), "US"), 1)
    ours = fastest(lambda: concordance(briefing, "US"))
    wild = fastest(lambda: concordance(briefing, "*terror*"))
    index = ConcordanceIndex(tokens, key=str.lower)
    theirs = fastest(lambda: index.find_concordance("us"))
    again = fastest(lambda: Text(tokens).concordance_list("us", lines=10**9), 2)
    count = len(concordance(briefing, "US"))
    report(f"concordance of US, {count} lines, first time", first, "with reading and indexing")
    report("concordance of US, after the first", ours)
    report("concordance of *terror*, after the first", wild)
    report(
        "NLTK ConcordanceIndex, after the first", theirs, f"{len(index.offsets('us'))} lines, US and us mixed"
    )
    report("NLTK Text.concordance_list, first time", again)


def parse_copy(briefing: Briefing) -> Briefing:
    """Return the same briefing without anything computed yet but its voices."""
    copy = Briefing(briefing.document)
    copy.__dict__["voices"] = briefing.voices
    return copy


def time_linearity(text: str) -> None:
    """Show that twice the text takes about twice the time."""
    times = []
    for size in (250_000, 500_000, 1_000_000):
        briefing = grown(text, size)
        times.append(fastest(lambda b=briefing: count_words(b)))
        report(f"count_words, {size / 1e6:.2f} MB", times[-1])
    print(f"{'':<58}{times[2] / times[0]:>10.1f} times the time for 4 times the text")


def time_charts(briefing: Briefing) -> None:
    """Draw and encode charts of the transcript."""
    start = perf_counter()
    plot_words(briefing)._repr_html_()
    report("first chart, drawn and encoded (imports matplotlib)", perf_counter() - start)
    charts: dict[str, Callable[[], Any]] = {
        "plot_words": lambda: plot_words(briefing),
        "plot_topics": lambda: plot_topics(briefing, TOPICS),
    }
    for name, draw in charts.items():
        seconds = fastest(lambda d=draw: d()._repr_html_(), 3)
        report(f"{name}, drawn and encoded", seconds)


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of the large text")
    size = parser.parse_args().size
    briefing = load_briefing(SEED)
    large = grown(briefing.text, size)
    compare_counting(large)
    time_linearity(briefing.text)
    seconds = fastest(lambda: find_keywords(briefing))
    words = len(find_keywords(briefing))
    report(f"find_keywords on the transcript, g2, {words} words", seconds)
    report("find_keywords on the transcript, lrc", fastest(lambda: find_keywords(briefing, measure="lrc")))
    report(f"find_keywords on {size / 1e6:.0f} MB, g2", fastest(lambda: find_keywords(large), 2))
    start = perf_counter()
    index_of(large)
    report(f"index of {size / 1e6:.0f} MB, once for each briefing", perf_counter() - start)
    compare_concordance(large)
    time_charts(briefing)


if __name__ == "__main__":
    main()
