"""A chart that shows itself as one HTML figure: the picture with its alt text, a caption, the numbers."""

from __future__ import annotations

import io
import sys
import warnings
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing_lessons.charts.style import can_draw, root_figure, styled
from briefing_lessons.english.words import fold
from briefing_lessons.errors import BriefingError
from briefing_lessons.tables import Table, format_table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from briefing_lessons.topics.concordance import Concordance

_DPI = 120


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Chart:
    """A drawn figure with its text alternative, its caption and its numbers."""

    ax: Axes  #: the matplotlib axes, for those who want to change something
    alt: str  #: what the picture shows, in words, computed from the data
    table: Table  #: the numbers that were drawn
    caption: str = ""  #: what was counted, out of how many
    behind: Callable[[tuple[Any, ...]], Concordance] | None = None  #: from a row of the table to its lines

    def __repr__(self) -> str:
        return f"Chart({self.alt})"

    @property
    def figure(self) -> Figure:
        """The matplotlib figure.

        Raises
        ------
        BriefingError
            Where there is no matplotlib to draw it.
        """
        if not can_draw():
            raise BriefingError("This page has no drawing program. Use the numbers: chart.table.")
        return root_figure(self.ax)

    def png(self, dpi: int = _DPI) -> bytes:
        """Return the picture as PNG: the same bytes for the same data, without a date.

        It has 128 colours at most, which no eye can tell from the full picture and which makes a notebook
        full of charts a third of the size.
        """
        figure, canvas, before = self.figure, self.figure.canvas, self.figure.dpi
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from PIL import Image  # matplotlib stands on it

        try:
            with styled(), warnings.catch_warnings():
                # a letter that no installed font has is drawn as a box; the table and the alt text have it
                warnings.filterwarnings("ignore", message="(?s).*[Gg]lyph")
                figure.set_dpi(dpi)
                for ax in figure.axes if figure.get_layout_engine() else ():
                    if (spec := ax.get_subplotspec()) is not None:
                        ax.set_subplotspec(spec)  # lay out afresh: no trace of earlier drawings
                agg: Any = FigureCanvasAgg(figure)
                agg.draw()
            full = Image.frombuffer("RGBA", agg.get_width_height(), agg.buffer_rgba(), "raw", "RGBA", 0, 1)
        finally:
            figure.set_dpi(before)
            figure.set_canvas(canvas)
        out = io.BytesIO()
        few = full.convert("RGB").quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        # paper shares its colour with the palest letter edges, and a printer would dot it
        few.putpalette([255 if value > 252 else value for value in few.getpalette() or ()])
        few.save(out, format="PNG")
        return out.getvalue()

    def lines(self, *row: int | str) -> Concordance:
        """Return the lines behind one bar, cell or point: a row of the table, by its number or its names.

        >>> from briefing_lessons import load_briefing, plot_topics
        >>> chart = plot_topics(load_briefing("000_95b79719e875266d.txt"), ["Minsk*"])
        >>> len(chart.lines("On Minsk agreements")), chart.table.rows[9][2]
        (3, 3)

        Raises
        ------
        BriefingError
            If there is no such row, or the chart was not drawn from a text.
        """
        if self.behind is None:
            raise BriefingError("This chart was drawn from numbers: there are no lines behind it.")
        if len(row) == 1 and isinstance(row[0], int):
            found = [self.table[row[0]]] if -len(self.table) <= row[0] < len(self.table) else []
        else:
            names = [fold(str(name)) for name in row]
            found = [r for r in self.table if [fold(str(cell)) for cell in r[: len(row)]] == names]
        if not found:
            asked = ", ".join(map(repr, row)) or "nothing"
            example = ", ".join(repr(str(cell)) for cell in self.table[0][:2])
            raise BriefingError(
                f"The table has no row {asked}: use a number from 0 to {len(self.table) - 1}, "
                f"or the first cells of a row, such as {example}."
            )
        return self.behind(found[0])

    def save(self, path: str | Path, dpi: int = 200) -> Path:
        """Write the picture to `path` as PNG, for slides or a poster, and return the path."""
        target = Path(path)
        target.write_bytes(self.png(dpi))
        return target

    def _repr_html_(self) -> str:
        if can_draw():
            _close(self.figure)
        return format_figure(self)


def format_figure(chart: Chart) -> str:
    """Return `chart` as one HTML figure."""
    caption = f"<figcaption>{escape(chart.caption)}</figcaption>\n" if chart.caption else ""
    figure = '<figure class="bl-chart tex2jax_ignore mathjax_ignore" style="margin:0">\n'
    if not can_draw():
        return (
            f"{figure}<p>{escape(chart.alt)}</p>\n{caption}"
            "<p>This page has no drawing program: here are the numbers that the picture would show.</p>\n"
            f"{format_table(chart.table)}\n</figure>"
        )
    picture = b64encode(chart.png()).decode("ascii")
    width = round(chart.figure.get_size_inches()[0] * 96)
    return (
        f"{figure}"
        # in JupyterLab it grows with the letters around it: a projector wants it large
        f'<img alt="{escape(chart.alt)}" width="{width}" '
        f'style="width:calc({width} / 14 * var(--jp-content-font-size1, 14px));max-width:100%;height:auto" '
        f'src="data:image/png;base64,{picture}">\n{caption}'
        f"<details><summary>The numbers</summary>\n{format_table(chart.table)}\n</details>\n</figure>"
    )


def _close(figure: Figure) -> None:
    """Let pyplot forget a figure that is about to show itself, or a notebook shows it twice."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(figure)
