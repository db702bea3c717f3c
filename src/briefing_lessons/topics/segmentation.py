"""Where does the subject change? TextTiling's guess from the words alone, scored against the headings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Annotated, Paragraph
from briefing_lessons.topics.stopwords import StopWords, as_stop_words


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Borders between paragraphs, as the editor and as the machine see them: "1" ends a segment."""

    reference: str  #: one digit for each paragraph but the last; 1 where a heading follows
    guess: str  #: the same, guessed from the words
    pk: float  #: share of windows in which the two disagree whether the ends are in one segment
    window_diff: float  #: share of windows in which they count different numbers of borders
    baseline: float  #: WindowDiff of a machine that never sees a border
    k: int  #: paragraphs in a window


def window_diff(reference: str, guess: str, k: int) -> float:
    """Return Pevzner and Hearst's (2002) WindowDiff; 0 is perfect.

    >>> round(window_diff("000100000010", "000010000100", 3), 1)
    0.3
    """
    from nltk.metrics.segmentation import windowdiff

    return float(windowdiff(reference, guess, k))


def pk(reference: str, guess: str, k: int | None = None) -> float:
    """Return Beeferman, Berger and Lafferty's (1999) Pk; 0 is perfect.

    >>> round(pk("0100" * 100, "1" * 400, 2), 2)
    0.5
    """
    from nltk.metrics.segmentation import pk as nltk_pk

    return float(nltk_pk(reference, guess, k))


def boundary_distance(reference: str, guess: str, insert: float, delete: float, shift: float) -> float:
    """Return Bookstein's generalised Hamming distance: the cost of turning one set of borders into the other.

    >>> boundary_distance("1100100000", "1100010000", 1.0, 1.0, 0.5)
    0.5
    """
    from nltk.metrics.segmentation import ghd

    return float(ghd(reference, guess, insert, delete, shift))


def score_segmentation(
    briefing: Annotated, *, words: int = 20, block: int = 3, stop_words: StopWords = True
) -> Segmentation:
    """Let TextTiling find where the subject changes, and score it against the headings.

    >>> from briefing_lessons import load_briefing
    >>> found = score_segmentation(load_briefing("000_95b79719e875266d.txt"))
    >>> found.reference.count("1"), len(found.reference)
    (11, 46)

    Parameters
    ----------
    briefing
        A briefing with at least two sections.
    words
        Words in one of TextTiling's pseudo-sentences.
    block
        Pseudo-sentences compared on each side of a gap; small, because briefings are short.
    stop_words
        As in `count_words`.

    Raises
    ------
    BriefingError
        If there are fewer than two sections, or too few words for TextTiling.

    Source: Hearst (1997), in NLTK's implementation.
    """
    paragraphs = [(number, p) for number, s in enumerate(briefing.sections) for p in s.paragraphs]
    borders = "".join("1" if a != b else "0" for (a, _), (b, _) in pairwise(paragraphs))
    if "1" not in borders:
        raise BriefingError("There are no headings to compare with: this needs a briefing with sections.")
    k = max(2, round(len(borders) / (borders.count("1") + 1) / 2))
    guess = _tile([p for _, p in paragraphs], words, block, as_stop_words(stop_words))
    return Segmentation(
        reference=borders,
        guess=guess,
        pk=pk(borders, guess, k),
        window_diff=window_diff(borders, guess, k),
        baseline=window_diff(borders, "0" * len(borders), k),
        k=k,
    )


def _tile(paragraphs: list[Paragraph], words: int, block: int, hidden: frozenset[str]) -> str:
    from nltk.tokenize.texttiling import TextTilingTokenizer

    # with its stop words given, NLTK needs no download; blank lines are where it may cut
    tiler: Any = TextTilingTokenizer(w=words, k=block, stopwords=sorted(hidden))
    try:
        tiles = tiler.tokenize("".join(f"\n\n{' '.join(p.text.split())}" for p in paragraphs) + "\n\n")
    except ValueError:
        raise BriefingError("The text is too short for TextTiling: it needs some hundred words.") from None
    ends, seen = set(), 0
    for tile in tiles:
        seen += len([piece for piece in tile.split("\n\n") if piece.strip()])
        ends.add(seen)
    return "".join("1" if number in ends else "0" for number in range(1, len(paragraphs)))
