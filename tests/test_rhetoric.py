"""Every detector against the hits and near misses in tests/fixtures/rhetoric.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing_lessons import parse_briefing
from briefing_lessons.rhetoric import DETECTORS, DEVICES
from briefing_lessons.rhetoric.wording import cut, cut_sentence
from briefing_lessons.spans import Voice

CASES = Path(__file__).parent / "fixtures" / "rhetoric.md"
_VOICES: dict[str, Voice] = {"speech": "speaker", "report": "reporter"}


def read_cases() -> Iterator[object]:
    """Yield (device, kind, marked text) of every case, known misses as strict expected failures."""
    device = title = ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(": ")
        if line.startswith("## "):
            device = line[3:]
        elif kind in ("speech", "report", "page"):
            text, _, reason = rest.partition(" known miss: ")
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(device, kind, text, id=f"{device}: {title}", marks=marks)
        elif line:
            title = line


@pytest.mark.parametrize(("device", "kind", "marked"), tuple(read_cases()))
def test_a_detector_marks_the_brackets_and_nothing_else(device: str, kind: str, marked: str) -> None:
    marked = marked.replace(" ¶ ", "\n")
    text = marked.replace("⟦", "").replace("⟧", "")
    passages = cut(parse_briefing(text)) if kind == "page" else cut_sentence(text, voice=_VOICES[kind])
    detector = dict(zip(DEVICES, DETECTORS, strict=True))[device]
    found = text
    for mark in sorted(detector(passages), key=lambda mark: mark.start, reverse=True):
        found = f"{found[: mark.start]}⟦{found[mark.start : mark.end]}⟧{found[mark.end :]}"
    assert found == marked


def test_every_device_has_a_hit_and_a_near_miss() -> None:
    cases = [(param.values[0], "⟦" in param.values[2]) for param in read_cases()]  # type: ignore[attr-defined]
    for device in DEVICES:
        assert {(device, True), (device, False)} <= set(cases), device
