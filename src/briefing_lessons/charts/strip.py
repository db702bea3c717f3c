"""Who is talking where: the text from its beginning to its end as one strip, a height for each voice."""

from __future__ import annotations

from html import escape

from briefing_lessons.briefing import Briefing

#: voice -> how high its part of the strip stands, and its colour: the eye needs only one of the two
HEIGHTS = {"speaker": (60, "#0072B2"), "asker": (40, "#E69F00"), "reporter": (20, "#009E73")}
IN_WORDS = "From left to right the text: high is the speaker, middle an asker, low the reporter."


def voice_strip(briefing: Briefing, said: str, lit: str = "", marks: str = "") -> str:
    """Return the strip as SVG.

    Parameters
    ----------
    said
        What it shows, for those who do not see it.
    lit
        The one voice that keeps its colour; all of them unless given.
    marks
        Further SVG below the strip, from y=66 to y=90.
    """
    scale = 1000 / max(1, len(briefing.text))
    bars = "".join(
        f'<rect x="{start * scale:.1f}" width="{(end - start) * scale:.1f}" y="{60 - height}" '
        f'height="{height}" fill="{colour}"{"" if lit in ("", voice) else faint}/>'
        for faint in (' fill-opacity="0.2"',)
        for start, end, voice in briefing.voices
        if voice in HEIGHTS
        for height, colour in [HEIGHTS[voice]]
    )
    label = f"The text from its beginning to its end. {escape(said)}"
    box = f'viewBox="0 0 1000 {90 if marks else 60}" width="100%"'
    return f'<svg {box} role="img" aria-label="{label}">{bars}{marks}</svg>'
