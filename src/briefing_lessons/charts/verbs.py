"""The reporter's verbs as a picture: how many of each class, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.marks import around
from briefing_lessons.charts.style import PALETTE, axes, name_all
from briefing_lessons.errors import BriefingError
from briefing_lessons.tables import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: what a class of reporting verbs does, in the order of the bars
STANCES: Final = {
    "neutral": "only says that it was said",
    "structuring": "places it after other words",
    "endorsing": "treats it as true",
    "strong": "says it with force",
    "tentative": "leaves room for doubt",
    "distancing": "does not vouch for it",
    "evaluative": "judges",
}


def plot_reporting_verbs(briefing: Briefing, *, ax: Axes | None = None) -> Chart:
    """Draw the reporter's verbs by class; the table holds the sentence behind each.

    >>> from briefing_lessons import load_briefing
    >>> chart = plot_reporting_verbs(load_briefing("000_95b79719e875266d.txt"))
    >>> chart.table.columns
    ('class', 'verb', 'line', 'words around it')

    Parameters
    ----------
    briefing
        A briefing.
    ax
        Axes to draw on.

    Raises
    ------
    BriefingError
        If the reporter uses no reporting verb, as in a transcript of turns.
    """
    found = [mark for mark in briefing.marks if mark.device == "reporting_verb"]
    if not found:
        raise BriefingError(
            f"{briefing.source} has no reporting verbs: nobody but the speakers is heard in it."
        )
    classes = [stance for stance in STANCES if any(mark.category == stance for mark in found)]
    rows = [
        (mark.category, mark.text, briefing.line_number(mark), around(briefing, mark))
        for mark in sorted(found, key=lambda mark: (classes.index(mark.category or "neutral"), mark.start))
    ]
    counts = {stance: sum(mark.category == stance for mark in found) for stance in classes}
    with axes(ax, "The reporter’s verbs by class", height=1.2 + 0.42 * len(classes)) as ax:
        ax.barh(range(len(classes)), [counts[stance] for stance in classes], height=0.7, color=PALETTE[0])
        for at, stance in enumerate(classes):
            verbs = dict.fromkeys(mark.text.lower() for mark in found if mark.category == stance)
            ax.text(
                counts[stance], at, f" {counts[stance]}  {name_all(list(verbs), 2)}", va="center", fontsize=10
            )
        ax.set_yticks(
            range(len(classes)), [f"{stance}:\n{STANCES[stance]}" for stance in classes], fontsize=10
        )
        ax.set_ylim(len(classes) - 0.5, -0.5)
        ax.set_xlim(0, 1.9 * max(counts.values()))
        ax.set_xlabel("verbs; beside the bar: count and examples")
    said = "; ".join(f"{stance} {count}" for stance, count in counts.items())
    return Chart(
        ax,
        f"Bars of {len(found)} reporting verbs in {len(classes)} classes: {said}.",
        Table(
            ("class", "verb", "line", "words around it"),
            rows,
            caption="Every reporting verb with the words around it.",
        ),
        f"{len(found)} verbs with which the reporter introduces words. The class says what the verb does.",
    )
