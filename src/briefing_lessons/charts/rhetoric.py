"""Devices as a picture: how often each voice uses them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import Bar, axes, draw_bars, name_all
from briefing_lessons.errors import BriefingError
from briefing_lessons.rhetoric.marks import DEVICES
from briefing_lessons.rhetoric.measures import (
    ONE_VOICE,
    DeviceRate,
    check_devices,
    device_name,
    rate_devices,
)
from briefing_lessons.tables import Table
from briefing_lessons.topics.scopes import SHORT

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_devices(briefing: Briefing, devices: Iterable[str] = DEVICES, *, ax: Axes | None = None) -> Chart:
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
    ax
        Axes to draw on.

    Raises
    ------
    BriefingError
        If there is no such device, or nothing to draw.
    """
    rates = rate_devices(briefing, devices)
    used = [device for device in check_devices(devices) if any(r.count for r in rates if r.device == device)]
    if not used:
        raise BriefingError(f"None of these devices is marked in {briefing.source}: choose others.")
    words = {rate.voice: rate.words for rate in rates}
    voices = [voice for voice in words if words[voice] >= SHORT] or list(words)
    found = {(rate.device, rate.voice): rate for rate in rates}
    series = {
        f"{voice} ({words[voice]:,} words)": [_bar(found[device, voice]) for device in used]
        for voice in voices
    }
    height = 1.3 + len(used) * (0.16 + 0.2 * len(voices))
    with axes(ax, "How often each voice uses each device", height=height) as ax:
        draw_bars(ax, [device_name(device) for device in used], series)
        ax.set_xlabel("per 1,000 words of that voice; at the right: count")
    return Chart(
        ax,
        f"Bars of {len(used)} devices by voice, per 1,000 words. {_said(rates, used, voices)}",
        _table(rates, used),
        _caption(rates, used, words, voices),
    )


def _caption(
    rates: Sequence[DeviceRate], used: Sequence[str], words: dict[str, int], voices: Sequence[str]
) -> str:
    """State what was counted in whose words, and which voices are too short for a rate."""
    caption = (
        f"{sum(r.count for r in rates if r.device in used)} candidates. "
        + "; ".join(f"{voice}: {words[voice]:,} words" for voice in voices)
        + ". Where two intervals overlap widely, no difference is shown."
    )
    short = [f"{voice} ({words[voice]})" for voice in words if words[voice] < SHORT and voice not in voices]
    if short:
        caption += f" Not drawn: too short for a rate (under {SHORT} words): {name_all(short, 8)}."
    only = [device_name(device) for device in used if device in ONE_VOICE]
    if only:
        caption += f" By definition in one voice only: {name_all(only, 6)}."
    return caption


def _table(rates: Sequence[DeviceRate], used: Sequence[str]) -> Table:
    return Table(
        ("device", "voice", "count", "words", "per 1,000 words", "95 % from", "95 % to"),
        (
            (device_name(r.device), r.voice, r.count, r.words, r.rate, r.low, r.high)
            for r in rates
            if r.device in used
        ),
        caption="Candidates by voice, with Wilson's 95 % intervals.",
    )


def _bar(rate: DeviceRate) -> Bar:
    side = "reporter" if rate.voice == "reporter" else "speaker"
    by_definition = ONE_VOICE.get(rate.device, side) != side
    interval = (rate.low, rate.high) if rate.count else None
    return Bar(rate.rate, interval, None if by_definition and not rate.count else rate.count)


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
