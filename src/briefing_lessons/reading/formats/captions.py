"""Captions (.vtt, .srt): the words shown, one line a line, a blank line where the speech pauses."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing_lessons.reading.document import Source
from briefing_lessons.reading.files import decode
from briefing_lessons.reading.formats.styled import StyledLine, usable_title, write_styled
from briefing_lessons.reading.labels import shape_of
from briefing_lessons.reading.lexicon import refusal
from briefing_lessons.reading.lines import LINE, ends_like_a_sentence, stage_direction

PAUSE = 2.0  #: seconds of silence that begin a new paragraph after a full stop
LONG = 900  #: characters after which a full stop ends the paragraph
LONGEST = 60  #: words that two captions may share


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown at one time."""

    start: float  #: seconds
    end: float
    text: str  #: as written, with tags, without empty lines


def read(data: bytes, name: str) -> Source:
    """Return the words of a caption file; a voice, a name in brackets or a dash before a turn is its label.

    Raises
    ------
    BriefingError
        When no line holds the times of a caption.
    """
    source = decode(data, name)
    first = source.text.lstrip().partition("\n")[0]
    kind = "vtt" if first.startswith("WEBVTT") else "srt"
    captions = find_captions(source.text)
    if not captions:
        raise refusal("no_captions", name)
    lines = list(_lines(captions))
    marked = any(line.label for line in lines) or any(line.words.startswith(">>") for line in lines)
    opening = next((line for line in lines if not stage_direction(line.words)), StyledLine())
    if marked and opening.label is None and opening.words[:1] not in ("", ">"):
        lines[lines.index(opening)] = replace(opening, label=0)  # somebody speaks before the first mark
    text, hints = write_styled(lines)
    title = usable_title(first[6:].strip(" \t-–—")) if kind == "vtt" else None
    return replace(source, text=text, format=kind, title=title, hints=hints)


def find_captions(text: str) -> list[Caption]:
    r"""Return the captions of a file: all lines between two timings, without numbers and notes.

    >>> find_captions("1\n00:00:01,000 --> 00:00:02,500\nGood\n\nmorning.")
    [Caption(start=1.0, end=2.5, text='Good\nmorning.')]
    """
    pieces = LINE["caption_times"].split(f"{text}\n")  # what stands above; then six numbers and the words
    found: list[Caption] = []
    for place in range(1, len(pieces), 7):
        times = (_seconds(*pieces[place : place + 3]), _seconds(*pieces[place + 3 : place + 6]))
        lines = [line.strip() for line in LINE["caption_aside"].sub("", pieces[place + 6]).split("\n")[1:-1]]
        if place + 7 < len(pieces) and lines and (lines[-1].isdigit() or lines[-2:-1] == [""]):
            lines.pop()  # the number or the name of the caption that follows
        found.append(Caption(*times, "\n".join(filter(None, lines))))
    return found


def _seconds(hours: str | None, minutes: str, seconds: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))


def _lines(captions: list[Caption]) -> Iterator[StyledLine]:
    """Yield each line of the text, with an empty one before a new speaker or after a pause."""
    shown = list(_shown(captions))
    dashes = sum(bool(LINE["dash_of_a_turn"].match(line)) for *_, line in shown) > 1
    voice, last, length = "", "", 0
    for pause, who, line in shown:
        stops = not last or ends_like_a_sentence(last)
        label = None
        if who and who != voice:
            voice, line, label = who, f"{who}: {line}", len(who) + 1
        elif dashes and stops and LINE["dash_of_a_turn"].match(line):
            label = 1
        if last and (label or (stops and (pause > PAUSE or length > LONG))):
            yield StyledLine()
            length = 0
        yield StyledLine([(line, False)], label=label)
        last, length = line, length + len(line)


def _shown(captions: list[Caption]) -> Iterator[tuple[float, str, str]]:
    """Yield the pause before each line, its voice and its words, without those shown before."""
    shown = [tuple(_spoken(caption.text)) for caption in captions]
    typed = [LINE["voice_typed"].match(line) for spoken in shown for who, line in spoken[:1] if not who]
    names = Counter(match["name"] for match in typed if match)
    if names.total() * 2 > len(typed) and len(names) * 2 <= names.total() and len(names) > 1:
        shown = [tuple(_voiced(spoken)) for spoken in shown]  # named in every caption, as in a voice tag
    words = [" ".join(line for _, line in spoken).split() for spoken in shown]
    rolling, end = _rolls(words), 0.0
    tail: list[str] = []
    for caption, spoken, said in zip(captions, shown, words, strict=True):
        again = overlap(tail, said) if rolling else 0
        tail = (tail + said[again:])[-LONGEST:]
        for who, line in spoken:
            fresh = line.split()
            again, line = max(0, again - len(fresh)), " ".join(fresh[again:])
            if line:
                yield caption.start - end, who, line
        end = caption.end


def _spoken(text: str) -> Iterator[tuple[str, str]]:
    """Yield (voice, words) of every line of a caption; a voice tag speaks until the next one."""
    pieces = LINE["caption_voice"].split(text)
    for who, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        plain = html.unescape(LINE["caption_tag"].sub("", piece))
        plain = LINE["name_above"].sub(lambda match: match[1] + (" " if shape_of(match[2]) else "\n"), plain)
        for line in LINE["before_arrows"].sub("\n", plain).split("\n"):
            if words := " ".join(line.split()):
                yield LINE["voice_turned"].sub(r"\2 \1\3", " ".join(who.split())), words


def _voiced(spoken: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield (voice, words) where each caption types its voice before the words."""
    voice = ""
    for who, line in spoken:
        if match := LINE["voice_typed"].match(line):
            voice, line = match["name"], line[match.end() :]
        yield who or voice, line


def overlap(before: list[str], words: list[str]) -> int:
    """Return how many words at the end of `before` stand again at the beginning of `words`.

    >>> overlap("the town is going to".split(), "going to take away".split())
    2
    """
    most = min(len(before), len(words), LONGEST)
    return next((count for count in range(most, 0, -1) if before[-count:] == words[:count]), 0)


def _rolls(words: list[list[str]]) -> bool:
    """Say whether most captions show again what the one before ended with."""
    pairs = [(one, other) for one, other in pairwise(words) if one and other]
    again = sum(overlap(one, other) >= min(3, len(one), len(other)) for one, other in pairs)
    return again >= 2 and again * 2 >= len(pairs)
