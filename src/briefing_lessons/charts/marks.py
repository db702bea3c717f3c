"""Marks in words: each in its line, with the name of its device and the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing_lessons.briefing import Briefing
from briefing_lessons.rhetoric.marks import DEVICES
from briefing_lessons.rhetoric.measures import check_devices
from briefing_lessons.spans import Mark
from briefing_lessons.tables import Table


def device_name(device: str) -> str:
    """Return the name of a device as a reader writes it.

    >>> device_name("first_person_plural")
    'first person plural'
    """
    return device.replace("_", " ")


def around(briefing: Briefing, mark: Mark, width: int = 45) -> str:
    """Return a mark with `width` characters on both sides, on one line, between ‹ and ›."""
    line = briefing.line(briefing.line_number(mark))
    low, high = max(line.start, mark.start - width), min(max(line.end, mark.end), mark.end + width)
    left, right = briefing.text[low : mark.start], briefing.text[mark.end : high]
    if low > line.start:
        left = "…" + left.partition(" ")[2]
    if high < line.end:
        right = right.rpartition(" ")[0] + "…"
    return " ".join(f"{left}‹{mark.text}›{right}".split())


def list_marks(
    briefing: Briefing,
    devices: Iterable[str] = DEVICES,
    *,
    marks: Sequence[Mark] | None = None,
    width: int = 45,
) -> Table:
    """Return a concordance of marks: every candidate in its line, with its evidence.

    >>> from briefing_lessons import load_briefing
    >>> list_marks(load_briefing("000_95b79719e875266d.txt"), ["hypophora"])["line"]
    (4,)

    Parameters
    ----------
    briefing
        A briefing.
    devices
        Names of devices.
    marks
        Accepted marks to list instead of all candidates.
    width
        Characters on each side of the mark.

    Raises
    ------
    BriefingError
        If there is no such device.
    """
    wanted = check_devices(devices)
    found = [mark for mark in (briefing.marks if marks is None else marks) if mark.device in wanted]
    return Table(
        ("in its line", "line", "device", "voice", "evidence", "sure"),
        (
            (
                around(briefing, mark, width),
                briefing.line_number(mark),
                device_name(mark.device),
                mark.voice,
                mark.evidence,
                "strong" if mark.strength == "strong" else "weak",
            )
            for mark in found
        ),
        caption=f"{len(found)} candidates in {briefing.source}.",
    )
