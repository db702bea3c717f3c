"""Layouts: one function each, tried in one visible order; the first that has evidence reads the page."""

from briefing_lessons.reading.layouts.interview import unlabelled_interview
from briefing_lessons.reading.layouts.report import (
    collected_statements,
    hard_wrapped_pages,
    headed_report,
    plain_text,
    wire_article,
)
from briefing_lessons.reading.layouts.spoken import captions
from briefing_lessons.reading.layouts.transcript import labelled_turns

#: The order matters: labels are the strongest evidence, plain text needs none.
LAYOUTS = (
    labelled_turns,
    captions,
    unlabelled_interview,
    collected_statements,
    hard_wrapped_pages,
    wire_article,
    headed_report,
    plain_text,
)

__all__ = ["LAYOUTS"]
