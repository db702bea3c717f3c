"""How often each voice uses a device, how sure the rate is, and whether two voices may be said to differ."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import nan
from typing import Final, Literal

from briefing_lessons.errors import BriefingError
from briefing_lessons.rhetoric import DEVICES, find_marks
from briefing_lessons.rhetoric.wording import Analysed
from briefing_lessons.spans import RUNNING
from briefing_lessons.statistics import Rate, rate_of, rates_p_value

#: devices that by their definition stand in one voice: to compare voices on them would say nothing
ONE_VOICE: Final = {
    "reporting_verb": "reporter",
    "partial_quote": "reporter",
    "echo": "reporter",
    "question": "speaker",
    "hypophora": "speaker",
    "bracket_edit": "speaker",
}
#: below this many marks in all, two voices are not compared
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two voices on one device, and what may be said about them."""

    device: str
    first: Rate
    second: Rate
    p: float  #: two-sided, exact; not a number where nothing was compared
    verdict: Literal["more", "less", "no difference shown", "too few", "one voice only"]
    said: str  #: the verdict in a sentence

    def __repr__(self) -> str:
        return f"Comparison({self.said})"


def rate_devices(briefing: Analysed, devices: Iterable[str]) -> tuple[Rate, ...]:
    """Return the rate of every device in every voice, with Wilson's interval.

    >>> from briefing_lessons import load_briefing
    >>> for rate in rate_devices(load_briefing("000_95b79719e875266d.txt"), ["hypophora"]):
    ...     print(rate.part, rate.count, rate.low < rate.rate < rate.high)
    speaker 1 True
    reporter 0 False

    Parameters
    ----------
    briefing
        A briefing.
    devices
        Names of devices.

    Raises
    ------
    BriefingError
        If there is no such device.
    """
    words = Counter(token.voice for token in briefing.tokens)
    counts = Counter((mark.device, mark.voice) for mark in find_marks(briefing))
    return tuple(
        rate_of(voice, device, counts[device, voice], words[voice])
        for device in check_devices(devices)
        for voice in RUNNING
        if voice in words
    )


def check_devices(devices: Iterable[str]) -> tuple[str, ...]:
    """Return `devices` once each, in their usual order.

    Raises
    ------
    BriefingError
        If a name is not that of a device.
    """
    wanted = {find_device(name) for name in ([devices] if isinstance(devices, str) else devices)}
    return tuple(device for device in DEVICES if device in wanted)


def device_name(device: str) -> str:
    """Return the name of a device as people say it.

    >>> device_name("first_person_plural")
    'first person plural'
    """
    return device.replace("_", " ")


def find_device(name: str) -> str:
    """Return the device that a learner names: in capitals, in the plural, or with spaces, as in a chart.

    >>> find_device("Hedges"), find_device("first person plural")
    ('hedge', 'first_person_plural')

    Raises
    ------
    BriefingError
        If there is no such device.
    """
    written = "_".join(str(name).casefold().replace("_", " ").replace("-", " ").split())
    found = next((device for device in (written, written.removesuffix("s")) if device in DEVICES), None)
    if found is None:
        raise BriefingError(f"There is no device {name!r}: choose from {', '.join(DEVICES)}.")
    return found


def compare_voices(briefing: Analysed, device: str) -> Comparison:
    """Compare how often the first two voices use a device; where the counts cannot bear it, say so.

    >>> from briefing_lessons import load_briefing
    >>> compare_voices(load_briefing("000_95b79719e875266d.txt"), "question").verdict
    'one voice only'

    Parameters
    ----------
    briefing
        A briefing.
    device
        Name of a device.

    Raises
    ------
    BriefingError
        If there is no such device, or the text has one voice alone.

    Source: Przyborowski and Wilenski (1940), the exact conditional test of two rates; 5 % level.
    """
    if not isinstance(device, str):
        raise BriefingError('Two voices are compared by one device at a time. Write, for example, "hedge".')
    device = find_device(device)
    found = rate_devices(briefing, [device])
    if len(found) < 2:
        raise BriefingError("This text has one voice alone, and there is nothing to compare.")
    one, two, *_ = found
    spoken = device_name(device)
    counts = f"{one.count} in {one.words:,} words and {two.count} in {two.words:,}"
    if device in ONE_VOICE and "reporter" in (one.part, two.part):
        only = f"A {spoken} is only ever marked in the voice of the {ONE_VOICE[device]}"
        return Comparison(device, one, two, nan, "one voice only", f"{only}: there is nothing to compare.")
    if one.count + two.count < FEWEST:
        said = f"Too few to compare: {counts}. Nothing can be said about {spoken}s here."
        return Comparison(device, one, two, nan, "too few", said)
    p = rates_p_value(one.count, one.words, two.count, two.words)
    if p >= 0.05:
        said = f"No difference is shown for {spoken}s: {counts} (p = {p:.2f}); chance alone could do this."
        return Comparison(device, one, two, p, "no difference shown", said)
    more = one.rate > two.rate
    said = (
        f"{one.part} uses {'more' if more else 'fewer'} {spoken}s than {two.part}: {counts} "
        f"({one.rate:.1f} and {two.rate:.1f} per 1,000 words, p {'< 0.001' if p < 0.001 else f'= {p:.3f}'})."
    )
    return Comparison(device, one, two, p, "more" if more else "less", said)
