"""The house style: colours for every kind of eye, letters that can be drawn, bars, axes and legends."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import islice, pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal, cast
from unicodedata import category

from briefing_lessons.spans import shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

#: comes with matplotlib, so that the picture is the same on every machine
BASE = "DejaVu Sans"
#: fonts of Linux, macOS and Windows that hold what the base lacks, tried in this order
_OTHERS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
    "PingFang SC", "Hiragino Sans", "Apple SD Gothic Neo", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic",
    "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans Bengali",
    "Nirmala UI", "Segoe UI", "Arial Unicode MS", "Noto Sans",
)  # fmt: skip
_BOX = "\u25a1"
# "building the font cache" would stand in red under the first chart of a page
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def drawable(text: str) -> str:
    """Return `text` with a box for each letter that no known font has, and without control characters.

    >>> drawable("Syria\\u202e \\U000e0041")
    'Syria '
    >>> drawable("\\ue000 in private use")
    '□ in private use'
    """
    if not _letters(BASE):
        return text
    kept = (letter for letter in text if letter in " \n" or category(letter) not in ("Cc", "Cf"))
    return "".join(letter if letter in " \n" or _font_with(letter) else _BOX for letter in kept)


def families_for(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the font families that together have every letter of `texts`.

    >>> families_for(["Syria", "Сирия"])
    ('DejaVu Sans',)
    """
    letters = {letter for text in texts for letter in text if not letter.isspace()}
    found = {_font_with(letter) for letter in letters} - {None, BASE}
    return BASE, *(name for name in _OTHERS if name in found)


@cache
def _font_with(letter: str) -> str | None:
    return next((name for name in (BASE, *_OTHERS) if ord(letter) in _letters(name)), None)


@cache
def _letters(family: str) -> frozenset[int]:
    try:
        from matplotlib.font_manager import findfont, fontManager, get_font
    except ImportError:  # nothing is drawn here
        return frozenset()
    if family != BASE and family not in {font.name for font in fontManager.ttflist}:
        return frozenset()
    return frozenset(get_font(findfont(family)).get_charmap())


#: what a bar's length means
Unit = Literal["count", "rate"]

#: Okabe and Ito's colours (2008) for readers with any kind of colour vision, darkest contrasts first
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
#: one hatch, marker and dash for each colour, because colour is never the only carrier
HATCHES = ("", "///", "...", "xx", "\\\\\\", "++", "oo", "--")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)), (0, (8, 3)))
#: five steps from paper to ink, far enough apart to be told from each other in grey print
STEPS = ("#ffffff", "#c6dbef", "#7fb2d9", "#2f74b3", "#08306b")
INK, FAINT = "#222222", "#8a8a8a"

