"""The most frequent words as bars, each with the interval in which its rate lies."""

from collections.abc import Mapping
from dataclasses import replace

from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import Axes, Bar, axes, draw_bars, name_all, wrapped
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.statistics import clearly_higher, wilson_interval
from briefing_lessons.tables import Table
from briefing_lessons.topics.counting import count_words
from briefing_lessons.topics.index import printed_forms
from briefing_lessons.topics.scopes import Scope, scope_name, scope_words
from briefing_lessons.topics.stopwords import StopWords


def plot_counts(
    counts: Mapping[str, int],
    *,
    total: int | None = None,
    limit: int = 15,
    title: str = "",
    things: str = "words",
    names: str = "",
    ax: Axes | None = None,
) -> Chart:
    """Draw counts as bars, the largest first, each with the interval in which its rate lies.

    >>> plot_counts({"Syria": 13, "Aleppo": 2}, total=2012).table["95 % to"]
    (22.17..., 7.27...)

    Parameters
    ----------
    counts
        Names and counts, such as a `FreqDist`.
    total
        All things counted, the denominator; the sum of the counts if not given.
    limit
        Bars at most.
    title, things, names
        For the picture, what was counted, and what stands at a bar where it is another thing.
    ax
        Axes to draw on.

    Raises
    ------
    BriefingError
        If there is nothing to draw.
    """
    counted = ((str(name), count) for name, count in counts.items() if count)
    ranked = sorted(counted, key=lambda pair: (-pair[1], pair[0].casefold(), pair[0]))
    if not ranked:
        raise BriefingError(f"There are no {things} to draw: choose another scope or fewer stop words.")
    shown, names = ranked[: max(1, limit)], names or things
    total = sum(counts.values()) if total is None else total
    rows = []
    for name, count in shown:
        low, high = wilson_interval(count, total)
        rows.append((name, count, low * total, high * total, 1000 * count / total))
    columns = (names.removesuffix("s"), "count", "95 % from", "95 % to", f"per 1,000 {things}")
    table = Table(columns, rows, f"Counts among {total:,} {things}, with 95 % intervals (count).")
    bars = [Bar(count, (low, high), count) for _, count, low, high, _ in rows]
    with axes(ax, title or f"The most frequent {things}", height=1.2 + 0.29 * len(rows)) as ax:
        draw_bars(ax, [wrapped(row[0], 24) for row in rows], {things: bars})
        ax.set_xlabel(f"count in {total:,} {things}")
    first, count = shown[0]
    alt = f"Bar chart of {len(shown)} {names}. “{first}” comes first with {count} of {total:,}"
    if len(rows) > 1:
        second, its_count, _, high, _ = rows[1]
        if not clearly_higher(count, rows[0][2], its_count, high):
            alt += f", not clearly more often than “{second}”"
        alt += f"; then {name_all([f'{name} ({number})' for name, number in shown[1:5]])}"
    caption = (
        f"Shown: {len(shown)} of {len(ranked)} different {names}. "
        "Lines: 95 % intervals (Wilson). Where they overlap, the order is not certain."
    )
    return Chart(ax, f"{alt}.", table, caption)


def plot_words(
    briefing: Annotated,
    scope: Scope = "all",
    *,
    limit: int = 15,
    stop_words: StopWords = True,
    ax: Axes | None = None,
) -> Chart:
    """Draw the most frequent words of `scope` as bars with intervals.

    >>> from briefing_lessons import load_briefing
    >>> chart = plot_words(load_briefing("000_95b79719e875266d.txt"), limit=3)
    >>> chart.table["word"]
    ('Lavrov', 'said', 'US')

    Parameters
    ----------
    briefing
        The briefing.
    scope
        Which words: see `find_stretches`.
    limit
        Bars at most.
    stop_words
        `True` hides function words; `load_stop_words("function", "reporting")` also "said" and "told".
    ax
        Axes to draw on.
    """
    total = count_words(briefing, scope).N()
    counts = count_words(briefing, scope, stop_words=stop_words)
    name = scope_name(scope)
    title = "The most frequent words" + ("" if name == "all" else f": {name}")
    shown = {printed: counts[word] for word, printed in printed_forms(briefing, counts).items()}
    chart = plot_counts(shown, total=total, limit=limit, title=title, ax=ax)
    return replace(chart, caption=f"Counted in {scope_words(briefing, scope, total)}. {chart.caption}")
