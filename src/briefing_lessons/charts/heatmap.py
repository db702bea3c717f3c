"""Topics against sections, as a grid of shades with the counts written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.findings import (
    chart_title,
    fullest,
    lines_of_parts,
    part_label,
    rates_caption,
    rates_table,
    who_leads,
)
from briefing_lessons.charts.style import INK, STEPS, axes, legend, swatch, wrapped
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.parts import By
from briefing_lessons.topics.rates import Rate, find_rates
from briefing_lessons.topics.scopes import Scope
from briefing_lessons.topics.terms import Topics, as_topics

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
