"""PDF: the text layer, page by page; a form feed stands where a page begins."""

from __future__ import annotations

import logging
from io import BytesIO

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.document import Source
from briefing_lessons.reading.files import MAX_TEXT

MAX_PAGES = 2_000


def read(data: bytes, name: str) -> Source:
    """Return the text layer of a PDF file.

    Raises
    ------
    BriefingError
        When the file is encrypted, damaged, a scan without text, or too long.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(
        logging.CRITICAL
    )  # its remarks on damaged fonts tell a teacher nothing
    pages: list[str] = []
    title = None
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BriefingError(f"{name} is locked with a password. Save a copy without one.")
        if len(reader.pages) > MAX_PAGES:
            raise BriefingError(
                f"{name} has {len(reader.pages)} pages (at most {MAX_PAGES}). Cut it into parts."
            )
        for page in reader.pages:
            pages.append(page.extract_text().strip("\n"))
            if sum(map(len, pages[-1:])) > MAX_TEXT:
                break
        title = str(reader.metadata.title).strip() if reader.metadata and reader.metadata.title else None
    except BriefingError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        ImportError,
        RuntimeError,
        AssertionError,
        OverflowError,
    ) as error:  # what pypdf is known to raise on damaged files
        raise BriefingError(
            f"{name} cannot be read as PDF ({type(error).__name__}). "
            "Save it again, or copy its text into a .txt file."
        ) from None
    text = "\n\f".join(pages).replace("\r\n", "\n").replace("\r", "\n")
    letters = sum(map(str.isalpha, text))
    if letters < 20 * max(1, len(pages) // 2) and letters < 200:
        raise BriefingError(
            f"{name} holds pictures of pages and no text. Run text recognition (OCR) on it first."
        )
    usable = (
        title
        if title
        and len(title) > 12
        and " " in title
        and not title.lower().endswith((".doc", ".docx", ".indd"))
        else None
    )
    return Source(name=name, text=text, encoding="pdf", format="pdf", title=usable)
