"""What was understood: lines placed by a rule, and warnings in plain words, each with what to do."""

from __future__ import annotations

import re
from collections import Counter

from briefing_lessons.reading.language import language_warning
from briefing_lessons.reading.lines import RawLine
from briefing_lessons.spans import Coverage, Line, Turn

_QUOTED = re.compile(
    r"“[^“”]{2,2000}”|\"[^\"\n]{2,2000}\"|«[^«»]{2,2000}»|„[^„“”]{2,2000}[“”]|‘[^‘’]{12,800}’(?!\w)"
)
#: words of people who speak for themselves; words of a reporter who tells what they said
_SPOKEN = re.compile(r"\b(?:I|we|you|our|my|your|us|me|I[’']\w+|we[’']\w+|you[’']\w+)\b", re.I)
_REPORTED = re.compile(
    r"\b(?:said|says|told|according to|added|reported|announced|asked|stated|wrote)\b", re.I
)
NO_LABELS = (
    "No speaker labels and hardly any quotation marks found: who speaks cannot be known from this text. "
    "If you know, write the names before the words, like “MS LEE: Good morning.”"
)


def measure_coverage(lines: tuple[Line, ...], warnings: tuple[str, ...]) -> Coverage:
    """Count the lines that a rule placed; a line placed by default only is listed as not understood."""
    written = [line for line in lines if line.role != "blank"]
    unplaced = tuple(line for line in written if line.rule is None)
    if len(unplaced) * 5 > len(written) > 4:
        share = round(100 * len(unplaced) / len(written))
        warnings += (
            f"{share} % of the lines fit no rule and were taken for running text: look at the list of lines "
            "not understood, and correct headings and notices.",
        )
    return Coverage(len(written), len(written) - len(unplaced), unplaced, warnings)


def find_warnings(
    layout: str, raw: tuple[RawLine, ...], turns: tuple[Turn, ...], front_matter: int = 0
) -> tuple[str, ...]:
    """Return what the reader of a briefing should know before trusting its numbers."""
    body = "\n".join(line.core for line in raw[front_matter:])
    checks = (
        language_warning(body),
        no_voice(body, layout, turns),
        printed_twice(raw),
        mislabelled(turns, raw),
    )
    return tuple(warning for warning in checks if warning)


def no_voice(text: str, layout: str, turns: tuple[Turn, ...]) -> str | None:
    """Warn when neither labels nor quotation marks say who speaks."""
    if turns or layout in ("captions", "unlabelled interview") or len(text) < 400:
        return None
    quoted = sum(len(match) for match in _QUOTED.findall(text))
    if quoted > 0.08 * len(text):
        return None
    words = len(text.split())
    spoken = len(_SPOKEN.findall(_QUOTED.sub(" ", text))) > 0.02 * words
    reported = len(_REPORTED.findall(text)) > 0.002 * words
    return NO_LABELS if spoken or not reported else None


def printed_twice(raw: tuple[RawLine, ...]) -> str | None:
    """Warn when most long lines stand twice, or a long line repeats its own beginning."""
    long = [line for line in raw if len(line.core) > 60]
    counts = Counter(line.core for line in long)
    twice = sum(count for count in counts.values() if count > 1)
    second: int | None = None
    if len(long) >= 4 and twice * 2 > len(long):
        seen: set[str] = set()
        for line in long:
            if line.core in seen:
                second = line.number
                break
            seen.add(line.core)
    if second is None:
        for line in long:
            if len(line.core) > 3000 and line.core.find(line.core[200:400], 400) > 0:
                second = line.number
                break
    if second is None:
        return None
    return (
        f"The same text seems to stand twice (again from line {second}): every count will be doubled. "
        "Delete one copy and load the file again."
    )


def mislabelled(turns: tuple[Turn, ...], raw: tuple[RawLine, ...]) -> str | None:
    """Warn of a long turn labelled as a question that asks nothing: publishers make such errors."""
    odd = []
    for turn in turns:
        length = turn.body_end - turn.body_start
        body = turn.text[turn.body_start - turn.start : turn.body_end - turn.start]
        if turn.role == "question" and turn.speaker is None and length > 700 and "?" not in body:
            odd.append(next(line.number for line in raw if line.end >= turn.start))
        if len(odd) == 3:
            break
    if not odd:
        return None
    where = ", ".join(map(str, odd))
    return (
        f"Labelled as a question, but long and without a question mark: line {where}. "
        "The label may be the publisher's error; compare what is said."
    )
