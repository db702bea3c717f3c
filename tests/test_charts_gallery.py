"""The gallery in docs/ shows every chart, and its code is what a lesson would write."""

from __future__ import annotations

import re
from pathlib import Path

import briefing_lessons

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "gallery.md").read_text(encoding="utf-8")


def test_every_picture_is_there_with_words_for_those_who_cannot_see_it() -> None:
    pictures = re.findall(r"!\[(.*?)\]\((gallery/\w+\.png)\)", PAGE)
    assert len(pictures) == 5
    for alt, path in pictures:
        assert len(alt) > 60
        assert (DOCS / path).read_bytes().startswith(b"\x89PNG")
        assert (DOCS / path).stat().st_size < 60_000


def test_every_chart_of_topics_is_in_the_gallery_under_its_public_name() -> None:
    shown = set(re.findall(r"^(plot_\w+)\(", PAGE, re.M))
    homes = ("charts.words", "charts.topics", "charts.heatmap", "charts.places")
    public = {
        name for name, home in briefing_lessons._HOME.items() if home in homes and name.startswith("plot_")
    }
    assert shown == public - {"plot_counts"}  # the bars of plot_words, over counts of one's own
