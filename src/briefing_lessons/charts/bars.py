"""Horizontal bars in groups, each with its interval, and the counts in a column of their own at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing_lessons.charts.style import HATCHES, INK, PALETTE, legend

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; its interval and its count are left out where they would say nothing."""

    value: float  #: its length
    interval: tuple[float, float] | None = None  #: (low, high), in the unit of the length
    count: int | None = None


def draw_bars(ax: Axes, labels: Sequence[str], series: Mapping[str, Sequence[Bar]]) -> None:
    """Draw a group of bars for each label, in it a bar for each series; several series have a legend.

    Counts stand at the right edge, beside no whisker's end, so that nobody reads them as a value.

    Parameters
    ----------
    ax
        Axes to draw on.
    labels
        What stands beside the groups, from the top.
    series
        Name in the legend -> its bars, one for each label.
    """
    whiskers: list[tuple[float, float, float]] = []
    for number, (name, bars) in enumerate(series.items()):
        places = [at + (number - (len(series) - 1) / 2) * 0.8 / len(series) for at in range(len(bars))]
        width = 0.72 / len(series)
        ax.barh(places, [bar.value for bar in bars], height=width, label=name, **filling(number))
        whiskers += [(at, *bar.interval) for at, bar in zip(places, bars, strict=True) if bar.interval]
        for at, bar in zip(places, bars, strict=True):
            if bar.count is not None:
                edge = ax.get_yaxis_transform()
                ax.text(1.06, at, str(bar.count), fontsize=10, ha="right", va="center", transform=edge)
    at_places, lows, highs = zip(*whiskers, strict=True) if whiskers else ((), (), ())
    for colour, line in (("white", 2.6), (INK, 1.4)):  # ink on paper, so that it shows on any bar
        ax.hlines(at_places, lows, highs, colors=colour, linewidths=line, zorder=2.5)
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.45, -0.55)
    ax.set_xlim(left=0)
    if len(series) > 1:
        legend(ax, list(ax.containers))


def filling(number: int) -> Any:
    """Return how the bars of a series are filled: colour is never the only carrier."""
    return {"facecolor": PALETTE[number], "hatch": HATCHES[number], "edgecolor": "white", "linewidth": 0}
