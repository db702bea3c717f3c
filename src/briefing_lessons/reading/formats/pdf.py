"""PDF: the text layer, page by page; a form feed stands where a page begins."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from math import hypot
from typing import TYPE_CHECKING, Any

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.document import Hint, Source
from briefing_lessons.reading.files import MAX_TEXT
from briefing_lessons.reading.formats.titles import usable_title
from briefing_lessons.reading.line_rules import short_without_full_stop
from briefing_lessons.reading.lines import LIGATURES, ends_like_a_sentence

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 2_000
LARGER = 1.15  #: times the size of the running text, from which a line is a heading
LONGEST = 250  #: characters of a heading
_BOLD = re.compile(r"bold|black|heavy|demi", re.I)
#: what stands for a letter whose font does not say which it is
_CODES = re.compile(r"/[A-Za-z]{1,7}\d{1,5}|\(cid:\d+\)|[\ue000-\uf8ff\ufffd\x01-\x08\x0e-\x1f]")
_LIGATURES = str.maketrans(dict[str, str | int](LIGATURES))
#: what pypdf is known to raise on damaged files, beside its own errors
_DAMAGE = (
    ValueError, LookupError, TypeError, AttributeError, OSError, ImportError, RuntimeError, AssertionError,
    ArithmeticError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page, and how it is set."""

    parts: tuple[tuple[str, bool], ...]  #: words, and whether they are bold
    size: float  #: of most of its characters

    @property
    def words(self) -> str:
        """Everything on the line."""
        return "".join(words for words, _ in self.parts)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(bold for words, bold in self.parts if words.strip())


def read(data: bytes, name: str) -> Source:
    """Return the text layer of a PDF file, with what is large or bold as hints.

    Raises
    ------
    BriefingError
        When the file is encrypted, damaged, a scan without text, or does not say which letters it shows.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on fonts tell a teacher nothing
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BriefingError(f"{name} is locked with a password. Save a copy without one.")
        pages, scanned = _pages(reader, name)
        stated = usable_title(reader.metadata.title if reader.metadata else None)
    except BriefingError:
        raise
    except (PyPdfError, *_DAMAGE) as error:
        raise BriefingError(
            f"{name} cannot be read as PDF ({type(error).__name__}). "
            "Save it again, or copy its text into a .txt file."
        ) from None
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.words)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    lines: list[str] = []
    hints: list[Hint] = []
    at, largest, title = 0, body * LARGER, None
    for number, page in enumerate(pages):
        for first, (line, heading) in enumerate(_with_headings(page, body)):
            start = "\f" if number and not first else ""
            words = start + line.words
            if heading:
                hints.append(Hint(at + len(start), at + len(words), "heading"))
                if not number and line.size > largest:
                    largest, title = line.size, " ".join(words.split())
            else:
                hints += _bold_hints(line, at + len(start))
            lines.append(words)
            at += len(words) + 1
    text = "\n".join(lines)
    _check(text, scanned, name)
    stated = stated if stated and " " in stated else None
    return Source(
        name=name, text=text, encoding="pdf", format="pdf", title=title or stated, hints=tuple(hints)
    )  # fmt: skip


def _pages(reader: PdfReader, name: str) -> tuple[list[list[_Line]], int]:
    """Return the lines of every page, and how many pages show a picture."""
    if len(reader.pages) > MAX_PAGES:
        raise BriefingError(f"{name} has {len(reader.pages)} pages (at most {MAX_PAGES}). Cut it into parts.")
    pages: list[list[_Line]] = []
    length = pictured = 0
    for page in reader.pages:
        pages.append(_lines(page))
        length += sum(len(line.words) for line in pages[-1])
        pictured += bool(page.images.keys())
        if length > MAX_TEXT:
            break
    return pages, pictured


def _lines(page: PageObject) -> list[_Line]:
    """Return the lines of a page, without empty ones at its edges; ligatures are letters."""
    lines: list[list[tuple[str, bool, float]]] = [[]]

    def add(
        words: str, outer: list[float], inner: list[float], font: dict[str, Any] | None, size: float
    ) -> None:
        height = size * hypot(inner[2], inner[3]) * hypot(outer[2], outer[3])
        bold = bool(_BOLD.search(str((font or {}).get("/BaseFont", ""))))
        for place, piece in enumerate(re.split(r"\r\n?|\n", words.translate(_LIGATURES))):
            if place:
                lines.append([])
            if piece:
                lines[-1].append((piece, bold, round(2 * height) / 2))

    page.extract_text(visitor_text=add)
    while lines and not lines[-1]:
        lines.pop()
    first = next((place for place, line in enumerate(lines) if line), 0)
    found = []
    for line in lines[first:]:
        sizes: Counter[float] = Counter()
        for words, _, height in line:
            sizes[height] += len(words.strip())
        found.append(_Line(tuple(part[:2] for part in line), sizes.most_common(1)[0][0] if line else 0.0))
    return found


def _with_headings(page: list[_Line], body: float) -> Iterator[tuple[_Line, bool]]:
    """Yield every line and whether it is a heading, by size or weight; one over two lines is one."""
    for size, group in groupby(page, key=lambda line: line.size):
        lines = list(group)
        whole = " ".join(line.words.strip() for line in lines)
        if size >= LARGER * body and len(whole) <= LONGEST and any(map(str.isalpha, whole)):
            yield _Line(((whole, False),), size), True
            continue
        for place, line in enumerate(lines):
            beside = lines[max(0, place - 1) : place] + lines[place + 1 : place + 2]
            alone = line.bold and not any(other.bold for other in beside)
            yield line, alone and short_without_full_stop(line.words.strip()) and _ends(lines[:place])


def _ends(before: list[_Line]) -> bool:
    return not before or not before[-1].words or ends_like_a_sentence(before[-1].words.strip())


def _bold_hints(line: _Line, at: int) -> Iterator[Hint]:
    for bold, parts in groupby(line.parts, key=lambda part: part[1]):
        run = "".join(words for words, _ in parts)
        if bold and run.strip():
            yield Hint(at, at + len(run.rstrip()), "bold")
        at += len(run)


def _check(text: str, pictured: int, name: str) -> None:
    """Refuse pictures of pages, and codes that stand for letters nobody knows."""
    pages = text.count("\f") + 1
    letters = sum(map(str.isalpha, text))
    if letters < (20 * pages if pictured * 2 > pages else 1):
        raise BriefingError(
            f"{name} holds pictures of pages and no text. Run text recognition (OCR) on it first."
        )
    if sum(map(len, _CODES.findall(text))) * 3 > len("".join(text.split())):
        raise BriefingError(
            f"{name} does not say which letters its fonts show. Run text recognition (OCR) on it, "
            "or ask for the text itself."
        )
