"""The rhetoric explorer: toggle devices in the reading view, and accept or reject each candidate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, partial
from html import escape
from typing import Any, NamedTuple

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.hand_labels import has_labels, load_labels
from briefing_lessons.html import plural
from briefing_lessons.rhetoric import DEVICES
from briefing_lessons.rhetoric.measures import check_devices, device_name
from briefing_lessons.spans import RUNNING, Mark, shorten
from briefing_lessons.widgets.explorer import Button, Explorer, Number, Pick, State, Ticks, View
from briefing_lessons.widgets.keeping import remember
from briefing_lessons.widgets.markup import Note, mark_up
from briefing_lessons.widgets.quotes import section_title

#: characters of one part of the reading view: what one reads on two screens
PART = 6_000
#: devices a first reader can learn to see, in this order; lesson 05 keeps to the first four
FIRST = ("question", "list", "first_person_plural", "hedge", "anaphora", "booster")


class TextPart(NamedTuple):
    """One part of the reading view."""

    title: str
    start: int
    end: int


def explore_rhetoric(briefing: Briefing | None = None, devices: Iterable[str] = ()) -> Explorer:
    """Open the rhetoric explorer: the text with its candidates marked, and what speaks for each.

    >>> from briefing_lessons import load_briefing
    >>> explorer = explore_rhetoric(load_briefing("000_95b79719e875266d.txt"), ["question"])
    >>> explorer.press("accept").said[-30:]
    'You accepted 1 and rejected 0.'

    Parameters
    ----------
    briefing
        The text; the briefing loaded last unless given.
    devices
        Devices ticked at the start; four that a first reader can see unless given.

    Raises
    ------
    BriefingError
        If there is no such device.
    """
    text = briefing or latest_briefing()
    counts = Counter(mark.device for mark in text.marks)
    ticked = check_devices(devices) or tuple(d for d in (*FIRST, *counts) if counts[d])[:4]
    if not text.marks:  # nothing to choose from
        return Explorer("Rhetoric explorer", partial(format_rhetoric, text, devices=ticked))
    there = tuple((f"{device_name(d)} ({counts[d]})", d) for d in DEVICES if counts[d] or d in ticked)
    stretches = text_parts(text)
    first = next((i for i in range(len(stretches)) if candidates(text, ticked, "all", i)), 0)
    heard = [voice for voice in RUNNING if any(mark.voice == voice for mark in text.marks)]
    explorer = Explorer(
        "Rhetoric explorer",
        partial(format_rhetoric, text),
        [
            Ticks("devices", "Devices", there, tuple(d for _, d in there if d in ticked)),
            Pick("voice", "Voice", (("every voice", "all"), *((voice, voice) for voice in heard)), "all"),
            Pick("part", "Part", tuple((part.title, i) for i, part in enumerate(stretches)), first),
            Number("number", "Candidate number", 1, 1, len(text.marks)),
        ],
        [
            Button("accept", "Accept", partial(decide, text, True), "I see this device here", main=True),
            Button("reject", "Reject", partial(decide, text, False), "This is not that device"),
            Button("next", "Next", partial(move, text, 1), "Go to the next candidate"),
            Button("back", "Back", partial(move, text, -1), "Go to the candidate before"),
        ],
        decisions=(),
    )
    marks = {f"{mark.device}@{mark.start}": mark for mark in text.marks}
    return remember(explorer, "decisions", text.source, marks)


def format_rhetoric(
    briefing: Briefing,
    *,
    devices: tuple[str, ...],
    voice: str = "all",
    part: int = 0,
    number: int = 1,
    decisions: tuple[tuple[Mark, bool], ...] = (),
    **_: Any,
) -> View:
    """Return one part of the text with its candidates, the chosen candidate, and the running agreement.

    Parameters
    ----------
    briefing
        The text.
    devices, voice
        What is marked: names of devices, and "all" or a voice.
    part
        Index of the part, from 0.
    number
        The candidate looked at, counted from 1 among those marked in this part.
    decisions
        Candidates accepted (True) or rejected so far.
    """
    stretch = text_parts(briefing)[part]
    here = candidates(briefing, devices, voice, part)
    chosen = here[min(number, len(here)) - 1] if here else None
    counts = Counter(mark.device for mark in here)
    kinds = ", ".join(f"{device_name(device)} {counts[device]}" for device in devices if counts[device])
    said = f"{stretch.title}: {plural(len(here), 'candidate')}{f' ({kinds})' if kinds else ''}."
    if not here:
        said += f" {_say_why_empty(briefing, devices, voice)}"
    if decisions:
        yes = sum(accepted for _, accepted in decisions)
        said += f" {hand_agreement(briefing, decisions)}"
        said += f"You accepted {yes} and rejected {len(decisions) - yes}."
    card = format_candidate(briefing, chosen, here.index(chosen) + 1, dict(decisions)) if chosen else ""
    return View(card + format_text_part(briefing, stretch, here, chosen, dict(decisions)), said)


def _say_why_empty(briefing: Briefing, devices: Iterable[str], voice: str) -> str:
    """Return a sentence on a part without candidates: what was asked for, and where it is found."""
    names = [device_name(device) for device in devices]
    if not briefing.marks:
        return "The reader marks no device in this text. If you find one, cite its line."
    if not names:
        return "No device is ticked: tick one."
    wanted = f"{' or '.join(names)}" + ("" if voice == "all" else f" in the voice of the {voice}")
    count = sum(len(candidates(briefing, devices, voice, part)) for part in range(len(text_parts(briefing))))
    if count:
        return f"The reader marks no {wanted} here; in other parts it marks {count}."
    return f"The reader marks no {wanted} in this text. If you find one, cite its line."


def format_candidate(briefing: Briefing, mark: Mark, number: int, decisions: dict[Mark, bool]) -> str:
    """Return one candidate with what speaks for it and what the reader decided."""
    verdict = {True: "accepted", False: "rejected", None: "not decided"}[decisions.get(mark)]
    doubt = " The surface alone cannot decide." if mark.strength == "weak" else ""
    return (
        f'<div class="bl-card"><p class="bl-title">Candidate {number}: {escape(device_name(mark.device))} '
        f'<span class="bl-tag">{verdict}</span></p>'
        f"<blockquote>{escape(shorten(mark.text, 300))}</blockquote>"
        f'<p><span class="bl-line">line {briefing.line_number(mark)}</span>, {mark.voice}: '
        f"{escape(mark.evidence)}.{doubt}</p></div>\n"
    )


def format_text_part(
    briefing: Briefing,
    stretch: TextPart,
    marks: Iterable[Mark],
    chosen: Mark | None,
    decisions: dict[Mark, bool],
) -> str:
    """Return the lines of a part, numbered, with every candidate underlined and named."""
    notes = [
        Note(
            mark.start,
            mark.end,
            f"device bl-{line}" + (" bl-focus" if mark is chosen else ""),
            label + {True: " ✓", False: " ✗", None: ""}[decisions.get(mark)],
        )
        for mark in marks
        for label, line in [DEVICES[mark.device]]
    ]
    rows = []
    for line in briefing.lines:
        if stretch.start <= line.start < stretch.end and line.role != "blank":
            words = mark_up(briefing.text, line.start, line.end, notes)
            kind = ' class="bl-heading"' if line.role == "heading" else ""
            rows.append(f'<li value="{line.number}"{kind}>{words}</li>')
    return f'<ol class="bl-numbered">\n{"".join(rows)}\n</ol>'


@cache
def text_parts(briefing: Briefing) -> tuple[TextPart, ...]:
    """Return the sections of a briefing, long ones cut at line ends."""
    found: list[TextPart] = []
    sections = [(section_title(briefing, n), s.start, s.end) for n, s in enumerate(briefing.sections)]
    for title, start, end in sections or [("the text", 0, len(briefing.text))]:
        starts = [line.start for line in briefing.lines if start <= line.start < end] or [start]
        cuts = [starts[0]]
        for at in starts:
            if at - cuts[-1] > PART:
                cuts.append(at)
        for n, (left, right) in enumerate(zip(cuts, [*cuts[1:], end], strict=True), 1):
            found.append(TextPart(title + (f" ({n})" if len(cuts) > 1 else ""), left, right))
    return tuple(found)


def candidates(briefing: Briefing, devices: Iterable[str], voice: str, part: int) -> list[Mark]:
    """Return the marks shown in a part, in order."""
    stretch, wanted = text_parts(briefing)[part], set(devices)
    return [
        mark
        for mark in briefing.marks
        if mark.device in wanted
        and stretch.start <= mark.start < stretch.end
        and voice in ("all", mark.voice)
    ]


def hand_agreement(briefing: Briefing, decisions: Iterable[tuple[Mark, bool]]) -> str:
    """Return how far the reader's decisions agree with the hand labels of this text, in a sentence."""
    if not has_labels(briefing, "rhetoric"):
        return ""
    labels = load_labels(briefing, "rhetoric")
    judged = [
        (accepted, any(x.device == mark.device and x.start < mark.end and x.end > mark.start for x in labels))
        for mark, accepted in decisions
    ]
    same = sum(accepted == labelled for accepted, labelled in judged)
    share = int(100 * same / len(judged) + 0.5)
    return f"You and the hand labels agree on {same} of {len(judged)} ({share} %). "


def decide(briefing: Briefing, accepted: bool, state: State) -> State:
    """Keep the reader's decision on the chosen candidate and go to the next."""
    here = candidates(briefing, state["devices"], state["voice"], state["part"])
    if not here:
        return {"refused": "There is no candidate here. Tick another device, or choose another part."}
    at = min(state["number"], len(here))
    others = tuple(pair for pair in state["decisions"] if pair[0] != here[at - 1])
    return {"decisions": (*others, (here[at - 1], accepted)), "number": at % len(here) + 1}


def move(briefing: Briefing, step: int, state: State) -> State:
    """Go to the next candidate or the one before."""
    count = len(candidates(briefing, state["devices"], state["voice"], state["part"])) or 1
    return {"number": (min(state["number"], count) - 1 + step) % count + 1}
