"""Where in the text a topic stands: every place as a stroke."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import INK, PALETTE, Axes, axes, legend, name_all, wrapped
from briefing_lessons.english.words import find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.html import plural
from briefing_lessons.spans import Annotated
from briefing_lessons.tables import Table
from briefing_lessons.topics import scopes
from briefing_lessons.topics.concordance import concordance
from briefing_lessons.topics.dispersion import measure_dispersion
from briefing_lessons.topics.scopes import By, Part
from briefing_lessons.topics.terms import Topics, as_topics, count_in_parts

#: voice -> half the height of its strokes, its colour, its name in the legend
_STROKES = {
    "speaker": (0.4, PALETTE[0], "tall: speaker"),
    "asker": (0.3, PALETTE[2], "middle: who asks"),
    "reporter": (0.2, PALETTE[1], "short: reporter"),
    "heading": (0.1, INK, "dot: heading"),
}


def plot_dispersion(briefing: Annotated, topics: Topics, *, ax: Axes | None = None) -> Chart:
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
    ax
        Axes to draw on.
    """
    names = as_topics(topics)
    stretches = scopes.find_stretches(briefing, "text")
    starts = [word for start, end in stretches for word, _, _ in find_words(briefing.text, start, end)]
    if not starts:
        raise BriefingError("There are no words in this scope: choose another.")
    found = {name: concordance(briefing, terms, "text", width=0) for name, terms in names.items()}
    rows = [
        (name, hit.text, bisect_right(starts, hit.start), hit.line, hit.voice)
        for name, hits in found.items()
        for hit in hits
    ]
    sections = [bisect_right(starts, section.start) for section in briefing.sections]
    borders = [*sections, len(starts)] if len(sections) > 1 else []
    by: By = "section" if borders else "tenth"
    parts = scopes.find_parts(briefing, by) if len(starts) >= 10 else ()
    counts = count_in_parts(briefing, names, parts)
    said = [_spread(name, counts[name], parts, by) for name in names]
    with axes(ax, f"Where each stands: {name_all(list(names), 3)}", height=1.5 + 0.5 * len(names)) as ax:
        # room for the section numbers under it
        legend(ax, _draw_strokes(ax, list(names), rows), gap=18 if borders else 4)
        _draw_borders(ax, borders)
        ax.set_yticks(range(len(names)), [f"{wrapped(name, 22, 1)} ({len(found[name])})" for name in names])
        ax.set_ylim(len(names) - 0.4, -0.6)
        ax.set_xlim(0, len(starts) + 1)
        ax.set_xlabel("word number" + ("; above: section" if borders else ""))
    columns = ("topic", "as printed", "word number", "line", "voice")
    table = Table(columns, rows, "Every place, in the order of the text.")
    caption = f"{len(rows)} places in {scopes.scope_words(briefing, 'text', len(starts))}."
    if 1 < len(sections) <= 40:
        headed = "; ".join(f"{n} {name}" for n, name in enumerate(scopes.section_names(briefing), 1))
        caption += f" Sections (the narrow ones have no number above): {headed}."
    alt = f"Barcode of {plural(len(names), 'topic')} over {len(starts):,} words. "
    return Chart(ax, alt + " ".join(said), table, caption)


def _draw_strokes(ax: Axes, names: list[str], rows: Sequence[tuple[Any, ...]]) -> dict[str, dict[str, Any]]:
    """Draw the rows of the table as strokes, and return what stands in the legend."""
    looks = {}
    for voice, (half, colour, label) in _STROKES.items():
        found = [(names.index(name), place) for name, _, place, _, whose in rows if whose == voice]
        for row, place in found:
            ends = [row - half, row + half]
            ax.plot([place, place], ends, color=colour, linewidth=1.6, solid_capstyle="butt")
        if found or (voice == "speaker" and not rows):
            looks[label] = {"color": colour, "linewidth": 2}
    return looks


def _draw_borders(ax: Axes, borders: Sequence[int]) -> None:
    """Draw a line where a section begins, and the numbers of those that are wide enough."""
    for number, (start, end) in enumerate(pairwise(borders), 1):
        if number > 1:
            ax.axvline(start, color="#cccccc", linewidth=0.8, zorder=0)
        if end - start > 0.035 * borders[-1]:
            ax.text((start + end) / 2, -0.62, str(number), ha="center", va="bottom", fontsize=10, color=INK)


def _spread(name: str, counts: tuple[int, ...], parts: Sequence[Part], by: By) -> str:
    total = sum(counts)
    if not total:
        return f"{name} does not occur."
    sizes = [part.words for part in parts]
    said = f"{name}: {plural(total, 'place')} in {sum(map(bool, counts))} of {len(counts)} {by}s"
    if sum(map(bool, sizes)) > 1:
        said += f", DP {measure_dispersion(counts, sizes).dp_norm:.2f} (0 even, 1 in one place)"
    top = max(range(len(counts)), key=lambda at: counts[at])
    return f"{said}, most in “{parts[top].name}” ({counts[top]})."
