"""Pair quotation marks: straight, curly, single, low, doubled singles and guillemets, nested or left open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

#: Three apostrophes in a row are a single mark and a doubled one, in the order that fits.
_MARK = re.compile("[\"“”„‟«»‹›‘’‚‛'`,](?:(?<=')(?=''(?![\\w']))|(?<=')'|(?<=`)`|(?<=,),|(?<![`,]))")

#: opening mark -> the marks that may close it
_CLOSERS: Final = {
    '"': ('"', "”"),
    "“": ("”", '"', "“"),
    "„": ("“", "”", "‟", '"'),
    "‟": ("”",),
    "”": ("”",),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "›": ("‹",),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "‛": ("’",),
    "'": ("'", "’"),
    "''": ("''",),
    "``": ("''", '"'),
    ",,": ("“", "”", "''"),
}
_SINGLE = frozenset(["‘", "’", "'", "‚", "‛"])
_OPEN_BEFORE = frozenset("([{—–-/<>…“‘\"'«„*_:")
_CLIPPED = re.compile(
    r"['’‘](?:\d|(?:n|em|til|tis|twas|cause|bout|round|cos|ere|neath)\b|n['’])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks in running text."""

    start: int  #: offset of the opening mark
    end: int  #: offset after the closing mark
    inner: tuple[int, int]  #: what stands between the marks
    closed: bool  #: False when the text ends before a closing mark
    nested: tuple[Marked, ...] = field(default=())


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    nested: list[Marked]


def pair_marks(text: str) -> tuple[Marked, ...]:
    """Return the outermost quotations of `text`, each with those nested in it.

    A mark opens where a word may begin and closes where one may end; an apostrophe ("mayors’ share", ’98,
    rock ’n’ roll) is neither. A quotation left open reaches to the end of the text.

    >>> [m.closed for m in pair_marks("‘The mayors’ “sacrifice” is small,’ he said.")]
    [True]
    """
    if not _MARK.search(text):
        return ()
    closing_singles = _closing_singles(text)
    last_single = max(closing_singles, default=-1)
    found: list[Marked] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text):
        mark, at, after = match.group(), match.start(), match.end()
        level = _closed_level(stack, mark, text, at, after, closing_singles)
        if level is not None:
            for unclosed in stack[level + 1 :]:
                stack[level].nested.extend(unclosed.nested)
            opened = stack[level]
            del stack[level:]
            inner = (opened.start + len(opened.mark), at)
            if any(c.isalnum() for c in text[inner[0] : inner[1]]):
                whole = Marked(opened.start, after, inner, True, tuple(opened.nested))
                (stack[-1].nested if stack else found).append(whole)
            continue
        if _may_open(stack, mark, text, at, after, last_single):
            stack.append(_Open(mark, at, []))
    return (*found, *_left_open(stack, text))


def _opens_paragraph_of_speech(text: str, at: int, after: int) -> bool:
    """Say whether a single mark may be closed in a later paragraph only.

    It stands before a capital: at the start, behind a colon, or, if it can only open, behind a sentence.
    Behind a comma it may only open, too: ‘It rained,’ she says, ‘and nobody came.
    """
    before = text[max(0, at - 3) : at].rstrip()[-1:]
    opens = before in ("", ":") or (text[at] == "‘" and before in ".?!,")
    return opens and (text[after : after + 1].isupper() or before == ",")


def _left_open(stack: Sequence[_Open], text: str) -> Iterator[Marked]:
    """The outermost mark that was never closed reaches to the end, unless it is a mere apostrophe."""
    end = len(text.rstrip())
    for depth, opened in enumerate(stack):
        inner = (opened.start + len(opened.mark), end)
        single = opened.mark in _SINGLE and not _opens_paragraph_of_speech(
            text, opened.start, opened.start + 1
        )
        if single or len(text[inner[0] : end].split()) < 3:
            yield from opened.nested
            continue
        nested = [*opened.nested, *(m for deeper in stack[depth + 1 :] for m in deeper.nested)]
        yield Marked(opened.start, end, inner, False, tuple(nested))
        return


def _closed_level(
    stack: Sequence[_Open], mark: str, text: str, at: int, after: int, closing_singles: frozenset[int]
) -> int | None:
    """Return the level of the stack that this mark closes, the innermost that it can."""
    for level in range(len(stack) - 1, -1, -1):
        if mark not in _CLOSERS[stack[level].mark]:
            continue
        if mark in _SINGLE:
            return level if at in closing_singles else None
        if mark == stack[level].mark and _starts_word(text, at, after) and not text[at - 1 : at].strip():
            return None
        return level
    return None


def _may_open(stack: Sequence[_Open], mark: str, text: str, at: int, after: int, last_single: int) -> bool:
    if mark not in _CLOSERS or not _starts_word(text, at, after):
        return False
    if mark in _SINGLE:
        if mark == "’" or _CLIPPED.match(text, at) or any(o.mark in _SINGLE for o in stack):
            return False
        return at < last_single or _opens_paragraph_of_speech(text, at, after)
    if mark == "”":
        return not stack and "“" not in text and "„" not in text
    if mark == "»":
        return not stack and text.find("«", after) > 0
    return all(o.mark != mark for o in stack)


def _starts_word(text: str, at: int, after: int) -> bool:
    before = text[at - 1] if at else " "
    following = text[after] if after < len(text) else " "
    if text[at] in "«„“‘‚‹" and following.isspace():
        following = text[after + 1] if after + 1 < len(text) else " "
    return (before.isspace() or before in _OPEN_BEFORE) and not following.isspace()


def _closing_singles(text: str) -> frozenset[int]:
    """Return the offsets where a single mark closes rather than stands for a letter or a possessive.

    Between one opening mark and the next, the last mark after punctuation or before it closes; a mark after
    "s" and before a lower-case word ("mayors’ share") closes only when no better one follows.
    """
    candidates: list[list[int]] = []  # what may close, one list for each opening mark
    inside = 0
    for match in _SINGLE_MARK.finditer(text):
        at, after = match.span()
        before, following = text[max(0, at - 1) : at] or " ", text[after : after + 1] or " "
        if following.isalnum() and before.isalnum():
            continue
        if match.group() != "’" and _starts_word(text, at, after) and not _CLIPPED.match(text, at):
            inside = inside + 1 if candidates and not candidates[-1] else 0
            if not inside:
                candidates.append([])
        elif inside and not before.isspace():
            inside -= 1  # of 'gotcha' inside 'There is a 'gotcha' tone,'
        elif candidates and not before.isspace() and text[at - 2 : at] not in ("’n", "'n"):
            candidates[-1].append(at)
    return frozenset(
        min(them, key=lambda at: _LIKE_POSSESSIVE.match(text, at) is not None) for them in candidates if them
    )


_SINGLE_MARK = re.compile(r"['‘’‚‛](?<!'.)(?!'(?!'))")


#: A mark as in “the towns’ own”.
_LIKE_POSSESSIVE = re.compile(r"(?<=[sz]).\s{1,2}[\w“\"‘]")
