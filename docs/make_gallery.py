"""Draw every chart of the gallery and write its page: `python docs/make_gallery.py`.

The pictures and all numbers in `docs/gallery.md` come from this run; nothing in the page is typed by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from json import dumps
from pathlib import Path

from briefing_lessons.briefing import Briefing, load_briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.places import plot_dispersion
from briefing_lessons.charts.rhetoric import plot_devices
from briefing_lessons.charts.topics import plot_heatmap, plot_topics

SEED = "000_95b79719e875266d.txt"
FOLDER = Path(__file__).resolve().parent
TOPICS = {
    "Syria": ["Syria*", "Damascus", "Aleppo"],
    "Trump": ["Trump"],
    "Terrorism": ["*terror*"],
    "US": ["US", "United States"],
    "Belarus": ["Belarus*"],
    "Minsk agreements": ["Minsk*", "Ukraine"],
}
THREE = dict(list(TOPICS.items())[:3])
LINES = "\n    ".join(f"{dumps(name)}: {dumps(terms)}," for name, terms in TOPICS.items())
#: what the code below the questions begins with
FIRST = f"""from briefing_lessons import *

briefing = load_briefing("{SEED}")
topics = {{
    {LINES}
}}
three_topics = {{name: topics[name] for name in {dumps(list(THREE))}}}
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One chart of the gallery."""

    name: str  #: file name without ending
    question: str  #: what the chart answers
    code: str  #: how a lesson draws it
    limit: str  #: what it cannot say
    draw: Callable[[Briefing], Chart]


ENTRIES = (
    Entry(
        "topics",
        "Which topic leads in which section?",
        "plot_topics(briefing, three_topics)",
        "A dotted bar stands on too few words. A topic is the words you chose for it.",
        lambda b: plot_topics(b, THREE),
    ),
    Entry(
        "heatmap",
        "How do many topics spread over the sections?",
        "plot_heatmap(briefing, topics)",
        "Shades are rates, numbers are counts: a dark cell with a 1 in it is one word in a short section.",
        lambda b: plot_heatmap(b, TOPICS),
    ),
    Entry(
        "dispersion",
        "Where exactly does each topic stand, and in whose voice?",
        "plot_dispersion(briefing, three_topics)",
        "A topic paraphrased and then quoted stands twice, short beside tall.",
        lambda b: plot_dispersion(b, THREE),
    ),
    Entry(
        "devices",
        "Which voice uses which devices?",
        'plot_devices(briefing, ["hedge", "booster", "list", "first_person_plural"])',
        "Every hit is a candidate. A rate says how they speak, not why.",
        lambda b: plot_devices(b, ["hedge", "booster", "list", "first_person_plural"]),
    ),
)


def page(briefing: Briefing) -> str:
    """Draw all charts into `docs/gallery/` and return the page."""
    lines = [
        "# Gallery of charts",
        "",
        f"Drawn from `seeds/{briefing.source}` by `python docs/make_gallery.py`.",
        "In a lesson each has a text alternative, as here, a caption that tells the whole, and its numbers.",
        "",
        "```python",
        FIRST + "```",
    ]
    folder = FOLDER / "gallery"
    folder.mkdir(exist_ok=True)
    for entry in ENTRIES:
        chart = entry.draw(briefing)
        (folder / f"{entry.name}.png").write_bytes(chart.png(dpi=96))
        alt = chart.alt.replace("[", "(").replace("]", ")").replace("*", r"\*")
        lines += ["", f"## {entry.question}", "", "```python", entry.code, "```", ""]
        lines += [f"![{alt}](gallery/{entry.name}.png)", ""]
        lines += [f"**What it cannot say:** {entry.limit}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (FOLDER / "gallery.md").write_text(page(load_briefing(SEED)), encoding="utf-8", newline="\n")
