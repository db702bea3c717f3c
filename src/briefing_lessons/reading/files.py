"""Open a file of any kind that a teacher brings, or say in one sentence why it cannot be used."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading.document import Source

MAX_FILE = 40_000_000  #: bytes of a file
MAX_TEXT = 10_000_000  #: characters of the text in it, about two hundred hours of talk
MAX_LINE = 2_000_000  #: characters of one line

#: file ending -> format; unknown endings are judged by what the file holds
ENDINGS = {
    ".txt": "txt", ".text": "txt", "": "txt", ".md": "md", ".markdown": "md", ".rst": "txt", ".log": "txt",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".tei": "xml",
    ".docx": "docx", ".pdf": "pdf", ".vtt": "vtt", ".srt": "srt",
}  # fmt: skip
#: format -> module under `formats` that holds `read(data, name)`; imported only when such a file is opened
_READERS = {
    "txt": "plain", "md": "markdown", "html": "web", "xml": "feed", "docx": "word", "pdf": "pdf",
    "vtt": "captions", "srt": "captions",
}  # fmt: skip
#: first bytes of files that are no text -> what to do
_NO_TEXT = (
    (b"\xd0\xcf\x11\xe0", "is an old Word or Excel file. Open it and save it as .docx or .txt."),
    (b"{\\rtf", "is a rich-text file. Open it and save it as .docx or .txt."),
    (b"\x89PNG", "is a picture. Type or copy its words into a .txt file."),
    (b"\xff\xd8\xff", "is a picture. Type or copy its words into a .txt file."),
    (b"GIF8", "is a picture. Type or copy its words into a .txt file."),
    (b"ID3", "is a sound file. Bring its transcript as text."),
    (b"\x1f\x8b", "is a compressed file. Unpack it first."),
    (b"Rar!", "is a compressed file. Unpack it first."),
    (b"7z\xbc\xaf", "is a compressed file. Unpack it first."),
    (b"\x7fELF", "is a program, not a text."),
    (b"MZ\x90", "is a program, not a text."),
)
_WEB_ADDRESS = re.compile(r"(?i)https?:/|www\.")  # a path has one slash where there were two
_TIMING = re.compile(rb"\d\d:\d\d[.,]\d{3}\s*-->\s*\d")


def read_source(path: str | Path) -> Source:
    """Read and decode one file, or standard input when `path` is "-".

    >>> from briefing_lessons.resources import data_folder
    >>> read_source(data_folder("seeds") / "000_95b79719e875266d.txt").encoding
    'utf-8'

    Raises
    ------
    BriefingError
        When the file is missing, a folder, empty, too large, encrypted, or no text.
    """
    if str(path) == "-":
        return source_from_bytes(_standard_input(), "standard input")
    path = Path(path)
    try:
        if path.is_dir():
            raise BriefingError(f"{path} is a folder. Give a file in it, or read the folder as a whole.")
        if not path.exists() and _WEB_ADDRESS.match(path.as_posix()):
            raise BriefingError(f"{path} is a web address. Save the page as a file, and give that file.")
        if not path.exists():
            raise BriefingError(f"{path} was not found. Check the spelling, or give the whole path.")
        size = path.stat().st_size
        if size > MAX_FILE:
            raise BriefingError(
                f"{path.name} is too large ({size / 1e6:.0f} MB; at most {MAX_FILE / 1e6:.0f} MB). "
                "Cut it into parts."
            )
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, BriefingError):
            raise
        reason = getattr(error, "strerror", None) or "its name is not a valid path"
        raise BriefingError(
            f"{path} cannot be opened ({reason}). Check the path and who may read it."
        ) from None
    return source_from_bytes(data, path.name)


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise BriefingError(
            f"Standard input is too large (at most {MAX_FILE / 1e6:.0f} MB). Cut it into parts."
        )
    return data


def source_from_bytes(data: bytes, name: str) -> Source:
    """Make a source of the bytes of a file called `name`, whose ending and first bytes tell the format."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise BriefingError(f"{name} is empty. Put the text of a briefing in it and save it.")
    for first, advice in _NO_TEXT:
        if data.startswith(first):
            raise BriefingError(f"{name} {advice}")
    kind = find_format(data, name)
    read: Callable[[bytes, str], Source] = import_module(
        f"briefing_lessons.reading.formats.{_READERS[kind]}"
    ).read
    return check_source(read(data, name))


def source_from_text(text: str, name: str = "pasted text") -> Source:
    r"""Make a source of a text already in memory: nothing changes but line ends and a byte-order mark.

    >>> source_from_text("\ufeffGood morning.\r\n").text
    'Good morning.\n'
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip():
        raise BriefingError(f"{name} is empty. Paste the text of a briefing.")
    kind = "md" if plain.startswith("---\n") else "txt"
    return check_source(Source(name=name, text=plain, encoding="str", format=kind))


def check_source(source: Source) -> Source:
    """Return `source` when it holds words and keeps the limits."""
    text = source.text
    if not any(character.isalnum() for character in text[:100_000]) and not any(map(str.isalnum, text)):
        raise BriefingError(f"{source.name} holds no words. Put the text of a briefing in it.")
    if len(text) > MAX_TEXT:
        raise BriefingError(
            f"{source.name} is too long ({len(text):,} characters; at most {MAX_TEXT:,}). Cut it into parts."
        )
    if len(text) > MAX_LINE and (longest := max(map(len, text.split("\n")))) > MAX_LINE:
        raise BriefingError(
            f"{source.name} has a line of {longest:,} characters (at most {MAX_LINE:,}). Break it into lines."
        )
    return source


def find_format(data: bytes, name: str) -> str:
    """Tell the format by the first bytes, and by the ending of the name where they do not say.

    >>> find_format(b"WEBVTT\\n\\n", "talk.txt"), find_format(b"Good morning.", "talk.md")
    ('vtt', 'md')
    """
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    ending = ENDINGS.get(Path(name).suffix.lower())
    folded = head[:400].lower()
    if head.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if ending in (None, "docx", "txt"):
            return "docx"
        raise BriefingError(f"{name} is a zip archive. Unpack it, or give a .docx file.")
    if head.startswith(b"WEBVTT"):
        return "vtt"
    if ending in ("vtt", "srt") or (re.match(rb"\d+\s*\r?\n", head) and _TIMING.search(head[:120])):
        return "srt"
    if folded.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if folded.startswith((b"<?xml", b"<rss", b"<feed")):
        return "html" if b"<html" in folded or ending == "html" else "xml"
    if ending in ("pdf", "docx"):
        kind = "a PDF" if ending == "pdf" else "a Word"
        raise BriefingError(
            f"{name} is not {kind} file although its name says so. Save it again from its program."
        )
    return ending or "txt"
