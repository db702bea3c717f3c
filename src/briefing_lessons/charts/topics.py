"""How often each topic occurs: by section as bars or as a grid of shades, over the text as lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from typing import TYPE_CHECKING, Any

from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.findings import (
    chart_title,
    drawn_in,
    fullest,
    lines_of_parts,
    part_label,
    rates_caption,
    rates_table,
    unit_for,
    where_it_peaks,
    who_leads,
)
from briefing_lessons.charts.style import (
    DASHES,
    INK,
    MARKERS,
    PALETTE,
    STEPS,
    Bar,
    Unit,
    axes,
    draw_bars,
    legend,
    settle_empty,
    swatch,
    wrapped,
)
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.scopes import By, Scope
from briefing_lessons.topics.terms import Rate, Topics, as_topics, find_rates

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_heatmap(
    briefing: Annotated,
    topics: Topics,
    *,
    by: By = "section",
    scope: Scope = "text",
    ax: Axes | None = None,
) -> Chart:
    """Draw topics against sections: the number is the count, the shade the rate per 1,000 words.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> chart = plot_heatmap(briefing, ["Syria*", "Trump", "terrorism", "US"])
    >>> len(chart.table)
    48

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Names with their terms, or a list of words: see `find_terms`.
    by, scope
        The parts, and which of their words: see `find_parts` and `find_stretches`.
    ax
        Axes to draw on.
    """
    names = as_topics(topics)
    rates = find_rates(briefing, topics, by, scope)
    shown, left_out = fullest(rates)
    parts = list(dict.fromkeys(rate.part for rate in shown))
    highest = max((rate.rate for rate in shown if not rate.short), default=0.0) or 1.0
    edges = [highest * step / 4 for step in (1, 2, 3, 4)]
    with axes(ax, chart_title(names, by), height=2.1 + 0.4 * len(parts)) as ax:
        for rate in shown:
            _draw_cell(ax, list(names).index(rate.topic), parts.index(rate.part), rate, _step(rate, edges))
        ax.set_xlim(-0.5, len(names) - 0.5)
        ax.set_ylim(len(parts) - 0.5, -0.5)
        ax.xaxis.tick_top()
        _head_columns(ax, list(names))
        ax.set_yticks(range(len(parts)), [part_label(shown, part) for part in parts])
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        lows = [0.0, *edges[:-1]]
        handles = [swatch(facecolor=STEPS[0], edgecolor="#bbbbbb", label="none")]
        handles += [
            swatch(facecolor=STEPS[at + 1], label=f"{low:.1f} to {high:.1f}" if at else f"up to {high:.1f}")
            for at, (low, high) in enumerate(zip(lows, edges, strict=True))
        ]
        if any(rate.short for rate in shown):
            handles.append(swatch(facecolor="white", edgecolor=INK, hatch="///", label="too few words"))
        legend(ax, handles, below=True, title="shade: per 1,000 words; number: count")
    return Chart(
        ax,
        who_leads(rates, names, by),
        rates_table(rates, by),
        rates_caption(briefing, topics, rates, by, scope, "count", left_out),
        lines_of_parts(briefing, topics, by, scope),
    )


def _draw_cell(ax: Axes, column: int, row: int, rate: Rate, step: int) -> None:
    """Draw one cell: its count on the shade of its rate, or on a hatch where its part is too short."""
    look: Any = {"facecolor": STEPS[step], "edgecolor": "white" if step else "#dddddd", "linewidth": 1}
    hatch = "///" if rate.short and rate.count else None
    ax.barh(row, width=1, height=1, left=column - 0.5, hatch=hatch, **look)
    ax.text(
        column,
        row,
        str(rate.count) if rate.count else "·",
        ha="center",
        va="center",
        color="white" if step > 2 else INK,
        fontsize=10,
        bbox={"facecolor": STEPS[step], "edgecolor": "none", "pad": 1.5},
        in_layout=False,  # inside its cell: nothing to make room for
    )


def _head_columns(ax: Axes, names: Sequence[str]) -> None:
    """Write names over the columns, on two levels where a word is wider than its column."""
    width = max(4, 52 // len(names))
    if all(len(word) <= width for name in names for word in name.split()):
        ax.set_xticks(range(len(names)), [wrapped(name, width, 3) for name in names])
        return
    texts = [wrapped(name, 2 * width - 3) for name in names]
    ax.set_xticks(range(len(names)), texts)
    lower = max(text.count("\n") + 1 for text in texts[::2])
    for tick in ax.xaxis.get_major_ticks()[1::2]:
        tick.set_pad(6 + 14 * lower)


def _step(rate: Rate, edges: Sequence[float]) -> int:
    if not rate.count or rate.short:
        return 0
    return next((at for at, edge in enumerate(edges, 1) if rate.rate <= edge * (1 + 1e-9)), len(edges))


def plot_topics(
    briefing: Annotated,
    topics: Topics,
    *,
    by: By = "section",
    scope: Scope = "text",
    unit: Unit = "rate",
    ax: Axes | None = None,
) -> Chart:
    """Draw how often each topic occurs in each section, with intervals; more than three topics as a heat map.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> plot_topics(briefing, {"Syria": ["Syria*", "Damascus", "Aleppo"], "Trump": ["Trump"]})
    Chart(Syria leads clearly in 1 of 12 sections; in 5 none does; 2 have none of them; 4 are too short ...)

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Names with their terms, wildcards allowed (see `find_terms`), or a list of words.
    by, scope
        The parts, and which of their words: see `find_parts` and `find_stretches`.
    unit
        "rate" per 1,000 words of the part, or "count". Parts under 100 words bear no rate: they are not
        drawn, and named below; where all are so short, counts are drawn.
    ax
        Axes to draw on.
    """
    names = as_topics(topics)
    if len(names) > 3:
        return plot_heatmap(briefing, topics, by=by, scope=scope, ax=ax)
    rates = find_rates(briefing, topics, by, scope)
    unit = unit_for(rates, unit)
    shown, left_out = fullest(drawn_in(rates, unit))
    parts = list(dict.fromkeys(rate.part for rate in shown))
    with axes(ax, chart_title(names, by), height=1.5 + len(parts) * (0.26 + 0.14 * len(names))) as ax:
        series = {
            wrapped(name, 24, 1): [_bar(rate, unit) for rate in shown if rate.topic == name] for name in names
        }
        draw_bars(ax, [part_label(shown, part) for part in parts], series)
        if not any(rate.count for rate in shown):
            settle_empty(ax.xaxis)
        ax.set_xlabel("per 1,000 words; at the right: count" if unit == "rate" else "count")
    return Chart(
        ax,
        who_leads(rates, names, by),
        rates_table(rates, by),
        rates_caption(briefing, topics, rates, by, scope, unit, left_out),
        lines_of_parts(briefing, topics, by, scope),
    )


def _bar(rate: Rate, unit: Unit) -> Bar:
    if unit == "count":
        return Bar(rate.count, None, rate.count)
    return Bar(rate.rate, (rate.low, rate.high) if rate.count else None, rate.count)


def plot_trends(
    briefing: Annotated,
    topics: Topics,
    *,
    by: By = "tenth",
    scope: Scope = "text",
    unit: Unit = "rate",
    ax: Axes | None = None,
) -> Chart:
    """Draw how topics rise and fall over the text, a line for each, with intervals for up to three.

    >>> from briefing_lessons import load_briefing
    >>> chart = plot_trends(load_briefing("000_95b79719e875266d.txt"), ["Trump", "Syria*"])
    >>> chart.alt
    'Line chart over 10 tenths. Trump peaks in the 3rd tenth ...'

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Names with their terms, or a list of words: see `find_terms`; at most eight.
    by
        "tenth" (equal parts) or "section" (their numbers are drawn, their headings are in the table).
    scope, unit, ax
        As in `plot_topics`.

    Raises
    ------
    BriefingError
        If there are more topics than lines that can be told apart.
    """
    names = as_topics(topics)
    if len(names) > len(PALETTE):
        raise BriefingError(f"{len(names)} lines cannot be told apart: draw 8 topics at most, or a heat map.")
    rates = find_rates(briefing, topics, by, scope)
    unit = unit_for(rates, unit)
    parts = list(dict.fromkeys(rate.part for rate in rates))
    with axes(ax, chart_title(names, by), height=4.0) as ax:
        for number, name in enumerate(names):
            shift = (number - (len(names) - 1) / 2) * (0.12 if len(names) <= 3 else 0.04)
            rows = [rate for rate in rates if rate.topic == name]
            places = [at + 1 + shift for at in range(len(rows))]
            _draw_line(ax, places, [_bar(rate, unit) if _is_drawn(rate, unit) else None for rate in rows],
                       number, wrapped(name, 24, 1), whiskers=len(names) <= 3)  # fmt: skip
        step = -(-len(parts) // 20)
        ticks = range(1, len(parts) + 1, step)
        ax.set_xticks(ticks, [str(tick) for tick in ticks])
        ax.set_xlim(0.5, len(parts) + 0.5)
        ax.set_xlabel(f"{by} of the text")
        ax.set_ylabel("per 1,000 words" if unit == "rate" else "count")
        ax.set_ylim(bottom=0)
        if not any(rate.count for rate in rates):
            settle_empty(ax.yaxis)
        ax.grid(axis="y", color="#e5e5e5")
        legend(ax, ax.get_lines())
    caption = rates_caption(briefing, topics, rates, by, scope, unit)
    if by == "section":
        caption += " Sections are numbered in the order of the table."
    lines = lines_of_parts(briefing, topics, by, scope)
    return Chart(ax, where_it_peaks(rates, names, by, unit), rates_table(rates, by), caption, lines)


def _draw_line(
    ax: Axes, places: Sequence[float], points: Sequence[Bar | None], number: int, title: str, whiskers: bool
) -> None:
    """Draw one topic over the parts; a part too short for a rate is a gap."""
    look: Any = {"color": PALETTE[number], "marker": MARKERS[number], "ms": 7, "clip_on": False}
    values = [nan if point is None else point.value for point in points]
    ax.plot(places, values, ls=DASHES[number], markeredgecolor="white", label=title, **look)
    for place, point in zip(places, points, strict=True):
        if whiskers and point and point.interval:
            ax.vlines(place, *point.interval, colors=PALETTE[number], linewidths=1)


def _is_drawn(rate: Rate, unit: Unit) -> bool:
    return unit == "count" or not rate.short
