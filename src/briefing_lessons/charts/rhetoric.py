"""Devices as a picture: how often each voice uses them."""

from collections.abc import Iterable, Mapping, Sequence

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.style import Axes, axes, draw_bars, name_all
from briefing_lessons.charts.topics import rate_bar, rates_table
from briefing_lessons.errors import BriefingError
from briefing_lessons.rhetoric import DEVICES
from briefing_lessons.rhetoric.measures import ONE_VOICE, device_name, rate_devices
from briefing_lessons.statistics import Rate, warn_of_short


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
    found = rate_devices(briefing, devices)
    used = list(dict.fromkeys(rate.topic for rate in found if rate.count))
    if not used:
        raise BriefingError(f"None of these devices is marked in {briefing.source}: choose others.")
    rates = [rate for rate in found if rate.topic in used]
    drawn = [rate for rate in rates if not rate.short] or rates
    words = {rate.part: rate.words for rate in drawn}
    series = {
        f"{voice} ({words[voice]:,} words)": [rate_bar(rate) for rate in drawn if rate.part == voice]
        for voice in words
    }
    height = 1.3 + len(used) * (0.16 + 0.2 * len(words))
    with axes(ax, "How often each voice uses each device", height=height) as ax:
        draw_bars(ax, [device_name(device) for device in used], series)
        ax.set_xlabel("per 1,000 words of that voice; at the right: count")
    alt = f"Bars of {len(used)} devices by voice, per 1,000 words."
    for device in used:
        said = [f"{rate.part} {rate.rate:.1f} ({rate.count})" for rate in drawn if rate.topic == device]
        alt += f" {device_name(device)}: {', '.join(said)}."
    return Chart(ax, alt, rates_table(rates, "voice", "device"), _caption(rates, words))


def _caption(rates: Sequence[Rate], words: Mapping[str, int]) -> str:
    """State what was counted in whose words, and which voices are too short for a rate."""
    counted = "; ".join(f"{voice}: {words[voice]:,} words" for voice in words)
    caption = (
        f"{sum(rate.count for rate in rates)} candidates. {counted}. "
        "Where two intervals overlap widely, no difference is shown."
    )
    if short := warn_of_short([rate for rate in rates if rate.part not in words]):
        caption += f" Not drawn: {short[0].lower()}{short[1:]}"
    only = [device_name(device) for device in ONE_VOICE if any(rate.topic == device for rate in rates)]
    return caption + (f" By definition in one voice only: {name_all(only, 6)}." if only else "")
