"""PDF: the text layer, page by page; a form feed stands where a page begins."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import chain, groupby
from math import hypot
from typing import TYPE_CHECKING, Any

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.document import Source
from briefing_lessons.reading.files import MAX_TEXT, without_numbers
from briefing_lessons.reading.formats.styled import StyledLine, usable_title, write_styled
from briefing_lessons.reading.lexicon import refusal
from briefing_lessons.reading.lines import LIGATURES, LINE, ends_like_a_sentence, short_without_full_stop

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 2_000
LARGER = 1.15  #: times the size of the running text, from which a line is a heading
LONGEST = 250  #: characters of a heading
_LIGATURES = str.maketrans(dict[str, str | int](LIGATURES))
#: what pypdf is known to raise on damaged files, beside its own errors
_DAMAGE = (
    ValueError, LookupError, TypeError, AttributeError, OSError, ImportError, RuntimeError, AssertionError,
    ArithmeticError,
)  # fmt: skip


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
            raise refusal("locked", name)
        pages, scanned = _pages(reader, name)
        stated = usable_title(reader.metadata.title if reader.metadata else None)
    except BriefingError:
        raise
    except (PyPdfError, *_DAMAGE) as error:
        raise refusal("damaged_pdf", name, reason=type(error).__name__) from None
    sizes: Counter[float] = Counter()
    for line in chain.from_iterable(pages):
        sizes[line.size] += len(line.words)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    pages = [list(_with_headings(page, body)) for page in pages]
    for page in pages[1:]:
        page[:1] = [replace(line, parts=[("\f", False), *line.parts]) for line in page[:1] or [StyledLine()]]
    text, hints = write_styled(chain.from_iterable(pages))
    _check(text, scanned, name)
    large = [line for page in pages[:1] for line in page if line.heading and line.size > body]
    title = max(large, key=lambda line: line.size).words if large else None
    return without_numbers(Source(
        name=name, text=text, encoding="pdf", format="pdf", hints=hints,
        title=title or (stated if stated and " " in stated else None),
    ))  # fmt: skip


def _pages(reader: PdfReader, name: str) -> tuple[list[list[StyledLine]], int]:
    """Return the lines of every page, and how many pages show a picture."""
    if len(reader.pages) > MAX_PAGES:
        raise refusal("pages", name, count=len(reader.pages), most=MAX_PAGES)
    pages: list[list[StyledLine]] = []
    length = pictured = 0
    for page in reader.pages:
        pages.append(_lines(page))
        length += sum(len(line.words) for line in pages[-1])
        pictured += bool(page.images.keys())
        if length > MAX_TEXT:
            break
    return pages, pictured


def _lines(page: PageObject) -> list[StyledLine]:
    """Return the lines of a page, without empty ones at its edges; ligatures are letters."""
    lines: list[tuple[list[tuple[str, bool]], Counter[float]]] = [([], Counter())]

    def add(
        words: str, outer: list[float], inner: list[float], font: dict[str, Any] | None, size: float
    ) -> None:
        height = round(2 * size * hypot(*inner[2:4]) * hypot(*outer[2:4])) / 2
        bold = bool(LINE["bold_font"].search(str((font or {}).get("/BaseFont", ""))))
        for place, piece in enumerate(re.split(r"\r\n?|\n", words.translate(_LIGATURES))):
            if place:
                lines.append(([], Counter()))
            if piece:
                lines[-1][0].append((piece, bold))
                lines[-1][1][height] += len(piece.strip())

    page.extract_text(visitor_text=add)
    written = [place for place, (parts, _) in enumerate(lines) if parts]
    kept = lines[written[0] : written[-1] + 1] if written else []
    return [StyledLine(parts, size=max(sizes, key=sizes.__getitem__, default=0.0)) for parts, sizes in kept]


def _with_headings(page: list[StyledLine], body: float) -> Iterator[StyledLine]:
    """Yield the lines, with headings told by size or by weight; a heading over two lines is one."""
    for size, group in groupby(page, key=lambda line: line.size):
        lines = list(group)
        whole = " ".join(line.words.strip() for line in lines)
        if size >= LARGER * body and len(whole) <= LONGEST and any(map(str.isalpha, whole)):
            yield StyledLine([(whole, False)], heading=True, size=size)
            continue
        for before, line, after in zip([None, *lines[:-1]], lines, [*lines[1:], None], strict=True):
            alone = not any(map(_bold, filter(None, (before, after))))
            stops = before is None or not before.words or ends_like_a_sentence(before.words.strip())
            heading = _bold(line) and alone and stops and short_without_full_stop(line.words.strip())
            yield replace(line, heading=heading)


def _bold(line: StyledLine) -> bool:
    return all(bold for words, bold in line.parts if words.strip())


def _check(text: str, pictured: int, name: str) -> None:
    """Refuse pictures of pages, and codes that stand for letters nobody knows."""
    pages = text.count("\f") + 1
    letters = sum(map(str.isalpha, text))
    if letters < (20 * pages if pictured * 2 > pages else 1):
        raise refusal("pictures", name)
    if sum(map(len, LINE["codes"].findall(text))) * 3 > len("".join(text.split())):
        raise refusal("no_fonts", name)
