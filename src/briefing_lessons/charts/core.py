"""A chart that shows itself as one HTML figure: the picture with its alt text, a caption, the numbers."""

import io
import sys
import warnings
from base64 import b64encode
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from typing import Any

from briefing_lessons.charts.style import Axes, Figure, can_draw, root_figure, styled
from briefing_lessons.errors import BriefingError
from briefing_lessons.tables import Table, format_table


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Chart:
    """A drawn figure with its text alternative, its caption and its numbers."""

    ax: Axes  #: the matplotlib axes, for those who want to change something
    alt: str  #: what the picture shows, in words, computed from the data
    table: Table  #: the numbers that were drawn
    caption: str = ""  #: what was counted, out of how many

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

    def png(self, dpi: int = 120) -> bytes:
        """Return the picture as PNG: the same bytes for the same data, without a date.

        It has 128 colours at most, which no eye can tell from the full picture and which makes a notebook
        full of charts a third of the size.
        """
        figure, out = self.figure, io.BytesIO()
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from PIL import Image  # matplotlib stands on it

        with styled(), warnings.catch_warnings(), ExitStack() as afterwards:
            # a letter that no installed font has is drawn as a box; the table and the alt text have it
            warnings.filterwarnings("ignore", message="(?s).*[Gg]lyph")
            for ax in figure.axes if figure.get_layout_engine() else ():
                if (spec := ax.get_subplotspec()) is not None:
                    ax.set_subplotspec(spec)  # lay out afresh: no trace of earlier drawings
            afterwards.callback(figure.set_canvas, figure.canvas)
            afterwards.callback(figure.set_dpi, figure.dpi)
            figure.set_dpi(dpi)
            canvas: Any = FigureCanvasAgg(figure)
            canvas.draw()  # `savefig` would draw twice, once to lay out
            drawing = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba()).convert("RGB")
        few = drawing.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        # paper shares its colour with the palest letter edges, and a printer would dot it
        few.putpalette([255 if value > 252 else value for value in few.getpalette() or ()])
        few.save(out, format="PNG")
        return out.getvalue()

    def _repr_html_(self) -> str:
        # pyplot forgets a figure that is about to show itself, or a notebook shows it twice
        if can_draw() and (pyplot := sys.modules.get("matplotlib.pyplot")):
            pyplot.close(self.figure)
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
