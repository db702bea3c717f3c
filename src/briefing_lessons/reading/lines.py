"""Lines of a page, and whether they are hard-wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: all that `str.strip` takes for a space, and the invisible characters that editors and web pages leave at
#: the ends of lines
INVISIBLE = (
    " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
#: letters that print runs together -> the letters
LIGATURES: dict[str, str] = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", "ff fi fl ffi ffl st st".split(), strict=True))
#: what may stand after the last mark: an opening quotation mark there is a typing error for a closing one
_TRAILING = INVISIBLE + "“„"
_TERMINAL = re.compile(r"[.?!…:;。！？：][\"'”’»)\]*_]*$|[”»\"]$|[—–]$|\.\.\.$|[)\]]$")
_SENTENCE_END = re.compile(r"[.?!…。！？][\"'“”‘’»)\]*_\u200b]*$|,[”\"»]$")


@dataclass(frozen=True, slots=True)
class RawLine:
    """One line before anybody knows what it is."""

    start: int
    end: int
    text: str  #: without its line end
    core: str  #: without spaces and invisible characters at both ends
    number: int  #: from 1

    @property
    def indent(self) -> int:
        """Number of characters before the first visible one."""
        return len(self.text) - len(self.text.lstrip(INVISIBLE))

    @property
    def core_start(self) -> int:
        """Offset of the first visible character."""
        return self.start + self.indent

    @property
    def core_end(self) -> int:
        """Offset after the last visible character."""
        return self.core_start + len(self.core)


def split_lines(text: str) -> tuple[RawLine, ...]:
    r"""Cut `text` at its line feeds; one at the very end ends the last line and begins no other.

    >>> [line.core for line in split_lines("One. \n\n\fTwo.\n")]
    ['One.', '', 'Two.']
    """
    lines, start = [], 0
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        end = start + len(line)
        lines.append(RawLine(start, end, line, line.strip(INVISIBLE), number))
        start = end + 1
    return tuple(lines)


def ends_like_a_sentence(core: str) -> bool:
    """Say whether a line ends with a full stop, a question or exclamation mark, or a closing quotation mark.

    >>> ends_like_a_sentence("he said."), ends_like_a_sentence("On compensation")
    (True, False)
    """
    return bool(_SENTENCE_END.search(core.rstrip(_TRAILING)[-6:]))


def ends_openly(core: str) -> bool:
    """Say whether a line ends without any mark that could close a paragraph, a label or a list."""
    return not _TERMINAL.search(core[-6:])


def starts_small(core: str) -> bool:
    """Say whether the first letter of a line is a small one.

    >>> starts_small("hours later."), starts_small("“hours later"), starts_small("Later")
    (True, True, False)
    """
    first = next((c for c in core[:4] if c.isalnum()), "")
    return first.islower()


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a page run on."""

    wrapped: bool  #: lines end at a margin, not at the end of a paragraph
    width: int  #: usual length of a full line, in characters
    spaced: bool  #: blank lines stand between paragraphs


def fits_on(before: RawLine, line: RawLine, width: int) -> bool:
    """Say whether the first word of `line` would have fitted on the line before: then no margin broke it."""
    word = line.core.split(maxsplit=1)[0]
    return len(before.text.rstrip()) + 1 + len(word) < width


def find_wrapping(lines: tuple[RawLine, ...], skip: frozenset[int] | set[int] = frozenset()) -> Wrapping:
    """Decide whether lines end at a margin: then many break off in mid-sentence and go on in small letters.

    Parameters
    ----------
    lines
        All lines of the page.
    skip
        Indices of lines that are page furniture.
    """
    pairs = broken = 0
    blanks = 0  # between written lines, not beside page furniture
    blank, gap = False, None
    lengths: list[int] = []
    before: RawLine | None = None
    for index, line in enumerate(lines):
        if index in skip:
            continue
        if not line.core:
            blank = gap is not None and index + 1 not in skip and index - 1 not in skip
            before = None
            continue
        blanks += blank
        blank, gap = False, line
        if before is not None and len(before.core) <= 250:
            pairs += 1
            lengths.append(len(before.text.rstrip()))
            broken += (ends_openly(before.core) or before.core.endswith("-")) and starts_small(line.core)
        before = line
    if broken < min(2, pairs) or broken < 0.2 * pairs or not broken:
        return Wrapping(False, 0, blanks > 0)
    lengths.sort()
    full = [line for line in lines if len(line.core) > 20]
    return Wrapping(True, lengths[int(0.9 * (len(lengths) - 1))], blanks > max(1.0, 0.08 * len(full)))
