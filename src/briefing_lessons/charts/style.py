"""The house style: colours for every kind of eye, letters that can be drawn, bars, axes and legends."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal, cast
from unicodedata import category

from briefing_lessons.spans import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes as Axes
    from matplotlib.figure import Figure as Figure
else:  # matplotlib is loaded by the first picture
    Axes = Figure = Any

# "no such font" and "building the font cache" would stand in red under the first chart of a page
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def drawable(text: str) -> str:
    """Return `text` without control characters, which would be drawn as boxes.

    >>> drawable("Syria\\u202e \\U000e0041")
    'Syria '
    """
    return "".join(letter for letter in text if letter in " \n" or category(letter) not in ("Cc", "Cf"))


#: what a bar's length means
Unit = Literal["count", "rate"]

#: Okabe and Ito's colours (2008) for readers with any kind of colour vision, darkest contrasts first
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
#: one hatch for each colour, because colour is never the only carrier
HATCHES = ("", "///", "...", "xx", "\\\\\\", "++", "oo", "--")
#: five steps from paper to ink, far enough apart to be told from each other in grey print
STEPS = ("#ffffff", "#c6dbef", "#7fb2d9", "#2f74b3", "#08306b")
#: the colour of letters, in `house.mplstyle` too
INK = "#222222"


@cache
def can_draw() -> bool:
    """Say whether matplotlib is here; a browser without it shows the words and the numbers of a chart.

    >>> can_draw()
    True
    """
    return find_spec("matplotlib") is not None


@cache
def _house_style() -> Any:
    from matplotlib import font_manager, rc_params_from_file

    style = rc_params_from_file(Path(__file__).with_name("house.mplstyle"), use_default_template=False)
    installed = set(font_manager.get_font_names())
    # every word that is drawn asks for every family in turn, whether it is there or not
    return {**style, "font.family": [family for family in style["font.family"] if family in installed]}


@contextmanager
def styled() -> Iterator[None]:
    """Draw in the house style inside this block, and leave matplotlib's settings as they were."""
    from matplotlib import rc_context

    with rc_context(_house_style()):
        yield


@contextmanager
def axes(ax: Axes | None, title: str = "", height: float = 3.6) -> Iterator[Axes]:
    """Yield `ax`, or new axes on a figure of our own that no notebook shows by itself.

    >>> with axes(None, "Two words", height=3) as ax:
    ...     bars = ax.bar([0, 1], [13, 2])
    >>> ax.get_figure().get_suptitle()
    'Two words'

    Parameters
    ----------
    ax
        Axes to draw on, or `None`.
    title
        Set over the whole picture, or over `ax` where that was given.
    height
        Inches of the new figure.

    Where matplotlib is missing, what is yielded takes every call and shows nothing.
    """
    if not can_draw():
        from unittest.mock import MagicMock  # takes every call, and so does every part of it

        yield cast("Axes", MagicMock())
        return
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    with styled():
        own = ax is None
        if ax is None:
            # at 96 pixels an inch 614 pixels: no page of 640 has to shrink the picture and its letters
            own_figure = Figure(figsize=(6.4, height), layout="constrained")
            FigureCanvasAgg(own_figure)
            ax = own_figure.add_subplot()
        figure = root_figure(ax)
        yield ax
        _settle_ticks(ax)
        if own and title:
            figure.suptitle(wrapped(title, 58, 3), x=0.01, ha="left", fontsize=12, fontweight="bold")
        elif title:
            ax.set_title(wrapped(title, 40, 3))
        for text in figure.findobj(Text):
            text.set_parse_math(False)


def root_figure(ax: Axes) -> Figure:
    """Return the outermost figure of `ax`, in matplotlib 3.9 as in later ones."""
    figure: Any = ax.get_figure()
    return cast("Figure", figure.figure)  # a figure is its own, a subfigure names its root


def _settle_ticks(ax: Axes) -> None:
    """Choose a few round numbers inside the limits, so that a resized picture keeps them apart."""
    from matplotlib.ticker import FixedLocator, MaxNLocator

    for axis in (ax.xaxis, ax.yaxis):
        if not isinstance(axis.get_major_locator(), FixedLocator):
            low, high = sorted(axis.get_view_interval())
            values = MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
            axis.set_ticks([float(value) for value in values if low <= value <= high])


def legend(ax: Axes, looks: Mapping[str, Mapping[str, Any]], *, title: str = "", gap: float = 4) -> None:
    """Put a legend above `ax`, or below with a title, in as many columns as fit a narrow page.

    Parameters
    ----------
    ax
        The axes.
    looks
        What stands in the legend -> matplotlib's words for the look of a line, or (with `facecolor`) a patch.
    title
        What stands over it.
    gap
        The space between the two, in points.
    """
    if not can_draw():
        return
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    widths = [len(label) + 8 for label in looks]
    ax.legend(
        handles=[
            Patch(label=label, **look) if "facecolor" in look else Line2D([], [], label=label, **look)
            for label, look in looks.items()
        ],
        ncols=len(widths) if sum(widths) <= 50 else max(1, 50 // max(widths)),
        loc="upper left" if title else "lower left",
        bbox_to_anchor=(0, 0) if title else (0, 1),
        borderaxespad=gap / 10,
        title=title,
        alignment="left",
    )


def wrapped(text: str, width: int = 26, lines: int = 2) -> str:
    """Return `text` for an axis: wrapped at `width` characters, cut after `lines` lines.

    >>> wrapped("On Russia’s military campaign in Syria, in full", width=20)
    'On Russia’s military\\ncampaign in Syria…'
    """
    rows = wrap(drawable(shorten(text, width * lines * 2)), width) or [""]
    if len(rows) > lines:
        rows = rows[:lines]
        rows[-1] = rows[-1][: width - 1].rstrip(" ,;:") + "…"
    return "\n".join(rows)


def name_all(names: Sequence[str], limit: int = 4) -> str:
    """Return names as a reader would say them.

    >>> name_all(["Syria", "Trump", "Japan"]), name_all(["Syria", "Trump", "Japan"], limit=2)
    ('Syria, Trump and Japan', 'Syria, Trump and 1 more')
    """
    more = [f"{len(names) - limit} more"] if len(names) > limit else []
    *others, last = [*names[:limit], *more] or ["nothing"]
    return f"{', '.join(others)} and {last}" if others else last


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
    looks: dict[str, Any] = {}
    for number, (name, bars) in enumerate(series.items()):
        places = [at + (number - (len(series) - 1) / 2) * 0.8 / len(series) for at in range(len(bars))]
        looks[name] = {"facecolor": PALETTE[number], "hatch": HATCHES[number], "edgecolor": "white"}
        ax.barh(places, [bar.value for bar in bars], height=0.72 / len(series), linewidth=0, **looks[name])
        sure = [(at, *bar.interval) for at, bar in zip(places, bars, strict=True) if bar.interval]
        at_sure, lows, highs = zip(*sure, strict=True) if sure else ((), (), ())
        for colour, line in (("white", 2.6), (INK, 1.4)):  # ink on paper, so that it shows on any bar
            ax.hlines(at_sure, lows, highs, colors=colour, linewidths=line, zorder=2.5)
        for at, bar in zip(places, bars, strict=True):
            if bar.count is not None:
                edge = ax.get_yaxis_transform()
                ax.text(1.06, at, str(bar.count), fontsize=10, ha="right", va="center", transform=edge)
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.45, -0.55)
    ax.set_xlim(left=0)
    if len(series) > 1:
        legend(ax, looks)
