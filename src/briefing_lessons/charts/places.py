"""Where in the text a topic stands: every place as a stroke."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import INK, PALETTE, axes, legend, name_all, stroke, wrapped
from briefing_lessons.english.words import find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated
from briefing_lessons.tables import Table
from briefing_lessons.topics.concordance import concordance
from briefing_lessons.topics.dispersion import measure_dispersion
from briefing_lessons.topics.scopes import (
    By,
    Part,
    Scope,
    find_parts,
    find_stretches,
    scope_words,
    section_names,
)
from briefing_lessons.topics.terms import Topics, as_topics, count_in_parts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: under a number on a bubble
_PAPER: Any = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}


def plot_dispersion(
    briefing: Annotated, topics: Topics, *, scope: Scope = "text", ax: Axes | None = None
) -> Chart:
    """Draw every place where a topic stands as a stroke, the taller the nearer to a speaker's own words.

    >>> from briefing_lessons import load_briefing
    >>> plot_dispersion(load_briefing("000_95b79719e875266d.txt"), ["terrorism", "Japan*"]).alt
    'Barcode of 2 topics over 1,948 words. terrorism: 12 places in 5 of 12 sections, ...

    Parameters
    ----------
    briefing
        The briefing.
    topics
        Names with their terms, or a list of words: see `find_terms`.
    scope
        Which words: see `find_stretches`.
    ax
        Axes to draw on.
    """
    names = as_topics(topics)
    stretches = find_stretches(briefing, scope)
    starts = [word for start, end in stretches for word, _, _ in find_words(briefing.text, start, end)]
    if not starts:
        raise BriefingError("There are no words in this scope: choose another.")
    found = {name: concordance(briefing, terms, scope, width=0) for name, terms in names.items()}
    rows = [
        (name, line.text, bisect_right(starts, line.start), line.line, line.voice)
        for name, lines in found.items()
        for line in lines
    ]
    borders = [bisect_right(starts, section.start) for section in briefing.sections]
    by: By = "section" if len(borders) > 1 else "tenth"
    parts = find_parts(briefing, by, scope) if len(starts) >= 10 else ()
    counts = count_in_parts(briefing, names, parts)
    said = [_spread(name, counts[name], parts, by) for name in names]
    strokes = [(list(names).index(name), place, voice) for name, _, place, _, voice in rows]
    with axes(ax, f"Where each stands: {name_all(list(names), 3)}", height=1.5 + 0.5 * len(names)) as ax:
        _draw_strokes(ax, strokes, gap=18 if borders[1:] else 4)
        _draw_borders(ax, [*borders, len(starts)] if borders[1:] else [])
        ax.set_yticks(range(len(names)), [f"{wrapped(name, 22, 1)} ({len(found[name])})" for name in names])
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.set_xlim(0, len(starts) + 1)
        ax.set_xlabel("word number" + ("; above: section" if borders[1:] else ""))
    table = Table(
        ("topic", "as printed", "word number", "line", "voice"),
        rows,
        caption="Every place, in the order of the text.",
    )
    sections = "; ".join(f"{number} {name}" for number, name in enumerate(section_names(briefing), 1))
    caption = f"{len(rows)} places in {scope_words(briefing, scope, len(starts))}." + (
        f" Sections: {sections}." if 1 < len(borders) <= 40 else ""
    )
    alt = f"Barcode of {len(names)} {'topic' if len(names) == 1 else 'topics'} over {len(starts):,} words. "
    return Chart(
        ax, alt + " ".join(said), table, caption, lambda row: concordance(briefing, names[row[0]], scope)
    )


#: voice -> half the height of its strokes, its colour, its name in the legend
_STROKES = {
    "speaker": (0.4, PALETTE[0], "tall: speaker"),
    "asker": (0.3, PALETTE[2], "middle: who asks"),
    "reporter": (0.2, PALETTE[1], "short: reporter"),
    "heading": (0.1, INK, "dot: heading"),
}


def _draw_strokes(ax: Axes, strokes: Sequence[tuple[int, int, str]], gap: float) -> None:
    """Draw (row, word number, voice) as strokes, with a legend of the voices there are."""
    for row, place, voice in strokes:
        half, colour, _ = _STROKES[voice]
        ax.plot([place, place], [row - half, row + half], color=colour, linewidth=1.6, solid_capstyle="butt")
    there = {voice for *_, voice in strokes} or {"speaker"}
    shown = [(colour, text) for voice, (_, colour, text) in _STROKES.items() if voice in there]
    # room for the section numbers between the strokes and the legend
    legend(ax, [stroke(color=colour, linewidth=2, label=text) for colour, text in shown], gap=gap)


def _draw_borders(ax: Axes, borders: Sequence[int]) -> None:
    """Draw a line where a section begins, and the numbers of those that are wide enough."""
    for number, (start, end) in enumerate(pairwise(borders), 1):
        if number > 1:
            ax.axvline(start, color="#cccccc", linewidth=0.8, zorder=0)
        if end - start > 0.035 * borders[-1]:
            middle = (start + end) / 2
            ax.text(middle, -0.62, str(number), ha="center", va="bottom", fontsize=10, color=INK)


def _spread(name: str, counts: tuple[int, ...], parts: Sequence[Part], by: By) -> str:
    total = sum(counts)
    if not total:
        return f"{name} does not occur."
    sizes = [part.words for part in parts]
    places = "1 place" if total == 1 else f"{total} places"
    having = sum(1 for count in counts if count)
    said = f"{name}: {places} in {having} of {len(counts)} {by}s"
    if sum(1 for size in sizes if size) > 1:
        said += f", DP {measure_dispersion(counts, sizes).dp_norm:.2f} (0 even, 1 in one place)"
    top = max(range(len(counts)), key=lambda at: counts[at])
    return f"{said}, most in “{parts[top].name}” ({counts[top]})."
