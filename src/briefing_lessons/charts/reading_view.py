"""A text to read with its devices marked: line numbers, underlines with labels, a legend that filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import md5
from html import escape
from itertools import pairwise
from typing import Final

from briefing_lessons.briefing import Briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.rhetoric.measures import check_devices
from briefing_lessons.spans import Line, Mark

#: device -> (the label printed after the words, line style, colour by day, colour by night)
STYLES: Final[dict[str, tuple[str, str, str, str]]] = {
    "question": ("question", "solid", "#0072b2", "#7cc4f0"),
    "hypophora": ("asked and answered", "double", "#0072b2", "#7cc4f0"),
    "anaphora": ("same start", "dashed", "#9a3d86", "#e7a3d3"),
    "epistrophe": ("same end", "dotted", "#9a3d86", "#e7a3d3"),
    "list": ("list", "double", "#9a3d86", "#e7a3d3"),
    "antithesis": ("antithesis", "wavy", "#9a3d86", "#e7a3d3"),
    "hedge": ("hedge", "dotted", "#00714f", "#5fd3ab"),
    "booster": ("booster", "solid", "#00714f", "#5fd3ab"),
    "deontic": ("duty", "double", "#00714f", "#5fd3ab"),
    "evidential": ("source word", "dashed", "#00714f", "#5fd3ab"),
    "first_person_plural": ("we", "solid", "#8a6100", "#f0c14b"),
    "first_person_singular": ("I", "dotted", "#8a6100", "#f0c14b"),
    "second_person": ("you", "dashed", "#8a6100", "#f0c14b"),
    "reporting_verb": ("reporting verb", "solid", "#b24300", "#ff9d66"),
    "agentless_passive": ("passive, no agent", "dashed", "#b24300", "#ff9d66"),
    "partial_quote": ("partial quote", "dotted", "#b24300", "#ff9d66"),
    "bracket_edit": ("editor", "double", "#b24300", "#ff9d66"),
    "concessive": ("concession", "wavy", "#0072b2", "#7cc4f0"),
    "negation_of_claim": ("not this but that", "dashed", "#0072b2", "#7cc4f0"),
    "echo": ("echoed below", "dotted", "#0072b2", "#7cc4f0"),
}


@dataclass(frozen=True, slots=True, repr=False)
class ReadingView:
    """A marked text that shows itself in a notebook and on an exported page."""

    briefing: Briefing
    marks: tuple[Mark, ...]  #: what is marked, in order of start
    lines: tuple[Line, ...]  #: what is shown

    def __repr__(self) -> str:
        counts = Counter(mark.device for mark in self.marks)
        found = (
            ", ".join(f"{device} {counts[device]}" for device in STYLES if counts[device]) or "nothing marked"
        )
        return f"ReadingView({self.briefing.source!r}, {len(self.lines)} lines: {found})"

    def _repr_html_(self) -> str:
        return format_reading_view(self)


def read_marked(
    briefing: Briefing,
    devices: Iterable[str] = (),
    *,
    lines: tuple[int, int] | None = None,
    marks: Sequence[Mark] | None = None,
) -> ReadingView:
    """Show the text with its devices marked; the reader may hide any of them.

    >>> from briefing_lessons import load_briefing
    >>> read_marked(load_briefing("000_95b79719e875266d.txt"), ["question", "hypophora"], lines=(1, 5))
    ReadingView('000_95b79719e875266d.txt', 5 lines: question 1, hypophora 1)

    Parameters
    ----------
    briefing
        A briefing.
    devices
        Names of devices; all of them if empty.
    lines
        First and last line to show, from 1; the whole text if not given.
    marks
        Accepted marks to show instead of all candidates.

    Raises
    ------
    BriefingError
        If there is no such device or line.
    """
    first, last = lines or (1, len(briefing.lines))
    if not 1 <= first <= last <= len(briefing.lines):
        raise BriefingError(
            f"There are no lines {first} to {last}: the text has {len(briefing.lines)}. "
            "Give the first and the last line to show, for example (1, 5)."
        )
    shown = tuple(line for line in briefing.lines[first - 1 : last])
    wanted = check_devices(devices) or tuple(STYLES)
    start, end = shown[0].start, shown[-1].end
    found = tuple(
        mark
        for mark in (briefing.marks if marks is None else marks)
        if mark.device in wanted and mark.start < end and mark.end > start
    )
    return ReadingView(briefing, found, shown)


def format_reading_view(view: ReadingView) -> str:
    """Return `view` as HTML without scripts: the boxes of the legend hide and show each device.

    Overlapping marks are cut into pieces, so that elements nest; a label stands where its mark ends.
    """
    counts = Counter(mark.device for mark in view.marks)
    devices = [device for device in STYLES if counts[device]]
    key = f"{view.briefing.source}{view.lines[0].number}{view.lines[-1].number}{','.join(devices)}"
    name = "blr" + md5(key.encode(), usedforsecurity=False).hexdigest()[:8]
    numbers = {device: number for number, device in enumerate(STYLES)}
    boxes = "".join(
        f'<label class="bl-key"><input type="checkbox" checked class="bl-box{numbers[device]}"> '
        f'<span class="bl-mark bl-d{numbers[device]}">{escape(device.replace("_", " "))}</span> '
        f"<span>{counts[device]}</span></label>\n"
        for device in devices
    )
    rows = "\n".join(_row(view, line, numbers) for line in view.lines if line.text.strip())
    legend = (
        f'<fieldset class="bl-legend"><legend>Shown devices</legend>\n{boxes}</fieldset>'
        if devices
        else ("<p>No device is marked here.</p>")
    )
    title = escape(view.briefing.title or view.briefing.source)
    return (
        f'<section class="bl-reading tex2jax_ignore mathjax_ignore" id="{name}" '
        f'aria-label="{title} with {len(view.marks)} candidates marked">\n'
        f"<style>{_style(name, devices, numbers)}</style>\n{legend}\n"
        f'<ol class="bl-lines">\n{rows}\n</ol>\n'
        '<p class="bl-note">Each mark is a candidate: a label in brackets means that the surface '
        "alone cannot decide. Read the words, then agree or disagree.</p>\n</section>"
    )


def _row(view: ReadingView, line: Line, numbers: dict[str, int]) -> str:
    marks = [mark for mark in view.marks if mark.start < line.end and mark.end > line.start]
    kind = {"heading": " bl-heading", "boilerplate": " bl-boilerplate"}.get(line.role, "")
    words = _pieces(view.briefing.text, line, marks, numbers)
    return f'<li value="{line.number}" class="bl-row{kind}">{words}</li>'


def _pieces(text: str, line: Line, marks: Sequence[Mark], numbers: dict[str, int]) -> str:
    """Return a line as HTML: one nest of elements for each piece between two edges."""
    edges = sorted(
        {line.start, line.end, *(e for m in marks for e in (m.start, m.end) if line.start < e < line.end)}
    )
    out = []
    for left, right in pairwise(edges):
        piece = escape(text[left:right])
        over = sorted(
            (m for m in marks if m.start <= left and m.end >= right),
            key=lambda m: (m.start - m.end, m.device),
        )
        for depth, mark in enumerate(reversed(over)):
            title = escape(f"{mark.device.replace('_', ' ')}: {mark.evidence}", quote=True)
            place = f"--n:{len(over) - 1 - depth}"
            kind = f"bl-mark bl-d{numbers[mark.device]}"
            piece = f'<span class="{kind}" style="{place}" title="{title}">{piece}</span>'
        out.append(piece)
        for mark in sorted(over, key=lambda m: (m.end - m.start, m.device)):
            if mark.end == right or (right == line.end < mark.end):
                out.append(_label(mark, numbers))
    return "".join(out)


def _label(mark: Mark, numbers: dict[str, int]) -> str:
    label = escape(STYLES[mark.device][0])
    shown = f"({label})" if mark.strength == "weak" else label
    return f'<small class="bl-what bl-w{numbers[mark.device]}">{shown}</small>'


def _style(name: str, devices: Sequence[str], numbers: dict[str, int]) -> str:
    """Return the rules of one view, all under its own id."""
    day, night, rules = "", "", []
    for device in devices:
        _, line, light, dark = STYLES[device]
        number = numbers[device]
        day += f"--c{number}:{light};"
        night += f"--c{number}:{dark};"
        rules.append(_DEVICE_RULES.replace("LINE", line).replace("%", str(number)))
    sheet = _RULES.replace("DAY", day).replace("NIGHT", night) + "".join(rules)
    return sheet.replace("@ID", f"#{name}").replace("\n", "")


_RULES = """
@ID{color:var(--jp-content-font-color1,CanvasText);font:16px/2 Georgia,serif;max-width:46rem;DAY}
[data-jp-theme-light=false] @ID{NIGHT}
@media (prefers-color-scheme:dark){html:not(:has([data-jp-theme-light])) @ID{NIGHT}}
@ID .bl-legend{display:flex;flex-wrap:wrap;gap:.1em 1.1em;border:1px solid var(--jp-border-color1,#999);
border-radius:6px;margin:0 0 .8em;padding:.2em .8em .4em;font:14px/1.7 system-ui,sans-serif;}
@ID legend{padding:0 .3em;font-weight:600;}
@ID .bl-key{white-space:nowrap;}
@ID .bl-lines{margin:0;padding-left:3em;}
@ID .bl-lines li{margin:0 0 .35em;}
@ID li::marker{font:12px system-ui,sans-serif;}
@ID .bl-heading{font-weight:700;}
@ID .bl-boilerplate{font-style:italic;}
@ID .bl-lines .bl-mark{text-underline-offset:calc(3px + 4px*var(--n,0));text-decoration-skip-ink:none;}
@ID small{font:600 11px/1 system-ui,sans-serif;margin:0 0 0 .25em;white-space:nowrap;}
@ID .bl-note{font:14px/1.5 system-ui,sans-serif;}
@media print{@ID{DAYcolor:#000;font-size:11pt;}
@ID .bl-row{break-inside:avoid;}@ID .bl-legend input{display:none;}}
"""
_DEVICE_RULES = """
@ID .bl-d%{text-decoration:underline LINE var(--c%) 2px;}
@ID .bl-w%{color:var(--c%);}
@ID:has(.bl-box%:not(:checked)) .bl-lines .bl-d%{text-decoration:none;}
@ID:has(.bl-box%:not(:checked)) .bl-w%{display:none;}
"""
