"""Devices as pictures: how often each voice uses them, and where in the text they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.marks import device_name
from briefing_lessons.charts.style import (
    DASHES,
    FAINT,
    HATCHES,
    MARKERS,
    PALETTE,
    axes,
    legend,
    name_all,
    whiskers,
)
from briefing_lessons.english.tokens import find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.rhetoric.marks import DEVICES
from briefing_lessons.rhetoric.measures import ONE_VOICE, By, DeviceRate, check_devices, rate_devices
from briefing_lessons.spans import Mark, shorten
from briefing_lessons.tables import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_devices(
    briefing: Briefing,
    devices: Iterable[str] = DEVICES,
    *,
    by: By = "voice",
    marks: Sequence[Mark] | None = None,
    ax: Axes | None = None,
) -> Chart:
    """Draw how often each voice uses each device, per 1,000 of its own words, with intervals.

    >>> from briefing_lessons import load_briefing
    >>> plot_devices(load_briefing("000_95b79719e875266d.txt"), ["hedge", "booster"]).alt
    'Bars of 2 devices by voice, per 1,000 words. hedge: speaker ...

    Parameters
    ----------
    briefing
        A briefing.
    devices
        Names of devices; those that nobody uses are left out.
    by
        "voice" for speaker and reporter; "person" for the five who say most.
    marks
        Accepted marks to count instead of all candidates.
    ax
        Axes to draw on.

    Raises
    ------
    BriefingError
        If there is no such device, or nothing to draw.
    """
    rates = rate_devices(briefing, devices, by, marks)
    used = [device for device in check_devices(devices) if any(r.count for r in rates if r.device == device)]
    if not used:
        raise BriefingError(f"None of these devices is marked in {briefing.source}: choose others.")
    words = {rate.voice: rate.words for rate in rates}
    voices = sorted(words, key=lambda voice: -words[voice])[:5] if by == "person" else list(words)
    table = Table(
        ("device", "voice", "count", "words", "per 1,000 words", "95 % from", "95 % to"),
        (
            (device_name(r.device), r.voice, r.count, r.words, r.rate, r.low, r.high)
            for r in rates
            if r.device in used
        ),
        caption="Candidates by voice, with Wilson's 95 % intervals.",
    )
    with axes(
        ax, "How often each voice uses each device", height=1.3 + len(used) * (0.16 + 0.2 * len(voices))
    ) as ax:
        for number, voice in enumerate(voices):
            rows = [rate for device in used for rate in rates if (rate.device, rate.voice) == (device, voice)]
            places = [at + (number - (len(voices) - 1) / 2) * 0.8 / len(voices) for at in range(len(rows))]
            ax.barh(
                places,
                [rate.rate for rate in rows],
                height=0.74 / len(voices),
                color=PALETTE[number],
                hatch=HATCHES[number],
                edgecolor="white",
                linewidth=0,
                label=f"{voice} ({words[voice]:,} words)",
            )
            whiskers(ax, [(r.low, at, r.high) for r, at in zip(rows, places, strict=True) if r.count])
            for rate, at in zip(rows, places, strict=True):
                if not rate.count and ONE_VOICE.get(rate.device, rate.voice) != rate.voice and by == "voice":
                    continue  # a zero by definition
                ax.text(rate.high if rate.count else 0, at, f" {rate.count}", va="center", fontsize=10)
        ax.set_yticks(range(len(used)), [device_name(device) for device in used])
        ax.set_ylim(len(used) - 0.45, -0.55)
        ax.set_xlim(left=0)
        ax.set_xlabel("per 1,000 words of that voice; beside the bar: count")
        legend(ax, list(ax.containers))
    caption = (
        f"{sum(r.count for r in rates if r.device in used)} candidates. "
        + "; ".join(f"{voice}: {words[voice]:,} words" for voice in voices)
        + ". Where two intervals overlap widely, no difference is shown: see compare_voices."
    )
    only = [device_name(device) for device in used if device in ONE_VOICE]
    if only and by == "voice":
        caption += f" By definition in one voice only: {name_all(only, 6)}."
    return Chart(
        ax,
        f"Bars of {len(used)} devices by {by}, per 1,000 words. {_said(rates, used, voices)}",
        table,
        caption,
    )


def _said(rates: Sequence[DeviceRate], used: Sequence[str], voices: Sequence[str]) -> str:
    found = {(r.device, r.voice): r for r in rates}
    return " ".join(
        f"{device_name(device)}: "
        + ", ".join(
            f"{voice} {found[device, voice].rate:.1f} ({found[device, voice].count})" for voice in voices
        )
        + "."
        for device in used
    )


def plot_marks(
    briefing: Briefing,
    devices: Iterable[str] = DEVICES,
    *,
    marks: Sequence[Mark] | None = None,
    ax: Axes | None = None,
) -> Chart:
    """Draw where in the text each device stands: a row for each, a point for each candidate.

    >>> from briefing_lessons import load_briefing
    >>> plot_marks(load_briefing("000_95b79719e875266d.txt"), ["question", "booster"]).alt
    'Strip of 2 devices over 60 lines. question: 1, in line 4. booster: ...

    Parameters
    ----------
    briefing
        A briefing.
    devices
        Names of devices; those that are not found are left out.
    marks
        Accepted marks to draw instead of all candidates.
    ax
        Axes to draw on.

    Raises
    ------
    BriefingError
        If there is no such device, or nothing to draw.
    """
    from matplotlib.lines import Line2D

    wanted = check_devices(devices)
    found = [mark for mark in (briefing.marks if marks is None else marks) if mark.device in wanted]
    if not found:
        raise BriefingError(f"None of these devices is marked in {briefing.source}: choose others.")
    used = [device for device in wanted if any(mark.device == device for mark in found)]
    starts = [start for start, _, _ in find_words(briefing.text)]
    rows = [
        (
            device_name(mark.device),
            shorten(mark.text),
            briefing.line_number(mark),
            bisect_right(starts, mark.start) + 1,
            mark.voice,
        )
        for mark in found
    ]
    table = Table(
        ("device", "words", "line", "word number", "voice"),
        rows,
        caption="Every candidate, in order of the text.",
    )
    voices = {"speaker": 0, "reporter": 1}
    with axes(ax, "Where in the text each device stands", height=1.3 + 0.33 * len(used)) as ax:
        for number, device in enumerate(used):
            ax.axhline(number, color=FAINT, linewidth=0.5, linestyle=DASHES[3], zorder=0)
            for voice, style in voices.items():
                places = [
                    r[3] for r, m in zip(rows, found, strict=True) if m.device == device and m.voice == voice
                ]
                ax.plot(
                    places,
                    [number] * len(places),
                    MARKERS[style],
                    color=PALETTE[style],
                    markersize=6,
                    alpha=0.85,
                )
            others = [
                r[3] for r, m in zip(rows, found, strict=True) if m.device == device and m.voice not in voices
            ]
            ax.plot(others, [number] * len(others), MARKERS[5], color=FAINT, markersize=6, clip_on=False)
        counts = [sum(mark.device == device for mark in found) for device in used]
        ax.set_yticks(
            range(len(used)), [f"{device_name(d)} ({n})" for d, n in zip(used, counts, strict=True)]
        )
        ax.set_ylim(len(used) - 0.5, -0.6)
        ax.set_xlim(0, len(starts) + 1)
        ax.set_xlabel("word number, from the start of the text")
        present = [
            (v, s)
            for v, s in (*voices.items(), ("heading or advertisement", 5))
            if any((m.voice == v) or (s == 5 and m.voice not in voices) for m in found)
        ]
        legend(
            ax,
            [
                Line2D(
                    [], [], linestyle="", marker=MARKERS[s], color=FAINT if s == 5 else PALETTE[s], label=v
                )
                for v, s in present
            ],
        )
    said = " ".join(
        _places(device, [r[2] for r, m in zip(rows, found, strict=True) if m.device == device])
        for device in used
    )
    return Chart(
        ax,
        f"Strip of {len(used)} devices over {len(briefing.lines)} lines. {said}",
        table,
        f"{len(found)} candidates in {len(starts):,} words. The shape of a point says whose words they are.",
    )


def _places(device: str, lines: Sequence[int]) -> str:
    if len(set(lines)) == 1:
        where = f"in line {lines[0]}"
    elif len(lines) == 2:
        where = f"in lines {lines[0]} and {lines[1]}"
    else:
        where = f"from line {min(lines)} to line {max(lines)}"
    return f"{device_name(device)}: {len(lines)}, {where}."
