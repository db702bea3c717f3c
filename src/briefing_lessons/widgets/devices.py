"""The device switch: one sentence as printed, and the same with a device left out, altered for class."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.exercises.effects import EFFECTS, Device, three_devices
from briefing_lessons.widgets.explorer import Button, Explorer, Pick, View
from briefing_lessons.widgets.markup import Note, mark_up

NO_WORK = "no work here: it only says what there is"


def switch_devices(briefing: Briefing | None = None) -> Explorer:
    """Open the device switch on a triad, an antithesis and a “we” of this text, or of the school meals.

    >>> from briefing_lessons import load_briefing
    >>> switch = switch_devices(load_briefing("001_ferry_report.txt"))
    >>> switch.press("switch").said
    'triad, 001_ferry_report.txt, line 11: switched off. Only words were left out; nothing was added.'

    Parameters
    ----------
    briefing
        The text; the briefing loaded last unless given.
    """
    found = {device.name: device for device in three_devices(briefing or latest_briefing())}
    return Explorer(
        "Hear it, switch it off",
        partial(format_switch, found),
        [Pick("device", "Device", tuple((name, name) for name in found), next(iter(found)), radio=True)],
        [Button("switch", "Switch it off, or on", lambda s: {"off": not s["off"]}, main=True)],
        off=False,
    )


def format_switch(found: dict[str, Device], *, device: str, off: bool, **_: Any) -> View:
    """Return the sentence as printed, and beside it the one without the device.

    Parameters
    ----------
    found
        The devices by name.
    device, off
        Which of them, and whether it is switched off.
    """
    shown = found[device]
    words = mark_up(
        shown.text.text,
        shown.sentence.start,
        shown.sentence.end,
        [Note(shown.mark.start, shown.mark.end, "device bl-solid", device)],
    )
    cards = (
        f'<div class="bl-card"><p class="bl-title">As printed, {escape(shown.where)}</p><p>{words}</p></div>'
    )
    said = f"{device}, {shown.where}: as printed. Read it aloud, then switch it off."
    if off and shown.off:
        cards += (
            f'<div class="bl-card"><p class="bl-title">{escape(shown.where)} '
            f'<span class="bl-tag">altered for class</span></p><p>{escape(shown.off)}</p></div>'
        )
        said = f"{device}, {shown.where}: switched off. Only words were left out; nothing was added."
    elif off:
        said = f"{device}, {shown.where}: grammar needs this word. Ask instead: who is in it, and who is not?"
    effects = "".join(f"<li>{escape(effect)}</li>" for effect in (*EFFECTS[device], NO_WORK))
    asked = f'<p>What does it do for a listener? Choose, with a “because”.</p><ol type="A">{effects}</ol>'
    return View(f'<div class="bl-pair">{cards}</div>\n{asked}', said)
