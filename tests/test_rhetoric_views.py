"""The chart of devices, and the label of each device in the rhetoric explorer."""

from __future__ import annotations

import pytest

from briefing_lessons import load_briefing, parse_briefing, plot_devices
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import seed_names
from briefing_lessons.rhetoric import DEVICES


def test_every_device_has_its_own_line_and_label() -> None:
    assert len({label for label, _ in DEVICES.values()}) == len(DEVICES)
    assert {line for _, line in DEVICES.values()} <= {"solid", "dashed", "dotted", "double", "wavy"}


@pytest.mark.parametrize("name", seed_names()[:2])
def test_charts_say_in_words_what_they_show(name: str) -> None:
    briefing = load_briefing(name)
    chart = plot_devices(briefing)
    assert "hedge" in chart.alt
    assert len(chart.table) > 0
    assert chart.png().startswith(b"\x89PNG")


def test_nothing_marked_is_said_so() -> None:
    with pytest.raises(BriefingError, match="None of these devices"):
        plot_devices(parse_briefing("The pier is open."), ["antithesis"])
