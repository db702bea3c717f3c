"""Devices as a picture: how often each voice uses them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import (
    HATCHES,
    PALETTE,
    axes,
    legend,
    name_all,
    whiskers,
)
from briefing_lessons.errors import BriefingError
from briefing_lessons.rhetoric.marks import DEVICES
from briefing_lessons.rhetoric.measures import (
    ONE_VOICE,
    By,
    DeviceRate,
    check_devices,
    device_name,
    rate_devices,
)
from briefing_lessons.spans import Mark
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
                side = "reporter" if rate.voice == "reporter" else "speaker"
                if not rate.count and ONE_VOICE.get(rate.device, side) != side and by == "voice":
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
