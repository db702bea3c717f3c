"""Topics that are named in the same paragraph, as a ring of circles and lines."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.direct_labels import Place, place_labels
from briefing_lessons.charts.style import INK, PALETTE, axes, label, name_all
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.tables import Table
from briefing_lessons.topics.concordance import Concordance, concordance
from briefing_lessons.topics.cooccurrence import Pair, find_pairs
from briefing_lessons.topics.scopes import Scope, find_stretches, intersect
from briefing_lessons.topics.terms import Topics, as_topics, find_terms

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: more circles than this make a ring nobody reads
_MOST = 12


def plot_cooccurrence(
    briefing: Annotated, topics: Topics, *, scope: Scope = "text", ax: Axes | None = None
) -> Chart:
    """Draw topics as circles, joined where a paragraph names both: the number counts such paragraphs.

    >>> from briefing_lessons import load_briefing
    >>> briefing = load_briefing("000_95b79719e875266d.txt")
    >>> plot_cooccurrence(briefing, {"Syria": ["Syria*"], "terror": ["*terror*"], "Japan": ["Japan*"]})
    Chart(Network of 3 topics in 47 paragraphs. Syria and terror ...

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Two to twelve names with their terms, or a list of words: see `find_terms`.
    scope
        Which words: see `find_stretches`.
    ax
        Axes to draw on.

    Raises
    ------
    BriefingError
        If there are fewer than two or more than twelve topics.
    """
    names = list(as_topics(topics))
    if not 2 <= len(names) <= _MOST:
        raise BriefingError(f"A network of {len(names)} topics cannot be read: give 2 to {_MOST}.")
    pairs = find_pairs(briefing, topics, scope)
    sizes = {p.first: p.with_first for p in pairs} | {p.second: p.with_second for p in pairs}
    turn = {name: pi / 2 - 2 * pi * at / len(names) for at, name in enumerate(names)}
    spot = {name: (cos(turn[name]), sin(turn[name])) for name in names}
    most = max((pair.together for pair in pairs), default=0) or 1
    largest = max(sizes.values()) or 1
    with axes(ax, "Topics named in the same paragraph", height=4.8) as ax:
        joined = [pair for pair in pairs if pair.together]
        for pair in joined:
            (x, y), (u, v) = spot[pair.first], spot[pair.second]
            ax.plot(
                [x, u],
                [y, v],
                color="#9db8cc",
                linewidth=1 + 7 * pair.together / most,
                zorder=1,
                solid_capstyle="round",
            )
        for name in names:
            ax.scatter(
                *spot[name],
                s=120 + 480 * sizes[name] / largest,
                color=PALETTE[0],
                edgecolor="white",
                zorder=2,
            )
            x, y = spot[name]
            ha = "center" if abs(x) < 0.3 else "left" if x > 0 else "right"
            va = "center" if abs(x) >= 0.3 else "bottom" if y > 0 else "top"
            ax.annotate(
                f"{label(name, 16)} ({sizes[name]})",
                (x, y),
                (20 * cos(turn[name]), 20 * sin(turn[name])),
                textcoords="offset points",
                ha=ha,
                va=va,
                fontsize=10,
                color=INK,
                annotation_clip=False,
            )
        ax.set_xlim(-1.15, 1.15)
        ax.set_ylim(-1.15, 1.15)
        ax.set_axis_off()
        place_labels(
            ax,
            [(str(pair.together), _along(spot[pair.first], spot[pair.second])) for pair in joined],
            keep_clear=list(spot.values()),
            clear=15,
            inside=False,
            bbox={"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"},
            zorder=3,
        )
    table = Table(
        (
            "topic",
            "other topic",
            "paragraphs with both",
            "expected",
            "with the topic",
            "with the other",
            "of",
        ),
        (
            (p.first, p.second, p.together, p.expected, p.with_first, p.with_second, p.paragraphs)
            for p in pairs
        ),
        caption="Paragraphs that name two topics; expected if the two were named independently.",
    )
    paragraphs = pairs[0].paragraphs
    caption = (
        f"{paragraphs} paragraphs. In brackets: those with the topic; on the lines: those with both. "
        "Named together does not mean said to be connected."
    )
    return Chart(
        ax,
        _finding(pairs, len(names), paragraphs),
        table,
        caption,
        lambda row: _lines_of(briefing, topics, scope, (row[0], row[1])),
    )


def _lines_of(briefing: Annotated, topics: Topics, scope: Scope, pair: tuple[str, str]) -> Concordance:
    """Return the places of two topics in the paragraphs that name both."""
    terms = as_topics(topics)
    places = [{span.start for span in find_terms(briefing, terms[name], scope)} for name in pair]
    both = [
        (p.start, p.end)
        for p in briefing.paragraphs
        if all(any(p.start <= start < p.end for start in starts) for starts in places)
    ]
    stretches = intersect(find_stretches(briefing, scope), both)
    return concordance(briefing, (*terms[pair[0]], *terms[pair[1]]), tuple(stretches))


def _along(start: tuple[float, float], end: tuple[float, float]) -> tuple[Place, ...]:
    return tuple(
        Place(start[0] + (end[0] - start[0]) * at, start[1] + (end[1] - start[1]) * at)
        for at in (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.46, 0.54)
    )


def _finding(pairs: tuple[Pair, ...], topics: int, paragraphs: int) -> str:
    start = f"Network of {topics} topics in {paragraphs} paragraphs."
    first, *rest = pairs
    if not first.together:
        return f"{start} No paragraph names two of them."
    others = [f"{p.first} and {p.second} {p.together}" for p in rest if p.together][:3]
    most = f"{first.together} (expected {first.expected:.1f})"
    said = f"{start} {first.first} and {first.second} share most: {most}"
    return f"{said}; then {name_all(others)}." if others else f"{said}; no other two share any."
