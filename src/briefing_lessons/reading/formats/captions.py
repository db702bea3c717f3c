"""Captions (.vtt, .srt): the words shown, one caption a line, a blank line where the speech pauses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from io import StringIO

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.decode import decode
from briefing_lessons.reading.document import Hint, Source
from briefing_lessons.reading.lines import ends_like_a_sentence, split_lines

PAUSE = 2.0  #: seconds of silence that begin a new paragraph after a full stop
LONG = 900  #: characters after which a full stop ends the paragraph
_TAG = re.compile(r"</?(?:c|i|b|u|font|ruby|rt|lang|v)(?:[.\s][^<>]*)?>|<\d\d:\d\d[^<>]*>|\{\\[^{}]*\}", re.I)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>")


def read(data: bytes, name: str) -> Source:
    """Return the words of a caption file; a voice tag becomes a label."""
    decoded = decode(data, name)
    kind = "vtt" if decoded.text.lstrip().startswith("WEBVTT") else "srt"
    voices: set[str] = set()
    text = "".join(_lines(_cues(decoded.text, kind, name), voices)).strip("\n")
    hints = tuple(
        Hint(line.start, line.start + len(voice), "label")
        for line in (split_lines(text) if voices else ())
        if (voice := line.text.partition(":")[0]) in voices
    )
    return Source(
        name=name, text=text, encoding=decoded.encoding, format=kind, warnings=decoded.warnings, hints=hints
    )  # fmt: skip


def _cues(text: str, kind: str, name: str) -> Iterator[tuple[float, float, str]]:
    """Yield (start in seconds, end in seconds, words) of every caption."""
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        captions = WebVTT.from_buffer(StringIO(text), format=kind)
    except (MalformedFileError, MalformedCaptionError, ValueError):
        raise BriefingError(
            f"{name} is not a caption file that can be read. Save it again as .vtt, .srt or .txt."
        ) from None
    for caption in captions.captions:
        yield caption.start_in_seconds, caption.end_in_seconds, caption.raw_text


def _lines(cues: Iterator[tuple[float, float, str]], voices: set[str]) -> Iterator[str]:
    """Yield the lines of the text: rolling captions repeat themselves, so each line is written once.

    The names in voice tags are added to `voices`.
    """
    voice, shown, length, end = "", "", 0, 0.0
    for start, stop, raw in cues:
        for line in raw.split("\n"):
            named = _VOICE.search(line)
            words = " ".join(html.unescape(_TAG.sub("", _VOICE.sub("", line))).split())
            if not words or words == shown:
                continue
            if shown and ends_like_a_sentence(shown) and (start - end > PAUSE or length > LONG):
                yield "\n"
                length = 0
            if named and named[1].strip() != voice:
                voice = named[1].strip()
                voices.add(voice)
                words, length = f"{voice}: {words}", 0
                yield "\n"
            yield words + "\n"
            shown, length = words, length + len(words)
        end = stop
