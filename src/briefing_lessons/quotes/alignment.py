"""Lay the words of a quotation beside a text: where they stand, and what was changed on the way."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from briefing_lessons.english.quotation_marks import pair_marks
from briefing_lessons.english.words import find_words
from briefing_lessons.reading import Document, View, view_of

_BRACKETS = re.compile(r"\[[^\[\]]*\]|<[^<>]*>")
ONE_LETTER = re.compile(r"\[(\w)\](?=\w)")  # "[t]he": a capital changed, and said so
_NO_WORD = re.compile(rf"{_BRACKETS.pattern}|…|\.(?:\s?\.){{2,}}")
_SENTENCE_END = re.compile(r"[.?!]\W*\s\W*$")
#: "low-battery" is compared as two words: a hyphen is the printer's
_NO_HYPHENS: Final = str.maketrans("-‐‑", "   ")
#: A bracket may stand for so many words of the text, an ellipsis for so many.
_LEFT_OUT: Final = {"bracket": 6, "ellipsis": 120}
#: What costs nothing as a change, but is worse than no touch at all.
_TOUCH: Final = 0.01
#: Of two ways that change as much, the one in which more words fit is better.
_FIT: Final = -0.0001
#: A first or last word that does not fit counts more: "We have" rather drops words of "We hope to have".
_EDGE: Final = 2.5
#: As many candidate places are looked at closely.
_CANDIDATES: Final = 4
#: A quotation is spliced from two or three runs of at least so many words, joined by these.
_RUN: Final = 3


class Word(NamedTuple):
    """One word of the text as it is compared."""

    form: str
    start: int
    end: int
    paragraph: int
    sentence: int
    quotation: int  #: where the quotation begins in which it stands, -1 outside
    optional: bool  #: it stands in brackets in the text itself: "[laughter]"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in reading order, and where each form stands."""

    words: tuple[Word, ...]
    at: dict[str, list[int]]
    #: last word of a quotation -> first word of the next one in its paragraph: what is between is the
    #: reporter's, and may be left out
    resumes: dict[int, int]

    def align(self, items: Sequence[Item]) -> list[Alignment]:
        """Return `items` beside the places of the text that fit best."""
        said = [item.form for item in items if item.kind == "word"]
        if not said:
            return []
        rare = min(range(len(said)), key=lambda k: len(self.at.get(said[k], ())))
        starts = [position - rare for position in self.at.get(said[rare], ()) if position >= rare]
        exact = [s for s in starts if [w.form for w in self.words[s : s + len(said)]] == said]
        if exact and len(said) == len(items):
            return [Alignment(0, tuple(Step(k, s + k) for k in range(len(said)))) for s in exact]
        width = len(said) // 2 + 8
        reach = len(said) + 12 + max(_LEFT_OUT.get(item.kind, 0) for item in items)
        votes: dict[int, float] = defaultdict(float)
        for offset, form in enumerate(said):
            where = self.at.get(form, ())
            for position in where:
                votes[(position - offset) // width] += 1 / len(where)
        likely = sorted(votes, key=lambda b: (-votes[b] - votes.get(b + 1, 0), b))[:_CANDIDATES]
        found = (_beside(items, self, max(0, b * width - 8), (b + 2) * width + reach) for b in likely)
        return [alignment for alignment in found if alignment.pairs]

    def in_other_order(self, alignment: Alignment, items: Sequence[Item]) -> Alignment:
        """Return the words of the text that are those of the quotation in another order, else `alignment`."""
        said, (first, last) = [item.form for item in items], alignment.span
        for start in range(max(0, last + 1 - len(said)), first + 1):
            there = [word.form for word in self.words[start : start + len(said)]]
            if said != there and len(said) > 2 and sorted(said) == sorted(there):
                steps = (Step(k, start + k, "", form != said[k]) for k, form in enumerate(there))
                return Alignment(sum(form != said[k] for k, form in enumerate(there)), tuple(steps))
        return alignment

    def pieces_of(self, said: Sequence[str], most: int = 3) -> list[tuple[int, int]] | None:
        """Cover `said` with at most so many runs of the text, the longest first: (position, words)."""
        if not said:
            return []
        longest, position = max((_run(said, p, self), -p) for p in self.at.get(said[0], [len(self.words)]))
        if longest < _RUN and said[0] in ("and", "but", "or", "so", "because", "while", "then", "that"):
            return self.pieces_of(said[1:], most)
        for length in range(longest, _RUN - 1, -1) if most else ():
            rest = self.pieces_of(said[length:], most - 1)
            if rest is not None:
                return [(-position, length), *rest]
        return None


class Item(NamedTuple):
    """One piece of a quotation."""

    start: int
    end: int
    form: str
    kind: Literal["word", "bracket", "ellipsis"]


class Step(NamedTuple):
    """One item beside one word, either of which may be missing; or a touch, which is no change."""

    item: int | None
    word: int | None
    touch: str = ""  #: "bracket", "ellipsis", "interruption closed", "stage direction"
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """A quotation beside one place of the text."""

    cost: int  #: changed, dropped and added words, one each
    steps: tuple[Step, ...]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """(item, word) wherever both stand side by side, equal or not."""
        return [(s.item, s.word) for s in self.steps if s.item is not None and s.word is not None]

    @property
    def span(self) -> tuple[int, int]:
        """First and last word of the place."""
        return self.pairs[0][1], self.pairs[-1][1]


def words_of(document: Document) -> Words:
    """Return the words of a text: paragraphs as running text, then the lines that stand outside them."""
    words: list[Word] = []
    at: dict[str, list[int]] = defaultdict(list)
    resumes: dict[int, int] = {}
    views = [view_of(document, paragraph) for paragraph in document.paragraphs]
    starts = [paragraph.start for paragraph in document.paragraphs]
    for line in document.lines:  # those that no paragraph reaches into
        before = bisect_left(starts, line.end) - 1
        if before < 0 or document.paragraphs[before].end <= line.start:
            views.append(View(line.text, (0,), (line.start,)))
    sentence = 0
    for number, view in enumerate(views):
        brackets = [match.span() for match in _BRACKETS.finditer(view.text)]
        marked = pair_marks(view.text)
        edges: dict[int, list[int]] = defaultdict(list)
        before = 0
        for start, end, form in find_words(view.text.translate(_NO_HYPHENS)):
            sentence += not before or _SENTENCE_END.search(view.text[before:start]) is not None
            before = end
            quotation = next((m.start for m in marked if m.start <= start < m.end), -1)
            optional = any(a <= start < b for a, b in brackets)
            edges[quotation].append(len(words))
            at[form].append(len(words))
            words.append(Word(form, *view.source_span(start, end), number, sentence, quotation, optional))
        for one, other in pairwise(m.start for m in marked if m.start in edges):
            resumes[edges[one][-1]] = edges[other][0]
    return Words(tuple(words), dict(at), resumes)


def items_of(text: str) -> list[Item]:
    """Return the pieces of a quotation.

    >>> [(item.kind, item.form) for item in items_of("[She] wrote … twice")]
    [('bracket', 'she'), ('word', 'wrote'), ('ellipsis', ''), ('word', 'twice')]
    """
    text = ONE_LETTER.sub(r"  \1", text.lower() if text.isupper() else text)
    items: list[Item] = []
    for match in _NO_WORD.finditer(text):
        said = " ".join(form for *_, form in find_words(match.group()))
        items.append(Item(*match.span(), said, "bracket" if said else "ellipsis"))
    rest = _NO_WORD.sub(lambda match: " " * len(match.group()), text.translate(_NO_HYPHENS))
    return sorted([*items, *(Item(*word, "word") for word in find_words(rest))])


def _beside(items: Sequence[Item], text: Words, first: int, after: int) -> Alignment:
    """Align all of `items` with some stretch of the words from `first` up to `after` (edit distance)."""
    window = text.words[first:after]
    many = len(window)
    skips = [_TOUCH if word.optional else 1 for word in window]
    jumps = {j: text.resumes[first + j - 1] - first for j in range(many + 1) if first + j - 1 in text.resumes}
    row: list[float] = [0.0] * (many + 1)
    back: list[list[tuple[int, int]]] = [[]]  # for every cell: the row and column that its way came from
    for i, item in enumerate(items, 1):
        row, came = _next_row(item, i - 1, row, window, _EDGE if i in (1, len(items)) else 1)
        for j in range(1, many + 1):
            if row[j - 1] + skips[j - 1] < row[j]:
                row[j], came[j] = row[j - 1] + skips[j - 1], (i, j - 1)
            target = jumps.get(j, 0)
            if j < target <= many and row[j] + _TOUCH < row[target]:
                row[target], came[target] = row[j] + _TOUCH, (i, j)
        back.append(came)
    i, j = len(items), row.index(min(row))
    while j < many and row[j + 1] <= row[j]:  # of equal ends the last: the word there was changed, not added
        j += 1
    steps: list[Step] = []
    while i:
        up, left = back[i][j]
        steps.append(_step(items[i - 1], up if up < i else None, first + j - 1, j - left, text))
        i, j = up, left
    return Alignment(sum(step.differs for step in steps), tuple(_within_sentence(steps[::-1], text)))


def _next_row(
    item: Item, above: int, costs: Sequence[float], window: Sequence[Word], price: float
) -> tuple[list[float], list[tuple[int, int]]]:
    """Return the costs with one item more, and where each came from, before words of the text are dropped."""
    row, came = [costs[0] + price], [(above, 0)]
    if item.kind == "word":
        for j, word in enumerate(window, 1):
            beside, added = costs[j - 1] + (_FIT if word.form == item.form else price), costs[j] + price
            row.append(min(beside, added))
            came.append((above, j - 1) if beside <= added else (above, j))
        return row, came
    for j in range(len(costs)):
        best = min(range(max(0, j - _LEFT_OUT[item.kind]), j + 1), key=lambda k: (costs[k], -k))
        row[j:], came[j:] = [costs[best] + _TOUCH], [(above, best)]
    return row, came


def _step(item: Item, at: int | None, word: int, words: int, text: Words) -> Step:
    if at is not None and item.kind != "word":
        return Step(at, None, item.kind)
    if at is not None:
        return Step(at, word, "", text.words[word].form != item.form) if words else Step(at, None, "", True)
    if text.resumes.get(word - words) == word + 1:
        return Step(None, None, "interruption closed")
    optional = text.words[word].optional
    return Step(None, word, "stage direction" if optional else "", not optional)


def _within_sentence(steps: Sequence[Step], text: Words) -> Iterator[Step]:
    """At both ends a word may stand for another of the same sentence, else it was added."""
    fit = [step.word for step in steps if step.word is not None and not step.differs]
    for step in steps:
        if fit and step.word is not None and not fit[0] <= step.word <= fit[-1]:
            here, near = (text.words[k] for k in (step.word, fit[0] if step.word < fit[0] else fit[-1]))
            if (here.sentence, here.quotation) != (near.sentence, near.quotation):
                step = Step(step.item, None, "", True)
        yield step


def _run(said: Sequence[str], position: int, text: Words) -> int:
    """Return how many words of `said` stand in the text from `position` on."""
    there = text.words[position : position + len(said)]
    return next((k for k, word in enumerate(there) if word.form != said[k]), len(there))
