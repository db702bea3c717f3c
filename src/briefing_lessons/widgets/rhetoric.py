"""The rhetoric explorer: choose a device in the reading view, and accept or reject each candidate."""

from collections import Counter
from collections.abc import Iterable
from functools import cache, partial
from html import escape

from briefing_lessons.briefing import Briefing
from briefing_lessons.charts.style import name_all
from briefing_lessons.html import card, plural
from briefing_lessons.rhetoric import DEVICES
from briefing_lessons.rhetoric.measures import check_devices, device_name
from briefing_lessons.spans import RUNNING, Mark, shorten
from briefing_lessons.widgets.explorer import Button, Explorer, Number, Pick, State, View
from briefing_lessons.widgets.keeping import remember
from briefing_lessons.widgets.markup import Note, mark_up

#: characters of one part of the reading view: what one reads on two screens
PART = 6_000
#: devices a first reader can learn to see, in this order; lesson 05 keeps to the first three
FIRST = ("question", "list", "first_person_plural", "hedge", "anaphora", "booster")


Mine = tuple[tuple[Mark, bool], ...]  #: candidates, each with whether the reader accepts it
TextPart = tuple[str, int, int]  #: title, start and end of one part of the reading view


def explore_rhetoric(briefing: Briefing, devices: Iterable[str] = ()) -> Explorer:
    """Open the rhetoric explorer: the text with its candidates marked, and what speaks for each.

    >>> from briefing_lessons import load_briefing
    >>> explorer = explore_rhetoric(load_briefing("000_95b79719e875266d.txt"), ["question"])
    >>> explorer.press("accept").said[-30:]
    'You accepted 1 and rejected 0.'

    Parameters
    ----------
    briefing
        The text.
    devices
        Devices marked at the start; three that a first reader can see unless given.

    Raises
    ------
    BriefingError
        If there is no such device.
    """
    counts = Counter(mark.device for mark in candidates(briefing, DEVICES, "all"))
    first = check_devices(devices) or tuple(d for d in (*FIRST, *counts) if counts[d])[:3]
    if not counts:  # nothing to choose from
        return Explorer("Rhetoric explorer", partial(format_rhetoric, briefing, devices=first))
    there = [(f"{device_name(d)} ({counts[d]})", (d,)) for d in DEVICES if counts[d]]
    together = ", ".join(map(device_name, first))
    heard = [voice for voice in RUNNING if any(mark.voice == voice for mark in briefing.marks)]
    controls = (
        Pick("devices", "Device", ((together, first), *(one for one in there if one[1] != first)), first),
        Pick("voice", "Voice", (("every voice", "all"), *((voice, voice) for voice in heard)), "all"),
        Number("number", "Candidate number", 1, 1, 99_999),
    )
    buttons = (
        Button(
            "accept", "Accept, next", partial(decide, briefing, True), "I see this device here", main=True
        ),
        Button("reject", "Reject, next", partial(decide, briefing, False), "This is not that device"),
        Button("next", "Skip", partial(move, briefing, 1), "Go to the next candidate"),
        Button("back", "Back", partial(move, briefing, -1), "Go to the candidate before"),
    )
    explorer = Explorer(
        "Rhetoric explorer", partial(format_rhetoric, briefing), controls, buttons, decisions=()
    )
    marks = {f"{mark.device}@{mark.start}": mark for mark in briefing.marks}
    return remember(explorer, "decisions", briefing.source, marks)


def format_rhetoric(
    briefing: Briefing, *, devices: tuple[str, ...], voice: str = "all", number: int = 1, decisions: Mine = ()
) -> View:
    """Return the chosen candidate, and the part of the text with it and others.

    Parameters
    ----------
    briefing
        The text.
    devices, voice
        What is marked: names of devices, and "all" or a voice.
    number
        The candidate looked at, counted from 1 among those marked.
    decisions
        Candidates accepted (True) or rejected so far.
    """
    here = candidates(briefing, devices, voice)
    names = [device_name(device) for device in devices]
    if not here:
        said = f"The reader marks no {' or '.join(names)} here. If you find one, cite its line."
        return View("", said if briefing.marks else said.replace("here", "in this text"))
    beyond = (
        f"There is no candidate {number} among these: here is the last one. " if number > len(here) else ""
    )
    number = min(number, len(here))
    chosen, decided = here[number - 1], dict(decisions)
    stretch = next(part for part in text_parts(briefing) if part[1] <= chosen.start < part[2])
    counts = Counter(mark.device for mark in here)
    kinds = ", ".join(f"{device_name(device)} {counts[device]}" for device in devices if counts[device])
    said = f"{beyond}{plural(len(here), 'candidate')} ({kinds}). No. {number} stands in “{stretch[0]}”."
    if decisions:
        no = [f"line {briefing.line_number(mark)}" for mark, accepted in decisions if not accepted]
        which = f" ({name_all(no, 9)})" if no else ""
        said += f" You accepted {len(decisions) - len(no)} and rejected {len(no)}{which}."
    candidate = format_candidate(briefing, chosen, number, decided)
    return View(candidate + format_text_part(briefing, stretch, here, chosen, decided), said)


