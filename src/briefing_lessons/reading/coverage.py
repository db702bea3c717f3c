"""What was understood: lines placed by a rule, and warnings in plain words, each with what to do."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing_lessons.reading.lexicon import language_warning, other_language
from briefing_lessons.reading.lines import Lines, ends_like_a_sentence
from briefing_lessons.reading.page import Page
from briefing_lessons.spans import Coverage, Line, Paragraph, Turn

_QUOTED = re.compile(
    r"“[^“”]{2,2000}”|\"[^\"\n]+(?:\n\w[^\"\n]*)*\"|«[^«»]{2,2000}»|„[^„“”]{2,2000}[“”]|‘[^‘’]{12,800}’(?!\w)"
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


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, for the checks."""

    lines: Lines
    unread: tuple[int, ...]  #: lines that begin like turns, where there are none
    turns: tuple[Turn, ...]
    paragraphs: tuple[Paragraph, ...]

    def number(self, offset: int) -> int:
        """Return the number of the line on which `offset` stands."""
        return bisect_right(self.lines, offset, key=lambda line: line.start)

    def held(self, turn: Turn) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a turn."""
        first, after = (
            bisect_left(self.paragraphs, at, key=lambda one: one.start) for at in (turn.body_start, turn.end)
        )
        return self.paragraphs[first:after]


Check = Callable[[Read], Iterable[int]]
CHECKS: list[tuple[Check, str]] = []


def doubt(message: str) -> Callable[[Check], Check]:
    """Return a decorator for what finds the lines of a doubt; `message` says what to do about it."""

    def keep(check: Check) -> Check:
        CHECKS.append((check, message))
        return check

    return keep


def find_warnings(
    page: Page, layout: str, turns: tuple[Turn, ...], paragraphs: tuple[Paragraph, ...]
) -> tuple[str, ...]:
    """Return what the reader of a briefing should know before trusting its numbers."""
    body = "\n".join(line.core for line in page.lines[page.front_matter :])
    read = Read(page.lines, page.unread, turns, paragraphs)
    whole = (
        language_warning(body) or foreign_lines(read),
        no_voice(body, layout, turns),
        few_sentences(layout, paragraphs),
    )
    found = ((list(check(read)), message) for check, message in CHECKS)
    doubts = (message.format(where=_listed(lines)) for lines, message in found if lines)
    return (*filter(None, whole), *doubts)


def foreign_lines(read: Read) -> str | None:
    """Warn of paragraphs in another language in a text that is English otherwise."""
    found: dict[str, list[int]] = {}
    for paragraph in read.paragraphs:
        if language := other_language(paragraph.text[:1000], at_least=15):
            found.setdefault(language, []).append(read.number(paragraph.start))
    if not found:
        return None
    where = "; ".join(f"{language} in {_listed(lines)}" for language, lines in found.items())
    return f"Some paragraphs are not English ({where}): quotations and marks are not found there."


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


@doubt(
    "The same text seems to stand twice (again from {where}): every count will be doubled. "
    "Delete one copy and load the file again."
)
def printed_twice(read: Read) -> list[int]:
    """Most long lines stand twice, or a long line repeats its own beginning."""
    long = [line for line in read.lines if len(line.core) > 60]
    first = {line.core: line for line in reversed(long)}
    again = [line.number for line in long if first[line.core] is not line]
    if len(again) * 4 > len(long) >= 4:
        return again[:1]
    return [
        line.number for line in long if len(line.core) > 3000 and line.core.find(line.core[200:400], 400) > 0
    ][:1]


@doubt(
    "Labelled as a question, but long and without a question mark: {where}. "
    "The label may be the publisher's error; compare what is said."
)
def mislabelled(read: Read) -> list[int]:
    """A long turn labelled as a question asks nothing: publishers make such errors."""
    return [
        read.number(turn.start)
        for turn in read.turns
        if turn.role == "question" and turn.speaker is None and turn.body_end - turn.body_start > 700
        and "?" not in turn.text[turn.body_start - turn.start :]
    ]  # fmt: skip


@doubt(
    "A name and a colon begin {where}, but too few lines do so to be turns: they are running text here. "
    "If somebody speaks there, say who in every turn."
)
def not_turns(read: Read) -> list[int]:
    """Lines of a report begin as turns do."""
    return [read.lines[index].number for index in read.unread] if len(read.unread) > 1 else []


@doubt(
    "A question without a label seems to stand in {where}, between two turns of one speaker: "
    "it is counted as that speaker’s words. Write “QUESTION:” before it."
)
def unlabelled_questions(read: Read) -> Iterator[int]:
    """Somebody speaks twice running, and a question stands between: its label is missing."""
    for turn, following in pairwise(read.turns):
        held = read.held(turn) if turn.speaker and turn.speaker == following.speaker else ()
        if len(held) > 1 and "?" in held[-1].text[-200:] and turn.role != "question":
            yield read.number(held[-1].start)


@doubt(
    "The turn that begins in {where} goes on with paragraphs that report what others said: "
    "they are counted as its speaker’s words. Put the report into a file of its own."
)
def swallowed(read: Read) -> list[int]:
    """A turn goes on with paragraphs of a report: nobody ends it."""

    def reports(paragraph: Paragraph) -> bool:
        return bool(re.search('[“"]', paragraph.text) and _REPORTED.search(paragraph.text))

    return [read.number(turn.start) for turn in read.turns if sum(map(reports, read.held(turn)[1:])) >= 2]


_MOJIBAKE = re.compile("â€|Ã[\u0080-\u00bf]|Ã[©¨¼¶¤]|Â[\u00a0«»£°]|ï»¿|Ð[\u0080-\u00bf]Ñ?")


@doubt(
    "Some letters were decoded wrongly before this file was saved, as in {where}: quotations "
    "may be missed. Copy the text again from where it came from."
)
def wrongly_decoded(read: Read) -> list[int]:
    """Letters show another encoding ("â€œ" for an opening quotation mark)."""
    return [line.number for line in read.lines if _MOJIBAKE.search(line.text)]


_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT_PAIR = re.compile(r"\b([A-Za-z][a-z]{1,3}) (?=([a-z]{2,8})\b)")


@doubt(
    "Some words seem to be split by spaces, as in {where}: they are counted as two. "
    "If you have the text in another format, use that."
)
def split_words(read: Read) -> list[int]:
    """Words have a space inside ("im portant"): only the joined word stands elsewhere."""
    words: Counter[str] = Counter()
    for word, count in Counter(_LETTERS.findall("\n".join(line.text for line in read.lines))).items():
        words[word.casefold()] += count
    where = [
        line.number
        for line in read.lines
        for first, second in _SHORT_PAIR.findall(line.text)
        if (first + second).casefold() in words and words[first.casefold()] + words[second] <= 2
    ]
    return where if len(where) > 1 else []


_GAP = re.compile(r"\S.{12,}?[a-z,.;:”\"] {3,}(?=\S.{14})")


@doubt(
    "Two columns seem to stand side by side, as in {where}: their sentences are mixed. "
    "Copy one column after the other, or give the file it came from."
)
def side_by_side(read: Read) -> list[int]:
    """Two columns were joined: a wide gap stands in the middle of most lines."""
    where = [line.number for line in read.lines if _GAP.match(line.core)]
    return where if len(where) >= 5 and len(where) * 3 >= sum(bool(line.core) for line in read.lines) else []


@doubt(
    "A quotation is closed that was never opened, in {where}: its words are not read as one. "
    "Put the opening mark into the file."
)
def unopened(read: Read) -> Iterator[int]:
    """A quotation mark closes what none opened."""
    depth = 0
    for paragraph in read.paragraphs:
        depth = 0 if paragraph.text[0] == "“" else depth  # a quotation goes on with an opening mark
        for mark in re.findall("[“”]", paragraph.text):
            if mark == "”" and depth == 0:
                yield read.number(paragraph.start)
            depth = depth + 1 if mark == "“" else max(0, depth - 1)


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
        "Take it back: --furniture text, or the button “Menus in, or out”. "
        "A saved page reads better than a pasted.",
    )


def _runs(indices: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the runs of numbers that follow each other."""
    start = 0
    for place in range(1, len(indices) + 1):
        if place == len(indices) or indices[place] != indices[place - 1] + 1:
            yield indices[start:place]
            start = place
