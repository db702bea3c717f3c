"""Word (.docx): one line a paragraph, with headings and bold words as hints."""

from __future__ import annotations

import zipfile
from io import BytesIO

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.document import Hint, Source

MAX_UNPACKED = 200_000_000  #: bytes of all parts together
MAX_RATIO = 200  #: unpacked to packed, of the text part


def read(data: bytes, name: str) -> Source:
    """Return the paragraphs of a .docx file.

    Raises
    ------
    BriefingError
        When the file is damaged, no Word file, or unpacks to far more than it should.
    """
    _check_archive(data, name)
    from docx import Document as open_docx
    from docx.table import Table

    try:
        document = open_docx(BytesIO(data))
        blocks = list(document.iter_inner_content())
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        raise BriefingError(
            f"{name} cannot be read as a Word file ({type(error).__name__}). Save it again as .docx."
        ) from None
    parts: list[str] = []
    hints: list[Hint] = []
    length = 0
    paragraphs = []
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                seen: list[object] = []
                for cell in row.cells:  # a merged cell comes back once for each column it covers
                    if cell._tc not in seen:
                        seen.append(cell._tc)
                        paragraphs.extend(cell.paragraphs)
        else:
            paragraphs.append(block)
    for paragraph in paragraphs:
        start = length
        for run in paragraph.runs or ():
            if run.bold and run.text.strip():
                at = start + paragraph.text.find(run.text)
                hints.append(Hint(at, at + len(run.text), "bold"))
        words = paragraph.text.replace("\r", "")
        if words.strip() and (paragraph.style.name if paragraph.style else "").startswith(
            ("Heading", "Title")
        ):
            hints.append(Hint(start, start + len(words), "heading"))
        parts.append(words + "\n")
        length += len(words) + 1
    title = (document.core_properties.title or "").strip() or None
    ordered = tuple(
        sorted((hint for hint in hints if hint.start < hint.end), key=lambda hint: (hint.start, hint.end))
    )
    return Source(
        name=name,
        text="".join(parts).removesuffix("\n"),
        encoding="docx",
        format="docx",
        title=title,
        hints=ordered,
    )


def _check_archive(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        raise BriefingError(f"{name} is damaged. Save it again as .docx from its program.") from None
    if not any(part.filename == "word/document.xml" for part in parts):
        raise BriefingError(f"{name} is a zip archive, not a Word file. Unpack it, or give a .docx file.")
    unpacked = sum(part.file_size for part in parts)
    text = next(part for part in parts if part.filename == "word/document.xml")
    if unpacked > MAX_UNPACKED or (
        text.file_size > 5_000_000 and text.file_size > MAX_RATIO * max(1, text.compress_size)
    ):
        raise BriefingError(
            f"{name} unpacks to {unpacked / 1e6:,.0f} MB, far more than a text. It was not opened."
        )