#: inches; at 96 pixels an inch 614 pixels: no page of 640 has to shrink the picture and its letters
WIDTH = 6.4
_STYLE: Any = {
    "font.family": [BASE],
    "font.size": 11,
    "axes.titlesize": 12,
    "axes.labelsize": 11,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "legend.fontsize": 10,
    "legend.frameon": False,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": FAINT,
    "axes.axisbelow": True,
    "axes.facecolor": "white",
    "figure.facecolor": "white",
    "hatch.linewidth": 0.8,
    "text.hinting": "none",  # letters keep their distances, and are drawn in two thirds of the time
    "text.parse_math": False,  # a label from a text may hold two dollar signs
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


@cache
def can_draw() -> bool:
    """Say whether matplotlib is here; a browser without it shows the words and the numbers of a chart.

    >>> can_draw()
    True
    """
    return find_spec("matplotlib") is not None


class Undrawn:
    """What stands for axes where nothing can be drawn: every call and every part of it is itself."""

    def __getattr__(self, name: str) -> Undrawn:
        return self

    def __call__(self, *_: Any, **__: Any) -> Undrawn:
        return self

    def __getitem__(self, _: Any) -> Undrawn:
        return self

    def __iter__(self) -> Iterator[Undrawn]:
        return iter(())


def swatch(**look: Any) -> Any:
    """Return a patch of colour for a legend, with matplotlib's words for its look."""
    if not can_draw():
        return Undrawn()
    from matplotlib.patches import Patch

    return Patch(**look)


def stroke(**look: Any) -> Any:
    """Return a line for a legend, with matplotlib's words for its look."""
    if not can_draw():
        return Undrawn()
    from matplotlib.lines import Line2D

    return Line2D([], [], **look)


@contextmanager
def styled() -> Iterator[None]:
    """Draw in the house style inside this block, and leave matplotlib's settings as they were."""
    from matplotlib import rc_context

    with rc_context(_STYLE):
        yield


@contextmanager
def axes(ax: Axes | None, title: str = "", height: float = 3.6, width: float = WIDTH) -> Iterator[Axes]:
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
    height, width
        Inches of the new figure.

    Where matplotlib is missing, what is yielded takes every call and shows nothing.
    """
    if not can_draw():
        yield cast("Axes", Undrawn())
        return
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.text import Text

    with styled():
        own = ax is None
        if ax is None:
            own_figure = Figure(figsize=(width, height), layout="constrained")
            FigureCanvasAgg(own_figure)
            ax = own_figure.add_subplot()
        figure = root_figure(ax)
        yield ax
        _settle_ticks(ax)
        if own and title:
            figure.suptitle(wrapped(title, 58, 3), x=0.01, ha="left", fontsize=12, fontweight="bold")
        elif title:
            ax.set_title(wrapped(title, 40, 3))
        texts = [text for text in figure.findobj(Text) if isinstance(text, Text)]
        families = families_for(text.get_text() for text in texts)
        if len(families) > 1:
            ax.tick_params(labelfontfamily=families)
        for text in texts:
            text.set_parse_math(False)
            if len(families) > 1:
                text.set_fontfamily(families)


def root_figure(ax: Axes) -> Figure:
    """Return the outermost figure of `ax`, in matplotlib 3.9 as in later ones."""
    figure: Any = ax.get_figure()
    return cast("Figure", figure.figure)  # a figure is its own, a subfigure names its root


def settle_empty(axis: Axis) -> None:
    """Give an axis with nothing on it whole numbers, not hundredths around nothing."""
    axis.set_view_interval(0, 1, ignore=True)
    axis.set_ticks([0, 1], labels=["0", "1"])


def _settle_ticks(ax: Axes) -> None:
    """Choose a few round numbers inside the limits, so that a resized picture keeps them apart."""
    from matplotlib.ticker import FixedLocator, MaxNLocator

    for axis in (ax.xaxis, ax.yaxis):
        if not isinstance(axis.get_major_locator(), FixedLocator):
            low, high = sorted(axis.get_view_interval())
            values = MaxNLocator(6, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
            axis.set_ticks([float(value) for value in values if low <= value <= high])


def legend(
    ax: Axes, handles: Sequence[Any], *, below: bool = False, title: str | None = None, gap: float = 4
) -> None:
    """Put a legend above (or below) `ax`, in as many columns as fit a narrow page.

    `gap` is the space between the two, in points.
    """
    if not can_draw():
        return
    lengths = [len(handle.get_label()) + 8 for handle in handles]
    columns = next(n for n in range(len(lengths), 0, -1) if n == 1 or _width(lengths, n) <= 50)
    ax.legend(
        handles=list(handles),
        ncols=columns,
        loc="upper left" if below else "lower left",
        bbox_to_anchor=(0, 0) if below else (0, 1),
        borderaxespad=gap / 10,
        title=title,
        alignment="left",
    )


def _width(lengths: Sequence[int], columns: int) -> int:
    """Return the width, in characters, of a legend set in that many columns."""
    size, longer = divmod(len(lengths), columns)  # matplotlib makes the first columns one row longer
    edges = [at * size + min(at, longer) for at in range(columns + 1)]
    return sum(max(lengths[start:end]) for start, end in pairwise(edges))


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
    first = list(islice(names, limit))
    if len(names) > limit:
        first.append(f"{len(names) - limit} more")
    return first[0] if len(first) == 1 else f"{', '.join(first[:-1])} and {first[-1]}" if first else "nothing"


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