def format_candidate(briefing: Briefing, mark: Mark, number: int, decisions: dict[Mark, bool]) -> str:
    """Return one candidate with what speaks for it and what the reader decided."""
    verdict = {True: "accepted", False: "rejected", None: "not decided"}[decisions.get(mark)]
    doubt = " The surface alone cannot decide." if mark.strength == "weak" else ""
    where = f'<span class="bl-line">line {briefing.line_number(mark)}</span>'
    words = f"<blockquote>{escape(shorten(mark.text, 300))}</blockquote>"
    why = f"<p>{where}, words of the {mark.voice}: {escape(mark.evidence)}.{doubt}</p>"
    return card(f"Candidate {number}: {device_name(mark.device)}", words + why, verdict) + "\n"


def format_text_part(
    briefing: Briefing, stretch: TextPart, marks: Iterable[Mark], chosen: Mark, decisions: dict[Mark, bool]
) -> str:
    """Return the lines of a part, numbered, with every candidate underlined and named."""
    notes, signs = [], {True: " ✓", False: " ✗", None: ""}
    for mark in marks:
        label, underline = DEVICES[mark.device]
        kind = f"device bl-{underline}" + (" bl-focus" if mark is chosen else "")
        notes.append(Note(mark.start, mark.end, kind, label + signs[decisions.get(mark)]))
    rows, (_, start, end) = [], stretch
    for line in briefing.lines:
        if start <= line.start < end and line.role != "blank":
            words = mark_up(briefing.text, line.start, line.end, notes)
            kind = ' class="bl-heading"' if line.role == "heading" else ""
            rows.append(f'<li value="{line.number}"{kind}>{words}</li>')
    return f'<ol class="bl-numbered">\n{"".join(rows)}\n</ol>'


@cache
def text_parts(briefing: Briefing) -> tuple[TextPart, ...]:
    """Return the sections of a briefing, long ones cut at line ends."""
    found: list[TextPart] = []
    sections = [
        (shorten(s.heading.text, 48) if s.heading else f"(no heading, section {n})", s.start, s.end)
        for n, s in enumerate(briefing.sections, 1)
    ]
    for title, start, end in sections or [("the text", 0, len(briefing.text))]:
        starts = [line.start for line in briefing.lines if start <= line.start < end] or [start]
        cuts = [starts[0]]
        for at in starts:
            if at - cuts[-1] > PART:
                cuts.append(at)
        for n, (left, right) in enumerate(zip(cuts, [*cuts[1:], end], strict=True), 1):
            found.append((title + (f" ({n})" if len(cuts) > 1 else ""), left, right))
    return tuple(found)


def candidates(briefing: Briefing, devices: Iterable[str], voice: str) -> list[Mark]:
    """Return the marks of some devices in one voice or in all, in order."""
    wanted, parts = set(devices), text_parts(briefing)
    marks = [mark for mark in briefing.marks if mark.device in wanted and voice in ("all", mark.voice)]
    return [mark for mark in marks if any(start <= mark.start < end for _, start, end in parts)]


def decide(briefing: Briefing, accepted: bool, state: State) -> State:
    """Keep the reader's decision on the chosen candidate and go to the next."""
    here = candidates(briefing, state["devices"], state["voice"])
    if not here:
        return {"refused": "There is no candidate here. Choose another device or voice."}
    at = min(state["number"], len(here))
    others = tuple(pair for pair in state["decisions"] if pair[0] != here[at - 1])
    return {"decisions": (*others, (here[at - 1], accepted)), "number": at % len(here) + 1}


def move(briefing: Briefing, step: int, state: State) -> State:
    """Go to the next candidate or the one before."""
    count = len(candidates(briefing, state["devices"], state["voice"])) or 1
    return {"number": (min(state["number"], count) - 1 + step) % count + 1}
