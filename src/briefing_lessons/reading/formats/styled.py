"""Lines as files set them: bold, a heading, a label, how large; and the titles that files carry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from briefing_lessons.reading.document import Hint
from briefing_lessons.reading.lines import LINE


@dataclass(frozen=True, slots=True)
class StyledLine:
    """One line and how it is set."""

    parts: list[tuple[str, bool]] = field(default_factory=list)  #: words, and whether they are bold
    heading: bool = False
    label: int | None = None  #: characters of the label at its head; 0 where somebody unnamed begins to speak
    size: float = 0.0  #: of most of its characters, in points; from Word, 1 for the title
    quoted: bool = False  #: it belongs to a block quotation

    @property
    def words(self) -> str:
        """Everything on the line."""
        return "".join(words for words, _ in self.parts)


def write_styled(lines: Iterable[StyledLine], between: str = "\n") -> tuple[str, tuple[Hint, ...]]:
    """Return the text of the lines, with `between` them, and where it is a heading, a label or bold.

    >>> write_styled([StyledLine([("Ana ", True), ("Yes.", False)]), StyledLine([("Piers", False)], True)])[1]
    (Hint(start=0, end=3, kind='bold'), Hint(start=9, end=14, kind='heading'))
    """
    written: list[str] = []
    hints: list[Hint] = []
    at = 0
    for line in lines:
        words = line.words
        if line.heading and words.strip():
            hints.append(Hint(at + len(words) - len(words.lstrip()), at + len(words), "heading"))
        if line.quoted:
            hints += (Hint(at + m.start(), at + m.end(), "quotation") for m in re.finditer(r"\S.*", words))
        if line.label is not None:
            hints.append(Hint(at, at + line.label, "label"))
        start = at
        for bold, parts in groupby(line.parts, key=itemgetter(1)):
            run = "".join(part for part, _ in parts)
            if bold and run.strip():
                hints.append(Hint(start, start + len(run.rstrip()), "bold"))
            start += len(run)
        written.append(words)
        at += len(words) + len(between)
    return between.join(written), tuple(hints)


def usable_title(title: str | None) -> str | None:
    """Return `title` on one line, or `None` where it names a program, a file or nothing.

    >>> usable_title(" The harbour wall "), usable_title("Microsoft Word - talk7.doc")
    ('The harbour wall', None)
    """
    words = " ".join((title or "").replace("\0", " ").split())
    unusable = len(words) <= 8 or LINE["program_title"].match(words) or LINE["file_title"].search(words)
    return None if unusable or not any(map(str.isalpha, words)) else words
