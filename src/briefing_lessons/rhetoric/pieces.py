"""What stands between two commas, semicolons, colons or dashes of a sentence, without its asides."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_lessons.english.wordclasses import VERBS
from briefing_lessons.english.words import COORDINATORS, FINITE, SUBJECTS, word_list
from briefing_lessons.rhetoric.wording import SentencePart, Wording

_OPINION = word_list("opinion verbs")
_LINKS = COORDINATORS | {"then"}
_FIXED_ASIDES = (["of", "course"], ["in", "fact"])


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
    >>> wording = cut_sentence("It rained, it froze and, I think, then it snowed.")
    >>> [(piece.joint, piece.linked) for piece in pieces_of(wording, wording.sentence(0))]
    [('', False), (',', False), (',', True)]
    """
    pieces: list[Piece] = []
    start, joint = sentence.first, ""
    for number in range(sentence.first, sentence.last):
        mark, closes = _mark_of(wording.gaps[number]), number == sentence.last - 1
        linked = bool(joint) and start + 1 < sentence.last and wording.words[start] in _LINKS
        if closes or (mark and number >= start + linked):
            _add(wording, pieces, Piece(start + linked, number + 1, joint, linked), closes)
            start, joint = number + 1, mark
    return pieces


def _add(wording: Wording, pieces: list[Piece], piece: Piece, closes: bool) -> None:
    """Add `piece`, but for an aside between two commas (weather permitting); join what an aside parts."""
    before = pieces[-1] if pieces else None
    if before is None:
        pieces.append(piece)
        return
    ends_in_and = wording.words[before.last - 1] in COORDINATORS
    parted = before.last < piece.first - piece.linked
    alike = wording.words[piece.first] == wording.words[before.first]  # they came, they smiled, they left
    short = piece.last - piece.first <= 3
    aside = is_aside(wording, piece.first, piece.last) or (ends_in_and and short)
    if not closes and not parted and piece.joint == "," and aside and not alike:
        return
    if ends_in_and and before.last - before.first > 1:  # a cable and, I'm afraid, a procedure
        pieces[-1] = Piece(before.first, before.last - 1, before.joint, before.linked)
        pieces.append(Piece(piece.first, piece.last, ",", True))
    elif parted and wording.words[before.last - 1] in FINITE:  # we have, I believe, the patience
        pieces[-1] = Piece(before.first, piece.last, before.joint, before.linked)
    else:
        pieces.append(piece)


def is_aside(wording: Wording, first: int, last: int) -> bool:
    """Say whether the words between two commas are an aside: sadly, of course, I believe, Brel added.

    >>> from briefing_lessons.rhetoric.wording import cut_sentence
    >>> is_aside(cut_sentence("I am afraid"), 0, 3), is_aside(cut_sentence("they left"), 0, 2)
    (True, False)
    """
    words = wording.words[first:last]
    if len(words) == 1 or len(words) > 3:
        return len(words) == 1 and words[0].endswith("ly")
    verb = VERBS.get(words[-1])
    if words[0] in SUBJECTS:
        return verb is not None or words[-1] in _OPINION
    named = verb is not None and verb.lemma in ("say", "add") and wording.raw(first)[:1].isupper()
    return named or words in _FIXED_ASIDES


def _mark_of(gap: str) -> str:
    """Return the mark in `gap` that parts two pieces, or an empty string."""
    gap = gap.strip()
    if any(mark in gap for mark in '"“”‘«»„('):
        return "“"
    for mark in (":", ";", "…", ","):
        if mark in gap:
            return mark
    return "…" if gap == "..." else "–" if gap in ("–", "—", "-", "--") else ""


def halves_of(wording: Wording, piece: Piece) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Cut a piece at its first and: "tired and they were frightened"."""
    for number in range(piece.first + 1, piece.last - 1):
        if wording.words[number] in COORDINATORS:
            return (piece.first, number), (number + 1, piece.last)
    return None
