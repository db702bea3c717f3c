"""Labelling a text by hand, exchanging labels with a partner, and measuring agreement."""

from briefing_lessons.annotation.exchange import read_sheet, write_sheet
from briefing_lessons.annotation.reliability import Agreement, agreement, cohens_kappa
from briefing_lessons.annotation.sheets import Sheet, label, label_by, make_sheet

__all__ = [
    "Agreement",
    "Sheet",
    "agreement",
    "cohens_kappa",
    "label",
    "label_by",
    "make_sheet",
    "read_sheet",
    "write_sheet",
]
