"""How often each topic occurs: by section as bars with intervals, over the text as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.findings import (
    chart_title,
    fullest,
    lines_of_parts,
    part_label,
    rates_caption,
    rates_table,
    where_it_peaks,
    who_leads,
)
from briefing_lessons.charts.heatmap import plot_heatmap
from briefing_lessons.charts.style import (
    DASHES,
    FAINT,
    HATCHES,
    MARKERS,
    PALETTE,
    Unit,
    axes,
    label,
    legend,
    settle_empty,
    swatch,
    whiskers,
)
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.topics.parts import By
from briefing_lessons.topics.rates import Rate, find_rates
from briefing_lessons.topics.scopes import Scope
from briefing_lessons.topics.terms import Topics, as_topics

if TYPE_CHECKING:
    from matplotlib.axes import Axes


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
    Chart(Syria leads in 3 of 12 sections and Trump in 3; 2 have none of them; 4 are too short ...)

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Names with their terms, wildcards allowed (see `find_terms`), or a list of words.
    by, scope
        The parts, and which of their words: see `find_parts` and `find_stretches`.
    unit
        "rate" per 1,000 words of the part, or "count".
    ax
        Axes to draw on.
    """
    names = as_topics(topics)
    if len(names) > 3:
        return plot_heatmap(briefing, topics, by=by, scope=scope, ax=ax)
    rates = find_rates(briefing, topics, by, scope)
    shown, left_out = fullest(rates)
    parts = list(dict.fromkeys(rate.part for rate in shown))
    intervals: list[tuple[float, float, float]] = []
    with axes(ax, chart_title(names, by), height=1.5 + len(parts) * (0.26 + 0.14 * len(names))) as ax:
        for number, name in enumerate(names):
            rows = [rate for rate in shown if rate.topic == name]
            places = [at + (number - (len(names) - 1) / 2) * 0.8 / len(names) for at in range(len(rows))]
            bars = ax.barh(
                places,
                [_value(rate, unit) for rate in rows],
                height=0.72 / len(names),
                **_look(number),
            )
            for rate, at, bar in zip(rows, places, bars, strict=False):
                scale = rate.words / 1000 if unit == "count" else 1.0
                end = _value(rate, unit)
                if rate.short and unit == "rate":  # hollow, and no interval that looks like knowledge
                    bar.set(
                        facecolor="white", edgecolor=PALETTE[number], linewidth=1.2, linestyle=":", hatch=None
                    )
                elif rate.count:
                    end = rate.high * scale
                    intervals.append((rate.low * scale, at, end))
                ax.text(end, at, f" {rate.count}", va="center", fontsize=10)
        whiskers(ax, intervals)
        ax.set_yticks(range(len(parts)), [part_label(shown, part) for part in parts])
        ax.set_ylim(len(parts) - 0.45, -0.55)
        ax.set_xlim(left=0)
        if not any(rate.count for rate in shown):
            settle_empty(ax.xaxis)
        ax.set_xlabel("per 1,000 words; beside the bar: count" if unit == "rate" else "count")
        # not the bars themselves: matplotlib would show the first, which is hollow where its part is short
        swatches = [swatch(label=label(name, 24, 1), **_look(number)) for number, name in enumerate(names)]
        handles = swatches if len(names) > 1 else []
        if unit == "rate" and any(rate.short for rate in shown):
            hollow: Any = {"facecolor": "white", "edgecolor": FAINT, "linestyle": ":"}
            handles.append(swatch(label="dotted: too few words", **hollow))
        if handles:
            legend(ax, handles)
    return Chart(
        ax,
        who_leads(rates, names, by),
        rates_table(shown, by),
        rates_caption(briefing, topics, shown, by, scope, left_out),
        lines_of_parts(briefing, topics, by, scope),
    )


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
    parts = list(dict.fromkeys(rate.part for rate in rates))
    with axes(ax, chart_title(names, by), height=4.0) as ax:
        drawn: list[Any] = []
        for number, name in enumerate(names):
            rows = [rate for rate in rates if rate.topic == name]
            shift = (number - (len(names) - 1) / 2) * (0.12 if len(names) <= 3 else 0.04)
            look: Any = {"color": PALETTE[number], "marker": MARKERS[number], "ms": 7, "clip_on": False}
            places = [at + 1 + shift for at in range(len(rows))]
            values = [_value(rate, unit) for rate in rows]
            title = label(name, 24, 1)
            drawn += ax.plot(places, values, ls=DASHES[number], markeredgecolor="white", label=title, **look)
            hollow = [at for at, rate in enumerate(rows) if rate.short and unit == "rate"]
            at_hollow = [places[at] for at in hollow], [values[at] for at in hollow]
            ax.plot(*at_hollow, ls="", markerfacecolor="white", **look)
            if len(names) <= 3:
                sure = [at for at, rate in enumerate(rows) if rate.words and at not in hollow]
                scale = [rate.words / 1000 if unit == "count" else 1.0 for rate in rows]
                lows, highs = ([getattr(rows[at], end) * scale[at] for at in sure] for end in ("low", "high"))
                ax.vlines([places[at] for at in sure], lows, highs, colors=PALETTE[number], linewidths=1)
        step = -(-len(parts) // 20)
        ticks = range(1, len(parts) + 1, step)
        ax.set_xticks(ticks, [str(tick) for tick in ticks])
        short = "; hollow: too few words" if unit == "rate" and any(rate.short for rate in rates) else ""
        ax.set_xlabel(f"{by} of the text{short}")
        ax.set_ylabel("per 1,000 words" if unit == "rate" else "count")
        ax.set_ylim(bottom=0)
        if not any(rate.count for rate in rates):
            settle_empty(ax.yaxis)
        ax.grid(axis="y", color="#e5e5e5")
        legend(ax, drawn)
    caption = rates_caption(briefing, topics, rates, by, scope, 0)
    if by == "section":
        caption += " Sections are numbered in the order of the table."
    lines = lines_of_parts(briefing, topics, by, scope)
    return Chart(ax, where_it_peaks(rates, names, by, unit), rates_table(rates, by), caption, lines)


def _look(number: int) -> Any:
    """Return how the bars of a topic are filled."""
    return {"facecolor": PALETTE[number], "hatch": HATCHES[number], "edgecolor": "white", "linewidth": 0}


def _value(rate: Rate, unit: Unit) -> float:
    return float(rate.count) if unit == "count" else rate.rate if rate.words else 0.0
