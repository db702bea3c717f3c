"""Letters a picture can draw: in matplotlib's own font, in an installed one, or as a box."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from unicodedata import category

#: comes with matplotlib, so that the picture is the same on every machine
BASE = "DejaVu Sans"
#: fonts of Linux, macOS and Windows that hold what the base lacks, tried in this order
_OTHERS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
    "PingFang SC", "Hiragino Sans", "Apple SD Gothic Neo", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic",
    "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans Bengali",
    "Nirmala UI", "Segoe UI", "Arial Unicode MS", "Noto Sans",
)  # fmt: skip
_BOX = "\u25a1"
# "building the font cache" would stand in red under the first chart of a page
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


def drawable(text: str) -> str:
    """Return `text` with a box for each letter that no known font has, and without control characters.

    >>> drawable("Syria\\u202e \\U000e0041")
    'Syria '
    >>> drawable("\\ue000 in private use")
    '□ in private use'
    """
    if not _letters(BASE):
        return text
    kept = (letter for letter in text if letter in " \n" or category(letter) not in ("Cc", "Cf"))
    return "".join(letter if letter in " \n" or _font_with(letter) else _BOX for letter in kept)


def families_for(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the font families that together have every letter of `texts`.

    >>> families_for(["Syria", "Сирия"])
    ('DejaVu Sans',)
    """
    letters = {letter for text in texts for letter in text if not letter.isspace()}
    found = {_font_with(letter) for letter in letters} - {None, BASE}
    return BASE, *(name for name in _OTHERS if name in found)


@cache
def _font_with(letter: str) -> str | None:
    return next((name for name in (BASE, *_OTHERS) if ord(letter) in _letters(name)), None)


@cache
def _letters(family: str) -> frozenset[int]:
    try:
        from matplotlib.font_manager import findfont, fontManager, get_font
    except ImportError:  # nothing is drawn here
        return frozenset()
    if family != BASE and family not in {font.name for font in fontManager.ttflist}:
        return frozenset()
    return frozenset(get_font(findfont(family)).get_charmap())
