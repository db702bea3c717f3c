"""What was understood: lines placed by a rule, and warnings in plain words, each with what to do."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from briefing_lessons.reading.lexicon import WARNINGS, language_warning, other_language, small_words
from briefing_lessons.reading.lines import LINE, Lines, ends_like_a_sentence
from briefing_lessons.reading.page import Page
from briefing_lessons.spans import Coverage, Line, Paragraph, Turn

FURNITURE = WARNINGS["furniture"][:36]  #: how the warning about a pasted page begins


def measure_coverage(lines: tuple[Line, ...], warnings: tuple[str, ...]) -> Coverage:
    """Count the lines that a rule placed; a line placed by default only is listed as not understood."""
    written = [line for line in lines if line.role != "blank"]
    unplaced = tuple(line for line in written if line.rule is None)
    if len(unplaced) * 5 > len(written) > 4:
        warnings += (WARNINGS["unplaced"].format(share=round(100 * len(unplaced) / len(written))),)
    return Coverage(len(written), len(written) - len(unplaced), unplaced, warnings)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read, for the checks."""

    page: Page
    lines: Lines
    text: str  #: without front matter and the spaces at the ends of lines
    turns: tuple[Turn, ...]
    paragraphs: tuple[Paragraph, ...]

    def number(self, offset: int) -> int:
        """Return the number of the line on which `offset` stands."""
        return self.page.line_at(offset) + 1

    def held(self, turn: Turn) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a turn."""
        first, after = (
            bisect_left(self.paragraphs, at, key=lambda one: one.start) for at in (turn.body_start, turn.end)
        )
        return self.paragraphs[first:after]


def find_warnings(
    page: Page, layout: str, turns: tuple[Turn, ...], paragraphs: tuple[Paragraph, ...]
) -> tuple[str, ...]:
    """Return what the reader of a briefing should know before trusting its numbers."""
    body = "\n".join(line.core for line in page.lines[page.front_matter :])
    read = Read(page, page.lines, body, turns, paragraphs)
    language = language_warning(body) or foreign_lines(read)
    said = [language, no_voice(body, layout, turns), few_sentences(layout, paragraphs)]
    for check in CHECKS:
        if numbers := list(check(read)):
            said.append(WARNINGS[check.__name__].format(where=_listed(numbers)))
    return tuple(filter(None, said))


def foreign_lines(read: Read) -> str | None:
    """Warn of paragraphs in another language in a text that is English otherwise."""
    found: dict[str, list[int]] = {}
    for paragraph in read.paragraphs:
        if language := other_language(paragraph.text[:1000], at_least=15):
            found.setdefault(language, []).append(read.number(paragraph.start))
    where = "; ".join(f"{language} in {_listed(lines)}" for language, lines in found.items())
    return WARNINGS["foreign"].format(where=where) if found else None


def no_voice(text: str, layout: str, turns: tuple[Turn, ...]) -> str | None:
    """Warn when neither labels nor quotation marks say who speaks."""
    if turns or layout in ("captions", "unlabelled interview") or len(text) < 400:
        return None
    quoted = sum(len(match) for match in LINE["quoted_words"].findall(text))
    if quoted > 0.08 * len(text):
        return None
    words = len(text.split())
    spoken = len(LINE["speaks_of_oneself"].findall(LINE["quoted_words"].sub(" ", text))) > 0.02 * words
    reported = len(LINE["reports"].findall(text)) > 0.002 * words
    return WARNINGS["no_labels"] if spoken or not reported else None


def few_sentences(layout: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    """Warn when most paragraphs do not end like sentences: a list, a table, a page of links."""
    ends = [ends_like_a_sentence(paragraph.text) or paragraph.text[-1] in ":;" for paragraph in paragraphs]
    if layout == "captions" or len(ends) < 10 or sum(ends) * 2 > len(ends):
        return None
    return WARNINGS["few_sentences"].format(share=round(100 * sum(ends) / len(ends)))


def printed_twice(read: Read) -> list[int]:
    """Most long lines stand twice."""
    long = [line for line in read.lines if len(line.core) > 60]
    first = {line.core: line for line in reversed(long)}
    again = [line.number for line in long if first[line.core] is not line]
    return again[:1] if len(again) * 4 > len(long) >= 4 else []


def mislabelled(read: Read) -> list[int]:
    """A long turn labelled as a question asks nothing: publishers make such errors."""
    return [
        read.number(turn.start)
        for turn in read.turns
        if turn.role == "question" and turn.speaker is None and turn.body_end - turn.body_start > 700
        and "?" not in turn.text[turn.body_start - turn.start :]
    ]  # fmt: skip


def not_turns(read: Read) -> list[int]:
    """Lines of a report begin as turns do."""
    return [read.lines[index].number for index in read.page.unread] if len(read.page.unread) > 1 else []


def unlabelled_questions(read: Read) -> Iterator[int]:
    """Somebody speaks twice running, and a question stands between: its label is missing."""
    for turn, following in pairwise(read.turns):
        held = read.held(turn) if turn.speaker and turn.speaker == following.speaker else ()
        if len(held) > 1 and "?" in held[-1].text[-200:] and turn.role != "question":
            yield read.number(held[-1].start)


def swallowed(read: Read) -> Iterator[int]:
    """A turn goes on with paragraphs of a report: nobody ends it."""
    for turn in (turn for turn in read.turns if "\n" in turn.text):
        quoting = (held.text for held in read.held(turn)[1:] if LINE["double_mark"].search(held.text))
        if sum(bool(LINE["reports"].search(words)) for words in quoting) >= 2:
            yield read.number(turn.start)


def wrongly_decoded(read: Read) -> list[int]:
    """Letters show another encoding ("â€œ" for an opening quotation mark)."""
    return [x.number for x in read.lines if not x.text.isascii() and LINE["mojibake"].search(x.text)]


def split_words(read: Read) -> list[int]:
    """Words have a space inside ("im portant"): only the joined word stands elsewhere."""
    words = small_words(read.text[:200_000])
    count, find, after = Counter(words), LINE["short_pair"].findall, dict(pairwise(words))
    short = [word for word, times in count.items() if times == 1 and len(word) < 5]
    halves = {(a, b) for a in short if count[b := after.get(a, "")] == 1 and a + b in count}
    where = [
        line.number for line in read.lines if halves for a, b in find(line.text) if (a.lower(), b) in halves
    ]
    return where if len(where) > 1 else []


def side_by_side(read: Read) -> list[int]:
    """Two columns were joined: a wide gap stands in the middle of most lines."""
    where = [line.number for line in read.lines if "   " in line.core and LINE["gap"].match(line.core)]
    return where if len(where) >= 5 and len(where) * 3 >= sum(bool(line.core) for line in read.lines) else []


def unopened(read: Read) -> Iterator[int]:
    """A quotation mark closes what none opened."""
    depth = 0
    for paragraph in read.paragraphs if "”" in read.text else ():
        depth = 0 if paragraph.text[0] == "“" else depth  # a quotation goes on with an opening mark
        for mark in LINE["curly_mark"].findall(paragraph.text):
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
    runs = ([*run] for _, run in groupby(enumerate(indices, 1), key=lambda pair: pair[1] - pair[0]))
    lines = (f"{run[0][1] + 1}–{run[-1][1] + 1}" if run[1:] else f"{run[0][1] + 1}" for run in runs)
    return (WARNINGS["furniture"].format(lines=", ".join(lines)),)


#: what may be doubted, in this order; the warning stands under its name in `warnings.csv`
CHECKS: tuple[Callable[[Read], Iterable[int]], ...] = (
    printed_twice,
    mislabelled,
    not_turns,
    unlabelled_questions,
    swallowed,
    wrongly_decoded,
    split_words,
    side_by_side,
    unopened,
)
