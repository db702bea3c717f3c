"""What stands between two commas, semicolons, colons or dashes of a sentence, without its asides."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_lessons.english.reporting import VERBS
from briefing_lessons.english.words import COORDINATORS, FINITE, SUBJECTS
from briefing_lessons.rhetoric.likeness import Item
from briefing_lessons.rhetoric.wording import SentencePart, Wording


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two commas, semicolons, colons, dashes or ellipses."""

    first: int
    last: int
    joint: str  #: the mark before it
    linked: bool  #: whether and, or, then follows that mark


def pieces_of(wording: Wording, sentence: SentencePart) -> list[Piece]:
    """Cut a sentence at its marks and leave out its asides.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> wording = cut_sentence("It rained, it froze, and then it snowed.")
    >>> [(piece.joint, piece.linked) for piece in pieces_of(wording, wording.sentence(0))]
    [('', False), (',', False), (',', True)]
    """
    pieces: list[Piece] = []
    start, joint, linked = sentence.first, "", False
    number = sentence.first
    while number < sentence.last - 1:
        mark = _mark_of(wording.gaps[number])
        if mark and number >= start:
            pieces.append(Piece(start, number + 1, joint, linked))
            start, joint, linked = number + 1, mark, False
            if wording.words[start] in COORDINATORS | {"then"} and start + 1 < sentence.last:
                linked = True
                start += 1
        number += 1
    pieces.append(Piece(start, sentence.last, joint, linked))
    return _without_asides(wording, pieces)


def _mark_of(gap: str) -> str:
    """Return the mark in `gap` that parts two pieces, or an empty string."""
    gap = gap.strip()
    if not gap:
        return ""
    if any(mark in gap for mark in '"“”‘«»„('):
        return "“"
    for mark in (":", ";", "…", ","):
        if mark in gap:
            return mark
    return "…" if gap == "..." else "–" if gap in ("–", "—", "-", "--") else ""


def _without_asides(wording: Wording, pieces: list[Piece]) -> list[Piece]:
    """Drop an aside between two commas (I believe; he added; weather permitting); join what it parts."""
    kept: list[Piece] = []
    for number, piece in enumerate(pieces):
        adjacent = bool(kept) and kept[-1].last == piece.first - piece.linked
        if (
            adjacent
            and number < len(pieces) - 1
            and piece.joint == ","
            and _is_aside(wording, piece, kept[-1])
        ):
            continue
        before = kept[-1] if kept else None
        if before is not None and before.last < piece.first - piece.linked and _unfinished(wording, before):
            kept[-1] = Piece(before.first, piece.last, before.joint, before.linked)
        else:
            kept.append(piece)
    return kept


def _is_aside(wording: Wording, piece: Piece, before: Piece) -> bool:
    words = wording.words[piece.first : piece.last]
    if len(words) > 3:
        return False
    if words[0] == wording.words[before.first]:
        return False  # they came, they smiled, they left
    if len(words) == 1 and words[0].endswith("ly"):
        return True
    if words[0] in SUBJECTS and (words[-1] in VERBS or words[-1] in ("think", "believe", "hope", "know")):
        return True
    if (
        words[-1] in VERBS
        and VERBS[words[-1]].lemma in ("say", "add")
        and wording.raw(piece.first)[:1].isupper()
    ):
        return True
    return wording.words[before.last - 1] in COORDINATORS


def _unfinished(wording: Wording, piece: Piece) -> bool:
    return wording.words[piece.last - 1] in FINITE | COORDINATORS


def halves_of(wording: Wording, piece: Piece) -> tuple[Item, Item] | None:
    """Cut a piece at its first and: "tired and they were frightened"."""
    for number in range(piece.first + 1, piece.last - 1):
        if wording.words[number] in COORDINATORS:
            return (piece.first, number), (number + 1, piece.last)
    return None
