"""What was understood: lines placed by a rule, and warnings in plain words, each with what to do."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing_lessons.reading.lexicon import language_warning, other_language
from briefing_lessons.reading.lines import RawLine, ends_like_a_sentence
from briefing_lessons.reading.page import Page
from briefing_lessons.spans import Coverage, Line, Paragraph, Turn

_QUOTED = re.compile(
    r"“[^“”]{2,2000}”|\"[^\"\n]{2,2000}\"|«[^«»]{2,2000}»|„[^„“”]{2,2000}[“”]|‘[^‘’]{12,800}’(?!\w)"
)
#: words of people who speak for themselves; words of a reporter who tells what they said
_SPOKEN = re.compile(r"\b(?:I|we|you|our|my|your|us|me|I[’']\w+|we[’']\w+|you[’']\w+)\b", re.I)
_REPORTED = re.compile(
    r"\b(?:said|says|told|according to|added|reported|announced|asked|stated|wrote)\b", re.I
)
FURNITURE = "These lines look like page furniture"  #: how the warning about a pasted page begins
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
    page: Page, layout: str, turns: tuple[Turn, ...], paragraphs: tuple[Paragraph, ...]
) -> tuple[str, ...]:
    """Return what the reader of a briefing should know before trusting its numbers."""
    body = "\n".join(line.core for line in page.lines[page.front_matter :])
    language = language_warning(body)
    checks = (
        language or foreign_lines(page.lines, paragraphs),
        no_voice(body, layout, turns),
        printed_twice(page.lines),
        mislabelled(turns, page.lines),
        not_turns(page.lines, page.unread, turns),
        unlabelled_questions(turns, paragraphs, page.lines),
        swallowed(turns, paragraphs, page.lines),
        few_sentences(layout, paragraphs),
        wrongly_decoded(page.lines),
        split_words(page.lines),
        side_by_side(page.lines),
        unopened(page.lines, paragraphs),
    )
    return tuple(warning for warning in checks if warning)


def foreign_lines(raw: tuple[RawLine, ...], paragraphs: tuple[Paragraph, ...]) -> str | None:
    """Warn of paragraphs in another language in a text that is English otherwise."""
    begins = [line.start for line in raw]
    found: dict[str, list[int]] = {}
    for paragraph in paragraphs:
        if language := other_language(paragraph.text[:1000], at_least=15):
            found.setdefault(language, []).append(bisect_right(begins, paragraph.start))
    if not found:
        return None
    where = "; ".join(f"{language} in {_listed(lines)}" for language, lines in found.items())
    return f"Some paragraphs are not English ({where}): quotations and marks are not found there."


def not_turns(raw: tuple[RawLine, ...], unread: tuple[int, ...], turns: tuple[Turn, ...]) -> str | None:
    """Warn of lines in a report that begin as turns do."""
    if turns or len(unread) < 2:
        return None
    where = _listed([raw[index].number for index in unread])
    return (
        f"A name and a colon begin {where}, but too few lines do so to be turns: they are running text here. "
        "If somebody speaks there, say who in every turn."
    )


def unlabelled_questions(
    turns: tuple[Turn, ...], paragraphs: tuple[Paragraph, ...], raw: tuple[RawLine, ...]
) -> str | None:
    """Warn where somebody speaks twice running and a question stands between: its label is missing."""
    starts, begins = [paragraph.start for paragraph in paragraphs], [line.start for line in raw]
    where = []
    for turn, following in pairwise(turns):
        held = paragraphs[bisect_left(starts, turn.body_start) : bisect_left(starts, turn.end)]
        asks = len(held) > 1 and "?" in held[-1].text[-200:]
        if asks and turn.speaker and turn.speaker == following.speaker and turn.role != "question":
            where.append(bisect_right(begins, held[-1].start))
    if not where:
        return None
    return (
        f"A question without a label seems to stand in {_listed(where)}, between two turns of one speaker: "
        "it is counted as that speaker’s words. Write “QUESTION:” before it."
    )


def swallowed(
    turns: tuple[Turn, ...], paragraphs: tuple[Paragraph, ...], raw: tuple[RawLine, ...]
) -> str | None:
    """Warn of a turn that goes on with paragraphs of a report: nobody ends it."""
    starts, begins = [paragraph.start for paragraph in paragraphs], [line.start for line in raw]
    where = []
    for turn in turns:
        held = paragraphs[bisect_left(starts, turn.body_start) + 1 : bisect_left(starts, turn.end)]
        if sum(bool(re.search('[“"]', one.text) and _REPORTED.search(one.text)) for one in held) >= 2:
            where.append(bisect_right(begins, turn.start))
    if not where:
        return None
    return (
        f"The turn that begins in {_listed(where)} goes on with paragraphs that report what others said: "
        "they are counted as its speaker’s words. Put the report into a file of its own."
    )


def few_sentences(layout: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    """Warn when most paragraphs do not end like sentences: a list, a table, a page of links."""
    ends = [ends_like_a_sentence(paragraph.text) or paragraph.text[-1] in ":;" for paragraph in paragraphs]
    if layout == "captions" or len(ends) < 10 or sum(ends) * 2 > len(ends):
        return None
    share = round(100 * sum(ends) / len(ends))
    return (
        f"Only {share} % of the paragraphs end like sentences: this may be a list, a table, or a page with "
        "its links. Keep the words that somebody said or wrote, and load them again."
    )


_MOJIBAKE = re.compile("â€|Ã[\u0080-\u00bf]|Ã[©¨¼¶¤]|Â[\u00a0«»£°]|ï»¿|Ð[\u0080-\u00bf]Ñ?")


def wrongly_decoded(raw: tuple[RawLine, ...]) -> str | None:
    """Warn of letters that show another encoding ("â€œ" for an opening quotation mark)."""
    where = [line.number for line in raw if _MOJIBAKE.search(line.text)]
    if not where:
        return None
    return (
        f"Some letters were decoded wrongly before this file was saved, as in {_listed(where)}: quotations "
        "may be missed. Copy the text again from where it came from."
    )


_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT_PAIR = re.compile(r"\b([A-Za-z][a-z]{1,3}) (?=([a-z]{2,8})\b)")


def split_words(raw: tuple[RawLine, ...]) -> str | None:
    """Warn of words with a space inside ("im portant"): only the joined word stands elsewhere."""
    words: Counter[str] = Counter()
    for word, count in Counter(_LETTERS.findall("\n".join(line.text for line in raw))).items():
        words[word.casefold()] += count
    where = [
        line.number
        for line in raw
        for first, second in _SHORT_PAIR.findall(line.text)
        if (first + second).casefold() in words and words[first.casefold()] + words[second] <= 2
    ]
    if len(where) < 2:
        return None
    return (
        f"Some words seem to be split by spaces, as in {_listed(where)}: they are counted as two. "
        "If you have the text in another format, use that."
    )


_GAP = re.compile(r"\S.{12,}?[a-z,.;:”\"] {3,}(?=\S.{14})")


def side_by_side(raw: tuple[RawLine, ...]) -> str | None:
    """Warn of two columns whose lines were joined: a wide gap in the middle of most lines."""
    where = [line.number for line in raw if _GAP.match(line.core)]
    if len(where) < 5 or len(where) * 3 < sum(bool(line.core) for line in raw):
        return None
    return (
        f"Two columns seem to stand side by side, as in {_listed(where)}: their sentences are mixed. "
        "Copy one column after the other, or give the file it came from."
    )


def unopened(raw: tuple[RawLine, ...], paragraphs: tuple[Paragraph, ...]) -> str | None:
    """Warn of a closing quotation mark whose opening mark is missing."""
    starts = [line.start for line in raw]
    where, depth = [], 0
    for paragraph in paragraphs:
        depth = 0 if paragraph.text[0] == "“" else depth  # a quotation goes on with an opening mark
        for mark in re.findall("[“”]", paragraph.text):
            if mark == "”" and depth == 0:
                where.append(raw[bisect_right(starts, paragraph.start) - 1].number)
            depth = depth + 1 if mark == "“" else max(0, depth - 1)
    if not where:
        return None
    return (
        f"A quotation is closed that was never opened, in {_listed(where)}: its words are not read as one. "
        "Put the opening mark into the file."
    )


def _listed(numbers: Sequence[int]) -> str:
    """Return "line 3" or "lines 3, 5, 9 and 4 more"."""
    seen = list(dict.fromkeys(numbers))
    more = f" and {len(seen) - 3} more" if len(seen) > 3 else ""
    return f"line{'s' if len(seen) > 1 else ''} {', '.join(map(str, seen[:3]))}{more}"


def furniture_warning(indices: Sequence[int]) -> tuple[str, ...]:
    """Say which lines look like page furniture, and how to accept that or take it back.

    >>> furniture_warning([0, 1, 2, 8])[0][:63]
    'These lines look like page furniture and are set apart: 1–3, 9.'
    """
    if not indices:
        return ()
    runs = [(run[0], run[-1]) for run in _runs(indices)]
    lines = ", ".join(f"{first + 1}–{last + 1}" if last > first else f"{first + 1}" for first, last in runs)
    return (
        f"{FURNITURE} and are set apart: {lines}. Right? Accept it: --furniture apart. Part of the text? "
        "Take it back: --furniture text, or the button “Furniture”. A saved page reads better than a pasted.",
    )


def _runs(indices: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the runs of numbers that follow each other."""
    start = 0
    for place in range(1, len(indices) + 1):
        if place == len(indices) or indices[place] != indices[place - 1] + 1:
            yield indices[start:place]
            start = place


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
    first = {line.core: line for line in reversed(long)}
    again = [line.number for line in long if first[line.core] is not line]
    itself = (
        line.number for line in long if len(line.core) > 3000 and line.core.find(line.core[200:400], 400) > 0
    )
    second = again[0] if len(again) * 4 > len(long) >= 4 else next(itself, None)
    if second is None:
        return None
    return (
        f"The same text seems to stand twice (again from line {second}): every count will be doubled. "
        "Delete one copy and load the file again."
    )


def mislabelled(turns: tuple[Turn, ...], raw: tuple[RawLine, ...]) -> str | None:
    """Warn of a long turn labelled as a question that asks nothing: publishers make such errors."""
    odd = [
        next(line.number for line in raw if line.end >= turn.start)
        for turn in turns
        if turn.role == "question" and turn.speaker is None and turn.body_end - turn.body_start > 700
        and "?" not in turn.text[turn.body_start - turn.start :]
    ]  # fmt: skip
    if not odd:
        return None
    return (
        f"Labelled as a question, but long and without a question mark: {_listed(odd)}. "
        "The label may be the publisher's error; compare what is said."
    )
