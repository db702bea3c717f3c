"""Put words beside points so that none covers another, on a narrow page as on a wide one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing_lessons.charts.style import INK, WIDTH, root_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: widths in inches at which a place must be free: our own, and a page of 1000 pixels
_PAGES = (WIDTH, 1000 / 96)
#: where beside its point a word may stand: (points right, points up, horizontal, vertical alignment)
BESIDE = (
    (6, 0, "left", "center"),
    (-6, 0, "right", "center"),
    (0, 6, "center", "bottom"),
    (0, -6, "center", "top"),
    (5, 7, "left", "bottom"),
    (-5, 7, "right", "bottom"),
    (5, -7, "left", "top"),
    (-5, -7, "right", "top"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One place where a word may stand: a point in the data, and how the word hangs on it."""

    x: float
    y: float
    right: float = 0.0  #: points to the right of (x, y)
    up: float = 0.0  #: points above it
    ha: str = "center"
    va: str = "center"


def beside(x: float, y: float) -> tuple[Place, ...]:
    """Return the places around a point, the best first."""
    return tuple(Place(x, y, right, up, ha, va) for right, up, ha, va in BESIDE)


def place_labels(
    ax: Axes,
    wanted: Sequence[tuple[str, Sequence[Place]]],
    *,
    keep_clear: Iterable[tuple[float, float]] = (),
    clear: float = 5.0,
    inside: bool = True,
    **style: Any,
) -> tuple[str, ...]:
    """Write each text at the first of its places that is free; return the texts that found none.

    Parameters
    ----------
    ax
        Axes with everything else already drawn.
    wanted
        Texts with their possible places, the most important text first.
    keep_clear
        Points, in the data, that no text may cover, with `clear` points around them.
    inside
        Whether a text must lie inside the axes.
    **style
        For `Axes.annotate`.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.transforms import Bbox

    figure = root_figure(ax)
    size = tuple(figure.get_size_inches())
    own = figure.axes == [ax]  # on somebody else's figure only its own size counts
    canvas: Any = FigureCanvasAgg(figure)
    boxes: dict[tuple[int, int], list[Bbox]] = {}  # (text, candidate) -> its box on each page
    taken: list[list[Bbox]] = []
    clear_points = tuple(keep_clear)
    frames = []
    for page in _PAGES if own else (size[0],):
        figure.set_size_inches(page, size[1])
        if (engine := figure.get_layout_engine()) is not None:
            engine.execute(figure)
        renderer = canvas.get_renderer()
        scale = figure.dpi / 72
        frames.append(ax.get_window_extent(renderer).frozen())
        around = clear * scale
        dots = [ax.transData.transform(point) for point in clear_points]
        taken.append([Bbox.from_extents(x - around, y - around, x + around, y + around) for x, y in dots])
        taken[-1] += [
            text.get_window_extent(renderer) for text in ax.texts if text.get_text() and text.get_visible()
        ]
        for number, (text, candidates) in enumerate(wanted):
            probe = ax.text(0, 0, text, fontsize=style.get("fontsize", 10))
            extent = probe.get_window_extent(renderer)
            probe.remove()
            for at, place in enumerate(candidates):
                x, y = ax.transData.transform((place.x, place.y))
                x, y = x + place.right * scale, y + place.up * scale
                left = {"left": x, "center": x - extent.width / 2, "right": x - extent.width}[place.ha]
                low = {"bottom": y, "center": y - extent.height / 2, "top": y - extent.height}[place.va]
                box = Bbox.from_bounds(left - 1, low - 1, extent.width + 2, extent.height + 2)
                boxes.setdefault((number, at), []).append(box)
    figure.set_size_inches(*size)
    homeless = []
    look: dict[str, Any] = {"fontsize": 10, "color": INK} | style
    for number, (text, candidates) in enumerate(wanted):
        for at, place in enumerate(candidates):
            mine = boxes[number, at]
            pages = list(zip(mine, taken, frames, strict=True))
            if any(
                _covers(box, others) or (inside and not _within(box, frame)) for box, others, frame in pages
            ):
                continue
            ax.annotate(
                text,
                (place.x, place.y),
                (place.right, place.up),
                textcoords="offset points",
                ha=place.ha,
                va=place.va,
                **look,
            )
            for box, others in zip(mine, taken, strict=True):
                others.append(box)
            break
        else:
            homeless.append(text)
    return tuple(homeless)


def _covers(box: Any, others: Iterable[Any]) -> bool:
    return any(
        box.x0 < other.x1 and other.x0 < box.x1 and box.y0 < other.y1 and other.y0 < box.y1
        for other in others
    )


def _within(box: Any, frame: Any) -> bool:
    return bool(frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1)
