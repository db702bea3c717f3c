"""Labelling a text by hand, exchanging labels with a partner, and measuring agreement."""

from briefing_lessons.annotation.exchange import read_sheet, write_sheet
from briefing_lessons.annotation.reliability import Agreement, agreement, cohens_kappa, krippendorff_alpha
from briefing_lessons.annotation.sheets import Sheet, find_span, label, label_by, make_sheet

__all__ = [
    "Agreement",
    "Sheet",
    "agreement",
    "cohens_kappa",
    "find_span",
    "krippendorff_alpha",
    "label",
    "label_by",
    "make_sheet",
    "read_sheet",
    "write_sheet",
]
