"""The gallery in docs/ shows every chart, and its code is what a lesson would write."""

from __future__ import annotations

import re
from pathlib import Path

import briefing_lessons

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = (DOCS / "gallery.md").read_text(encoding="utf-8")


def test_every_picture_is_there_with_words_for_those_who_cannot_see_it() -> None:
    pictures = re.findall(r"!\[(.*?)\]\((gallery/\w+\.png)\)", PAGE)
    assert len(pictures) == 4
    for alt, path in pictures:
        assert len(alt) > 60
        assert (DOCS / path).read_bytes().startswith(b"\x89PNG")
        assert (DOCS / path).stat().st_size < 60_000


def test_every_chart_is_in_the_gallery_under_its_public_name() -> None:
    shown = set(re.findall(r"^(plot_\w+)\(", PAGE, re.M))
    assert shown == {name for name in briefing_lessons.__all__ if name.startswith("plot_")} - {
        "plot_frequent_words"  # as the helper of one lesson
    }
